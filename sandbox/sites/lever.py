"""Lever: ``GET https://api.lever.co/v0/postings/{site}?mode=json``; times in milliseconds, the ad in parts."""

from __future__ import annotations

from html import unescape
from typing import Any

from models.vocabulary import UnitText
from sandbox.ads import Ad
from sandbox.sites.common import ENGLISH_KIND, MODE, found, guid, halves, whole
from sandbox.web import Request, Response, at, html_response, json_response, page
from sandbox.world import Night

SOURCE = "lever"
identifier = guid
_INTERVALS = {UnitText.HOUR: "per-hour-wage", UnitText.DAY: "per-day-wage", UnitText.MONTH: "per-month-salary"}


def hosts(board: str) -> tuple[str, ...]:
    """Return the two hosts that all employers share."""
    return ("api.lever.co", "jobs.lever.co")


def start_url(board: str) -> str:
    """Return the address of the list."""
    return f"https://api.lever.co/v0/postings/{board}?mode=json"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve lists, single postings and pages; the employer stands in the address."""
    steps = request.path.strip("/").split("/")
    ads = night.board(SOURCE, steps[2] if steps[0] == "v0" and len(steps) > 2 else steps[0])
    if steps[:2] == ["v0", "postings"] and len(steps) == 3:
        if not ads:
            return json_response({"ok": False, "error": "Document not found"}, status=404)
        first, size = whole(request.query.get("skip"), 0), whole(request.query.get("limit"), 1000)
        return json_response([_posting(ad) for ad in ads[first : first + size]])
    ad = found(ads, steps[-1], guid)
    if ad is None:
        return None
    return (
        json_response(_posting(ad))
        if steps[0] == "v0"
        else html_response(page(ad.title, ad.html, language=ad.language))
    )


def _posting(ad: Ad) -> dict[str, Any]:
    description, additional = halves(ad.html)
    places = [f"{town.name('en')}, Belgium" for town in ad.towns]
    fields: dict[str, Any] = {
        "id": guid(ad),
        "text": ad.title,
        "categories": {
            "commitment": ENGLISH_KIND.get(ad.vacancy.employment_type, "Full-time"),
            "department": "Engineering" if ad.vacancy.role else "Operations",
            "location": places[0],
            "team": "Product",
            "allLocations": places,
        },
        "country": "BE",
        "workplaceType": MODE[ad.vacancy.work_mode],
        "createdAt": int(at(ad.posted).timestamp() * 1000),
        "opening": "",
        "description": description,
        "descriptionBody": description,
        "descriptionPlain": unescape(description),
        "lists": [],
        "additional": additional,
        "additionalPlain": unescape(additional),
        "hostedUrl": f"https://jobs.lever.co/{ad.board}/{guid(ad)}",
        "applyUrl": f"https://jobs.lever.co/{ad.board}/{guid(ad)}/apply",
    }
    pay = ad.vacancy.pay
    if ad.shows_pay and pay and pay.min is not None and pay.max is not None:
        interval = _INTERVALS.get(pay.unit, "per-year-salary")
        fields["salaryRange"] = {"currency": "EUR", "interval": interval, "min": float(pay.min), "max": float(pay.max)}
    return fields
