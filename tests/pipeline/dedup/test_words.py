from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dedup.words import Spot, employer_words, spot_of_text, title_words

TITLES = [
    ("Senior Java Developer (m/v/x)", "java developer", {"senior"}, {"java"}),
    ("Développeur·euse PHP/Symfony H/F", "developpeur php symfony", set(), {"php"}),
    ("Developer C# / .NET Core", "developer c# .net core", set(), {"dotnet"}),
    ("Junior/medior Node.js engineer", "node.js engineer", {"junior", "medior"}, {"node"}),
    ("Stagiaire data scientist", "data scientist", {"intern"}, set()),
    ("Data Scientist II", "data scientist", {"two"}, set()),
    ("De", "de", set(), set()),
    ("", "", set(), set()),
]
PLACES = [
    ("Amsterdam, NH, NL", Spot("NL", "", "NL-NH", "amsterdam")),
    ("The Hague, South Holland, Netherlands", Spot("NL", "", "NL-ZH", "den haag")),
    ("Den Haag, ZH, NL", Spot("NL", "", "NL-ZH", "den haag")),
    ("9000 Gent, BE", Spot("BE", "", "", "gent")),
    ("Gent (9000), België", Spot("BE", "", "", "gent")),
    ("Utrecht, Netherlands", Spot("NL", "", "", "utrecht")),
    ("The Randstad, Netherlands", Spot("NL", "NL-RANDSTAD")),
    ("Nederland", Spot("NL")),
    ("Werk van thuis, NL", Spot("NL")),
    ("Remote", None),
    ("", None),
]
EMPLOYERS = [
    ("Under Armour, Inc", ("under", "armour")),
    ("NV Kaailijn Belgium", ("kaailijn",)),
    ("Groep NV", ("groep", "nv")),
    ("", ()),
]


@pytest.mark.parametrize(("title", "core", "levels", "stacks"), TITLES)
def test_title_words(title, core, levels, stacks) -> None:
    found = title_words(title)
    assert (" ".join(found.core), set(found.levels), set(found.stacks)) == (core, levels, stacks)


@pytest.mark.parametrize(("text", "spot"), PLACES)
def test_spot_of_text(text, spot) -> None:
    assert spot_of_text(text) == spot


@pytest.mark.parametrize(("name", "telling"), EMPLOYERS)
def test_employer_words(name, telling) -> None:
    assert employer_words(name) == telling


@given(st.text(max_size=400))
def test_any_text_is_read(text) -> None:
    assert title_words(text) == title_words(text)
    spot_of_text(text)
    employer_words(text)
