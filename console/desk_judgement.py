"""The desk's forms on acts and numbers: take back what the audit tells, call an odd number real."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from console.desk_view import Desk
from console.settings import now
from pipeline.services.odd_but_real import NothingOddError, call_figure_real, call_volume_real
from pipeline.services.undo import NothingToUndoError, undo


def judgement_router(desk: Desk) -> APIRouter:
    """Return the forms."""
    router = APIRouter()
    engine, landing = desk.engine, desk.settings.landing

    @router.post("/audit/{number}/undo")
    def take_back(request: Request, number: int, csrf: str = Form("")) -> Response:
        by = desk.acting(request, csrf)
        try:
            said = undo(engine, landing, number, by=by, now=now())
        except NothingToUndoError as error:
            raise HTTPException(404, str(error)) from error
        return desk.back(request, "/audit", said)

    @router.post("/odd/{source}")
    def volume(request: Request, source: str, csrf: str = Form(""), day: date = Form()) -> Response:
        by = desk.acting(request, csrf)
        try:
            count = call_volume_real(engine, source, day, by=by, now=now())
        except NothingOddError as error:
            raise HTTPException(404, str(error)) from error
        return desk.back(request, "/", f"Real: the number of ads of {count} board{'' if count == 1 else 's'}.")

    @router.post("/odd")
    def figure(request: Request, csrf: str = Form(""), figure: str = Form("", max_length=300)) -> Response:
        by = desk.acting(request, csrf)
        try:
            value = call_figure_real(engine, figure, by=by, now=now())
        except NothingOddError as error:
            raise HTTPException(404, str(error)) from error
        return desk.back(request, "/", f"Real: {figure} {value}.")

    return router
