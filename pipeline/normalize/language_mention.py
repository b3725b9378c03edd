"""What a text says of one spoken language, and the clause in which it says so."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.normalize import language_cues as cue
from pipeline.normalize.text import clause_end


class LanguageMention(NamedTuple):
    """One language that a text asks for."""

    code: str
    required: bool
    level: str | None


def clause_around(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause around the words from ``start`` to ``end`` begins and ends."""
    low, high = max(0, start - 160), min(len(folded), end + 140)
    first = low
    for mark in ("\n", "•", ". ", "! ", "? "):
        if (at := folded.rfind(mark, first, start)) >= 0:
            first = at + len(mark)
    # A line may break inside a sentence, where a word is set in bold: "fluent in both / Dutch / and English".
    while first > low and (
        cue.UNFINISHED.search(folded, max(low, first - cue.LONGEST_UNFINISHED), first)
        or cue.CONTINUED.match(folded, first)
    ):
        first = max(low, folded.rfind("\n", low, first - 1) + 1)
    return first, clause_end(folded, end, high)
