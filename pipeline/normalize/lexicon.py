"""A text and the stems of a reader in, the places where they stand out: one pass over a text serves every reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import accumulate
from typing import TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

from pipeline.normalize.text import Prose

T = TypeVar("T")
Place = tuple[int, int, int]
"""Which stem, by its number, and where it begins and ends."""
_FEW = 300
LONGEST = 60_000
"""Characters of a text that are read; `pipeline.normalize.normalize` gives its readers 40,000."""


class Stems:
    """Folded words and beginnings of words that a reader looks for, in a pass of its own."""

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
        self._number = len(_SHARING)
        _SHARING.append(self)
        _lexicon.cache_clear()

    def places(self, prose: Prose) -> Sequence[Place]:
        """Return where the stems stand in ``prose``, one inside another too, in the order of their ends."""
        return find_stems(prose).get(self._number, ())


_SHARING: list[SharedStems] = []


def find_stems(prose: Prose) -> Mapping[int, Sequence[Place]]:
    """Return where the shared stems stand in ``prose``, by the number of their reader; found once, kept beside it."""
    lexicon = _lexicon()
    found: Mapping[int, Sequence[Place]] | None = prose.answers.get(lexicon)
    if found is None:
        found = prose.answers[lexicon] = lexicon.places(prose)
    return found


class _Lexicon:
    """The stems of all readers that share a pass, one after the other, so that little is to be looked up for each."""

    def __init__(self, sharing: Sequence[SharedStems]) -> None:
        self._stems = Stems(text for stems in sharing for text in stems.texts)
        self._owners = bytes(owner for owner, stems in enumerate(sharing) for _ in stems.texts)
        self._firsts = tuple(accumulate((len(stems.texts) for stems in sharing), initial=0))

    def places(self, prose: Prose) -> Mapping[int, Sequence[Place]]:
        """Return the places of those readers' stems that stand in ``prose``."""
        owners, firsts = self._owners, self._firsts
        found: dict[int, list[Place]] = {}
        for stem, start, end in self._stems.places(prose):
            owner = owners[stem]
            place = stem - firsts[owner], start, end
            if owner in found:
                found[owner].append(place)
            else:
                found[owner] = [place]
        return found


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon(_SHARING)


def longest(places: Iterable[tuple[T, int, int]]) -> list[tuple[T, int, int]]:
    """Return those of ``places`` that a reader from left to right takes: the first, the longest of one beginning."""
    taken: list[tuple[T, int, int]] = []
    done = 0
    for place in sorted(places, key=_from_left):
        if place[1] >= done:
            taken.append(place)
            done = place[2]
    return taken


def _from_left(place: tuple[object, int, int]) -> tuple[int, int]:
    return place[1], -place[2]
