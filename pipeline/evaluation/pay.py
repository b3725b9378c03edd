"""The labelled pay rows in, the scores of `read_salary` through the whole of ``normalize`` out."""

from __future__ import annotations

import csv
from decimal import Decimal, InvalidOperation
from pathlib import Path

from models.posting import BaseSalary
from models.raw import RawPosting
from pipeline.evaluation.score import Miss, Normalize, Scores

FILE = "salary.csv"


def evaluate_pay(folder: Path, normalize: Normalize) -> Scores:
    """Score ``normalize`` on ``folder / "salary.csv"``: field ``pay``, per language; ambiguous rows apart.

    Right: minimum, maximum and period all equal (a period that the text does not state may stay unknown). Wrong: other
    pay, or any pay where there is none. A row without pay that gives none counts nowhere. Raises `FileNotFoundError`
    when the file is absent.
    """
    scores = Scores()
    with (folder / FILE).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            _score(row, _read(row, normalize), scores)
    return scores


def _read(row: dict[str, str], normalize: Normalize) -> BaseSalary | None:
    """Return what ``normalize`` reads: fields of a site as ``base_salary``, sentences as ``description``."""
    is_field = row["provenance"] == "site_field"
    return normalize(
        RawPosting(
            source="labelled",
            identifier=row["id"],
            title="-",
            base_salary=row["text"] if is_field else None,
            description=None if is_field else row["text"],
        )
    ).base_salary


def _score(row: dict[str, str], salary: BaseSalary | None, scores: Scores) -> None:
    due = row["has_salary"] == "1"
    right = salary is not None and due and _equal(row, salary)
    if not due and salary is None:
        return
    scores.count(
        "pay",
        row["lang"],
        right=int(right),
        wrong=int(salary is not None and not right),
        missed=int(due and not right),
        ambiguous=row["ambiguous"] == "1",
        miss=None if right else _miss(row, salary),
    )


def _equal(row: dict[str, str], salary: BaseSalary) -> bool:
    unit = salary.unit.value.lower() if salary.unit else None
    unit_right = unit == row["period"] or (unit is None and row["period_stated"] != "1")
    return unit_right and salary.min == _decimal(row["min"]) and salary.max == _decimal(row["max"])


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def _miss(row: dict[str, str], salary: BaseSalary | None) -> Miss:
    return Miss(
        row=row["id"],
        text=row["text"],
        expected=_shown(row["min"], row["max"], row["period"]) if row["has_salary"] == "1" else "none",
        got=_shown(salary.min, salary.max, salary.unit and salary.unit.value.lower()) if salary else "none",
        ambiguous=row["ambiguous"] == "1",
    )


def _shown(minimum: object, maximum: object, unit: object) -> str:
    return f"{minimum or '…'}-{maximum or '…'} per {unit or '?'}"
