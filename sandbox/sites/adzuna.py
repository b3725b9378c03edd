"""Adzuna's search interface: pages of at most fifty, a key in the query, snippets, and pay that may be predicted."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from models.vocabulary import Contract, UnitText
from sandbox.ads import Ad
from sandbox.sites.common import newest_first, whole
from sandbox.web import Request, Response, at, json_response, number
from sandbox.world import Night

SOURCE = "adzuna"
HOST = "api.adzuna.com"


def hosts(board: str) -> tuple[str, ...]:
    """Return the one host."""
    return (HOST,)


def start_url(board: str) -> str:
    """Return the address of the first page, without the key."""
    return f"https://{HOST}/v1/api/jobs/be/search/1?results_per_page=50"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve a page to whoever has a key; any key will do, except the word ``wrong``."""
    found = re.fullmatch(r"/v1/api/jobs/be/search/(\d+)", request.path)
    if found is None:
        return None
    if not request.query.get("app_id") or request.query.get("app_key", "") in ("", "wrong"):
        return json_response({"exception": "AUTH_FAIL", "display": "Authorisation failed"}, status=401)
    ads, size = night.board(SOURCE, board), min(whole(request.query.get("results_per_page"), 10), 50)
    if request.query.get("sort_by") == "date":
        ads = tuple(newest_first(ads))
    first = (int(found[1]) - 1) * size
    return json_response({"count": len(ads), "mean": 0, "results": [_job(ad) for ad in ads[first : first + size]]})


def _job(ad: Ad) -> dict[str, Any]:
    town, pay = ad.towns[0], ad.vacancy.pay
    fields: dict[str, Any] = {
        "id": ad.identifier,
        "title": ad.title,
        "created": f"{at(ad.posted):%Y-%m-%dT%H:%M:%SZ}",
        "company": {"display_name": ad.employer},
        "location": {"area": ["Belgique", town.name("fr")], "display_name": f"{town.name('fr')}, Belgique"},
        "latitude": town.latitude,
        "longitude": town.longitude,
        "contract_type": "contract" if ad.vacancy.contract is Contract.FREELANCE else "permanent",
        "contract_time": "full_time",
        "category": {"tag": "it-jobs", "label": "Emplois IT"},
        "redirect_url": f"https://www.adzuna.be/details/{ad.identifier}",
        "description": " ".join(unescape(re.sub(r"<[^>]*>", " ", ad.html)).split())[:500],
        "salary_is_predicted": "0",
    }
    if pay and pay.unit is UnitText.YEAR and pay.min and pay.max:
        return fields | {"salary_min": float(pay.min), "salary_max": float(pay.max)}
    if number(ad.identifier) % 3 == 0:
        # A guess of theirs, which must never be taken for stated pay.
        return fields | {"salary_min": 41_250.5, "salary_max": 41_250.5, "salary_is_predicted": "1"}
    return fields
