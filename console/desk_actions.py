"""The desk's forms: each an act of an operator, checked, carried out, and entered in the audit.

`ACTS` is the table of them: where a form is posted to, and the function that does what it asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from sqlalchemy import Engine
from starlette.exceptions import HTTPException

from console.auth import log_out
from console.desk_view import COOKIE, Desk
from console.desk_worker import NotTriggeredError, Trigger, start
from console.settings import now
from crawlers.boards import UnknownBoardError
from crawlers.source import UnknownSourceError, source
from models.raw import PostingKey
from models.record import RecordError
from models.store.unit_of_work import UnitOfWork
from pipeline.services.aliases import Alias, AliasError, NoSuchAliasError, add_alias, undo_alias
from pipeline.services.closing import NoSuchRunError, NothingHeldError, discard, release, undo_closings
from pipeline.services.control import cancel, pause, resume
from pipeline.services.held import discard_run
from pipeline.services.link import link
from pipeline.services.retry import retry
from pipeline.services.takedown import NoSuchRequestError, carry_out, receive, refuse
from pipeline.services.undo import NothingToUndoError, undo
from pipeline.services.verdicts import (
    VERDICTS,
    UnknownPostingError,
    judge,
    judge_all,
    take_back,
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A form that was sent from its sender's own session, and who sent it."""

    desk: Desk
    request: Request
    by: str

    @property
    def engine(self) -> Engine:
        return self.desk.engine

    @property
    def landing(self) -> Path:
        return self.desk.settings.landing

    def back(self, path: str, said: str = "") -> Response:
        """Lead back to a page of the desk, which says what was done."""
        return self.desk.back(self.request, path, said)


def _by_viewer(request: Request, csrf: Annotated[str, Form()] = "") -> _Asked:
    desk: Desk = request.app.state.desk
    return _Asked(desk, request, desk.acting(request, csrf, role="viewer"))


def _by_operator(request: Request, csrf: Annotated[str, Form()] = "") -> _Asked:
    desk: Desk = request.app.state.desk
    return _Asked(desk, request, desk.acting(request, csrf))


Viewer = Annotated[_Asked, Depends(_by_viewer)]
Operator = Annotated[_Asked, Depends(_by_operator)]
Word = Annotated[str, Form()]
Words = Annotated[str, Form(max_length=400)]
Reason = Annotated[str, Form(max_length=2000)]


@contextmanager
def _answering(status: int, *errors: type[Exception]) -> Iterator[None]:
    """Answer ``errors`` with ``status`` and what they say."""
    try:
        yield
    except errors as error:
        raise HTTPException(status, str(error)) from error


def _leave(asked: Viewer) -> Response:
    log_out(asked.engine, asked.request.cookies.get(COOKIE))
    return asked.back("/login")


def _trigger(
    asked: Operator,
    name: Word = "",
    board: Annotated[str, Form(max_length=200)] = "",
    way: Word = "changed",
    url: Annotated[str, Form(max_length=2000)] = "",
    again: Annotated[bool, Form()] = False,
) -> Response:
    with _answering(422, UnknownSourceError, UnknownBoardError, NotTriggeredError):
        crawl = Trigger(source=name, board=board.strip(), way=way, url=url, again=again)
        with UnitOfWork(asked.engine) as unit:
            unit.audit.enter("trigger", name, by=asked.by, at=now(), after=asdict(crawl))
            log = start(asked.desk.settings, crawl, by=asked.by)
            unit.commit()
    return asked.back(f"/logs/{log.name}", f"{name} is being crawled.")


def _known_source(name: str) -> str:
    try:
        source(name)
    except UnknownSourceError as error:
        raise HTTPException(404, f"{name!r} is no source.") from error
    return name


KnownSource = Annotated[str, Depends(_known_source)]


def _pause(asked: Operator, name: KnownSource, reason: Annotated[str, Form(max_length=300)] = "by hand") -> Response:
    pause(asked.engine, name, reason=reason, by=asked.by, now=now())
    return asked.back("/sources", f"{name} is paused.")


def _resume(asked: Operator, name: KnownSource) -> Response:
    resumed = resume(asked.engine, name, by=asked.by, now=now())
    return asked.back("/sources", f"{name} is resumed." if resumed else f"{name} was not paused.")


def _cancel(asked: Operator, name: KnownSource) -> Response:
    reached = cancel(asked.engine, name, by=asked.by, now=now())
    said = f"{name} will stop within a minute." if reached else f"No run of {name} is under way."
    return asked.back("/sources", said)


def _read_again(asked: Operator, run_id: str) -> str:
    with _answering(404, NoSuchRunError, ValueError):
        return retry(asked.engine, asked.landing, "ingest", run_id, by=asked.by, now=now())


def _release_run(asked: Operator, run_id: str) -> Response:
    return asked.back("/held", _read_again(asked, run_id))


def _retry_run(asked: Operator, run_id: str) -> Response:
    return asked.back("/runs", _read_again(asked, run_id))


def _discard_run(asked: Operator, run_id: str) -> Response:
    with _answering(404, NoSuchRunError, ValueError):
        discard_run(asked.engine, asked.landing, run_id, by=asked.by, now=now())
    return asked.back("/held", f"{run_id} is discarded; yesterday's ads stay.")


def _undo_run(asked: Operator, run_id: str) -> Response:
    with _answering(404, NoSuchRunError, ValueError):
        count = undo_closings(asked.engine, run_id, by=asked.by, now=now())
    link(asked.engine, now=now())
    return asked.back("/runs", f"{count} ads are open again.")


def _release_closings(asked: Operator, number: int) -> Response:
    with _answering(404, NothingHeldError):
        count = release(asked.engine, number, by=asked.by, now=now())
    link(asked.engine, now=now())
    return asked.back("/held", f"{count} ads are closed.")


def _discard_closings(asked: Operator, number: int) -> Response:
    with _answering(404, NothingHeldError):
        discard(asked.engine, number, by=asked.by, now=now())
    return asked.back("/held", "The closings are dropped; the ads stay open.")


def _judge(asked: Operator, a: Word = "", b: Word = "", verdict: Word = "") -> Response:
    first, second = _keys(a, b)
    with _answering(404, UnknownPostingError):
        if verdict == "undo":
            take_back(asked.engine, first, second, by=asked.by, now=now())
            return asked.back("/duplicates")
        judge(asked.engine, first, second, _verdict(verdict), by=asked.by, now=now())
    return asked.back(f"/duplicates?undo={quote(f'{first}|{second}', '')}")


def _judge_all(
    asked: Operator, pair: Annotated[list[str] | None, Form(max_length=500)] = None, verdict: Word = ""
) -> Response:
    if not pair:
        raise HTTPException(422, "No pair was chosen.")
    pairs = [_keys(*text.split("|", 1)) for text in pair if "|" in text]
    with _answering(404, UnknownPostingError):
        line = judge_all(asked.engine, pairs, _verdict(verdict), by=asked.by, now=now())
    return asked.back(f"/duplicates?kept={line}")


def _take_back_all(asked: Operator, number: int) -> Response:
    with _answering(404, NothingToUndoError):
        said = undo(asked.engine, asked.landing, number, by=asked.by, now=now())
    return asked.back("/duplicates", said)


def _verdict(text: str) -> str:
    if text not in VERDICTS:
        raise HTTPException(422, f"{text!r} is no verdict.")
    return text


def _keys(a: str, b: str) -> tuple[PostingKey, PostingKey]:
    with _answering(422, RecordError):
        return PostingKey.parse(a), PostingKey.parse(b)


def _teach(asked: Operator, field: Word = "", text: Words = "", meaning: Words = "") -> Response:
    with _answering(422, AliasError):
        rule = Alias(field=field, text=text, meaning=meaning)
        report = add_alias(asked.engine, asked.landing, rule, by=asked.by, now=now())
    return asked.back("/normalization", f"Taught. {report.changed} ads are read otherwise now.")


def _unteach(asked: Operator, number: int) -> Response:
    with _answering(404, NoSuchAliasError):
        report = undo_alias(asked.engine, asked.landing, number, by=asked.by, now=now())
    return asked.back("/normalization", f"Taken back. {report.changed} ads are read as before.")


def _receive(asked: Operator, kind: Word = "", value: Reason = "", reason: Reason = "") -> Response:
    with _answering(422, ValueError):
        number = receive(asked.engine, kind, value, reason=reason, now=now(), by=asked.by)
    return asked.back("/requests", f"Request {number} is entered.")


def _carry_out(asked: Operator, number: int) -> Response:
    snapshots = asked.desk.settings.var / "snapshots"
    with _answering(404, NoSuchRequestError):
        effect = carry_out(asked.engine, number, asked.landing, by=asked.by, now=now(), snapshots=snapshots)
    said = f"Done: {effect.postings} ads, {effect.landing_lines} landed lines, {effect.snapshots} snapshots."
    return asked.back("/requests", said)


def _refuse(asked: Operator, number: int, why: Annotated[str, Form(max_length=500)] = "refused") -> Response:
    with _answering(404, NoSuchRequestError):
        refuse(asked.engine, number, by=asked.by, now=now(), why=why)
    return asked.back("/requests", f"Request {number} is refused.")


ACTS: dict[str, Callable[..., Response]] = {
    "/logout": _leave,
    "/trigger": _trigger,
    "/sources/{name}/pause": _pause,
    "/sources/{name}/resume": _resume,
    "/sources/{name}/cancel": _cancel,
    "/runs/{run_id}/release": _release_run,
    "/runs/{run_id}/retry": _retry_run,
    "/runs/{run_id}/discard": _discard_run,
    "/runs/{run_id}/undo": _undo_run,
    "/held/{number}/release": _release_closings,
    "/held/{number}/discard": _discard_closings,
    "/duplicates": _judge,
    "/duplicates/alike": _judge_all,
    "/duplicates/alike/{number}/undo": _take_back_all,
    "/normalization/alias": _teach,
    "/normalization/alias/{number}/undo": _unteach,
    "/requests": _receive,
    "/requests/{number}/carry-out": _carry_out,
    "/requests/{number}/refuse": _refuse,
}
"""Address of a form → what it asks for; all of them are POST."""


def actions_router() -> APIRouter:
    """Return the forms that change something, for an application whose ``state.desk`` is the desk."""
    router = APIRouter()
    for path, act in ACTS.items():
        router.add_api_route(path, act, methods=["POST"])
    return router
