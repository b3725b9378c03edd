"""The learning of weights: against figures that are known otherwise, and on what it must never do."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dedup.linkage import MISSING, PRIOR
from pipeline.dedup.model import MODEL
from pipeline.dedup.train import HEAVIEST, Sample, fit, newton, ordered, pair_samples, stream_samples, train

from .examples import CLINIC, DEPOT, known, posting

CASE = "one employer"


def samples(level: str, same: int, different: int) -> list[Sample]:
    return [Sample(CASE, (("title", level),), n < same, 1.0) for n in range(same + different)]


def test_without_a_ridge_the_weight_is_the_log_odds_of_the_level() -> None:
    x = np.array([[1.0, 0.0]] * 10 + [[1.0, 1.0]] * 10)
    y = np.array([1.0] * 2 + [0.0] * 8 + [1.0] * 9 + [0.0])
    prior, weight = newton(x, y, np.ones(20), np.zeros(2), np.zeros(2), np.zeros(20))
    assert prior == pytest.approx(math.log(2 / 8))
    assert prior + weight == pytest.approx(math.log(9 / 1))


def test_a_level_that_always_agrees_weighs_for_and_stays_finite() -> None:
    found = fit(samples("same", 50, 0) + samples("different", 0, 50), [("title", "same"), ("title", "different")])
    assert 1 < found.weights["title", "same"] <= HEAVIEST
    assert -HEAVIEST <= found.weights["title", "different"] < -1


def test_missing_weighs_nothing() -> None:
    rows = train(samples("same", 30, 3) + samples(MISSING, 5, 30))
    assert {weight for _, _, level, weight, _ in rows if level == MISSING} == {0.0}


def test_a_better_level_never_weighs_less() -> None:
    rows = train(samples("same", 5, 9) + samples("nearly the same", 9, 1) + samples("different", 4, 9))
    for case in MODEL.cases:
        for comparison in case.comparisons:
            weights = [w for c, n, level, w, _ in rows if (c, n) == (case.name, comparison.name) and level != MISSING]
            assert weights == sorted(weights, reverse=True)


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(0, 100)), max_size=8))
def test_ordered_weights_fall_and_ordered_again_stay(pairs) -> None:
    found = ordered([weight for weight, _ in pairs], [count for _, count in pairs])
    assert len(found) == len(pairs)
    assert all(a >= b - 1e-9 for a, b in pairwise(found))
    assert ordered(found, [count for _, count in pairs]) == pytest.approx(found)


def test_every_level_of_the_model_gets_a_row() -> None:
    rows = {(case, name, level) for case, name, level, _, _ in train(samples("same", 3, 1))}
    for case in MODEL.cases:
        assert (case.name, PRIOR, "") in rows
        for comparison in case.comparisons:
            assert {(case.name, comparison.name, level) for level in (*comparison.levels, MISSING)} <= rows


def test_a_stream_teaches_what_blocking_proposes_and_no_veto_settles() -> None:
    ads = [
        (posting(number="1"), "v1"),
        (posting(number="2", source="b", description=DEPOT[:600]), "v1"),
        (posting("Java developer", number="3", description=CLINIC), "v2"),
        (posting("Junior Java developer", number="4"), "v3"),
        (posting("Senior Java developer", number="5"), "v4"),
    ]
    rows = [(ad.key, known(ad.title, source=ad.key.source, description=ad.description), vacancy) for ad, vacancy in ads]
    found = list(stream_samples(rows))
    assert {sample.same for sample in found} == {True, False}
    assert not any(("level", "different") in sample.levels for sample in found)
    assert list(stream_samples(rows)) == found


def test_judged_pairs_count_more_and_vetoed_ones_teach_nothing() -> None:
    a, b, c = (posting(title, number=str(n)) for n, title in enumerate(("Java developer", "Java developer", "PHP dev")))
    pairs = [((a.key, known()), (b.key, known()), True), ((a.key, known()), (c.key, known("PHP dev")), False)]
    found = list(pair_samples(pairs))
    assert [sample.same for sample in found] == [True]
    assert found[0].copies > 1
