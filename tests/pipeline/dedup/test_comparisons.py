"""How pairs come out on each comparison; every one is symmetric and knows ``missing``."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.posting import BaseSalary, Place, RequiredLanguage
from models.vocabulary import OrganizationKind, PlacePrecision, UnitText
from pipeline.dedup import comparisons as c
from pipeline.dedup.features import features
from pipeline.dedup.linkage import MISSING

from .examples import CLINIC, DEPOT, DEPOT_REWORDED, known, posting, skills


def pay(low: int | None, high: int | None, unit: UnitText = UnitText.MONTH) -> BaseSalary:
    return BaseSalary(min=None if low is None else Decimal(low), max=None if high is None else Decimal(high), unit=unit)


AD = known()
JULY = date(2026, 3, 2)
EXAMPLES = [
    (c.TITLE, known("Java developer (m/v)"), AD, "same"),
    (c.TITLE, known("Developer, Java"), AD, "same"),
    (c.TITLE, known("Data analist"), known("Data analyst"), "nearly the same"),
    (c.TITLE, known("Java developer planning"), AD, "one inside the other"),
    (c.TITLE, known("Data engineer planning"), known("Data engineer claims"), "mostly shared"),
    (c.TITLE, known("Python developer claims"), known("Python scientist"), "partly shared"),
    (c.TITLE, known("Verpleegkundige"), AD, "different"),
    (c.TITLE, known("!"), AD, MISSING),
    (c.ROLE, known(role="backend-developer"), known(role="backend-developer"), "same"),
    (c.ROLE, known(role="backend-developer"), known(role="frontend-developer"), "related"),
    (c.ROLE, known(role="backend-developer"), known(role="data-analyst"), "different"),
    (c.ROLE, AD, known(role="data-analyst"), MISSING),
    (c.STACK, AD, known("Java engineer"), "same"),
    (c.STACK, AD, known("Java and Angular developer"), "overlapping"),
    (c.STACK, AD, known("Developer"), "one names it"),
    (c.STACK, known("Developer"), known("Developer"), MISSING),
    (c.LEVEL, known("Senior developer"), known("Senior developer"), "same"),
    (c.LEVEL, known("Junior/medior developer"), known("Medior developer"), "overlapping"),
    (c.LEVEL, known("Senior developer"), known("Developer"), "one states it"),
    (c.LEVEL, known(seniority="senior"), known(seniority="senior"), "same, from years"),
    (c.LEVEL, known(seniority="senior"), known(seniority="junior"), "different, from years"),
    (c.LEVEL, AD, known(seniority="junior"), MISSING),
    (c.TEXT, AD, AD, "nearly all"),
    (c.TEXT, AD, known(description=DEPOT + CLINIC), "nearly all"),
    (c.TEXT, AD, known(description=CLINIC), "none"),
    (c.TEXT, AD, known(description="Too short."), MISSING),
    (c.RESEMBLANCE, AD, AD, "identical"),
    (c.RESEMBLANCE, AD, known(description=DEPOT + "<p>Apply now.</p>"), "very alike"),
    (c.RESEMBLANCE, AD, known(description=DEPOT + CLINIC), "alike"),
    (c.RESEMBLANCE, AD, known(description=CLINIC), "unlike"),
    (c.RESEMBLANCE, AD, known(description=None), MISSING),
    (c.VOCABULARY, AD, known(description=DEPOT[:500]), "nearly all"),
    (c.VOCABULARY, AD, known(description=DEPOT_REWORDED), "most"),
    (c.VOCABULARY, AD, known(description=CLINIC), "few"),
    (c.SKILLS, known(skills=skills("java", "sql")), known(skills=skills("sql", "java")), "the same"),
    (c.SKILLS, known(skills=skills("a", "b", "c")), known(skills=skills("a", "b")), "one inside the other"),
    (c.SKILLS, known(skills=skills("a", "b", "c")), known(skills=skills("a", "b", "d")), "all but one"),
    (c.SKILLS, known(skills=skills(*"abcde")), known(skills=skills(*"abcxy")), "most"),
    (c.SKILLS, known(skills=skills(*"abcde")), known(skills=skills(*"abxyz")), "some"),
    (c.SKILLS, known(skills=skills("a", "b")), known(skills=skills("c", "d")), "few"),
    (c.SKILLS, known(skills=skills("a", "b")), known(skills=skills("a")), "the only one"),
    (c.SKILLS, known(skills=skills("a", "b")), known(skills=skills("c")), "few"),
    (c.SKILLS, known(skills=skills("a", "b")), known(), MISSING),
    (c.PAY, known(base_salary=pay(3000, 4000)), known(base_salary=pay(3000, 4000)), "same"),
    (c.PAY, known(base_salary=pay(3000, 4000)), known(base_salary=pay(None, 4000)), "one bound shared"),
    (c.PAY, known(base_salary=pay(3000, 4000)), known(base_salary=pay(3500, 4500)), "overlapping"),
    (c.PAY, known(base_salary=pay(3000, 4000)), known(base_salary=pay(4500, 5500)), "apart"),
    (c.PAY, known(base_salary=pay(30, 40, UnitText.HOUR)), known(base_salary=pay(3000, 4000)), MISSING),
    (c.REFERENCE, known(external_reference="R-1"), known(external_reference="r1"), "same"),
    (c.REFERENCE, known(external_reference="R-1"), known(external_reference="R-2"), "different"),
    (c.YEARS, known(experience_years_min=3), known(experience_years_min=3), "same"),
    (c.YEARS, known(experience_years_min=3), AD, MISSING),
    (c.CONTRACT, known(contract="employee"), known(contract="freelance"), "different"),
    (c.DATES, AD, known(date_posted=JULY + timedelta(days=1)), "within 2 days"),
    (c.DATES, AD, known(date_posted=JULY + timedelta(days=40)), "within 6 weeks"),
    (c.DATES, AD, known(date_posted=JULY + timedelta(days=90)), "longer apart"),
    (c.DATES, AD, known(date_posted=None), MISSING),
    (c.SOURCE, AD, known(source="b"), "another source"),
    (c.SOURCE, known(board="x"), known(board="y"), "another board"),
    (c.SOURCE, AD, known(number="2"), "same list"),
    (
        c.LANGUAGES,
        known(required_languages=(RequiredLanguage(code="nl"), RequiredLanguage(code="fr"))),
        known(required_languages=(RequiredLanguage(code="fr"),)),
        "overlapping",
    ),
    (c.GO_BETWEEN, known(employer="Snelwerk", kind=OrganizationKind.AGENCY), AD, "an agency"),
    (c.GO_BETWEEN, known(employer=None), AD, "employer withheld"),
    (c.GO_BETWEEN, known(employer="Snelwerk"), AD, "two employers"),
]
PLACES = [
    (("Leiden, ZH, NL",), ("Leiden",), "same"),
    (("Amsterdam, NH, NL",), ("Amsterdam Zuid, NH, NL",), "same"),
    (("Den Haag, ZH, NL",), ("The Hague, South Holland, Netherlands",), "same"),
    (("Leiden, ZH, NL",), ("South Holland, Netherlands",), "nested"),
    (("Leiden, ZH, NL",), ("North Holland, Netherlands",), "different"),
    (("Leiden, ZH, NL",), ("Nederland",), MISSING),
    (("Leiden, NL",), ("Leiden, DE",), "different"),
    (("Gent", "Brugge"), ("Brugge",), "same"),
    (("Gent",), ("Brugge",), "different"),
    (("Gent",), ("Remote",), MISSING),
]
BELGIUM = [("44021", "44021", "same"), ("44021", "31005", "different"), ("21004", "21009", "nested")]
EMPLOYERS = [
    ("Under Armour", "Under Armour, Inc", True),
    ("Robert Bosch", "ROBERT BOSCH Belgium NV", True),
    ("Kaailijn", "Kaailijn Logistics", True),
    ("Kaailijn", "Snelwerk", False),
    ("Levy", "Bravoure", False),
    ("", "Kaailijn", False),
]


@pytest.mark.parametrize(("comparison", "a", "b", "level"), EXAMPLES)
def test_levels(comparison, a, b, level) -> None:
    assert comparison.compare(a, b, {}) == comparison.compare(b, a, {}) == level
    assert level in (*comparison.levels, MISSING)


@pytest.mark.parametrize(("ours", "theirs", "level"), PLACES)
def test_places_abroad_are_compared_by_their_words(ours, theirs, level) -> None:
    a, b = known(places=ours), known(places=theirs)
    assert c.compare_places(a, b) == c.compare_places(b, a) == level


@pytest.mark.parametrize(("ours", "theirs", "level"), BELGIUM)
def test_places_in_belgium_are_compared_by_code(ours, theirs, level) -> None:
    a, b = (
        features(posting(places=(Place(nis_code=code, country="BE", precision=PlacePrecision.MUNICIPALITY),)))
        for code in (ours, theirs)
    )
    assert c.compare_places(a, b) == c.compare_places(b, a) == level


@pytest.mark.parametrize(("ours", "theirs", "same"), EMPLOYERS)
def test_one_employer_has_many_names(ours, theirs, same) -> None:
    a, b = known(employer=ours), known(employer=theirs)
    assert c.same_employer(a, b) is c.same_employer(b, a) is same


def test_a_passage_that_everybody_uses_tells_nothing() -> None:
    shared = dict.fromkeys(AD.text.shingles, 0.01)
    assert c.TEXT.compare(AD, AD, shared) == "boilerplate only"
