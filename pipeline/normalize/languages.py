"""A text in, its language and the languages it asks for out; the ad's own language is no requirement."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from models.posting import RequiredLanguage
from pipeline.normalize.language_demand import find_language_demands
from pipeline.normalize.language_mention import LanguageMention
from pipeline.normalize.language_words import AFFIXES, FREQUENT_WORDS, JOB_WORDS
from pipeline.normalize.text import Prose, fold

_LONGEST = 60_000
_LONGEST_TITLE = 300
_SAMPLE = 800
"""Characters of each of the three samples that decide the language of a longer text: start, middle and end."""
_GLANCE = 240
"""The same for a text whose samples speak clearly."""
_CLEAR = 12, 4
"""So many frequent words of one language speak clearly, if they are so many times those of the next."""
_ENOUGH_WORDS = 4
"""So many frequent words of one language are needed before a text without telling title has a language."""
_OF_A_SPEAKER = ("speak", "talig", "sprachig", "bilingu")
_CEFR = ("A1", "A2", "B1", "B2", "C1", "C2", "native")


def detect_language(title: str, prose: Prose) -> str | None:
    """Return ``nl``, ``fr``, ``en`` or ``de``, or ``None`` when the text is too short to tell.

    The language with the most frequent words of its own wins, so a text in two languages has its main one. On 32
    sentences
    of ads in these four languages a stop-word count alone makes no mistake; titles need their job words.
    """
    glance = _ranked(_votes(_sample(prose.folded, _GLANCE)))
    if _is_clear(glance):
        return glance[0][1]
    votes = _votes(_sample(prose.folded, _SAMPLE))
    by_text = _ranked(votes)
    if by_text and by_text[0][0] >= _ENOUGH_WORDS:
        return by_text[0][1]
    ranked = _ranked([*votes, *_title_votes(title)])
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def read_required_languages(prose: Prose, *, title: str = "") -> tuple[RequiredLanguage, ...]:
    """Return the spoken languages that the work asks for, none twice, in the order of the text.

    A language that the ad only calls welcome has ``required=False``; one that it calls not needed is left out. Of the
    title only a speaker counts: "AI engineer (Dutch speaking)", "Tweetalig NL/FR".
    """
    if len(prose.text) > _LONGEST:
        prose = Prose(text=prose.text[:_LONGEST], folded=prose.folded[:_LONGEST])
    found: dict[str, LanguageMention] = {}
    speaks = any(map(title.lower().__contains__, _OF_A_SPEAKER))
    titled = find_language_demands(Prose.of(title[:_LONGEST_TITLE])) if speaks else ()
    for mention in (*find_language_demands(prose), *titled):
        earlier = found.get(mention.code)
        found[mention.code] = _stronger(earlier, mention) if earlier else mention
    return tuple(
        RequiredLanguage(code=mention.code, level=mention.level, required=mention.required)
        for mention in found.values()
    )


def read_stated_languages(text: str | None) -> tuple[RequiredLanguage, ...]:
    """Return the languages in a source's own field, such as ``Néerlandais, Anglais (B2)``."""
    return read_required_languages(Prose.of("\n".join(["Languages:", *text.split(",")]))) if text else ()


def _sample(text: str, size: int) -> str:
    length = len(text)
    if length <= 3 * size:
        return text
    middle = (length - size) // 2
    return f"{text[:size]} {text[middle : middle + size]} {text[-size:]}"


def _votes(text: str) -> list[str]:
    return list(filter(None, map(FREQUENT_WORDS.get, text.split())))


def _ranked(votes: list[str]) -> list[tuple[int, str]]:
    """Return the languages with their votes, the most first; of equals the one named first."""
    languages = dict.fromkeys(votes)
    return sorted([(votes.count(language), language) for language in languages], key=itemgetter(0), reverse=True)


def _is_clear(ranked: list[tuple[int, str]]) -> bool:
    least, times = _CLEAR
    return bool(ranked) and ranked[0][0] >= max(least, times * (ranked[1][0] if len(ranked) > 1 else 0))


def _title_votes(title: str) -> Iterator[str]:
    for word in fold(title[:_LONGEST_TITLE]).replace("/", " ").replace("-", " ").replace(",", " ").split():
        word = word.strip("()[]:;.!?|")
        known = JOB_WORDS.get(word) or FREQUENT_WORDS.get(word)
        known = known or next((code for code, endings in AFFIXES.items() if word.endswith(endings)), None)
        if known:
            yield known


def _stronger(one: LanguageMention, other: LanguageMention) -> LanguageMention:
    """Return what two mentions of one language say together: required if either is, at the higher level."""
    levels = [mention.level for mention in (one, other) if mention.level]
    return LanguageMention(
        code=one.code,
        required=one.required or other.required,
        level=max(levels, key=_CEFR.index, default=None),
    )
