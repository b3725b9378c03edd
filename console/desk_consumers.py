"""The desk's page about those who are told of changes: how far each is behind, send again, revoke."""

from __future__ import annotations

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from board.webhooks import again
from console.desk_view import Desk
from console.settings import now
from models.store.board_notes import BoardNotes
from models.store.unit_of_work import UnitOfWork
from pipeline.search.consumers import consumers


def consumers_router(desk: Desk) -> APIRouter:
    """Return the page and its forms."""
    router = APIRouter()
    engine = desk.engine

    @router.get("/consumers")
    def all_of_them(request: Request) -> Response:
        return desk.page(request, "consumers.html", consumers=consumers(engine))

    @router.post("/consumers/{webhook_id}/resend")
    def resend(request: Request, webhook_id: str, csrf: str = Form(""), delivery: str = Form("")) -> Response:
        by = desk.acting(request, csrf)
        with UnitOfWork(engine) as unit:
            notes = BoardNotes(unit.connection)
            found = notes.find_delivery(webhook_id, delivery)
            if found is None:
                raise HTTPException(404, f"{webhook_id} has no message {delivery}.")
            notes.keep_delivery(again(found, now=now()))
            unit.audit.enter("resend message", f"{webhook_id} {found.id}", by=by, at=now(), before=found.state)
            unit.commit()
        return desk.back(request, "/consumers", f"{found.id} is sent again within a minute.")

    @router.post("/consumers/{webhook_id}/revoke")
    def revoke(request: Request, webhook_id: str, csrf: str = Form("")) -> Response:
        by = desk.acting(request, csrf)
        with UnitOfWork(engine) as unit:
            notes = BoardNotes(unit.connection)
            found = notes.find_webhook(webhook_id)
            if found is None:
                raise HTTPException(404, f"There is no webhook {webhook_id}.")
            notes.remove_webhook(webhook_id)
            unit.audit.enter("revoke webhook", webhook_id, by=by, at=now(), before=found.url)
            unit.commit()
        return desk.back(request, "/consumers", f"{found.url} is told nothing any more.")

    return router
