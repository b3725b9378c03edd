"""A text in, the languages that it asks for by their codes out: "tweetalig NL/FR", "Talen: NL (C1), FR (B2)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from pipeline.normalize import language_cues as cue
from pipeline.normalize.alternatives import grouped
from pipeline.normalize.language_mention import LanguageMention, clause_around
from pipeline.normalize.language_names import SHORT_NAMES
from pipeline.normalize.lexicon import SharedStems
from pipeline.normalize.skill_sections import nice_sections, within
from pipeline.normalize.text import Prose

_ABBREVIATED = re.compile(
    grouped(
        r"tweetalig\w*|drietalig\w*|viertalig\w*|meertalig\w*|bilingue|bilingual\w*|trilingue|trilingual|multilingu\w+|"
        r"bilinguisme|trilinguisme|zweisprachig|talen|taal|languages?|langues?|sprachen|"
        r"kennis|connaissances?|maitrise|knowledge|vloeiend|fluent|vaardigheden in|skills in|"
        r"communi\w+ (?:in|en)"
    )
    + r"[\w ]{0,24}?[:( ]{1,3}(?P<list>(?:\b(?:"
    + "|".join(sorted(SHORT_NAMES, key=len, reverse=True))
    + r")\b(?: ?\([a-z0-9 ]{2,16}\))?[\s/+,&-]{0,3}"
    r"(?:[:–] ?|- )?(?:(?:(?:zeer|very|tres) )?(?:vlot|goede?|basis|basiskennis|voldoende|vloeiend|uitstekend"
    r"|moedertaal|native|fluent|good|basic|courant|bonn?e?s?|moyen|notions|"
    r"mandatory|required|vereist|verplicht|requis|obligatoire|must|desirable|gewenst|souhaite|atout|plus|pluspunt|troef"
    r"|asset)\b"
    r"(?: (?:basis|kennis|notions|level|niveau)\b)?[\s/+,&;-]{0,3})?"
    r"(?:\b(?:en|et|and|und|or|of|ou)\b(?=\s(?:nl|fr|en|de|eng|du)\b)\s)?){1,4})"
)
_CODE = r"(?:nl|fr|en|eng|de|du)"
_IN_CAPITALS = re.compile(grouped("NL|FR|ENG?|DE|DU", behind=r"(?<![\w/].)") + r"\b")
"""Where `_DEMANDED` and `_REMARKED` may match: codes in small letters are words more often."""
# "NL/EN vereist", "FR et NL obligatoires".
_DEMANDED = re.compile(
    rf"(?P<list>{_CODE}(?:(?: ?[/+&,] ?| (?:en|et|and|und|of|or|ou) ){_CODE}){{1,3}}):? ?"
    r"(?:is |are |zijn |est |sont )?"
    r"(?:een |un |a )?(?:vereist|verplicht|noodzakelijk|required|mandatory|must|requis|obligatoire|exige|indispensable"
    r"|tweetalig|drietalig|bilingu|trilingu|erforderlich|gewenst|desirable|souhait|atout|plus\b|pluspunt|troef|asset)"
)
_CODE_IN_LIST = re.compile(r"\b[A-Z]{1,3}\b")
# "…, ENG is een plus"
_REMARKED = re.compile(
    rf"(?P<list>{_CODE})(?: is| est| ist| =| zijn|:"
    r"|(?= (?:mooi |leuk )?(?:meegenomen|un plus|een plus|een troef))) (?:an? |een |un |ein )?"
    r"(?:plus\b|pluspunt|troef|atout|asset|bonus|must\b|vereist|apprecie|souhaite|gewenst|welkom|bienvenu"
    r"|(?:mooi |leuk )?meegenomen|required|requis|erforderlich)"
)
_A_PLUS = re.compile(r"\W*(?:troef|plus|pluspunt|asset|pre|bonus|voordeel|advantage)\W*\Z")
_ONE_OF_THEM = re.compile(r"\s*(?:is|est|ist|=|:|\()")
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
_REMARK = 40
"""Characters behind a code in which something may be said of it."""
_JOINS = frozenset(["", "or", "of", "ou", "en", "and", "et", "und", "oder"])
_BETWEEN_CODES = frozenset(
    "en et and or of ou und zeer very tres vlot goed goede basis basiskennis voldoende vloeiend uitstekend moedertaal"
    " kennis niveau level native fluent good basic courant bon bonne bonnes moyen notions mandatory required"
    " vereist verplicht requis obligatoire must desirable gewenst souhaite atout plus pluspunt troef asset".split()
)


def languages_by_code(prose: Prose) -> Iterator[LanguageMention]:
    """Yield the languages that ``prose`` names by codes beside a word for languages, in order."""
    text = prose.text
    if not any(text[start:end].isupper() for _, start, end in _SIGNS.places(prose)):
        return
    for match in chain(_ABBREVIATED.finditer(prose.folded), _with_a_remark(prose)):
        begin, end = match.span("list")
        words = re.findall(r"[A-Za-z]+", re.sub(r"\([^)]*\)|\b[ABCabc][12]\b", " ", text[begin:end]))
        if not all(word.isupper() or word in _BETWEEN_CODES for word in words):
            continue
        names = [word for word in words if word.isupper()]
        if (
            len(names) < 2
            and match.re is not _REMARKED
            and not (_ALONE.issuperset(names) and cue.FOLLOWING.match(prose.folded, end))
        ):
            continue
        before = prose.folded[max(0, match.start() - _BEFORE) : match.start()]
        if _SERVED.search(before) and not _BY_THE_READER.search(before):
            continue
        yield from _of_list(match, prose)


def _with_a_remark(prose: Prose) -> Iterator[re.Match[str]]:
    """Yield the codes in capitals behind which they are demanded, then those behind which something else is said."""
    starts = [code.start() for code in _IN_CAPITALS.finditer(prose.text)]
    for pattern in (_DEMANDED, _REMARKED):
        done = 0
        for start in starts:
            if start >= done and (found := pattern.match(prose.folded, start)):
                yield found
                done = found.end()


def _of_list(match: re.Match[str], prose: Prose) -> Iterator[LanguageMention]:
    """Yield the languages of a list, each with what is said of it alone: "FR (maternel), EN (B1), NL (atout)"."""
    begin, end = match.span("list")
    codes = [code for code in _CODE_IN_LIST.finditer(prose.text, begin, end) if code[0].lower() in SHORT_NAMES]
    levels = {found["name"]: found["level"] for found in _ABBREVIATED_LEVEL.finditer(prose.text, begin, end)}
    apart = len(codes) > 1 and "," in prose.text[begin:end] and _ONE_OF_THEM.match(prose.folded, end) is not None
    welcome = _is_welcome_ahead(match, prose) or (not apart and _abbreviations_are_welcome(match, prose))
    mentions: list[LanguageMention] = []
    following, passed_on = min(len(prose.folded), end + _REMARK), False
    for code in reversed(codes):
        own = re.split(r"[,;.\n]", prose.folded[code.end() : following], maxsplit=1)[0]
        joined = "," not in prose.folded[code.end() : following]
        called = cue.WELCOME_AFTER.search(own) or _A_PLUS.match(own)
        passed_on = called is not None or (passed_on and joined and own.strip(" /&+") in _JOINS)
        level = levels.get(code[0])
        worded = next((named for words, named in cue.WORDED_LEVELS if words.search(own)), None)
        mentions.append(
            LanguageMention(
                SHORT_NAMES[code[0].lower()], not (welcome or passed_on), level.upper() if level else worded
            )
        )
        following = code.start()
    yield from reversed(mentions)


def _is_welcome_ahead(match: re.Match[str], prose: Prose) -> bool:
    """Tell whether what stands before the list, or the section it stands in, calls all of it welcome."""
    folded, begin = prose.folded, match.start("list")
    return bool(
        cue.WELCOME_AFTER.search(folded, match.start(), begin)
        or cue.WELCOME_BEFORE.search(folded[max(0, match.start() - 60) : match.start()])
        or within(nice_sections(prose), begin)
    )


def _abbreviations_are_welcome(match: re.Match[str], prose: Prose) -> bool:
    """Tell whether the listed codes are called welcome behind them: "meertaligheid (FR/EN) is een troef"."""
    folded = prose.folded
    begin, end = match.start("list"), match.start("list") + len(match["list"].rstrip(" ,;"))
    _, last = clause_around(folded, begin, end)
    behind = cue.OTHERS.split(folded[end : min(last, end + _REMARK)], maxsplit=1)[0].split(",")[0]
    return cue.WELCOME_AFTER.search(behind) is not None
