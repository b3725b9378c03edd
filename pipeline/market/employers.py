"""Who hires in a market: computed from employer keys of vacancies, never typed."""

from __future__ import annotations

import numpy as np

from models.vocabulary import OrganizationKind, Role
from pipeline.market.cells import Cell
from pipeline.market.columns import UNSTATED
from pipeline.market.records import EmployerRow, Employers, Scope, Step
from pipeline.market.study import Study

TOP = 10
LEAST_ROWS = 3
"""Employers below which the list is taken from the next wider area."""
_BASIS = "vacancies that appeared in the window, by employer; an employer has two of them or one that is open now"


def employers(study: Study, role: Role | None, scopes: tuple[Scope, ...]) -> Employers:
    """Return the employers with most vacancies in the narrowest area that has at least three to list."""

    def lack(step: Step) -> str | None:
        found = len(_rows(study, role, step.scope.code))
        return None if found >= LEAST_ROWS else f"employers<{LEAST_ROWS}"

    base, _ = study.climb(scopes, lambda code: study.cell("new", role, code), lack, _BASIS)
    rows = _rows(study, role, base.receipt.scope.code)
    return Employers(rows=rows, agency_share=study.share(base, "between:"), receipt=base.receipt)


def _rows(study: Study, role: Role | None, area: str) -> tuple[EmployerRow, ...]:
    appeared = _per_employer(study, study.cell("new", role, area))
    open_now = _per_employer(study, study.cell("open", role, area))
    ranked = sorted(
        (-appeared.get(code, 0), -open_now.get(code, 0), study.columns.words.employer.words[code], code)
        for code in appeared | open_now
        if appeared.get(code, 0) >= 2 or open_now.get(code, 0)
    )
    return tuple(describe(study, code, -vacancies, -opened) for vacancies, opened, _, code in ranked[:TOP])


def _per_employer(study: Study, cell: Cell) -> dict[int, int]:
    codes, counts = np.unique(study.columns.employer[study.rows(cell)], return_counts=True)
    return {int(code): int(count) for code, count in zip(codes, counts, strict=True) if code != UNSTATED}


def describe(study: Study, code: int, vacancies: int, open_now: int, kind: int | None = None) -> EmployerRow:
    """Return one employer with its name and kind; ``kind`` where its code is known already."""
    columns, words = study.columns, study.columns.words
    if kind is None:
        kinds = columns.kind[(columns.employer == code) & columns.alive]
        stated = kinds[kinds != UNSTATED]
        kind = int(np.bincount(stated).argmax()) if len(stated) else UNSTATED
    return EmployerRow(
        key=words.employer.words[code],
        name=words.employer_name[code],
        kind=OrganizationKind.UNKNOWN if kind == UNSTATED else OrganizationKind(words.kind.words[kind]),
        vacancies=vacancies,
        open_now=open_now,
    )
