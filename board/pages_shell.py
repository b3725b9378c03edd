"""What every page shares: templates, the frame with its languages, headers, answers kept until the data move."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from sqlalchemy import Engine
from starlette.exceptions import HTTPException

from board import addresses, pages_words
from board.caching import matches
from board.language import LANGUAGE_NAMES, LANGUAGES, Words
from pipeline.search.catalogue import Catalogue, State

_FOLDER = Path(__file__).parent
_KEPT = 300
"""Rendered pages kept in memory, and as many parts of pages; each is about 100 kB."""
MAX_AGE = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """What surrounds the content of a page."""

    title: str
    language: str
    path: str
    """Without the query string."""
    description: str = ""
    alternates: Mapping[str, str] = field(default_factory=dict)
    """Language → path of the same page; empty when there is none in other languages."""
    switch: Mapping[str, str] = field(default_factory=dict)
    """Language → address of this very view in it; the alternates when empty."""
    canonical: str | None = None
    """Path; the page's own when ``None``."""
    trail: tuple[tuple[str, str], ...] = ()
    """(name, path) from home to the page above this one."""
    indexable: bool = True
    feed: str | None = None
    """Address of the Atom feed of what is listed."""
    json_ld: str = ""
    default: str | None = None
    """Path of the x-default; the chooser for market pages."""


class Site:
    """One board: its data, its templates, and the pages that are still true."""

    def __init__(self, engine: Engine, catalogue: Catalogue, public_url: str = "") -> None:
        self.engine, self.catalogue = engine, catalogue
        self._public_url = public_url.rstrip("/")
        self._style = (_FOLDER / "static" / "style.css").read_text(encoding="utf-8")
        self._environment = _environment()
        self._version = _version()
        self._kept: dict[str, bytes] = {}
        self._parts: dict[tuple[str, ...], Markup] = {}
        digest = base64.b64encode(hashlib.sha256(self._style.encode()).digest()).decode()
        self.headers = {
            "Content-Security-Policy": (
                f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self' data:; form-action 'self'; "
                "base-uri 'none'; frame-ancestors 'none'"
            ),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        }

    def host(self, request: Request) -> str:
        """Return what absolute addresses begin with: the public address, else the one the caller used."""
        return self._public_url or str(request.base_url).rstrip("/")

    def page(
        self,
        request: Request,
        template: str,
        build: Callable[[], tuple[Frame, Mapping[str, Any]]],
        *,
        status: int = 200,
    ) -> Response:
        """Answer with a page; nothing is computed when the caller has it, or when it was made from the same data."""
        host = self.host(request)
        state = self.catalogue.state()
        parts = (self._version, host, request.url.path, request.url.query, state.token, str(status))
        key = hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()
        headers = {
            **self.headers,
            "ETag": f'W/"{key}"',
            "Cache-Control": f"public, max-age={MAX_AGE if status == 200 else 0}",
        }
        if status == 200 and matches(request.headers.get("if-none-match"), headers["ETag"]):
            return Response(status_code=304, headers=headers)
        if key not in self._kept:
            frame, context = build()
            body = self.render(host, template, frame, context)
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[key] = body
        return Response(self._kept[key], status_code=status, media_type="text/html; charset=utf-8", headers=headers)

    def part(self, state: State, template: str, frame: Frame, build: Callable[[], Mapping[str, Any]]) -> Markup:
        """Return what all views of the page at ``frame.path`` share, whatever is filtered; made once per picture."""
        key = (template, frame.path, state.token)
        if key not in self._parts:
            body = self.render("", template, frame, build())
            if len(self._parts) >= _KEPT:
                self._parts.clear()
            self._parts[key] = Markup(body.decode())  # noqa: S704 - our own template
        return self._parts[key]

    def render(self, host: str, template: str, frame: Frame, context: Mapping[str, Any]) -> bytes:
        """Return a page."""
        words = Words(frame.language)
        text = self._environment.get_template(template).render(
            {
                "t": words,
                "lang": frame.language,
                "colon": words("site.colon"),
                "languages": LANGUAGES,
                "language_names": LANGUAGE_NAMES,
                "frame": frame,
                "host": host,
                "style": Markup(self._style),  # noqa: S704 - our own file
                "place_text": lambda posting: pages_words.place_text(words, posting),
                "address_text": lambda posting: pages_words.address_text(words, posting),
                "pay_text": lambda salary: pages_words.pay_text(words, salary),
                "work_text": lambda posting: pages_words.work_text(words, posting),
                "language_text": lambda posting: pages_words.language_text(words, posting),
                "contract_text": lambda posting: pages_words.contract_text(words, posting),
                "seen": lambda text: words.moment(datetime.fromisoformat(text)),
                "source_title": lambda name, title: pages_words.source_title(words, name, title),
                "scope_name": lambda area: pages_words.scope_name(words, area),
                "steps_text": lambda receipt: pages_words.steps_text(words, receipt),
                "share_text": lambda share: pages_words.share_text(words, share),
                "pay_range": lambda row: pages_words.pay_range(words, row),
                "market_path": lambda role, city, **more: addresses.market_path(frame.language, role, city, **more),
                "employer_path": lambda key: addresses.employer_path(frame.language, key),
                "vacancy_path": lambda item: addresses.vacancy_path(item, frame.language),
                "city_name": lambda city: addresses.cities()[city].names[frame.language],
                **context,
            }
        )
        return text.encode()


def framed(
    site: Site,
    request: Request,
    language: str,
    suffix: str,
    template: str,
    title: str,
    context: Callable[[Words, State], dict[str, Any]],
    *,
    indexable: bool = True,
    kept: bool = True,
    feed: str | None = None,
) -> Response:
    """Answer with a page that has one address per language; with ``kept`` false it is made for this caller alone."""
    if language not in LANGUAGES:
        raise HTTPException(404)
    words = Words(language)
    query = f"?{request.url.query}" if request.url.query else ""
    trail = ((words("site.home"), f"/{language}/"),) if suffix else ()
    frame = Frame(
        title=words(title),
        language=language,
        path=f"/{language}{suffix or '/'}",
        alternates={other: f"/{other}{suffix or '/'}" for other in LANGUAGES} if indexable else {},
        switch={other: f"/{other}{suffix or '/'}{query}" for other in LANGUAGES},
        trail=trail,
        indexable=indexable,
        feed=feed,
        default="/" if not suffix else None,
    )
    if not kept:
        body = site.render(site.host(request), template, frame, context(words, site.catalogue.state()))
        return Response(
            body, media_type="text/html; charset=utf-8", headers={**site.headers, "Cache-Control": "no-store"}
        )
    return site.page(request, template, lambda: (frame, context(words, site.catalogue.state())))


def moved(path: str, request: Request) -> Response:
    """Send the caller to the one address of a page; the query string is kept where ``path`` has none of its own."""
    query = "" if "?" in path else request.url.query
    return RedirectResponse(f"{path}?{query}" if query else path, status_code=301)


def where(words: Words, city: str | None) -> str:
    """Return "in Bruges" or "in Belgium"."""
    if city is None:
        return words("site.in_country")
    return words("site.in_city", city=addresses.cities()[city].names[words.language])


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["initial"] = pages_words.initial
    environment.globals["stated_text"] = pages_words.stated_text
    environment.globals["evidence_kind"] = pages_words.evidence_kind
    environment.globals["vacancy_language"] = addresses.vacancy_language
    return environment


def _version() -> str:
    digest = hashlib.blake2b(digest_size=8)
    for folder in ("templates", "static", "i18n", "reference"):
        for path in sorted((_FOLDER / folder).iterdir()):
            digest.update(path.read_bytes())
    return digest.hexdigest()
