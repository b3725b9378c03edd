"""Pay of a market, from what ads state: eligible ads, the narrowest area with enough of them, quantiles, confidence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.vocabulary import Role, Seniority
from pipeline.market.estimate import Mixture, sample
from pipeline.market.receipts import Scope, ScopeKind, Step
from pipeline.market.records import Confidence, DayRate, PayRow
from pipeline.market.reference_pay import INDEX, reference
from pipeline.market.study import Base, Study
from pipeline.market.vocabularies import Floats

METHOD = "pay@2"
DAY_METHOD = "day-rate@1"
LEAST_ADS = 10
LEAST_EMPLOYERS = 5
MOST_OF_ONE = 0.40
"""No employer may stand for more than this share of the ads."""
FOR_TAILS = 30
"""Ads from which P10 and P90 are shown, and from which confidence can be high."""
ROUND_MONTH, ROUND_YEAR, ROUND_DAY = 50, 500, 5
LEVELS: tuple[Seniority | None, ...] = (
    Seniority.JUNIOR,
    Seniority.MEDIOR,
    Seniority.SENIOR,
    Seniority.LEAD,
    None,
)
"""The rows of a pay table; ``None`` is all levels together, those that state none included."""
_BASIS = {
    "pay-month": "gross EUR a month as stated, both ends stated, employees or contract not stated, full time; "
    "maximum at most twice the minimum; no internships; a year counts as months only where the ad says how many",
    "pay-year": "gross EUR a year as stated, number of months not stated; otherwise as monthly pay",
    "day-rate": "EUR a day as stated by freelance ads; never converted",
}


def wanting(step: Step) -> str | None:
    """Say what a rung lacks for a pay figure to be published; ``None`` when nothing."""
    if step.n < LEAST_ADS:
        return f"n<{LEAST_ADS}"
    if step.employers < LEAST_EMPLOYERS:
        return f"employers<{LEAST_EMPLOYERS}"
    if step.top_employer_share is not None and step.top_employer_share > MOST_OF_ONE:
        return f"top>{MOST_OF_ONE:.0%}"
    return None


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one set of ads."""

    quantiles: tuple[int, ...]
    """P10, P25, P50, P75, P90."""
    median_low: int
    median_high: int
    confidence: Confidence
    indexed: bool


def pay_row(
    study: Study, role: Role | None, level: Seniority | None, scopes: tuple[Scope, ...], city: str | None
) -> PayRow:
    """Return pay of a level: measured in the narrowest area that has enough ads, else the reference, else nothing.

    At each rung the months are asked first; ads that state only a year are their own pool, which is shown where it
    alone is large enough and larger than the months.
    """
    months, enough = _climb(study, "pay-month", role, level, scopes)
    years, enough_years = _climb(study, "pay-year", role, level, scopes)
    if enough_years and (not enough or len(years.receipt.path) < len(months.receipt.path)) and years.n > months.n:
        return _row(study, years, level, "year")
    if enough:
        return _row(study, months, level, "month")
    return PayRow(level=level, reference=reference(role, level, city, study.moment.today))


def day_rate(study: Study, role: Role | None, scopes: tuple[Scope, ...]) -> DayRate | None:
    """Return freelance day rates, or ``None`` where even the country has too few."""
    base, enough = _climb(study, "day-rate", role, None, scopes)
    if not enough:
        return None
    columns = study.columns
    ads = sample(columns.day_low[base.rows], columns.day_high[base.rows], study.employers(base.rows))
    p25, p50, p75 = (_rounded(figure, ROUND_DAY) for figure in Mixture(ads).quantiles((0.25, 0.5, 0.75)))
    return DayRate(p25=p25, p50=p50, p75=p75, receipt=base.receipt)


def local_pay(study: Study, role: Role | None, scopes: tuple[Scope, ...]) -> PayRow | None:
    """Return pay of all levels where it can be measured below the level of the region, for comparing cities."""
    near = tuple(scope for scope in scopes if scope.kind not in (ScopeKind.REGION, ScopeKind.COUNTRY)) or scopes[:1]
    widest = near[-1].code
    if max(study.count(study.cell(kind, role, widest)) for kind in ("pay-month", "pay-year")) < LEAST_ADS:
        return None
    row = pay_row(study, role, None, near, None)
    return row if row.receipt is not None else None


def _climb(
    study: Study, kind: str, role: Role | None, level: Seniority | None, scopes: tuple[Scope, ...]
) -> tuple[Base, bool]:
    return study.climb(
        scopes,
        lambda code: study.cell(kind, role, code, level=level),
        wanting,
        _BASIS[kind],
        method=DAY_METHOD if kind == "day-rate" else METHOD,
    )


def _row(study: Study, base: Base, level: Seniority | None, unit: str) -> PayRow:
    found = study.keep("pay", base.cell, lambda: _measured(study, base, unit))
    p10, p25, p50, p75, p90 = found.quantiles
    tails = base.n >= FOR_TAILS
    return PayRow(
        level=level,
        unit=unit,
        p10=p10 if tails else None,
        p25=p25,
        p50=p50,
        p75=p75,
        p90=p90 if tails else None,
        median_low=found.median_low,
        median_high=found.median_high,
        confidence=found.confidence,
        indexed=found.indexed,
        receipt=base.receipt,
    )


def _measured(study: Study, base: Base, unit: str) -> Measured:
    columns = study.columns
    low, high, step = (
        (columns.month_low, columns.month_high, ROUND_MONTH)
        if unit == "month"
        else (columns.year_low, columns.year_high, ROUND_YEAR)
    )
    factor = _index_factors(study, base)
    ads = sample(low[base.rows] * factor, high[base.rows] * factor, study.employers(base.rows))
    mixture = Mixture(ads)
    quantiles = mixture.quantiles((0.10, 0.25, 0.50, 0.75, 0.90))
    below, above = (float(value) for value in np.percentile(mixture.medians(), (5, 95)))
    return Measured(
        quantiles=tuple(_rounded(figure, step) for figure in quantiles),
        median_low=_rounded(below, step),
        median_high=_rounded(above, step),
        confidence=_confidence((above - below) / 2 / quantiles[2], base.n),
        indexed=bool((factor > 1).any()),
    )


def _index_factors(study: Study, base: Base) -> Floats:
    """Return what each ad's pay is raised with: the index of the last 1 January for those from before it."""
    today = study.moment.today
    before = study.columns.appeared[base.rows] < today.replace(month=1, day=1).toordinal()
    factors: Floats = np.where(before, 1 + INDEX.get(today.year, 0.0), 1.0)
    return factors


def _confidence(half_width: float, n: int) -> Confidence:
    if half_width <= 0.05 and n >= FOR_TAILS:
        return Confidence.HIGH
    return Confidence.MEDIUM if half_width <= 0.10 else Confidence.LOW


def _rounded(figure: float, step: int) -> int:
    """Return the nearest multiple of ``step``, halves up; noise beyond a ten-thousandth of a euro decides nothing."""
    return int(round(figure, 4) / step + 0.5) * step
