"""SAP SuccessFactors career sites: a sitemap of ``/job/{slug}/{id}/`` pages with microdata and Java-style dates."""

from __future__ import annotations

from html import escape
from typing import Any

from sandbox.ads import Ad
from sandbox.reference import slugged
from sandbox.web import Request, Response, at, html_response, page, urlset
from sandbox.world import Night

SOURCE = "successfactors"
_LABELS = {"nl": ("Nu solliciteren", "Datum", "Locatie"), "fr": ("Postuler maintenant", "Date", "Lieu")}


def hosts(board: str) -> tuple[str, ...]:
    """Return the host, which the board is named after."""
    return (board,)


def start_url(board: str) -> str:
    """Return the address of the only sitemap."""
    return f"https://{board}/sitemap.xml"


def path(ad: Ad) -> str:
    """Town, title and postal code make the slug, the number the identity."""
    town = ad.towns[0]
    place = slugged(town.local_name, lower=False)
    return f"/job/{place}-{slugged(ad.title)}-{town.postal_code}/{ad.identifier}/"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the sitemap and the pages it lists; a number alone opens a page too."""
    ads = night.board(SOURCE, board)
    if request.path == "/sitemap.xml":
        entries: list[tuple[str, Any]] = [(f"https://{board}{path(ad)}", ad.updated) for ad in ads]
        return urlset([(f"https://{board}/", None), (f"https://{board}/go/IT/8812301/", None), *entries])
    for ad in ads:
        if request.path.rstrip("/").endswith(f"/{ad.identifier}") and request.path.startswith("/job/"):
            return html_response(page(ad.title, shell(ad), language=ad.language), modified=ad.updated)
    if request.path in ("/", "/go/IT/8812301/"):
        return html_response(page("Careers", "<h1>Careers</h1>", language="en"))
    return None


def shell(ad: Ad) -> str:
    """Return the block that holds the JobPosting; the address is one text, the organization a plain one."""
    apply, day, place = _LABELS.get(ad.language, ("Apply now", "Date", "Location"))
    where = f"{ad.towns[0].local_name}, BE"
    return (
        '<div class="jobDisplayShell" itemscope="itemscope" itemtype="http://schema.org/JobPosting">'
        '<span itemprop="jobLocation" itemscope itemtype="http://schema.org/Place">'
        '<span itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">'
        f'<meta itemprop="streetAddress" content="{escape(where)}"></span></span>'
        f'<meta itemprop="datePosted" content="{at(ad.posted, 2, 0):%a %b %d %H:%M:%S UTC %Y}">'
        f'<meta itemprop="hiringOrganization" content="{escape(ad.employer or "")}">\n'
        f'<div class="jobDisplay"><div class="jobTitle"><h1 id="job-title" itemprop="title">{escape(ad.title)}</h1>'
        '<div class="applylink pull-right">'
        f'<a class="btn apply" href="/talentcommunity/apply/{ad.identifier}/">{apply} »</a>'
        f'</div></div>\n<p class="jobDate" id="job-date"><strong>{day}: </strong>{at(ad.posted):%b %d, %Y}</p>\n'
        f'<p id="job-location" class="jobLocation"><strong>{place}:</strong> '
        f'<span class="jobGeoLocation">{where}</span></p>\n'
        f'<div class="job"><span itemprop="description" class="jobdescription">{ad.html}</span></div></div>\n</div>'
    )
