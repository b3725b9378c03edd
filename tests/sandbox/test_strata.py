"""The stream of labelled postings: exact, repeatable, bounded, and hard in the way each stratum promises."""

from __future__ import annotations

import re
import tracemalloc
from collections import defaultdict
from itertools import combinations, islice

import pytest

from sandbox import strata
from sandbox.ads import Stratum
from sandbox.strata import STRATA, LabelledPosting, postings


def shingles(posting: LabelledPosting) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", re.sub(r"<[^>]*>", " ", posting.raw.description or "").lower())
    return frozenset(zip(*(words[start:] for start in range(5)), strict=False))


def shared(one: LabelledPosting, other: LabelledPosting) -> float:
    a, b = shingles(one), shingles(other)
    return len(a & b) / max(1, min(len(a), len(b)))


@pytest.fixture(scope="module")
def stream() -> list[LabelledPosting]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strata, "WINDOW", 300)
        return list(postings(3_500, seed=7))


@pytest.fixture(scope="module")
def families(stream: list[LabelledPosting]) -> dict[str, list[list[LabelledPosting]]]:
    by_vacancy = defaultdict(list)
    for posting in stream:
        by_vacancy[posting.vacancy].append(posting)
    by_stratum = defaultdict(list)
    for family in by_vacancy.values():
        by_stratum[family[0].stratum].append(family)
    return by_stratum


def test_exactly_as_many_as_asked_and_the_same_again(
    stream: list[LabelledPosting], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(stream) == 3_500
    monkeypatch.setattr(strata, "WINDOW", 300)
    assert list(islice(postings(3_500, seed=7), 100)) == stream[:100]
    assert next(postings(3_500, seed=8)) != stream[0]


def test_every_stratum_is_there_in_number(stream: list[LabelledPosting]) -> None:
    found = {stratum: sum(posting.stratum == stratum for posting in stream) for stratum in STRATA}
    assert min(found.values()) >= 70
    assert len({posting.raw.key for posting in stream}) == len(stream)


def test_memory_does_not_grow_with_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strata, "WINDOW", 100)
    tracemalloc.start()
    try:
        many = postings(1_000_000, seed=1)
        sizes = []
        for _ in range(3):
            assert sum(1 for _ in islice(many, 120)) == 120
            sizes.append(tracemalloc.get_traced_memory()[0])
        assert sizes[2] < sizes[0] + 1_500_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("stratum", "least", "most"),
    [
        (Stratum.EXACT, 0.99, 1.0),
        (Stratum.TRUNCATED, 0.6, 1.0),
        (Stratum.REWORDED, 0.2, 0.85),
        (Stratum.AGENCY, 0.15, 0.8),
        (Stratum.TRANSLATED, 0.0, 0.05),
        (Stratum.REPOST, 0.99, 1.0),
    ],
)
def test_copies_share_as_much_text_as_their_stratum_promises(
    families: dict[str, list[list[LabelledPosting]]], stratum: Stratum, least: float, most: float
) -> None:
    figures = [
        shared(one, other)
        for family in families[stratum]
        for one, other in combinations(family, 2)
        if one.raw.description and other.raw.description
    ]
    assert len(figures) >= 20
    assert least <= sum(figures) / len(figures) <= most


@pytest.mark.parametrize("stratum", [Stratum.PER_CITY, Stratum.SENIORITY_TWIN, Stratum.STACK_TWIN])
def test_twins_are_different_vacancies_with_nearly_one_text(stream: list[LabelledPosting], stratum: Stratum) -> None:
    families = defaultdict(dict)
    for posting in stream:
        if posting.stratum == stratum and posting.raw.description:
            families[posting.vacancy.split("-twin")[0]].setdefault(posting.vacancy, posting)
    figures = [shared(one, other) for family in families.values() for one, other in combinations(family.values(), 2)]
    assert len(figures) >= 20
    assert sum(figures) / len(figures) >= 0.6


def test_an_agency_names_itself_and_not_the_employer(families: dict[str, list[list[LabelledPosting]]]) -> None:
    compared = 0
    for family in families[Stratum.AGENCY]:
        employers = {posting.raw.hiring_organization for posting in family if posting.raw.external_reference}
        agencies = {posting.raw.hiring_organization for posting in family if not posting.raw.external_reference}
        compared += bool(employers and agencies)
        assert not employers & agencies
    assert compared > 25


def test_no_employer_is_named_where_it_is_missing(families: dict[str, list[list[LabelledPosting]]]) -> None:
    whole = [family for family in families[Stratum.EMPLOYER_MISSING] if len(family) > 1]
    assert whole
    for family in whole:
        nameless = [posting.raw for posting in family if posting.raw.hiring_organization is None]
        names = [posting.raw.hiring_organization for posting in family if posting.raw.hiring_organization]
        assert nameless
        assert all(name not in (raw.description or "") for raw in nameless for name in names)


def test_different_vacancies_of_one_employer_share_less_than_copies(stream: list[LabelledPosting]) -> None:
    by_board = defaultdict(dict)
    for posting in stream:
        if posting.stratum == Stratum.ORIGINAL and "twin" not in posting.vacancy:
            by_board[posting.raw.board].setdefault(posting.vacancy, posting)
    figures = [
        shared(one, other)
        for board in list(by_board.values())[:60]
        for one, other in combinations(list(board.values())[:12], 2)
        if one.raw.in_language == other.raw.in_language
    ]
    assert max(figures) <= 0.6
