"""Published dates in four languages and a dozen notations, read on a fixed day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalize.dates import read_date
from tests.pace import LONG, yardsticks

AS_OF = date(2026, 11, 23)  # a Monday

MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "en": list(calendar.month_name)[1:],
}
SHORT = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()
WEEKDAYS_FR = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()

FORMATS = {
    "iso": lambda d: d.isoformat(),
    "iso time": lambda d: f"{d.isoformat()}T09:30:00+01:00",
    "utc": lambda d: f"{d.isoformat()} 20:45:29 UTC",
    "slashes": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "dots": lambda d: f"{d.day}.{d.month}.{d.year}",
    "dashes, short year": lambda d: f"{d.day:02}-{d.month:02}-{d.year % 100:02}",
    "java": lambda d: f"{d:%a} {d:%b} {d.day:02} 02:00:00 UTC {d.year}",
    "rfc 2822": lambda d: f"{d:%a}, {d.day:02} {d:%b} {d.year} 08:00:00 +0000",
    "nl": lambda d: f"Geplaatst op {d.day} {MONTHS['nl'][d.month - 1]} {d.year}",
    "nl short": lambda d: f"{d.day} {SHORT[d.month - 1]}. {d.year}",
    "fr": lambda d: f"{WEEKDAYS_FR[d.weekday()]} {'1er' if d.day == 1 else d.day} {MONTHS['fr'][d.month - 1]} {d.year}",
    "de": lambda d: f"{d.day}. {MONTHS['de'][d.month - 1]} {d.year}",
    "en": lambda d: f"{MONTHS['en'][d.month - 1]} {d.day}, {d.year}",
    "en posted": lambda d: f"Posted on {d.day} {MONTHS['en'][d.month - 1]} {d.year}",
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_day_of_2028_in_every_format(name: str) -> None:
    days = [date(2028, 1, 1) + timedelta(days=offset) for offset in range(366)]
    wrong = [
        (FORMATS[name](day), reading)
        for day in days
        if (reading := read_date(FORMATS[name](day), field="valid_through", as_of=AS_OF)).value != day
    ]
    assert wrong == []


EXAMPLES = [
    ("03/04/2026", date(2026, 4, 3)),
    ("Publié le 03/04/2026", date(2026, 4, 3)),
    ("14 août 2026", date(2026, 8, 14)),
    ("3 nov. 2026", date(2026, 11, 3)),
    ("Fri Aug 14 02:00:00 UTC 2026", date(2026, 8, 14)),
    ("Fri Aug 14 23:30:00 UTC 2026", date(2026, 8, 15)),
    ("2026-08-11T23:45:29Z", date(2026, 8, 12)),
    ("2026-11-03T00:30:00+05:30", date(2026, 11, 2)),
    ("Thu, 13 Aug 2026 22:30:00 GMT", date(2026, 8, 14)),
    ("1763892000", date(2025, 11, 23)),
    ("1763892000000", date(2025, 11, 23)),
    ("20261103", date(2026, 11, 3)),
    ("3 november 2026 om 14:00", date(2026, 11, 3)),
    ("Nov 3, 2026 10:15 PM", date(2026, 11, 3)),
    ("vandaag", AS_OF),
    ("Vandaag geplaatst", AS_OF),
    ("Posted Today", AS_OF),
    ("Just posted", AS_OF),
    ("à l'instant", AS_OF),
    ("een uur geleden", AS_OF),
    ("gisteren", date(2026, 11, 22)),
    ("hier", date(2026, 11, 22)),
    ("eergisteren", date(2026, 11, 21)),
    ("3 dagen geleden", date(2026, 11, 20)),
    ("Publié il y a 3 jours", date(2026, 11, 20)),
    ("Posted 5 Days Ago", date(2026, 11, 18)),
    ("vor 3 Tagen", date(2026, 11, 20)),
    ("vor einer Woche", date(2026, 11, 16)),
    ("last week", date(2026, 11, 16)),
    ("la semaine dernière", date(2026, 11, 16)),
    ("een maand geleden", date(2026, 10, 23)),
    ("il y a 2 mois", date(2026, 9, 23)),
    ("1w", date(2026, 11, 16)),
    ("last Friday", date(2026, 11, 20)),
    ("over 2 weken", date(2026, 12, 7)),
    ("Date: 2026-01-02", date(2026, 1, 2)),
    ("Gepubliceerd op: 3/4/26", date(2026, 4, 3)),
    ("sinds 5 maart", date(2026, 3, 5)),
    ("1er mars", date(2026, 3, 1)),
]


@pytest.mark.parametrize(("text", "day"), EXAMPLES)
def test_examples(text: str, day: date) -> None:
    reading = read_date(text, field="date_posted", as_of=AS_OF)
    assert (reading.value, reading.issues) == (day, ())


HELD_OUT = [
    ("Solliciteren kan tot 15 december", date(2026, 12, 15)),
    ("jusqu'au 31 décembre 2026", date(2026, 12, 31)),
    ("Bewerbungsfrist: 31. Januar 2027", date(2027, 1, 31)),
    ("1 jan", date(2027, 1, 1)),
    ("29/02/2028", date(2028, 2, 29)),
    ("in 3 days", date(2026, 11, 26)),
    ("übermorgen", date(2026, 11, 25)),
]


@pytest.mark.parametrize(("text", "day"), HELD_OUT)
def test_ends_may_lie_ahead(text: str, day: date) -> None:
    assert read_date(text, field="valid_through", as_of=AS_OF).value == day


UNREAD = [
    ("30 februari 2026", "impossible_date"),
    ("30/02/2026", "impossible_date"),
    ("2026-02-30", "impossible_date"),
    ("08/14/2026", "impossible_date"),
    ("2026-13-01", "impossible_date"),
    ("1999-12-31", "implausible_date"),
    ("2030-01-01", "implausible_date"),
    ("0001-01-01", "implausible_date"),
    ("30+ dagen geleden", "at_least: 30 dagen"),
    ("Posted 30+ Days Ago", "at_least: 30 days"),
    ("il y a plus de 30 jours", "at_least: 30 jours"),
    ("zo snel mogelijk", "unknown_date"),
    ("24/7", "unknown_date"),
    ("5", "unknown_date"),
    ("ma", "unknown_date"),
    ("mei", "unknown_date"),
    ("november 2026", "unknown_date"),
]


@pytest.mark.parametrize(("text", "reason"), UNREAD)
def test_what_is_no_day_stays_none_and_says_why(text: str, reason: str) -> None:
    reading = read_date(text, field="date_posted", as_of=AS_OF)
    assert reading.value is None
    assert [(issue.field, issue.text, issue.reason) for issue in reading.issues] == [("date_posted", text, reason)]


@pytest.mark.parametrize("text", [None, "", "  \n"])
def test_no_text_is_no_issue(text: str | None) -> None:
    reading = read_date(text, field="date_posted", as_of=AS_OF)
    assert (reading.value, reading.issues) == (None, ())


def test_a_posting_is_not_from_the_future_when_the_year_is_missing() -> None:
    assert read_date("31 dec", field="date_posted", as_of=AS_OF).value == date(2025, 12, 31)
    assert read_date("31 dec", field="valid_through", as_of=AS_OF).value == date(2026, 12, 31)


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de", "xx", None])
def test_the_language_changes_no_plain_date(language: str | None) -> None:
    assert read_date("5 mei 2026", field="date_posted", as_of=AS_OF, language=language).value == date(2026, 5, 5)


@given(st.text(max_size=200), st.dates(date(2001, 1, 1), date(2090, 1, 1)))
@settings(max_examples=200, deadline=None)
def test_never_raises_and_never_guesses_far(text: str, as_of: date) -> None:
    reading = read_date(text, field="date_posted", as_of=as_of)
    assert reading == read_date(text, field="date_posted", as_of=as_of)
    assert reading.value is None or 2000 <= reading.value.year <= as_of.year + 3


@given(st.dates(date(2020, 1, 1), date(2027, 12, 31)))
def test_its_own_output_reads_the_same(day: date) -> None:
    assert read_date(day.isoformat(), field="date_posted", as_of=AS_OF).value == day


@pytest.mark.parametrize(
    "text", ["1" * 20_000, "2 dagen " * 3_000, " " * 20_000 + "x", "jan " * 5_000, "-" * 20_000, "²" * 9, "٣/٤/٢٠٢٦"]
)
def test_hostile_text_is_quick(text: str) -> None:
    assert yardsticks(lambda day: read_date(day, field="date_posted", as_of=AS_OF), text) < LONG
