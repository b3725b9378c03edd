"""A title in, its folded words out: symbols spelt out, gender forms undone, each word with the segment it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from pipeline.normalize.text import fold

MAX_TITLE = 300
"""Characters that are read; no title says anything new after them."""

V = TypeVar("V")


class Words(NamedTuple):
    """The words of a title, and beside each the number of the segment (between bars, dashes, commas) that holds it."""

    texts: tuple[str, ...]
    segments: tuple[int, ...]

    def joined(self, place: int, length: int) -> str:
        """Return ``length`` words from ``place`` on, with spaces between them."""
        return " ".join(self.texts[place : place + length])


class _Entry(Generic[V]):
    """The terms that begin with one word: by their words, and the lengths that occur, longest first."""

    __slots__ = ("by_words", "lengths")

    def __init__(self) -> None:
        self.by_words: dict[tuple[str, ...], V] = {}
        self.lengths: list[int] = []

    def add(self, words: tuple[str, ...], meaning: V) -> None:
        self.by_words[words] = meaning
        self.lengths = sorted({*self.lengths, len(words)}, reverse=True)


Terms = Mapping[str, _Entry[V]]


_SYMBOLS = {
    "c#": " csharp ",
    "c++": " cpp ",
    "f#": " fsharp ",
    ".net": " dotnet ",
    ".js": "js ",
    "pl/sql": " plsql ",
    "ci/cd": " cicd ",
    "i.t.": " it ",
    "a.i.": " ai ",
    "r&d": " rd ",
}
_SYMBOL_SIGNS = frozenset("#+./&")
_SYMBOL = re.compile(
    r"(?<![a-z])(?:c#|c\+\+|f#|pl/sql|ci/cd|i\.t\.|a\.i\.|r&d)|(?:(?<![a-z0-9])|(?<=asp)|(?<=vb))\.net(?![a-z]{2})|\.net(?=core)|\.js\b"
)
# "(m/v/x)", "H/F", "m - v - x", and "m v x" in titles that lost their punctuation.
_GENDER_TAG = re.compile(
    r"[(\[]?(?<![a-z0-9&])[mvfhwxdz](?:\s?[/|,.*-]\s?|\s)[mvfhwxd](?:(?:\s?[/|,.*-]\s?|\s)[xdvmi])?(?![a-z0-9&+#])[)\]]?"
    r"|\((?:gn|all genders[^)]{0,20}|alle geslachten|tous genres)\)"
)
_FEMININE = re.compile(
    r"(?<=[a-z]{3}) ?[(·•./*:_-](?:se|euse|rice|trice|ere|ne|ve|le|e|innen|in|ste|ster|s)\)?(?:[·.]s)?(?![a-z0-9])"
)
_INNER_FEMININE = re.compile(r"\((?:st|s)\)(?=er)")
# Endings of a job word in both genders, folded: French, Dutch, German.
_GENDERS = [pair.split("/") for pair in "eur/euse eur/rice en/enne er/ere if/ive /e /ster /in".split(" ")]
_SHORTEST_STEM = 4
# Dutch spells it so: "front-endontwikkelaar".
_JOINED_BEHIND = re.compile(r"\b(front|back|full)[ -](end|stack|up)(?=[a-z]{2})")
# A dash parts a title, except the one that leaves a word unfinished: "systeem- en netwerkbeheerder".
_WORD = re.compile(r"[a-z0-9]+|[|⏐¦,;:!?•·]|//| -|- (?!(?:en|of|und|oder|and|or|&) )")
# Parts of an organisation, and who heads one.
_UNITS = frozenset("afdeling dienst cluster sector divisie departement directie team eenheid cel unit".split())
_POSTS = ("hoofd", "manager", "verantwoordelijke", "leider", "directeur")
_AD_INTERIM = re.compile(r"(?<![A-Za-z.])a\.i\.?(?![A-Za-z.])")
_WRITTEN_IT = re.compile(r"(?<![A-Za-z])(?:IT|I\.T)(?![A-Za-z])|^It ")
_LANGUAGE_CODES = frozenset("nl fr en de du ned fra eng duits frans engels dutch french english german".split())


def unmangle(title: str) -> str:
    """Return ``title`` with UTF-8 that was read as Windows-1252 put right, where it can be."""
    if "Ã" not in title and "â€" not in title:
        return title
    try:
        return title.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return title


@lru_cache(maxsize=4096)
def words_of(title: str) -> Words:
    """Return the folded words of the first `MAX_TITLE` characters of ``title``."""
    title = unmangle(title[:MAX_TITLE])
    if "a.i" in title:
        title = _AD_INTERIM.sub(" ", title)
    folded = fold(title)
    if not _SYMBOL_SIGNS.isdisjoint(folded):
        folded = _SYMBOL.sub(lambda match: _SYMBOLS[match[0]], folded)
    if "(" in folded:
        folded = _INNER_FEMININE.sub("", folded)
    folded = _JOINED_BEHIND.sub(r"\1\2", _FEMININE.sub("", _GENDER_TAG.sub(" ", folded)))
    texts: list[str] = []
    segments: list[int] = []
    segment = 0
    skipped = None if _says_it(title) else "it"
    for piece in _WORD.findall(folded):
        if not piece[0].isalnum():
            segment += 1
        elif piece != skipped:
            texts.append(piece)
            segments.append(segment)
    _join_genders(texts, segments)
    return Words(tuple(texts), tuple(segments))


def _join_genders(texts: list[str], segments: list[int]) -> None:
    """Make one word of two that are one job in both genders: "intégrateur/intégratrice web", "Bäckerin / Bäcker"."""
    for place in range(len(texts) - 1, 0, -1):
        one, other = texts[place - 1], texts[place]
        if one[:_SHORTEST_STEM] == other[:_SHORTEST_STEM] and (_is_feminine(other, one) or _is_feminine(one, other)):
            texts[place] = one if _is_feminine(other, one) else other
            del texts[place - 1], segments[place - 1]


def _is_feminine(word: str, masculine: str) -> bool:
    return any(
        masculine.endswith(ending) and word == masculine.removesuffix(ending) + other
        for ending, other in _GENDERS
        if len(masculine) - len(ending) >= _SHORTEST_STEM
    )


def post_in(word: str) -> str | None:
    """Return the post in a Dutch compound for who heads a part of an organisation, else ``None``.

    >>> post_in("sectorhoofd")
    'hoofd'
    """
    for post in _POSTS:
        if word.endswith(post) and word.removesuffix(post).removesuffix("s") in _UNITS:
            return post
    return None


def _says_it(title: str) -> bool:
    # "it" in lower case is a pronoun, except in a title that is all lower case; after languages it is Italian.
    if not _WRITTEN_IT.search(title):
        return title[1:] == title[1:].lower()
    return not _italian(re.findall(r"[a-z]+", fold(title)))


def _italian(words: list[str]) -> bool:
    for place, word in enumerate(words):
        if word == "it" and place and words[place - 1] in _LANGUAGE_CODES:
            return place + 1 == len(words) or words[place + 1] in _LANGUAGE_CODES
    return False


def by_first_word(terms: Iterable[tuple[str, V]]) -> Terms[V]:
    """Return ``terms`` filed under their first word, for `longest_at`."""
    filed: dict[str, _Entry[V]] = {}
    for term, meaning in terms:
        words = tuple(term.split())
        filed.setdefault(words[0], _Entry()).add(words, meaning)
    return filed


def longest_at(words: Words, place: int, terms: Terms[V]) -> tuple[int, V] | None:
    """Return the number of words and the meaning of the longest term at ``place``, all in one segment."""
    entry = terms.get(words.texts[place])
    if entry is None:
        return None
    for length in entry.lengths:
        end = place + length
        key = words.texts[place:end]
        if end <= len(words.texts) and key in entry.by_words and words.segments[end - 1] == words.segments[place]:
            return length, entry.by_words[key]
    return None
