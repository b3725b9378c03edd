"""A settled name or area in, its `Place` out; and of several places, each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.posting import Place
from models.vocabulary import PlacePrecision
from pipeline.normalize.place_segment import Kind, Segment
from pipeline.reference.places import BRUSSELS_CITY, COUNTRY, arrondissements, municipality, postcodes, provinces
from pipeline.reference.places_names import NamedArea, Toponym, narrow_area

_ORDER = {precision: number for number, precision in enumerate(PlacePrecision)}


@dataclass(frozen=True, slots=True)
class Named:
    """A segment of which one municipality is meant."""

    segment: Segment
    toponym: Toponym
    why: str | None = None


def is_served(toponym: Toponym, code: str | None) -> bool:
    """Tell whether postal code ``code`` is that of ``toponym`` or of another part of its municipality."""
    return code is not None and (toponym.postal_code == code or toponym.nis in postcodes().get(code, ()))


def municipality_place(one: Named, group: Sequence[Segment]) -> Place:
    """Return the place of ``one``, as finely as its ``group`` tells: with a street, a postal code, a part of a town.

    A part of a municipality stands at its own coordinates, everything else at the municipality's centre.
    """
    toponym = one.toponym
    home = municipality(toponym.nis)
    codes = [one.segment.postal_code, *(other.postal_code for other in group)]
    code = next((code for code in codes if is_served(toponym, code)), None)
    street = any(segment.kind is Kind.DETAIL and any(c.isdigit() for c in segment.text) for segment in group)
    if street:
        precision = PlacePrecision.ADDRESS
    elif code:
        precision = PlacePrecision.POSTAL_CODE
    else:
        precision = PlacePrecision.MUNICIPALITY if toponym.is_whole else PlacePrecision.SUBMUNICIPALITY
    located = toponym.latitude is not None and not toponym.is_whole
    return Place(
        nis_code=home.nis,
        municipality=home.name,
        postal_code=code,
        arrondissement=home.arrondissement,
        province=home.province,
        region=home.region,
        country="BE",
        latitude=toponym.latitude if located else home.latitude,
        longitude=toponym.longitude if located else home.longitude,
        precision=precision,
        evidence=_evidence(one, group),
    )


def _evidence(one: Named, group: Sequence[Segment]) -> str:
    words, toponym = one.segment.text, one.toponym
    if one.segment.kind is Kind.UNKNOWN:
        return f"{words}: read as {toponym.name}"
    if toponym.nis == BRUSSELS_CITY and toponym.is_whole and not any(s.postal_code for s in group):
        return f"{words}: taken as the city (21004); the region of 19 municipalities may be meant"
    if (stated := one.segment.postal_code) and not is_served(toponym, stated):
        return f"{words}: the name, for {stated} is no postal code of {toponym.name}"
    return f"{words}: {one.why}" if one.why else words


def narrowest(areas: Sequence[NamedArea]) -> list[NamedArea]:
    """Return ``areas`` in order, none twice and none that holds another of them."""
    unique = list(dict.fromkeys(areas))
    wider = {parent for one in unique for parent in _parents(one)}
    return [one for one in unique if one.code not in wider]


def _parents(wide: NamedArea) -> tuple[str, ...]:
    known = arrondissements().get(wide.code) or provinces().get(wide.code)
    return (*known.parents, COUNTRY) if known else (COUNTRY,) if wide.code != COUNTRY else ()


def wide_place(wide: NamedArea, group: Sequence[Segment]) -> Place:
    """Return the place of an arrondissement, province or region, with the codes of the areas it lies in."""
    codes = (wide.code, *_parents(wide))
    levels = {narrow_area(code).precision: code for code in codes}
    words = next((segment.text for segment in group if segment.area == wide), None)
    return Place(
        arrondissement=levels.get(PlacePrecision.ARRONDISSEMENT),
        province=levels.get(PlacePrecision.PROVINCE),
        region=levels.get(PlacePrecision.REGION),
        country="BE",
        precision=wide.precision,
        evidence=words,
    )


def abroad_place(code: str | None, words: str) -> Place:
    """Return a place outside Belgium: its country and nothing finer."""
    return Place(country=code, precision=PlacePrecision.COUNTRY, evidence=f"{words[:80]}: outside Belgium")


def without_repeats(places: Iterable[Place], *, within_one_text: bool) -> tuple[Place, ...]:
    """Return ``places`` in order, none twice; the finer of two that are the same municipality.

    The country alone goes when a place in it is known; within one text so do wider areas that hold a named town
    ("Erembodegem (Regio Aalst)").
    """
    best: dict[tuple[str | None, ...], Place] = {}
    for place in places:
        key = (place.nis_code,) if place.nis_code else _area_key(place)
        if key not in best or _ORDER[place.precision] < _ORDER[best[key].precision]:
            best[key] = place
    found = list(best.values())
    if len(found) < 2:
        return tuple(found)
    return tuple(place for place in found if not any(_holds(place, other, within_one_text) for other in found))


def _area_key(place: Place) -> tuple[str | None, ...]:
    return (None, place.arrondissement, place.province, place.region, place.country, place.precision.value)


def _holds(wide: Place, fine: Place, within_one_text: bool) -> bool:
    if wide is fine or wide.nis_code or wide.country != fine.country or wide.precision == fine.precision:
        return False
    if wide.precision is PlacePrecision.COUNTRY:
        return True
    if not within_one_text:
        return False
    stated = ("arrondissement", "province", "region")
    return all(getattr(wide, level) in (None, getattr(fine, level)) for level in stated)
