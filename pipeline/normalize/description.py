"""Published HTML in, safe HTML, plain text and an excerpt out, without contact data of persons."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.normalize.markdown import cut
from pipeline.normalize.markup import plain_text, safe_html, unlink
from pipeline.normalize.personal_data import redact
from pipeline.normalize.text import repair

EXCERPT = 300
"""Characters of an excerpt at most, the length that sources tolerate as a quotation."""
LONGEST_PROSE = 40_000
"""Characters of a description that are given to the readers; the longest real ads have about 30,000."""


@dataclass(frozen=True, slots=True)
class Description:
    """One description, cleaned."""

    html: str
    """Sanitised markup: paragraphs, lists, emphasis, small headings and links."""
    text: str
    """The plain text that readers read: names and addresses of persons already removed."""
    excerpt: str
    """Plain text of at most 300 characters, cut at a word."""
    redactions: int
    """How many names, e-mail addresses and phone numbers were removed."""


Markup = tuple[str, int]
"""Safe HTML, and how many contact data of persons were removed from it so far."""


def clean_description(markup: str | None) -> Description | None:
    """Return ``markup`` cleaned, or ``None`` when it holds no text.

    Of longer markup the first 100,000 characters are read. Cleaning the resulting HTML again changes nothing.
    """
    return describe(without_persons(clean_markup(markup)))


def clean_markup(markup: str | None) -> Markup:
    """Return ``markup`` as safe HTML without links that lead to persons; of longer markup the first 100,000 characters.

    This and the two functions that follow are the steps of `clean_description`, for whoever takes many ads through one
    step before the next.
    """
    return unlink(safe_html(repair(cut(markup)))) if markup else ("", 0)


def without_persons(cleaned: Markup) -> Markup:
    """Return what `clean_markup` gave, without contact data in its text."""
    html, hidden_addresses = cleaned
    html, redactions = redact(html)
    return html, redactions + hidden_addresses


def describe(cleaned: Markup) -> Description | None:
    """Return what `without_persons` gave as a description, or ``None`` when it holds no text."""
    html, redactions = cleaned
    text = plain_text(html)
    if not text:
        return None
    return Description(html=html, text=text, excerpt=excerpt(text), redactions=redactions)


_BULLETS = ("- ", "• ", "* ")
_ENDED = frozenset(".!?:;,…")


def excerpt(text: str) -> str:
    """Return the beginning of ``text`` on one line, at most 300 characters, cut at a word and then marked so.

    A dot stands between what was a heading or an item of a list and what follows it.
    """
    line = ""
    for words in text[: 2 * EXCERPT].splitlines():
        more = " ".join(words.split())
        if line and more:
            joint = " " if line[-1] in _ENDED else " · "
            line += joint + (more[2:] if more.startswith(_BULLETS) else more)
        else:
            line = line or more
        if len(line) > EXCERPT:
            break
    if len(line) <= EXCERPT and len(text) <= 2 * EXCERPT:
        return line
    head = line[: EXCERPT - 1]
    space = head.rfind(" ")
    return (head[:space] if space > EXCERPT // 2 else head).rstrip(" ,;:-·") + "…"
