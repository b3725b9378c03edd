"""A text in, the stretches where what is named is a must or a nice-to-have out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.normalize.skill_clause import (
    AROUND,
    TURN,
    Span,
    clause_around,
    own_part,
    question_before,
    repeats,
    wish_end,
)
from pipeline.normalize.skill_sections import Spoken, read_sections, within
from pipeline.normalize.text import Prose
from pipeline.reference.skills import DemandCue

_MORE = re.compile(
    r"\b(?:ook|al|eens|zelfs|reeds|deja|aussi|meme|also|already|ever|even|too|auch|schon|gezien|geproefd|seen|tried|vu"
    r"|studies|etudes|hobby\w*|bagages?)\b"
)
"""What a question holds that asks for something on top; "Are you a Java developer?" asks for the reader."""
_OPENS_A_CONDITION = re.compile(
    r"\W*(?:als|indien|if|si|wenn|falls|(?:heb|ken|ben|kan|kun|weet) (?:je|u)|(?:hast|kennst|kannst) du) "
)
"""What is only perhaps so, ahead of what is then said of it: "Heb je met Docker leren werken, top!"."""


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


class _Clause(NamedTuple):
    """What a cue in running text speaks for."""

    cue: Span
    span: Span
    nice: bool


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


def _clauses(prose: Prose, cues: list[Spoken]) -> list[_Clause]:
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
