"""Words and their codes, and facts of which a vacancy has any number: what the columns are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.vocabulary import Benefit, Contract, OrganizationKind, Role, Seniority, WorkMode

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

UNSTATED = -1
"""Code of a fact that the ad does not state."""


class Vocabulary:
    """Words and their codes; it only grows, so every picture of the past stays readable."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words: list[str] = []
        self._codes: dict[str, int] = {}
        for word in words:
            self.code(word)

    def code(self, word: str | None) -> int:
        """Return the code of ``word``, giving it one when it is new; `UNSTATED` for ``None``."""
        if word is None:
            return UNSTATED
        if word not in self._codes:
            self._codes[word] = len(self.words)
            self.words.append(word)
        return self._codes[word]

    def find(self, word: str) -> int:
        """Return the code of ``word``; -2, which no row has, when nobody uses it."""
        return self._codes.get(word, -2)

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True, slots=True)
class Ragged:
    """Facts of which a vacancy has any number: parallel arrays of (row, value, flag), rows ascending."""

    start: Longs
    """Row → the position of its first fact; one more than there are rows."""
    row: Ints
    value: Ints
    flag: npt.NDArray[np.int8]
    """1 required, 0 nice to have, -1 not said."""

    def rows_with(self, value: int, size: int, flag: int | None = None) -> Bools:
        """Return which of ``size`` rows have ``value`` (with ``flag``)."""
        chosen = self.value == value
        if flag is not None:
            chosen &= self.flag == flag
        found = np.zeros(size, dtype=np.bool_)
        found[self.row[chosen]] = True
        return found

    def counts(self, rows: Ints, values: int, flag: int | None = None) -> Ints:
        """Return value → how many of ``rows`` have it."""
        first = self.start[rows]
        lengths = self.start[rows + 1] - first
        ends = np.cumsum(lengths)
        entries = np.repeat(first - ends + lengths, lengths) + np.arange(ends[-1] if len(ends) else 0)
        found = self.value[entries]
        if flag is not None:
            found = found[self.flag[entries] == flag]
        return np.bincount(found, minlength=values).astype(np.int32)

    def followed_by(self, more: Ragged) -> Ragged:
        """Return these facts and those of the rows that come next."""
        return Ragged(
            np.concatenate([self.start[:-1], more.start + len(self.row)]),
            np.concatenate([self.row, more.row]),
            np.concatenate([self.value, more.value]),
            np.concatenate([self.flag, more.flag]),
        )

    def anything(self) -> Bools:
        """Return which rows have any value."""
        found: Bools = self.start[1:] > self.start[:-1]
        return found


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabularies of all pictures of one catalogue."""

    role: Vocabulary
    level: Vocabulary
    mode: Vocabulary
    contract: Vocabulary
    employer: Vocabulary
    employer_name: dict[int, str]
    kind: Vocabulary
    area: Vocabulary
    skill: Vocabulary
    language: Vocabulary
    benefit: Vocabulary
    source: Vocabulary
    title: Vocabulary
    folded_title: Vocabulary
    """Titles without regard to case."""
    text_language: Vocabulary
    postings: dict[str, list[int]]
    """Word → rows that have it, ascending, the dead ones among them."""

    @classmethod
    def new(cls) -> Words:
        """Return vocabularies that know the closed lists and nothing else."""
        return cls(
            role=Vocabulary(Role),
            level=Vocabulary(Seniority),
            mode=Vocabulary(WorkMode),
            contract=Vocabulary(Contract),
            employer=Vocabulary(),
            employer_name={},
            kind=Vocabulary(kind for kind in OrganizationKind if kind is not OrganizationKind.UNKNOWN),
            area=Vocabulary(),
            skill=Vocabulary(),
            language=Vocabulary(),
            benefit=Vocabulary(Benefit),
            source=Vocabulary(),
            title=Vocabulary(),
            folded_title=Vocabulary(),
            text_language=Vocabulary(),
            postings={},
        )
