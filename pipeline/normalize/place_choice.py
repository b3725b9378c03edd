"""The segments of one place text in, its places out: homonyms settled by their context or left ambiguous."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from models.posting import Issue, Place
from models.vocabulary import PlacePrecision
from pipeline.normalize.place_between import provinces_together
from pipeline.normalize.place_context import areas_together, one_per_municipality, without_context
from pipeline.normalize.place_homonyms import meant, misspelt_town
from pipeline.normalize.place_record import (
    Named,
    abroad_place,
    is_served,
    municipality_place,
    narrowest,
    wide_place,
    without_repeats,
)
from pipeline.normalize.place_segment import Kind, Segment
from pipeline.normalize.reading import unread
from pipeline.reference.places import (
    BRUSSELS_CITY,
    BRUSSELS_REGION,
    HALLE_VILVOORDE,
    municipality,
    postcodes,
)
from pipeline.reference.places_names import NamedArea, Toponym, lies_in

FIELD = "places"
WIDER = "wider_than_country"
_DEPARTMENT = re.compile(r"0[1-9]|[1-8]\d|9[0-5]")
_ALSO_IN_NORD = frozenset(["lille", "comines", "warneton"])


def choose(line: str, segments: Sequence[Segment]) -> tuple[tuple[Place, ...], tuple[Issue, ...]]:
    """Return the places that ``segments`` of ``line`` name, and the issues of what stayed unknown or ambiguous."""
    deciding = [segment for segment in segments if segment.decides]
    groups = [deciding] if deciding else list(_groups(segments))
    places: list[Place] = []
    issues: list[Issue] = []
    for group, home in zip(groups, _homes(groups), strict=True):
        found, problems = _choose_in(line, group, home, segments)
        places += found
        issues += problems
    if places:
        issues = [issue for issue in issues if issue.reason != WIDER]  # "Europe/Brussels"
        places = areas_together(places)
    return without_repeats(places, within_one_text=True), tuple(issues)


def _groups(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Alternatives: parted by a separator, or begun anew after a country ("Gent, Belgium, Lille, France")."""
    group: list[Segment] = []
    for segment in segments:
        closed = bool(group) and _closes(group, segment)
        if group and (segment.opens or closed):
            yield group
            group = []
        group.append(segment)
    if group:
        yield group


def _closes(group: Sequence[Segment], segment: Segment) -> bool:
    last = group[-1]
    if last.kind is not Kind.COUNTRY:
        return False
    if segment.kind is Kind.COUNTRY:
        return len(last.text) > 3 and segment.country != last.country  # "LI, NL": a province's code, then the country
    return len(group) > 1 and segment.kind in {Kind.TOPONYM, Kind.FOREIGN}


def _homes(groups: Sequence[Sequence[Segment]]) -> list[str | None]:
    """Return the country of each group: its own, else the next stated, else a leading one.

    "Gent / Antwerpen, Belgium" and "Belgium: Gent / Antwerpen" state it for both. Two different countries speak for
    their own groups only.
    """
    own = [_country(group) for group in groups]
    if len({code for code in own if code}) != 1:
        return own
    last = max(number for number, code in enumerate(own) if code)
    leads = groups[last][0].kind is Kind.COUNTRY
    return [own[last] if number <= last or leads else None for number in range(len(groups))]


def _country(group: Iterable[Segment]) -> str | None:
    # The last one counts: "Amsterdam, NH, NL", "Venlo, LI, NL".
    stated = [segment.country for segment in group if segment.kind is Kind.COUNTRY]
    return stated[-1] if stated else None


def _choose_in(
    line: str, group: list[Segment], home: str | None, everything: Sequence[Segment]
) -> tuple[list[Place], list[Issue]]:
    home = home or _by_department(group)
    homonym = None if home else _homonym_abroad(group)
    if homonym and any(_is_sure(segment) for segment in group):
        group = [_in_country(segment, homonym) for segment in group]  # "Paris, Lille, Bruxelles"
    else:
        home = home or homonym
    if home not in {None, "BE"}:
        return [abroad_place(home, line)], []
    if home is None and any(segment.kind is Kind.FOREIGN and segment.country is None for segment in group):
        return [], [unread(FIELD, line, "unknown_place")]  # a postal code of five digits: abroad, and not known where
    group = provinces_together([_town_or_area(segment, group) for segment in group])
    areas = [wide for segment in group if (wide := _area_of(segment, group, home))]
    named, issues = _settle(group, areas, home, everything)
    if issues and not _settles(named, group):
        named = []
    named = without_context(named, leading=group[0].kind is Kind.COUNTRY)
    found = [municipality_place(one, group) for one in one_per_municipality(named)]
    if home is None:
        abroad = [segment for segment in group if segment.kind is Kind.FOREIGN or _is_grand_duchy(segment, group)]
        found += [abroad_place(segment.country, segment.text) for segment in abroad]
    if found:
        return found, issues
    if coded := _by_code_alone(group, home):
        return [coded], issues
    if not issues:
        issues += _unread(line, group, home)
    if areas:
        return [wide_place(wide, group) for wide in narrowest(areas)], issues
    if home == "BE":
        return [Place(country="BE", precision=PlacePrecision.COUNTRY, evidence=line[:80])], issues
    return [], issues


def _by_department(group: Sequence[Segment]) -> str | None:
    """Return France where the number or the name of a department stands behind a town: "Lille (59)", "Lille, Nord"."""
    for town, beside in pairwise(group):
        numbered = beside.bracketed and _DEPARTMENT.fullmatch(beside.text)
        if town.toponyms and (numbered or (beside.text.lower() == "nord" and town.text.lower() in _ALSO_IN_NORD)):
            return "FR"
    return None


def _homonym_abroad(group: Sequence[Segment]) -> str | None:
    """Return the country of a homonym of a Belgian town that its neighbours mean: "Rijsel (Lille)"."""
    foreign = {segment.country for segment in group if segment.kind is Kind.FOREIGN} - {None}
    return next((segment.country for segment in group if segment.toponyms and segment.country in foreign), None)


def _is_sure(segment: Segment) -> bool:
    return segment.country is None and any(toponym.rank == 0 for toponym in segment.toponyms)


def _in_country(segment: Segment, code: str) -> Segment:
    return replace(segment, kind=Kind.FOREIGN, toponyms=()) if segment.country == code else segment


def _town_or_area(segment: Segment, group: Sequence[Segment]) -> Segment:
    """Settle a name that is an area before it is a town: "4831 Limburg" and "Limburg, Provincie Luik" are the town."""
    if segment.kind is not Kind.AREA or not segment.toponyms:
        return segment
    codes = [other.postal_code for other in group]
    beside = [other.area.code for other in group if other.area and other is not segment]
    for toponym in segment.toponyms:
        if any(is_served(toponym, code) for code in codes) or any(lies_in(toponym.nis, code) for code in beside):
            return replace(segment, kind=Kind.TOPONYM, area=None, toponyms=(toponym,))
    return replace(segment, toponyms=())


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


def _is_grand_duchy(segment: Segment, group: Sequence[Segment]) -> bool:
    if segment.kind is not Kind.AREA or segment.country is None:
        return False
    return sum(other.country == segment.country for other in group) > 1


def _settle(
    group: Sequence[Segment], areas: Sequence[NamedArea], home: str | None, everything: Sequence[Segment]
) -> tuple[list[Named], list[Issue]]:
    named, issues = [], []
    for segment in group:
        candidates = segment.toponyms
        if segment.kind is Kind.UNKNOWN and not any(o.toponyms or o.kind is Kind.FOREIGN for o in group):
            candidates = misspelt_town(segment, home, areas)
        if not candidates:
            continue
        left, why = meant(segment, candidates, group, areas, everything)
        codes = sorted({toponym.nis for toponym in left})
        minor = left[0].rank > 2 and not any(is_served(toponym, segment.postal_code) for toponym in left)
        foreign = segment.country if minor and home is None and not areas else None
        if len(codes) == 1 and not foreign and (other := _by_brussels_code(segment, left[0], group)):
            named.append(Named(segment, other, "postal code of a municipality of Brussels or its ring"))
        elif len(codes) == 1 and not foreign:
            named.append(Named(segment, left[0], why))
        else:
            issues.append(
                unread(FIELD, segment.text, f"ambiguous_place: {', '.join([*codes, *filter(None, [foreign])])}")
            )
    return named, issues


def _settles(named: Sequence[Named], group: Sequence[Segment]) -> bool:
    """Tell whether a town is named besides where an ambiguous one lies: "Weert (Bornem)", not "Laar (Gent)"."""
    meant = {toponym.nis for segment in group if not segment.bracketed for toponym in segment.toponyms}
    return any(not one.segment.bracketed or one.toponym.nis in meant for one in named)


def _by_brussels_code(segment: Segment, toponym: Toponym, group: Sequence[Segment]) -> Toponym | None:
    """Return what "1050 Bruxelles" means: addresses name the city for its whole region and its ring."""
    code = segment.postal_code or next((other.postal_code for other in group if other.postal_code), None)
    if toponym.nis != BRUSSELS_CITY or not toponym.is_whole or is_served(toponym, code):
        return None
    for nis in postcodes().get(code or "", ()):
        if lies_in(nis, BRUSSELS_REGION) or lies_in(nis, HALLE_VILVOORDE):
            return Toponym(municipality(nis).name, "own", nis)
    return None


def _by_code_alone(group: Sequence[Segment], home: str | None) -> Place | None:
    """Read a code without a known name: believed when it stands alone, in an address or with Belgium."""
    for segment in group:
        alone = segment.kind is Kind.POSTAL_CODE
        if segment.postal_code in postcodes() and (alone or (home == "BE" and segment.kind is Kind.UNKNOWN)):
            nis = postcodes()[segment.postal_code or ""][0]
            place = municipality(nis)
            return municipality_place(Named(segment, Toponym(place.name, "own", nis)), group)
    return None


def _unread(line: str, group: Sequence[Segment], home: str | None) -> list[Issue]:
    doubtful = [
        s for s in group if s.kind is Kind.AREA and s.country and home is None and not _belgian_beside(s, group)
    ]
    if doubtful:
        return [unread(FIELD, line, "ambiguous_place: 80000, LU")]
    if any(segment.kind is Kind.WIDER for segment in group):
        return [unread(FIELD, line, WIDER)]
    if any(segment.kind is Kind.UNNAMED for segment in group):
        return [unread(FIELD, line, "places_not_named")]
    unknown = [segment.text for segment in group if segment.kind is Kind.UNKNOWN]
    nothing = not any(segment.kind in {Kind.AREA, Kind.COUNTRY} for segment in group)
    return [unread(FIELD, text, "unknown_place") for text in unknown[:1] or ([line] if nothing else [])]
