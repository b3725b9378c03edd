"""The candidates for one name in, out those that its context leaves.

What decides between homonyms, first that leaves one: the postal code; the province, region or district named; another
name of the same municipality (Veerle, Laakdal); the seat of its arrondissement in brackets (Heusden (Gent)); then the
level of the name: a municipality's own name beats a name in another language or of a former municipality, that a
district of Antwerp, that a sub-municipality, that a quarter. Equal levels stay ambiguous.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.normalize.place_areas import is_seat_of_arrondissement
from pipeline.normalize.place_record import is_served
from pipeline.normalize.place_segment import Segment
from pipeline.reference.places import postcodes
from pipeline.reference.places_key import place_key, squashed
from pipeline.reference.places_names import NamedArea, Toponym, arrondissement_of, cut_off, lies_in, misspelt


def misspelt_town(segment: Segment, home: str | None, areas: Sequence[NamedArea]) -> tuple[Toponym, ...]:
    """Return the towns that an unknown name nearly spells; a short one alone must be the seat of an arrondissement."""
    certain_country = home == "BE" or bool(areas) or segment.postal_code in postcodes()
    key = place_key(segment.text)
    if certain_country or len(squashed(key)) >= 7:
        return cut_off(key) or misspelt(key, shortest=5)
    return tuple(town for town in misspelt(key, shortest=5) if len(town.name) >= 5 and is_seat_of_arrondissement(town))


def meant(
    segment: Segment,
    candidates: Sequence[Toponym],
    group: Sequence[Segment],
    areas: Sequence[NamedArea],
    everything: Sequence[Segment],
) -> tuple[list[Toponym], str | None]:
    """Return what is left of the ``candidates`` for ``segment``, and what decided; several stay ambiguous.

    ``group`` is the alternative that it stands in, ``areas`` are those named in it, ``everything`` is the whole text.
    """
    left = list(candidates)
    if len(left) == 1:
        return left, None
    codes = (
        [segment.postal_code] if segment.postal_code else [other.postal_code for other in group if other.postal_code]
    )
    wide = [*areas, *(other.area for other in everything if other.area and not other.country)]
    others = [other for other in everything if other is not segment]
    beside = {t.nis for other in others for t in other.toponyms}
    seats = [arrondissement_of(place_key(other.text)) for other in others if other.bracketed]
    tests: list[tuple[str, Callable[[Toponym], bool]]] = [
        ("postal code", lambda toponym: any(is_served(toponym, code) for code in codes)),
        ("area named beside", lambda toponym: any(lies_in(toponym.nis, one.code) for one in wide)),
        ("municipality named beside", lambda toponym: toponym.nis in beside),
        ("seat named beside", lambda toponym: any(one and lies_in(toponym.nis, one.code) for one in seats)),
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
