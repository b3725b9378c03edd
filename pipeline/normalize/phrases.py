"""Folded text and a table of phrases in, where each phrase stands out: stems are searched first, patterns only there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Label = TypeVar("Label")

_REACH = 60
_MANY = 200


@dataclass(frozen=True, slots=True)
class Phrase(Generic[Label]):
    """What to look for: a stem, the pattern that must match where the stem stands, and the words around it.

    ``ahead`` is matched at the stem itself; ``behind`` must, and ``never_behind`` must not, match the 60 characters
    before it, both up to their end (write ``$``).
    """

    stem: str
    ahead: re.Pattern[str]
    label: Label
    behind: re.Pattern[str] | None = None
    never_behind: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Hit(Generic[Label]):
    """One place where a phrase stands."""

    start: int
    end: int
    label: Label


def phrase(
    stem: str, label: Label, ahead: str | None = None, behind: str | None = None, never_behind: str | None = None
) -> Phrase[Label]:
    """Return the phrase of ``stem``; without ``ahead``, the stem as a whole word."""
    return Phrase(
        stem=stem,
        ahead=re.compile(ahead or rf"{re.escape(stem)}\b"),
        label=label,
        behind=re.compile(behind) if behind else None,
        never_behind=re.compile(never_behind) if never_behind else None,
    )


def find_phrases(folded: str, table: Iterable[Phrase[Label]]) -> list[Hit[Label]]:
    """Return the hits of ``table`` in ``folded``, in the order of the text; of one stem at most 200 are looked at."""
    hits = [hit for entry in table for hit in _hits(folded, entry)]
    return sorted(hits, key=lambda hit: (hit.start, -hit.end))


def _hits(folded: str, entry: Phrase[Label]) -> Iterator[Hit[Label]]:
    position = folded.find(entry.stem)
    for _ in range(_MANY):
        if position < 0:
            return
        found = entry.ahead.match(folded, position)
        if found and _fits(entry, folded, position):
            yield Hit(start=position, end=found.end(), label=entry.label)
        position = folded.find(entry.stem, position + len(entry.stem))


def _fits(entry: Phrase[Label], folded: str, position: int) -> bool:
    before = folded[max(0, position - _REACH) : position]
    if entry.behind is not None and entry.behind.search(before) is None:
        return False
    return entry.never_behind is None or entry.never_behind.search(before) is None
