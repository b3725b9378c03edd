from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dedup.sketch import NO_TEXT, SIZE, containment, sketch
from tests.pace import yardsticks

LONG = " ".join(f"word{n % 997} of{n}" for n in range(1200))


def test_the_same_words_are_the_same_text_however_they_are_marked_up() -> None:
    assert sketch("<p>Één zin.</p><p>Nog &amp; een zin</p>") == sketch("een ZIN nog, een zin!")


@pytest.mark.parametrize("share", [0.25, 0.5, 0.9])
def test_a_cut_text_stands_whole_in_the_full_one(share) -> None:
    whole, cut = sketch(LONG), sketch(LONG[: int(len(LONG) * share)])
    assert containment(whole.shingles, cut.shingles, SIZE).share >= 0.9


def test_an_introduction_does_not_hide_a_copy() -> None:
    whole = sketch(LONG)
    wrapped = sketch("our client is looking for somebody " * 40 + LONG)
    assert containment(whole.shingles, wrapped.shingles, SIZE).share >= 0.9


def test_half_a_text_in_common_is_estimated_as_half() -> None:
    half = len(LONG) // 2
    other = sketch(LONG[:half] + " ".join(f"other{n} than{n}" for n in range(600)))
    assert containment(sketch(LONG).shingles, other.shingles, SIZE).share == pytest.approx(0.5, abs=0.17)


def test_boilerplate_is_discounted_by_its_rarity() -> None:
    a, b = (1, 2, 3, 4, 5, 6), (1, 2, 3, 7, 8, 9)
    assert containment(a, b, SIZE).share == 0.5
    assert containment(a, b, SIZE, dict.fromkeys((1, 2, 3), 0.1)).share == pytest.approx(0.3 / 3.3)


def test_nothing_is_contained_in_nothing() -> None:
    assert sketch(None) == sketch("<p> </p>") == NO_TEXT
    assert containment((), (1, 2), SIZE) == (0.0, 0.0)


@given(st.text(max_size=2000))
def test_any_text_is_sampled(text) -> None:
    found = sketch(text)
    assert found == sketch(text)
    assert len(found.shingles) <= SIZE
    assert list(found.shingles) == sorted(set(found.shingles))


@pytest.mark.parametrize("text", ["<" * 300_000, "a " * 300_000, "1.1," * 100_000, "&#1" * 100_000])
def test_hostile_text_takes_no_longer_than_a_long_ad(text) -> None:
    assert yardsticks(sketch, text) < 40
