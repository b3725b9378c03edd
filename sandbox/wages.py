"""Draws pay: an employer, a kind of work, a level and a contract go in, what the ads state comes out."""

from __future__ import annotations

import random
from decimal import Decimal

from models.vocabulary import Contract, Seniority, UnitText
from sandbox.chance import draw, pick
from sandbox.reference import Employer, Work
from sandbox.texts import tellable
from sandbox.vacancy import Pay

STATED_PAY = {"product": 0.5, "sme": 0.45, "bank": 0.3, "public": 0.6, "consultancy": 0.45, "staffing": 0.55}
"""Share of the vacancies of each kind of employer that state pay."""
_LEVEL_PAY = {
    "intern": 0.3,
    "junior": 0.74,
    "medior": 1.0,
    "senior": 1.28,
    "lead": 1.48,
    "manager": 1.1,
    "director": 1.8,
}
_MONTHS = {"pay.month.range": (None, None, Decimal("13.92"))}
"""Months a year that each idea of a section states."""


def wage(rolls: random.Random, employer: Employer, work: Work, level: Seniority, contract: Contract) -> Pay | None:
    """Draw the pay that the ads of a vacancy state, ``None`` where they state none."""
    if rolls.random() > STATED_PAY[employer.kind]:
        return None
    middle = work.pay_month * _LEVEL_PAY[level] * rolls.uniform(0.9, 1.12)
    if contract is Contract.FREELANCE:
        unit, form, low = UnitText.DAY, draw(rolls, ("range", "upto"), (4, 1)), round(middle / 8.5 / 25) * 25
        high = low + pick(rolls, (50, 75, 100, 150))
    elif contract in (Contract.STUDENT, Contract.INTERNSHIP):
        unit, form, low = UnitText.HOUR, "single", round(rolls.uniform(13, 17) * 4) * 25
        return _pay_of(rolls, employer.languages, unit, form, Decimal(low) / 100, None)
    elif rolls.random() < 0.2 and "de" not in employer.languages:
        unit, form, low = UnitText.YEAR, "range", round(middle * 13.92 * 0.9 / 1000) * 1000
        high = low + pick(rolls, (5_000, 8_000, 10_000, 15_000, 20_000))
    else:
        forms = ("range", "from") if "de" in employer.languages else ("range", "from", "upto", "single")
        unit, form = UnitText.MONTH, draw(rolls, forms, (6, 2, 2, 1)[: len(forms)])
        low = round(middle * 0.88 / 50) * 50
        high = low + pick(rolls, (400, 500, 750, 800, 1000, 1200, 1500))
    return _pay_of(rolls, employer.languages, unit, form, Decimal(low), Decimal(high))


def _pay_of(
    rolls: random.Random, languages: tuple[str, ...], unit: UnitText, form: str, low: Decimal, high: Decimal | None
) -> Pay:
    section = f"pay.{unit.value.lower()}.{form}"
    idea = pick(rolls, tellable(section, languages))
    return Pay(
        min=None if form == "upto" else low,
        max={"from": None, "single": low}.get(form, high),
        unit=unit,
        gross=None if unit is UnitText.DAY else True,
        months=_MONTHS[section][idea] if section in _MONTHS else None,
        form=section,
        idea=idea,
    )
