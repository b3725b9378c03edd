"""``/v1/changes`` and ``/v1/snapshots``: how a copy is made, and kept."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.concurrency import run_in_threadpool

from board.api_context import ApiContext, described, parameters_of
from board.api_json import event_json
from board.api_parameters import Parameter
from board.api_problems import not_found
from board.api_query import CITY, ROLE
from board.api_schemas import envelope, ref
from board.caching import ASK_AGAIN, cached, cached_json
from board.snapshots import read_manifest, snapshot_file, snapshots, write_snapshot
from models.vocabulary import Role
from pipeline.market.scopes import city_named
from pipeline.search.changes import KINDS, MAX_EVENTS, ChangePage, Filter, changes, head

LONGEST_WAIT = 30
CHANGES: tuple[Parameter, ...] = (
    Parameter(
        name="since",
        about="Number of the last event that you have applied: seq of your snapshot, then next_cursor. 0 is the start.",
        kind="integer",
        least=0,
        default=0,
        example=0,
    ),
    Parameter(name="types", about="Kinds of events, all by default.", many=True, values=lambda: KINDS),
    ROLE,
    CITY,
    Parameter(name="limit", about="Most events.", kind="integer", least=1, most=MAX_EVENTS, default=200),
    Parameter(
        name="wait",
        about="Seconds to wait for an event when there is none yet.",
        kind="integer",
        least=0,
        most=LONGEST_WAIT,
        default=0,
    ),
)


def add_changes(router: APIRouter, context: ApiContext) -> None:
    """Add the endpoints."""
    catalogue = context.catalogue

    @router.get(
        "/changes",
        **described(
            "Changes, in order, from any cursor",
            ref("ChangePage"),
            parameters=CHANGES,
            about="One rule keeps a copy in step: an event with a vacancy says hold it as given, one without says drop "
            "it. A filtered feed sends exit when a vacancy stops matching, and every close, merge and redact, because "
            "it cannot know what you hold. Cursors never expire.",
        ),
    )
    async def feed(request: Request) -> Response:
        values = parameters_of(request, CHANGES)
        await _wait(context, int(values["since"]), int(values["wait"]))
        return await run_in_threadpool(_answer, request, values)

    def _answer(request: Request, values: dict[str, Any]) -> Response:
        page = changes(
            catalogue.engine,
            since=values["since"],
            limit=values["limit"],
            kinds=values["types"],
            wanted=change_filter(values["role"], values["city"]),
        )
        return cached_json(request, change_page_json(context, page), headers=ASK_AGAIN)

    @router.get("/snapshots", **described("The snapshots that are kept", envelope("snapshots", "Manifest")))
    def kept(request: Request) -> Response:
        parameters_of(request, ())
        return cached_json(request, {"snapshots": snapshots(context.snapshots)})

    @router.get("/snapshots/latest.json", **described("Manifest of the newest snapshot", ref("Manifest")))
    def latest(request: Request) -> Response:
        parameters_of(request, ())
        return cached_json(request, _latest(context))

    for kind in ("ndjson.gz", "parquet"):
        _add_files(router, context, kind)


def _add_files(router: APIRouter, context: ApiContext, kind: str) -> None:
    binary = {"type": "string", "format": "binary"}
    media_type = "application/x-ndjson+gzip" if kind == "ndjson.gz" else "application/vnd.apache.parquet"
    name = kind.partition(".")[0]

    @router.get(
        f"/snapshots/latest.{kind}",
        operation_id=f"latest_{name}",
        **described(f"The newest snapshot as {kind}", binary, media_type=media_type, problems=(404,)),
    )
    def latest_file(request: Request) -> Response:
        parameters_of(request, ())
        return _file(request, context, _latest(context)["dataset_version"], kind)

    @router.get(
        f"/snapshots/{{version}}.{kind}",
        operation_id=f"snapshot_{name}",
        **described(f"One snapshot as {kind}", binary, media_type=media_type, problems=(404,)),
    )
    def one_file(request: Request, version: Annotated[str, Path(pattern=r"^\d{4}-\d\d-\d\d\.\d{1,18}$")]) -> Response:
        parameters_of(request, ())
        return _file(request, context, version, kind)


def _latest(context: ApiContext) -> dict[str, Any]:
    """Return the newest manifest; a fresh installation makes its first snapshot when it is first asked for."""
    known = snapshots(context.snapshots)
    if known:
        return known[0]
    now = context.catalogue.clock()
    return write_snapshot(context.catalogue, context.snapshots, now=now, public_url=context.public_url)


def _file(request: Request, context: ApiContext, version: str, kind: str) -> Response:
    found = snapshot_file(context.snapshots, version, kind)
    if found is None:
        raise not_found("snapshot", f"{version}.{kind}")
    path, media_type = found
    digest = next(item["sha256"] for item in read_manifest(path.parent)["files"] if item["format"] == kind)
    name = {"Content-Disposition": f'attachment; filename="belfry-{version}.{kind}"'}
    return cached(request, f'"{digest}"', path.read_bytes, media_type=media_type, version=version, headers=name)


async def _wait(context: ApiContext, since: int, seconds: int) -> None:
    """Return when there is an event after ``since``, or after ``seconds``."""
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    while seconds and loop.time() < until:
        if await run_in_threadpool(head, context.catalogue.engine) != since:
            return
        await asyncio.sleep(min(context.poll_seconds, max(0.0, until - loop.time())))


def change_filter(role: str | None, city: str | None) -> Filter:
    """Return the filter of a role and a city."""
    return Filter(role=Role(role) if role else None, area=city_named(city).nis if city else "")


def change_page_json(context: ApiContext, page: ChangePage) -> dict[str, Any]:
    """Return one page of the feed."""
    hit = context.catalogue.hit
    return {
        "events": [event_json(item, hit(item.vacancy) if item.vacancy else None) for item in page.events],
        "next_cursor": str(page.next_cursor),
        "has_more": page.has_more,
        "head": page.head,
    }
