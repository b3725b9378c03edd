"""How well postings were put together, counted in pairs of postings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from pipeline.evaluation.score import Score

Posting = TypeVar("Posting", bound=Hashable)


def score_clusters(found: Mapping[Posting, Hashable], truth: Mapping[Posting, Hashable]) -> Score:
    """Return how many pairs were rightly joined, wrongly joined and missed, among the postings that both know.

    Counted by sizes and not pair by pair, so that a million postings are no trouble.
    """
    both = [(found[posting], truth[posting]) for posting in found.keys() & truth.keys()]
    right = _pairs(both)
    joined = _pairs(cluster for cluster, _ in both)
    due = _pairs(vacancy for _, vacancy in both)
    return Score("duplicates", right=right, wrong=joined - right, missed=due - right)


def _pairs(labels: Iterable[Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(labels).values())
