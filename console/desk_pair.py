"""Two ads side by side: which words differ, and how each comparison moved the weight."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from typing import Any

from models.posting import JobPosting
from models.vacancy import LinkEvidence

COMPARED = (
    "title",
    "hiring_organization",
    "places",
    "base_salary",
    "contract",
    "work_mode",
    "seniority",
    "date_posted",
)
_TAG = re.compile("<[^>]*>")
MOST_WORDS = 600
"""Words of a text that are compared; the rest is shown by the ad's own page."""

Words = list[tuple[str, bool]]
"""Words in their order, each with whether the other side lacks it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One field of both ads."""

    name: str
    left: Words
    right: Words

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return any(differs for _, differs in (*self.left, *self.right))


@dataclass(frozen=True, slots=True)
class WaterfallBar:
    """One comparison: what it found, and from where to where it moved the weight, on a scale of 0 to 100."""

    name: str
    level: str
    weight: float
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The way from nothing to the weight of a pair."""

    bars: tuple[WaterfallBar, ...]
    threshold: float
    """Where merging begins, on the same scale."""
    silent: tuple[str, ...]
    """Comparisons that found nothing to compare."""


def compared(a: JobPosting, b: JobPosting, shown: Callable[[Any], str]) -> list[Row]:
    """Return what a person compares first, field by field."""
    left, right = a.to_json(), b.to_json()
    return [Row(name, *marked(shown(left[name]), shown(right[name]))) for name in COMPARED]


def texts(a: JobPosting, b: JobPosting) -> tuple[Words, Words]:
    """Return the texts of both ads, word by word."""
    left, right = (" ".join(unescape(_TAG.sub(" ", item.description or "")).split()) for item in (a, b))
    return marked(left, right) if left and right else (_plain(left or "–"), _plain(right or "–"))


def marked(left: str, right: str) -> tuple[Words, Words]:
    """Return both texts as words, each with whether the other side lacks it there; case does not matter."""
    ours, theirs = left.split()[:MOST_WORDS], right.split()[:MOST_WORDS]
    same = SequenceMatcher(None, [w.casefold() for w in ours], [w.casefold() for w in theirs], autojunk=False)
    one, other = [True] * len(ours), [True] * len(theirs)
    for block in same.get_matching_blocks():
        one[block.a : block.a + block.size] = [False] * block.size
        other[block.b : block.b + block.size] = [False] * block.size
    return list(zip(ours, one, strict=True)), list(zip(theirs, other, strict=True))


def _plain(text: str) -> Words:
    return [(word, False) for word in text.split()[:MOST_WORDS]]


def waterfall(pair: LinkEvidence) -> Waterfall:
    """Return how the comparisons of ``pair`` add up."""
    ends = [0.0]
    speaking = [line for line in pair.comparisons if round(line.weight, 1) != 0]
    for line in speaking:
        ends.append(ends[-1] + line.weight)
    scale = _scale([*ends, pair.threshold])
    bars = [
        WaterfallBar(
            name=line.name,
            level=line.level,
            weight=line.weight,
            x=scale(min(start, end)),
            width=round(scale(max(start, end)) - scale(min(start, end)), 1),
        )
        for line, start, end in zip(speaking, ends, ends[1:], strict=False)
    ]
    silent = tuple(line.name for line in pair.comparisons if line not in speaking)
    return Waterfall(bars=tuple(bars), threshold=scale(pair.threshold), silent=silent)


def _scale(values: Sequence[float]) -> Callable[[float], float]:
    low, high = min(values), max(values)
    return lambda value: round(100 * (value - low) / ((high - low) or 1), 1)
