"""Plain text or the Markdown of job scrapers in, HTML out; and what is longer than any ad cut where nothing breaks."""

from __future__ import annotations

import re
from html import escape, unescape

LIMIT = 100_000
"""Characters of markup that are read of one description; the longest real ads have about 30,000."""
_ROOM = 2000
_LONGEST_ENTITY = 10
_LONGEST_LINE = 4000
_ESCAPE = re.compile(r"\\(?=[-+.!#&_*()\[\]|>~`])")
_MARKED_LINE = re.compile(
    r"\s*(?:[*+•·▪●‣–-]|\d{1,2}[.)])\s+(?P<item>\S.*)|#{1,6}\s+(?P<heading>.+?)#*\s*"
    r"|(?P<rule>\s*(?:[-=_*] ?){3,}\s*)"
)
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\((https?://[^\s()]{1,500})\)")
_BOLD = re.compile(r"\*\*([^*\n]{1,500})\*\*")
_BOLD_OR_UNDERLINED = re.compile(rf"{_BOLD.pattern}|__([^_\n]{{1,500}})__")
# Italics that begin or end inside a figure, as scrapers leave them: "46*.000", "34.*400".
_STAR_IN_FIGURE = re.compile(r"\*(?:(?<=\d\*)(?=[.,]\d{3})|(?<=\d[.,]\*)(?=\d{3}))")
_ITALIC = re.compile(r"\*(?<![\w*]\*)([^\s*][^*\n]{0,300})\*(?![\w*])")


def cut(markup: str) -> str:
    """Return at most `LIMIT` characters of ``markup``, never ending inside a tag, an entity or a word."""
    if len(markup) <= LIMIT:
        return markup
    head = markup[: LIMIT - _ROOM]
    opened = head.rfind("<")
    if opened > head.rfind(">"):
        return head[:opened]
    space = max(head.rfind(" "), head.rfind("\n"), head.rfind(">") + 1)
    if space > LIMIT - 2 * _ROOM:
        return head[:space]
    entity = head.rfind("&", len(head) - _LONGEST_ENTITY)
    return head if entity < 0 or ";" in head[entity:] else head[:entity]


def markdown_to_html(text: str) -> str:
    """Return plain text or the Markdown of job scrapers as HTML, every sign of it escaped."""
    # Escaped, a text may be past the limit again.
    html = cut(escape(unescape(text) if "&" in text else text, quote=False))
    pieces: list[str] = []
    # The tag that ends what is open: a paragraph, a list, nothing.
    closing = ""
    for line in html.split("\n"):
        bare = line.strip()
        # No mark is a letter.
        marked = _MARKED_LINE.fullmatch(line) if bare and not bare[0].isalpha() else None
        kind = marked.lastgroup if marked else None
        if marked and kind == "item":
            pieces += ("<li>" if closing == "</ul>" else f"{closing}<ul><li>", marked[kind], "</li>")
            closing = "</ul>"
        elif marked and kind == "heading":
            pieces += (f"{closing}<h3>", marked[kind], "</h3>")
            closing = ""
        elif bare and not marked:
            pieces += ("<br>" if closing == "</p>" else f"{closing}<p>", bare)
            closing = "</p>"
        elif closing == "</p>":
            pieces.append(closing)
            closing = ""
    return _joined([*pieces, closing])


def _joined(pieces: list[str]) -> str:
    """Return tags and lines as one, the signs inside the lines told; a line longer than any keeps its signs."""
    # A line end apart, as no sign reaches over one, all are told at once.
    lines = "\n".join(pieces)
    if len(lines) <= _LONGEST_LINE or max(map(len, pieces)) <= _LONGEST_LINE:
        return _inline(lines).replace("\n", "")
    return "".join(piece if len(piece) > _LONGEST_LINE else _inline(piece) for piece in pieces)


def _strong(bold: re.Match[str]) -> str:
    return f"<strong>{bold[1] or bold[2]}</strong>"


def _emphasis(italic: re.Match[str]) -> str:
    return f"<em>{italic[1]}</em>"


def _inline(html: str) -> str:
    """Return lines, their signs escaped, with links, bold and italics as HTML."""
    if "[" in html:
        html = _LINK.sub(lambda link: f'<a href="{link[2].replace(chr(34), "%22")}">{link[1]}</a>', html)
    if "*" in html:
        html = _STAR_IN_FIGURE.sub("", html)
    if "_" in html:
        html = _BOLD_OR_UNDERLINED.sub(_strong, html)
    elif "*" in html:
        html = _BOLD.sub(_strong, html)
    if "*" in html:
        html = _ITALIC.sub(_emphasis, html).replace("**", "")
    return _ESCAPE.sub("", html) if "\\" in html else html
