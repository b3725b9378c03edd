"""Openings that look alike and are not one: the same text for another town, another level, another stack."""

from __future__ import annotations

import random
from dataclasses import replace

from models.vocabulary import Seniority
from sandbox.ads import Stratum
from sandbox.invent import YEARS
from sandbox.reference import Stack
from sandbox.vacancy import Vacancy

CITY_SHARE, LEVEL_SHARE, STACK_SHARE = 0.07, 0.06, 0.06
_OTHER_LEVEL = {
    Seniority.JUNIOR: Seniority.SENIOR,
    Seniority.MEDIOR: Seniority.SENIOR,
    Seniority.SENIOR: Seniority.JUNIOR,
    Seniority.LEAD: Seniority.MEDIOR,
}


def twins(rolls: random.Random, first: Vacancy) -> list[tuple[Vacancy, Stratum]]:
    """Return the openings that the same employer advertises with the same text, few or none."""
    chance = rolls.random()
    if chance < CITY_SHARE:
        return [(twin, Stratum.PER_CITY) for twin in city_twins(rolls, first)]
    if chance < CITY_SHARE + LEVEL_SHARE:
        return [(twin, Stratum.SENIORITY_TWIN) for twin in level_twins(rolls, first)]
    if chance < CITY_SHARE + LEVEL_SHARE + STACK_SHARE:
        return [(twin, Stratum.STACK_TWIN) for twin in stack_twins(rolls, first)]
    return []


def city_twins(rolls: random.Random, first: Vacancy) -> list[Vacancy]:
    """Return the same job in the employer's other towns."""
    others = [town for town in first.employer.towns if town not in first.towns]
    return [_twin(rolls, first, number, towns=(town,)) for number, town in enumerate(others)]


def level_twins(rolls: random.Random, first: Vacancy) -> list[Vacancy]:
    """Return the same job at another level, which both titles name."""
    if first.role is None or not first.says_level or first.level not in _OTHER_LEVEL:
        return []
    level = _OTHER_LEVEL[first.level]
    years = rolls.choice(YEARS[level]) if first.years is not None else None
    return [_twin(rolls, first, 0, level=level, years=years, pay=None)]


def stack_twins(rolls: random.Random, first: Vacancy) -> list[Vacancy]:
    """Return the same job on another stack with another first technology."""
    if first.stack is None:
        return []
    others = [stack for stack in first.work.stacks if stack.must[0] != first.stack.must[0]]
    if not others:
        return []
    other = rolls.choice(others)
    nice = other.nice[: max(1, len(first.stack.nice))] if first.stack.nice else ()
    return [_twin(rolls, first, 0, stack=Stack(other.name, other.must, nice))]


def _twin(rolls: random.Random, first: Vacancy, number: int, **facts: object) -> Vacancy:
    reference = f"{first.reference[:2]}{rolls.randrange(10_000, 99_999)}"
    offer = tuple(line for line in first.plan.offer if not line.section.startswith("pay."))
    plan = replace(first.plan, offer=offer) if "pay" in facts else first.plan
    twin = replace(first, identifier=f"{first.identifier}-twin{number}", reference=reference, plan=plan)
    return replace(twin, **facts)  # type: ignore[arg-type]
