"""Published place texts in, places with their REFNIS codes out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from models.posting import Issue, Place
from models.vocabulary import PlacePrecision, WorkMode
from pipeline.normalize.place_choice import FIELD, choose
from pipeline.normalize.place_record import without_repeats
from pipeline.normalize.place_segments import segments_of
from pipeline.normalize.place_words import NOISE, take_work_mode, without
from pipeline.normalize.reading import unread
from pipeline.normalize.text import fold_in_place, one_line
from pipeline.reference.places import BRUSSELS_CITY, BRUSSELS_REGION, municipalities, municipality
from pipeline.reference.places_key import place_key

_LONGEST_TEXT = 300
_MOST_TEXTS = 100
# France Travail writes the number of the department before the town: "07 - ANNONAY".
_FRENCH_DEPARTMENT = re.compile(r"^(?:\d{2,3}|2[AB]) - \S")


@dataclass(frozen=True, slots=True)
class PlacesReading:
    """The places of one ad, what the place texts say about remote work, and the texts that name no known place."""

    places: tuple[Place, ...] = ()
    work_mode: WorkMode | None = None
    issues: tuple[Issue, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The municipalities in nl, fr, de and en: Mechelen and Malines; and Brussels for all nineteen of its region.

        A place known no nearer than its province or region has none.
        """
        codes = dict.fromkeys(place.nis_code for place in self.places if place.nis_code in municipalities())
        return tuple(dict.fromkeys(chain.from_iterable(_names_of(code) for code in codes if code)))


def read_places(texts: tuple[str, ...]) -> PlacesReading:
    """Return every place that ``texts`` name, in their order, none twice.

    A text that names no known place, or several possible ones, gives an issue with its candidates and no guess:
    ``unknown_place``, ``ambiguous_place: 24041, 41002``, ``wider_than_country`` (EMEA), ``places_not_named`` (3
    Locations). A place abroad keeps its country alone. The first 100 texts and 300 characters of each are read.
    """
    readings = [_read_text(text[:_LONGEST_TEXT]) for text in texts[:_MOST_TEXTS]]
    modes = {reading.work_mode for reading in readings if reading.work_mode}
    return PlacesReading(
        places=without_repeats((place for reading in readings for place in reading.places), within_one_text=False),
        work_mode=_together(modes),
        issues=tuple(dict.fromkeys(issue for reading in readings for issue in reading.issues)),
    )


def _together(modes: set[WorkMode]) -> WorkMode | None:
    # One text says remote, another on-site: both are offered.
    return WorkMode.HYBRID if len(modes) > 1 else next(iter(modes), None)


@lru_cache(maxsize=1_024)
def _names_of(nis: str) -> tuple[str, ...]:
    place = municipality(nis)
    city = municipality(BRUSSELS_CITY) if place.region == BRUSSELS_REGION else place
    return (*place.names.values(), *city.names.values())


@lru_cache(maxsize=16_384)
def _read_text(text: str) -> PlacesReading:
    line = one_line(text).replace("–", "-").replace("—", "-")
    if _FRENCH_DEPARTMENT.match(line):
        place = Place(country="FR", precision=PlacePrecision.COUNTRY, evidence=f"{line}: French department")
        return PlacesReading(places=(place,))
    mode, rest = take_work_mode(line)
    if mode and not place_key(" ".join(without(NOISE, fold_in_place(rest), rest))):
        return PlacesReading(work_mode=mode)
    if not place_key(rest):
        return PlacesReading(issues=(unread(FIELD, line, "unknown_place"),) if line else ())
    places, issues = choose(line, segments_of(rest))
    return PlacesReading(places=places, work_mode=mode, issues=issues)
