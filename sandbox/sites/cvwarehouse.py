"""CVWarehouse: one host for many employers, the employer's number in the query; one page holds every job's text."""

from __future__ import annotations

from html import escape

from sandbox.ads import Ad
from sandbox.web import Request, Response, html_response, page
from sandbox.world import Night

SOURCE = "cvwarehouse"
HOST = "jobpage.cvwarehouse.com"


def hosts(board: str) -> tuple[str, ...]:
    """Return the host that all employers share."""
    return (HOST,)


def start_url(board: str) -> str:
    """Return the address of the list in Dutch."""
    return f"https://{HOST}/?companyGuid={board}&lang=nl-BE"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the list, and with ``job=`` the page that holds all jobs' texts; the query names the employer."""
    ads = night.board(SOURCE, request.query.get("companyGuid", ""))
    if request.path != "/" or not ads:
        return None
    cards = "".join(_card(ad) for ad in ads)
    blocks = "".join(_block(ad) for ad in ads) if "job" in request.query else ""
    return html_response(page("Vacatures", f'<div class="jobList">{cards}</div>{blocks}', language="nl"))


def _card(ad: Ad) -> str:
    where = ad.towns[0].local_name
    return (
        f'<div data-item-collection data-filter-city="{where}"><a class="jobLink" data-jobid="{ad.identifier}" '
        f'href="/?companyGuid={ad.board}&amp;lang=nl-BE&amp;job={ad.identifier}"><span class="job-title">'
        f'{escape(ad.title)}</span> <span class="location">{where}</span></a></div>\n'
    )


def _block(ad: Ad) -> str:
    return f'<div data-jobdetail-job-id="{ad.identifier}"><div class="jobDescriptionText">{ad.html}</div></div>\n'
