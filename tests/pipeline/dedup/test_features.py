from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.posting import BaseSalary, Issue, Place, RequiredLanguage, Skill
from models.vocabulary import Contract, OrganizationKind, PlacePrecision, Role, Seniority, SkillKind, UnitText
from pipeline.dedup.features import FORMAT, Features, features
from pipeline.dedup.words import Spot

from .examples import posting

FULL = posting(
    "Senior Java developer",
    board="kaailijn",
    role=Role.BACKEND_DEVELOPER,
    seniority=Seniority.SENIOR,
    places=(Place(nis_code="44021", country="BE", province="40000", precision=PlacePrecision.MUNICIPALITY),),
    base_salary=BaseSalary(min=Decimal(3500), max=Decimal("4500.50"), currency="EUR", unit=UnitText.MONTH),
    contract=Contract.EMPLOYEE,
    required_languages=(RequiredLanguage(code="nl"), RequiredLanguage(code="en")),
    skills=(Skill(slug="java", name="Java", kind=SkillKind.LANGUAGE),),
    experience_years_min=5,
    external_reference="REQ-0042",
)


def test_features_come_back_as_they_were_packed() -> None:
    found = features(FULL, closed=date(2026, 4, 1))
    assert Features.from_bytes(found.to_bytes()) == found


@given(
    st.builds(
        posting,
        st.text(min_size=1, max_size=60),
        description=st.none() | st.text(max_size=600),
        employer=st.none() | st.text(min_size=1, max_size=30),
        external_reference=st.none() | st.text(max_size=20),
    ),
    st.lists(st.text(max_size=40), max_size=3),
)
def test_any_posting_has_features_that_pack(ad, places) -> None:
    found = features(ad, place_texts=places)
    assert Features.from_bytes(found.to_bytes()) == found == features(ad, place_texts=places)


def test_a_long_posting_takes_less_than_a_kilobyte() -> None:
    text = " ".join(f"word{n} 1{n}" for n in range(3000))
    assert 600 < len(features(replace(FULL, description=text)).to_bytes()) < 1100


def test_what_another_version_packed_is_refused() -> None:
    with pytest.raises(ValueError, match="format"):
        Features.from_bytes(bytes([FORMAT + 1]) + features(FULL).to_bytes()[1:])
    with pytest.raises(ValueError, match="none"):
        Features.from_bytes(b"")


def test_facts_are_taken_from_the_readers() -> None:
    found = features(FULL)
    assert found.spots == (Spot("BE", "", "40000", "44021"),)
    assert found.pay == (3500.0, 4500.5, "MONTH")
    assert (found.reference, found.languages, found.years) == ("req0042", ("en", "nl"), 5)
    assert (found.levels, found.stacks, found.title) == ({"senior"}, {"java"}, ("java", "developer"))


PLACES = [
    ((), (), ("Leiden, ZH, NL",), (Spot("NL", "", "NL-ZH", "leiden"),)),
    ((), (Issue(field="places", text="Leiden", reason="unknown_place"),), (), (Spot(town="leiden"),)),
    ((Place(country="NL", precision=PlacePrecision.COUNTRY),), (), ("Leiden, NL",), (Spot("NL", "", "", "leiden"),)),
    ((Place(country="NL", precision=PlacePrecision.COUNTRY),), (), (), (Spot("NL"),)),
    (
        (Place(nis_code="44021", country="BE", precision=PlacePrecision.MUNICIPALITY),),
        (),
        ("Gand",),
        (Spot("BE", town="44021"),),
    ),
]


@pytest.mark.parametrize(("places", "issues", "texts", "spots"), PLACES)
def test_a_place_that_no_reader_knows_is_told_by_its_words(places, issues, texts, spots) -> None:
    assert features(posting(places=places, issues=issues), place_texts=texts).spots == spots


def test_an_estimate_of_a_source_is_no_stated_pay() -> None:
    assert features(posting(base_salary=BaseSalary(min=Decimal(1), estimated=True))).pay is None


def test_an_agency_stands_between() -> None:
    assert features(posting(kind=OrganizationKind.AGENCY)).between
    assert not features(posting(employer=None)).between


OWN_NUMBERS = [
    ("1003910", "1003910"),
    ("https://jobs.example/vacatures/java-developer-1003910", "1003910"),
    ("jr-104211", "JR104211"),
]


@pytest.mark.parametrize(("identifier", "reference"), OWN_NUMBERS)
def test_a_site_s_own_number_for_the_ad_is_no_requisition(identifier: str, reference: str) -> None:
    assert features(posting(number=identifier, external_reference=reference)).reference == ""
