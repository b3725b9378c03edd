"""No feed shrinks by more than 30 % in silence: it is refused until an operator says that the new count is right.

A feed that lost half its entries overnight is a broken crawl far more often than a market that halved, and whoever
copies the feed would delete what is still open. The count of the last publication is kept until then.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Engine

from board.api_problems import ProblemError
from models.store.board_notes import BoardNotes, FeedCount
from models.store.engine import reading, writing
from models.store.unit_of_work import UnitOfWork
from pipeline.services.takedown import receive

LARGEST_FALL = 0.30
FEW = 10
"""A fall by fewer entries than this is no alarm: in a small market three closed jobs may be a third."""


class FeedGuard:
    """Remembers how many entries each feed had, and refuses a fall."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine, self._clock = engine, clock
        self._lock = threading.Lock()
        self._seen: dict[str, int] = {}
        self._told: set[str] = set()

    def admit(self, feed: str, count: int) -> None:
        """Let ``feed`` be published with ``count`` entries, and remember the count.

        Raises `ProblemError` (503) when it fell too far since it was published last and nobody released the fall.
        """
        with self._lock:
            if self._seen.get(feed) == count:
                return
            with reading(self._engine) as connection:
                before = BoardNotes(connection).find_feed_count(feed)
            if before is not None and fell(before, count):
                self._tell_operator(feed, before.count, count)
                raise _refusal(feed, before, count)
            if before is None or before.count != count:
                with writing(self._engine) as connection:
                    BoardNotes(connection).keep_feed_count(FeedCount(feed=feed, count=count, at=self._clock()))
            self._seen[feed] = count
            self._told.discard(feed)

    def _tell_operator(self, feed: str, before: int, count: int) -> None:
        """Enter a held feed in the operator's list of requests, once for each fall."""
        if feed not in self._told:
            why = f"feed held: it would fall from {before} to {count} entries; see belfry feeds"
            receive(self._engine, "report", feed, reason=why, now=self._clock())
            self._told.add(feed)


def fell(before: FeedCount, count: int) -> bool:
    """Say whether ``count`` is a fall that nobody released."""
    if before.released_to is not None and count >= before.released_to:
        return False
    return count < before.count * (1 - LARGEST_FALL) and before.count - count >= FEW


def published_feeds(engine: Engine) -> Sequence[FeedCount]:
    """Return what every feed held when it was published last."""
    with reading(engine) as connection:
        return BoardNotes(connection).feed_counts()


def release_feed(engine: Engine, feed: str, *, down_to: int, by: str, now: datetime) -> bool:
    """Allow ``feed`` to fall as far as ``down_to`` entries once; ``False`` when it was never published."""
    with UnitOfWork(engine) as unit:
        notes = BoardNotes(unit.connection)
        before = notes.find_feed_count(feed)
        if before is None:
            return False
        notes.keep_feed_count(
            FeedCount(feed=feed, count=before.count, at=before.at, released_to=down_to, released_by=by)
        )
        unit.audit.enter(
            "release feed", feed, by=by, at=now, before={"entries": before.count}, after={"entries": down_to}
        )
        unit.commit()
    return True


def _refusal(feed: str, before: FeedCount, count: int) -> ProblemError:
    return ProblemError(
        "feed-held",
        503,
        "Feed held",
        f"{feed} would fall from {before.count} to {count} entries; it is held until an operator looks at it",
        headers={"Retry-After": "3600"},
        feed=feed,
        published=before.count,
        found=count,
    )
