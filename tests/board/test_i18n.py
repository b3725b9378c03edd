"""Four languages with the same keys, values and plural rules; numbers as each language writes them."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from board.api_service import ReportKind
from board.facts import facts
from board.language import LANGUAGES, Words, catalogue, plural_category
from board.pages_words import scope_name
from models.vocabulary import (
    Benefit,
    Contract,
    EventKind,
    OrganizationKind,
    PostingStatus,
    Role,
    Seniority,
    SourceKind,
    WorkMode,
)
from pipeline.market.records import Confidence
from pipeline.market.scopes import scope

TEMPLATES = Path(__file__).parents[2] / "board"
_USED = re.compile(r"""\b(?:t|words)\(\s*['"]([a-z_]+\.[a-z0-9_]+)['"](?=\s*[,)])""")


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_key(language: str) -> None:
    assert catalogue(language).keys() == catalogue("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_takes_the_same_values(language: str) -> None:
    for key, english in catalogue("en").items():
        here = catalogue(language)[key]
        if isinstance(english, dict):
            assert here.keys() >= {"one", "other"}, key
            assert _fields(here["other"]) == _fields(english["other"]), key
        else:
            # A language may need another form of the same name: Roles for Role.
            assert {field.lower().rstrip("s") for field in _fields(here)} == {
                field.lower().rstrip("s") for field in _fields(english)
            }, key


def test_every_key_that_is_used_exists() -> None:
    files = [*TEMPLATES.glob("templates/*.html"), *TEMPLATES.glob("pages*.py")]
    used = {key for path in files for key in _USED.findall(path.read_text(encoding="utf-8"))}
    assert len(used) > 100
    assert used <= catalogue("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("section", "values"),
    [
        ("role", Role),
        ("roles", Role),
        ("level", Seniority),
        ("work_mode", WorkMode),
        ("contract", Contract),
        ("employer_kind", OrganizationKind),
        ("benefit", Benefit),
        ("event", EventKind),
        ("posting_status", PostingStatus),
        ("report", ReportKind),
        ("confidence", Confidence),
        ("source_kind", SourceKind),
    ],
)
def test_every_value_of_a_closed_list_has_a_name(language: str, section: str, values: type[Role]) -> None:
    assert {f"{section}.{item.value}" for item in values} <= catalogue(language).keys()


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [("fr", 0, "one"), ("fr", 1, "one"), ("fr", 2, "other"), ("nl", 0, "other"), ("en", 1, "one"), ("de", 21, "other")],
)
def test_plural_categories_are_those_of_cldr(language: str, count: int, expected: str) -> None:
    assert plural_category(language, count) == expected


@pytest.mark.parametrize(
    ("language", "money", "percent", "day"),
    [
        ("nl", "€\u00a04.300", "17\u00a0%", "3\u00a0maart\u00a02026"),
        ("fr", "€\u00a04.300", "17\u00a0%", "3\u00a0mars\u00a02026"),
        ("en", "€4,300", "17%", "3\u00a0Mar\u00a02026"),
        ("de", "€\u00a04.300", "17\u00a0%", "3.\u00a0März\u00a02026"),
    ],
)
def test_numbers_and_days_are_written_as_in_the_language(language: str, money: str, percent: str, day: str) -> None:
    words = Words(language)
    assert words.money(4300) == money
    assert words.percent(0.17) == percent
    assert words.day(date(2026, 3, 3)) == day


@pytest.mark.parametrize(
    ("share", "english", "french"),
    [
        (0, "0%", "0\u00a0%"),
        (2 / 900, "<1%", "<\u00a01\u00a0%"),
        (0.005, "<1%", "<\u00a01\u00a0%"),
        (0.99, "99%", "99\u00a0%"),
        (899 / 900, ">99%", ">\u00a099\u00a0%"),
        (1, "100%", "100\u00a0%"),
    ],
)
def test_no_share_is_none_or_all_by_rounding(share: float, english: str, french: str) -> None:
    assert (Words("en").percent(share), Words("fr").percent(share)) == (english, french)


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    assert Words("fr").day(date(2026, 1, 1)) == "1er\u00a0janv.\u00a02026"
    assert Words("en").day(date(2026, 1, 1)) == "1\u00a0Jan\u00a02026"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Bruges", "de Bruges"),
        ("Anvers", "d’Anvers"),
        ("Ypres", "d’Ypres"),
        ("Ecoplan", "d’Ecoplan"),
        ("Hal-Vilvorde", "de Hal-Vilvorde"),
        ("Youston", "de Youston"),
    ],
)
def test_de_loses_its_vowel_before_another(name: str, told: str) -> None:
    assert Words("fr")("figure.arrondissement", name=name) == f"arrondissement {told}"
    assert Words("fr")("vacancy.apply_employer", employer=name) == f"Vers l’annonce {told}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_areas_that_share_the_name_of_a_city_say_what_they_are(language: str) -> None:
    """Antwerp, Liège and Namur are each a city, an arrondissement and a province."""
    for codes in (("11002", "11000", "10000"), ("62063", "62000", "60000"), ("92094", "92000", "90000")):
        assert len({scope_name(Words(language), scope(code)) for code in codes}) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_vacancy_is_no_plural(language: str) -> None:
    words = Words(language)
    for key, more in (
        ("curated.scene_computed", {"employers": words("figure.employers", 1)}),
        ("why.open", {"country": "12"}),
    ):
        one, two = words(key, 1, **more), words(key, 2, **more)
        assert one.replace("1", "2", 1) != two


def test_a_moment_is_told_in_belgian_time_and_as_hours_while_it_is_young() -> None:
    words, now = Words("en"), datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert words.moment(now) == "24\u00a0Nov\u00a02026, 00:30"
    assert words.ago(now - timedelta(hours=1), now) == "1 hour ago"
    assert words.ago(now - timedelta(minutes=5), now) == "less than an hour ago"
    assert words.ago(now - timedelta(hours=49), now) == "21\u00a0Nov\u00a02026"


def test_an_unknown_key_or_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        Words("en")("market.nothing")
    with pytest.raises(KeyError):
        catalogue("es")


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_are_twelve(language: str) -> None:
    assert len(str(catalogue(language)["date.months"]).split()) == 12


def _sentences(language: str) -> Iterator[str]:
    for text in catalogue(language).values():
        yield from text.values() if isinstance(text, dict) else (text,)
    for kind in ("cities", "roles", "surveys"):
        for lines in facts(kind).values():
            yield from (line.text(language) for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_spaces_and_apostrophes_are_those_of_the_language(language: str) -> None:
    """No line may begin with a mark of the one before: no break stands before "%", nor in French before ";:!?»"."""
    wrong = [r"\w'\w", r'"', r" $|^ |  "]
    wrong += [r"\d %"] if language != "en" else [r"\d\s%"]
    wrong += [r" [;:!?»]|« "] if language == "fr" else [r"\s[;:!?](\s|$)"]
    found = [text for text in _sentences(language) if re.search("|".join(wrong), text)]
    assert not found
