"""The constants of Belgian pay, each with its source, and the rules that make stated pay comparable."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from models.vocabulary import UnitText

MONTHS_WITHOUT_EXTRAS = Decimal(12)
THIRTEENTH_MONTH = Decimal(1)
"""The end-of-year premium where a sector or a contract grants one: in joint committee 200 a full month."""
DOUBLE_HOLIDAY_PAY = Decimal("0.92")
"""92 % of one gross month: royal decree of 30 March 1967 on annual holidays, article 38 (employees)."""
MONTHS_WITH_EXTRAS = MONTHS_WITHOUT_EXTRAS + THIRTEENTH_MONTH + DOUBLE_HOLIDAY_PAY
"""13.92: the usual multiplier for employees. Common, not universal, so it is used only where an ad states it."""
MONTHS_WITH_EXTRAS_OLD_RATE = Decimal("13.85")
"""12 + 13th month + 0.85: double holiday pay without the complement of 7 %, as some ads count it."""
STATED_MONTHS = (Decimal(12), Decimal(14))
"""What an ad may state as number of monthly pays; anything outside is a misreading."""

FULL_TIME_HOURS_A_WEEK = Decimal(38)
"""Legal working week in Belgium: act of 10 August 2001, article 2."""

LEGAL_MINIMUM_MONTH = Decimal("2070.48")
"""Guaranteed average minimum monthly income (GGMMI/RMMMG), gross EUR, 1 May 2024: collective agreement 43 of the
National Labour Council. Indexed since; a floor that only refuses misreadings should be rather too low than too high."""
CEILING_MONTH = Decimal(20000)
"""Gross EUR per month above which a figure is not taken for a monthly salary of the developer market."""
WIDEST_RANGE = Decimal(2)
"""A stated maximum above this many times the minimum is too vague for market figures; the posting keeps it."""

_PLAUSIBLE: dict[UnitText | None, tuple[int, int]] = {
    UnitText.HOUR: (4, 400),
    UnitText.DAY: (25, 3000),
    UnitText.WEEK: (50, 10_000),
    UnitText.MONTH: (100, 30_000),
    UnitText.YEAR: (1_000, 1_500_000),
    None: (250, 600_000),
}
_TYPICAL: dict[UnitText | None, tuple[int, int]] = {
    UnitText.HOUR: (9, 250),
    UnitText.DAY: (100, 2000),
    UnitText.WEEK: (250, 5000),
    UnitText.MONTH: (1000, 20_000),
    UnitText.YEAR: (15_000, 400_000),
}
LOWEST_ALONE: dict[UnitText, int] = {
    UnitText.HOUR: 9,
    UnitText.DAY: 50,
    UnitText.WEEK: 200,
    UnitText.MONTH: 300,
    UnitText.YEAR: 12_000,
}
"""From here a figure that fills its line with its period is pay without a word that says so, as of a student job."""
_LOWEST_RATE = 8
"""A rate named as such without its period may be an hourly one."""


def plausible(unit: UnitText | None, *figures: Decimal, rate: bool = False) -> bool:
    """Return whether every figure can be pay for ``unit`` at all; ``rate``: the text calls it a rate.

    Bounds are wide on purpose: they refuse a misreading ("€3 a year") and never correct a figure.
    """
    low, high = _PLAUSIBLE[unit]
    if unit is None and rate:
        low = _LOWEST_RATE
    return all(low <= figure <= high for figure in figures)


def typical(unit: UnitText, *figures: Decimal) -> bool:
    """Return whether every figure is usual pay for ``unit``, so that it is pay even where no word says so."""
    low, high = _TYPICAL[unit]
    return all(low <= figure <= high for figure in figures)


def typical_without_unit(*figures: Decimal) -> bool:
    """Return whether the figures are usual monthly pay, or usual yearly pay, though the period is not stated."""
    return all(1200 <= figure <= 15_000 for figure in figures) or all(20_000 <= figure <= 300_000 for figure in figures)


@dataclass(frozen=True, slots=True)
class GrossFigures:
    """Gross EUR for full-time work, derived from stated pay by one named rule."""

    month_min: Decimal | None
    month_max: Decimal | None
    year_min: Decimal | None
    year_max: Decimal | None
    derivation: str


def gross_figures(
    minimum: Decimal | None,
    maximum: Decimal | None,
    unit: UnitText | None,
    *,
    currency: str | None,
    gross: bool | None,
    months: Decimal | None,
    full_time_percentage: Decimal | None,
) -> GrossFigures | None:
    """Return the comparable figures that stated employee pay allows, or ``None``.

    Only pay stated as gross, in EUR, per month or per year, whose monthly value lies between the legal minimum and
    `CEILING_MONTH`. A month becomes a year, and a year a month, only by the number of months that the ad states.
    Part-time pay is raised to full time by the stated percentage. Day and hour rates are never converted.
    """
    if currency != "EUR" or gross is not True or unit not in (UnitText.MONTH, UnitText.YEAR):
        return None
    part_time = full_time_percentage not in (None, Decimal(100))
    factor = Decimal(100) / full_time_percentage if full_time_percentage else Decimal(1)
    rule = unit.value.lower() + (f" / {full_time_percentage} % of full time" if part_time else "")
    stated = (_times(minimum, factor), _times(maximum, factor))
    if unit is UnitText.MONTH:
        if not all(map(_is_monthly_pay, stated)):
            return None
        year = (_times(stated[0], months), _times(stated[1], months))
        rule += f" x {months} (stated)" if months else ""
        return GrossFigures(_cents(stated[0]), _cents(stated[1]), _cents(year[0]), _cents(year[1]), rule)
    monthly = 1 / (months or MONTHS_WITHOUT_EXTRAS)
    month = (_times(stated[0], monthly), _times(stated[1], monthly))
    if not all(map(_is_monthly_pay, month)):
        return None
    if months is None:
        return GrossFigures(None, None, _cents(stated[0]), _cents(stated[1]), rule)
    rule += f" / {months} (stated)"
    return GrossFigures(_cents(month[0]), _cents(month[1]), _cents(stated[0]), _cents(stated[1]), rule)


def _times(figure: Decimal | None, factor: Decimal | None) -> Decimal | None:
    return None if figure is None or factor is None else figure * factor


def _is_monthly_pay(figure: Decimal | None) -> bool:
    return figure is None or LEGAL_MINIMUM_MONTH <= figure <= CEILING_MONTH


def _cents(figure: Decimal | None) -> Decimal | None:
    if figure is None:
        return None
    rounded = figure.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded
