"""Levels from the words of a title, then from years."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.raw import RawPosting
from models.vocabulary import Seniority
from pipeline.normalize import normalize
from pipeline.normalize.seniority import read_seniority
from tests.pace import QUICK, yardsticks

EXAMPLES = [
    ("Junior Java-ontwikkelaar", "junior"),
    ("Backend engineer (medior)", "medior"),
    ("Sr. cloud engineer", "senior"),
    ("Développeur PHP sénior", "senior"),
    ("Développeuse web débutante", "junior"),
    ("Administrateur réseau confirmé", "medior"),
    ("Erfahrener Softwareentwickler (m/w/d)", "medior"),
    ("Ervaren systeembeheerder", "medior"),
    ("Schoolverlater IT", "junior"),
    ("Young graduate data engineer", "junior"),
    ("Stagiair(e) webontwikkeling", "intern"),
    ("Stage développement logiciel", "intern"),
    ("Alternance - développeur React", "intern"),
    ("Praktikant IT", "intern"),
    ("Java tech lead", "lead"),
    ("Teamlead(st)er infrastructuur", "lead"),
    ("Chef d'équipe support", "lead"),
    ("Principal engineer", "lead"),
    ("Staff data engineer", "lead"),
    ("Engineering manager", "manager"),
    ("Responsable informatique", "manager"),
    ("IT-verantwoordelijke", "manager"),
    ("Head of data", "director"),
    ("Chief Technology Officer", "director"),
    ("Directrice informatique", "director"),
    ("Hoofd ICT", "director"),
    ("Software engineer", None),
    ("Software engineer II", None),
    ("Data expert", None),
]
# Two levels in one title, and words that only look like one.
HELD_OUT = [
    ("Junior/medior front-end developer", "junior"),
    ("Medior of senior tester", "medior"),
    ("Senior engineering manager", "manager"),
    ("Lead / junior architect", "junior"),
    ("Senior network engineer | lead for operations", "senior"),
    ("Senior project manager", "senior"),
    ("Project manager", None),
    ("Product manager SaaS", None),
    ("Account manager", None),
    ("Data manager", None),
    ("Chef de projet", None),
    ("Lead generation specialist", None),
    ("Assistent van de directie", None),
    ("Art director", None),
    ("Lector stagebegeleiding", None),
    ("Staff planner", None),
    ("Interne communicatie", None),
]
BUGS_CAUGHT = [
    ("Senior living advisor", None),
    ("Accountant ITAA-stage", None),
    ("Chargé de mission auprès du directeur", None),
    ("IT directeur (m/v/x)", "director"),
    ("Operator met doorgroeimogelijkheden naar ploegleider", None),  # a later post
    ("Planner - rechterhand van de site manager", None),  # another's post
    ("Senior backend developer, future CTO", "senior"),
    ("Junior operations manager", "junior"),
    ("Leidinggevende logistiek", "manager"),
    ("Lasser met leidinggevende ervaring", None),
    ("Winkelverantwoordelijke", "manager"),
    ("Communicatieverantwoordelijke", None),
]


@pytest.mark.parametrize(("title", "level"), EXAMPLES + HELD_OUT + BUGS_CAUGHT)
def test_the_words_of_a_title_name_the_level(title: str, level: str | None) -> None:
    reading = read_seniority(title, experience_years_min=None)
    assert reading.value == level
    assert (reading.evidence is None) == (level is None)


@pytest.mark.parametrize(
    ("years", "level"),
    [(0, "junior"), (2, "junior"), (3, "medior"), (5, "medior"), (6, "senior"), (15, "senior"), (None, None)],
)
def test_years_decide_where_no_word_does(years: int | None, level: str | None) -> None:
    assert read_seniority("Java developer", experience_years_min=years).value == level


def test_words_count_before_years() -> None:
    assert read_seniority("Junior developer", experience_years_min=8).value is Seniority.JUNIOR


def test_the_evidence_names_every_level_that_stood_there() -> None:
    assert read_seniority("Junior/medior developer", experience_years_min=None).evidence == "junior; beside medior"


@given(st.text(max_size=400), st.one_of(st.none(), st.integers(0, 60)))
def test_it_reads_anything_and_always_the_same(title: str, years: int | None) -> None:
    assert read_seniority(title, experience_years_min=years) == read_seniority(title, experience_years_min=years)


@pytest.mark.parametrize("title", ["senior " * 50_000, "(" * 100_000, "é·e" * 50_000, "a" * 500_000])
def test_hostile_titles_take_no_time(title: str) -> None:
    assert yardsticks(lambda text: read_seniority(text, experience_years_min=None), title) < QUICK


@pytest.mark.parametrize(
    ("title", "text", "level"),
    [
        ("Java developer, 1 à 3 ans d'expérience", "", "junior"),
        ("PHP-ontwikkelaar (3 jaar ervaring)", "", "medior"),
        ("Python developer - 7+ years", "At least 2 years of experience with Git.", "senior"),
        ("Java developer, contract of 2 years", "", None),
    ],
)
def test_years_in_a_title_tell_its_level(title: str, text: str, level: str | None) -> None:
    raw = RawPosting(source="example", identifier="1", title=title, description=text)
    assert normalize(raw, as_of=date(2026, 1, 5)).seniority == level
