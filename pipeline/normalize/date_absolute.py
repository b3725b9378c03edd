"""A written date in, the day in Brussels out: ISO, day before month, month names, Java, RFC 2822, epoch."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from pipeline.normalize.date_words import MONTHS, WEEKDAYS

BRUSSELS = ZoneInfo("Europe/Brussels")

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_TIME = (
    r"(?:,?\s*(?:t|at|om|a|um|-|\||,)?\s*(?P<hour>\d{1,2})\s?[:hu.]\s?(?P<minute>\d{2})(?:min)?(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s?(?P<half>[ap]m)?(?:\s?(?:uur|uhr|h))?)?\s*(?P<zone>z|[a-z]{2,5}|(?:utc|gmt)?\s?[+-]\d{2}:?\d{2})?(?:\s?\([a-z ]{1,40}\))?"
)
_DAY_FIRST = re.compile(
    rf"(?P<day>\d{{1,2}})(?:er|ste|de|st|nd|rd|th|e)?\.?[\s./-]*(?:de |of |d')?(?P<month>{_MONTH})\.?(?:[\s,./-]+'?(?P<year>\d{{4}}|\d{{2}})(?![:\d]))?{_TIME}"
)
_MONTH_FIRST = re.compile(
    rf"(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:(?:\s*,\s*|\s+)(?P<year>\d{{4}})(?![:\d]))?{_TIME}"
)
_NUMERIC = re.compile(
    rf"(?P<day>\d{{1,2}})\s?(?P<sign>[./-])\s?(?P<month>\d{{1,2}})(?:\s?(?P=sign)\s?(?P<year>\d{{4}}|\d{{2}}))?\.?{_TIME}"
)
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})(?P<sign>[./-]?)(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}}){_TIME}")
_YEAR_NAME = re.compile(rf"(?P<year>\d{{4}})[\s-]+(?P<month>{_MONTH})\.?[\s-]+(?P<day>\d{{1,2}}){_TIME}")
_JAVA = re.compile(
    rf"(?:(?:{_WEEKDAY})\.?,?\s+)?(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})\s+(?P<hour>\d{{2}}):(?P<minute>\d{{2}}):(?P<second>\d{{2}})"
    r"(?P<half>)\s+(?P<zone>[a-z]{2,5}|(?:utc|gmt)?[+-]\d{2}:?\d{2})?\s*(?P<year>\d{4})"
)
_LEADING_WEEKDAY = re.compile(rf"(?:{_WEEKDAY})\b\.?,?\s*")
_TRAILING_WEEKDAY = re.compile(rf"[\s,]+(?:{_WEEKDAY})\.?")
_FORMS = (_JAVA, _YEAR_FIRST, _NUMERIC, _DAY_FIRST, _MONTH_FIRST, _YEAR_NAME)
# Hours from Greenwich of the names that servers write; any other name is not trusted.
_ZONES = {
    **{
        "z": 0,
        "utc": 0,
        "gmt": 0,
        "wet": 0,
        "cet": 1,
        "bst": 1,
        "west": 1,
        "met": 1,
        "mez": 1,
        "cest": 2,
        "mesz": 2,
        "eet": 2,
    },
    **{"eest": 3, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7},
}


class ImpossibleDate(ValueError):
    """Written as a date, but no calendar has that day."""


def read_absolute(phrase: str, as_of: date, *, past: bool = False) -> date | None:
    """Return the day that folded ``phrase`` writes, or ``None`` when it writes none.

    Numbers are day, month, year, in this order, except after a four-digit year. A time with an offset is moved to
    Brussels. Without a year, the one that brings the day nearest to ``as_of``, or nearest before it when
    it must be ``past`` (a week of grace). Raises `ImpossibleDate` on 30 February.
    """
    if phrase == "24/7":
        return None
    if phrase.isdigit() and phrase.isascii():
        return _read_digits(phrase)
    for text in _without_weekday(phrase):
        for form in _FORMS:
            written = form.fullmatch(text)
            if written:
                return _day(written, as_of, past=past)
    return None


def _without_weekday(phrase: str) -> list[str]:
    texts = [phrase]
    leading = _LEADING_WEEKDAY.match(phrase)
    if leading:
        texts.append(phrase[leading.end() :])
    trailing = _TRAILING_WEEKDAY.search(phrase)
    if trailing and trailing.end() == len(phrase):
        texts.append(phrase[: trailing.start()])
    return texts


def _read_digits(digits: str) -> date | None:
    """Return the day of an epoch in seconds or milliseconds, or of ``20261103``."""
    if len(digits) == 8 and digits[:2] in {"19", "20"}:
        return _valid(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    seconds = {9: 1, 10: 1, 12: 1000, 13: 1000, 16: 1_000_000}.get(len(digits))
    if seconds is None:
        return None
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(digits) // seconds)).astimezone(BRUSSELS).date()


def _day(written: re.Match[str], as_of: date, *, past: bool) -> date:
    month_text = written["month"]
    month = int(month_text) if month_text.isdigit() else MONTHS[month_text]
    day, year_text = int(written["day"]), written["year"]
    if year_text is None:
        return _nearest(month, day, as_of, past=past)
    year = int(year_text) + (2000 if len(year_text) == 2 else 0)
    return _moved(_valid(year, month, day), written)


def _valid(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ImpossibleDate(f"{year:04}-{month:02}-{day:02}") from error


def _nearest(month: int, day: int, as_of: date, *, past: bool) -> date:
    days = []
    for year in (as_of.year - 1, as_of.year, as_of.year + 1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if not past or candidate <= as_of + timedelta(days=7):
            days.append(candidate)
    if not days:
        raise ImpossibleDate(f"{month:02}-{day:02}")
    return min(days, key=lambda candidate: abs(candidate - as_of))


def _moved(day: date, written: re.Match[str]) -> date:
    """Return ``day``, or its neighbour when the time and offset that follow fall on that one in Brussels."""
    offset = _offset(written["zone"])
    if offset is None or written["hour"] is None:
        return day
    hour = int(written["hour"]) % 24
    if written["half"] and written["half"][0] == "p" and hour < 12:
        hour += 12
    try:
        moment = datetime(day.year, day.month, day.day, hour, int(written["minute"]) % 60, tzinfo=offset)
        return moment.astimezone(BRUSSELS).date()
    except OverflowError:
        return day


def _offset(zone: str | None) -> timezone | None:
    if not zone:
        return None
    name = zone.replace("utc", "").replace("gmt", "").strip() or zone
    if name in _ZONES:
        return timezone(timedelta(hours=_ZONES[name]))
    if name[0] not in "+-":
        return None
    digits = name[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes)) if minutes < 24 * 60 else None
