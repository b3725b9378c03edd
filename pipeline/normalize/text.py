"""Published text made fit to read: characters repaired, HTML to plain text, folding for comparison."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

from lxml import html as lxml_html
from lxml.etree import ParserError

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
_MARKDOWN = re.compile(r"\\([-+.!#&_*()\[\]|>])|\*\*|^#{1,6} ", re.MULTILINE)
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\s*\n\s*")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d])"
)
_BLOCK_TAGS = frozenset(
    """address article aside blockquote br dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p
    section table td th tr ul""".split()
)
_SILENT_TAGS = frozenset(["script", "style", "noscript", "template", "svg", "math", "head", "title"])


def repair(text: str) -> str:
    """Return ``text`` without characters that no ad needs (controls, surrogates, invisible marks), in NFC."""
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


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
    for character in _FOLDED.keys() & set(text):
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
    if "<" not in markup:
        plain = unescape(markup) if "&" in markup else markup
        return _BLANK_LINES.sub("\n", _SPACES.sub(" ", _MARKDOWN.sub(r"\1", plain))).strip()
    try:
        root = lxml_html.fragment_fromstring(markup, create_parent="div")
    except (ParserError, ValueError, AssertionError):
        return ""
    pieces: list[str] = []
    _collect(root, pieces)
    return _BLANK_LINES.sub("\n", _SPACES.sub(" ", "".join(pieces))).strip()


def _collect(root: lxml_html.HtmlElement, pieces: list[str]) -> None:
    # A stack instead of recursion: hostile markup may be thousands of levels deep.
    stack: list[tuple[lxml_html.HtmlElement, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        block = node.tag in _BLOCK_TAGS
        if leaving:
            if block:
                pieces.append("\n")
            if node is not root and node.tail:
                pieces.append(node.tail)
            continue
        stack.append((node, True))
        if not isinstance(node.tag, str) or node.tag in _SILENT_TAGS or _is_hidden(node):
            continue
        if block:
            pieces.append("\n")
        if node.text:
            pieces.append(node.text)
        stack.extend((child, False) for child in reversed(node))


def _is_hidden(node: lxml_html.HtmlElement) -> bool:
    if node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return True
    style = node.get("style")
    return bool(style and _HIDDEN.search(style.lower()))
