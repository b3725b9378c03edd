"""The numbers of all markets on one night, and those that moved most since the night before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.record import Record
from models.vocabulary import Role
from pipeline.market.pay import LEVELS, pay_row
from pipeline.market.scopes import ladder
from pipeline.market.study import Study
from pipeline.reference.places import CITIES

MOST = 5
"""Numbers of each kind that are named."""
LEAST_PAY = 0.01
"""Share by which a median must move to be named."""
LEAST_OPEN = 2.0
"""Standard deviations, as counts vary by chance, by which a number of vacancies must move to be named."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Number(Record):
    """One published number."""

    value: int
    n: int
    """Vacancies behind it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Move(Record):
    """One number that is another than the night before."""

    name: str
    """What it is the number of, e.g. ``backend-developer senior, Brugge: median pay a month``."""
    before: Number
    after: Number


def numbers_of(study: Study) -> dict[str, Number]:
    """Return name → number for what market pages say first: open vacancies, and measured medians of pay.

    A median that a page takes from a wider area stands here once, under the name of that area.
    """
    found: dict[str, Number] = {}
    for city in (None, *(city.slug for city in CITIES)):
        scopes = ladder(city)
        for role in Role:
            count = study.count(study.cell("open", role, scopes[0].code))
            found[f"{role.value}, {scopes[0].name('en')}: open"] = Number(value=count, n=count)
            for level in LEVELS:
                row = pay_row(study, role, level, scopes, city)
                if row.receipt is not None and row.p50 is not None:
                    whose = f"{role.value} {level.value if level else 'all levels'}, {row.receipt.scope.name('en')}"
                    found[f"{whose}: median pay a {row.unit}"] = Number(value=row.p50, n=row.receipt.n)
    return found


def moved(before: Mapping[str, Number], after: Mapping[str, Number]) -> list[Move]:
    """Return the numbers that moved most: medians by their share, then counts by how little chance explains them.

    Only what was published on both nights is compared; what appears or vanishes is no movement.
    """
    both = [Move(name=name, before=before[name], after=number) for name, number in after.items() if name in before]
    pay = [move for move in both if not move.name.endswith(": open") and _share(move) >= LEAST_PAY]
    counts = [move for move in both if move.name.endswith(": open") and _surprise(move) >= LEAST_OPEN]
    return [
        *sorted(pay, key=lambda move: (-_share(move), move.name))[:MOST],
        *sorted(counts, key=lambda move: (-_surprise(move), move.name))[:MOST],
    ]


def _share(move: Move) -> float:
    return abs(move.after.value - move.before.value) / move.before.value


def _surprise(move: Move) -> float:
    change = abs(move.after.value - move.before.value)
    return float(change / (move.before.value + 1) ** 0.5)
