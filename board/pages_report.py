"""Telling us that something is wrong: a form, and the report that it keeps for a person to read."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Form, Request, Response
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from board.api_context import ApiContext
from board.api_service import NewReport, ReportKind, file_report
from board.pages_shell import Site, framed


def report_router(site: Site, context: ApiContext) -> APIRouter:
    """Return the routes of the form."""
    router = APIRouter(include_in_schema=False)

    @router.get("/{language}/report")
    def ask(request: Request, language: str) -> Response:
        """Answer with the form of a report."""
        about = {
            "vacancy": request.query_params.get("vacancy", "")[:30],
            "page": request.query_params.get("page", "")[:300],
        }
        return framed(
            site,
            request,
            language,
            "/report",
            "report.html",
            "report.title",
            lambda *_: _report(about),
            indexable=False,
        )

    @router.post("/{language}/report")
    def tell(
        request: Request,
        language: str,
        kind: str = Form(""),
        vacancy: str = Form(""),
        page: str = Form(""),
        note: str = Form(""),
    ) -> Response:
        """Keep a report and say so."""
        caller = request.client.host if request.client else ""
        if context.limiter.spend(caller).exceeded:
            raise HTTPException(429)
        about, number = {"vacancy": vacancy, "page": page}, None
        if kind in set(ReportKind) and (vacancy or page or note):
            try:
                body = NewReport(
                    kind=ReportKind(kind), vacancy_id=vacancy or None, page=page or None, note=note or None
                )
                number = file_report(context, body).id
            except ValidationError:
                number = None
        shown = {**_report(about), "number": number, "again": number is None}
        answer = framed(
            site,
            request,
            language,
            "/report",
            "report.html",
            "report.title",
            lambda *_: shown,
            indexable=False,
            kept=False,
        )
        answer.status_code = 200 if number else 400
        return answer

    return router


def _report(about: dict[str, str]) -> dict[str, Any]:
    return {"about": about, "kinds": [kind.value for kind in ReportKind], "number": None, "again": False}
