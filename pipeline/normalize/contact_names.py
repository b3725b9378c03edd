"""The text around a contact phrase in, the spans of the names of persons in it out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from pipeline.normalize.lexicon import Stems
from pipeline.normalize.phrase_data import rows
from pipeline.normalize.phrases import PhraseTable, phrase
from pipeline.normalize.text import Prose, fold
from pipeline.reference.organizations import first_names, is_known_organization

Span = tuple[int, int]

# A stem to find, what must stand there, and whether a name follows for certain, or nothing does.
_TRIGGERS = PhraseTable(
    stems=Stems,
    phrases=(
        phrase(stem, strong, pattern)
        for stem, pattern, strong in (
            ("contact", r"contact ?perso(?:o?n|nen|ns?)?\b|(?<=personne de )contact\b|contacts? ?(?=[:\n<])", True),
            ("contact", r"contact(?:eer|eren|eert|er|ez|ing)?\b", False),
            ("kontakt", r"kontakt ?(?=[:\n<])", True),
            ("kontakt", r"kontaktieren\b", False),
            ("ansprech", r"ansprech(?:partner(?:in)?|person)\b", True),
            ("t.a.v", r"t\.a\.v\.?", True),
            ("ter attentie", r"ter attentie van\b", True),
            ("attn", r"attn\b\.?", True),
            ("l'attention d", r"l'attention d[eu']", True),
            ("recru", r"recru(?:iter|teur|teuse|teerder)s?\b ?(?=[:|\n<])", True),
            ("recru", r"recru(?:iter|teur|teuse|teerder)s?\b", False),
            ("hiring manager", r"hiring manager\b", False),
            ("talent acq", r"talent acquisition\b", False),
            ("reach out", r"reach out\b", False),
            ("in touch", r"in touch\b", False),
            ("terecht bij", r"terecht bij\b", False),
            ("wenden sie", r"wenden sie sich\b", False),
            ("cv naar", r"cv naar\b", False),
            ("sollicitatie aan", r"sollicitatie aan\b", False),
            ("candidature a", r"candidature a\b", False),
            ("bel", r"(?<![\w-])bel(?:len)?\b", False),
            ("mail", r"(?<![\w.@])(?:mail|mailen|mailt)\b", False),
            ("appel", r"appele[zr]\b", False),
            ("call", r"(?<![\w-])call\b", False),
            ("vragen", r"(?<!\w)vragen\b", False),
            ("questions", r"questions\b", False),
            ("vriendelijke groet", r"vriendelijke groet(?:en)?\b", True),
            ("cordialement", r"cordialement\b", True),
            ("kind regards", r"kind regards\b", True),
            ("freundlichen gr", r"freundlichen grussen\b", True),
        )
    ),
)
_RECRUITS = ("recru", "talent acq")
_POSSESSIVE = re.compile(r"\b(?:your|jouw|je|uw|onze|our|votre|notre|ihr|ihre|unser|unsere) (?:[\w-]+ ){0,3}$")
PLACEHOLDER = "[…]"
"""Stands where something was removed: it reads as a gap in any language, and no rule takes it for contact data."""

_TITLES = frozenset(
    "prof dr ir ing drs dhr mevr mvr mw mme mlle mr mrs ms m heer mevrouw meneer madame monsieur mademoiselle"
    " herr herrn frau".split()
)
_BLOCKS = frozenset(f"<{slash}{tag}>" for tag in "p ul ol li h2 h3 h4 br".split() for slash in ("", "/"))
_TOKEN = re.compile(
    r"[^\W\d_][\w'’]*+(?:(?:-(?=\w)|\.(?=[A-Z]))[\w'’]*+)*+\.?|<[^<>]*>|\[[^\]\n]{0,12}\]|[^\s\w]|\d+|\n"
)
_PARTICLES = frozenset(
    "van de den der ter ten te von zu zur du des le la el al ben bin da dos di del della d' l' t' 't vd v.d.".split()
)
# Capitalised words near a contact phrase that name a function, a firm or a thing, never a person.
_NOT_A_NAME = frozenset(row["word"] for row in rows("not_a_name.csv"))
_FUNCTION_ENDINGS = (
    "manager",
    "management",
    "adviseur",
    "ologist",
    "ologe",
    "medewerker",
    "hoofd",
    "ingenieur",
    "leider",
)
_MANY = 50
_ROLE_AHEAD = re.compile(
    r"\W{0,4}(?:\w+[ -]){0,4}?(?:recruit|talent|hr\b|human res|manager|lead\b|head of|hoofd|owner|director"
    r"|directeur|sourcer"
    r"|consultant|officer|teamlei|partner|specialist|coordinator|professor|afdeling|responsable|engineer"
    r"|leader|architect)"
)
_SENTENCE_END = re.compile(r"[.?!]\s")
_ABBREVIATED = re.compile(r"(?:prof|dr|ir|ing|drs|dhr|mevr|mvr|mw|mr|mrs|ms|mme|m|[a-z])\.")
_WINDOW = 200


def name_spans(prose: Prose, reachable: tuple[Span, ...]) -> list[Span]:
    """Return the spans of names of persons in contact phrases of ``prose``, which may hold tags.

    ``reachable`` are the spans of e-mail addresses and phone
    numbers, which make the capitalised words before them a name.
    """
    text, folded = prose.text, prose.folded
    found: set[Span] = set()
    for trigger in _TRIGGERS.find(prose)[:_MANY]:
        if _inside_tag(folded, trigger.start):
            continue
        recruits = folded.startswith(_RECRUITS, trigger.start)
        strong = trigger.label or (
            recruits and _POSSESSIVE.search(folded[max(0, trigger.start - 50) : trigger.start]) is not None
        )
        found.update(_after(text, folded, trigger.end, reachable, strong=strong))
        if recruits:
            found.update(_before(text, folded, trigger.start))
    for start, _ in reachable[:_MANY]:
        found.update(_before(text, folded, start))
    return sorted(found | set(_elsewhere(text, found)))


def _inside_tag(text: str, position: int) -> bool:
    opened = text.rfind("<", max(0, position - 600), position)
    return (
        opened >= 0
        and text.find(">", opened, position) < 0
        and text.find(">", position) >= 0
        and text[opened + 1] == "a"
    )


def _after(text: str, folded: str, position: int, reachable: tuple[Span, ...], *, strong: bool) -> Iterator[Span]:
    """Yield names in the sentence that follows a contact phrase."""
    skipped = 0
    for run in _runs(text, position, min(len(text), position + _WINDOW)):
        if run.removed:
            strong, reachable = False, ()
            continue
        if not run.words:
            if run.of_line and skipped + run.gap == 0:
                continue
            return
        skipped += run.gap
        if skipped > 9:
            return
        if _is_person(folded, run, strong=strong and skipped < 5, reachable=reachable):
            yield run.start, run.stop
            strong, reachable = False, ()


def _before(text: str, folded: str, position: int) -> Iterator[Span]:
    """Yield the name that stands right before an address, a number or the word recruiter."""
    begin = max(0, position - 90)
    begin = max(begin, text.rfind(" ", 0, begin + 1) + 1)
    if _names_nobody(folded, begin, position):
        return
    for run in _runs(text, begin, position):
        named = run.titled or (len(run.words) > 1 and run.words[0] in first_names())
        if run.words and named and _bridges(folded[run.stop : position]):
            yield run.start, run.stop


def _names_nobody(folded: str, begin: int, end: int) -> bool:
    """Return whether no courtesy title and no first name stands there: a quick answer that may be a false no."""
    return _person_words().isdisjoint(_WORD.findall(folded, begin, end))


@cache
def _person_words() -> frozenset[str]:
    return _TITLES | first_names()


_WORD = re.compile(r"[^\W\d_](?:[\w']|-(?=\w))*")
_BRIDGE = re.compile(
    r"(?:[\s:,;|()/\[\]*.-]|<[^<>]*>)*(?:(?:[\w&-]+[ ,]+){0,4}(?:recruiter|recruitment|talent|hr|manager"
    r"|lead|partner|consultant|officer|specialist"
    r"|owner|head|hoofd|directeur|director|teamleider|professor)\b[\w &-]{0,30})?[\s:,;|()/\[\].-]*"
    r"(?:(?:is|via|op|at|on|par|au|tel|tel nr|telefoon|telefoonnummer|telephone|phone|gsm|mobile|mobiel"
    r"|e-?mail|mail|whatsapp"
    r"|door te bellen naar|te bereiken|bereikbaar|reachable|by|per|senior|corporate|it|de|het|nummer|naar"
    r"|the|of|or|en|une?)\b[\s:.,(]*){0,6}"
)


def _bridges(gap: str) -> bool:
    return len(gap) <= 80 and _BRIDGE.fullmatch(gap) is not None


@dataclass(slots=True)
class _Run:
    """Capitalised words that follow each other; without words, the end of a sentence or of a line."""

    start: int = 0
    stop: int = 0
    words: list[str] = field(default_factory=list)
    titled: bool = False
    """Whether a courtesy title precedes."""
    gap: int = 0
    """Words skipped since the run before."""
    of_line: bool = False
    """Whether what ends is only a line."""
    removed: bool = False
    """Whether this is no run at all but the gap where a name was removed before."""


def _runs(text: str, begin: int, end: int) -> Iterator[_Run]:
    """Yield the runs of capitalised words of ``text``, and the ends of its sentences and lines.

    A block tag is the end of a line, any other tag is nothing.
    """
    run = _Run()
    for token in _TOKEN.finditer(text, begin, end):
        word = token[0]
        if word[0] == "<" and len(word) > 1:
            if word not in _BLOCKS:
                continue
            word = "\n"
        ordinary = word.isascii() and word.islower()
        if ordinary and not run.words and word not in _TITLES and word.isalpha():
            run.titled = False
            run.gap += 1
            continue
        plain = word if ordinary else fold(word)
        bare = plain.rstrip(".")
        last = word[-1] == "." and len(bare) > 1
        if not run.words and bare in _TITLES:
            run.titled = True
            continue
        named = word[0].isupper() and (run.words or len(bare) > 1) and _may_name(bare)
        if named:
            run.start = run.start if run.words else token.start()
            run.stop = token.end() - last
            run.words.append(bare)
        if (named and len(run.words) < 5 and not last) or (run.words and plain in _PARTICLES):
            continue
        if run.words:
            yield run
            run = _Run()
        if word == PLACEHOLDER:
            yield _Run(removed=True)
        run.titled = False
        run.gap += not named and word[0].isalpha()
        if word in _ENDS or (last and not _ABBREVIATED.fullmatch(plain)):
            yield _Run(gap=run.gap, of_line=word == "\n")
    if run.words:
        yield run


_ENDS = frozenset(".?!;•\n")


def _may_name(word: str) -> bool:
    if word in _NOT_A_NAME or (word in _PARTICLES and word not in first_names()) or word.endswith(_FUNCTION_ENDINGS):
        return False
    return "-" not in word or _NOT_A_NAME.isdisjoint(word.split("-"))


def _is_person(folded: str, run: _Run, *, strong: bool, reachable: tuple[Span, ...]) -> bool:
    """Return whether ``run`` names a person: by a title or first name; else two words that can be reached or act."""
    if is_known_organization(folded[run.start : run.stop]) or _names_the_domain(folded, run.stop, run.words):
        return False
    if run.titled or run.words[0] in first_names():
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


def _names_the_domain(folded: str, stop: int, words: list[str]) -> bool:
    """Return whether an e-mail address close by has one of ``words`` as its domain: then they name the firm."""
    at = folded.find("@", stop, stop + 90)
    if at < 0:
        return False
    domain = folded[at + 1 : at + 40].split(".")[0].replace("-", "")
    return any(len(word) > 2 and word.replace("-", "") in domain for word in words)


def _elsewhere(text: str, found: set[Span]) -> Iterator[Span]:
    """Yield further mentions of the full names that were found."""
    for name in sorted({text[start:stop] for start, stop in found})[:_MANY]:
        if " " in name and name.split()[0].lower() in first_names():
            position = text.find(name)
            while position >= 0:
                yield position, position + len(name)
                position = text.find(name, position + len(name))
