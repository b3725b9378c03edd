"""A night's figures of one board in, checks with a named cause out: what is wrong, in which field, what is safe to do.

Every rule compares a board with itself: the ads that it already had, before and after. A rule speaks when chance
would do so less than once in ten thousand; with few ads it keeps silent, because nothing can be known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import comb
from statistics import median

from models.record import Record
from models.run import BoardLedger
from models.vocabulary import Cause, Outcome

CHANCE = 1e-4
"""Below this probability a finding is no accident."""
USUAL_LOSS, USUAL_CHANGE = 0.03, 0.08
"""How often a value of a known ad disappears or changes in an ordinary night; generous, so that few nights are held."""
FEWEST = 3
"""Fewer ads than this are never a pattern."""
VOLUME_DROP, VOLUME_RISE = 0.70, 1.60
"""Shares of the usual number of ads below and above which the number itself is odd."""
VOLUME_LEAST = 6
"""So many ads must have come or gone for the number to be odd."""
NEARLY_WHOLE = 0.90
"""Share of what was declared or is usual from which an incomplete run only deserves a look."""
WANTED = frozenset({Cause.SAMPLE, Cause.CANCELLED, Cause.REFUSED, Cause.KEY_MISSING})
"""Causes of somebody's own making: no trouble of the night."""
FORBIDDEN = frozenset({Cause.ROBOTS_DISALLOWED, Cause.ROBOTS_CHANGED, Cause.ROBOTS_UNREACHABLE, Cause.TDM_RESERVED})
"""Causes that a person must see on the first night, however much was collected before."""
STALE_DAYS = 2
"""Days without a run that can be believed, after which the ads count as stale."""
MANY_RETRIES = 0.2
"""Share of requests that had to be repeated above which we are too fast or the source is ill."""


class Level(StrEnum):
    """How a check came out, best first."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


class Finding(StrEnum):
    """Causes that no single run can name; the others are `models.vocabulary.Cause`."""

    STALE = "stale"
    MISSED = "missed"
    PAUSED = "paused"
    VOLUME_DROP = "volume_drop"
    VOLUME_RISE = "volume_rise"
    DUPLICATE_BURST = "duplicate_burst"
    FIELD_LOST = "field_lost"
    FIELD_CHANGED = "field_changed"
    PAY_MULTIPLIED = "pay_multiplied"
    DATES_IN_FUTURE = "dates_in_future"
    DATES_SWAPPED = "dates_swapped"
    RETRIES = "retries"


HOLDS = frozenset(
    {
        Finding.DUPLICATE_BURST,
        Finding.FIELD_LOST,
        Finding.FIELD_CHANGED,
        Finding.PAY_MULTIPLIED,
        Finding.DATES_IN_FUTURE,
        Finding.DATES_SWAPPED,
    }
)
"""Findings about the data themselves: the run waits for a person, yesterday's ads stay."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Check(Record):
    """One question about a source, answered."""

    name: str
    """``run``, ``freshness``, ``volume``, ``coverage``, ``drift`` or ``politeness``."""
    level: str = Level.GOOD.value
    cause: str = Cause.FINISHED.value
    field: str | None = None
    """The field under suspicion."""
    board: str = ""
    detail: str = ""

    @property
    def holds(self) -> bool:
        """Whether the run must wait for a person before it is read."""
        return self.level == Level.BAD.value and self.cause in HOLDS


@dataclass(slots=True)
class FieldFigures:
    """What became of one field of the ads that were known before tonight, and how often new readings have it."""

    had: int = 0
    """Known ads that had a value before."""
    again: int = 0
    """Of those, how many were fetched again tonight."""
    lost: int = 0
    changed: int = 0
    read: int = 0
    """Ads read tonight, known and new."""
    filled: int = 0
    """Of those, how many have a value."""
    why: Counter[str] = field(default_factory=Counter)
    """Why the readers refused what stands there now: reason → ads."""
    before: int = 0
    """Of all ads known before, how many had a value …"""
    before_of: int = 0
    """… and how many there were."""


@dataclass(slots=True)
class BoardFigures:
    """One board, one night: everything that the rules look at."""

    ledger: BoardLedger
    usual: Sequence[int] = ()
    """What its last good runs listed, newest first, at most 14."""
    real: int | None = None
    """What an operator last called an odd but real number of ads."""
    fields: dict[str, FieldFigures] = field(default_factory=dict)
    new: int = 0
    doubled: int = 0
    """New ads that say the same as another ad of this run."""
    pay_ratios: list[float] = field(default_factory=list)
    """New pay divided by old, of known ads whose pay changed."""
    future: int = 0
    """Ads read tonight that claim to be posted after tomorrow."""
    swapped: int = 0
    """Known ads whose date has become the old one with day and month exchanged."""
    turned: int = 0
    """New ads that look old or yet to come, and would be fresh with day and month exchanged."""
    new_dated: int = 0
    """New ads that have a date."""
    read: int = 0
    known: int = 0


def at_least(hits: int, of: int, chance: float) -> float:
    """Return the probability of ``hits`` or more among ``of`` when each happens with ``chance``."""
    return sum(comb(of, k) * chance**k * (1 - chance) ** (of - k) for k in range(hits, of + 1))


def board_checks(figures: BoardFigures) -> list[Check]:
    """Return what is odd about one board, empty when nothing is."""
    return [*_run(figures), *_volume(figures), *_doubles(figures), *_future(figures), *_fields(figures)]


def _run(figures: BoardFigures) -> list[Check]:
    ledger = figures.ledger
    if ledger.outcome.is_whole:
        return []
    level = Level.WARN if _is_mild(figures) else Level.BAD
    usual = f"; usually {median(figures.usual):g}" if figures.usual else ""
    declared = f" of {ledger.declared} declared" if ledger.declared else ""
    detail = f"{ledger.outcome.value}: listed {ledger.listed}{declared}{usual}" + (
        f" ({ledger.detail})" if ledger.detail else ""
    )
    name = "politeness" if ledger.cause is Cause.RATE_LIMITED else "run"
    return [Check(name=name, level=level.value, cause=ledger.cause.value, board=ledger.board, detail=detail)]


def _is_mild(figures: BoardFigures) -> bool:
    """Say whether a run that is not complete is no news: asked for, not yet allowed, or nearly whole."""
    ledger = figures.ledger
    if ledger.cause in WANTED:
        return True
    if ledger.outcome not in (Outcome.PARTIAL, Outcome.TRUNCATED) or ledger.cause in FORBIDDEN:
        return False
    had = ledger.listed - sum(ledger.failed.values())
    usual = median(figures.usual) if figures.usual else 0
    return had >= NEARLY_WHOLE * max(usual, ledger.declared or 0)


def _volume(figures: BoardFigures) -> list[Check]:
    ledger = figures.ledger
    if not figures.usual or not ledger.outcome.is_whole:
        return []
    usual, listed = median(figures.usual), ledger.listed
    if figures.real is not None and not _has_fallen(listed, figures.real) and not _has_risen(listed, figures.real):
        return []
    detail = f"listed {listed}, usually {usual:g} (median of {len(figures.usual)} good runs)"
    if _has_fallen(listed, usual):
        return [_bad("volume", Finding.VOLUME_DROP, ledger.board, detail)]
    if _has_risen(listed, usual) and figures.doubled * 2 < figures.new:
        return [
            Check(
                name="volume",
                level=Level.WARN.value,
                cause=Finding.VOLUME_RISE.value,
                board=ledger.board,
                detail=detail,
            )
        ]
    return []


def _has_fallen(listed: int, usual: float) -> bool:
    return usual - listed >= VOLUME_LEAST and listed < VOLUME_DROP * usual


def _has_risen(listed: int, usual: float) -> bool:
    return listed - usual >= VOLUME_LEAST and listed > VOLUME_RISE * usual


def _doubles(figures: BoardFigures) -> list[Check]:
    new, doubled = figures.new, figures.doubled
    if doubled < max(VOLUME_LEAST, 0.5 * new) or doubled < 0.5 * figures.known:
        return []
    detail = f"{doubled} of {new} new ads say the same as another ad of the board; {figures.known} were known"
    return [_bad("drift", Finding.DUPLICATE_BURST, figures.ledger.board, detail, "identifier")]


def _future(figures: BoardFigures) -> list[Check]:
    if figures.future < FEWEST or figures.future < 0.3 * figures.read:
        return []
    detail = f"{figures.future} of {figures.read} ads read tonight were posted in the future"
    return [_bad("drift", Finding.DATES_IN_FUTURE, figures.ledger.board, detail, "date_posted")]


def _fields(figures: BoardFigures) -> list[Check]:
    found: list[tuple[float, Check]] = []
    for name, item in figures.fields.items():
        board = figures.ledger.board
        lost, odds = _loss(item)
        if lost:
            why = f"; refused as {item.why.most_common(1)[0][0]}" if item.why else ""
            found.append((odds, _bad("coverage", Finding.FIELD_LOST, board, f"{name}: {lost}{why}", name)))
            continue
        chance = at_least(item.changed, item.had, USUAL_CHANGE)
        if item.changed < FEWEST or chance >= CHANCE:
            continue
        ratio = median(figures.pay_ratios) if name == "pay" and figures.pay_ratios else 1.0
        if ratio >= 3 or ratio <= 1 / 3:
            detail = f"pay of {item.changed} of {item.had} known ads is {ratio:.3g} times what it was"
            found.append((chance, _bad("drift", Finding.PAY_MULTIPLIED, board, detail, "pay")))
        else:
            detail = f"{name}: another value in {item.changed} of {item.had} known ads"
            found.append((chance, _bad("drift", Finding.FIELD_CHANGED, board, detail, name)))
    # The field that is hardest to explain by chance first: what follows from it changes along.
    found.sort(key=lambda pair: pair[0])
    return [check for _, check in found]


def _loss(item: FieldFigures) -> tuple[str, float]:
    gone = at_least(item.lost, item.again, USUAL_LOSS)
    if item.lost >= FEWEST and gone < CHANCE:
        return f"gone from {item.lost} of {item.again} known ads", gone
    if item.before_of >= 2 * FEWEST and item.read > FEWEST:
        usual = item.before / item.before_of
        # A little below what was usual, so that an ordinary mixture of new ads does not stand out.
        absent = at_least(item.read - item.filled, item.read, min(1.0, 1 - 0.9 * usual))
        if absent < CHANCE / 10 and item.filled < 0.5 * usual * item.read:
            return f"{item.filled} of {item.read} ads read tonight have it, usually {usual:.0%}", absent
    return "", 1.0


def _bad(name: str, cause: Finding, board: str, detail: str, suspect: str | None = None) -> Check:
    return Check(name=name, level=Level.BAD.value, cause=cause.value, field=suspect, board=board, detail=detail)


def politeness(requests: int, retries: int) -> list[Check]:
    """Return what the requests of a run say about our manners."""
    if requests < 20 or retries <= MANY_RETRIES * requests:
        return []
    detail = f"{retries} of {requests} requests had to be repeated"
    return [Check(name="politeness", level=Level.WARN.value, cause=Finding.RETRIES.value, detail=detail)]


def freshness(today: date, last_good: date | None) -> list[Check]:
    """Return whether the last run that can be believed is too long ago; a source without any says so elsewhere."""
    if last_good is None or (today - last_good).days < STALE_DAYS:
        return []
    detail = f"the last good run was {(today - last_good).days} days ago, on {last_good}"
    return [Check(name="freshness", level=Level.BAD.value, cause=Finding.STALE.value, detail=detail)]


_RANK = {Level.BAD.value: 0, Level.WARN.value: 1, Level.GOOD.value: 2}
_ORDER = ("run", "politeness", "coverage", "drift", "volume", "freshness")


def worst(checks: Sequence[Check]) -> Check:
    """Return the check that speaks for the source: the worst, and among equals the one nearest the cause."""
    return min(checks, key=lambda check: (_RANK[check.level], _ORDER.index(check.name)), default=Check(name="run"))
