"""Plain text or the Markdown of job scrapers in, HTML out; and what is longer than any ad cut where nothing breaks."""

from __future__ import annotations

import re
from html import escape, unescape

LIMIT = 100_000
"""Characters of markup that are read of one description; the longest real ads have about 30,000."""
_ROOM = 2000
_LONGEST_ENTITY = 10
_LONGEST_LINE = 4000
_ESCAPED_SIGN = re.compile(r"\\([-+.!#&_*()\[\]|>~`])")
_RULE = re.compile(r"\s*(?:[-=_*] ?){3,}\s*")
_HEADING_LINE = re.compile(r"#{1,6}\s+(.+?)#*\s*")
_ITEM = re.compile(r"\s*(?:[*+•·▪●‣–-]|\d{1,2}[.)])\s+(\S.*)")
_INLINE_SIGNS = ("](", "*", "__", "\\")
_LINE_MARKS = frozenset("#*+•·▪●‣–-=_")
"""What an item, a heading or a rule may begin with, beside a number."""
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\((https?://[^\s()]{1,500})\)")
_BOLD = re.compile(r"\*\*([^*\n]{1,500})\*\*|__([^_\n]{1,500})__")
# Italics that begin or end inside a figure, as scrapers leave them: "46*.000", "34.*400".
_STAR_IN_FIGURE = re.compile(r"(?<=\d)\*(?=[.,]\d{3})|(?<=\d[.,])\*(?=\d{3})")
_STAR_BESIDE_A_MARK = ("*.", "*,", ".*", ",*")
_ITALIC = re.compile(r"(?<![\w*])\*([^\s*][^*\n]{0,300})\*(?![\w*])")


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
    inline = _inline if any(sign in html for sign in _INLINE_SIGNS) else str
    blocks: list[str] = []
    paragraph: list[str] = []
    in_list = False
    for line in [*html.split("\n"), ""]:
        bare = line.strip()
        marked = bare[:1] in _LINE_MARKS or bare[:1].isdigit()
        item = _ITEM.fullmatch(line) if marked else None
        heading = _HEADING_LINE.fullmatch(line) if marked and line[0] == "#" else None
        if bare and not (marked and (item or heading or _RULE.fullmatch(line))):
            if in_list:
                blocks.append("</ul>")
                in_list = False
            paragraph.append(inline(bare))
            continue
        if paragraph:
            blocks.append(f"<p>{'<br>'.join(paragraph)}</p>")
            paragraph = []
        if item:
            blocks.append(f"{'' if in_list else '<ul>'}<li>{inline(item[1])}</li>")
            in_list = True
        elif heading:
            blocks.append(f"{'</ul>' if in_list else ''}<h3>{inline(heading[1])}</h3>")
            in_list = False
    return "".join(blocks) + ("</ul>" if in_list else "")


def _strong(bold: re.Match[str]) -> str:
    return f"<strong>{bold[1] or bold[2]}</strong>"


def _emphasis(italic: re.Match[str]) -> str:
    return f"<em>{italic[1]}</em>"


def _inline(html: str) -> str:
    """Return one line, its signs escaped, with links, bold and italics as HTML."""
    if len(html) > _LONGEST_LINE:
        return html
    if "](" in html:
        html = _LINK.sub(lambda link: f'<a href="{link[2].replace(chr(34), "%22")}">{link[1]}</a>', html)
    if "*" in html or "__" in html:
        if any(signs in html for signs in _STAR_BESIDE_A_MARK):
            html = _STAR_IN_FIGURE.sub("", html)
        html = _BOLD.sub(_strong, html)
        if "*" in html:
            html = _ITALIC.sub(_emphasis, html).replace("**", "")
    return _ESCAPED_SIGN.sub(r"\1", html) if "\\" in html else html
