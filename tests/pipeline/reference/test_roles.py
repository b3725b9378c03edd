"""The role tables are whole: every role has its codes, every term one meaning, every cell a role that exists."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from models.vocabulary import Role, Seniority
from pipeline.normalize.text import fold
from pipeline.reference.roles import (
    ESCO_URI,
    ISCO_CODE,
    domains,
    field_endings,
    level_terms,
    title_terms,
    trade_endings,
)

KINDS = {"head", "weak", "domain", "role", "trade", "never", "field", "commercial", "company", "skip"}


def test_every_role_has_an_isco_unit_group_of_ict() -> None:
    assert set(ISCO_CODE) == set(Role)
    assert all(code.startswith(("25", "351", "133")) and len(code) == 4 for code in ISCO_CODE.values())


def test_every_role_has_an_esco_occupation() -> None:
    assert set(ESCO_URI) == set(Role)
    assert all(uri and uri.startswith("http://data.europa.eu/esco/occupation/") for uri in ESCO_URI.values())


@pytest.mark.shared
def test_the_esco_occupations_exist_in_the_isco_group_we_give(shared: Path) -> None:
    path = shared / "data" / "reference" / "esco" / "ict_occupations_nl_fr_en.csv"
    with path.open(encoding="utf-8", newline="") as file:
        group_of = {row["conceptUri"]: row["iscoGroup"] for row in csv.DictReader(file)}
    assert {role: group_of.get(uri or "") for role, uri in ESCO_URI.items()} == dict(ISCO_CODE)


@pytest.mark.parametrize("terms", [title_terms(), level_terms()], ids=["titles", "levels"])
def test_a_term_has_one_meaning_and_stands_folded(terms: tuple[tuple[str, object], ...]) -> None:
    assert [term for term, times in Counter(term for term, _ in terms).items() if times > 1] == []
    assert [
        term for term, _ in terms if term != " ".join(fold(term).split()) or not term.replace(" ", "").isalnum()
    ] == []


def test_every_meaning_is_of_a_known_kind_and_every_domain_stands_in_the_grid() -> None:
    assert {meaning.kind for _, meaning in title_terms()} <= KINDS
    assert {meaning.value for _, meaning in title_terms() if meaning.kind == "domain"} <= set(domains())
    assert {meaning.value for _, meaning in title_terms() if meaning.kind == "role"} <= set(Role)


def test_every_role_can_be_reached() -> None:
    by_name = {meaning.value for _, meaning in title_terms() if meaning.kind == "role"}
    by_grid = {role for domain in domains().values() for role in domain.roles.values()}
    assert by_name | by_grid == set(Role)


def test_the_grid_is_well_formed() -> None:
    assert {domain.tier for domain in domains().values()} == set(range(1, 6))
    assert {domain.yields for domain in domains().values()} == {"", "left", "both", "around"}
    assert domains()["none"].roles["developer"] is Role.SOFTWARE_DEVELOPER


def test_endings_of_compounds_are_single_folded_words() -> None:
    assert all(ending.isalpha() and ending == fold(ending) for ending in (*trade_endings(), *field_endings()))


def test_every_level_has_words() -> None:
    assert {level for _, level in level_terms()} == {*Seniority, None}
