"""Sentences of pay and pay fields in our own words, labelled before the rules had seen them.

``pay.csv``: ``unit`` is empty where the text states no period, and ``none`` where the money is no pay. ``held out``
were right at first sight, ``bug`` were read wrongly once, ``unread`` are not read yet in a text, in a field or in both.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.normalize.salary import read_salary
from pipeline.normalize.text import Prose

NOTHING = Prose.of("")
with Path(__file__).with_name("pay.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = [(row["text"], row["min"], row["max"], row["unit"], row["origin"]) for row in csv.DictReader(_file)]
PAY = [row[:4] for row in ROWS if row[3] != "none" and row[4] != "unread"]
OTHER_MONEY = [row[0] for row in ROWS if row[3] == "none" and row[4] != "unread"]
UNREAD = [row[:4] for row in ROWS if row[4] == "unread"]


def _figures(field: str | None, prose: Prose) -> tuple[Decimal | None, Decimal | None, str] | None:
    salary = read_salary(field, prose).value
    return salary and (salary.min, salary.max, salary.unit.name.lower() if salary.unit else "")


def _due(minimum: str, maximum: str, unit: str) -> tuple[Decimal | None, Decimal | None, str]:
    return (Decimal(minimum) if minimum else None, Decimal(maximum) if maximum else None, unit)


@pytest.mark.parametrize(("text", "minimum", "maximum", "unit"), PAY)
def test_pay_is_read_in_a_text_and_in_a_field(text: str, minimum: str, maximum: str, unit: str) -> None:
    assert _figures(None, Prose.of(text)) == _due(minimum, maximum, unit)
    assert _figures(text, NOTHING) == _due(minimum, maximum, unit)


@pytest.mark.parametrize("text", OTHER_MONEY)
def test_other_money_is_no_pay(text: str) -> None:
    assert _figures(None, Prose.of(text)) is None
    assert _figures(text, NOTHING) is None


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "unit"),
    [pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason="not read yet")) for row in UNREAD],
)
def test_pay_that_is_not_read_yet(text: str, minimum: str, maximum: str, unit: str) -> None:
    due = None if unit == "none" else _due(minimum, maximum, unit)
    assert _figures(None, Prose.of(text)) == due
    assert _figures(text, NOTHING) == due
