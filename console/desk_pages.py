"""The desk's pages: each one question of an operator, answered by one read."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from starlette.exceptions import HTTPException

from console.desk_view import Desk, shown
from console.desk_worker import SAMPLE, WAYS
from console.settings import now
from crawlers.source import all_sources
from models.store.leases import RUNNING
from pipeline.search.consumers import consumers
from pipeline.search.ledger import audit_lines, jobs_since
from pipeline.search.morning import grid, latest_publication, morning, night_of
from pipeline.search.run_page import held_page, run_page
from pipeline.search.runs import recent_runs
from pipeline.services.alerts import recent_alerts
from pipeline.services.closing import held_closings
from pipeline.services.control import paused_sources
from pipeline.services.held import held_runs
from pipeline.services.night import SETTLE_AT, is_due, turn_of
from pipeline.services.odd_but_real import still_odd
from pipeline.services.runbook import entry_of, runbook
from pipeline.services.takedown import all_requests
from pipeline.services.undo import undoable

NIGHTS = 14
REFRESH = 5
"""Seconds after which a page about something under way is asked for again."""
TAIL = 200
"""Lines of a log that are shown."""
_LOG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.log")


def turns() -> dict[str, int]:
    """Return the sources that have a turn, each with its nights from one to the next."""
    return {item.name: item.passport.nights for item in all_sources() if not item.refused and item.boards}


def _turns_after(day: date) -> list[tuple[time, str]]:
    """Return when each source has its turn in the night after ``day``, in order."""
    night = day + timedelta(days=1)
    return sorted((turn_of(name), name) for name, nights in turns().items() if is_due(name, night, nights))


def pages_router(desk: Desk) -> APIRouter:  # noqa: C901  # one short function for each page
    """Return the pages that are only looked at."""
    router = APIRouter()
    engine, landing = desk.engine, desk.settings.landing

    @router.get("/")
    def the_morning(request: Request, day: date | None = None) -> Response:
        shown = day or night_of(now())
        ran = set(grid(engine, shown, nights=NIGHTS))
        due = [name for name, nights in turns().items() if name in ran and is_due(name, shown, nights)]
        night = morning(engine, shown, expected=due, held_runs=len(held_runs(landing)))
        published = latest_publication(engine)
        moved = published.figures.get("moved") if published else None
        return desk.page(
            request,
            "morning.html",
            night=night,
            refresh=REFRESH if night.running else 0,
            published=published,
            moved=moved if moved is None else still_odd(engine, moved),
            consumers=consumers(engine),
            alerts=recent_alerts(engine, limit=8),
            paused=sorted(paused_sources(engine)),
            tonight=_turns_after(shown),
            settled=SETTLE_AT,
        )

    @router.get("/runs")
    def runs(request: Request, source: str = "") -> Response:
        known = source if source in {item.name for item in all_sources()} else None
        jobs = jobs_since(engine, night_of(now()) - timedelta(days=1))
        return desk.page(
            request,
            "runs.html",
            runs=recent_runs(engine, source=known, limit=60),
            jobs=jobs,
            refresh=REFRESH if any(job.state == RUNNING for job in jobs) else 0,
            held=held_runs(landing),
            source=known or "",
        )

    @router.get("/runs/{run_id}")
    def run(request: Request, run_id: str) -> Response:
        found = run_page(engine, landing, run_id)
        if found is None:
            waiting = held_page(engine, landing, run_id)
            if waiting is None:
                raise HTTPException(404, f"No run {run_id} has been read or is held.")
            cause = waiting.health.cause if waiting.health else waiting.manifest.cause.value
            return desk.page(request, "held_run.html", run=waiting, entry=entry_of(cause), shown=shown)
        lines = _tail(desk.settings.var / "log" / f"{run_id}.log")
        most = max([1, *(step.count for step in found.steps)])
        return desk.page(request, "run.html", run=found, most=most, log=lines, entry=entry_of(found.line.cause))

    @router.get("/logs/{name}")
    def log(request: Request, name: str) -> Response:
        if not _LOG.fullmatch(name):
            raise HTTPException(404, "No such log.")
        return desk.page(request, "log.html", name=name, lines=_tail(desk.settings.var / "log" / name), refresh=REFRESH)

    @router.get("/sources")
    def sources(request: Request) -> Response:
        today = night_of(now())
        days = [today - timedelta(days=back) for back in range(NIGHTS - 1, -1, -1)]
        health = grid(engine, today, nights=NIGHTS)
        shown = sorted({*health, *turns()}, key=lambda name: (name not in health, name))
        return desk.page(
            request,
            "sources.html",
            days=days,
            health=health,
            names=shown,
            paused=paused_sources(engine),
            turns={name: turn_of(name) for name in shown},
        )

    @router.get("/trigger")
    def trigger(request: Request, source: str = "") -> Response:
        desk.must_be(request, "operator")
        return desk.page(
            request,
            "trigger.html",
            sources=[item for item in all_sources() if not item.refused],
            ways=WAYS,
            sample=SAMPLE,
            chosen=source,
            jobs=[job for job in jobs_since(engine, night_of(now())) if job.state == "running"],
        )

    @router.get("/held")
    def held(request: Request) -> Response:
        return desk.page(request, "held.html", closings=held_closings(engine), runs=held_runs(landing))

    @router.get("/requests")
    def requests(request: Request) -> Response:
        return desk.page(request, "requests.html", requests=all_requests(engine), now=now())

    @router.get("/audit")
    def audit(request: Request) -> Response:
        lines = audit_lines(engine)
        return desk.page(request, "audit.html", lines=lines, undoable=undoable(engine, lines), shown=shown)

    @router.get("/alerts.atom")
    def atom(request: Request) -> Response:
        page = desk.page(request, "alerts.atom", alerts=recent_alerts(engine), updated=now())
        return Response(page.body, media_type="application/atom+xml")

    @router.get("/runbook")
    def the_runbook(request: Request) -> Response:
        return desk.page(request, "runbook.html", chapters=runbook())

    @router.get("/healthz")
    def healthz() -> Response:
        return PlainTextResponse("ok")

    return router


def _tail(path: Path) -> list[str]:
    if not path.is_file():
        return []
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 64 * 1024))
        return stream.read().decode("utf-8", "replace").splitlines()[-TAIL:]
