"""The years of experience that a text states in, those of which either is enough reduced to the lowest."""

from __future__ import annotations

import re

Statement = tuple[int, int, int]
"""Years, and where the text that states them begins and ends."""

_OR_A_DEGREE = re.compile(
    r"\b(?:or|of|ou|oder) (?:an? |een |une? |with an? )?"
    r"(?:b\.?sc?|m\.?sc?|bachelor|master|ph\.?d|wo|hbo|mbo|universit\w+|licen\w+)\b"
)
_OR = re.compile(r"\b(?:or|ou|oder) (?:(?:minimum|at least|au moins|mindestens) )?\Z")
_DUTCH_OR = re.compile(r"\bof (?:(?:minimaal|minstens|minimum) )?\Z")
"""An "or" before years in Dutch alone: "experience of 5 years" is English."""
_DUTCH_YEARS = re.compile(r"\bja(?:ar|ren)\b")
_LEVELS = re.compile(r"\b(?:junior|medior|senior)\b")
_LEVEL_BEFORE = 24
_NEAR = 120


def least_of_alternatives(statements: list[Statement], folded: str) -> list[Statement]:
    """Keep the lower of two years of which either is enough.

    "A master with 2 years or a bachelor with 5", "1 year as manager or 2 as assistant", "3 years for a medior, 6 for
    a senior".
    """
    kept: list[Statement] = []
    for statement in statements:
        if kept and statement[1] - kept[-1][1] < _NEAR and _is_another_way(folded, kept[-1], statement):
            kept[-1] = min(kept[-1], statement)
        else:
            kept.append(statement)
    return kept


def _is_another_way(folded: str, one: Statement, other: Statement) -> bool:
    """Say whether ``one`` or ``other`` is enough: joined by "or", or each for a level of its own."""
    (_, begin, _), (_, start, end) = one, other
    if _OR_A_DEGREE.search(folded, begin, start) or _OR.search(folded, begin, start):
        return True
    if _DUTCH_OR.search(folded, begin, start) and _DUTCH_YEARS.search(folded, start, end):
        return True
    levels = {level[0] for level in _LEVELS.finditer(folded, max(0, begin - _LEVEL_BEFORE), end)}
    return "senior" in levels and len(levels) > 1
