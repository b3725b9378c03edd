"""The segments of one place text in, its places out: homonyms settled by their context or left ambiguous.

What decides between homonyms, first that leaves one: the postal code; the province, region or district named; another
name of the same municipality (Veerle, Laakdal); then the level of the name: a municipality's own name beats a name in
another language or of a former municipality, that a district of Antwerp, that a sub-municipality, that a quarter.
Equal levels stay ambiguous.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.posting import Issue, Place
from models.vocabulary import PlacePrecision
from pipeline.normalize.place_segments import Kind, Segment
from pipeline.normalize.reading import unread
from pipeline.reference.places import BRUSSELS_CITY, BRUSSELS_REGION, arrondissements, municipality, postcodes, provinces
from pipeline.reference.places_key import place_key
from pipeline.reference.places_names import NamedArea, Toponym, area, lies_in, misspelt, narrow_area

FIELD = "places"
_HALLE_VILVOORDE = "23000"
_ORDER = list(PlacePrecision)


@dataclass(frozen=True, slots=True)
class Named:
    """A segment of which one municipality is meant."""

    segment: Segment
    toponym: Toponym
    why: str | None = None


def choose(line: str, segments: Sequence[Segment]) -> tuple[tuple[Place, ...], tuple[Issue, ...]]:
    """Return the places that ``segments`` of ``line`` name, and the issues of what stayed unknown or ambiguous."""
    deciding = [segment for segment in segments if segment.decides]
    groups = [deciding] if deciding else list(_groups(segments))
    stated = {code for group in groups if (code := _country(group))}
    places: list[Place] = []
    issues: list[Issue] = []
    for group in groups:
        home = _country(group) or (next(iter(stated)) if len(stated) == 1 else None)
        found, problems = _choose_in(line, group, home, segments)
        places += found
        issues += problems
    return without_repeats(places, within_one_text=True), tuple(issues)


def _groups(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Alternatives: parted by a separator, or begun anew after a country ("Gent, Belgium, Lille, France")."""
    group: list[Segment] = []
    for segment in segments:
        closed = len(group) > 1 and group[-1].kind is Kind.COUNTRY and segment.kind in {Kind.TOPONYM, Kind.FOREIGN}
        if group and (segment.opens or closed):
            yield group
            group = []
        group.append(segment)
    if group:
        yield group


def _country(group: Iterable[Segment]) -> str | None:
    # The last one counts: "Amsterdam, NH, NL", "Venlo, LI, NL".
    stated = [segment.country for segment in group if segment.kind is Kind.COUNTRY]
    return stated[-1] if stated else None


def _choose_in(
    line: str, group: list[Segment], home: str | None, everything: Sequence[Segment]
) -> tuple[list[Place], list[Issue]]:
    if home not in {None, "BE"}:
        return [_abroad(home, line)], []
    areas = [wide for segment in group if (wide := _area_of(segment, group, home))]
    named, issues = _settle(group, areas, home, everything)
    named = _without_context(named)
    if named:
        return [_place(one, group) for one in _one_per_municipality(named)], issues
    abroad = [segment for segment in group if segment.kind is Kind.FOREIGN or _is_grand_duchy(segment, group, home)]
    if abroad and home is None:
        return [_abroad(segment.country, segment.text) for segment in abroad[:1]], issues
    if coded := _by_code_alone(group, home):
        return [coded], issues
    if not issues:
        issues += _unread(line, group, home)
    if areas:
        return [_wide_place(wide, group) for wide in _narrowest(areas)], issues
    if home == "BE":
        return [Place(country="BE", precision=PlacePrecision.COUNTRY, evidence=line[:80])], issues
    return [], issues


def _area_of(segment: Segment, group: Sequence[Segment], home: str | None) -> NamedArea | None:
    if segment.kind is not Kind.AREA:
        return None
    if segment.country and not (home == "BE" or _belgian_beside(segment, group)):
        return None  # Luxembourg, and nothing says that the Belgian province is meant
    return segment.area


def _belgian_beside(segment: Segment, group: Sequence[Segment]) -> bool:
    wide = segment.area
    assert wide is not None
    return any(
        (other.area and other is not segment and not other.country)
        or any(lies_in(toponym.nis, wide.code) for toponym in other.toponyms)
        for other in group
    )


def _is_grand_duchy(segment: Segment, group: Sequence[Segment], home: str | None) -> bool:
    if segment.kind is not Kind.AREA or segment.country is None or home is not None:
        return False
    return sum(other.country == segment.country for other in group) > 1


def _settle(
    group: Sequence[Segment], areas: Sequence[NamedArea], home: str | None, everything: Sequence[Segment]
) -> tuple[list[Named], list[Issue]]:
    named, issues = [], []
    for segment in group:
        candidates = segment.toponyms
        if segment.kind is Kind.UNKNOWN and not any(other.toponyms for other in group):
            candidates = _misspelt(segment, home, areas)
        if not candidates:
            continue
        left, why = _meant(segment, candidates, group, areas, everything)
        codes = sorted({toponym.nis for toponym in left})
        foreign = segment.country if home is None and not areas and min(t.rank for t in left) > 2 else None
        if len(codes) == 1 and not foreign:
            named.append(Named(segment, left[0], why))
        else:
            issues.append(unread(FIELD, segment.text, f"ambiguous_place: {', '.join([*codes, *filter(None, [foreign])])}"))
    return named, issues


def _misspelt(segment: Segment, home: str | None, areas: Sequence[NamedArea]) -> tuple[Toponym, ...]:
    certain_country = home == "BE" or bool(areas) or segment.postal_code in postcodes()
    found = misspelt(place_key(segment.text), shortest=5 if certain_country else 7)
    return found[1] if found else ()


def _meant(
    segment: Segment,
    candidates: Sequence[Toponym],
    group: Sequence[Segment],
    areas: Sequence[NamedArea],
    everything: Sequence[Segment],
) -> tuple[list[Toponym], str | None]:
    left = list(candidates)
    codes = [segment.postal_code] if segment.postal_code else [other.postal_code for other in group if other.postal_code]
    wide = [*areas, *(other.area for other in everything if other.area and not other.country)]
    beside = {t.nis for other in everything if other is not segment for t in other.toponyms}
    tests: list[tuple[str, Callable[[Toponym], bool]]] = [
        ("postal code", lambda toponym: any(_served(toponym, code) for code in codes)),
        ("area named beside", lambda toponym: any(lies_in(toponym.nis, one.code) for one in wide)),
        ("municipality named beside", lambda toponym: toponym.nis in beside),
    ]
    why = None
    for name, test in tests:
        kept = [toponym for toponym in left if test(toponym)]
        if kept and len(kept) < len(left):
            left, why = kept, name
    best = min(toponym.rank for toponym in left)
    kept = [toponym for toponym in left if toponym.rank == best]
    if len(kept) < len(left):
        left, why = kept, f"{kept[0].kind} name before a homonym"
    return left, why


def _served(toponym: Toponym, code: str | None) -> bool:
    return code is not None and (toponym.postal_code == code or toponym.nis in postcodes().get(code, ()))


def _without_context(named: list[Named]) -> list[Named]:
    """Leave out the name of a city that stands for its province, or for Brussels as a whole, beside another town.

    "Mortsel, Antwerpen" is a town and its province; "Oudergem (Brussel)" a municipality of the Brussels Region;
    "Zaventem, Brussels" a town of the ring. "Gent, Antwerpen" stays two cities.
    """
    codes = {one.toponym.nis for one in named}
    kept = []
    for number, one in enumerate(named):
        others = [other.toponym.nis for other in named if other.toponym.nis != one.toponym.nis]
        wide = area(place_key(one.segment.text))
        if one.toponym.nis == BRUSSELS_CITY and one.toponym.is_whole:
            if others and all(lies_in(nis, BRUSSELS_REGION) or _rings(nis, number) for nis in others):
                continue
        elif wide and len(codes) == 2 and number and wide.code in provinces() and lies_in(others[0], wide.code):
            continue
        kept.append(one)
    return kept


def _rings(nis: str, number: int) -> bool:
    return number > 0 and lies_in(nis, _HALLE_VILVOORDE)


def _one_per_municipality(named: Iterable[Named]) -> list[Named]:
    best: dict[str, Named] = {}
    for one in named:
        known = best.get(one.toponym.nis)
        if known is None or (known.toponym.is_whole and not one.toponym.is_whole):
            best[one.toponym.nis] = one
    return list(best.values())


def _place(one: Named, group: Sequence[Segment]) -> Place:
    toponym = one.toponym
    home = municipality(toponym.nis)
    codes = [one.segment.postal_code, *(other.postal_code for other in group)]
    code = next((code for code in codes if _served(toponym, code)), None)
    street = any(segment.kind is Kind.STREET and any(c.isdigit() for c in segment.text) for segment in group)
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
    return f"{words}: {one.why}" if one.why else words


def _by_code_alone(group: Sequence[Segment], home: str | None) -> Place | None:
    """A postal code without a name that is known: believed when it stands alone, in an address or with Belgium."""
    for segment in group:
        alone = segment.kind is Kind.POSTAL_CODE
        if segment.postal_code in postcodes() and (alone or (home == "BE" and segment.kind is Kind.UNKNOWN)):
            nis = postcodes()[segment.postal_code or ""][0]
            place = municipality(nis)
            return _place(Named(segment, Toponym(place.name, "own", nis)), group)
    return None


def _unread(line: str, group: Sequence[Segment], home: str | None) -> list[Issue]:
    doubtful = [s for s in group if s.kind is Kind.AREA and s.country and home is None and not _belgian_beside(s, group)]
    if doubtful:
        return [unread(FIELD, line, "ambiguous_place: 80000, LU")]
    if any(segment.kind is Kind.WIDER for segment in group):
        return [unread(FIELD, line, "wider_than_country")]
    unknown = [segment.text for segment in group if segment.kind is Kind.UNKNOWN]
    nothing = not any(segment.kind in {Kind.AREA, Kind.COUNTRY} for segment in group)
    return [unread(FIELD, text, "unknown_place") for text in unknown[:1] or ([line] if nothing else [])]


def _narrowest(areas: Sequence[NamedArea]) -> list[NamedArea]:
    unique = list(dict.fromkeys(areas))
    wider = {parent for one in unique for parent in _parents(one)}
    return [one for one in unique if one.code not in wider]


def _parents(wide: NamedArea) -> tuple[str, ...]:
    known = arrondissements().get(wide.code) or provinces().get(wide.code)
    return (*known.parents, "01000") if known else ("01000",) if wide.code != "01000" else ()


def _wide_place(wide: NamedArea, group: Sequence[Segment]) -> Place:
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


def _abroad(code: str | None, words: str) -> Place:
    return Place(country=code, precision=PlacePrecision.COUNTRY, evidence=f"{words[:80]}: outside Belgium")


def without_repeats(places: Iterable[Place], *, within_one_text: bool) -> tuple[Place, ...]:
    """Return ``places`` in order, none twice; the finer of two that are the same municipality.

    The country alone goes when a place in it is known; within one text so do wider areas that hold a named town
    ("Erembodegem (Regio Aalst)").
    """
    best: dict[tuple[str | None, ...], Place] = {}
    for place in places:
        key = (place.nis_code,) if place.nis_code else _area_key(place)
        if key not in best or _ORDER.index(place.precision) < _ORDER.index(best[key].precision):
            best[key] = place
    found = list(best.values())
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
