"""The rows of the sources in, every name of a part of a municipality out, with its postal code and coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from pipeline.reference.build_places_extra import EXTRA_LOCALITIES, SHORT_FORMS
from pipeline.reference.build_places_names import ALIASES
from pipeline.reference.build_places_sources import Sources, bare_name, postcode_fits
from pipeline.reference.places_key import place_key

_DISTRICTS = frozenset(
    """Antwerpen Berchem Berendrecht Borgerhout Borsbeek Deurne Ekeren Hoboken Lillo Merksem Wilrijk
    Zandvliet""".split()
)
_ANTWERP = "11002"
_FAR_DEGREES = 0.25  # no municipality is wider than about 20 km


@dataclass
class Locality:
    """A name within a municipality, as it will stand in ``localities.csv``."""

    name: str
    kind: str
    nis: str
    postal_code: str = ""
    latitude: float | None = None
    longitude: float | None = None


def locality_list(sources: Sources) -> list[Locality]:
    """Return every name that stands for (a part of) a municipality and is not its name today, with coordinates."""
    home: dict[str, set[str]] = {}
    for name, nis in sources.publiq:
        home.setdefault(place_key(name), set()).add(nis)
    by_postcode: dict[str, set[str]] = {}
    for row in sources.localities:
        by_postcode.setdefault(row["postal_code"], set()).add(row["nis_2025"])
    places = []
    for row in sources.localities:
        nis, name = row["nis_2025"], row["name"].replace('"', "'")
        known = home.get(place_key(name), set())
        if known and nis not in known:
            nis = next(iter(sorted(known & by_postcode[row["postal_code"]])), nis)
        if row["postal_code"].isdigit() and not postcode_fits(row["postal_code"], nis):
            continue
        code = row["postal_code"] if row["postal_code"].isdigit() else ""
        places.append(Locality(name, "sub", nis, code, _number(row["lat"]), _number(row["lng"])))
    places += [Locality(name, "sub", nis) for name, nis in sources.publiq]
    places += [Locality(name, "former", nis) for name, nis in sources.older_names]
    places += [Locality(name, "postal", nis, code) for name, nis, code in EXTRA_LOCALITIES]
    places += [Locality(name, "sub", nis) for name, nis in SHORT_FORMS]
    places += [Locality(name, "alias", nis) for name, nis in ALIASES]
    places += _translations(sources, places)
    return _with_coordinates(sources, places)


def _number(text: str) -> float | None:
    return float(text) if text else None


def _translations(sources: Sources, places: list[Locality]) -> list[Locality]:
    """Names of the same place in another language: by postal code (commondata), by NIS code (Statbel, since 1970)."""
    found = []
    by_code: dict[tuple[str, str], Locality] = {(place.postal_code, place_key(place.name)): place for place in places}
    for row in sources.zip_names:
        names = {row[language] for language in ("fr", "nl", "de", "en") if row[language]}
        known = [
            by_code[code] for name in sorted(names) if (code := (row["zip"], place_key(bare_name(name)))) in by_code
        ]
        for place in known[:1]:
            found += [Locality(bare_name(name), "translation", place.nis, place.postal_code) for name in sorted(names)]
    by_arrondissement: dict[tuple[str, str], set[str]] = {}
    for place in places:
        by_arrondissement.setdefault((place.nis[:2], place_key(place.name)), set()).add(place.nis)
    for row in sources.refnis:
        if row["LVL_REFNIS"] != "4":
            continue
        names = {bare_name(row[f"TX_REFNIS_{language}"]) for language in ("DE", "FR", "NL")}
        # One name of an old commune is enough to know the other two, if only one municipality of today has it.
        matches = set().union(
            *(by_arrondissement.get((row["CD_REFNIS"][:2], place_key(name)), set()) for name in names)
        )
        if len(matches) == 1:
            found += [Locality(name, "translation", min(matches)) for name in sorted(names)]
    return found


def _with_coordinates(sources: Sources, places: list[Locality]) -> list[Locality]:
    second = {(row["postal"], place_key(row["name"])): (float(row["lat"]), float(row["lng"])) for row in sources.spatie}
    by_nis: dict[str, list[tuple[float, float]]] = {}
    for place in places:
        if place.latitude is not None and place.longitude is not None:
            by_nis.setdefault(place.nis, []).append((place.latitude, place.longitude))
    middle = {nis: (median(a for a, _ in points), median(o for _, o in points)) for nis, points in by_nis.items()}
    for place in places:
        first = (place.latitude, place.longitude) if place.latitude is not None else None
        candidates = [first, second.get((place.postal_code, place_key(place.name)))]
        believed = next((point for point in candidates if point and _near(point, middle[place.nis])), None)
        place.latitude, place.longitude = believed or (None, None)
    return places


def _near(point: tuple[float | None, float | None], middle: tuple[float, float]) -> bool:
    latitude, longitude = point
    assert latitude is not None
    assert longitude is not None
    return abs(latitude - middle[0]) < _FAR_DEGREES and abs(longitude - middle[1]) < _FAR_DEGREES * 1.6


_RANK = {"alias": 0, "former": 1, "district": 2, "sub": 3, "postal": 4, "translation": 5}


def locality_rows(municipalities: Iterable[Mapping[str, str]], places: Iterable[Locality]) -> list[dict[str, str]]:
    """Return one row per name and municipality, at its highest level, with its postal code and coordinates if known."""
    own = {(row["nis"], place_key(row[language])) for row in municipalities for language in ("nl", "fr", "de", "en")}
    best: dict[tuple[str, str], Locality] = {}
    for place in places:
        if place.nis == _ANTWERP and place.name in _DISTRICTS:
            place.kind = "district"
        key = (place.nis, place_key(place.name))
        if key in own or len(place_key(place.name)) < 2:
            continue
        known = best.setdefault(key, place)
        if _RANK[place.kind] < _RANK[known.kind]:
            known.kind = place.kind
        known.postal_code = known.postal_code or place.postal_code
        if known.latitude is None:
            known.latitude, known.longitude = place.latitude, place.longitude
    _share_coordinates(best.values())
    return [
        {
            "name": place.name,
            "kind": place.kind,
            "nis": place.nis,
            "postal_code": place.postal_code,
            "latitude": f"{place.latitude:.5f}" if place.latitude is not None else "",
            "longitude": f"{place.longitude:.5f}" if place.longitude is not None else "",
        }
        for _, place in sorted(best.items())
    ]


def _share_coordinates(places: Iterable[Locality]) -> None:
    # Translations (Laken, Laeken) stand at one spot: the only located place of that postal code.
    located: dict[tuple[str, str], set[tuple[float, float]]] = {}
    for place in places:
        if place.latitude is not None and place.longitude is not None and place.postal_code:
            located.setdefault((place.nis, place.postal_code), set()).add((place.latitude, place.longitude))
    for place in places:
        spots = located.get((place.nis, place.postal_code), set())
        if place.latitude is None and len(spots) == 1:
            place.latitude, place.longitude = next(iter(spots))
