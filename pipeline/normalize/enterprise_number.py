"""A Belgian enterprise number as written in, its ten digits out, if its check digits are right."""

from __future__ import annotations

import re

_NOISE = re.compile(r"[\s.\-/]|^(?:BE|BTW|TVA|VAT|KBO|BCE|RPR|RPM)+", re.IGNORECASE)


def has_check_digits(digits: str) -> bool:
    """Return whether the last two of ten ``digits`` check the first eight: 97 less the remainder of those by 97."""
    return int(digits[8:]) == 97 - int(digits[:8]) % 97


def read_enterprise_number(text: str) -> str | None:
    """Return the ten digits of ``text``, or ``None`` when it is no enterprise number (KBO/BCE).

    Numbers start with 0 or 1; nine digits are a number of before 2005, written without its 0.

    >>> read_enterprise_number("BE 0404.616.494")
    '0404616494'
    """
    digits = _NOISE.sub("", text.strip()[:40])
    digits = _NOISE.sub("", digits)
    if len(digits) == 9:
        digits = "0" + digits
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()) or digits[0] not in "01":
        return None
    return digits if has_check_digits(digits) else None
