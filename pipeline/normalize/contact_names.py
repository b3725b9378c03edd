"""The text around a contact phrase in, the spans of the names of persons in it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache

from pipeline.normalize.address_names import Span, names_spelled
from pipeline.normalize.alternatives import gathered
from pipeline.normalize.lexicon import Stems
from pipeline.normalize.name_runs import TITLES, Run, runs
from pipeline.normalize.phrase_data import load_phrases
from pipeline.normalize.phrases import PhraseTable
from pipeline.normalize.text import Prose, fold, places_of
from pipeline.reference.organizations import (
    employers,
    first_names,
    first_words_of_organizations,
    is_known_organization,
    named_after_persons,
)


class Tells(Enum):
    """What a contact phrase tells of the name of a person beside it."""

    NAME = "a name"
    PERHAPS = "perhaps a name"
    AT_ONCE = "a name at once"
    ACTS = "who acts"
    NEAR = "a full name in its sentence"


_TRIGGERS = PhraseTable(load_phrases("contact_phrases.csv", Tells), stems=Stems)
_RECRUITS = ("recru", "talent acq")
_POSSESSIVE = re.compile(
    gathered(r"\b(?:your|jouw|je|uw|onze|our|votre|notre|ihr|ihre|unser|unsere) (?:[\w-]+ ){0,3}$")
)
_MANY = 80
_FARTHEST = 9
"""Words between a contact phrase and the name that it speaks of."""
_NEXT = 80
"""Characters in which a name begins that stands right behind a contact phrase, tags and line ends between them."""
_ROLE_AHEAD = re.compile(
    r"\W{0,4}(?:\w+[ -]){0,4}?(?:recruit|talent|hr\b|human res|manager|lead\b|head of|hoofd|owner|director"
    r"|directeur|sourcer"
    r"|consultant|officer|teamlei|partner|specialist|coordinator|professor|afdeling|responsable|engineer"
    r"|leader|architect)"
)
_REACH = 110
_OPENINGS = ("\n", ">", ". ", "? ", "! ", "• ")
_SIGNS = " *-•·\"'“”"
# Between a name and what its bearer does: nothing, a house, or a function in brackets, commas or dashes.
_APPOSED = re.compile(
    r"\s*(?:(?:van|from|de|du|of|uit) [\w' -]{2,30} |[,(–-]\s?(?:[^.;!?\n<>,()–]{0,60}(?:[,)–]|\s-))?\s*"
    r"(?:(?:onze|our|notre|votre|your|jouw|je|de|the|la|le|je vaste|senior|junior|corporate|it) ?)*)?"
)
# Two words with capitals: most of what follows a question or a heading has one.
_NAME_AHEAD = re.compile(r"(?:[\s*:#–-]|<[^<>]*>){0,12}[^\W\d_a-z][\w'’.-]* (?:[a-z']{1,4} ){0,2}[^\W\d_a-z]")
# The rest of a sentence or line without a capital: at least one word that is no courtesy title, then a sure end.
_NOBODY_AHEAD = re.compile(
    rf"[ ,:)]*+(?!(?:{'|'.join(sorted(TITLES))})\b)[a-zà-öø-ÿ](?>(?:[a-zà-öø-ÿ0-9 .,:'’()/@&%€+_-]++|\[[a-z]*+\])*)"
    r"(?:[?!;•\n]|(?<=[a-z]{5}\. )|<(?:/?(?:p|[uo]l|li|h[234])|br)>)"
)
_LINE_OR_SENTENCE_END = re.compile(r"[.?!\n<](?:(?<=[.?!])\s|(?<=\n)|(?<=<)(?:/(?:p|li|h[234])|br)>)")
# A word with a capital before another one, or before the particles of a family name.
_CAPITALS = re.compile(r"([A-ZÀ-ÞĀ-Ž][\w'’]*+)(?:-\w++)?(?= (?:[a-z']{1,4} ){0,3}[A-ZÀ-ÞĀ-Ž])")
_JOINS_A_NAME = frozenset(" -&")
_SENTENCE_END = re.compile(r"[.?!]\s")
_WINDOW = 200


def name_spans(prose: Prose, reachable: tuple[Span, ...]) -> list[Span]:
    """Return the spans of names of persons in contact phrases of ``prose``, which may hold tags.

    ``reachable`` are the spans of e-mail addresses and phone numbers, which make the capitalised words before them a
    name.
    """
    text, folded = prose.text, prose.folded
    linked = "<a " in folded
    found: set[Span] = set()
    seen = 0
    for trigger in _TRIGGERS.find(prose)[:_MANY]:
        if linked and _inside_link(folded, trigger.start):
            continue
        if trigger.start >= seen:
            seen = _sentence_end(folded, trigger.end)
            found.update(_full_names(text, folded, trigger.start, seen))
        if trigger.label is Tells.NEAR:
            continue
        recruits = folded.startswith(_RECRUITS, trigger.start)
        if (trigger.label is Tells.ACTS or recruits) and not _is_named(folded, trigger.start, found):
            found.update(_who_acts(text, folded, trigger.start))
        if trigger.label is Tells.ACTS:
            continue
        if trigger.label is Tells.AT_ONCE:
            if _NAME_AHEAD.match(text, trigger.end) or not _names_nobody(folded, trigger.end, trigger.end + _NEXT):
                found.update(_after(text, folded, trigger.end, reachable, strong=False, farthest=0))
            continue
        strong = trigger.label is Tells.NAME or (
            recruits and _POSSESSIVE.search(folded[max(0, trigger.start - 50) : trigger.start]) is not None
        )
        found.update(_after(text, folded, trigger.end, reachable, strong=strong, farthest=_FARTHEST))
        if recruits:
            found.update(_before(text, folded, trigger.start))
    last = 0
    for start, end in reachable[:_MANY]:
        known = max((stop for _, stop in found if stop <= start), default=0)
        found.update(_before(text, folded, start, low=max(known, last)))
        last = end
        found.update(names_spelled(text, folded, start))
    return sorted(found | set(_elsewhere(text, found)))


def _inside_link(text: str, position: int) -> bool:
    """Return whether ``position`` is inside the tag that opens a link."""
    opened = text.rfind("<", max(0, position - 600), position)
    return text.startswith("<a ", opened) and text.find(">", opened, position) < 0 <= text.find(">", position)


def _after(
    text: str, folded: str, position: int, reachable: tuple[Span, ...], *, strong: bool, farthest: int
) -> Iterator[Span]:
    """Yield names in the sentence that follows a contact phrase."""
    end = min(len(text), position + (_WINDOW if farthest else _NEXT))
    if _NOBODY_AHEAD.match(text, position, end):
        return
    skipped = 0
    for run in runs(text, position, end, farthest=farthest):
        if run.removed:
            strong, reachable = False, ()
            continue
        if not run.words:
            if run.of_line and skipped + run.gap == 0:
                continue
            return
        skipped += run.gap
        if skipped > farthest:
            return
        if _is_person(folded, run, strong=strong and skipped < 5, reachable=reachable):
            yield run.start, run.stop
            strong, reachable = False, ()


def _before(text: str, folded: str, position: int, *, low: int = 0) -> Iterator[Span]:
    """Yield the name that stands right before an address, a number or the word recruiter, behind ``low``."""
    begin = max(low, position - 90)
    begin = max(begin, text.rfind(" ", 0, begin + 1) + 1)
    if _names_nobody(folded, begin, position):
        return
    for run in runs(text, begin, position):
        named = run.titled or (len(run.words) > 1 and _has_first_name(folded, run))
        apart = _SENTENCE_END.search(folded, run.stop, position) is not None
        if run.words and named and not (apart or _is_a_firm(folded, run)):
            yield run.start, run.stop


def _who_acts(text: str, folded: str, position: int) -> Iterator[Span]:
    """Yield the name that opens the sentence of a verb or function: "Sofie, our talent partner, will help you"."""
    low = max(0, position - _REACH)
    if _names_nobody(folded, low, position):
        return
    opened = max(
        (folded.rfind(mark, low, position) + len(mark) for mark in _OPENINGS if mark in folded[low:position]),
        default=low,
    )
    for run in runs(text, opened, position):
        opens = not folded[opened : run.start].strip(_SIGNS) and (opened > low or not low)
        named = run.words and _has_first_name(folded, run) and not _is_organization(folded, run)
        if named and (opens or folded.endswith(", ", 0, run.start)) and _APPOSED.fullmatch(folded, run.stop, position):
            yield run.start, run.stop


def _full_names(text: str, folded: str, position: int, end: int) -> Iterator[Span]:
    """Yield the full names, of which the first one is known, in the sentence around ``position``, to its ``end``."""
    done = 0
    for pair in _CAPITALS.finditer(text, max(0, position - _REACH), end):
        start = pair.start()
        if start < done or folded[start : pair.end(1)] not in first_names():
            continue
        if start < position and _LINE_OR_SENTENCE_END.search(folded, pair.end(), position):
            continue
        run = next(runs(text, start, end), None)
        if run is None or len(run.words) < 2:
            continue
        done = run.stop
        goes_on = text[done : done + 1] in _JOINS_A_NAME and text[done + 1 : done + 2].isupper()
        if _has_first_name(folded, run) and not goes_on and not _is_a_firm(folded, run):
            yield start, done


def _sentence_end(folded: str, position: int) -> int:
    ended = _LINE_OR_SENTENCE_END.search(folded, position, position + _REACH)
    return ended.start() if ended else min(len(folded), position + _REACH)


def _is_named(folded: str, position: int, found: set[Span]) -> bool:
    """Return whether a name was found in the sentence before ``position``: "Inès Marichal (HR) answers your …"."""
    return any(
        position - _REACH < stop <= position and not _SENTENCE_END.search(folded, stop, position) for _, stop in found
    )


def _names_nobody(folded: str, begin: int, end: int) -> bool:
    """Return whether no courtesy title and no first name stands there: a quick answer that may be a false no."""
    return _person_words().isdisjoint(_WORD.findall(folded, begin, end))


@cache
def _person_words() -> frozenset[str]:
    return TITLES | first_names()


_WORD = re.compile(r"[^\W\d_][\w']*")


def _is_person(folded: str, run: Run, *, strong: bool, reachable: tuple[Span, ...]) -> bool:
    """Return whether ``run`` names a person: by a title or first name; else two words that can be reached or act."""
    return _may_be_a_person(folded, run, strong=strong, reachable=reachable) and not _is_a_firm(folded, run)


def _may_be_a_person(folded: str, run: Run, *, strong: bool, reachable: tuple[Span, ...]) -> bool:
    if run.titled or _has_first_name(folded, run):
        return True
    if len(run.words) < 2:
        return False
    if strong or any(
        run.stop <= start <= run.stop + 60 and not _SENTENCE_END.search(folded, run.stop, start)
        for start, _ in reachable
    ):
        return True
    ahead = folded[run.stop : run.stop + 70]
    return ahead[:2].strip()[:1] in {",", "("} and _ROLE_AHEAD.match(ahead) is not None


def _has_first_name(folded: str, run: Run) -> bool:
    """Return whether ``run`` begins with a first name, also "Pieter-Jan"; "Ben je" is a question."""
    if not run.words or (run.words == ["ben"] and folded.startswith(" j", run.stop)):
        return False
    return not first_names().isdisjoint((run.words[0], run.words[0].split("-")[0]))


def _is_a_firm(folded: str, run: Run) -> bool:
    return _is_organization(folded, run) or _names_the_domain(folded, run.stop, run.words)


def _is_organization(folded: str, run: Run) -> bool:
    """Return whether ``run`` names a known firm, hospital or prize, such as those that bear their founder's name."""
    name = folded[run.start : run.stop]
    words = name.split()
    if words[0] not in first_words_of_organizations():
        return False
    beginnings = {" ".join(words[:length]) for length in range(2, len(words) + 1)}
    known = not (employers().isdisjoint(beginnings) and named_after_persons().isdisjoint(beginnings))
    return known or is_known_organization(name)


def _names_the_domain(folded: str, stop: int, words: Iterable[str]) -> bool:
    """Return whether an e-mail address close by has one of ``words`` as its domain: then they name the firm."""
    at = folded.find("@", stop, stop + 90)
    if at < 0:
        return False
    domain = folded[at + 1 : at + 40].split(".")[0].replace("-", "")
    return any(len(word) > 2 and word.replace("-", "") in domain for word in words)


def _elsewhere(text: str, found: set[Span]) -> Iterator[Span]:
    """Yield further mentions of the full names that were found."""
    for name in sorted({text[start:stop] for start, stop in found})[:_MANY]:
        if " " in name and fold(name.split()[0]) in first_names():
            yield from ((position, position + len(name)) for position in places_of(text, name))
