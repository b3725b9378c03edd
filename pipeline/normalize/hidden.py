"""Published HTML in, the same without the nodes that a reader of the page would not see out."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

# A cheap look before a parse: most styled markup hides nothing. An entity, an escape or a comment inside a style
# attribute could spell any of these words, so it counts as a hint too.
_HINT = re.compile(
    r"display\s*:\s*none|visibility\s*:|font-size\s*:\s*[0-]|opacity\s*:\s*[0.]|text-indent\s*:\s*-|:\s*-\d{3}"
    r"|color\s*:\s*(?:#fff|#fefefe|white|rgba?\(\s*25|transparent)|[\s\"'-]hidden[\s=>\"'/]"
    r"|style\s*=\s*[\"'][^\"'<>]{0,300}?(?:\\|/\*|&(?!quot;|apos;|amp;|#34;|#39;))"
)
_HIDDEN = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|font-size:0(?![.\d]*[1-9])|opacity:0(?![.\d]*[1-9])"
    r"|(?:^|;)color:transparent|(?:text-indent|left|top|right):-\d{3,}|(?:^|;)(?:max-)?height:0(?:px)?;.*overflow:hidden"
)
_WHITE = re.compile(r"(?:^|;)color:(?:#fff(?:fff)?\b|white|#fefefe|rgba?\(25[345],25[345],25[345])")
_BACKGROUND = re.compile(r"background(?:-color|-image)?:(?!(?:#fff(?:fff)?\b|white|transparent|none|rgba?\(255))")
_COMMENT = re.compile(r"/\*[^*]*\*/")
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?")


def may_hide(markup: str) -> bool:
    """Return whether ``markup`` has anything that could hide a node: a quick answer that may be a false yes."""
    lowered = markup.lower()
    return ("style" in lowered or "hidden" in lowered) and _HINT.search(lowered) is not None


def drop_hidden(markup: str) -> str:
    """Return ``markup`` without hidden nodes; text that follows such a node stays.

    Hidden is what carries ``hidden`` or ``aria-hidden="true"``, or a style that takes it from sight: not displayed,
    no size, no opacity, off the page, white on no other ground.
    """
    try:
        root = lxml_html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError, AssertionError):
        return ""
    for node in [node for node in root.iter(etree.Element) if node is not root and _is_hidden(node)]:
        if node.getparent() is not None:
            node.drop_tree()
    body: str = lxml_html.tostring(root, encoding="unicode")
    return body.removeprefix("<div>").removesuffix("</div>")


def _is_hidden(node: lxml_html.HtmlElement) -> bool:
    if "hidden" in node.attrib or node.get("aria-hidden", "").strip().lower() == "true":
        return True
    style = node.get("style")
    if not style:
        return False
    plain = _plain(style)
    return _HIDDEN.search(plain) is not None or (_WHITE.search(plain) is not None and not _stands_on_a_ground(node))


def _stands_on_a_ground(node: lxml_html.HtmlElement) -> bool:
    depth = 0
    ancestor: lxml_html.HtmlElement | None = node
    while ancestor is not None and depth < 20:
        if _BACKGROUND.search(_plain(ancestor.get("style", ""))) or ancestor.get("bgcolor"):
            return True
        ancestor, depth = ancestor.getparent(), depth + 1
    return False


def _plain(style: str) -> str:
    """Return ``style`` in lower case, without spaces, comments and escapes."""
    if "\\" in style:
        style = _ESCAPE.sub(lambda escaped: chr(int(escaped[1], 16) % 0x110000), style.lower())
    return "".join(_COMMENT.sub("", style.lower()).split())
