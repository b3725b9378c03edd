"""The words of a title in, the terms that they form out: heads, domains, trades and fields, compounds taken apart."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.normalize.title_tokens import Terms, Words, by_first_word, longest_at, post_in, words_of
from pipeline.reference.roles import Meaning, field_endings, title_terms, trade_endings

SHORTEST_COMPOUND = 8
SHORTEST_ENDING = 4
SHORTEST_TOPIC = 5
# Heads that close a Dutch or German compound, beside the endings of other trades.
_HEAD_ENDINGS = """ontwikkelaar ontwikkelaars ontwikkelaarster ontwikkeling beheerder analist analyst architect
    ingenieur engineer developer tester consultant specialist medewerker medewerkster technieker technicus technicien
    administrator designer ontwerper manager programmeur entwickler entwicklerin programmierer techniker architekt
    berater beraterin adviseur expert experte expertin spezialist spezialistin onderzoeker deskundige coordinator
    leiter leider lead wetenschapper wissenschaftler betreuer administrateur""".split()
_GRADES = frozenset(["junior", "medior", "senior"])
# Words for the filling of posts: alone in the first part of a title, they announce the job behind them.
_NOTICES = frozenset(
    "recrutement recruitment werving rekrutering selectie selection en et externe extern interne intern".split()
)
# What an employer is says nothing of the job: "programmeur bij een productiebedrijf".
_FIRMS = ("bedrijf", "bedrijven", "onderneming", "groep", "organisatie", "firma", "betrieb", "unternehmen")
# Parts of IT that a compound is about whatever follows them: "cyberdreigingen", "cloudoplossingen".
_TOPICS = frozenset(["cyber", "cloud", "software", "database", "network", "data-engineering", "machine-learning"])
# Before what a job is done with, or for.
_LEADS = frozenset("with for at met voor bij avec pour chez mit fur bei".split())
_TRADE = Meaning("trade")


class Term(NamedTuple):
    """One term of a title, as it stands there."""

    meaning: Meaning
    text: str
    segment: int
    led: bool = False
    """Whether "with", "for" or the like leads to it."""


@cache
def _terms() -> Terms[Meaning]:
    return by_first_word(title_terms())


@cache
def _single() -> dict[str, Meaning]:
    return {term: meaning for term, meaning in title_terms() if " " not in term}


@cache
def _endings() -> dict[str, Meaning]:
    trades = dict.fromkeys(trade_endings(), _TRADE)
    heads = {ending: _single().get(ending, _TRADE) for ending in _HEAD_ENDINGS}
    fields = dict.fromkeys(field_endings(), Meaning("field"))
    return fields | trades | heads | {"software": Meaning("domain", "software")}


@lru_cache(maxsize=8192)
def _compound(word: str) -> tuple[tuple[Meaning, str], ...]:
    """Return the parts of a compound that is in no list: its first part's meaning, if known, and its last's.

    >>> [meaning.value for meaning, _ in _compound("backendontwikkelaar")]
    ['backend', 'developer']
    """
    for inflection in ("s", "en", "e"):
        one = _single().get(word.removesuffix(inflection)) if word.endswith(inflection) else None
        if one is not None and one.kind in ("trade", "head", "field", "never"):
            return ((one, word),)
    if len(word) < SHORTEST_COMPOUND:
        return ()
    if post_in(word) is not None:
        return ((_single()["manager"], word),)
    inflected = _single().get(word + "e")
    if inflected is not None and inflected.kind == "field":
        return ((inflected, word),)
    for start in range(2, len(word) - SHORTEST_ENDING + 1):
        ending = _endings().get(word[start:])
        if ending is None:
            continue
        if ending.kind in ("domain", "field"):
            return ((ending, word),)
        if word[:start] in _GRADES:
            return ((ending, word[start:]),)
        first = _single().get(word[:start]) or _single().get(word[:start].rstrip("s"))
        if first is not None and first.kind == "domain" and ending.kind == "trade":
            # Of a part of IT, "verantwoordelijke" and "assistent" are the heads they are as words of their own.
            ending = _single().get(word[start:], ending)
        if first is None or ending.kind not in ("head", "weak"):
            return ((_TRADE, word),)
        return (first, word[:start]), (ending, word[start:])
    return _compound(word[:-1]) if word.endswith("s") and word[-2] != "s" else _topic(word)


def _topic(word: str) -> tuple[tuple[Meaning, str], ...]:
    """Return what a compound is about whose last part nobody knows: "vastgoedprojecten" real estate."""
    if word.endswith(_FIRMS):
        return ()
    for end in range(len(word) - SHORTEST_ENDING, SHORTEST_TOPIC - 1, -1):
        first = _single().get(word[:end])
        if first is not None and (first.kind == "field" or first.value in _TOPICS):
            return ((first, word[:end]),)
    return ()


@lru_cache(maxsize=4096)
def terms_of(title: str) -> tuple[Term, ...]:
    """Return the known terms of ``title`` in its order; words that nobody knows are left out."""
    words, terms = words_of(title), _terms()
    place = _behind_notice(words)
    found: list[Term] = []
    while place < len(words.texts):
        match = longest_at(words, place, terms)
        if match is None:
            parts = _compound(words.texts[place])
            found.extend(Term(meaning, text, words.segments[place]) for meaning, text in parts)
            place += 1
        else:
            length, meaning = match
            led = place > 0 and words.texts[place - 1] in _LEADS
            found.append(Term(meaning, words.joined(place, length), words.segments[place], led))
            place += length
    return tuple(found)


def _behind_notice(words: Words) -> int:
    """Return where the job begins behind an announcement, "Recrutement :" or "Werving en selectie -"; else 0."""
    if not words.texts or words.texts[0] not in _NOTICES or words.segments[0] == words.segments[-1]:
        return 0
    end = words.segments.index(next(one for one in words.segments if one > words.segments[0]))
    return end if _NOTICES.issuperset(words.texts[:end]) else 0
