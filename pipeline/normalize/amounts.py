"""A folded text in, the amounts of money it writes out: every European notation, k, and the marks around a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

MOST_NUMBERS = 400
"""A text with more figures than this is a table or an attack; what comes after is not read."""

# The first digit stands before the look-behinds so that the scanner can skip to digits.
_NUMBER = re.compile(
    r"""[0-9](?<![0-9].)(?<![0-9][.,'].)
        (?:
            (?P<kilo>[0-9]{0,2}k[0-9])(?![0-9a-z])
          | (?P<grouped>[0-9]{0,2}(?P<mark>[.,'\ ])[0-9]{3}(?:(?P=mark)[0-9]{3})*)(?![0-9])
            (?P<cents>[.,][0-9]{1,2}(?![0-9]))?(?!['.,][0-9])
          | (?P<plain>[0-9]{0,8})(?P<fraction>[.,][0-9]{1,4})?(?![0-9])(?!['.,][0-9])
        )""",
    re.VERBOSE,
)
# Words that scraped text glues to a figure where a line ended: "120kRelocation".
_GLUED = "relocat|bonus|location|benefits|hybrid"
# Of money only: "50 duizend euro", not "50 duizend klanten".
_THOUSAND = r"(?:duizend|mille|thousand|tausend)(?=\ (?:€|eur))"
_ISO = {
    **dict.fromkeys(("€", "¬", "euro", "euros", "euro's", "euro'", "eur", "ke"), "EUR"),
    **dict.fromkeys(("$", "usd"), "USD"),
    **dict.fromkeys(("£", "gbp"), "GBP"),
    "chf": "CHF",
}
_CURRENCY_WORD = "|".join(sorted((mark for mark in _ISO if mark[0].isalpha()), key=len, reverse=True))
# "a‚¬" is what a euro sign becomes where its bytes were read wrongly.
_BEFORE = re.compile(rf"(?:(?P<k>k)?(?P<sign>[€£]|(?:us)?\$|a‚?¬)|(?<![a-z])(?P<word>{_CURRENCY_WORD}))[\s*]{{0,2}}$")
# What may follow a figure: ",-" and its kin, k or the German "T€" or the word, a currency, once more ",-".
_AFTER = re.compile(
    rf"""(?:\ ?[.,]\ ?[-=*]{{1,2}}(?![0-9])|-(?=\ ?(?:en|and|et)\b|\ [^0-9€\s-]))?
         (?:\ ?(?P<k>k|t(?=€|eur)|{_THOUSAND})
             (?:(?P<ke>e)(?![a-z])|(?=[€+\s),.;:/|-]|eur|{_GLUED}|$)(?!-means)))?
         (?:\ ?(?:(?P<sign>[€$£]|a‚?¬)|(?P<word>{_CURRENCY_WORD})(?![a-z])))?
         (?:[.,]?-{{1,2}}(?=[\s).,;]|$)(?!\s?(?:[€$£0-9]|eur)))?""",
    re.VERBOSE,
)
# What ends right before a figure, on its line, where `_BEFORE` may match: a look at it spares most searches.
_LAST_OF_MARK = "|".join(sorted({re.escape(mark[-2:]) for mark in _ISO if mark[0].isalpha()}))
_MARKED_BEFORE = re.compile(
    "|".join(
        rf"(?<=[{''.join(mark for mark in _ISO if not mark[0].isalpha())}]{gap})|(?<=(?:{_LAST_OF_MARK}){gap})"
        for gap in ("", "[ *]", r"[\s*][ *]")
    )
)
_TOO_BIG = re.compile(
    r"\s?\+?\s?(?:m€|m|mm|mn|mln|mio|mia|md|mld|bn|bln|b|t)(?![a-z])|\s?(?:milj|mill|bill|tril|milliard)"
)
_NO_MONEY = re.compile(r"\s?(?:%|‰|°)|\(k\)|\s?(?:procent|percent|pour ?cent)")


class Amount(NamedTuple):
    """One figure of a text with the marks that belong to it."""

    start: int
    """Where the figure begins, its currency sign included."""
    end: int
    """Where it ends, with ``,-``, k and currency."""
    value: Decimal
    """As written, with k expanded."""
    currency: str | None = None
    """ISO 4217 where a sign or word stands beside the figure."""
    thousands: bool = False
    """True when a k stood behind it."""
    written: str = ""
    """The digits as they stand, to tell 2025 from 2.025."""
    digits_end: int = 0
    """Where the digits end."""

    @property
    def marked(self) -> bool:
        """Whether anything beside the digits says that this is money: a currency or a k."""
        return self.currency is not None or self.thousands

    @property
    def formatted(self) -> bool:
        """Whether the digits are grouped or carry cents, as a year or a house number never does."""
        return not self.written.isdigit()


def amounts_in(folded: str, windows: Iterable[tuple[int, int]] | None = None) -> list[Amount]:
    """Return the figures of ``folded`` that may be money, in their order; percentages and millions are left out.

    ``windows``: the only stretches to read, ordered and apart. At most `MOST_NUMBERS` figures are read. Takes time
    linear in the text.
    """
    stretches = ((0, len(folded)),) if windows is None else windows
    numbers = (match for start, end in stretches for match in _NUMBER.finditer(folded, start, end))
    return list(_amounts(folded, islice(numbers, MOST_NUMBERS)))


def _amounts(folded: str, numbers: Iterable[re.Match[str]]) -> Iterator[Amount]:
    for match in numbers:
        begin, digits_end = start, end = match.span()
        value = _value(match)
        if value is None or _NO_MONEY.match(folded, end, end + 12):
            continue
        currency = word = None
        thousands = with_kilo = match.lastgroup == "kilo"
        if _MARKED_BEFORE.match(folded, begin) and (before := _BEFORE.search(folded, max(0, begin - 8), begin)):
            start = before.start()
            k, sign, word = before.groups()
            currency = _currency(sign, word)
            thousands = thousands or k is not None
        after = _AFTER.match(folded, end, end + 16)
        if after is not None and after.end() > end:
            end = after.end()
            k, e, sign, word_after = after.groups()
            currency = currency or ("EUR" if e else _currency(sign, word_after))
            word = word_after or word
            thousands = thousands or k is not None
        thousands = thousands or word == "ke"
        if not thousands and _TOO_BIG.match(folded, end):
            continue
        if thousands and not with_kilo:
            value *= 1000
        yield Amount(start, end, value, currency, thousands, match[0], digits_end)


def _currency(sign: str | None, word: str | None) -> str | None:
    if sign is not None:
        return _ISO[sign[-1]]
    return None if word is None else _ISO[word]


def _value(match: re.Match[str]) -> Decimal | None:
    digits, form = match[0], match.lastgroup
    if form in ("plain", "fraction"):
        return Decimal(digits.replace(",", "."))
    if form == "kilo":
        whole, tenth = digits.split("k")
        return Decimal(whole) * 1000 + Decimal(tenth) * 100
    cents = match["cents"] or ""
    if cents and cents[0] == match["mark"]:
        return None
    whole = digits[: len(digits) - len(cents)]
    return Decimal(whole.replace(match["mark"], "") + cents.replace(",", "."))


def parse_amount(text: str) -> Decimal | None:
    """Return the one amount that ``text`` writes, or ``None`` when it writes none or several.

    >>> parse_amount("€ 3.500,00")
    Decimal('3500.00')
    """
    found = amounts_in(text.lower().replace("\xa0", " ").replace("\u202f", " ").replace("’", "'"))
    return found[0].value if len(found) == 1 else None
