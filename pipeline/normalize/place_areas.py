"""The name of a town or an area in, the wider area meant by "Regio X", "Provincie X" and "X en omgeving" out."""

from __future__ import annotations

from dataclasses import replace

from pipeline.normalize.place_segment import Kind, Segment
from pipeline.reference.places import BRUSSELS_CITY, BRUSSELS_REGION, municipality, provinces
from pipeline.reference.places_key import place_key
from pipeline.reference.places_names import NamedArea, Toponym, area, arrondissement_of, lies_in, narrow_area, toponyms


def is_seat(named: tuple[Toponym, ...], wide: NamedArea) -> bool:
    """Tell whether a name of both is the town's first: Antwerpen is the city, Limburg the province before Limbourg."""
    return any(toponym.rank == 0 or lies_in(toponym.nis, wide.code) for toponym in named)


def is_seat_of_arrondissement(town: Toponym) -> bool:
    """Tell whether ``town`` is one of the places that every reader knows, so that a slip in its name is a slip."""
    return town.rank == 0 and arrondissement_of(place_key(town.name)) is not None


def province_named(key: str) -> NamedArea | None:
    """Return the province of that name, or the Brussels Region, which some sources call one."""
    wide = area(key)
    if wide and (wide.code in provinces() or wide.code == BRUSSELS_REGION):
        return wide
    return None


def surroundings(key: str) -> NamedArea | None:
    """Return the arrondissement of the town: what the public services' regions (Regio Kortrijk) come nearest to."""
    named = sorted(toponyms(key), key=lambda toponym: toponym.rank)
    wide = area(key)
    if wide and not is_seat(tuple(named), wide):
        return wide
    if named and len({toponym.nis for toponym in named if toponym.rank == named[0].rank}) == 1:
        if named[0].nis == BRUSSELS_CITY:
            return narrow_area(BRUSSELS_REGION)
        return narrow_area(municipality(named[0].nis).arrondissement)
    return arrondissement_of(key)


def made_round(segment: Segment) -> Segment:
    """Return ``segment`` as the region round the town that it names."""
    wide = surroundings(place_key(segment.text))
    return replace(segment, kind=Kind.AREA, area=wide, toponyms=(), country=None, around=True) if wide else segment
