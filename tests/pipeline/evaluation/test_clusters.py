"""The count by sizes beside a count pair by pair."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.clusters import score_clusters

labels = st.dictionaries(st.integers(0, 12), st.integers(0, 4))


@given(found=labels, truth=labels)
def test_counts_by_sizes_are_counts_of_pairs(found: dict[int, int], truth: dict[int, int]) -> None:
    pairs = [
        (found[a] == found[b], truth[a] == truth[b]) for a, b in combinations(sorted(found.keys() & truth.keys()), 2)
    ]
    score = score_clusters(found, truth)
    assert score.right == pairs.count((True, True))
    assert score.wrong == pairs.count((True, False))
    assert score.missed == pairs.count((False, True))


def test_nothing_joined_and_nothing_due_has_no_precision_and_no_recall() -> None:
    score = score_clusters({1: 1, 2: 2}, {1: 1, 2: 2})
    assert (score.precision, score.recall) == (None, None)
