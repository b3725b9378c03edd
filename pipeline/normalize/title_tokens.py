"""A title in, its folded words out: symbols spelt out, gender forms undone, each word with the segment it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

from pipeline.normalize.text import fold

MAX_TITLE = 300
"""Characters that are read; no title says anything new after them."""

V = TypeVar("V")
Terms = Mapping[str, tuple[tuple[tuple[str, ...], V], ...]]


class Word(NamedTuple):
    """One word of a title, and the number of the segment (between bars, dashes and commas) that holds it."""

    text: str
    segment: int


_SYMBOLS = {
    "c#": " csharp ",
    "c++": " cpp ",
    "f#": " fsharp ",
    ".net": " dotnet ",
    ".js": "js ",
    "pl/sql": " plsql ",
    "ci/cd": " cicd ",
    "i.t.": " it ",
    "r&d": " rd ",
}
_SYMBOL = re.compile(
    r"(?<![a-z])(?:c#|c\+\+|f#|pl/sql|ci/cd|i\.t\.|r&d)|(?:(?<![a-z0-9])|(?<=asp)|(?<=vb))\.net(?![a-z]{2})|\.net(?=core)|\.js\b"
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
_WORD = re.compile(r"[a-z0-9]+|[|⏐¦,;:!?•·]|//| -|- ")
_AD_INTERIM = re.compile(r"(?<![A-Za-z.])a\.i\.?(?![A-Za-z])")
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
def words_of(title: str) -> tuple[Word, ...]:
    """Return the folded words of the first `MAX_TITLE` characters of ``title``."""
    title = _AD_INTERIM.sub(" ", unmangle(title[:MAX_TITLE]))
    folded = _SYMBOL.sub(lambda match: _SYMBOLS[match[0]], fold(title))
    folded = _FEMININE.sub("", _GENDER_TAG.sub(" ", _INNER_FEMININE.sub("", folded)))
    words: list[Word] = []
    segment = 0
    for piece in _WORD.findall(folded):
        if piece[0].isalnum():
            words.append(Word(piece, segment))
        else:
            segment += 1
    return tuple(words) if _says_it(title) else tuple(word for word in words if word.text != "it")


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
    """Return ``terms`` filed under their first word, longest first, for `longest_at`."""
    filed: dict[str, list[tuple[tuple[str, ...], V]]] = {}
    for term, meaning in terms:
        first, *rest = term.split()
        filed.setdefault(first, []).append((tuple(rest), meaning))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in filed.items()}


def longest_at(words: tuple[Word, ...], place: int, terms: Terms[V]) -> tuple[int, V] | None:
    """Return the number of words and the meaning of the longest term at ``place``, all in one segment."""
    for rest, meaning in terms.get(words[place].text, ()):
        end = place + 1 + len(rest)
        if not rest:
            return 1, meaning
        if end <= len(words) and words[end - 1].segment == words[place].segment:
            if all(words[place + 1 + offset].text == word for offset, word in enumerate(rest)):
                return end - place, meaning
    return None
