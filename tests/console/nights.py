"""Nights in the sandbox: real spiders in processes of their own, a fault where the test wants it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Engine

from console.nightly import Nightly
from console.settings import Settings
from console.turn import CrawlWish
from pipeline.search.morning import Morning, morning
from pipeline.services.night import moment_of
from sandbox.server import SandboxServer
from sandbox.sites import key
from sandbox.world import Board, World

FIRST_DAY = date(2026, 10, 19)
SOURCES = ("recruitee", "greenhouse", "jsonld", "forem")
BOARDS = 5
"""Boards of each source that are crawled: enough for patterns, few enough for a test."""


@dataclass
class SimulatedNights:
    """A small installation that lives through one night after the other."""

    var: Path
    nights: int
    seed: int = 7
    sources: Sequence[str] = SOURCES
    boards: int = BOARDS
    number: int = 0
    settings: Settings = field(init=False)
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.settings = Settings(var=self.var, database_url=f"sqlite:///{self.var}/belfry.sqlite3")
        self.engine = self.settings.engine()
        self.world = World(self.seed, nights=self.nights, first_day=FIRST_DAY)
        sizes: dict[tuple[str, str], int] = defaultdict(int)
        for ad in self.world.night(1).ads:
            posting = key(ad)
            sizes[posting.source, posting.board] += 1
        chosen: dict[str, list[Board]] = defaultdict(list)
        for board in sorted(self.world.boards(), key=lambda item: -sizes[item.source, item.board]):
            if board.source in self.sources and len(chosen[board.source]) < self.boards:
                chosen[board.source].append(board)
        self.plan: Mapping[str, Sequence[Board]] = {name: chosen[name] for name in self.sources}

    def night(self, sandbox: SandboxServer, *, fault: str | None = None, at: str = "", advance: bool = True) -> Morning:
        """Live through the next night, with a ``fault`` on every board of the source ``at``; return the 8 am screen."""
        self.number += 1
        if advance:
            sandbox.night += 1
        sandbox.faults.clear()
        if fault is not None:
            for board in self.plan[at]:
                sandbox.faults.add(fault, host=urlsplit(board.url).hostname or "*")
        day = FIRST_DAY + timedelta(days=self.number - 1)
        begin = moment_of(day, time(4, 0))
        for name, boards in self.plan.items():
            wish = CrawlWish(boards=[item.board for item in boards if item.board], gateway=sandbox.url)
            self._worker(begin, wish).crawl(name, day)
        self._worker(begin + timedelta(hours=2), CrawlWish()).settle(day)
        return morning(self.engine, day, expected=list(self.plan))

    def _worker(self, moment: datetime, wish: CrawlWish) -> Nightly:
        # Heartbeats at a standing clock renew nothing and take nothing: there is one worker.
        return Nightly(settings=self.settings, engine=self.engine, clock=lambda: moment, wish=wish)


def ill(night: Morning) -> Collection[tuple[str, str, str | None]]:
    """Return (source, cause, suspect field) of every trouble."""
    return {(item.source, item.cause, item.suspect) for item in night.troubles}
