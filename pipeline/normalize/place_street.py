"""A piece of a place text in, the street it names, and the town before or behind the street, out."""

from __future__ import annotations

import re

from pipeline.normalize.place_exact import exact
from pipeline.normalize.place_segment import Kind, Segment
from pipeline.normalize.place_words import BEHIND_NUMBER, BEHIND_STREET, HOUSE_NUMBER, STREET
from pipeline.normalize.text import fold_in_place

_GAP = re.compile(r"[\s-]+")
_BARE_STREET = re.compile(r"(?:straat|steenweg|laan|plein|kaai|dreef|baan|weg|markt|lei)\b")  # "Ninove steenweg 5"


def street_in(text: str) -> tuple[Segment, ...]:
    """Return the street that ``text`` names as a detail, the town beside it where one stands there; else nothing."""
    folded = fold_in_place(text)
    number = HOUSE_NUMBER.search(folded)
    if number and not STREET.search(folded) and exact(bare := text[: number.start()]):
        return exact(bare)  # "Gent 1" is no street
    if STREET.search(folded) and (town := _town_before_street(text) or _town_behind_street(text, folded)):
        return town
    return (Segment(text, Kind.DETAIL),) if number or STREET.search(folded) else ()


def _town_before_street(text: str) -> tuple[Segment, ...]:
    """Read "Gent Kortrijksesteenweg 12": a municipality, and behind it a street with a name of its own."""
    for gap in _GAP.finditer(text):
        named, street = exact(text[: gap.start()]), fold_in_place(text[gap.end() :])
        if named and any(toponym.rank < 2 for toponym in named[0].toponyms) and STREET.search(street):
            return () if _BARE_STREET.match(street) else named
    return ()


def _town_behind_street(text: str, folded: str) -> tuple[Segment, ...]:
    """Read "Rue de Namur 45 Nivelles" and "Park Lane Diegem": what follows the number or the end of the name."""
    for pattern in (BEHIND_NUMBER, BEHIND_STREET):
        behind = pattern.search(folded)
        if behind and (named := exact(text[behind.end() :])) and named[0].kind is Kind.TOPONYM:
            return (Segment(text[: behind.end()], Kind.DETAIL), *named)
    return ()
