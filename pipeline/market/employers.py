"""Who hires in a market: computed from employer keys of vacancies, never typed."""

from __future__ import annotations

import numpy as np

from models.vocabulary import OrganizationKind, Role
from pipeline.market.cells import Cell
from pipeline.market.receipts import Scope, Step
from pipeline.market.records import EmployerRow, Employers
from pipeline.market.study import Study
from pipeline.market.vocabularies import UNSTATED, Longs

TOP = 10
LEAST_ROWS = 3
"""Employers below which the list is taken from the next wider area."""
_BASIS = "vacancies that appeared in the window, by employer; an employer has two of them or one that is open now"


def employers(study: Study, role: Role | None, scopes: tuple[Scope, ...]) -> Employers:
    """Return the employers with most vacancies in the narrowest area that has at least three to list."""

    def lack(step: Step) -> str | None:
        found = len(_listed(study, role, step.scope.code)[0])
        return None if found >= LEAST_ROWS else f"employers<{LEAST_ROWS}"

    base, _ = study.climb(scopes, lambda code: study.cell("new", role, code), lack, _BASIS)
    rows = _rows(study, role, base.receipt.scope.code)
    return Employers(rows=rows, agency_share=study.share(base, "between:"), receipt=base.receipt)


def _listed(study: Study, role: Role | None, area: str) -> tuple[Longs, Longs, Longs]:
    """Return the employers that may be listed, and for every employer what appeared and what is open."""
    appeared = per_employer(study, study.cell("new", role, area))
    open_now = per_employer(study, study.cell("open", role, area))
    return np.flatnonzero((appeared >= 2) | (open_now > 0)), appeared, open_now


def _rows(study: Study, role: Role | None, area: str) -> tuple[EmployerRow, ...]:
    listed, appeared, open_now = _listed(study, role, area)
    keys = study.columns.words.employer.words
    if len(listed) > TOP:
        # Sorting by name is for those that may be shown, not for thousands.
        listed = listed[appeared[listed] >= np.partition(appeared[listed], -TOP)[-TOP]]
    ranked = sorted((-int(appeared[code]), -int(open_now[code]), keys[code], int(code)) for code in listed)
    year, now = study.cell("new", role, area), study.cell("open", role, area)
    return tuple(describe(study, code, year, now, -vacancies, -opened) for vacancies, opened, _, code in ranked[:TOP])


def per_employer(study: Study, cell: Cell) -> Longs:
    """Return code of an employer → how many vacancies of ``cell`` it has."""
    codes = study.columns.employer[study.rows(cell)]
    return np.bincount(codes[codes != UNSTATED], minlength=len(study.columns.words.employer))


def describe(study: Study, code: int, year: Cell, now: Cell, vacancies: int, open_now: int) -> EmployerRow:
    """Return one employer with its name, the kind that most of its vacancies state, and its numbers in two cells."""
    words = study.columns.words
    part = f"employer:{words.employer.words[code]}"
    kind = int(study.keep("kinds of employers", None, lambda: _kinds(study))[code])
    return EmployerRow(
        key=words.employer.words[code],
        name=words.employer_name[code],
        kind=OrganizationKind.UNKNOWN if kind == UNSTATED else OrganizationKind(words.kind.words[kind]),
        vacancies=vacancies,
        open_now=open_now,
        evidence=year.query(part),
        open_evidence=now.query(part),
    )


def _kinds(study: Study) -> Longs:
    """Return for every employer the kind that most of its vacancies state."""
    columns, kinds = study.columns, len(study.columns.words.kind)
    stated = columns.alive & (columns.employer != UNSTATED) & (columns.kind != UNSTATED)
    pairs = columns.employer[stated] * kinds + columns.kind[stated]
    counts = np.bincount(pairs, minlength=len(columns.words.employer) * kinds).reshape(-1, kinds)
    return np.where(counts.any(axis=1), counts.argmax(axis=1), UNSTATED)
