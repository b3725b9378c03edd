"""What may never be one vacancy, however alike; and what is let through to be weighed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from models.posting import BaseSalary
from models.vocabulary import Contract, Role
from pipeline.dedup.features import Features
from pipeline.dedup.model import MODEL

from .examples import CLINIC, DEPOT, known, skills

AD = known()
BOARD = known(board="kaailijn")


def paid(low: int, high: int) -> BaseSalary:
    return BaseSalary(min=Decimal(low), max=Decimal(high))


def dutch(title: str, **more: Any) -> Features:
    return known(title, source="b", in_language="nl", description=CLINIC, **more)


def rival(title: str, description: str, **more: Any) -> Features:
    return known(title, source="b", employer="Snelwerk", description=description, **more)


FORBIDDEN = [
    ("different seniority", known("Senior Java developer"), known("Junior Java developer")),
    ("different seniority", known("Stage Java developer"), AD),
    ("different seniority", known("Team lead Java developer"), AD),
    ("different seniority", known("Support, eerste lijn"), known("Second line support")),
    ("exclusive stack", AD, known("PHP developer")),
    ("exclusive stack", known("Angular developer"), known("React developer")),
    ("exclusive stack", known("Consultant (Italian)"), known("Consultant (German)")),
    ("different place", AD, known(places=("Brugge",))),
    ("different requisition", known(external_reference="R1"), known(external_reference="R2", employer="Snelwerk")),
    ("open together on one list", BOARD, known(board="kaailijn", number="2", description=CLINIC)),
    ("open together on one list", BOARD, known("Java developer claims", board="kaailijn", number="2")),
    ("open together on one list", known(description=DEPOT + "A first ad."), known("Test analyst", number="2")),
    ("open together on one list", known("Senior Java developer", description=CLINIC), known(number="2")),
    ("two languages and nothing specific in common", known("Hydrologist"), dutch("Onderzoeker bodem en water")),
    ("two languages and nothing specific in common", known("Data steward"), dutch("Laborant data", skills=skills("a"))),
    (
        "other title, other role, other text",
        known("Trade lawyer"),
        known("Tax adviser", source="b", description=CLINIC),
    ),
    ("two employers, neither title, role nor text shared", known("Data engineer"), rival("Data scientist", CLINIC)),
    (
        "two employers, neither title, role nor text shared",
        known("Planner"),
        rival("Data scientist", "<p>Join us.</p>"),
    ),
    ("different technologies", known(skills=skills("a", "b", "c")), known(skills=skills("d", "e", "f", "g"))),
    ("different stated pay", known(base_salary=paid(2500, 3000)), known(base_salary=paid(4000, 5000))),
    ("more than 120 days apart", AD, known(date_posted=date(2026, 7, 2))),
]
ALLOWED = [
    (known("Junior/medior Java developer"), known("Medior Java developer")),
    (known("Senior Java developer"), AD),
    (known("Java developer (stage)"), known(contract=Contract.INTERNSHIP)),
    (AD, known("Java/Kotlin developer")),
    (AD, known("Developer")),
    (known(places=("Gent", "Brugge")), known(places=("Brugge",))),
    (AD, known(places=("België",))),
    (known(external_reference="R1"), known(external_reference="JOB-77", source="b")),
    (BOARD, known(board="kaailijn", number="2")),
    (BOARD, known("Développeur Java", board="kaailijn", number="2", description=CLINIC, in_language="fr")),
    (
        known(board="kaailijn", external_reference="R1"),
        known(board="kaailijn", external_reference="R1", description=CLINIC),
    ),
    (
        BOARD._replace(closed=date(2026, 3, 20).toordinal()),
        known(board="kaailijn", description=CLINIC, date_posted=date(2026, 3, 21)),
    ),
    (AD, known(number="2", description=DEPOT + CLINIC)),
    (known(base_salary=paid(2500, 3500)), known(base_salary=paid(3000, 4000))),
    (known(base_salary=paid(2500, 3000)), known(source="b", base_salary=paid(4000, 5000))),
    (AD, known("Test analyst", number="2")),
    (AD, known("Java developer claims", number="2", description=DEPOT + CLINIC)),
    (known("Test analyst"), known(number="2", description=DEPOT + "Again.", date_posted=date(2026, 5, 2))),
    (known("Hydrologist", role=Role.DATA_SCIENTIST), dutch("Onderzoeker bodem", role=Role.DATA_SCIENTIST)),
    (known("Hydrologist", external_reference="R1"), dutch("Onderzoeker bodem", external_reference="R1")),
    (
        known("Hydrologist", skills=skills("a", "b", "c")),
        dutch("Onderzoeker bodem", skills=skills("a", "b", "c", "d")),
    ),
    (known("Trade lawyer"), known("Lawyer, international trade", source="b", description=CLINIC)),
    (known("Trade lawyer"), known("Tax adviser", source="b", description=DEPOT + "Apply now.")),
    (known("Data engineer"), rival("Data engineer", CLINIC)),
    (known("Data engineer"), rival("Data scientist", DEPOT)),
    (known("ML engineer", role=Role.DATA_ENGINEER), rival("Modeller", CLINIC, role=Role.DATA_ENGINEER)),
    (AD, known(date_posted=date(2026, 6, 30))),
]


@pytest.mark.parametrize(("reason", "a", "b"), FORBIDDEN)
def test_forbidden(reason, a, b) -> None:
    assert MODEL.veto(a, b) == MODEL.veto(b, a) == reason


@pytest.mark.parametrize(("a", "b"), ALLOWED)
def test_allowed(a, b) -> None:
    assert MODEL.veto(a, b) is None
    assert MODEL.veto(b, a) is None


def test_every_veto_is_shown() -> None:
    assert {reason for reason, _, _ in FORBIDDEN} == {veto.reason for veto in MODEL.vetoes}


def test_evidence_against_keeps_apart_what_no_veto_does() -> None:
    one, other = known("Java developer"), known("Java developer")
    assert not MODEL.forbids(one, other)
    assert replace(MODEL, against=MODEL.weight(one, other, {})).forbids(one, other)
    assert MODEL.forbids(known("Senior Java developer"), known("Junior Java developer"))
