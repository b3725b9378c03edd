"""A published date in, a day out."""

from __future__ import annotations

from datetime import date

from pipeline.normalize.reading import Reading


def read_date(text: str | None, *, field: str, as_of: date, language: str | None = None) -> Reading[date]:
    """Return the day that ``text`` means when read on ``as_of``; day before month, relative phrases understood.

    ``field`` names the field in an issue; ``language`` narrows the search where it is known.
    """
    del text, field, as_of, language
    return Reading()
