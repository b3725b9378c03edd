"""Days of the week with hours of the clock in, full or part time out: Monday to Friday from 8 to 16.30 is full time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.vocabulary import EmploymentType
from pipeline.normalize.lexicon import SharedStems
from pipeline.normalize.text import Prose
from pipeline.normalize.working_hours import FULL_WEEK

_LONGEST_DAY = 9.5
"""Hours between two times of one working day; between others a shop is open, or a day may begin."""
_SHORT_DAY = 6.0
"""Hours of a day above which there is a pause, and up to which five of them are part time."""
_PAUSE = 0.5
_LINE = 70
"""Characters on either side of named days in which their hours stand."""
_MANY = 400

_MONDAYS = SharedStems(("maandag", "monday", "lundi", "montag", "ma-vr", "mon-fri"))
_DAILY = SharedStems(
    f"{every} {part}"
    for every, parts in (
        ("elke", ("voormiddag", "namiddag", "ochtend", "avond", "dag", "werkdag", "weekdag")),
        ("iedere", ("voormiddag", "namiddag", "ochtend", "avond", "dag", "werkdag", "weekdag")),
        ("tous les", ("matins", "apres-midi", "soirs", "jours")),
        ("chaque", ("matin", "apres-midi", "soir", "jour")),
        ("every", ("morning", "afternoon", "evening", "day", "weekday", "working day")),
        ("jeden", ("morgen", "vormittag", "nachmittag", "abend", "tag", "werktag")),
    )
    for part in parts
)
_TO_WEEKDAY = re.compile(
    r"(?:maandag|monday|lundi|montag|ma|mon)s? ?"
    r"(?:tot(?: en met)?|t/m|t\.?e\.?m\.?|to|through|till|-|au|bis(?: einschlie(?:ss|ß)lich)?) ?"
    r"(?P<last>donderdag|vrijdag|vr\b|thursday|friday|fri\b|jeudi|vendredi|donnerstag|freitag)"
)
_THURSDAYS = frozenset(["donderdag", "thursday", "jeudi", "donnerstag"])
_TIME = (
    r"(?P<h{0}>[01]?\d|2[0-3])(?:(?P<mark{0}> ?[hu:.] ?)(?P<m{0}>[0-5]\d)?)?"
    r"(?P<part{0}> ?(?:[ap]m|[ap]\.m\.)| ?(?:uur|uhr)\b)?"
)
_TIMES = (
    rf"(?<![\d.,/€-]){_TIME.format(1)} ?(?:-|a|tot|to|until|till|bis|jusqu'a) ?{_TIME.format(2)}"
    r"(?![\d/%€]| ?(?:dagen|days|jours|ans|jaar|years))"
)
_FROM_TO = re.compile(_TIMES)
# "De 8h à 12h et de 13h à 17h"
_AND_FROM_TO = re.compile(rf" ?(?:et|en|and|und|&|,|puis|\+) ?(?:de |from |van |von )?{_TIMES}")
_NOT_OF_WORK = re.compile(
    r"\b(?:open\w*|geopend|ouvert\w*|geoffnet|offnungs\w*|bereikbaar|reachable|available|joignable|erreichbar"
    r"|contact\w*|bel|bellen|appel\w*|call|tel|telefoon\w*|phone|start\w*|begin\w*|tussen|between|entre|zwischen|core"
    r"|kern\w*|glij\w*|flex\w*|variab\w*|loket|balie|klantendienst|permanence|winkel|magasin|shop|store|meeting\w*"
    r"|vergadering\w*|reunion\w*)\b"
)


def read_clock_hours(prose: Prose) -> Iterator[EmploymentType]:
    """Yield full or part time for each schedule in ``prose``: days of the week with the hours of the clock beside them.

    The hours of a shop or a desk, and those between which a day may begin, give none.
    """
    folded = prose.folded
    for _, start, _ in _MONDAYS.places(prose)[:_MANY]:
        days = _TO_WEEKDAY.match(folded, start)
        if days is not None:
            yield from _schedule(folded, start, days.end(), 4 if days["last"] in _THURSDAYS else 5)
    for _, start, end in _DAILY.places(prose)[:_MANY]:
        yield from _schedule(folded, start, end, 5)


def _schedule(folded: str, start: int, end: int, days: int) -> Iterator[EmploymentType]:
    """Yield what the hours on the line of these ``days`` make."""
    low = max(folded.rfind("\n", max(0, start - _LINE), start) + 1, start - _LINE, 0)
    newline = folded.find("\n", end, end + _LINE)
    high = end + _LINE if newline < 0 else newline
    times = _FROM_TO.search(folded, end, high) or _FROM_TO.search(folded, low, start)
    if times is None or not any(times[mark] for mark in ("mark1", "mark2", "part1", "part2")):
        return
    if _NOT_OF_WORK.search(folded, low, high):
        return
    day = _hours(times)
    afternoon = _AND_FROM_TO.match(folded, times.end())
    if afternoon is not None and day + _hours(afternoon) <= _LONGEST_DAY:
        day += _hours(afternoon)
    elif day > _SHORT_DAY:
        day -= _PAUSE
    if day <= _LONGEST_DAY and day * days >= FULL_WEEK:
        yield EmploymentType.FULL_TIME
    elif 1 <= day <= _SHORT_DAY:
        yield EmploymentType.PART_TIME


def _hours(times: re.Match[str]) -> float:
    return _time(times, 2) - _time(times, 1)


def _time(times: re.Match[str], which: int) -> float:
    hour = int(times[f"h{which}"]) + int(times[f"m{which}"] or 0) / 60
    return hour + 12 if "p" in (times[f"part{which}"] or "") and hour < 12 else hour
