"""A year of nights over many boards, with the incidents that emptied other aggregators; rules only, no database."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from models.posting import KnownPosting
from models.raw import PostingKey
from models.run import BoardLedger
from models.vocabulary import Cause, Outcome
from pipeline.lifecycle import departures
from pipeline.quality import Night, gate

INCIDENTS = {
    "drop": (Outcome.COMPLETE, Cause.FINISHED, 0.009),
    "drop_of_pages": (Outcome.PARTIAL, Cause.HTTP_5XX, 0.5),
    "slow_drain": (Outcome.TRUNCATED, Cause.TRUNCATED_PAGES, 0.96),
    "flapping_shards": (Outcome.PARTIAL, Cause.TIMEOUT, 0.9),
    "one_404": (Outcome.BROKEN, Cause.HTTP_4XX, 0.0),
    "consent_page": (Outcome.BLOCKED, Cause.CONSENT_PAGE, 0.0),
    "empty": (Outcome.BROKEN, Cause.EMPTY_UNCONFIRMED, 0.0),
    "declared_short": (Outcome.COMPLETE, Cause.FINISHED, 0.95),
}
"""Incident → what the crawl says of itself, and the share of the list that it brings home.

``drop`` is the accident of 104 of 11,815: nothing but the count gives it away. ``declared_short`` happens only to
boards that state a total.
"""


@dataclass
class Board:
    """One list: what it really holds, and what we believe of it."""

    name: str
    closes_after: int
    declares: bool
    real: set[str] = field(default_factory=set)
    believed: dict[str, int] = field(default_factory=dict)
    """Active postings → complete runs in a row that missed them."""
    history: list[int] = field(default_factory=list)
    minted: int = 0
    gone: dict[str, int] = field(default_factory=dict)
    """Truly gone and still believed → complete nights since."""

    def post(self, count: int) -> None:
        fresh = {f"{self.name}-{self.minted + number}" for number in range(count)}
        self.minted += count
        self.real |= fresh


@dataclass
class Tally:
    """What a year came to."""

    false: int = 0
    gone: int = 0
    in_time: int = 0
    held: int = 0
    incidents: int = 0


def simulate(*, boards: int, nights: int, seed: int, incidents: float = 0.1) -> Tally:
    """Live through ``nights`` of ``boards`` boards; an incident strikes each board on a share of the nights."""
    rolls, tally = random.Random(seed), Tally()
    lists = [
        Board(name=f"b{n}", closes_after=rolls.choice((1, 1, 3)), declares=rolls.random() < 0.4) for n in range(boards)
    ]
    for number, board in enumerate(lists):
        board.post(2_000 if number == 0 else rolls.randint(15, 300))
    for night in range(nights):
        active, closed = sum(len(board.believed) for board in lists), 0
        for board in lists:
            _live(board, rolls, tally)
            incident = rolls.choice(sorted(INCIDENTS)) if night > 5 and rolls.random() < incidents else None
            if incident == "declared_short" and not board.declares:
                incident = None
            tally.incidents += incident is not None
            closed += _crawl(board, incident, Night(active=active, closed=closed), rolls, tally)
    return tally


def _live(board: Board, rolls: random.Random, tally: Tally) -> None:
    leaving = {key for key in sorted(board.real) if rolls.random() < 0.03}
    board.real -= leaving
    for key in leaving & set(board.believed):
        board.gone[key] = 0
        tally.gone += 1
    board.post(len(leaving))


def _crawl(board: Board, incident: str | None, night: Night, rolls: random.Random, tally: Tally) -> int:
    outcome, cause, share = INCIDENTS[incident] if incident else (Outcome.COMPLETE, Cause.FINISHED, 1.0)
    seen = set(rolls.sample(sorted(board.real), int(len(board.real) * share)))
    ledger = BoardLedger(
        board=board.name,
        declared=len(board.real) if board.declares else None,
        listed=len(seen),
        fetched=len(seen),
        outcome=outcome,
        cause=cause,
    )
    complete = outcome is Outcome.COMPLETE
    known = [_known(board.name, key, misses) for key, misses in board.believed.items()]
    gone = departures(
        known, {_key(board.name, key) for key in seen}, complete=complete, closes_after=board.closes_after
    )
    verdict = gate(ledger, closings=len(gone.withdrawn), active=len(known), history=board.history, night=night)
    closing = {item.key.identifier for item in gone.withdrawn} if verdict.may_close else set()
    tally.held += 0 if verdict.may_close else len(gone.withdrawn)
    if complete:
        _count_misses(board, {item.key.identifier for item in gone.missing}, incident)
        board.history.insert(0, len(seen))
    for key in closing:
        del board.believed[key]
        waited = board.gone.pop(key, None)
        tally.false += waited is None
        tally.in_time += waited is not None and waited <= 3
    board.believed.update(dict.fromkeys(seen, 0))
    return len(closing)


def _count_misses(board: Board, missing: set[str], incident: str | None) -> None:
    for key in missing:
        board.believed[key] += 1
    if incident is None:
        for key in board.gone:
            board.gone[key] += 1


def _key(board: str, identifier: str) -> PostingKey:
    return PostingKey(source="s", board=board, identifier=identifier)


def _known(board: str, identifier: str, misses: int) -> KnownPosting:
    return KnownPosting(key=_key(board, identifier), content_hash="", misses=misses)
