"""Cells: the sets of vacancies behind figures, each with a name that anybody can ask for.

A name has six parts joined by dots, e.g. ``pay-month.backend-developer.senior.30000.2025-11-24.2026-11-23``; its
*part* (``skill:java``, ``pay:stated``; see `pipeline.market.parts`) is the numerator of a share. Figures are computed
through these names only, so following a receipt gives exactly the vacancies that were counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

import numpy as np

from models.vocabulary import Contract, Role, Seniority
from pipeline.market.columns import Columns
from pipeline.market.moment import Moment, appeared_rows, listed_rows, open_rows
from pipeline.market.vocabularies import Bools, Floats
from pipeline.reference.pay import CEILING_MONTH, LEGAL_MINIMUM_MONTH, WIDEST_RANGE

KINDS = ("open", "listed", "new", "payroll", "pay-month", "pay-year", "day-rate")
ALL = "all"
_NOT_EMPLOYEES = (Contract.FREELANCE, Contract.TEMPORARY, Contract.INTERNSHIP, Contract.STUDENT)


class CellError(ValueError):
    """A text that names no cell; the message says which part is wrong."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One set of vacancies: ``kind`` says which, the rest where and when."""

    kind: str
    role: Role | None
    level: Seniority | None
    area: str
    """REFNIS code."""
    first: date
    last: date
    """Days of first appearance; ``open`` and ``listed`` are of now and ignore them."""

    def __str__(self) -> str:
        role, level = self.role or ALL, self.level or ALL
        return ".".join((self.kind, role, level, self.area, self.first.isoformat(), self.last.isoformat()))

    def query(self, part: str = "") -> str:
        """Return the query string of ``/v1/vacancies`` for this cell, or for a part of it."""
        return f"cell={self}" + (f"&part={quote(part, safe=':,')}" if part else "")

    @classmethod
    def parse(cls, text: str) -> Cell:
        """Return the cell that ``str`` wrote. Raises `CellError`."""
        parts = text.split(".")
        if len(parts) != 6 or parts[0] not in KINDS:
            raise CellError(
                f"{text!r} is no cell; a cell is kind.role.level.area.first-day.last-day, kind one of {KINDS}"
            )
        kind, role, level, area, first, last = parts
        try:
            return cls(
                kind,
                None if role == ALL else Role(role),
                None if level == ALL else Seniority(level),
                area,
                date.fromisoformat(first),
                date.fromisoformat(last),
            )
        except ValueError as error:
            raise CellError(f"{text!r} is no cell: {error}") from error


def kind_mask(columns: Columns, kind: str, first: date, last: date, moment: Moment) -> Bools:
    """Return which rows are of a cell's kind and window, wherever they are and whatever their role."""
    if kind == "open":
        return open_rows(columns, moment)
    if kind == "listed":
        return listed_rows(columns, moment)
    chosen = appeared_rows(columns, first, last)
    return chosen & _ALSO[kind](columns) if kind in _ALSO else chosen


def _payroll(columns: Columns) -> Bools:
    payroll: Bools = columns.contract != columns.words.contract.find(Contract.FREELANCE)
    return payroll


def _employees(columns: Columns) -> Bools:
    chosen: Bools = columns.level != columns.words.level.find(Seniority.INTERN)
    for contract in _NOT_EMPLOYEES:
        chosen &= columns.contract != columns.words.contract.find(contract)
    return chosen


def _range(low: Floats, high: Floats, least: float, most: float) -> Bools:
    with np.errstate(invalid="ignore"):
        inside: Bools = (low >= least) & (high <= most) & (low <= high) & (high <= low * float(WIDEST_RANGE))
    return inside


def _pay_month(columns: Columns) -> Bools:
    inside = _range(columns.month_low, columns.month_high, float(LEGAL_MINIMUM_MONTH), float(CEILING_MONTH))
    return columns.pay_stated & inside & _employees(columns)


def _pay_year(columns: Columns) -> Bools:
    """Ads that state a year and not how many months it has: a pool of their own, never turned into months."""
    least, most = float(LEGAL_MINIMUM_MONTH) * 12, float(CEILING_MONTH) * 12
    only_year = np.isnan(columns.month_low) & np.isnan(columns.month_high)
    inside = _range(columns.year_low, columns.year_high, least, most)
    return columns.pay_stated & only_year & inside & _employees(columns)


def _day_rate(columns: Columns) -> Bools:
    freelance = columns.contract == columns.words.contract.find(Contract.FREELANCE)
    inside = _range(columns.day_low, columns.day_high, 1.0, np.inf)
    found: Bools = columns.pay_stated & freelance & inside
    return found


_ALSO = {"payroll": _payroll, "pay-month": _pay_month, "pay-year": _pay_year, "day-rate": _day_rate}
