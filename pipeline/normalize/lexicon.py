"""A text and the stems of a reader in, the places where they stand out: one pass over a text serves every reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from operator import itemgetter
from typing import TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

from pipeline.normalize.text import Prose

T = TypeVar("T")
Place = tuple[int, int, int]
"""Which stem, by its number, and where it begins and ends."""
Found = Mapping[int, Sequence[Place]]
"""Of a text, by the number of a reader, where its stems stand."""
_FEW = 300
LONGEST = 60_000
"""Characters of a text that are read; `pipeline.normalize.normalize` gives its readers 40,000."""


class Stems:
    """Folded words and beginnings of words that a reader looks for, in a pass of its own."""

    first = 0
    """The number of the first stem; the others are numbered from there."""

    def __init__(self, stems: Iterable[str]) -> None:
        self.texts = tuple(stems)

    def places(self, prose: Prose) -> Sequence[Place]:
        """Return where the stems stand in ``prose``, one inside another too, in the order of their ends."""
        folded = prose.folded if len(prose.folded) <= LONGEST else prose.folded[:LONGEST]
        return self._automaton.find_matches_as_indexes(folded, overlapping=True)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        # Of many stems the fastest automaton is too large to stay in the cache beside all else.
        fits = len(self.texts) <= _FEW
        return AhoCorasick(self.texts, implementation=Implementation.DFA if fits else Implementation.ContiguousNFA)


class SharedStems(Stems):
    """Stems that are found in one pass over a text together with those of all other readers that share it."""

    def __init__(self, stems: Iterable[str]) -> None:
        super().__init__(stems)
        self._owner = len(_SHARING)
        self.first = sum(len(others.texts) for others in _SHARING)
        _SHARING.append(self)
        _lexicon.cache_clear()

    def places(self, prose: Prose) -> Sequence[Place]:
        """Return where the stems stand in ``prose``, one inside another too, in the order of their ends."""
        found: Found | None = prose.answers.get(_SHARED)
        return (find_stems(prose) if found is None else found).get(self._owner, ())


_SHARING: list[SharedStems] = []
_SHARED = "stems"
"""The question that `find_stems` has answered of a text."""


def find_stems(prose: Prose) -> Found:
    """Return where the shared stems stand in ``prose``, by the number of their reader; found once, kept beside it."""
    stems, owners = _lexicon()
    found: dict[int, list[Place]] = defaultdict(list)
    for place in stems.places(prose):
        found[owners[place[0]]].append(place)
    prose.answers[_SHARED] = found
    return found


@cache
def _lexicon() -> tuple[Stems, bytes]:
    """Return the stems of all readers that share a pass, one after the other, and whose each of them is."""
    stems = Stems(text for sharing in _SHARING for text in sharing.texts)
    return stems, bytes(owner for owner, sharing in enumerate(_SHARING) for _ in sharing.texts)


def longest(places: Iterable[tuple[T, int, int]]) -> list[tuple[T, int, int]]:
    """Return those of ``places`` that a reader from left to right takes: the first, the longest of one beginning."""
    taken: list[tuple[T, int, int]] = []
    begun, done = -1, 0
    for place in sorted(places, key=itemgetter(1)):
        _, start, end = place
        if start == begun and end > done:
            taken[-1] = place
            done = end
        elif start >= done:
            taken.append(place)
            begun, done = start, end
    return taken
