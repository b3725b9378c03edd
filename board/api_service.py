"""``/v1/suggest``, ``/v1/reports``, ``/v1/status``, ``/v1/health``: the small endpoints around the data."""

from __future__ import annotations

import secrets
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from board.api_context import ApiContext, described, parameters_of
from board.api_json import moment_text
from board.api_parameters import Parameter
from board.api_problems import ProblemError
from board.api_schemas import envelope, ref
from board.caching import ASK_AGAIN, OPEN_TO_ALL, cached_json, json_bytes
from models.store.board_notes import BoardNotes, ReaderReport
from models.store.engine import writing
from pipeline.search.directory import suggestions
from pipeline.services.takedown import receive

TYPED = Parameter(name="q", about="What somebody has typed so far.", required=True, example="brug")
LIMIT = Parameter(name="limit", about="Most suggestions.", kind="integer", least=1, most=50, default=10)
_LONGEST_NOTE = 2000


class ReportKind(StrEnum):
    """What a reader may report."""

    CLOSED = "closed"
    DUPLICATE = "duplicate"
    WRONG_PAY = "wrong_pay"
    WRONG_FIGURE = "wrong_figure"
    REMOVE_MY_DATA = "remove_my_data"
    OTHER = "other"


class NewReport(BaseModel):
    """What a reader sends."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"kind": "closed", "note": "It is filled."}}
    )

    kind: ReportKind
    vacancy_id: Annotated[str | None, Field(pattern="^vac_[0-9a-z]{26}$")] = None
    page: Annotated[str | None, Field(max_length=500, description="Address of the page that is wrong.")] = None
    note: Annotated[str | None, Field(max_length=_LONGEST_NOTE)] = None


def add_service(router: APIRouter, context: ApiContext) -> None:
    """Add the endpoints."""
    catalogue = context.catalogue

    @router.get(
        "/suggest",
        **described("What somebody may mean", envelope("suggestions", "Suggestion"), parameters=(TYPED, LIMIT)),
    )
    def suggest(request: Request) -> Response:
        values = parameters_of(request, (TYPED, LIMIT))
        state = catalogue.state()
        found = suggestions(state.study, values["q"], values["limit"])
        return cached_json(request, {"suggestions": [item._asdict() for item in found]}, version=state.version)

    @router.post(
        "/reports",
        **described("Tell us what is wrong", ref("ReportReceipt"), status=202, conditional=False),
    )
    def report(request: Request, body: NewReport) -> Response:
        parameters_of(request, ())
        if body.vacancy_id is None and not (body.page or body.note):
            raise ProblemError(
                "invalid-body", 400, "Invalid request body", "say what is wrong: vacancy_id, page or note"
            )
        item = file_report(context, body)
        return Response(
            json_bytes({"id": item.id, "state": item.state}),
            202,
            {"Cache-Control": "no-store", **OPEN_TO_ALL},
            "application/json",
        )

    @router.get("/status", **described("How fresh the data are, source by source", ref("Status")))
    def status(request: Request) -> Response:
        parameters_of(request, ())
        state = catalogue.state()
        body = {
            "dataset_version": state.version,
            "seq": state.sequence,
            "last_confirmed_at": moment_text(state.mark.confirmed),
            "counts": state.counts(None, None).to_json(),
            "sources": [_source(item.name, item.title, item.last_run, item.good) for item in state.dataset.health],
        }
        return cached_json(request, body, version=state.version)

    @router.get("/health", **described("Whether the service answers from its data", ref("Health")))
    def health(request: Request) -> Response:
        parameters_of(request, ())
        state = catalogue.state()
        body = {"status": "ok", "dataset_version": state.version, "seq": state.sequence}
        return cached_json(request, body, headers=ASK_AGAIN)


def file_report(context: ApiContext, body: NewReport) -> ReaderReport:
    """Keep a report, and enter it in the operator's list of requests."""
    item = ReaderReport(
        id="rep_" + secrets.token_hex(12),
        kind=body.kind.value,
        vacancy_id=body.vacancy_id,
        page=_plain(body.page),
        note=_plain(body.note),
        at=context.catalogue.clock(),
    )
    with writing(context.catalogue.engine) as connection:
        BoardNotes(connection).file_report(item)
    about = item.vacancy_id or item.page or "the board"
    receive(context.catalogue.engine, "report", about, reason=_reason(item), now=item.at)
    return item


def _reason(item: ReaderReport) -> str:
    said = [item.kind.replace("_", " "), *([item.note] if item.note else [])]
    on_page = f" (on {item.page})" if item.vacancy_id and item.page else ""
    return ": ".join(said) + on_page


def _plain(text: str | None) -> str | None:
    """Return a text as a database takes it: some refuse NUL and lone surrogates."""
    return None if text is None else text.replace("\x00", "").encode("utf-8", "replace").decode()


def _source(name: str, title: str, last_run: Any, good: bool) -> dict[str, Any]:
    return {"id": name, "title": title, "last_run": moment_text(last_run), "good": good}
