"""Odoo's recruitment website on an employer's own domain: cards by page, then microdata on each job's page."""

from __future__ import annotations

from html import escape

from models.vocabulary import WorkMode
from sandbox.ads import Ad
from sandbox.sites.common import found, slug, whole
from sandbox.web import Request, Response, html_response, page
from sandbox.world import Night

SOURCE = "odoo"
_SIZE = 12


def hosts(board: str) -> tuple[str, ...]:
    """Return the host, which the board is named after."""
    return (board,)


def start_url(board: str) -> str:
    """Return the address of the list."""
    return f"https://{board}/jobs"


def identifier(ad: Ad) -> str:
    """Return the slug with its number."""
    return f"{slug(ad)}-{ad.identifier}"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the list by page and the page of each job."""
    ads = night.board(SOURCE, board)
    if request.path == "/jobs":
        last = max(1, -(-len(ads) // _SIZE))
        number = min(max(1, whole(request.query.get("page"), 1)), last)  # beyond the last page comes the last again
        first = (number - 1) * _SIZE
        cards = "".join(_card(ad) for ad in ads[first : first + _SIZE]) + _pager(number, last)
        empty = "" if ads else '<div class="o_website_hr_recruitment_no_job">No job</div>'
        return html_response(
            page("Jobs", f'<div id="wrap"><div id="jobs_grid">{cards}{empty}</div></div>', language="nl")
        )
    ad = found(ads, request.path, lambda one: f"/jobs/{identifier(one)}")
    return html_response(page(ad.title, _job(ad), language=ad.language)) if ad else None


def _pager(number: int, last: int) -> str:
    if last == 1:
        return ""
    links = "".join(
        f'<li class="page-item{" active" if page == number else ""}"><a class="page-link" href="/jobs/page/{page}">'
        f"{page}</a></li>"
        for page in range(1, last + 1)
    )
    return f'<ul class="pagination m-0">{links}</ul>'


def _card(ad: Ad) -> str:
    return (
        f'<div class="card"><a href="/jobs/{identifier(ad)}" class="text-decoration-none"><div class="card-body">'
        f'<h3 class="text-secondary"><span>{escape(ad.title)}</span></h3><address itemprop="address">'
        f"<span>{ad.towns[0].local_name}, België</span></address></div></a></div>\n"
    )


def _job(ad: Ad) -> str:
    town = ad.towns[0]
    if ad.vacancy.work_mode is WorkMode.REMOTE:
        place = (
            '<meta itemprop="jobLocationType" content="TELECOMMUTE"/><span itemprop="applicantLocationRequirements" '
            'itemscope itemtype="https://schema.org/Country"><meta itemprop="name" content="België"/></span>'
        )
    else:
        address = f"Nijverheidslaan 7\n{town.postal_code} {town.local_name}\nBelgië"
        place = (
            '<span itemprop="jobLocation" itemscope itemtype="https://schema.org/Place">'
            f'<meta itemprop="address" content="{escape(address)}"/></span>'
        )
    return (
        '<div id="wrap"><section itemscope itemtype="https://schema.org/JobPosting">'
        f'<meta itemprop="employmentType" content="{ad.vacancy.employment_type.value}"/>'
        f'<meta itemprop="datePosted" content="{ad.posted.isoformat()}"/>'
        f'<meta itemprop="title" content="{escape(ad.title)}"/>'
        '<span itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization">'
        f'<meta itemprop="name" content="{escape(ad.employer or "")}"/></span>{place}'
        f'<h1>{escape(ad.title)}</h1><div itemprop="description" id="job_description">{ad.html}</div></section></div>'
    )
