"""Text in, the spans of phone numbers in it out: Belgian and neighbouring notations, never an enterprise number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize.alternatives import gathered
from pipeline.normalize.enterprise_number import has_check_digits

Span = tuple[int, int]

_CANDIDATE = re.compile(
    r"[+0(](?<![\w.,/€$£+=-][+0(])(?:(?<=\+) ?\(?|(?<=\()\+ ?|(?<=0)(?:0(?=[ .]?[1-9])|(?=[1-9]))|(?<=\()0"
    r"(?:0(?=[1-9])|(?=[1-9])))"
    r"\d[\d\s()./\\–-]{5,26}\d(?![\d€%]|[,.]\d)"
)
_LONGEST_OPENING = 3
"""What may stand before the first digit: "(+ "."""
_LOOK_AHEAD = 2
"""So many characters behind the last digit tell whether the number goes on."""
# Two numbers side by side: over a line end, a tag, or a slash or dash before the next leading zero.
_APART = re.compile(r"\n|\s{8,}|(?<=\d) /\s?(?=0[1-9])|(?<=\d\d)/(?=0[1-9]\d\d)|(?<=\d)\s[–-]\s(?=0\d)")
_ENTERPRISE_FORM = re.compile(r"0\d{3}[. ]\d{3}[. ]\d{3}")
_MOBILE = re.compile(r"04[5-9]\d{7}|0[67]\d{8}")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d\d[./-]\d\d")
_LABEL_BEFORE = re.compile(
    r"(?:\b(?:tel|phone|telefoon|telefoonnummer|telephone|gsm|mobile|mobiel|whatsapp|bel|bellen|call|appelez"
    r"|appeler|nummer|fax|rufen"
    r"|anrufen|op|au|at|on)\b|\bt\b|\bm\b)[\s.:]*(?:nr|no|nummer|ons|us|naar|met|op|ou|of|or|via|me|mij|:|\.|\s){0,4}$"
)
_OTHER_NUMBER_BEFORE = re.compile(
    gathered(
        r"\b(?:kbo|bce|btw|tva|vat|be(?<!\.be)|ondernemingsnummer|entreprise|enterprise|ref|referentie|reference"
        r"|vacaturenummer|vacature|id|iban|dossier|jobnummer|kvk|siret|siren|erkenning|agrement"
        r"|nummer van de vergunning|vg|requisition|req)[\s.:#°/-]*(?:nr|no|number|id|n)?[\s.:#°/-]*$"
    )
)
# ITU country codes of Europe and of those who call us most.
_COUNTRY_CODE = re.compile(
    r"(?:1[2-9]|7|2[07]|3[0-9]|4[0-9]|5[1-8]|6[0-6]|8[1246]|9[0-589]|21[268]|24\d|23\d|35\d|37\d|38\d|42\d|96\d|97\d)"
)


def phone_spans(text: str, folded: str, begin: int, end: int) -> Iterator[Span]:
    """Yield the span of every phone number whose digits stand between ``begin`` and ``end`` of ``text``.

    ``folded`` is its folded form, of the same length.
    """
    position, stop = max(0, begin - _LONGEST_OPENING), end + _LOOK_AHEAD
    while candidate := _CANDIDATE.search(text, position, stop):
        number, start = candidate[0], candidate.start()
        length, cut = _plausible_length(number, folded[max(0, start - 40) : start])
        if cut:
            opened = number[0] == "(" and ")" not in number[:cut]
            yield start + opened, start + cut
        position = start + max(length, 1)


def _plausible_length(number: str, before: str) -> tuple[int, int]:
    """Return how long the first number in ``number`` is, and how much of that is a phone number: all or nothing."""
    first = _APART.split(number)[0].rstrip(" -–(./\\")
    return len(first), len(first) if _is_phone(first, before) else 0


def _is_phone(number: str, before: str) -> bool:
    digits = "".join(filter(str.isdigit, number))
    if _DATE.search(number) or _OTHER_NUMBER_BEFORE.search(before):
        return False
    if number.lstrip("(").startswith("+"):
        return 9 <= len(digits) <= 14 and _COUNTRY_CODE.match(digits) is not None and "000000" not in digits
    if digits.startswith("00"):
        return 11 <= len(digits) <= 16 and _COUNTRY_CODE.match(digits[2:]) is not None
    if not 9 <= len(digits) <= 11 or digits[1] == "0":
        return False
    if len(digits) == 10 and has_check_digits(digits) and _ENTERPRISE_FORM.fullmatch(number):
        return False
    if len(digits) < len(number) and len(digits) <= 10:
        return True
    return _MOBILE.fullmatch(digits) is not None or _LABEL_BEFORE.search(before) is not None
