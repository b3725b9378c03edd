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

_SIGNS = SharedStems(cue.ABBREVIATION_SIGNS)
_BETWEEN_CODES = frozenset(
    "en et and or of ou und zeer vlot goed basis uitstekend moedertaal native fluent good basic courant bon".split()
)


def languages_by_code(prose: Prose) -> Iterator[LanguageMention]:
    """Yield the languages that ``prose`` names by codes beside a word for languages, in order."""
    text = prose.text
    if not any(text[start:end].isupper() for _, start, end in _SIGNS.places(prose)):
        return
    for match in cue.ABBREVIATED.finditer(prose.folded):
        begin, end = match.span("list")
        words = re.findall(r"[A-Za-z]+", re.sub(r"\([^)]*\)|\b[ABCabc][12]\b", " ", text[begin:end]))
        if not all(word.isupper() or word in _BETWEEN_CODES for word in words):
            continue
        names = [word for word in words if word.isupper()]
        if len(names) < 2 and not (cue.ALONE.issuperset(names) and cue.FOLLOWING.match(prose.folded, end)):
            continue
        levels = {found["name"]: found["level"] for found in cue.ABBREVIATED_LEVEL.finditer(text, begin, end)}
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
