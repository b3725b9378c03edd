"""Day and month in each other's place: a source that changes its order of writing dates, or a reader that mistakes it.

A known ad whose new date is the old one exchanged gives it away, and so does a new ad that looks old although it would
be fresh if its date were exchanged. Dates after the twelfth cannot be misread and stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from pipeline.services.health_rules import CHANCE, FEWEST, BoardFigures, Check, Finding, Level, at_least

USUAL_SWAP, USUAL_TURN = 0.004, 0.05
"""How often a known ad's new date happens to be the old one with day and month exchanged, and how often a new ad looks
old although it would be fresh if they were exchanged: one change in twenty, and one day in twenty."""
FRESH, OLD = timedelta(days=14), timedelta(days=30)
"""A new ad was mostly posted within the first; one beyond the second is looked at."""


def count_date(figures: BoardFigures, was: date | None, posted: date, today: date) -> None:
    """Enter what one ad read tonight says of its date; ``was`` is the date it had, None for a new ad."""
    figures.future += posted > today + timedelta(days=1)
    figures.swapped += was is not None and posted == exchanged(was)
    figures.new_dated += was is None
    figures.turned += was is None and looks_turned(posted, today)


def exchanged(day: date) -> date | None:
    """Return the date with day and month in each other's place; None where that is no other date."""
    return day.replace(month=day.day, day=day.month) if day.day <= 12 and day.day != day.month else None


def looks_turned(posted: date, today: date) -> bool:
    """Whether a new ad's date is improbable as it stands and probable with day and month exchanged."""
    other = exchanged(posted)
    tomorrow = today + timedelta(days=1)
    return other is not None and not today - OLD <= posted <= tomorrow and today - FRESH <= other <= tomorrow


def dates_swapped(boards: Collection[BoardFigures]) -> list[Check]:
    """Return whether a run reads day and month in each other's place: one reader serves all boards of a source."""
    again = sum(board.fields["date_posted"].again for board in boards if "date_posted" in board.fields)
    swapped, turned = sum(board.swapped for board in boards), sum(board.turned for board in boards)
    fresh = sum(board.new_dated for board in boards)
    surely = swapped >= FEWEST and at_least(swapped, again, USUAL_SWAP) < CHANCE
    if not surely and not (turned >= FEWEST and at_least(turned, fresh, USUAL_TURN) < CHANCE):
        return []
    detail = (
        f"day and month changed places in {swapped} of {again} known ads; "
        f"{turned} of {fresh} new ones would be fresh if they did"
    )
    cause, level = Finding.DATES_SWAPPED.value, Level.BAD.value
    return [Check(name="drift", level=level, cause=cause, field="date_posted", detail=detail)]
