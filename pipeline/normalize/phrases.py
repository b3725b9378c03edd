"""Folded text and a table of phrases in, where each phrase stands out: stems first, patterns only there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from pipeline.normalize.lexicon import SharedStems, Stems
from pipeline.normalize.text import Prose

Label = TypeVar("Label")

_REACH = 60
_MANY = 400


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


class Hit(NamedTuple, Generic[Label]):
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


class PhraseTable(Generic[Label]):
    """Phrases made ready to be found: their stems first, patterns only where a stem stands.

    ``stems``: whether the stems share a pass with those of other readers, or have one of their own.
    """

    def __init__(self, phrases: Iterable[Phrase[Label]], *, stems: type[Stems] = SharedStems) -> None:
        of_stem: dict[str, list[Phrase[Label]]] = {}
        for entry in phrases:
            of_stem.setdefault(entry.stem, []).append(entry)
        self._stems = stems(of_stem)
        self._phrases = list(of_stem.values())

    def find(self, prose: Prose) -> list[Hit[Label]]:
        """Return the hits in ``prose``, in the order of the text; of its stems 400 are looked at."""
        places = self._stems.places(prose)[:_MANY]
        if not places:
            return []
        folded, first = prose.folded, self._stems.first
        hits = [
            Hit(start, found.end(), entry.label)
            for stem, start, _ in places
            for entry in self._phrases[stem - first]
            if (found := entry.ahead.match(folded, start)) and _fits(entry, folded, start)
        ]
        hits.sort(key=_from_left)
        return hits


def _from_left(hit: Hit[Label]) -> tuple[int, int]:
    return hit.start, -hit.end


def _fits(entry: Phrase[Label], folded: str, start: int) -> bool:
    if entry.behind is entry.never_behind is None:
        return True
    low = max(0, start - _REACH)
    if entry.behind is not None and entry.behind.search(folded, low, start) is None:
        return False
    return entry.never_behind is None or entry.never_behind.search(folded, low, start) is None
