"""How many vacancies each value of a filter would leave: the figures beside the filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from pipeline.market.columns import Columns
from pipeline.market.parts import NOT_STATED
from pipeline.market.vocabularies import UNSTATED, Bools, Ints, Longs, Vocabulary
from pipeline.search.filters import Asked, QueryError
from pipeline.search.records import VALUES, FacetValue, SearchQuery

FACETS = ("level", "work_mode", "language", "contract", "skill", "pay", "employer_kind", "employer", "role", "source")
LONGEST_LIST = 30
"""Values of a group without a closed list that are counted out: the most frequent ones, and those selected."""


def count_employers(columns: Columns, mask: Bools) -> int:
    """Return how many distinct employers the vacancies of ``mask`` have; those that name none count as one."""
    return int(np.count_nonzero(np.bincount(columns.employer[mask] - UNSTATED)))


def facet_counts(columns: Columns, asked: Asked, query: SearchQuery) -> dict[str, tuple[FacetValue, ...]]:
    """Return value → count for every group that ``query`` asks for. Raises `QueryError` on a group that is none.

    The counts of a group leave its own filter aside; skills are the exception, because all that are chosen must be
    named: a count there says what is left when this one is chosen too. ``not_stated`` stands last.
    """
    found = {}
    for name in query.facets:
        if name not in FACETS:
            raise QueryError("facets", name, FACETS)
        mask = asked.everything() if name == "skill" else asked.without(name)
        found[name] = _COUNTED[name](columns, mask, query)
    return found


def _closed_list(name: str, field: str, chosen: str) -> Callable[[Columns, Bools, SearchQuery], tuple[FacetValue, ...]]:
    def count(columns: Columns, mask: Bools, query: SearchQuery) -> tuple[FacetValue, ...]:
        vocabulary: Vocabulary = getattr(columns.words, field)
        codes = getattr(columns, field)[mask] - UNSTATED
        counts = np.bincount(codes, minlength=len(vocabulary) + 1)
        selected: tuple[str, ...] = getattr(query, chosen)
        everything = name in VALUES
        pairs = _pairs(vocabulary, counts[1:], selected, everything=everything)
        return _facets([*pairs, (NOT_STATED, int(counts[0]))], selected, everything=everything)

    return count


def _pairs(
    vocabulary: Vocabulary, counts: Longs | Ints, selected: tuple[str, ...], *, everything: bool = False
) -> list[tuple[str, int]]:
    """Return (word, count): of ``everything``, or of those that a list of the most frequent ones can hold."""
    codes = np.arange(len(vocabulary)) if everything else np.flatnonzero(counts)
    if len(codes) > LONGEST_LIST and not everything:
        codes = codes[counts[codes] >= np.partition(counts[codes], -LONGEST_LIST)[-LONGEST_LIST]]
    chosen = [code for word in selected if (code := vocabulary.find(word)) >= 0]
    return [(vocabulary.words[code], int(counts[code])) for code in {*codes.tolist(), *chosen}]


def _facets(pairs: Iterable[tuple[str, int]], selected: tuple[str, ...], *, everything: bool) -> tuple[FacetValue, ...]:
    """Return the values of a group: a closed list in its own order, any other the most frequent first."""
    values = [FacetValue(value=str(word), count=count, selected=word in selected) for word, count in pairs]
    if everything:
        return tuple(values)
    last = [item for item in values if item.value == NOT_STATED and (item.count or item.selected)]
    shown = [item for item in values if item.value != NOT_STATED and (item.count or item.selected)]
    shown.sort(key=lambda item: (not item.selected, -item.count, item.value))
    return (*sorted(shown[:LONGEST_LIST], key=lambda item: (-item.count, item.value)), *last)


def _pay_facet(columns: Columns, mask: Bools, query: SearchQuery) -> tuple[FacetValue, ...]:
    stated, total = int(np.count_nonzero(mask & columns.pay_stated)), int(np.count_nonzero(mask))
    return _facets([("stated", stated), (NOT_STATED, total - stated)], query.pay, everything=True)


def _language_facet(columns: Columns, mask: Bools, query: SearchQuery) -> tuple[FacetValue, ...]:
    words = columns.words.language
    counts = columns.languages.counts(_rows(mask), len(words), 1)
    unstated = int(np.count_nonzero(mask & ~columns.languages.anything()))
    pairs = [*_pairs(words, counts, query.languages), (NOT_STATED, unstated)]
    return _facets(pairs, query.languages, everything=False)


def _ragged_facet(field: str, vocabulary: str, chosen: str) -> Callable[..., tuple[FacetValue, ...]]:
    def count(columns: Columns, mask: Bools, query: SearchQuery) -> tuple[FacetValue, ...]:
        words: Vocabulary = getattr(columns.words, vocabulary)
        counts = getattr(columns, field).counts(_rows(mask), len(words))
        selected: tuple[str, ...] = getattr(query, chosen)
        return _facets(_pairs(words, counts, selected), selected, everything=False)

    return count


def _rows(mask: Bools) -> Ints:
    return np.flatnonzero(mask).astype(np.int32)


_COUNTED: Mapping[str, Any] = {
    "level": _closed_list("level", "level", "levels"),
    "work_mode": _closed_list("work_mode", "mode", "work_modes"),
    "contract": _closed_list("contract", "contract", "contracts"),
    "employer_kind": _closed_list("employer_kind", "kind", "employer_kinds"),
    "role": _closed_list("role", "role", "roles"),
    "employer": _closed_list("employer", "employer", "employers"),
    "pay": _pay_facet,
    "language": _language_facet,
    "skill": _ragged_facet("skills", "skill", "skills"),
    "source": _ragged_facet("sources", "source", "sources"),
}
