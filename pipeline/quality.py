"""Whether a run may be believed: a crawl must prove itself before it may close anything. Unsure means keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from models.run import BoardLedger, Verdict
from models.vocabulary import Outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class Thresholds:
    """Every limit of the closing rule, in one place."""

    collected_of_declared: float = 0.98
    """Least share of the source's own total that must have been collected."""
    discovered_of_median: float = 0.70
    """Least share of the median of the last complete runs that must have been discovered."""
    median_of: int = 5
    """How many complete runs the median looks back on."""
    closings_at_least: int = 10
    """So many closings of one board are always allowed …"""
    closings_of_board: float = 0.20
    """… and above that, at most this share of the board's active postings."""
    closings_of_night: float = 0.10
    """At most this share of everything active may be closed in one night."""


THRESHOLDS = Thresholds()


@dataclass(frozen=True, kw_only=True, slots=True)
class Night:
    """What the closing rule needs to know beyond the board itself."""

    active: int
    """Everything active when the night began, over all boards."""
    closed: int = 0
    """What this night has closed already."""


def gate(
    ledger: BoardLedger,
    *,
    closings: int,
    active: int,
    history: Sequence[int],
    night: Night,
    limits: Thresholds = THRESHOLDS,
) -> Verdict:
    """Say whether the run behind ``ledger`` may close ``closings`` postings, with every reason against.

    ``active`` counts the board's active postings before the closings; ``history`` holds what its earlier complete runs
    discovered, newest first.
    """
    reasons = (
        *_incomplete(ledger, limits),
        *_too_few(ledger, history, limits),
        *too_many(closings, active=active, night=night, limits=limits),
    )
    return Verdict(may_close=not reasons, reasons=reasons)


def too_many(closings: int, *, active: int, night: Night, limits: Thresholds = THRESHOLDS) -> list[str]:
    """Return the reasons why so many closings at once, of a board or of a night, wait for an operator."""
    reasons = []
    allowed = max(limits.closings_at_least, int(limits.closings_of_board * active))
    if closings > allowed:
        reasons.append(f"would close {closings} of {active} active postings (limit {allowed})")
    nightly = int(limits.closings_of_night * night.active)
    if closings and night.closed + closings > nightly:
        reasons.append(
            f"would bring tonight's closings to {night.closed + closings} of {night.active} (limit {nightly})"
        )
    return reasons


def _incomplete(ledger: BoardLedger, limits: Thresholds) -> list[str]:
    reasons = []
    if ledger.outcome is not Outcome.COMPLETE:
        reasons.append(f"the run is {ledger.outcome.value}: {ledger.cause.value}")
    if ledger.balance != 0:
        reasons.append(f"the books do not balance: {ledger.balance} of {ledger.listed} listed are unaccounted for")
    if ledger.declared:
        share = ledger.listed / ledger.declared
        if share < limits.collected_of_declared:
            reasons.append(f"collected {ledger.listed} of {ledger.declared} declared ({share:.0%})")
    return reasons


def _too_few(ledger: BoardLedger, history: Sequence[int], limits: Thresholds) -> list[str]:
    recent = history[: limits.median_of]
    if not recent:
        return ["no complete run to compare with"]
    usual = median(recent)
    if ledger.listed < limits.discovered_of_median * usual:
        return [f"discovered {ledger.listed}, the last {len(recent)} complete runs had a median of {usual:g}"]
    return []
