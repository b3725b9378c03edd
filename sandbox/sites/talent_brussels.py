"""talent.brussels: a Drupal list by page, whose empty page has no list; some cards lack reference or organization."""

from __future__ import annotations

from html import escape

from sandbox.ads import Ad
from sandbox.reference import slugged
from sandbox.sites.common import found, requisition, slug, whole
from sandbox.web import Request, Response, html_response, number, page
from sandbox.world import Night

SOURCE = "talent_brussels"
HOST = "talent.brussels"
_SIZE = 5
_LISTS = {"fr": "/fr/offres-d-emploi", "nl": "/nl/vacatures"}


def hosts(board: str) -> tuple[str, ...]:
    """Return the one host."""
    return (HOST,)


def start_url(board: str) -> str:
    """Return the address of the list's first page."""
    return f"https://{HOST}/fr/offres-d-emploi?page=0"


def identifier(ad: Ad) -> str:
    """Return the last two parts of the address."""
    return f"{slugged(ad.employer or 'x')}/{slug(ad)}-{ad.identifier}"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the list by page and the page of each job."""
    ads = night.board(SOURCE, board)
    if request.path in _LISTS.values():
        first = whole(request.query.get("page"), 0) * _SIZE
        rows = "".join(_card(ad) for ad in ads[first : first + _SIZE])
        listed = f'<div class="item-list"><ul class="job-list shadowed-list">{rows}</ul></div>' if rows else "<p>-</p>"
        return html_response(page("talent.brussels", listed, language="fr"))
    ad = found(ads, request.path, _path)
    return html_response(page(ad.title, _job(ad), language=ad.language)) if ad else None


def _path(ad: Ad) -> str:
    return f"{_LISTS.get(ad.language, _LISTS['fr'])}/{identifier(ad)}"


def _card(ad: Ad) -> str:
    employer = escape(ad.employer or "")
    named = f'<p class="req">{requisition(ad, "req")}</p><p class="division">{employer}</p>'
    return (
        f'<li><div class="stretched-link-parent"><div class="info-job"><a href="{_path(ad)}" class="stretched-link">'
        f'<h3><span class="field field--name-title field--type-string">{escape(ad.title)}</span></h3></a>'
        f'<div class="field field--name-field-logo"><img src="/logo.png" alt="{employer}" /></div>'
        f"{named if number(ad.identifier) % 3 else ''}</div></div></li>\n"
    )


def _job(ad: Ad) -> str:
    end = f'<time datetime="{ad.valid_through.isoformat()}"></time>' if ad.valid_through else ""
    return (
        f'<article class="node node--type-job"><h1><span>{escape(ad.title)}</span></h1>'
        f'<div class="field field--name-field-deadline">{end}</div><div class="node__content">{ad.html}</div></article>'
    )
