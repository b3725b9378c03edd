"""The desk's page about those who are told of changes: how far each is behind, send again, revoke."""

from __future__ import annotations

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from board.webhooks import redeliver
from console.desk_view import Desk
from console.settings import now
from models.store.board_notes import BoardNotes
from models.store.engine import reading, writing
from pipeline.search.catalogue import Catalogue
from pipeline.search.consumers import consumers
from pipeline.services.control import write_down


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
        with reading(engine) as connection:
            found = BoardNotes(connection).find_delivery(webhook_id, delivery)
        if found is None:
            raise HTTPException(404, f"{webhook_id} has no message {delivery}.")
        redeliver(Catalogue(engine, clock=now), found)
        write_down(engine, "resend message", f"{webhook_id} {found.id}", by=by, now=now(), before=found.state)
        return desk.back(request, "/consumers", f"{found.id} is sent again within a minute.")

    @router.post("/consumers/{webhook_id}/revoke")
    def revoke(request: Request, webhook_id: str, csrf: str = Form("")) -> Response:
        by = desk.acting(request, csrf)
        with writing(engine) as connection:
            notes = BoardNotes(connection)
            found = notes.find_webhook(webhook_id)
            if found is None:
                raise HTTPException(404, f"There is no webhook {webhook_id}.")
            notes.remove_webhook(webhook_id)
        write_down(engine, "revoke webhook", webhook_id, by=by, now=now(), before=found.url)
        return desk.back(request, "/consumers", f"{found.url} is told nothing any more.")

    return router
