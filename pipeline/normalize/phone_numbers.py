"""Text in, the spans of phone numbers in it out: Belgian and neighbouring notations, never an enterprise number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize.enterprise_number import has_check_digits

Span = tuple[int, int]

_CANDIDATE = re.compile(
    r"[+0(](?<![\w.,/€$£+=-][+0(])(?:(?<=\+) ?\(?|(?<=\()\+ ?|(?<=0)(?:0(?=[ .]?[1-9])|(?=[1-9]))|(?<=\()0(?:0(?=[1-9])|(?=[1-9])))"
    r"\d[\d\s()./\\–-]{5,26}\d(?![\w€%]|[,.]\d)"
)
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d\d[./-]\d\d")
_LABEL_BEFORE = re.compile(
    r"(?:\b(?:tel|phone|telefoon|telefoonnummer|telephone|gsm|mobile|mobiel|whatsapp|bel|bellen|call|appelez|appeler|nummer|fax|rufen"
    r"|anrufen|op|au|at|on)\b|\bt\b|\bm\b)[\s.:]*(?:nr|no|nummer|ons|us|naar|met|op|ou|of|or|via|me|mij|:|\.|\s){0,4}$"
)
_OTHER_NUMBER_BEFORE = re.compile(
    r"\b(?:kbo|bce|btw|tva|vat|be|ondernemingsnummer|entreprise|enterprise|ref|referentie|reference|vacaturenummer|vacature|id|iban"
    r"|dossier|jobnummer|kvk|siret|siren|erkenning|agrement|nummer van de vergunning|vg|requisition|req)[\s.:#°/-]*(?:nr|no|number|id|n)?[\s.:#°/-]*$"
)
# ITU country codes of Europe and of those who call us most.
_COUNTRY_CODE = re.compile(
    r"(?:1[2-9]|7|2[07]|3[0-9]|4[0-9]|5[1-8]|6[0-6]|8[1246]|9[0-589]|21[268]|24\d|23\d|35\d|37\d|38\d|42\d|96\d|97\d)"
)


def phone_spans(text: str, folded: str) -> Iterator[Span]:
    """Yield the span of every phone number in ``text``; ``folded`` is its folded form, of the same length."""
    for candidate in _CANDIDATE.finditer(text):
        number = candidate[0]
        before = folded[max(0, candidate.start() - 40) : candidate.start()]
        cut = _plausible_length(number, before)
        if cut:
            opened = number[0] == "(" and ")" not in number[:cut]
            yield candidate.start() + opened, candidate.start() + cut


def _plausible_length(number: str, before: str) -> int:
    """Return how many characters of ``number`` are a phone number, 0 when none are."""
    lines = re.split(r"\n|\s{8,}|(?<=\d) ?/ ?(?=0[1-9]\d)|(?<=\d)\s[–-]\s(?=0\d)", number)
    number = lines[0].rstrip(" -–(./\\")
    digits = "".join(filter(str.isdigit, number))
    if _DATE.search(number) or _OTHER_NUMBER_BEFORE.search(before):
        return 0
    if number.lstrip("(").startswith("+"):
        return len(number) if 9 <= len(digits) <= 14 and _COUNTRY_CODE.match(digits) and "000000" not in digits else 0
    if digits.startswith("00"):
        return len(number) if 11 <= len(digits) <= 16 and _COUNTRY_CODE.match(digits[2:]) else 0
    if not 9 <= len(digits) <= 11 or digits[1] == "0":
        return 0
    if len(digits) == 10 and has_check_digits(digits) and re.fullmatch(r"0\d{3}[. ]\d{3}[. ]\d{3}", number):
        return 0
    separated = len(digits) < len(number)
    if separated and len(digits) <= 10:
        return len(number)
    mobile = re.fullmatch(r"04[5-9]\d{7}|0[67]\d{8}", digits)
    return len(number) if mobile or _LABEL_BEFORE.search(before) else 0
