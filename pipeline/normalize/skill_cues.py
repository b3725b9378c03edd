"""A text in, the words out by which it says that something is a must or a nice-to-have."""

from __future__ import annotations

import re

from pipeline.normalize.alternatives import grouped
from pipeline.normalize.lexicon import SharedStems, longest
from pipeline.normalize.phrase_data import load_phrases
from pipeline.normalize.phrases import Hit, PhraseTable
from pipeline.normalize.text import Prose
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
_LINKS = grouped("een|als|an?|as|une?|comme|eine?|is|zijn|are|be|est|sont|serait|ist|sind|ware")
_LED_BY = re.compile(rf"(?:\b{_LINKS} | (?<=\? ))(?:(?!{_LINKS} )[\w'-]+ ){{0,3}}\Z")
"""The words that lead to what is said of a thing: "is een erg mooie" before "troef"."""
_LEAD = 48
_ANSWERED = 16
"""Characters between a question and the word that answers it: "? Dan nog beter"."""
_ENDS_A_REPLY = ("", ".", "!", "\n", ",", ";")


def find_cues(prose: Prose) -> list[tuple[DemandCue, int, int]]:
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


def _is_word(folded: str, start: int, end: int) -> bool:
    if folded[end : end + 1].isalnum() and folded[end - 1] != "+":
        return False
    return not start or not folded[start - 1].isalnum() or not folded[start].isalnum()
