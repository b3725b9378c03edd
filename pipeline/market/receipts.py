"""Receipts: what every figure of a market carries, so that anybody can follow it to the vacancies behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.record import Record


class ScopeKind(StrEnum):
    """The ladder that a figure climbs until its sample is large enough."""

    MUNICIPALITY = "municipality"
    ARRONDISSEMENT = "arrondissement"
    PROVINCE = "province"
    REGION = "region"
    COUNTRY = "country"
    REFERENCE = "reference"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope(Record):
    """The area that a figure describes."""

    kind: ScopeKind
    code: str
    """REFNIS code; ``01000`` for the country; empty for the reference."""
    names: tuple[tuple[str, str], ...] = ()
    """(language, name) for nl, fr, en, de."""

    def name(self, language: str) -> str:
        """Return the name in ``language``, else in English, else the code."""
        found = dict(self.names)
        return found.get(language) or found.get("en") or self.code


@dataclass(frozen=True, kw_only=True, slots=True)
class Step(Record):
    """One rung of the ladder, with what it held."""

    scope: Scope
    n: int
    employers: int
    top_employer_share: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt(Record):
    """Where a figure comes from; no figure stands without one."""

    n: int
    employers: int
    window_from: date
    window_to: date
    scope: Scope
    path: tuple[Step, ...] = ()
    """Every rung that was tried, narrowest first, the one used last."""
    reason: str = "asked"
    """Why this scope: ``asked``, ``n<10``, ``employers<5``, ``top>40%`` (of the rung before)."""
    basis: str
    """What was counted, e.g. ``gross month, stated, employee, full-time equivalent``."""
    method: str
    """Name and version, e.g. ``pay@1``."""
    computed_at: datetime
    evidence: str
    """Query string for ``/v1/vacancies`` that gives exactly the vacancies behind the figure."""


FEWEST_FOR_PERCENT = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Share(Record):
    """A share of vacancies, with the 95 % interval of Wilson."""

    k: int
    n: int
    low: float
    high: float
    receipt: Receipt
    """Of the ``n`` that were counted."""
    evidence: str = ""
    """Query string for ``/v1/vacancies`` that gives exactly the ``k``."""

    @property
    def share(self) -> float:
        """The share itself, 0 to 1; 0 when nothing was counted."""
        return self.k / self.n if self.n else 0.0

    @property
    def says_percent(self) -> bool:
        """Whether enough was counted for the share to be told in percent."""
        return self.n >= FEWEST_FOR_PERCENT
