"""A text in, the places where it names a technology out: its stems first, then the boundaries of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.normalize.lexicon import SharedStems, longest
from pipeline.normalize.text import Prose
from pipeline.reference.skills import Condition, Need, Technology, conditional_aliases, plain_aliases, technologies

# "Java-ontwikkelaar" has a boundary of its own; these tails make a compound without one: "Javaontwikkelaar".
_COMPOUND_TAIL = re.compile(
    r"(?:ontwikkel|developer|programmeur|engineer|omgeving|kennis|server|database|consultant|beheer|expert|"
    r"specialist|"
    r"architect|team|platform|applicatie|script|ervaring|skills|tools|cluster|s\b|'s\b)"
)
_VERSION_TAIL = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}\+?(?!\w)")
_JOINS_AN_ADDRESS = frozenset("@./")
_SHORTEST_GLUED = 4
_MOST_MENTIONS = 300
"""No ad names more; a text that does is hostile, and the rest of it is left unread."""


_NAMED = {spelling: technologies()[slug] for spelling, slug in plain_aliases().items()}
_TECHNOLOGIES = list(_NAMED.values())
_PLAIN = SharedStems(_NAMED)


_AS_WRITTEN = Condition(needs=Need.CASE, beside=frozenset(), never_before=None, never_after=None)


class Mention(NamedTuple):
    """One place where a text names, or may name, a technology."""

    start: int
    end: int
    technology: Technology
    conditions: tuple[Condition, ...] = ()
    """None: it is a technology. Otherwise one of these must hold."""


def find_mentions(prose: Prose) -> list[Mention]:
    """Return the places where ``prose`` may name a technology, in order, none overlapping another; longest first."""
    plain = list(islice(_plain_mentions(prose), _MOST_MENTIONS))
    conditional = list(islice(_conditional_mentions(prose), _MOST_MENTIONS))
    if not plain or not conditional:
        # Each by itself stands in order, none overlapping another.
        return plain or conditional
    found = plain + conditional
    found.sort(key=lambda mention: (mention.start, -mention.end))
    mentions: list[Mention] = []
    end = 0
    for mention in found:
        if mention.start >= end:
            mentions.append(mention)
            end = mention.end
    return mentions


def _plain_mentions(prose: Prose) -> Iterator[Mention]:
    folded = prose.folded
    for number, start, end in longest(_PLAIN.places(prose)):
        if not _begins_a_word(prose, start):
            continue
        if _ends_a_word(prose, start, end):
            yield Mention(start, end, _TECHNOLOGIES[number - _PLAIN.first])
            continue
        # The longest spelling runs into a word, e.g. "React Natively": a shorter one may not.
        for nearer in range(end - 1, start + 2, -1):
            technology = _NAMED.get(folded[start:nearer])
            if technology and _ends_a_word(prose, start, nearer):
                yield Mention(start, nearer, technology)
                break


def _conditional_mentions(prose: Prose) -> Iterator[Mention]:
    automaton, known = _conditional_automaton()
    text = prose.text
    for number, start, end in automaton.find_matches_as_indexes(text):
        if (start and text[start - 1].isalnum()) or not _ends_a_form(text, start, end):
            continue
        if not _in_an_address(prose, start, end):
            technology, conditions = known[number]
            yield Mention(start, end, technology, conditions)


def _ends_a_form(text: str, start: int, end: int) -> bool:
    """Tell whether a written form ends at ``end``: "C" does in "C99", but not in "Code", "C++", "C1" or "(C)IAM"."""
    following = text[end : end + 1]
    if following.isalpha():
        return _is_glued(text, start, end)
    if following.isalnum() and not _VERSION_TAIL.match(text, end):
        return False
    if end - start == 1:
        next_to_it = text[end + 1 : end + 2]
        if (following.isdigit() and not next_to_it.isdigit()) or (following == ")" and next_to_it.isalnum()):
            return False
    return following not in ("+", "#")


def _begins_a_word(prose: Prose, start: int) -> bool:
    if not start or not prose.folded[start - 1].isalnum():
        return True
    # Blocks glued together: "omgevingPython", "skillsC#".
    return prose.text[start].isupper() and prose.text[start - 1].islower()


def _ends_a_word(prose: Prose, start: int, end: int) -> bool:
    folded = prose.folded
    following = folded[end : end + 1]
    if _in_an_address(prose, start, end):
        return False
    if not following.isalnum():
        return True
    if not folded[end - 1].isalnum():
        return prose.text[end].isupper()
    if following.isdigit():
        return not folded[end - 1].isdigit() and bool(_VERSION_TAIL.match(folded, end))
    if _is_glued(prose.text, start, end):
        return True
    return end - start > 2 and bool(_COMPOUND_TAIL.match(folded, end))


def _is_glued(text: str, start: int, end: int) -> bool:
    """Tell whether a new sentence begins right at ``end``: "ReactStrong background", "GraphQLExperience"."""
    return (
        end - start >= _SHORTEST_GLUED
        and text[start].isupper()
        and text[end].isupper()
        and text[end + 1 : end + 2].islower()
    )


def _in_an_address(prose: Prose, start: int, end: int) -> bool:
    """Tell whether the span is part of an e-mail or web address: "jobs@python.be", "www.salesforce.com/careers"."""
    text = prose.text
    if text[end : end + 1] not in _JOINS_AN_ADDRESS and text[start - 1 : start] not in _JOINS_AN_ADDRESS:
        return False
    following, preceding = text[end : end + 2], text[max(0, start - 2) : start]
    if following[:1] == "@" or preceding[-1:] == "@":
        return True
    if len(following) == 2 and following[0] == "." and following[1].islower() and following[1].isascii():
        return True
    if len(preceding) == 2 and preceding[1] == "." and preceding[0].isalnum() and text[start].islower():
        return True
    if preceding[-1:] == "/" or following[:1] == "/":
        beginning = max(text.rfind(" ", max(0, start - 80), start), text.rfind("\n", max(0, start - 80), start)) + 1
        token = text[beginning:start]
        return "://" in token or "www." in token or ".com" in token
    return False


@cache
def _conditional_automaton() -> tuple[AhoCorasick, list[tuple[Technology, tuple[Condition, ...]]]]:
    aliases = conditional_aliases()
    known = [
        (technologies()[slug], () if _AS_WRITTEN in conditions else conditions) for slug, conditions in aliases.values()
    ]
    return AhoCorasick(list(aliases), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA), known
