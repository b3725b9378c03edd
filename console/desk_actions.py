"""The desk's forms: each an act of an operator, checked, carried out, and entered in the audit."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from console.auth import log_out
from console.desk_view import COOKIE, Desk
from console.desk_worker import NotTriggeredError, Trigger, start
from console.settings import now
from crawlers.boards import UnknownBoardError
from crawlers.source import UnknownSourceError, source
from models.raw import PostingKey
from models.record import RecordError
from pipeline.search.ledger import audit_line
from pipeline.services.aliases import Alias, AliasError, NoSuchAliasError, add_alias, undo_alias
from pipeline.services.closing import NoSuchRunError, NothingHeldError, discard, release, undo_closings
from pipeline.services.control import cancel, pause, resume, write_down
from pipeline.services.health import discard_run
from pipeline.services.link import link
from pipeline.services.retry import retry
from pipeline.services.takedown import NoSuchRequestError, carry_out, receive, refuse
from pipeline.services.verdicts import UnknownPostingError, judge, judge_all, take_back, take_back_all

VERDICTS = ("same", "different", "unsure")


def actions_router(desk: Desk) -> APIRouter:  # noqa: C901  # one short function for each form
    """Return the forms that change something; all of them are POST."""
    router = APIRouter()
    engine, landing = desk.engine, desk.settings.landing

    @router.post("/logout")
    def leave(request: Request, csrf: str = Form("")) -> Response:
        desk.acting(request, csrf, role="viewer")
        log_out(engine, request.cookies.get(COOKIE))
        return desk.back(request, "/login")

    @router.post("/trigger")
    def trigger(
        request: Request,
        csrf: str = Form(""),
        name: str = Form(""),
        board: str = Form("", max_length=200),
        way: str = Form("changed"),
        url: str = Form("", max_length=2000),
        again: bool = Form(False),
    ) -> Response:
        by = desk.acting(request, csrf)
        try:
            asked = Trigger(source=name, board=board.strip(), way=way, url=url, again=again)
            log = start(desk.settings, asked, by=by)
        except (UnknownSourceError, UnknownBoardError, NotTriggeredError) as error:
            raise HTTPException(422, str(error)) from error
        write_down(engine, "trigger", name, by=by, now=now(), after=asdict(asked))
        return desk.back(request, f"/logs/{log.name}", f"{name} is being crawled.")

    @router.post("/sources/{name}/{act}")
    def control(
        request: Request, name: str, act: str, csrf: str = Form(""), reason: str = Form("by hand", max_length=300)
    ) -> Response:
        by = desk.acting(request, csrf)
        try:
            source(name)
        except UnknownSourceError as error:
            raise HTTPException(404, f"{name!r} is no source.") from error
        if act == "pause":
            pause(engine, name, reason=reason, by=by, now=now())
            said = f"{name} is paused."
        elif act == "resume":
            said = f"{name} is resumed." if resume(engine, name, by=by, now=now()) else f"{name} was not paused."
        elif act == "cancel":
            reached = cancel(engine, name, by=by, now=now())
            said = f"{name} will stop within a minute." if reached else f"No run of {name} is under way."
        else:
            raise HTTPException(404, "No such act.")
        return desk.back(request, "/sources", said)

    @router.post("/runs/{run_id}/{act}")
    def of_run(request: Request, run_id: str, act: str, csrf: str = Form("")) -> Response:
        by = desk.acting(request, csrf)
        try:
            if act in ("release", "retry"):
                said = retry(engine, landing, "ingest", run_id, by=by, now=now())
            elif act == "discard":
                discard_run(engine, landing, run_id, by=by, now=now())
                said = f"{run_id} is discarded; yesterday's ads stay."
            elif act == "undo":
                count = undo_closings(engine, run_id, now=now())
                link(engine, now=now())
                write_down(engine, "undo closings", run_id, by=by, now=now(), after=count)
                said = f"{count} ads are open again."
            else:
                raise HTTPException(404, "No such act.")
        except (NoSuchRunError, ValueError) as error:
            raise HTTPException(404, str(error)) from error
        return desk.back(request, "/held" if act in ("release", "discard") else "/runs", said)

    @router.post("/held/{number}/{act}")
    def held(request: Request, number: int, act: str, csrf: str = Form("")) -> Response:
        by = desk.acting(request, csrf)
        try:
            if act == "release":
                said = f"{release(engine, number, by=by, now=now())} ads are closed."
                link(engine, now=now())
            elif act == "discard":
                discard(engine, number, by=by, now=now())
                said = "The closings are dropped; the ads stay open."
            else:
                raise HTTPException(404, "No such act.")
        except NothingHeldError as error:
            raise HTTPException(404, str(error)) from error
        write_down(engine, f"{act} closings", str(number), by=by, now=now(), after=said)
        return desk.back(request, "/held", said)

    @router.post("/duplicates")
    def verdict(
        request: Request, csrf: str = Form(""), a: str = Form(""), b: str = Form(""), verdict: str = Form("")
    ) -> Response:
        by = desk.acting(request, csrf)
        first, second = _keys(a, b)
        try:
            if verdict == "undo":
                take_back(engine, first, second, now=now())
            elif verdict in VERDICTS:
                judge(engine, first, second, verdict, by=by, now=now())
            else:
                raise HTTPException(422, f"{verdict!r} is no verdict.")
        except UnknownPostingError as error:
            raise HTTPException(404, str(error)) from error
        write_down(engine, f"pair {verdict}", f"{first} | {second}", by=by, now=now(), after=verdict)
        undo = "" if verdict == "undo" else f"?undo={_quoted(f'{first}|{second}')}"
        return desk.back(request, f"/duplicates{undo}")

    @router.post("/duplicates/alike")
    def verdict_on_all(
        request: Request, csrf: str = Form(""), pair: list[str] = Form([], max_length=500), verdict: str = Form("")
    ) -> Response:
        by = desk.acting(request, csrf)
        if verdict not in VERDICTS or not pair:
            raise HTTPException(422, f"{verdict!r} is no verdict." if pair else "No pair was chosen.")
        pairs = [_keys(*text.split("|", 1)) for text in pair if "|" in text]
        try:
            judge_all(engine, pairs, verdict, by=by, now=now())
        except UnknownPostingError as error:
            raise HTTPException(404, str(error)) from error
        subject = f"{len(pairs)} pairs alike"
        told = {"verdict": verdict, "pairs": [[str(a), str(b)] for a, b in pairs]}
        number = write_down(engine, f"pairs {verdict}", subject, by=by, now=now(), after=told)
        return desk.back(request, f"/duplicates?kept={number}")

    @router.post("/duplicates/alike/{number}/undo")
    def undo_all(request: Request, number: int, csrf: str = Form("")) -> Response:
        by = desk.acting(request, csrf)
        line = audit_line(engine, number)
        if line is None or not line.action.startswith("pairs ") or not isinstance(line.after, dict):
            raise HTTPException(404, f"Line {number} of the audit keeps no verdicts.")
        pairs = [_keys(a, b) for a, b in line.after["pairs"]]
        count = take_back_all(engine, pairs, now=now())
        write_down(engine, "pairs undo", line.subject, by=by, now=now(), before=line.after)
        return desk.back(request, "/duplicates", f"{count} verdicts are taken back.")

    @router.post("/normalization/alias")
    def teach(
        request: Request,
        csrf: str = Form(""),
        field: str = Form(""),
        text: str = Form("", max_length=400),
        meaning: str = Form("", max_length=400),
    ) -> Response:
        by = desk.acting(request, csrf)
        try:
            rule = Alias(field=field, text=text, meaning=meaning)
            report = add_alias(engine, landing, rule, by=by, now=now())
        except AliasError as error:
            raise HTTPException(422, str(error)) from error
        return desk.back(request, "/normalization", f"Taught. {report.changed} ads are read otherwise now.")

    @router.post("/normalization/alias/{number}/undo")
    def unteach(request: Request, number: int, csrf: str = Form("")) -> Response:
        by = desk.acting(request, csrf)
        try:
            report = undo_alias(engine, landing, number, by=by, now=now())
        except NoSuchAliasError as error:
            raise HTTPException(404, str(error)) from error
        return desk.back(request, "/normalization", f"Taken back. {report.changed} ads are read as before.")

    @router.post("/requests")
    def ask(
        request: Request,
        csrf: str = Form(""),
        kind: str = Form(""),
        value: str = Form("", max_length=2000),
        reason: str = Form("", max_length=2000),
    ) -> Response:
        desk.acting(request, csrf)
        try:
            number = receive(engine, kind, value, reason=reason, now=now())
        except ValueError as error:
            raise HTTPException(422, str(error)) from error
        return desk.back(request, "/requests", f"Request {number} is entered.")

    @router.post("/requests/{number}/{act}")
    def answer(
        request: Request, number: int, act: str, csrf: str = Form(""), why: str = Form("refused", max_length=500)
    ) -> Response:
        by = desk.acting(request, csrf)
        try:
            if act == "carry-out":
                snapshots = desk.settings.var / "snapshots"
                effect = carry_out(engine, number, landing, by=by, now=now(), snapshots=snapshots)
                said = (
                    f"Done: {effect.postings} ads, {effect.landing_lines} landed lines, {effect.snapshots} snapshots."
                )
            elif act == "refuse":
                refuse(engine, number, by=by, now=now(), why=why)
                said = f"Request {number} is refused."
            else:
                raise HTTPException(404, "No such act.")
        except NoSuchRequestError as error:
            raise HTTPException(404, str(error)) from error
        return desk.back(request, "/requests", said)

    return router


def _keys(a: str, b: str) -> tuple[PostingKey, PostingKey]:
    try:
        return PostingKey.parse(a), PostingKey.parse(b)
    except RecordError as error:
        raise HTTPException(422, str(error)) from error


def _quoted(text: str) -> str:
    return quote(text, "")
