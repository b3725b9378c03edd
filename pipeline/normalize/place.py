"""Published place texts in, places with their REFNIS codes out."""

from __future__ import annotations

from dataclasses import dataclass

from models.posting import Issue, Place
from models.vocabulary import WorkMode


@dataclass(frozen=True, slots=True)
class PlacesReading:
    """The places of one ad, what the place texts say about remote work, and the texts that name no known place."""

    places: tuple[Place, ...] = ()
    work_mode: WorkMode | None = None
    issues: tuple[Issue, ...] = ()


def read_places(texts: tuple[str, ...]) -> PlacesReading:
    """Return every place that ``texts`` name, in their order, none twice.

    A text that names no known place, or several possible ones, gives an issue with its candidates and no guess.
    """
    del texts
    return PlacesReading()
