"""Employers' own sites: a sitemap, or an index of some, and pages with schema.org JobPosting."""

from __future__ import annotations

from datetime import date

from sandbox.ads import Ad
from sandbox.reference import slugged
from sandbox.sites.marked import document
from sandbox.web import Request, Response, html_response, page, sitemap_index, style, urlset
from sandbox.world import Night

SOURCE = "jsonld"
_PATHS = (
    "/vacatures/{slug}-{id}",
    "/jobs/{id}/{slug}",
    "/{lang}/jobs/{slug}-{id}",
    "/offres/{slug}/{id}",
    "/careers/{id}",
)


def hosts(board: str) -> tuple[str, ...]:
    """Return the host, which the board is named after."""
    return (board,)


def start_url(board: str) -> str:
    """Return the address of the sitemap, which robots.txt names too."""
    return f"https://{board}/sitemap.xml"


def identifier(ad: Ad) -> str:
    """Return the address of the page of an ad: these sites have no other name for it that holds everywhere."""
    path = _PATHS[style(ad.board, len(_PATHS))].format(slug=slugged(ad.title), id=ad.identifier, lang=ad.language)
    return f"https://{ad.board}{path}"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve sitemaps, pages of ads, and a few pages that are none."""
    ads = night.board(SOURCE, board)
    indexed = style(board, 3, salt="index") > 0
    if request.path == "/sitemap.xml":
        parts = [(f"https://{board}/sitemap-jobs.xml", night.day), (f"https://{board}/sitemap-pages.xml", None)]
        return sitemap_index(parts) if indexed else urlset([*_ads(ads), *_others(board)])
    if request.path == "/sitemap-jobs.xml" and indexed:
        return urlset(_ads(ads))
    if request.path == "/sitemap-pages.xml" and indexed:
        return urlset(_others(board))
    wanted = f"https://{board}{request.path}"
    for ad in ads:
        if identifier(ad) == wanted:
            return html_response(document(ad, wanted), modified=ad.updated)
    if wanted in dict(_others(board)):
        return html_response(page(board, "<h1>Welkom / Bienvenue</h1><p>Over ons.</p>", language="nl"))
    return None


def _ads(ads: tuple[Ad, ...]) -> list[tuple[str, date | None]]:
    return [(identifier(ad), ad.updated) for ad in ads]


def _others(board: str) -> list[tuple[str, date | None]]:
    return [(f"https://{board}/{name}", None) for name in ("", "about", "contact")]
