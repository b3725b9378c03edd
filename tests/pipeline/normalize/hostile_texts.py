"""Texts that nobody publishes in good faith: one unit said over and over, to make a rule slow or raise."""

from __future__ import annotations

UNITS = {
    "paragraphs": "<p>word </p>",
    "open divisions": "<div>",
    "open brackets of tags": "<",
    "entities": "&amp;amp;",
    "hidden nodes": '<p style="display:none">x</p>',
    "mail links": '<a href="mailto:a@b.be">x</a>',
    "markdown links": "[a](http://b.be) ",
    "stars": "*",
    "bullets": "- item\n",
    "breaks": "<br>",
    "line ends": "\n",
    "blanks": " ",
    "one letter": "A",
    "accents": "é",
    "mojibake": "Ã©",
    "emoji": "🚀",
    "initials": "A.",
    "names": "contact Jan Peeters, ",
    "recruiters": "recruiter ",
    "addresses": "a@b.be ",
    "signs": "@",
    "open parentheses": "(",
    "digits": "1 ",
    "zeros": "0",
    "phone numbers": "0478 12 34 56 ",
    "doubtful technologies": "Go / R / C, ",
    "technologies": "java, ",
    "languages": "Nederlands en Frans of ",
    "fluent": "vloeiend in Nederlands ",
    "years": "3 jaar ervaring ",
    "years of nothing": "between 3 and 5 years ",
    "nice to have": "nice to have: ",
    "amounts": "€ 3.000 ",
    "ranges": "€ 3.000 - ",
    "thousands": "3k ",
    "pay words": "salaris bruto per maand ",
    "office days": "2 dagen per week thuis ",
    "hybrid": "hybrid ",
    "contracts": "vast contract of interim, ",
    "vouchers": "geen maaltijdcheques, laptop, ",
}
"""Unit by what it is."""


def repeated(unit: str, length: int) -> str:
    """Return ``unit`` said over and over, ``length`` characters of it."""
    return (unit * (length // len(unit) + 1))[:length]
