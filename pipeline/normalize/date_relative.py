"""A phrase like "3 dagen geleden" and the day it was read in, the day it means out."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.normalize.date_words import LAST, NEXT, NUMBERS, TODAY_WORDS, UNITS, WEEKDAYS

_COUNT = "|".join(sorted((word for word in NUMBERS if not word.isdigit()), key=len, reverse=True))
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_AMOUNT = rf"(?P<count>\d{{1,4}}|{_COUNT})\s?(?P<plus>\+?)\s?(?P<unit>{_UNIT})\.?"
_MORE = r"(?P<more>(?:more than|over|meer dan|plus de|plus d'|langer dan|mehr als|uber|>)\s?)?"
_SPAN = re.compile(
    rf"(?:(?:il y a|depuis|vor|sinds|since|for|voor|al|now -)\s+)?(?:(?:about|ongeveer|circa|environ|pres"
    rf" de|etwa|almost|bijna)\s+)?"
    rf"{_MORE}{_AMOUNT}(?:\s(?:ago|geleden|terug|old|oud|before|her|alt|plus tot))?"
)
# "Over 2 weken" lies ahead, "over 2 weeks" is a bound: the unit tells the language.
_AHEAD = re.compile(rf"(?:(?:in|dans|binnen)|over(?=.*(?:dag|dagen|weken|maand|maanden|jaar|uur)\b))\s+{_AMOUNT}")
_ARTICLES = frozenset("la le l' de het the cette ce deze dit this diese".split())


class AtLeast(Exception):  # noqa: N818 - it is an answer, not a failure
    """The phrase gives a bound only, like "30+ days ago"."""


def read_relative(phrase: str, as_of: date) -> date | None:
    """Return the day that folded ``phrase`` means on ``as_of``, or ``None`` when it is no such phrase.

    Raises `AtLeast`, with the bound as its text, for a phrase that says "or longer".
    """
    if phrase in TODAY_WORDS:
        return as_of - timedelta(days=TODAY_WORDS[phrase])
    ahead = _AHEAD.fullmatch(phrase)
    if ahead:
        return _back(as_of, -_number(ahead["count"]), ahead["unit"])
    span = _SPAN.fullmatch(phrase)
    if span and (span["plus"] or span["more"]):
        raise AtLeast(f"{_number(span['count'])} {span['unit']}")
    if span:
        return _back(as_of, _number(span["count"]), span["unit"])
    return _named([word for word in phrase.split() if word not in _ARTICLES], as_of)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]


def _back(day: date, count: int, unit: str) -> date | None:
    days = UNITS[unit]
    if days not in {30, 365}:
        return _shifted(day, count * days)
    months = day.year * 12 + day.month - 1 - count * (1 if days == 30 else 12)
    if not 12 <= months < 9999 * 12:
        return None
    return _last_of(months // 12, months % 12 + 1, day.day)


def _last_of(year: int, month: int, day: int) -> date:
    """Return the day of that month, or the month's last: a month before 31 March is 28 February."""
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def _shifted(day: date, days: int) -> date | None:
    try:
        return day - timedelta(days=days)
    except OverflowError:
        return None


def _named(words: list[str], as_of: date) -> date | None:
    """Return the day of "last week", "semaine dernière" or "next Friday"."""
    if len(words) != 2:
        return None
    direction, noun = words if words[0] in LAST | NEXT else reversed(words)
    if direction not in LAST | NEXT:
        return None
    sign = 1 if direction in LAST else -1
    if noun in WEEKDAYS:
        return as_of - timedelta(days=sign * ((sign * (as_of.weekday() - WEEKDAYS[noun]) - 1) % 7 + 1))
    return _back(as_of, sign, noun) if UNITS.get(noun) else None
