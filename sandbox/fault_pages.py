"""Faults in what a site answers: a request and the true response go in, a wrong response comes out."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import orjson

from sandbox.web import HTML, JSON, Request, Response, html_response

Change = Callable[[Request, Response], Response]
_TOTALS = re.compile(
    rb'"(total_count|totalFound|TotalJobsCount|totalItems|total|totalCount|rowCount|totaal|count)":(\d+)'
)
LOGIN_HOST = "login.example"
"""Where a fault sends clients to log in; the server answers there too."""

_PAGES = ("page", "offset", "skip", "start", "startrow", "from", "vanaf", "pagina")
_TITLE_NAMES = (
    (b'"title":', b'"jobTitle":'),
    (b'"titreoffre":', b'"intitule":'),
    (b'"Title":', b'"JobTitle":'),
    (b'"name":', b'"jobName":'),
    (b'"text":', b'"jobTitle":'),
    (b'"jobOpeningName":', b'"openingName":'),
    (b'"displayTitle":', b'"shownTitle":'),
    (b"<title>", b"<headline>"),
    (b"</title>", b"</headline>"),
    (b"<name>", b"<headline>"),
    (b"</name>", b"</headline>"),
    (b'itemprop="title"', b'itemprop="headline"'),
)


def status(code: int, *, retry_after: str | None = None) -> Change:
    """Answer every request with a status and a short page."""
    page = html_response(f"<html><body><h1>{code}</h1></body></html>", status=code)
    return lambda *_: replace(page, headers={"Retry-After": retry_after} if retry_after else {})


def status_at(path: str, code: int) -> Change:
    """Answer one address with a status."""
    bad = status(code)
    return lambda request, response: bad(request, response) if request.path == path else response


def body(content: bytes, kind: str | None = None) -> Change:
    """Answer another body."""
    return lambda _, response: Response(content, kind or response.content_type)


def text_at(path: str, content: bytes, kind: str = "text/plain; charset=utf-8") -> Change:
    """Answer one address with a text."""
    return lambda request, response: Response(content, kind) if request.path == path else response


def redirect(target: str) -> Change:
    """Send everybody elsewhere."""
    return lambda *_: Response(b"", HTML, 302, {"Location": target})


def redirect_to_itself(request: Request, _: Response) -> Response:
    """Send a client round in a circle."""
    return Response(b"", HTML, 301, {"Location": request.url})


def consent(_: Request, __: Response) -> Response:
    """Show a cookie wall instead of the page."""
    return html_response(
        '<!DOCTYPE html><html lang="nl"><head><title>Voordat je verdergaat</title></head><body id="didomi-host">'
        '<div class="didomi-consent-popup-notice"><h1>Wij en onze partners gebruiken cookies</h1>'
        "<p>Om verder te gaan kies je hoe wij je gegevens gebruiken. Nous utilisons des cookies.</p>"
        '<button id="didomi-notice-agree-button">Akkoord</button><button>Weigeren</button></div></body></html>'
    )


def captcha(_: Request, __: Response) -> Response:
    """Show a challenge instead of the page."""
    return html_response(_CHALLENGE)


def challenge(_: Request, __: Response) -> Response:
    """Show a challenge with status 403, as shields do."""
    return replace(html_response(_CHALLENGE, status=403), headers={"Server": "cloudflare", "cf-mitigated": "challenge"})


_CHALLENGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Just a moment...</title></head><body>'
    '<h1>Verify you are human</h1><div class="cf-turnstile" id="challenge-form">'
    "<noscript>Enable JavaScript and cookies to continue</noscript></div></body></html>"
)


def login(_: Request, __: Response) -> Response:
    """Show a log-in form instead of the page."""
    return html_response(
        '<!DOCTYPE html><html lang="nl"><head><title>Aanmelden</title></head><body><form method="post" action="/login">'
        '<label>E-mail <input type="email" name="user"></label><label>Wachtwoord <input type="password" name="secret">'
        "</label><button>Aanmelden</button></form></body></html>"
    )


def maintenance(_: Request, __: Response) -> Response:
    """Say that the site is being worked on."""
    return html_response(
        "<html><head><title>Onderhoud</title></head><body><h1>Even geduld, we zijn zo terug</h1>"
        "<p>Le site est en maintenance.</p></body></html>"
    )


def soft_404(_: Request, __: Response) -> Response:
    """Say with status 200 that the job is gone."""
    return html_response(
        "<html><head><title>Vacature niet gevonden</title></head><body><h1>Deze vacature is niet meer beschikbaar</h1>"
        "<p>Cette offre n'est plus disponible.</p><a href='/'>Andere vacatures</a></body></html>"
    )


def error_page(_: Request, __: Response) -> Response:
    """Show an error page with status 200 where data were due."""
    return html_response("<html><head><title>Error</title></head><body><h1>Something went wrong</h1></body></html>")


def error_page_at(path: str) -> Change:
    """Show an error page at one address."""
    return lambda request, response: error_page(request, response) if request.path == path else response


def js_shell(_: Request, __: Response) -> Response:
    """Answer the shell of an application that would fetch everything later."""
    return html_response(
        '<!DOCTYPE html><html><head><title>Jobs</title><script defer src="/static/js/main.8f2c.js"></script></head>'
        '<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div></body></html>'
    )


def halved(_: Request, response: Response) -> Response:
    """Cut the body and keep quiet about it."""
    return replace(response, body=response.body[: len(response.body) // 2])


def gzip_cut(_: Request, response: Response) -> Response:
    """Send gzip without its last third."""
    packed = gzip.compress(response.body, mtime=0)
    return _gzipped(response, packed[: len(packed) * 2 // 3])


def gzip_lie(_: Request, response: Response) -> Response:
    """Send plain bytes and call them gzip."""
    return _gzipped(response, response.body[:2000])


def gzip_bomb(_: Request, response: Response) -> Response:
    """Send little that becomes much."""
    return _gzipped(response, gzip.compress(b" " * 20_000_000, mtime=0))


def _gzipped(response: Response, content: bytes) -> Response:
    return replace(response, body=content, headers={**response.headers, "Content-Encoding": "gzip"})


def huge(_: Request, response: Response) -> Response:
    """Send a body over every sane limit."""
    return replace(response, body=response.body + b" " * 12_000_000)


def charset_lie(_: Request, response: Response) -> Response:
    """Label the body with a character set that it is not in."""
    return replace(response, content_type=response.content_type.replace("utf-8", "iso-8859-1"))


def encoded_twice(_: Request, response: Response) -> Response:
    """Encode every letter twice, as a bad export does."""
    return replace(
        response, body=response.body.decode("utf-8", "replace").encode().decode("cp1252", "replace").encode()
    )


def poisoned(_: Request, response: Response) -> Response:
    """Put a NUL and a lone surrogate into JSON texts, a NUL into others."""
    if response.content_type == JSON:
        return replace(response, body=re.sub(rb'("(?:title|titreoffre|name)":")', rb"\1\\u0000\\ud800", response.body))
    return replace(response, body=response.body.replace(b"<h1", b"\x00<h1"))


def total_raised(_: Request, response: Response) -> Response:
    """Declare 300 more than there are."""
    return replace(
        response, body=_TOTALS.sub(lambda found: b'"%s":%d' % (found[1], int(found[2]) + 300), response.body)
    )


def total_huge(_: Request, response: Response) -> Response:
    """Declare a million."""
    return replace(response, body=_TOTALS.sub(lambda found: b'"%s":1000000' % found[1], response.body))


def renamed(_: Request, response: Response) -> Response:
    """Call the title something else."""
    content = response.body
    for old, new in _TITLE_NAMES:
        content = content.replace(old, new)
    return replace(response, body=content)


def first_page(request: Request) -> Request:
    """Ask for the first page whatever page was asked for."""
    return _paged(request, lambda _: 0)


def alternating_page(request: Request) -> Request:
    """Ask for the first page or the second, for ever in turn."""
    return _paged(request, lambda asked: asked % 2)


def _paged(request: Request, chosen: Callable[[int], int]) -> Request:
    parts = urlsplit(request.url)
    query = [(name, _number(name, value, chosen)) for name, value in parse_qsl(parts.query, keep_blank_values=True)]
    asked = request.json()
    if isinstance(asked, dict) and isinstance(asked.get("offset"), int):
        asked["offset"] = chosen(asked["offset"] // 20) * 20
        request = replace(request, body=orjson.dumps(asked))
    return replace(request, url=urlunsplit(parts._replace(query=urlencode(query))))


def _number(name: str, value: str, chosen: Callable[[int], int]) -> str:
    if name not in _PAGES or not value.isdigit():
        return value
    if name == "page" and int(value) > 0:
        return str(chosen(int(value) - 1) + 1)
    return str(chosen(int(value)))


def tdm_header(_: Request, response: Response) -> Response:
    """Reserve text and data mining by header."""
    return replace(response, headers={**response.headers, "tdm-reservation": "1"})


def tdm_meta(_: Request, response: Response) -> Response:
    """Reserve text and data mining in the head of pages."""
    return replace(response, body=response.body.replace(b"<head>", b'<head><meta name="tdm-reservation" content="1">'))
