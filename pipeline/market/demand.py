"""Demand of a market: what appears each week, how that compares, and how long vacancies stay open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from models.vocabulary import Role
from pipeline.market.cells import Cell
from pipeline.market.columns import NEVER, second
from pipeline.market.receipts import Scope, Share
from pipeline.market.records import Demand
from pipeline.market.scopes import scope as scope_of
from pipeline.market.study import ENOUGH, YEAR, Base, Study
from pipeline.market.vocabularies import Bools, Floats, Ints
from pipeline.reference.places import COUNTRY

METHOD = "demand@1"
WEEKS = 52
_BASIS = "vacancies by first appearance: the earlier of our first sight and the ad's own date; open or closed since"
_DAY = 86_400


def demand(study: Study, role: Role | None, scope: Scope, first_runs: Mapping[str, date]) -> Demand:
    """Return what appears in ``scope``; ``first_runs`` says since when each source is read."""
    cell = study.cell("new", role, scope.code)
    rows = study.rows(cell)
    steady = _steady(cell, first_runs)
    earlier = replace(cell, first=cell.first - timedelta(days=YEAR), last=cell.first - timedelta(days=1))
    part = f"source:{','.join(steady)}"
    return Demand(
        weeks=_weeks(study, rows),
        new_7=study.count(study.cell("new", role, scope.code, days=7)),
        new_30=study.count(study.cell("new", role, scope.code, days=30)),
        new_365=study.count(cell),
        before_365=study.count(earlier, part) if steady else None,
        before_evidence=earlier.query(part) if steady else "",
        same_365=study.count(cell, part) if steady else None,
        same_evidence=cell.query(part) if steady else "",
        share_of_all=_share(study, role, scope),
        share_in_belgium=_share(study, role, scope_of(COUNTRY)),
        days_open_median=days_open(study, rows),
        receipt=study.receipt(cell, (study.step(scope, cell),), _BASIS, method=METHOD),
    )


def _share(study: Study, role: Role | None, scope: Scope) -> Share | None:
    """Return the share of this role among all vacancies of an area; ``None`` for all roles together."""
    if role is None:
        return None
    cell = study.cell("new", None, scope.code)
    rows = study.rows(cell)
    receipt = study.receipt(cell, (study.step(scope, cell),), _BASIS, method=METHOD)
    return study.share(Base(cell, rows, receipt), f"role:{role}")


def _weeks(study: Study, rows: Ints) -> tuple[tuple[date, int], ...]:
    """Return (Monday, new vacancies) of the last 52 weeks, this one included."""
    today = study.moment.today
    monday = today - timedelta(days=today.weekday() + 7 * (WEEKS - 1))
    ordinals = study.columns.appeared[rows] - monday.toordinal()
    counts = np.bincount(ordinals[ordinals >= 0] // 7, minlength=WEEKS)
    # 52 weeks back from a Sunday are 364 days, so the window of 365 days covers all of them.
    return tuple((monday + timedelta(days=7 * week), int(counts[week])) for week in range(WEEKS))


def _steady(cell: Cell, first_runs: Mapping[str, date]) -> list[str]:
    """Return the sources that were read in all of the window and of the one before it: like is compared with like."""
    first = cell.first - timedelta(days=YEAR)
    return sorted(name for name, since in first_runs.items() if since <= first)


def days_open(study: Study, rows: Ints) -> int | None:
    """Return after how many days half of the vacancies are closed (Kaplan-Meier), or ``None`` where it is not known.

    Open vacancies are censored at their last confirmation. A vacancy is at risk only from the day we first saw it:
    an ad that had stood for a month before has proven nothing about ads that closed within that month.
    """
    columns = study.columns
    if len(rows) < ENOUGH:
        return None
    start = (columns.appeared[rows].astype(np.int64) - date(1970, 1, 1).toordinal()) * _DAY
    closed = columns.closed_at[rows]
    ended = closed != NEVER
    until = np.where(ended, closed, np.minimum(columns.last_confirmed[rows], second(study.moment.at)))
    entry = np.maximum(0, (columns.first_seen[rows] - start) // _DAY)
    length = np.maximum(entry, (until - start) // _DAY)
    return kaplan_meier_median(entry.astype(np.float64), length.astype(np.float64), ended)


def kaplan_meier_median(entry: Floats, length: Floats, ended: Bools) -> int | None:
    """Return the least length at which survival is at most one half; ``None`` when it is never reached.

    Each subject is at risk at length t when ``entry <= t <= length``.
    """
    survival = 1.0
    for moment in np.unique(length[ended]):
        at_risk = int(np.count_nonzero((entry <= moment) & (length >= moment)))
        survival *= 1 - int(np.count_nonzero(ended & (length == moment))) / at_risk
        if survival <= 0.5:
            return int(moment)
    return None
