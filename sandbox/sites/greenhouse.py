"""Greenhouse: ``GET https://boards-api.greenhouse.io/v1/boards/{token}/jobs?content=true``; HTML arrives escaped."""

from __future__ import annotations

from html import escape
from typing import Any

from sandbox.ads import Ad
from sandbox.reference import employers
from sandbox.web import Request, Response, at, html_response, json_response, number, page
from sandbox.world import Night

SOURCE = "greenhouse"
API = "boards-api.greenhouse.io"
BOARDS = "job-boards.greenhouse.io"


def hosts(board: str) -> tuple[str, ...]:
    """All employers share two hosts."""
    return (API, BOARDS)


def start_url(board: str) -> str:
    """Return the address of the whole board, which is one document."""
    return f"https://{API}/v1/boards/{board}/jobs?content=true"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve boards, single jobs and the pages people see; the board stands in the address."""
    steps = request.path.strip("/").split("/")
    match steps:
        case ["v1", "boards", token, "jobs"] if _known(token):
            jobs = [job(ad, content=request.query.get("content") == "true") for ad in night.board(SOURCE, token)]
            return json_response({"jobs": jobs, "meta": {"total": len(jobs)}})
        case ["v1", "boards", token, "jobs", identifier]:
            return next(
                (json_response(job(ad)) for ad in night.board(SOURCE, token) if ad.identifier == identifier), None
            )
        case [token, "jobs", identifier]:
            found = next((ad for ad in night.board(SOURCE, token) if ad.identifier == identifier), None)
            return html_response(page(found.title, found.html, language=found.language)) if found else None
    return json_response({"status": 404, "error": "Job not found"}, status=404) if request.host == API else None


def _known(token: str) -> bool:
    return any(one.source == SOURCE and one.board == token for one in employers())


def job(ad: Ad, *, content: bool = True) -> dict[str, Any]:
    """One job; several places stand in one text, divided by semicolons."""
    places = [f"{town.name('en')}, Belgium" for town in ad.towns]
    fields: dict[str, Any] = {
        "absolute_url": f"https://{BOARDS}/{ad.board}/jobs/{ad.identifier}",
        "data_compliance": [{"type": "gdpr", "requires_consent": False, "retention_period": None}],
        "internal_job_id": number(ad.identifier),
        "location": {"name": "; ".join(places)},
        "metadata": None,
        "id": int(ad.identifier),
        "updated_at": f"{at(ad.updated, 2, 15):%Y-%m-%dT%H:%M:%S}-04:00",
        "requisition_id": ad.reference,
        "title": ad.title,
        "company_name": ad.employer,
        "first_published": f"{at(ad.posted, 5, 33):%Y-%m-%dT%H:%M:%S}-04:00",
        "language": ad.language,
        "application_deadline": f"{at(ad.valid_through):%Y-%m-%dT%H:%M:%S}-04:00" if ad.valid_through else None,
    }
    if content:
        fields["content"] = escape(ad.html.replace("'", "&#39;"))
        department = "Engineering" if ad.vacancy.role else "Business"
        fields["departments"] = [{"id": number(department), "name": department, "child_ids": [], "parent_id": None}]
        fields["offices"] = [
            {
                "id": number(town.key),
                "name": town.name("en"),
                "location": f"{town.name('en')}, Belgium",
                "child_ids": [],
            }
            for town in ad.towns
        ]
    return fields
