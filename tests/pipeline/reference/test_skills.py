"""The table of technologies: big enough, without contradictions, every row reachable."""

from __future__ import annotations

from pipeline.reference.skills import (
    all_aliases,
    conditional_aliases,
    demand_cues,
    plain_aliases,
    technologies,
)


def test_at_least_800_technologies_of_every_kind() -> None:
    kinds = {technology.kind for technology in technologies().values()}
    assert len(technologies()) >= 800
    assert len(kinds) == 9


def test_slugs_are_the_lower_case_of_what_readers_compare() -> None:
    assert {"c#", "c++", ".net", "node.js", "sql server", "postgresql", "gcp", "kubernetes", "ci/cd"} <= set(
        technologies()
    )
    assert {"power bi", "aws", "azure", "spring boot", "rest", "jakarta ee"} <= set(technologies())
    assert all(slug == slug.lower().strip() for slug in technologies())


def test_aliases_are_folded_ascii() -> None:
    assert all(alias.isascii() and alias == alias.lower() for alias in all_aliases())


def test_every_technology_can_be_found() -> None:
    reachable = set(plain_aliases().values()) | {slug for slug, _ in conditional_aliases().values()}
    assert reachable == set(technologies())


def test_a_word_with_a_condition_is_no_plain_alias() -> None:
    assert not {"go", "rest", "rust", "r", "c", "access", "word"} & set(plain_aliases())
    assert {"Go", "REST", "Rust", "R", "C"} <= set(conditional_aliases())


def test_no_condition_holds_an_empty_word() -> None:
    """An empty alternative would match everywhere, and forbid the word for good."""
    for written, (_, conditions) in conditional_aliases().items():
        for condition in conditions:
            assert condition.never_after is None or not condition.never_after.match("zzz"), written
            assert condition.never_before is None or not condition.never_before.search("zzz"), written


def test_conditions_name_known_technologies() -> None:
    named = {slug for _, conditions in conditional_aliases().values() for c in conditions for slug in c.beside}
    assert named <= set(technologies())


def test_spellings_that_writers_make_are_derived() -> None:
    aliases = all_aliases()
    assert aliases["nodejs"] == aliases["node js"] == "node.js"
    assert aliases["power-bi"] == aliases["powerbi"] == "power bi"


def test_cues_of_demand_are_folded_and_unique() -> None:
    words = [cue.words for cue in demand_cues()]
    assert len(words) == len(set(words))
    assert all(word.isascii() and word == word.lower() for word in words)


def test_no_heading_hides_the_wish_it_holds_from_running_text() -> None:
    anywhere = {f" {cue.words} " for cue in demand_cues() if cue.nice and cue.anywhere and not cue.answer}
    headings = [f" {cue.words} " for cue in demand_cues() if cue.nice and not cue.anywhere]
    assert [words for words in headings if any(wish in words for wish in anywhere)] == []
