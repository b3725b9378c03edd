"""Published text made fit to read: characters repaired, HTML to plain text, folding for comparison."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from lxml import html as lxml_html
from lxml.etree import ParserError

# NUL, C0 and C1 controls, lone surrogates, bidi controls, zero-width marks, soft hyphen, the tags block.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‑": "-", "œ": "oe", "Œ": "oe", "æ": "ae"}
)
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


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return ``text`` for comparison: no accents, lower case, apostrophes and dashes plain, ligatures apart."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def html_to_text(markup: str) -> str:
    """Return what a reader of ``markup`` sees: one line per block, hidden nodes left out; plain text passes through."""
    markup = repair(markup)
    if "<" not in markup and "&" not in markup:
        return _BLANK_LINES.sub("\n", _SPACES.sub(" ", markup)).strip()
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
