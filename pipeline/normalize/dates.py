"""A published date in, a day out."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.normalize.date_absolute import BRUSSELS, ImpossibleDateError, read_absolute
from pipeline.normalize.date_relative import AtLeast, read_relative
from pipeline.normalize.date_words import PREFIXES, SUFFIXES
from pipeline.normalize.reading import Reading, unread
from pipeline.normalize.text import fold, one_line

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

EARLIEST = date(2000, 1, 1)
YEARS_AHEAD = 3
"""A date earlier than the first or further ahead than the second is a slip of the source, not a date of an ad."""

# Offsets from which the hours of the day fall on the same day in Brussels.
_NEAR = (timedelta(0), timedelta(hours=1), timedelta(hours=2))
_LONGEST = 64
_APOSTROPHE = re.compile("[ʻʼ՚ꞌ＇′‵ʹ]")
_LANGUAGES = ("nl", "fr", "en", "de")


def read_date(text: str | None, *, field: str, as_of: date, language: str | None = None) -> Reading[date]:
    """Return the day that ``text`` means when read on ``as_of``; day before month, relative phrases understood.

    ``field`` names the field in an issue; ``language`` narrows the search where it is known. A phrase that gives only
    a bound ("30+ days ago"), an impossible day (30 February) and an implausible one are ``None`` and an issue.
    """
    if not text or text.isspace():
        return Reading()
    try:
        day = _iso(text) or _read(text, as_of, field == "date_posted", language)
    except ImpossibleDateError:
        return Reading(issues=(unread(field, text, "impossible_date"),))
    except AtLeast as bound:
        return Reading(issues=(unread(field, text, f"at_least: {bound}"),))
    if day is None:
        return Reading(issues=(unread(field, text, "unknown_date"),))
    if day < EARLIEST or day.year > as_of.year + YEARS_AHEAD:
        return Reading(issues=(unread(field, text, "implausible_date"),))
    return Reading(value=day)


def _iso(text: str) -> date | None:
    """Return the day of ``2026-11-03`` or ``2026-11-03T22:30:00Z``, the forms of nearly every source."""
    if text[4:5] != "-":
        return None
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None or (2 < moment.hour < 21 and moment.utcoffset() in _NEAR):
            return moment.date()
        return moment.astimezone(BRUSSELS).date()
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=4096)
def _read(text: str, as_of: date, past: bool, language: str | None) -> date | None:
    phrase = _stripped(fold(one_line(_APOSTROPHE.sub("'", text[: 2 * _LONGEST])))).replace("il ya ", "il y a ")
    for candidate in (phrase, *_without_prefix(phrase)):
        day = read_absolute(candidate, as_of, past=past) or read_relative(candidate, as_of)
        if day is not None:
            return day
    return _read_by_dateparser(phrase[:_LONGEST], as_of, language if language in _LANGUAGES else None)


def _stripped(phrase: str) -> str:
    return phrase.strip(" \t.,:;|*()[]\"'•·-")


def _without_prefix(phrase: str) -> list[str]:
    """Return what is left of ``phrase`` after each word like "geplaatst op" before it, and then after it."""
    rests = []
    for _ in range(3):
        prefix = next((prefix for prefix in _PREFIXES if phrase.startswith(prefix)), "")
        rest = phrase[len(prefix) :]
        if not prefix or rest[:1].isalnum():
            break
        phrase = _stripped(rest)
        rests.append(phrase)
    return rests + [_stripped(phrase.removesuffix(suffix)) for suffix in SUFFIXES if phrase.endswith(" " + suffix)]


_PREFIXES = sorted(PREFIXES, key=len, reverse=True)


def _read_by_dateparser(phrase: str, as_of: date, language: str | None) -> date | None:
    """Ask dateparser, which knows rarer wordings: day, month and year must all be there, or a relative phrase."""
    if not any(map(str.isdigit, phrase)) or not any(map(str.isalpha, phrase)):
        return None
    found = _parser(language, as_of).get_date_data(phrase)
    moment = found.date_obj
    if moment is None:
        return None
    return (moment.astimezone(BRUSSELS) if moment.tzinfo else moment).date()


@lru_cache(maxsize=16)
def _parser(language: str | None, as_of: date) -> DateDataParser:
    # Imported here because it takes as long as all readers together, and hardly a date needs it.
    from dateparser.date import DateDataParser

    noon = datetime(as_of.year, as_of.month, as_of.day, 12)  # noqa: DTZ001 - dateparser wants its base without a zone
    return DateDataParser(
        languages=[language] if language else list(_LANGUAGES),
        settings={
            "DATE_ORDER": "DMY",
            "RELATIVE_BASE": noon,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PREFER_DATES_FROM": "past",
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
