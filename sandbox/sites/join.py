"""JOIN: ``https://join.com/companies/{slug}?page=N``, five jobs a page in ``__NEXT_DATA__``, then JobPostings."""

from __future__ import annotations

from typing import Any

import orjson

from models.vocabulary import WorkMode
from sandbox.ads import Ad
from sandbox.sites.common import ENGLISH_KIND, found, slug, whole
from sandbox.sites.marked import document
from sandbox.web import Request, Response, at, html_response, page
from sandbox.world import Night

SOURCE = "join"
HOST = "join.com"
_SIZE = 5
_MODES = {WorkMode.HYBRID: "HYBRID", WorkMode.REMOTE: "REMOTE", WorkMode.ONSITE: "ONSITE"}


def hosts(board: str) -> tuple[str, ...]:
    """Return the host that all employers share."""
    return (HOST,)


def start_url(board: str) -> str:
    """Return the address of the company's first page."""
    return f"https://{HOST}/companies/{board}"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the company's pages and the page of each job."""
    match request.path.strip("/").split("/"):
        case ["companies", company]:
            ads = night.board(SOURCE, company)
            number = whole(request.query.get("page"), 1)
            items = [_job(ad) for ad in ads[(number - 1) * _SIZE : number * _SIZE]]
            paging = {"rowCount": len(ads), "pageCount": -(-len(ads) // _SIZE), "page": number, "pageSize": _SIZE}
            state = {"props": {"pageProps": {"initialState": {"jobs": {"items": items, "pagination": paging}}}}}
            data = orjson.dumps(state).decode().replace("</", "<\\/")
            body = f'<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{data}</script>'
            return html_response(page(company, body, language="en"))
        case ["companies", company, name]:
            ad = found(night.board(SOURCE, company), name, _name)
            return html_response(document(ad, f"https://{HOST}{request.path}")) if ad else None
    return None


def _name(ad: Ad) -> str:
    return f"{ad.identifier}-{slug(ad)}"


def _job(ad: Ad) -> dict[str, Any]:
    mode = ad.vacancy.work_mode
    return {
        "id": int(ad.identifier),
        "idParam": _name(ad),
        "title": ad.title,
        "createdAt": f"{at(ad.posted):%Y-%m-%dT%H:%M:%S}.000Z",
        "workplaceType": _MODES[mode] if mode else None,
        "employmentType": {"name": ENGLISH_KIND.get(ad.vacancy.employment_type, "Full-time")},
        "city": {"cityName": ad.towns[0].name("en"), "countryName": "Belgium"},
    }
