"""Several settled towns in, without those that only describe another: its province, its city, the seat of its area."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.posting import Place
from models.vocabulary import PlacePrecision
from pipeline.normalize.place_areas import province_named
from pipeline.normalize.place_record import Named, wide_place
from pipeline.reference.places import BRUSSELS_CITY, BRUSSELS_REGION, HALLE_VILVOORDE, provinces
from pipeline.reference.places_key import place_key
from pipeline.reference.places_names import NamedArea, Toponym, area, arrondissement_of, lies_in

# Former municipalities that a merger of 2025 took to another province, and the one that ads still name beside them.
_PROVINCE_LEFT = {"Zwijndrecht": "10000"}


def without_context(named: list[Named], *, leading: bool) -> list[Named]:
    """Leave out the name of a city that stands for its province, or for Brussels as a whole, beside another town.

    "Mortsel, Antwerpen" is a town and its province; "Oudergem (Brussel)" a municipality of the Brussels Region;
    "Zaventem, Brussels" a town of the ring; "Oostkamp (Brugge)" a town and the seat of its arrondissement; "UZ
    Antwerpen, Edegem" a hospital and its town; "Gent (Deinze)" a seat and a town near it. "Gent, Antwerpen" stays two
    cities. After a ``leading`` country the wider name may come first, as in "Belgium, Antwerp, Mechelen".
    """
    if any(not one.segment.named_after for one in named):
        named = [one for one in named if not one.segment.named_after]
    return [one for number, one in enumerate(named) if not _surrounds(number, named, leading=leading)]


def _surrounds(number: int, named: Sequence[Named], *, leading: bool) -> bool:
    """Tell whether the name at ``number`` says where the other towns lie: its province, its seat, Brussels."""
    one = named[number]
    beside = [other.toponym for other in named if other.toponym.nis != one.toponym.nis]
    others = [toponym.nis for toponym in beside]
    bracketed = [other.toponym.nis for other in named[number + 1 :] if other.segment.bracketed]
    if one.toponym.nis == BRUSSELS_CITY and one.toponym.is_whole and not one.segment.postal_code:
        rings = bool(number) or leading or bool(bracketed)
        areas = (BRUSSELS_REGION, HALLE_VILVOORDE) if rings else (BRUSSELS_REGION,)
        return bool(others) and all(any(lies_in(nis, code) for code in areas) for nis in others)
    wide = area(place_key(one.segment.text))
    if wide and len(set(others)) == 1 and (number or leading) and _is_province_of(wide, beside[0]):
        return True
    if one.segment.bracketed and number and _is_seat_of(one, others):
        return True
    return any(_is_seat_of(one, [nis]) for nis in bracketed)


def _is_province_of(wide: NamedArea, toponym: Toponym) -> bool:
    if wide.code not in provinces():
        return False
    return lies_in(toponym.nis, wide.code) or wide.code == _PROVINCE_LEFT.get(toponym.name)


def _is_seat_of(one: Named, others: Sequence[str]) -> bool:
    wide = arrondissement_of(place_key(one.segment.text))
    return wide is not None and bool(others) and all(lies_in(nis, wide.code) for nis in others)


def one_per_municipality(named: Iterable[Named]) -> list[Named]:
    """Return ``named`` in order, each municipality once, by the name of its part where one is named."""
    best: dict[str, Named] = {}
    for one in named:
        known = best.get(one.toponym.nis)
        if known is None or (known.toponym.is_whole and not one.toponym.is_whole):
            best[one.toponym.nis] = one
    return list(best.values())


def areas_together(places: list[Place]) -> list[Place]:
    """Read a name of a city and of an area as the area beside nothing but areas: "Vlaanderen en Brussel".

    Brussels is the region there, and Antwerp the province beside another one: "Antwerpen / Limburg".
    """
    cities = [place for place in places if _may_be_area(place)]
    others = {place.precision for place in places if place not in cities}
    if not cities or not others or not others <= {PlacePrecision.REGION, PlacePrecision.PROVINCE}:
        return places
    named = {place.province for place in places if place.precision is PlacePrecision.PROVINCE}
    return [
        replace(wide_place(wide, ()), evidence=place.evidence)
        if place in cities and (wide := _area_meant(place, others)) and place.province not in named
        else place
        for place in places
    ]


def _may_be_area(place: Place) -> bool:
    return place.precision is PlacePrecision.MUNICIPALITY and not place.postal_code


def _area_meant(city: Place, beside: set[PlacePrecision]) -> NamedArea | None:
    if city.nis_code == BRUSSELS_CITY:
        return NamedArea(BRUSSELS_REGION, PlacePrecision.REGION)
    return province_named(place_key(city.municipality or "")) if beside == {PlacePrecision.PROVINCE} else None
