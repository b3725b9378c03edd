"""Many words of one pattern in, the same pattern out, in an order that the matcher finishes sooner.

At every character of a text the matcher tries one alternative after the other. Grouped by their first letter, sixty
words are some twenty letters to look at; and a pattern that begins with such letters, not with a look-behind or the
edge of a word, lets the matcher skip to them. Letters that stand everywhere are worth no skip: there the edge of a
word comes first, and the letters behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

_QUANTIFIERS = frozenset("?*+{")
_WHOLE_WORDS = r"\b(?:"
_COMMON = frozenset("enatirosd")
"""Letters that make up two thirds of any text."""
_FEW = 6
"""Of them, so many that the matcher still gains by skipping to them."""
_Openings = dict[tuple[str, str], list[str]]
r"""What may follow, by how an alternative begins: ``\b`` or nothing, and a letter."""
WORD_START = r"(?<!\w.)"
"""Behind the first letter of a word: the letter begins it. What ``\\b`` says before the letter."""


def grouped(pattern: str, *, behind: str = "") -> str:
    """Return the alternatives of ``pattern`` grouped by first letter; what it matches, and where, stays the same.

    Alternatives that begin with no plain letter follow the others, so they must not match where those do, or it must
    not matter which of the two is found. ``behind`` is a look-behind for the place right behind the first letter.

    >>> grouped("java|c#|javascript|[abc]1")
    '(?:j(?:ava|avascript)|c(?:#)|[abc]1)'
    >>> grouped("no|not|geen", behind="(?<!x.)")
    '(?:n(?<!x.)(?:o|ot)|g(?<!x.)(?:een))'
    """
    groups: dict[str, list[str]] = {}
    others: list[str] = []
    for alternative in _alternatives(pattern):
        length = 2 if alternative.startswith(r"\.") else 1
        first, rest = alternative[:length], alternative[length:]
        if (first.isalnum() or length == 2) and rest[:1] not in _QUANTIFIERS:
            groups.setdefault(first, []).append(rest)
        else:
            others.append(alternative)
    if others and behind:
        raise ValueError(f"{others[0]!r} begins with no plain letter")
    by_letter = [f"{first}{behind}(?:{_joined(rests)})" for first, rests in groups.items()]
    return f"(?:{'|'.join(by_letter + others)})"


def _joined(rests: list[str]) -> str:
    """Return ``rests`` as alternatives, what `WORD_START` says said once of those in a row that begin with it."""
    runs: list[str] = []
    for is_word, run in groupby(rests, key=lambda rest: rest.startswith(WORD_START)):
        alternatives = "|".join(rest.removeprefix(WORD_START) if is_word else rest for rest in run)
        runs.append(f"{WORD_START}(?:{alternatives})" if is_word else alternatives)
    return "|".join(runs)


def gathered(pattern: str) -> str:
    r"""Return ``pattern`` with alternatives such as ``\bword`` and ``\b(?:no|not) so`` grouped by first letter.

    What it matches, and where, stays the same; of alternatives that match at one place it must not matter which is
    found, where one of them has no ``\b`` or begins with no plain letter. The matcher skips to letters that are rare
    enough; where they are not, or an alternative begins with no plain letter, it looks for the edge of a word first.

    >>> gathered(r"\b(?:no|geen) one|\bnot two")
    'n(?<!\\w.)(?:o one|ot two)|g(?<!\\w.)een one'
    """
    alternatives = _alternatives(pattern)
    tail = _head(pattern)[2] if len(alternatives) == 1 else ""
    if tail:
        return f"(?:{gathered(pattern.removesuffix(tail))}){tail}"
    openings = [{} if _captures(alternative) else _openings(alternative) for alternative in alternatives]
    others = [alternative for one, alternative in zip(openings, alternatives, strict=True) if not one]
    opened = _merged(openings)
    return "|".join([*([_by_letter(opened, skips=not others)] if opened else []), *others])


def _head(alternative: str) -> tuple[str, str, str]:
    r"""Return the ``\b``, the words and the tail of ``\b(?:no|not) so``; ``\bso`` has one word and no tail."""
    edge = r"\b" if alternative.startswith(r"\b") else ""
    group = alternative.removeprefix(edge)
    if not group.startswith("(?:"):
        return edge, group, ""
    end = next(place for place, sign, depth in _plain_signs(group) if sign == ")" and not depth)
    if group[end + 1 : end + 2] in _QUANTIFIERS:
        return edge, group, ""
    return edge, group[3:end], group[end + 1 :]


def _openings(alternative: str) -> _Openings:
    """Return how ``alternative`` may begin, or nothing where it may begin with no plain letter."""
    edge, words, tail = _head(alternative)
    if f"{edge}{words}" == alternative:
        opens = words[:1].isalnum() and words[1:2] not in _QUANTIFIERS
        return {(edge, words[0]): [words[1:]]} if opens else {}
    openings = [_openings(f"{edge}{word}") for word in _alternatives(words)]
    merged = _merged(openings) if all(openings) else {}
    return {opening: [f"{_one_of(rests)}{tail}"] for opening, rests in merged.items()}


def _merged(every: Iterable[_Openings]) -> _Openings:
    merged: _Openings = {}
    for openings in every:
        for opening, rests in openings.items():
            merged.setdefault(opening, []).extend(rests)
    return merged


def _by_letter(openings: _Openings, *, skips: bool = True) -> str:
    """Return the pattern of ``openings``; ``skips``: whether the matcher can skip to their letters, if rare enough."""
    skips = skips and sum(letter in _COMMON for _, letter in openings) <= _FEW
    if not skips and all(edge for edge, _ in openings):
        words = "|".join(f"{letter}{_one_of(rests)}" for (_, letter), rests in openings.items())
        return rf"\b(?:{words})"
    return "|".join(
        f"{letter}{WORD_START if edge else ''}{_one_of(rests)}" for (edge, letter), rests in openings.items()
    )


def _one_of(rests: list[str]) -> str:
    return rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})"


def _captures(pattern: str) -> bool:
    opened = [pattern[place + 1 :] for place, sign, _ in _plain_signs(pattern) if sign == "("]
    return any(inside.startswith("?P<") or not inside.startswith("?") for inside in opened)


def _alternatives(pattern: str) -> list[str]:
    """Return the alternatives of ``pattern`` on its outermost level."""
    bars = [place for place, sign, depth in _plain_signs(pattern) if sign == "|" and not depth]
    return [pattern[begin + 1 : end] for begin, end in zip([-1, *bars], [*bars, len(pattern)], strict=True)]


def _plain_signs(pattern: str) -> Iterator[tuple[int, str, int]]:
    """Yield the signs of ``pattern`` that are neither escaped nor in a set: place, sign, brackets open behind it."""
    depth, in_set, escaped = 0, False, False
    for place, character in enumerate(pattern):
        if not escaped and not in_set:
            depth += (character == "(") - (character == ")")
            yield place, character, depth
        if not escaped:
            in_set = character != "]" if in_set else character == "["
        escaped = character == "\\" and not escaped
