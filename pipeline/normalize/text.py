"""Published text made fit to read: characters repaired, HTML to plain text, folding for comparison."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, wraps
from html import unescape
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from pipeline.normalize.markup import is_html, plain_text, safe_html, tidy
from pipeline.normalize.mojibake import unscramble

# NUL, C0 and C1 controls, lone surrogates, bidi controls, zero-width marks, soft hyphen, the tags block.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
# The letters and signs of European ads, which no repair and no normal form changes. To match a whole text costs a third
# of a search for any other character.
_ORDINARY = re.compile(
    "[\t\n -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2328\u232b-\u27ff]*+"
)
_LONGEST_LINE = 10_000
"""Characters of a title, a name or a field that are read; no source has a tenth of it."""
_SHORT = 60
"""Below so many characters a loop is faster than a table."""
# One set of signs, for the matcher skips to it.
_CLAUSE_END = re.compile(r"[\n;•.!?](?:(?<=[\n;•])|(?= ))")
_PLANE = 0x10000
"""Characters that are one unit of UTF-16: all but emoji and rare scripts."""
_PLAIN = {
    "’": "'",
    "‘": "'",
    "`": "'",
    "´": "'",
    "ʼ": "'",
    "–": "-",
    "—": "-",
    "‑": "-",
    "−": "-",
    "\xa0": " ",
    "\u202f": " ",
}


def _folded(character: str) -> str:
    plain = _PLAIN.get(character, character)
    base = unicodedata.normalize("NFKD", plain)[0] if len(plain) == 1 else plain
    lowered = base.lower()
    return lowered if len(lowered) == 1 else plain


# The characters of European ads; anything rarer is left as it is, which costs a comparison and never a span.
_FOLDED = {
    chr(code): _folded(chr(code)) for code in (*range(0x80, 0x0250), *range(0x1E00, 0x2070), *range(0xFB00, 0xFB07))
}
_NO_CHARACTER = "\ufffd"
_HALVES = range(0xD800, 0xE000)
"""The halves of pairs of UTF-16. One that stands alone in a text is a lone surrogate, which no file can hold."""
_FOLDED |= dict.fromkeys(map(chr, _HALVES), _NO_CHARACTER)
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKDOWN = re.compile(r"\\([-+.!#&_*()\[\]|>])|\*\*|^#{1,6} ", re.MULTILINE)


def repair(text: str) -> str:
    """Return ``text`` in NFC, mojibake put right, without what no ad needs: controls, surrogates, invisible marks."""
    if text.isascii() and text.isprintable():
        return text
    ordinary = _ORDINARY.fullmatch(text) is not None
    if not ordinary:
        text = _UNWANTED.sub("", unscramble(text.replace("\r\n", "\n").replace("\r", "\n")))
    repaired = unscramble(text)
    if (ordinary and repaired == text) or unicodedata.is_normalized("NFC", repaired):
        return repaired
    return unicodedata.normalize("NFC", repaired)


def one_line(text: str) -> str:
    """Return repaired ``text`` with every run of white space as one space; of a text past all lines its beginning."""
    return " ".join(repair(text[:_LONGEST_LINE]).split())


def clause_end(folded: str, start: int, high: int) -> int:
    """Return where the clause at ``start`` ends: with its line, its sentence or its item, at ``high`` at the latest."""
    ended = _CLAUSE_END.search(folded, start, high)
    return ended.start() if ended else high


def places_of(text: str, sign: str) -> Iterator[int]:
    """Yield where ``sign`` begins in ``text``."""
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1)


def fold(text: str) -> str:
    """Return ``text`` for comparison: no accents, lower case, apostrophes and dashes plain, ligatures apart.

    The result may be longer than ``text``; where spans must agree, use `Prose`.

    >>> fold("Développeur·euse À Liège")
    'developpeur·euse a liege'
    """
    if text.isascii():
        return text.lower()
    return fold_in_place(text).replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")


def fold_in_place(text: str) -> str:
    """Return ``text`` without accents, in lower case, apostrophes and dashes plain; every character keeps its place.

    A lone surrogate becomes U+FFFD.
    """
    if text.isascii():
        return text.lower()
    if len(text) < _SHORT:
        return "".join([_FOLDED.get(character, character) for character in text.replace("İ", "I").lower()])
    try:
        numbers = units(text)
    except UnicodeEncodeError:
        numbers = units(_SURROGATE.sub(_NO_CHARACTER, text))
    return _folds().take(numbers, mode="clip").tobytes().decode("utf-16-le")


def units(text: str) -> npt.NDArray[np.uint16]:
    """Return ``text`` as numbers, many times faster to look at than character by character; an emoji is two of them.

    Raises `UnicodeEncodeError` on a lone surrogate.
    """
    return np.frombuffer(text.encode("utf-16-le"), np.uint16)


@cache
def _folds() -> npt.NDArray[np.uint16]:
    """Return what each character folds to; half of a pair, as in an emoji, stays."""
    table = np.arange(_PLANE, dtype=np.uint16)
    for code in (*range(_HALVES.start), *range(_HALVES.stop, _PLANE)):
        lowered = chr(code).lower()
        # Of all characters only "İ" has a longer lower case; it is an "I" with a dot.
        table[code] = ord(_FOLDED.get(lowered[0], lowered[0]))
    return table


@dataclass(frozen=True, slots=True)
class Prose:
    """A plain text to be read, beside its folded form: of one length, so that a span of one is a span of the other."""

    text: str
    folded: str
    answers: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)
    """What readers have found out about this text and may ask again, by the question."""

    @classmethod
    def of(cls, text: str) -> Prose:
        """Return ``text`` with its folded form; a lone surrogate, which no file can hold, becomes U+FFFD."""
        folded = fold_in_place(text)
        if _NO_CHARACTER in folded:
            text = _SURROGATE.sub(_NO_CHARACTER, text)
        return cls(text=text, folded=folded)


T = TypeVar("T")


def once_a_text(read: Callable[[Prose], T]) -> Callable[[Prose], T]:
    """Return ``read`` with its answer kept beside the text: readers that ask the same of one text share it."""

    @wraps(read)
    def answer(prose: Prose) -> T:
        if read not in prose.answers:
            prose.answers[read] = read(prose)
        known: T = prose.answers[read]
        return known

    return answer


def html_to_text(markup: str) -> str:
    """Return what a reader of ``markup`` sees: one line per block, hidden nodes left out; plain text passes through."""
    markup = repair(markup)
    if is_html(markup) or "&lt;" in markup:
        return plain_text(safe_html(markup))
    plain = unescape(markup) if "&" in markup else markup
    return tidy(_MARKDOWN.sub(r"\1", plain))
