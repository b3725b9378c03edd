"""Many words of one pattern in, the same pattern out, in an order that the matcher finishes sooner.

At every character of a text the matcher tries one alternative after the other. Grouped by their first letter, sixty
words are some twenty letters to look at.
"""

from __future__ import annotations

_QUANTIFIERS = frozenset("?*+{")


def grouped(pattern: str) -> str:
    """Return the alternatives of ``pattern`` grouped by first letter; what it matches, and where, stays the same.

    Alternatives that begin with no plain letter follow the others, so they must not match where those do, or it must
    not matter which of the two is found.

    >>> grouped("java|c#|javascript|[abc]1")
    '(?:j(?:ava|avascript)|c(?:#)|[abc]1)'
    """
    groups: dict[str, list[str]] = {}
    others: list[str] = []
    for alternative in _alternatives(pattern):
        first, rest = alternative[:1], alternative[1:]
        if first.isalnum() and rest[:1] not in _QUANTIFIERS:
            groups.setdefault(first, []).append(rest)
        else:
            others.append(alternative)
    return "(?:" + "|".join([f"{first}(?:{'|'.join(rests)})" for first, rests in groups.items()] + others) + ")"


def _alternatives(pattern: str) -> list[str]:
    """Return the alternatives of ``pattern`` on its outermost level."""
    alternatives, depth, in_set, escaped = [""], 0, False, False
    for character in pattern:
        plain = not escaped and not in_set
        if plain and character == "|" and not depth:
            alternatives.append("")
            continue
        depth += (plain and character == "(") - (plain and character == ")")
        in_set = not escaped and (character == "[" or (in_set and character != "]"))
        escaped = character == "\\" and not escaped
        alternatives[-1] += character
    return alternatives
