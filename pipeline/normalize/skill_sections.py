"""A text in, its sections of musts and nice-to-haves out, and what its running text says of either."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.normalize.skill_clause import (
    ANSWER,
    Span,
    is_alone_in_brackets,
    is_said_of_something,
    items_end,
    list_end,
)
from pipeline.normalize.skill_cues import find_cues
from pipeline.normalize.text import Prose, clause_end, once_a_text
from pipeline.reference.skills import DemandCue, demand_cues

_NEGATED = re.compile(r"(?:not|niet|geen|pas|non|no|nicht|kein|n'est) (?:an? |een |absoluut )?\Z")
_DENIAL = 16
"""Characters before a demand in which it may be denied: "geen absoluut "."""
_MOST_CUES = 150
"""No ad has more; a text that does is hostile, and the rest of it is left unread."""
_LONGEST_SECTION = 1200
_HEADING_LENGTH = 48
_FILL_A_LINE = frozenset(
    (
        *("bij voorkeur", "liefst", "idealiter", "preferably", "ideally", "de preference", "idealement"),
        *("idealerweise", "vorzugsweise", "extra", "bonus", "plus"),
    )
)
_WORD_OR_BRACKET = re.compile(r"[\w(]")
_ENDS_A_SENTENCE = frozenset(".;,")
_GOES_ON = re.compile(r" (?:with|met|avec|mit)\b(?! (?:you|us|ons|jou|nous)\b)")
"""What follows a heading's words in an item that begins with them: "knowledge and experience with Kafka"."""
_PARTS_WORDS = re.compile(r"[.\n,(]")
_ASKS = re.compile(r"(?:wat|wie|what|who|que?|qui|qu'\w+|was|wen|(?:ton|votre|jouw|je|your|dein|ihr) profi\w+)\b")
_QUESTIONS = frozenset(cue.words for cue in demand_cues() if _ASKS.match(cue.words))
_ASKED = re.compile(r"(?: (?:we|wij|jou|you|do|for|van|from|nous|on|mee|mit|of|de|vous)){0,3} ?\?")
"""The rest of a question that heads what follows it on its own line: "Wat vragen we? Twee jaar Java"."""
_IF_YOU = re.compile(
    r"(,? (?:als|if|si|wenn) (?:je|jij|u|you|tu|vous|du|sie)(?: (?:ook|also|aussi|auch))?"
    r"(?: (?:have|avez|as|know|hast))?)?[ :]*"
)
_CONDITION = re.compile(r",? (?:als|indien|if|si|wenn|falls) (?:je|jij|u|you|tu|vous|du|sie)\b")
_UNFINISHED = (",", ":", " with", " met", " avec", " and", " en", " et", " of", " or", " in")
_BULLETS = " \t*-•·+#>▪✓✔▸"


class Spoken(NamedTuple):
    """A cue in running text."""

    cue: DemandCue
    start: int
    end: int
    nice: bool
    """Whether it is a wish, be it that a demand is denied: "not required"."""


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of one text under a heading such as "Nice to have", and what its running text says besides."""

    nice: tuple[Span, ...]
    must: tuple[Span, ...]
    spoken: list[Spoken]


@once_a_text
def read_sections(prose: Prose) -> Sections:
    """Return the sections of ``prose`` and its other cues; both from left to right."""
    sections: list[tuple[Span, bool]] = []
    spoken: list[Spoken] = []
    folded = prose.folded
    for cue, start, end in find_cues(prose):
        if len(sections) + len(spoken) == _MOST_CUES:
            break
        within_one = bool(sections) and sections[-1][0][1] > start
        if cue.nice is None and not (within_one or cue.anywhere):
            # It may head something else, where there is no section to end.
            continue
        below = None if cue.answer or cue.running else _below_heading(folded, cue, start, end)
        if below is not None:
            # A section ends where the next one begins, whatever that one is about.
            if within_one:
                (begin, _), nice = sections[-1]
                sections[-1] = (begin, start), nice
            if cue.nice is not None:
                sections.append(((below, _section_end(folded, start, below, nice=cue.nice)), cue.nice))
        elif cue.anywhere or (cue.nice is not None and is_alone_in_brackets(folded, start, end)):
            wish = bool(cue.nice or _NEGATED.search(folded, max(0, start - _DENIAL), start))
            spoken.append(Spoken(cue, start, end, wish))
    return Sections(
        nice=tuple([span for span, nice in sections if nice]),
        must=tuple([span for span, nice in sections if not nice]),
        spoken=spoken,
    )


def nice_sections(prose: Prose) -> tuple[Span, ...]:
    """Return the sections of ``prose`` under a heading such as "Nice to have"."""
    return read_sections(prose).nice


def _below_heading(folded: str, cue: DemandCue, start: int, end: int) -> int | None:
    """Return where the section begins whose heading holds the cue, or ``None`` when the cue is in running text."""
    line_end = folded.find("\n", end, end + _HEADING_LENGTH)
    colon = folded.find(":", end, end + _HEADING_LENGTH)
    labels = 0 <= colon < line_end and folded[colon + 1 : line_end].strip(_BULLETS)
    if line_end >= 0 and not labels and (_opens_line(folded, start) or _says_only(folded, start, end, line_end)):
        if cue.nice is False and _GOES_ON.match(folded, end, line_end):
            return None
        if _CONDITION.match(folded, end, line_end) and not _IF_YOU.fullmatch(folded, end, line_end):
            return None
        # "Preferably a driver's licence" is a wish that fills its line, no heading; "Extra holidays" are offered.
        wish = folded[start:end] in _FILL_A_LINE and folded[end:line_end].strip(_BULLETS + ":")
        return None if wish or folded[line_end - 1] in _ENDS_A_SENTENCE else line_end
    if cue.words in _QUESTIONS and (asked := _ASKED.match(folded, end)) and _opens_sentence(folded, start):
        return asked.end() - 1
    if colon < 0 or _PARTS_WORDS.search(folded, end, colon) or _in_brackets(folded, start):
        return None
    return None if is_said_of_something(folded, start, end) else colon


def _opens_line(folded: str, start: int) -> bool:
    """Tell whether nothing but bullets and pictures stands before ``start`` on its line, the last of them apart."""
    before = folded[max(0, start - 2) : start]
    if before[-1:] != " ":
        return not start or before[-1] == "\n"
    # Mostly it is a word.
    if before[0].isalnum():
        return False
    line = folded.rfind("\n", max(0, start - _HEADING_LENGTH), start) + 1
    return (line > 0 or start < _HEADING_LENGTH) and not _WORD_OR_BRACKET.search(folded, line, start)


def _opens_sentence(folded: str, start: int) -> bool:
    before = folded[max(0, start - 3) : start].rstrip(_BULLETS)
    return not before or before[-1] in "\n.!?:;)"


def _says_only(folded: str, start: int, end: int, line_end: int) -> bool:
    """Tell whether a line says of what is below it no more than the cue does: "It's a plus if you have"."""
    rest = _IF_YOU.fullmatch(folded, end, line_end)
    if rest is None:
        return False
    low = max(0, start - _HEADING_LENGTH)
    line = folded.rfind("\n", low, start) + 1
    answers = folded[max(0, line - 2) : line] in ("?\n", ":\n")
    if (low and not line) or answers:
        return False
    return bool(rest[1] or ANSWER.fullmatch(folded, line, start))


def _in_brackets(folded: str, start: int) -> bool:
    """Tell whether the cue stands in brackets, which no heading does: "(preferably by these methods: …)"."""
    begin = max(0, start - _HEADING_LENGTH)
    return folded.rfind("(", begin, start) > folded.rfind(")", begin, start)


def _section_end(folded: str, start: int, below: int, *, nice: bool) -> int:
    """Return where the section ends: with the list beside its heading, as in "Nice to have: Helm", or with the next."""
    line_end = folded.find("\n", below, below + _LONGEST_SECTION)
    high = line_end if line_end >= 0 else min(len(folded), below + _LONGEST_SECTION)
    if _opens_an_item(folded, start):
        high = clause_end(folded, below, high)
    begun = folded[below + 1 : high].strip(_BULLETS) if folded[below : below + 1] == ":" else ""
    if not begun or (begun.endswith(_UNFINISHED) and not _line_before(folded, start).strip(_BULLETS)):
        furthest = below + _LONGEST_SECTION
        return items_end(folded, high, furthest) if nice else furthest
    return list_end(folded, below, high)


def _line_before(folded: str, at: int) -> str:
    return folded[folded.rfind("\n", 0, at) + 1 : at]


def _opens_an_item(folded: str, start: int) -> bool:
    """Tell whether the label at ``start`` is of one item of a line only: "Scrum; nice to have: Helm; fluent Dutch"."""
    return folded[max(0, start - 2) : start].strip(" ") == ";"


def within(spans: tuple[Span, ...], at: int) -> bool:
    """Tell whether ``at`` lies in one of ``spans``."""
    for start, end in spans:  # noqa: SIM110 - a loop costs a third of a generator here, and this is asked often
        if start <= at < end:
            return True
    return False
