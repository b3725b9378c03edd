"""A figure of a pay field in, whether it may be pay out: sources put head counts, years and numbers of files there too.

A figure with a currency is money, and pay unless it is said of another thing ("facturen van meer dan 3.000 euro"). One
without is pay only where the field says so (a word for pay, a period, "gross"), or where it speaks of nothing else:
what stands before it bounds it, and what follows is no noun that it counts.
"""

from __future__ import annotations

import re

from pipeline.normalize import salary_words as words
from pipeline.normalize.amounts import Amount
from pipeline.normalize.salary_periods import UNIT_AFTER, UNIT_BEFORE, UNIT_OF_WORD
from pipeline.normalize.salary_range import bound_word, is_counted, range_end

_NEXT_TO = 14
"""A bare figure this near (characters) before one marked as money may open its range."""
_BEFORE = 60
_SMALLEST = 8
_FIRST_YEAR, _LAST_YEAR, _ROUND = 1980, 2040, 50
_HIGHEST_MONTH, _LOWEST_YEAR = 10_000, 15_000
_NO_PAY = re.compile(
    r"\b(?:c\.?p|p\.?c|ccnt?|idcc|cct|cao|schaal|scale|niveau|echelon|coef\w*|indice|barem\w*|grade|fwg|art\w*|classe?"
    r"|comite paritaire|comite|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre"
    r"|novembre|decembre)\W*(?:n\W*)?$"
)
"""Pay scales, joint committees and months: their numbers are no money."""
_LAST_SAID = re.compile(r"([a-z'&~<>±]+|[0-9#°])[^a-z0-9'&~<>±#°]*$")
_MAY_STAND_BEFORE = (
    words.FROM
    | words.STARTS
    | words.UP_TO
    | words.ABOUT
    | words.BRIDGE
    | words.JOINS_AFTER_OPENER
    | frozenset("tussen between entre zwischen junior medior senior starter range indicatie".split())
)
_THING = re.compile(r"(?<![a-z])([a-z]{4,})\s(?:van|de|d'|of|von|worth)\s?$")
"""What the figure, or its bound, belongs to."""
_COMPARED = re.compile(
    r"(?<![a-z])([a-z]{4,})\s(?:over|boven|onder|above|below|uber|unter|exceeding|(?:superieur|inferieur)e?s? a)\s?$"
)
"""What is compared with the figure."""
_SENTENCE = re.compile(
    r"\W*(?:(?:[a-z'-]+ ){3}|(?:we|wij|nous|wir|onze?|our|nos|notre|unsere?) |[a-z'-]+ [a-z'-]+, [a-z])"
)
"""A field in running words speaks of many things; its figures are judged like those of a text."""
_FIGURE = re.compile(
    r"bedrag|cijfer|indicati|som(?:me)?$|montant|amount|sum$|figure|betrag|summe|profi[el]|ervaring"
    r"|exp[ea]rien|bas(?:is|e)$"
)
"""Such a thing is the figure itself, or who earns it."""
_COUNTS = re.compile(r"\+?[\s-]*[a-z]|\s?[-/]\s?[0-9]")
"""A noun behind the figure, or a further figure that closes no range with it."""
_MAY_FOLLOW = re.compile(
    rf"[\s-]*(?:{'|'.join(words.MAY_FOLLOW)}|basi[cs]|fixe?d?\b|ote\b|doe\b|all[ -]?in\b|package|pakket|commensurate"
    r"|competitive|negotiable|onderhandelbaar|bespreekbaar|marktconform|pro rata|vast\b|je nach|ab\b|bis\b|x ?1[234]\b)"
)


def may_be_pay(folded: str, amount: Amount, following: list[Amount]) -> bool:
    """Tell whether figure ``amount`` of a pay field may be pay; ``following`` are the figures behind it."""
    before = folded[max(0, amount.start - _BEFORE) : amount.start]
    if amount.currency:
        return True
    if before[-1:].isalpha():
        return False
    if following and following[0].currency and following[0].start - amount.end <= _NEXT_TO:
        return True
    if is_counted(folded, amount) or amount.value < _SMALLEST or amount.written.startswith("0"):
        return False
    if _NO_PAY.search(before[-25:]):
        return False
    last = range_end(folded, amount, following)[0] or amount
    behind = folded[last.end : last.end + 40]
    if UNIT_AFTER.match(behind) or UNIT_BEFORE.search(before) or words.GROSS.match(behind.lstrip()):
        return True
    if _COUNTS.match(behind) and not _MAY_FOLLOW.match(behind):
        return False
    if amount.thousands or last.thousands or words.PAY_NOUN.last(before) or words.PAY_HINT.last(before):
        return True
    numbers = _is_year(amount) or _is_year(last) or _is_file(amount) or _is_class_of_size(amount, last)
    return not numbers and _bounds_only(before)


def is_said_of_a_thing(before: str) -> bool:
    """Tell whether the words before a figure give it to a thing, so that standing in a pay field proves nothing."""
    if _SENTENCE.match(before):
        return True
    thing = _COMPARED.search(before) or _THING.search(before[: len(before) - bound_word(before)[1]])
    return thing is not None and thing[1] not in UNIT_OF_WORD and _FIGURE.search(thing[1]) is None


def _bounds_only(before: str) -> bool:
    """Tell whether the last word before a figure bounds it: "from 3.500" does, "+32 2" and "ref." do not."""
    said = _LAST_SAID.search(before)
    return said is None or said[1] in _MAY_STAND_BEFORE


def _is_year(amount: Amount) -> bool:
    return not amount.formatted and _FIRST_YEAR <= amount.value <= _LAST_YEAR and amount.value % _ROUND != 0


def _is_file(amount: Amount) -> bool:
    """Tell whether a figure is too high for a month and too low for a year, or five digits and more and not round."""
    if amount.value < _HIGHEST_MONTH:
        return False
    return amount.value < _LOWEST_YEAR or (not amount.formatted and amount.value % _ROUND != 0)


def _is_class_of_size(low: Amount, high: Amount) -> bool:
    """Tell whether a range stops short of a round number: 51-200, 1.001-5.000 and 8000-8999 class people and codes."""
    return (low.value % 10 == 1 and high.value % 10 == 0) or (low.value % 100 == 0 and high.value % 100 == 99)
