"""A text in, the languages that it asks for by their codes out: "tweetalig NL/FR", "Talen: NL (C1), FR (B2)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize import language_cues as cue
from pipeline.normalize.language_mention import LanguageMention, clause_around
from pipeline.normalize.language_names import SHORT_NAMES
from pipeline.normalize.lexicon import SharedStems
from pipeline.normalize.skill_demand import nice_sections, within
from pipeline.normalize.text import Prose

_ABBREVIATED = re.compile(
    r"(?:tweetalig\w*|drietalig\w*|viertalig\w*|meertalig\w*|bilingue|bilingual\w*|trilingue|trilingual|multilingu\w+|"
    r"bilinguisme|trilinguisme|zweisprachig|talen|taal|languages?|langues?|sprachen|"
    r"kennis|connaissances?|maitrise|knowledge|vloeiend|fluent)[\w ]{0,24}?[:( ]{1,3}(?P<list>(?:\b(?:"
    + "|".join(sorted(SHORT_NAMES, key=len, reverse=True))
    + r")\b(?: ?\([a-z0-9 ]{2,16}\))?[\s/+,&-]{0,3}"
    r"(?:[:–] ?|- )?(?:(?:(?:zeer|very|tres) )?(?:vlot|goede?|basis|basiskennis|voldoende|vloeiend|uitstekend"
    r"|moedertaal|native|fluent|good|basic|courant|bonn?e?s?|moyen|notions)\b"
    r"(?: (?:basis|kennis|notions|level|niveau)\b)?[\s/+,&;-]{0,3})?"
    r"(?:\b(?:en|et|and|und|or|of|ou)\b(?=\s(?:nl|fr|en|de|eng|du)\b)\s)?){1,4})"
)
_ALONE = frozenset(["NL", "FR", "ENG"])
"""Abbreviations that are believed without a second one beside them."""
_ABBREVIATED_LEVEL = re.compile(r"(?P<name>[A-Z]{1,3})\b(?: ?[:(-]? ?(?P<level>[ABCabc][12])\b)?")
_ABBREVIATION_SIGNS = ("nl", "fr", "n/", "/n")
"""Of these one stands, in capitals, wherever `_ABBREVIATED` finds a list."""
_SIGNS = SharedStems(_ABBREVIATION_SIGNS)
# "Our helpdesk answers in four languages (NL, FR, EN, DE)": so many are served, by whoever does it.
_SERVED = re.compile(
    r"\b(?:in|en|dans) (?:[2-6]|twee|drie|vier|vijf|two|three|four|five|deux|trois|quatre|cinq|meerdere"
    r"|several|multiple|plusieurs) \Z"
)
_BY_THE_READER = re.compile(
    r"(?:\b(?:je|jij|u|vous|tu|you|sie|du|candidate?|kandidaat|zoek\w*|cherch\w*|looking)\b"
    r"|\b(?:iemand|someone|somebody|quelqu'un) (?:die|who|qui)\b)(?:(?!\b(?:die|dat|who|that|qui|which)\b)[^.;:\n])*\Z"
)
_BEFORE = 90
_BETWEEN_CODES = frozenset(
    "en et and or of ou und zeer very tres vlot goed goede basis basiskennis voldoende vloeiend uitstekend moedertaal"
    " kennis niveau level native fluent good basic courant bon bonne bonnes moyen notions".split()
)


def languages_by_code(prose: Prose) -> Iterator[LanguageMention]:
    """Yield the languages that ``prose`` names by codes beside a word for languages, in order."""
    text = prose.text
    if not any(text[start:end].isupper() for _, start, end in _SIGNS.places(prose)):
        return
    for match in _ABBREVIATED.finditer(prose.folded):
        begin, end = match.span("list")
        words = re.findall(r"[A-Za-z]+", re.sub(r"\([^)]*\)|\b[ABCabc][12]\b", " ", text[begin:end]))
        if not all(word.isupper() or word in _BETWEEN_CODES for word in words):
            continue
        names = [word for word in words if word.isupper()]
        if len(names) < 2 and not (_ALONE.issuperset(names) and cue.FOLLOWING.match(prose.folded, end)):
            continue
        before = prose.folded[max(0, match.start() - _BEFORE) : match.start()]
        if _SERVED.search(before) and not _BY_THE_READER.search(before):
            continue
        levels = {found["name"]: found["level"] for found in _ABBREVIATED_LEVEL.finditer(text, begin, end)}
        required = not _abbreviations_are_welcome(match, prose)
        for name in names:
            level = levels.get(name)
            yield LanguageMention(SHORT_NAMES[name.lower()], required, level.upper() if level else None)


def _abbreviations_are_welcome(match: re.Match[str], prose: Prose) -> bool:
    """Tell whether the listed codes are called welcome, before or behind them: "meertaligheid (FR/EN) is een troef"."""
    folded = prose.folded
    begin, end = match.start("list"), match.start("list") + len(match["list"].rstrip(" ,;"))
    _, last = clause_around(folded, begin, end)
    behind = cue.OTHERS.split(folded[end : min(last, end + 40)], maxsplit=1)[0].split(",")[0]
    return bool(
        cue.WELCOME_AFTER.search(folded, match.start(), begin)
        or cue.WELCOME_AFTER.search(behind)
        or cue.WELCOME_BEFORE.search(folded[max(0, match.start() - 60) : match.start()])
        or within(nice_sections(prose), begin)
    )
