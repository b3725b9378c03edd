"""Curated facts: four languages, a source, a day read and a day of expiry; hidden when expired."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from board.facts import CITY_SECTIONS, ROLE_SECTIONS, _fact, city_facts, facts, role_facts
from board.language import LANGUAGES
from models.vocabulary import Role
from pipeline.reference.places import CITIES

DAY = date(2026, 11, 28)
MOST_OF_THE_SCENE = 4
ALL = [
    (kind, subject, line)
    for kind in ("cities", "roles", "surveys")
    for subject, lines in facts(kind).items()
    for line in lines
]


@pytest.mark.parametrize(("kind", "subject", "line"), ALL, ids=lambda item: str(item)[:40])
def test_every_fact_is_sourced_and_expires_within_fifteen_months(kind: str, subject: str, line: object) -> None:
    known = {"cities": {city.slug for city in CITIES}, "roles": set(Role), "surveys": {"belgium"}}[kind]
    fact = next(item for item in facts(kind)[subject] if item is line)
    assert subject in known
    assert fact.url.startswith(("https://", "http://"))
    assert fact.source
    assert timedelta(0) < fact.expires_on - fact.read_on <= timedelta(days=456)
    assert all(len(fact.text(language)) <= 260 for language in LANGUAGES)


def test_every_city_has_hubs_schools_and_a_scene_and_twelve_roles_what_they_are_and_where_they_lead() -> None:
    assert facts("cities").keys() == {city.slug for city in CITIES}
    for lines in facts("cities").values():
        assert {line.section for line in lines} == set(CITY_SECTIONS)
        assert sum(line.section == "scene" for line in lines) <= MOST_OF_THE_SCENE
    assert len(facts("roles")) == 12
    for lines in facts("roles").values():
        assert {line.section for line in lines} == set(ROLE_SECTIONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_left_untranslated(language: str) -> None:
    """A name alone may be the same in two languages; a sentence may not."""
    for kind, subject, line in ALL:
        text = line.text(language)
        others = [line.text(other) for other in LANGUAGES if other != language]
        assert text not in others or len(text.split()) <= 5, (kind, subject, text)


def test_an_expired_fact_is_hidden_and_one_that_is_good_is_shown() -> None:
    last = max(line.expires_on for line in facts("cities")["bruges"] if line.section == "hubs")
    assert city_facts("bruges", "en", last - timedelta(days=1))["hubs"]
    assert not city_facts("bruges", "en", last)["hubs"]
    assert not any(city_facts("bruges", "en", date(2040, 1, 1)).values())


def test_a_place_or_role_without_facts_has_none() -> None:
    assert not any(city_facts("atlantis", "nl", DAY).values())
    assert not any(role_facts(Role.IT_SUPPORT, "nl", DAY).values())


@pytest.mark.parametrize("gap", ["nl", "de", "url", "section"])
def test_a_fact_without_a_language_or_a_source_is_refused(gap: str) -> None:
    line = {
        "section": "hubs",
        **dict.fromkeys(LANGUAGES, "A place."),
        "source": "Somebody",
        "url": "https://example.org",
        "read_on": DAY,
        "expires_on": DAY,
    }
    assert _fact("bruges", ("hubs",), line).text("fr") == "A place."
    with pytest.raises(ValueError, match="bruges"):
        _fact("bruges", ("hubs",), {**line, gap: ""})
