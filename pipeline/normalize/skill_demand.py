"""A text in, the stretches where what is named is a must or a nice-to-have out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.normalize.text import Prose

# Folded words that make the clause around them, or the section below them when they stand as its heading.
_NICE_ANYWHERE = """een pre|is pre|als pre|dikke pre|grote pre|een plus|pluspunt|mooi meegenomen|een troef|strekt tot aanbeveling
geen must|geen vereiste|niet vereist|bij voorkeur|wenselijk|streepje voor|een meerwaarde|un atout|un plus|serait un +|est un +
souhaitable|un avantage|idealement|de preference|a plus|is a bonus|nice to have|nice-to-have|nice to haves|an advantage
advantageous|an asset|preferred|preferably|desirable|beneficial|not required|not mandatory|bonus points|bonuspunten|von vorteil
wunschenswert|idealerweise|kein muss|would be great|good to have|goed om te hebben"""
_MUST_ANYWHERE = """vereist|noodzakelijk|verplicht|een must|must have|must-have|must haves|must-haves|required|mandatory|essential
is a must|obligatoire|exige|indispensable|requis|imperatif|zwingend|erforderlich|voraussetzung"""
# These words make a section only: "bonus" in a sentence is money.
_NICE_HEADING = "bonus|atouts|atout|pluspunten|plus|plusses|wensen|wens|troeven|extra|optional|optionnel|pre"
_MUST_HEADING = """requirements|functie-eisen|functie eisen|eisen|vereisten|jouw profiel|je profiel|profiel|profile|your profile
profil|votre profil|qualifications|wat breng je mee|wat breng jij mee|wat vragen wij|wat vragen we|wie ben jij|wie ben je|who you are
what you bring|what we are looking for|what we're looking for|what we ask|about you|wat wij vragen|wat we vragen|wat we zoeken
wat wij zoeken|wie zoeken wij|jij hebt|je hebt|jij brengt mee|jij bent|competences requises|anforderungen|dein profil|skills
technical skills|who are you|your skills|hard skills|wat heb je nodig|minimum qualifications|basic qualifications"""
_OTHER_HEADING = """wat bieden|wij bieden|we bieden|ons aanbod|aanbod|what we offer|we offer|our offer|offer|benefits|nous offrons
notre offre|wir bieden|over ons|about us|about the|over de|wie zijn wij|qui sommes|responsibilities|your role|jouw rol|taken|tasks
missions|solliciteer|how to apply|apply|interesse|contact|waarom|why|what's in it|wat krijg|arbeidsvoorwaarden|location|soft skills
what you will|what you'll|wat ga je|de rol|the role|the company|jouw functie|de functie|languages|talen|education|opleiding"""

_NEGATED = re.compile(r"(?:not|niet|geen|pas|non|no|nicht|kein|n'est) (?:an? |een |absoluut )?\Z")
_LONGEST_CLAUSE = 240
_LONGEST_SECTION = 1200
_HEADING_LENGTH = 48
_BULLETS = " \t*-•·+#>▪✓✔▸"


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Demands:
    """Where in one text things are a must, and where they are nice to have."""

    nice: tuple[Span, ...] = ()
    must: tuple[Span, ...] = ()
    nice_sections: tuple[Span, ...] = ()
    """Those of ``nice`` that a heading opens."""

    def required(self, at: int) -> bool | None:
        """Return False for a nice-to-have at ``at``, True for a must, ``None`` where the ad does not separate them."""
        if within(self.nice, at):
            return False
        return True if self.nice and within(self.must, at) else None


def read_demands(prose: Prose) -> Demands:
    """Return the stretches of ``prose`` that set apart what is required from what is welcome."""
    automaton, cues = _cues()
    sections: list[tuple[Span, bool | None]] = []
    clauses: list[tuple[Span, bool | None]] = []
    for number, start, end in automaton.find_matches_as_indexes(prose.folded):
        cue = cues[number]
        if not _is_word(prose.folded, start, end):
            continue
        below = _below_heading(prose.folded, start, end)
        if below is not None:
            # A section ends where the next one begins, whatever that one is about.
            if sections and sections[-1][0][1] > start:
                (begin, _), nice = sections[-1]
                sections[-1] = (begin, start), nice
            sections.append(((below, below + _LONGEST_SECTION), cue.nice))
        elif cue.anywhere:
            negated = not cue.nice and bool(_NEGATED.search(prose.folded[max(0, start - 16) : start]))
            clauses.append((_clause(prose.folded, start, end), cue.nice or negated))
    nice_sections = tuple(span for span, nice in sections if nice)
    return Demands(
        nice=nice_sections + tuple(span for span, nice in clauses if nice),
        must=tuple(span for span, nice in sections + clauses if nice is False),
        nice_sections=nice_sections,
    )


def nice_sections(prose: Prose) -> tuple[Span, ...]:
    """Return the sections of ``prose`` under a heading such as "Nice to have"."""
    return read_demands(prose).nice_sections


@dataclass(frozen=True, slots=True)
class _Cue:
    nice: bool | None
    """None: a heading of something else."""
    anywhere: bool


@cache
def _cues() -> tuple[AhoCorasick, list[_Cue]]:
    kinds = (
        (_NICE_ANYWHERE, _Cue(nice=True, anywhere=True)),
        (_MUST_ANYWHERE, _Cue(nice=False, anywhere=True)),
        (_NICE_HEADING, _Cue(nice=True, anywhere=False)),
        (_MUST_HEADING, _Cue(nice=False, anywhere=False)),
        (_OTHER_HEADING, _Cue(nice=None, anywhere=False)),
    )
    known: dict[str, _Cue] = {}
    for words, cue in kinds:
        for word in words.replace("\n", "|").split("|"):
            known.setdefault(word, cue)
    return AhoCorasick(list(known), matchkind=MatchKind.LeftmostLongest), list(known.values())


def _is_word(folded: str, start: int, end: int) -> bool:
    if start and folded[start - 1].isalnum():
        return False
    return not folded[end : end + 1].isalnum() or folded[end - 1] == "+"


def _below_heading(folded: str, start: int, end: int) -> int | None:
    """Return where the section begins whose heading holds the cue, or ``None`` when the cue is in running text."""
    line = folded.rfind("\n", max(0, start - _HEADING_LENGTH), start) + 1
    line_end = folded.find("\n", end, end + _HEADING_LENGTH)
    opens_line = (line > 0 or start < _HEADING_LENGTH) and not folded[line:start].strip(_BULLETS)
    if opens_line and line_end >= 0 and not folded[start - 1 : start].strip("\n "):
        return line_end
    colon = folded.find(":", end, end + _HEADING_LENGTH)
    if colon >= 0 and not any(mark in folded[end:colon] for mark in ".\n,("):
        return colon
    return None


def _clause(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return the clause around the cue: to the next line, bullet, semicolon or end of sentence, or inside its brackets."""
    low, high = max(0, start - _LONGEST_CLAUSE), min(len(folded), end + _LONGEST_CLAUSE)
    first = max(low, *(folded.rfind(mark, low, start) + 1 for mark in ("\n", ";", "•", ". ", "! ", "? ")))
    lasts = [folded.find(mark, end, high) for mark in ("\n", ";", "•", ". ", "! ", "? ")]
    last = min((at for at in lasts if at >= 0), default=high)
    opening = folded.rfind("(", first, start)
    if opening >= 0 and folded.find(")", opening, start) < 0:
        closing = folded.find(")", end, last)
        return opening, closing if closing >= 0 else last
    return first, last


def within(spans: tuple[Span, ...], at: int) -> bool:
    """Tell whether ``at`` lies in one of ``spans``."""
    return any(start <= at < end for start, end in spans)
