"""Softgarden: a page that names all jobs in a script, and a JobPosting on each job's page."""

from __future__ import annotations

from sandbox.sites.common import found
from sandbox.sites.marked import document
from sandbox.web import Request, Response, html_response, page
from sandbox.world import Night

SOURCE = "softgarden"


def hosts(board: str) -> tuple[str, ...]:
    """Return the employer's host."""
    return (f"{board}.softgarden.io",)


def start_url(board: str) -> str:
    """Return the address of the board's page in English."""
    return f"https://{board}.softgarden.io/en/vacancies"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the board's page in each language and the page of each job."""
    ads = night.board(SOURCE, board)
    if request.path in ("/en/vacancies", "/de/vacancies", "/nl/vacancies"):
        numbers = ",".join(ad.identifier for ad in ads)
        body = f"<script>var complete_job_id_list = [{numbers}];</script><div id='jobs'></div>"
        return html_response(page("Vacancies", body, language="en"))
    ad = found(ads, request.path, lambda one: f"/job/{one.identifier}")
    return html_response(document(ad, f"https://{board}.softgarden.io{request.path}")) if ad else None
