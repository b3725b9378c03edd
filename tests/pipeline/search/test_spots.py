"""Places as visitors type them."""

from __future__ import annotations

import pytest

from pipeline.search.spots import find_spot

TYPED = {
    "8000": "31005",
    "8000 Brugge": "31005",
    "B-9000": "44021",
    "brugge": "31005",
    "BRUGES": "31005",
    "Brügge": "31005",
    "Sint-Kruis": "31005",
    "Torhout": "31033",
    "Lüttich": "62063",
    "louvain-la-neuve": "25121",
    "Saint-Nicolas": "62093",
    "Brussel": "04000",
    "1050": "21009",
    "Antwerpn": "11002",
    "West-Vlaanderen": "30000",
    "Wallonie": "03000",
    "Halle-Vilvoorde": "23000",
    "Belgien": "01000",
}


@pytest.mark.parametrize(("typed", "code"), TYPED.items())
def test_a_place_is_found_by_code_or_by_any_of_its_names(typed: str, code: str) -> None:
    found = find_spot(typed)
    assert found is not None
    assert found.scope.code == code


@pytest.mark.parametrize("typed", ["", " ", "9999", "Nowhere", "Paris", "😀", "'; drop table", "8"])
def test_what_names_no_place_of_belgium_is_not_guessed(typed: str) -> None:
    assert find_spot(typed) is None


def test_distances_start_in_municipalities_and_in_no_wider_area() -> None:
    bruges, province = find_spot("Brugge"), find_spot("West-Vlaanderen")
    assert bruges
    assert province
    assert bruges.point == pytest.approx((51.21, 3.22), abs=0.02)
    assert province.point is None
