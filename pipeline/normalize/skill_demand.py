"""A text in, the stretches where what is named is a must or a nice-to-have out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.normalize.alternatives import grouped
from pipeline.normalize.lexicon import SharedStems, longest
from pipeline.normalize.phrase_data import load_phrases
from pipeline.normalize.phrases import Hit, PhraseTable
from pipeline.normalize.skill_clause import (
    ANSWER,
    AROUND,
    TURN,
    Span,
    clause_around,
    is_alone_in_brackets,
    is_said_of_something,
    items_end,
    list_end,
    own_part,
    question_before,
    repeats,
    wish_end,
)
from pipeline.normalize.text import Prose, clause_end, once_a_text
from pipeline.reference.skills import DemandCue, demand_cues

_CUES = demand_cues()
_WORDS = SharedStems(cue.words for cue in _CUES)
_WISHES = PhraseTable(
    load_phrases(
        "skills_wishes.csv",
        lambda says: DemandCue(
            words="", nice=says != "must", anywhere=True, ahead=says == "ahead", running=says != "anywhere"
        ),
    )
)
"""Wishes as they are put together, of what is said of a thing and the words between: "is zeker een fijne troef".

One row is of demands: "Java and SQL as a minimum", unless years are counted or a number is kept low.
"""
_NEGATED = re.compile(r"(?:not|niet|geen|pas|non|no|nicht|kein|n'est) (?:an? |een |absoluut )?\Z")
_LINKS = grouped("een|als|an?|as|une?|comme|eine?|is|zijn|are|be|est|sont|serait|ist|sind|ware")
_LED_BY = re.compile(rf"(?:\b{_LINKS} | (?<=\? ))(?:(?!{_LINKS} )[\w'-]+ ){{0,3}}\Z")
"""The words that lead to what is said of a thing: "is een erg mooie" before "troef"."""
_LEAD = 48
_DENIAL = 16
"""Characters before a demand in which it may be denied: "geen absoluut "."""
_MOST_CUES = 150
"""No ad has more; a text that does is hostile, and the rest of it is left unread."""
_LONGEST_SECTION = 1200
_HEADING_LENGTH = 48
_ANSWERED = 16
"""Characters between a question and the word that answers it: "? Dan nog beter"."""
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
_QUESTIONS = frozenset(cue.words for cue in _CUES if _ASKS.match(cue.words))
_ASKED = re.compile(r"(?: (?:we|wij|jou|you|do|for|van|from|nous|on|mee|mit|of|de|vous)){0,3} ?\?")
"""The rest of a question that heads what follows it on its own line: "Wat vragen we? Twee jaar Java"."""
_MORE = re.compile(
    r"\b(?:ook|al|eens|zelfs|reeds|deja|aussi|meme|also|already|ever|even|too|auch|schon|gezien|geproefd|seen|tried|vu"
    r"|studies|etudes|hobby\w*|bagages?)\b"
)
"""What a question holds that asks for something on top; "Are you a Java developer?" asks for the reader."""
_IF_YOU = re.compile(
    r"(,? (?:als|if|si|wenn) (?:je|jij|u|you|tu|vous|du|sie)(?: (?:ook|also|aussi|auch))?"
    r"(?: (?:have|avez|as|know|hast))?)?[ :]*"
)
_CONDITION = re.compile(r",? (?:als|indien|if|si|wenn|falls) (?:je|jij|u|you|tu|vous|du|sie)\b")
_OPENS_A_CONDITION = re.compile(
    r"\W*(?:als|indien|if|si|wenn|falls|(?:heb|ken|ben|kan|kun|weet) (?:je|u)|(?:hast|kennst|kannst) du) "
)
"""What is only perhaps so, ahead of what is then said of it: "Heb je met Docker leren werken, top!"."""
_ENDS_A_REPLY = ("", ".", "!", "\n", ",", ";")
_UNFINISHED = (",", ":", " with", " met", " avec", " and", " en", " et", " of", " or", " in")
_BULLETS = " \t*-•·+#>▪✓✔▸"


@dataclass(frozen=True, slots=True)
class Demands:
    """Where in one text things are a must, and where they are nice to have."""

    nice: tuple[Span, ...] = ()
    must: tuple[Span, ...] = ()

    def required(self, at: int) -> bool | None:
        """Return False for a nice-to-have at ``at``, True for a must, ``None`` where the ad does not part them."""
        if not self.nice:
            return None
        if within(self.nice, at):
            return False
        return True if within(self.must, at) else None


class _Spoken(NamedTuple):
    """A cue in running text."""

    cue: DemandCue
    start: int
    end: int
    nice: bool
    """Whether it is a wish, be it that a demand is denied: "not required"."""


class _Clause(NamedTuple):
    """What a cue in running text speaks for."""

    cue: Span
    span: Span
    nice: bool


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of one text under a heading such as "Nice to have", and what its running text says besides."""

    nice: tuple[Span, ...]
    must: tuple[Span, ...]
    spoken: list[_Spoken]


def read_demands(prose: Prose) -> Demands:
    """Return the stretches of ``prose`` that set apart what is required from what is welcome."""
    sections = read_sections(prose)
    if not sections.nice and not any(spoken.nice for spoken in sections.spoken):
        return Demands()
    clauses = _parted(prose.folded, _clauses(prose, sections.spoken))
    return Demands(
        nice=sections.nice + tuple([clause.span for clause in clauses if clause.nice]),
        must=sections.must + tuple([clause.span for clause in clauses if not clause.nice]),
    )


@once_a_text
def read_sections(prose: Prose) -> Sections:
    """Return the sections of ``prose`` and its other cues; both from left to right."""
    sections: list[tuple[Span, bool]] = []
    spoken: list[_Spoken] = []
    folded = prose.folded
    for cue, start, end in _cues(prose):
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
            spoken.append(_Spoken(cue, start, end, wish))
    return Sections(
        nice=tuple([span for span, nice in sections if nice]),
        must=tuple([span for span, nice in sections if not nice]),
        spoken=spoken,
    )


def nice_sections(prose: Prose) -> tuple[Span, ...]:
    """Return the sections of ``prose`` under a heading such as "Nice to have"."""
    return read_sections(prose).nice


def _clauses(prose: Prose, cues: list[_Spoken]) -> list[_Clause]:
    """Return what each of ``cues`` speaks for."""
    folded = prose.folded
    clauses: list[_Clause] = []
    for cue, start, end, nice in cues:
        span = clause_around(prose, start, end)
        if cue.same:
            if clauses and repeats(folded, span, clauses[-1].span[1]):
                clauses.append(_Clause((start, end), span, clauses[-1].nice))
            continue
        if cue.ahead and folded[end : span[1]].strip(AROUND):
            span = start, wish_end(folded, end, span[1]) if cue.running else span[1]
        else:
            told = _told(clauses, nice=bool(cue.nice))
            span = own_part(folded, (max(span[0], min(told, start)), span[1]), (start, end))
            asked = question_before(folded, span[0], start)
            if cue.answer and not _replies(folded, cue, start, span[0], asked):
                continue
            span = asked, span[1]
        clauses.append(_Clause((start, end), span, nice))
    return clauses


def _cues(prose: Prose) -> list[tuple[DemandCue, int, int]]:
    """Return the cues of ``prose`` from left to right, of those that begin together the longest."""
    folded, first = prose.folded, _WORDS.first
    places = [
        (cue, start, end)
        for number, start, end in _WORDS.places(prose)
        if _is_word(folded, start, end)
        and (not (cue := _CUES[number - first]).answer or _may_reply(folded, start, end))
    ]
    # A wish put together stands before a cue of the same words: "niet vereist" says more than "vereist".
    return longest([(hit.label, _lead(folded, hit), hit.end) for hit in _WISHES.find(prose)] + places)


def _lead(folded: str, wish: Hit[DemandCue]) -> int:
    """Return where the words begin that lead to ``wish``, if it is one that is said of a thing."""
    if wish.label.ahead:
        return wish.start
    found = _LED_BY.search(folded, max(0, wish.start - _LEAD), wish.start)
    return found.start() if found else wish.start


def _may_reply(folded: str, start: int, end: int) -> bool:
    """Tell whether a question stands before a word that may answer it, or something that it is all that is said of."""
    if "?" in folded[max(0, start - _ANSWERED) : start]:
        return True
    return folded[max(0, start - 2) : start] in (": ", ", ") and folded[end : end + 1] in _ENDS_A_REPLY


def _replies(folded: str, cue: DemandCue, start: int, clause: int, asked: int) -> bool:
    """Tell whether an answer at ``start`` wishes for what its question, or the rest of its clause, is about."""
    if asked < clause:
        return not cue.praise or bool(_MORE.search(folded, asked, start))
    if folded.startswith(": ", start - 2):
        return True
    return bool(_OPENS_A_CONDITION.match(folded, clause, start))


def _told(clauses: list[_Clause], *, nice: bool) -> int:
    """Return where what the last of ``clauses`` told ends: of a must ahead of a wish, with all that it led to."""
    if not clauses:
        return 0
    last = clauses[-1]
    leads = nice and not last.nice and last.span[0] == last.cue[0]
    return last.span[1] if leads else last.cue[1]


def _parted(folded: str, clauses: list[_Clause]) -> list[_Clause]:
    """Part clauses of one sentence that say different things: "Docker is een troef, Python is een must"."""
    parted: list[_Clause] = []
    for clause in clauses:
        before = parted[-1] if parted else None
        if before and before.nice != clause.nice and before.span[1] > clause.cue[0]:
            turns = [turn.start() for turn in TURN.finditer(folded, before.cue[1], clause.cue[0])]
            if turns:
                # What is said of things ends at the first turn, what is said ahead of them at the last.
                cut = turns[-1] if before.span[0] == before.cue[0] else turns[0]
                parted[-1] = before._replace(span=(before.span[0], cut))
                clause = clause._replace(span=(cut, clause.span[1]))
        parted.append(clause)
    return parted


def _is_word(folded: str, start: int, end: int) -> bool:
    if folded[end : end + 1].isalnum() and folded[end - 1] != "+":
        return False
    return not start or not folded[start - 1].isalnum() or not folded[start].isalnum()


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
