"""Published HTML, Markdown or plain text in; one canonical, safe markup out, and the plain text of it."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

import nh3

from pipeline.normalize.hidden import drop_hidden, may_hide
from pipeline.normalize.markdown import LIMIT, cut, markdown_to_html

_SAFE_TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "b", "i", "h2", "h3", "h4", "a"}
_REL = "nofollow noopener noreferrer ugc"
_CLEANER = nh3.Cleaner(
    tags=_SAFE_TAGS,
    clean_content_tags={
        *("script", "style", "noscript", "template", "title", "svg", "math", "iframe", "object", "select", "textarea"),
        *("noembed", "noframes", "xmp", "audio", "video", "canvas", "button", "annotation-xml", "plaintext"),
    },
    attributes={"a": {"href"}},
    url_schemes={"http", "https"},
    link_rel=_REL,
)

# What makes a text HTML. Anything else between angle brackets, as in List<String>, is text.
_TAG_NAME = re.compile(r"<(?:/?([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])|!--)")
_HTML_NAMES = frozenset(
    """p br div span ul ol li strong b em i u h1 h2 h3 h4 h5 h6 a table tbody tr td th font section article header
    footer main nav aside dl dt dd pre blockquote hr img center small sup sub script style svg math iframe
    object embed form input button textarea select noscript template html body head title meta link base video
    audio details summary marquee label figure code address noembed noframes xmp plaintext canvas""".split()
)
# A tag of an element that may hold another of its kind, so that they nest.
_NESTING = re.compile(
    r"<(/?)(?!(?i:p|li|br|hr|img|input|meta|link|td|tr|th|dd|dt|option|base|embed|wbr|col|source)[\s/>])"
    r"([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])"
)
_DEEPEST = 60
_FEW = 250
_ESCAPED_HTML = re.compile(r"&lt;(?:/(?:p|div|ul|li|h[1-6]|strong|b|span|a)|br\s?/?)&gt;", re.IGNORECASE)
_DOUBLE_ENTITY = re.compile(
    r"&amp;(?:amp;)*(?=(?:amp|nbsp|quot|apos|euro|[lr][sd]quo|[nm]dash|hellip|bull|middot|#\d{2,5}"
    r"|[a-zA-Z](?:acute|grave|circ|uml|cedil|tilde|ring));)"
)
_SHOUTED = re.compile(r"</?[A-Z][A-Za-z0-9]*")
_AS_PARAGRAPH = re.compile(
    r"<(/?)(?:d(?:iv|[ltd]|etails)|t(?:able|head|body|foot|[rdh])|s(?:ection|ummary)|a(?:rticle|side|ddress)"
    r"|h(?:eader|r)"
    r"|f(?:ooter|orm|igure|igcaption|ieldset)|main|nav|pre|b(?:lockquote|ody)|center)(?=[\s/>])"
)
_AS_HEADING = re.compile(r"<(/?)h([156])(?=[\s/>])")
_WRAPPING = re.compile(r"<p>(?= ?<(?:p|ul|ol|h[234])>)")
_WRAPPED = re.compile(r"(</(?:p|ul|ol|h[234])>)(?: ?</p>)+")
_HEADING = {"1": "h2", "5": "h4", "6": "h4"}
_BLOCK_HTML = re.compile(r"<(?:p|br|li|h[1-6]|div|tr|td|dd)(?=[\s/>])")

# Markup in the one form that the cleaner gives: nothing but these elements, without attributes, none of them empty,
# well nested, a blank the only white space. Such markup is its own cleaning, so the cleaner need not run; a property in
# the tests holds it to that. Its characters are told one by one, which costs less than to tell what is none of them.
_CHARACTERS = (
    r"(?:[\x00-\x08\x0e-\x1b -%'-;=?-\x84\x86-\x9f\xa1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e"
    r"\u2060-\u2fff]++|[^\x00-\u3000]++|&(?:amp|lt|gt);)"
)
_WORDS = "|".join(rf"<{tag}>(?! *+<){_CHARACTERS}++</{tag}>" for tag in ("strong", "em", "b", "i"))
_RUN = rf"(?! *+(?>(?:<br> *+)*)</)(?>(?:{_CHARACTERS}|<br>|{_WORDS})+)"
_ITEMS = rf"(?>(?: *+<li>(?:<p>{_RUN}</p>|{_RUN})</li>)+) *+"
_BLOCK = "|".join(
    [
        *(rf"<{tag}>{_RUN}</{tag}>" for tag in ("p", "h2", "h3", "h4")),
        *(rf"<{tag}>{_ITEMS}</{tag}>" for tag in ("ul", "ol")),
    ]
)
_CANONICAL = re.compile(rf"(?>(?: *+(?:{_BLOCK}))+) *+")

# The cleaner's output is canonical: lower-case tags, attributes in double quotes, every other "<" an entity.
_ANY_TAG = re.compile(r"<[^<>]*>")
_EMPTY = re.compile(r"<(p|li|ul|ol|strong|em|b|i|h2|h3|h4)>(?:\s|<br>|&nbsp;)*</\1>|<a [^<>]*>\s*</a>")
# A link that lost its address, or whose address is not absolute and so leads nowhere from here.
_DEAD_LINK = re.compile(rf'<a (?:href="(?!https?://)[^"]*" )?rel="{_REL}">([^<]*(?:<(?!/a>)[^<]*)*)</a>')
_PERSONAL_LINK = re.compile(
    r'<a href="[^"]*(?:@|%40|linkedin\.com/in/|wa\.me/|api\.whatsapp\.com|calendly\.com/)[^"]*"[^<>]*>'
    r"([^<]*(?:<(?!/a>)[^<]*)*)</a>"
)
_MANY_BREAKS = re.compile(r"<br>(?: *<br>){2,}")
_BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li|h2|h3|h4)>|<br>")
_ODD_SPACE = re.compile(r"[^\S \n\t]")
_LINE_END = re.compile(r"<(?:/?(?:p|[uo]l|li|h[234])|br)>(?>(?: *+<(?:/?(?:p|[uo]l|li|h[234])|br)>)*)")
_TAG = re.compile(r"<[^<>]*+>?")


def is_html(text: str) -> bool:
    """Return whether ``text`` is HTML rather than plain text or Markdown."""
    return "<" in text and any(not tag[1] or tag[1].lower() in _HTML_NAMES for tag in _TAG_NAME.finditer(text))


def safe_html(text: str) -> str:
    """Return ``text`` (HTML, escaped HTML, Markdown or plain) as HTML of a few harmless elements.

    Kept are paragraphs, breaks, lists, emphasis, small headings and http links; nodes that a reader cannot see are
    dropped first. The result is canonical: applied to it, the function changes nothing.
    """
    if "<" in text and _is_canonical(markup := text.replace("\n", " ").replace("<br />", "<br>")):
        return _evened(markup)
    markup = text
    for _ in range(8):
        prepared = _prepared(cut(markup))
        canonical = _CANONICAL.fullmatch(prepared) is not None
        cleaned = _evened(prepared) if canonical else _cleaned(prepared)
        if cleaned == markup:
            break
        markup = cleaned
        whole = canonical or not _EMPTY.search(markup)
        if whole and len(markup) <= LIMIT and not _has_double_entity(markup):
            break
    return markup


def plain_text(html: str) -> str:
    """Return what a reader of ``html``, an output of `safe_html`, sees: one line per block."""
    text = _LINE_END.sub("\n", html)
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def unlink(html: str) -> tuple[str, int]:
    """Return ``html``, an output of `safe_html`, without links that lead to a person, and how many there were."""
    if "<a href" not in html:
        return html, 0
    return _PERSONAL_LINK.subn(r"\1", html)


def tidy(text: str) -> str:
    """Return ``text`` with single spaces and no empty lines."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


def _is_canonical(markup: str) -> bool:
    """Return whether cleaning ``markup`` would change nothing but breaks and spaces."""
    return len(markup) <= LIMIT and _CANONICAL.fullmatch(markup) is not None and not _has_double_entity(markup)


def _has_double_entity(markup: str) -> bool:
    return "&" in markup and _DOUBLE_ENTITY.search(markup) is not None


def _evened(canonical: str) -> str:
    """Return canonical markup with single spaces and never more than two breaks in a row."""
    return _MANY_BREAKS.sub("<br><br>", _without_runs_of_blanks(canonical)).strip()


def _prepared(text: str) -> str:
    """Return ``text``, whatever it is, as HTML for the cleaner."""
    if "&lt;" in text and not is_html(text) and _ESCAPED_HTML.search(text):
        text = unescape(text)
    if not is_html(text):
        return markdown_to_html(text)
    if _is_bottomless(text):
        return markdown_to_html(_ANY_TAG.sub("\n", text))
    return _prepared_html(text)


def _cleaned(markup: str) -> str:
    spaced = _single_spaced(_CLEANER.clean(markup))
    html = _EMPTY.sub("", spaced)
    if "<a " in html:
        html = _DEAD_LINK.sub(r"\1", html)
    if "<br>" in html:
        html = _MANY_BREAKS.sub("<br><br>", html)
    html = (html if len(html) == len(spaced) else _single_spaced(html)).strip()
    return html if not html or _BLOCK_TAG.search(html) else f"<p>{html}</p>"


def _is_bottomless(markup: str) -> bool:
    """Return whether ``markup`` nests deeper than any ad: such markup costs a parser the square of its length."""
    if markup.count("<") < _FEW:
        return False
    opened: Counter[str] = Counter()
    depth = 0
    for tag in _NESTING.finditer(markup):
        name = tag[2].lower()
        if not tag[1]:
            opened[name] += 1
            depth += 1
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
        if depth > _DEEPEST:
            return True
    return False


def _prepared_html(markup: str) -> str:
    """Return HTML with hidden nodes dropped, and every block element told as one of the few that are kept."""
    if _SHOUTED.search(markup):
        markup = _SHOUTED.sub(lambda tag: tag[0].lower(), markup)
    if may_hide(markup):
        markup = drop_hidden(markup)
    if "&" in markup:
        markup = _DOUBLE_ENTITY.sub("&", markup).replace("&nbsp;", " ")
    if "\n" in markup:
        markup = markup.replace("\n", " " if _BLOCK_HTML.search(markup) else "<br>")
    markup = markup.replace("<br/>", "<br>").replace("<br />", "<br>")
    markup = _AS_HEADING.sub(lambda tag: f"<{tag[1]}{_HEADING[tag[2]]}", _AS_PARAGRAPH.sub(r"<\1p", markup))
    return _WRAPPED.sub(r"\1", _WRAPPING.sub("", markup))


def _single_spaced(html: str) -> str:
    html = html.replace("&nbsp;", " ").replace("\t", " ").replace("\n", " ").replace("\xa0", " ")
    if not html.isprintable():
        html = _ODD_SPACE.sub(" ", html)
    return _without_runs_of_blanks(html)


def _without_runs_of_blanks(html: str) -> str:
    while "  " in html:
        html = html.replace("  ", " ")
    return html
