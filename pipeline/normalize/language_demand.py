"""A text in, the languages that it asks a person to speak out, each with level and whether it is a must.

A language name is a requirement when the words around it speak of speaking ("vloeiend", "maîtrise", "command of") and the
word after it does not make it an adjective of something else ("Nederlandse markt", "Dutch courses").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.normalize.language_names import LANGUAGE_NAMES, SHORT_NAMES
from pipeline.normalize.skill_demand import nice_sections, within
from pipeline.normalize.text import Prose

_MOST_MENTIONS = 200


@dataclass(frozen=True, slots=True)
class LanguageMention:
    """One language that a text asks for."""

    code: str
    required: bool
    level: str | None


@dataclass(frozen=True, slots=True)
class _Name:
    code: str
    start: int
    end: int


# Words of speaking, anywhere in the clause. Folded.
_SPEAKING = re.compile(
    r"kennis|beheers|vloeiend|sprek|spreek|spraak|taal|talen|tweetalig|drietalig|viertalig|mondeling|schriftelijk|woord en geschrift|"
    r"fluen|proficien|command|speak|spoken|written|writing|verbal|oral|language|native|lingual|mother tongue|maitris|parl[eé]|"
    r"courant|connaissance|langue|lingue|notion|ecrit|sprach|sprichst|fliess|kenntnis|uitdrukken|communi|skills|level|niveau|"
    r"schrijf|schrijv|vaardig|\b[abc][12]\b|knowledge|master|deutsch in|competence|required|must\b|vereist|(?:^|\W)(?:lu|oral)\b"
)
# The same, directly before the name: here even a flattened text without full stops is believed.
_SPEAKING_BEFORE = re.compile(
    r"(?:fluen\w*|proficien\w*|command|speak\w*|spreekt?|spreken|vloeiend\w*|beheers\w*|native|kennis|maitris\w*|parle\w*|knowledge|"
    r"communicat\w*|skills?|bilingue?|bilingual|tweetalig\w*|mondeling|schriftelijk|written|spoken|verbal|oral)"
    r"(?: (?:in|of|van|de|het|du|l'|the|both|zowel|en|and|or|et|written|spoken|verbal|oral|goed|level|uitstekend|is|are))*"
    r"[\s:(]*(?:l'|d')?\Z"
)
# What may follow a language name that stands for the language itself.
_FOLLOWING = re.compile(
    r"""[\s"']*(?:\Z|[^\w\s"']|(?:taal|talen|language|langue|skill|proficien|speak|spoken|spreek|sprek|writ|fluen|level|nativ|requir|
    mandator|essential|is|are|was|and|en|et|und|or|of|ou|oder|als|as|in|on|at|op|with|met|avec|mondeling|schriftelijk|vloeiend|
    goed|uitstekend|perfect|schrij|beheers|kunt|kan|kunnen|courant|couramment|lu|ecrit|parl|oral|niveau|requis|exig|obligatoir|
    necessair|indispensab|souhait|apprec|est|sont|serait|constitu|a|nice|prefer|vereist|noodzakelijk|verplicht|zijn|both|zowel|
    voldoende|minimum|minimaal|to|for|enough|because|verb|vocabular|communicat|plus|but|maar|mais|ainsi|if|will|would|ist|sind|
    fliess|wort|kenntnis|sprach|[abc][12]|kennis|knowledge|compreh|professional|full|business|conversation|non|niet|geen|not|ook|
    also|comme|reading|beschik|machtig|onder|voor|zodat|om|te|comfortabl|strong|daarnaast|evenals|bij|maitris|bilingue|een|un|une|
    wenselijk|ability|at|minstens|optional|advanc|intermedi|basic|basis|good|excellent|competen|taalvaardig|candidat)\w*)""",
    re.VERBOSE,
)
# Before the name: the language of a course, a letter, a version of the ad.
_OF_A_TEXT = re.compile(
    r"(?:submit\w*|appl\w+|sollicit\w*|cv|resume|letter|motivation|motivatie\w*|brief|courses?|cursus\w*|cours|lessons?|lessen|"
    r"taught|thesis|interview\w*|available|beschikbaar|vertaa\w*|translat\w*|version|versie|documents?|description|"
    r"candidature|learn\w*|leren|lettre|only submitted|non|geen|no|taalcursus|held|conducted|vacature\w*|advert\w*|articles?)"
    r"(?:[ -](?!fluen|profic)[\w(){}+/&']+){0,4}[ -]*\Z"
)
_OF_A_TEXT_AFTER = re.compile(
    r"[\s-]*(?:language |taal)?(?:courses?|cursus\w*|lessons?|lessen|classes|cours\b|taught|translation|version|versie|translator|"
    r"to join our|vacature)"
)
_NOT_NEEDED_AFTER = re.compile(
    r"[^.;\n]{0,24}?\b(?:(?:not|niet|geen|pas|nicht|isn't|no) (?:a |an |een |absoluut |strictly )?"
    r"(?:requir|vereis|nodig|must|mandator|necessar|noodzakelijk|obligatoir|necessair|exige|needed|prerequisite|erforderlich))"
)
_WELCOME_BEFORE = re.compile(
    r"(?:prefer\w*|bij voorkeur|liefst|ideally|idealement|idealiter|de preference|idealerweise|willingness to learn\)?|"
    r"bereid\w* om|nice to have:?|a plus:|een plus:|pre:|atout:?|bonus:?|bereidheid)"
    r"(?: (?:also|ook|in|of|the|de|het|a|some|goed|basic|knowledge|kennis|van|fluent|good|en|willing\w*|to|learn|or|and|speaks?))*[\s(:]*\Z"
)
_WELCOME_AFTER = re.compile(
    r"(?:a|een|un|big|huge|grote|dikke|enorme|real|strong|great|serieuze|serious|is|als|sterke|extra|vrai|reel|great) "
    r"(?:plus\b|pre\b|atout|asset|advantage|bonus|pluspunt|troef|voordeel|nice to have|\+|meerwaarde)|nice[ -]to[ -]have|"
    r"preferred\b|preferable|advantageous|beneficial|desirable|desired|meegenomen|wenselijk|souhait|apprecie|von vorteil|"
    r"\bun plus\b|appreciated|is pre\b|would be great|welcome\b|optional|voorkeur|\batout\b|\(plus\)|\bpre\)|strekt tot aanbeveling|"
    r"geen must|not a must|can be useful|willing(?:ness)? to learn|of bereid"
)
_LIST_GAP = re.compile(
    r"(?:e taal|e|taal)?[\s,/&+(-]*(?:(?:en|and|et|und|of|or|ou|oder|en/of|and/or|et/ou|als|also|ook|als ook|both|zowel|in|of|"
    r"de|het|the|le|la|l'|du|d'|as well as|language|taal|ainsi que|c1|c2|b1|b2|minimaal|plus|well|as)\b[\s,/&+(']*)*"
)
_LEVEL = re.compile(r"\b([abc][12])\b")
_WORDED_LEVELS = (
    (re.compile(r"moedertaal|native|mother tongue|maternelle|muttersprach|near-native"), "native"),
    # CEFR's global scale: C1 speaks "fluently and spontaneously".
    (re.compile(r"vloeiend|fluen|courant|couramment|fliessend|verhandlungssicher|full professional"), "C1"),
    (re.compile(r"\bbasis|\bbasic|notions|grundkenntnis"), "A2"),
)
_ABBREVIATED = re.compile(
    r"(?:tweetalig|drietalig|viertalig|bilingue|bilingual|trilingue|trilingual|zweisprachig|talen|taal|languages?|langues?|"
    r"kennis|connaissance|vloeiend|fluent)[\w ]{0,12}[:( ]{1,3}(?P<list>(?:\b(?:"
    + "|".join(sorted(SHORT_NAMES, key=len, reverse=True))
    + r")\b[\s/+,&-]{0,3}(?:\b(?:en|et|and|und)\b(?=\s(?:nl|fr|en|de|eng|du)\b)\s)?){2,4})"
)
_ABBREVIATION_CUES = ("talig", "lingu", "sprachig", "talen", "langu", "taal", "kennis", "vloeiend", "fluent", "connaissance")


def find_language_demands(prose: Prose) -> Iterator[LanguageMention]:
    """Yield the languages that ``prose`` asks for, in order; one may come more than once."""
    yield from _abbreviated(prose)
    names = _names(prose)
    if not names:
        return
    folded = prose.folded
    welcome = nice_sections(prose)
    mentions: list[tuple[_Name, LanguageMention | None]] = []
    for index, name in enumerate(names):
        following = names[index + 1].start if index + 1 < len(names) else len(folded)
        mentions.append((name, _read(prose, name, following)))
    for index in _passed_on(mentions, folded):
        name, mention = mentions[index]
        if mention:
            mentions[index] = name, replace(mention, required=False)
    for name, mention in mentions:
        if mention:
            yield replace(mention, required=mention.required and not within(welcome, name.start))


def _names(prose: Prose) -> list[_Name]:
    automaton, codes = _automaton()
    folded, text = prose.folded, prose.text
    found: list[_Name] = []
    for number, start, end in automaton.find_matches_as_indexes(folded):
        if start and folded[start - 1].isalnum() and not (text[start].isupper() and text[start - 1].islower()):
            continue
        if folded[end : end + 1].isalnum() and not (text[end].isupper() and text[end - 1].islower()):
            continue
        # "polish" and "thai food" aside, English and Dutch write languages with a capital; only French and Dutch do not always.
        if folded[start:end] in ("polish", "lets", "thai", "pools") and not text[start].isupper():
            continue
        found.append(_Name(codes[number], start, end))
        if len(found) >= _MOST_MENTIONS:
            break
    return found


def _read(prose: Prose, name: _Name, following: int) -> LanguageMention | None:
    folded = prose.folded
    first, last = _clause(folded, name.start, name.end)
    before, after = folded[first : name.start], folded[name.end : last]
    near_before, near_after = before[-90:], after[:90]
    if not _is_the_language(prose, name, near_before, last):
        return None
    if _OF_A_TEXT_AFTER.match(near_after) or _NOT_NEEDED_AFTER.match(near_after):
        return None
    if _OF_A_TEXT.search(near_before[-64:]):
        return None
    if not (_SPEAKING.search(near_before) or _SPEAKING.search(near_after)) and not _under_a_heading(folded, first, last):
        return None
    own = folded[name.end : min(last, following, name.end + 90)]
    required = not (_WELCOME_BEFORE.search(near_before) or _WELCOME_AFTER.search(own))
    return LanguageMention(code=name.code, required=required, level=_level(near_before[-40:], own[:40]))


def _is_the_language(prose: Prose, name: _Name, before: str, last: int) -> bool:
    if _FOLLOWING.match(prose.folded, name.end, last):
        return True
    # Flattened texts lose their full stops: "fluent in English Currently pursuing", "EnglishWe offer".
    next_letter = prose.text[name.end : name.end + 2].strip()[:1]
    return next_letter.isupper() and bool(_SPEAKING_BEFORE.search(before))


def _under_a_heading(folded: str, first: int, last: int) -> bool:
    """Tell whether a line that holds little more than the name stands below "Talen:" or the like."""
    if last - first > 40:
        return False
    above = folded[max(0, first - 60) : first]
    return any(word in above for word in ("talen", "language", "langue", "sprachen", "taal"))


def _level(before: str, after: str) -> str | None:
    stated = _LEVEL.search(after) or _LEVEL.search(before)
    if stated:
        return stated[1].upper()
    return next((level for words, level in _WORDED_LEVELS if words.search(after) or words.search(before)), None)


def _passed_on(mentions: list[tuple[_Name, LanguageMention | None]], folded: str) -> list[int]:
    """Return the mentions that share a neighbour's welcome: "preferably Dutch or French", "Dutch and/or French is a plus"."""
    shared: list[int] = []
    for step in (1, -1):
        order = range(len(mentions)) if step == 1 else range(len(mentions) - 1, -1, -1)
        welcome = False
        for index in order:
            name, mention = mentions[index]
            before = folded[max(0, name.start - 90) : name.start]
            joined = False
            if 0 <= index - step < len(mentions):
                other = mentions[index - step][0]
                gap = folded[min(name.end, other.end) : max(name.start, other.start)]
                joined = len(gap) <= 32 and bool(_LIST_GAP.fullmatch(gap))
                # "Fluent in English, Dutch is a plus": a comma alone does not pass a plus back.
                joined = joined and (step == 1 or gap.strip() != ",")
            if mention is None:
                welcome = False
            elif not mention.required:
                welcome = step == -1 or bool(_WELCOME_BEFORE.search(before))
            elif welcome and joined:
                shared.append(index)
            else:
                welcome = False
    return shared


def _clause(folded: str, start: int, end: int) -> tuple[int, int]:
    low, high = max(0, start - 160), min(len(folded), end + 140)
    first = max(low, *(folded.rfind(mark, low, start) + len(mark) for mark in ("\n", ";", "•", ". ", "! ", "? ") if mark in folded[low:start]), low)
    marks = [folded.find(mark, end, high) for mark in ("\n", ";", "•", ". ", "! ", "? ")]
    return first, min((at for at in marks if at >= 0), default=high)


def _abbreviated(prose: Prose) -> Iterator[LanguageMention]:
    folded = prose.folded
    if not any(cue in folded for cue in _ABBREVIATION_CUES):
        return
    for match in _ABBREVIATED.finditer(folded):
        begin, end = match.span("list")
        names = re.findall(r"[A-Za-z]+", prose.text[begin:end])
        if not all(name.isupper() or name in ("en", "et", "and") for name in names):
            continue
        codes = [SHORT_NAMES[name.lower()] for name in names if name.isupper()]
        if len(codes) > 1:
            yield from (LanguageMention(code=code, required=True, level=None) for code in codes)


@cache
def _automaton() -> tuple[AhoCorasick, list[str]]:
    return AhoCorasick(list(LANGUAGE_NAMES), matchkind=MatchKind.LeftmostLongest), list(LANGUAGE_NAMES.values())
