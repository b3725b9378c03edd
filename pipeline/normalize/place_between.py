"""A place text that speaks of what lies between or round towns in, the regions round those towns out.

"As Gent-Brugge", "entre Namur et Charleroi" and "driehoek Brussel-Antwerpen-Gent" name towns where the work is not.
"""

from __future__ import annotations

import re

from pipeline.normalize.place_areas import made_round
from pipeline.normalize.place_exact import scanned
from pipeline.normalize.place_segment import Kind, Segment
from pipeline.normalize.place_words import one_of
from pipeline.normalize.text import fold_in_place
from pipeline.reference.places import provinces
from pipeline.reference.places_key import place_key
from pipeline.reference.places_names import area

_BETWEEN = re.compile(
    r"^(?:ergens |quelque part |somewhere )?(?:de |het |l'|le |the |op de |sur l')?"
    "(?:"
    + one_of(
        "as; axe; axis; corridor; driehoek; triangle; ruit; lijn; ligne; traject; tussen; entre; between; zwischen"
    )
    + r"|[aenr]\d{1,3})[\s:]+(?=\S)"
)


def between(line: str) -> tuple[Segment, ...]:
    """Return the regions round the towns that ``line`` names as ends of an axis, two or more; else nothing.

    With one town the word was a name ("As, Limburg") or a road beside it ("E40 Aalter").
    """
    opened = _BETWEEN.match(fold_in_place(line))
    if not opened:
        return ()
    towns = [found for found in scanned(line[opened.end() :]) if found.kind is Kind.TOPONYM]
    return tuple(made_round(town) for town in towns) if len(towns) > 1 else ()


def provinces_together(group: list[Segment]) -> list[Segment]:
    """Read names of a town and of a province as provinces beside one that is no town: "Luik, Namen, Henegouwen"."""
    named = [area(place_key(segment.text)) for segment in group if segment.kind is not Kind.COUNTRY]
    codes = {wide.code for wide in named if wide and wide.code in provinces()}
    pure = {s.area.code for s in group if s.kind is Kind.AREA and s.area and not s.country} & codes
    if len(named) < 2 or not all(named) or not pure or len(codes) < len(named):
        return group
    return [
        Segment(segment.text, Kind.AREA, area=wide)
        if segment.kind is Kind.TOPONYM and (wide := area(place_key(segment.text)))
        else segment
        for segment in group
    ]
