"""Eight hundred place texts in the forms that ads use, labelled before the rules had seen them.

``places.csv``: the NIS codes of 2025 of the municipalities named, none for regions, provinces, other countries and
remote work. ``bug`` were read wrongly once; ``unread`` are not read yet.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from models.vocabulary import PlacePrecision
from pipeline.normalize.place import read_places

FINE = {
    PlacePrecision.MUNICIPALITY,
    PlacePrecision.SUBMUNICIPALITY,
    PlacePrecision.POSTAL_CODE,
    PlacePrecision.ADDRESS,
}
with Path(__file__).with_name("places.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = [(row["text"], set(row["nis_codes"].split()), row["origin"]) for row in csv.DictReader(_file)]


def _codes(text: str) -> set[str]:
    places = read_places((text,)).places
    return {place.nis_code for place in places if place.nis_code is not None and place.precision in FINE}


@pytest.mark.parametrize(("text", "codes"), [row[:2] for row in ROWS if row[2] != "unread"])
def test_a_place_text_names_its_municipalities(text: str, codes: set[str]) -> None:
    assert _codes(text) == codes


@pytest.mark.xfail(strict=True, reason="not read yet")
@pytest.mark.parametrize(("text", "codes"), [row[:2] for row in ROWS if row[2] == "unread"])
def test_places_that_are_not_read_yet(text: str, codes: set[str]) -> None:
    assert _codes(text) == codes
