"""Published text made fit to read: characters repaired, HTML to plain text, folding for comparison."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

from pipeline.normalize.markup import is_html, plain_text, safe_html, tidy
from pipeline.normalize.mojibake import unscramble

# NUL, C0 and C1 controls, lone surrogates, bidi controls, zero-width marks, soft hyphen, the tags block.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
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
_FOLDABLE = frozenset(_FOLDED)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_MARKDOWN = re.compile(r"\\([-+.!#&_*()\[\]|>])|\*\*|^#{1,6} ", re.MULTILINE)


def repair(text: str) -> str:
    """Return ``text`` in NFC, mojibake put right, without what no ad needs: controls, surrogates, invisible marks."""
    if not text.replace("\n", "").replace("\t", "").replace("\xa0", "").isprintable():
        text = _UNWANTED.sub("", unscramble(text.replace("\r\n", "\n").replace("\r", "\n")))
    if text.isascii():
        return text
    text = unscramble(text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Return repaired ``text`` with every run of white space as one space."""
    return " ".join(repair(text).split())


def fold(text: str) -> str:
    """Return ``text`` for comparison: no accents, lower case, apostrophes and dashes plain, ligatures apart.

    The result may be longer than ``text``; where spans must agree, use `Prose`.

    >>> fold("Développeur·euse À Liège")
    'developpeur·euse a liege'
    """
    return fold_in_place(text).replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")


def fold_in_place(text: str) -> str:
    """Return ``text`` without accents, in lower case, apostrophes and dashes plain; every character keeps its place."""
    if text.isascii():
        return text.lower()
    text = text.replace("İ", "I").lower()
    for character in _FOLDABLE.intersection(_NOT_ASCII.findall(text)):
        text = text.replace(character, _FOLDED[character])
    return text


@dataclass(frozen=True, slots=True)
class Prose:
    """A plain text to be read, beside its folded form: of one length, so that a span of one is a span of the other."""

    text: str
    folded: str

    @classmethod
    def of(cls, text: str) -> Prose:
        """Return ``text`` with its folded form."""
        return cls(text=text, folded=fold_in_place(text))


def html_to_text(markup: str) -> str:
    """Return what a reader of ``markup`` sees: one line per block, hidden nodes left out; plain text passes through."""
    markup = repair(markup)
    if is_html(markup) or "&lt;" in markup:
        return plain_text(safe_html(markup))
    plain = unescape(markup) if "&" in markup else markup
    return tidy(_MARKDOWN.sub(r"\1", plain))
