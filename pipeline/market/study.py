"""One look at the columns at one moment: cells selected once, rungs climbed, receipts written."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

import numpy as np

from models.vocabulary import Role, Seniority
from pipeline.market.cells import Cell, kind_mask
from pipeline.market.columns import Columns, Points
from pipeline.market.moment import Moment
from pipeline.market.parts import select_part
from pipeline.market.receipts import Receipt, Scope, Share, Step
from pipeline.market.scopes import centre
from pipeline.market.vocabularies import UNSTATED, Bools, Floats, Ints

Kept = TypeVar("Kept")
YEAR = 365
ENOUGH = 20
"""Vacancies below which a share is taken from the next wider area."""
METHOD = "market@1"
_Z = 1.959963984540054
"""97.5 % point of the normal distribution: a two-sided interval of 95 %."""


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return the 95 % score interval of Wilson for ``k`` of ``n``; (0, 1) for nothing counted."""
    if n == 0:
        return 0.0, 1.0
    share, square = k / n, _Z * _Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _Z * math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Base:
    """The vacancies that a group of figures is about: where, which, and how the place was found."""

    cell: Cell
    rows: Ints
    receipt: Receipt

    @property
    def n(self) -> int:
        """How many vacancies."""
        return self.receipt.n


@dataclass(frozen=True, slots=True)
class Study:
    """The columns at one moment; what was selected once is kept."""

    columns: Columns
    moment: Moment
    _areas: dict[str, Ints] = field(default_factory=dict)
    _roles: dict[tuple[str, Role], Ints] = field(default_factory=dict)
    _kinds: dict[tuple[str, date, date], Bools] = field(default_factory=dict)
    _rows: dict[Cell, Ints] = field(default_factory=dict)
    _parts: dict[str, Bools] = field(default_factory=dict)
    _kilometres: dict[str, Floats] = field(default_factory=dict)
    _steps: dict[Cell, Step] = field(default_factory=dict)
    _kept: dict[tuple[str, Hashable], Any] = field(default_factory=dict)

    def cell(
        self, kind: str, role: Role | None, area: str, *, level: Seniority | None = None, days: int = YEAR
    ) -> Cell:
        """Return the cell of the last ``days`` days."""
        first, last = self.moment.window(days)
        return Cell(kind, role, level, area, first, last)

    def rows(self, cell: Cell) -> Ints:
        """Return the rows of ``cell``, ascending."""
        if cell not in self._rows:
            rows = self._of_role(cell.area, cell.role)
            chosen = self._kind(cell)[rows]
            if cell.level is not None:
                chosen &= self.columns.level[rows] == self.columns.words.level.find(cell.level)
            self._rows[cell] = rows[chosen]
        return self._rows[cell]

    def _of_role(self, area: str, role: Role | None) -> Ints:
        if role is None:
            return self.area(area)
        if (area, role) not in self._roles:
            rows = self.area(area)
            self._roles[area, role] = rows[self.columns.role[rows] == self.columns.words.role.find(role)]
        return self._roles[area, role]

    def area(self, code: str) -> Ints:
        """Return the rows that count in an area, ascending; none where nobody works or the code is none."""
        if not self._areas:
            areas = self.columns.areas
            order = np.argsort(areas.value, kind="stable")
            ends = np.cumsum(np.bincount(areas.value, minlength=len(self.columns.words.area)))[:-1]
            groups = np.split(areas.row[order], ends)
            self._areas.update(zip(self.columns.words.area.words, groups, strict=False))
        return self._areas.get(code, np.zeros(0, dtype=np.int32))

    def _kind(self, cell: Cell) -> Bools:
        key = (cell.kind, cell.first, cell.last)
        if key not in self._kinds:
            self._kinds[key] = kind_mask(self.columns, *key, self.moment)
        return self._kinds[key]

    def part(self, part: str) -> Bools:
        """Return the rows that have ``part``."""
        if part not in self._parts:
            self._parts[part] = select_part(self.columns, part, self.moment, self.kilometres)
        return self._parts[part]

    def count(self, cell: Cell, part: str = "") -> int:
        """Return how many vacancies lie in ``cell``, or in a part of it."""
        rows = self.rows(cell)
        return int(np.count_nonzero(self.part(part)[rows])) if part else len(rows)

    def kilometres(self, city: str) -> Floats:
        """Return for every row how far it is from the centre of ``city``."""
        if city not in self._kilometres:
            self._kilometres[city] = self.distances(*centre(city))
        return self._kilometres[city]

    def distances(self, latitude: float, longitude: float) -> Floats:
        """Return for every row the kilometres to its nearest place; infinite where no point is known."""
        return self.keep("points", None, lambda: Points.of(self.columns)).distances(latitude, longitude)

    def employers(self, rows: Ints) -> Ints:
        """Return a number for the employer of each row, in the order of the keys; ads that name none share one.

        That ads without a name count as one employer is the careful reading: they may all come from one.
        """
        rank = self.keep("rank of employers", None, self._employer_rank)
        return rank[self.columns.employer[rows]]

    def _employer_rank(self) -> Ints:
        """Return code → place in the order of the keys; the last entry, which code -1 finds, is of those unstated."""
        keys = self.columns.words.employer.words
        known = len(keys)
        rank = np.zeros(known + 1, dtype=np.int32)
        rank[sorted(range(known), key=keys.__getitem__)] = np.arange(1, known + 1, dtype=np.int32)
        return rank

    def keep(self, name: str, of: Hashable, make: Callable[[], Kept]) -> Kept:
        """Return what ``make`` returned for ``name`` of ``of`` the first time: pages of one picture share much."""
        if (name, of) not in self._kept:
            self._kept[name, of] = make()
        found: Kept = self._kept[name, of]
        return found

    def step(self, scope: Scope, cell: Cell) -> Step:
        """Return what a rung holds."""
        if cell not in self._steps:
            self._steps[cell] = self.counted(scope, self.rows(cell))
        return replace(self._steps[cell], scope=scope)

    def counted(self, scope: Scope, rows: Ints) -> Step:
        """Return what ``rows`` of an area hold."""
        n, ads = len(rows), np.bincount(self.columns.employer[rows] - UNSTATED)
        top = round(int(ads.max()) / n, 4) if n else None
        return Step(scope=scope, n=n, employers=int(np.count_nonzero(ads)), top_employer_share=top)

    def receipt(
        self, cell: Cell, path: tuple[Step, ...], basis: str, *, reason: str = "asked", method: str = METHOD
    ) -> Receipt:
        """Return the receipt of a figure over the last rung of ``path``."""
        used = path[-1]
        return Receipt(
            n=used.n,
            employers=used.employers,
            window_from=cell.first,
            window_to=cell.last,
            scope=used.scope,
            path=path,
            reason=reason,
            basis=basis,
            method=method,
            computed_at=self.moment.at,
            evidence=cell.query(),
        )

    def climb(
        self,
        scopes: tuple[Scope, ...],
        cell_at: Callable[[str], Cell],
        wanting: Callable[[Step], str | None],
        basis: str,
        *,
        method: str = METHOD,
    ) -> tuple[Base, bool]:
        """Return the narrowest rung that wants nothing, and True; the widest one and False when all want something.

        ``wanting`` names what a rung lacks (``n<10``), or ``None``; the receipt's reason is that of the rung before.
        """
        path: list[Step] = []
        reason = "asked"
        for scope in scopes:
            cell = cell_at(scope.code)
            path.append(self.step(scope, cell))
            lack = wanting(path[-1])
            if lack is None or scope is scopes[-1]:
                receipt = self.receipt(cell, tuple(path), basis, reason=reason, method=method)
                return Base(cell, self.rows(cell), receipt), lack is None
            reason = lack
        raise ValueError("a ladder has at least one rung")

    def enough(self, kind: str, role: Role | None, scopes: tuple[Scope, ...], basis: str, *, days: int = YEAR) -> Base:
        """Return the narrowest rung with `ENOUGH` vacancies, else the widest."""
        return self.climb(
            scopes,
            lambda code: self.cell(kind, role, code, days=days),
            lambda step: None if step.n >= ENOUGH else f"n<{ENOUGH}",
            basis,
        )[0]

    def share(self, base: Base, part: str, k: int | None = None) -> Share:
        """Return the share of ``base`` that has ``part``; ``k`` where it has been counted already."""
        if k is None:
            k = int(np.count_nonzero(self.part(part)[base.rows]))
        low, high = wilson(k, base.n)
        return Share(k=k, n=base.n, low=low, high=high, receipt=base.receipt, evidence=base.cell.query(part))
