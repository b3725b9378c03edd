"""A folder of open-data files in, the tables of Belgian places out; the same input gives the same bytes.

Run once when the division of the country changes: ``python -m pipeline.reference.build_places FOLDER``. Sources:

- ``municipalities_2025.csv``, ``mergers_2025.csv``: REFNIS of 2025, Statbel (CC BY 4.0), retyped by Helvor/Brol;
- ``municipalities_2018_589.csv``: REFNIS before the mergers of 2019, Statbel (vandenbroucke);
- ``statbel_refnis_all_levels_2018.csv``: all levels with validity in nl, fr and de, Statbel (CC BY 4.0) by RoelPi;
- ``localities.csv``: bpost localities with municipality and coordinates (timomarant/gizmo, jief);
- ``publiq_regions_submunicipalities.csv``: sub-municipalities with NIS keys (fienvh/uit-documentatie);
- ``zip_names_fr_nl_de_en_commondata.csv``: names by postal code (lsaffre/commondata-be, BSD);
- ``spatie_belgian_cities_geocoded.csv``: a second set of coordinates (spatie, MIT).

Known flaws of these files are repaired by rule, not by hand: a postal code must lie in the range of its province, a
sub-municipality belongs where publiq's NIS key puts it, and a coordinate far from its municipality is not believed.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from pipeline.reference.build_places_names import (
    ALIASES,
    ARRONDISSEMENTS_OF_2019,
    ENGLISH,
    EXTRA_LOCALITIES,
    GERMAN,
    PROVINCES,
    REGIONS,
    SHORT_FORMS,
    SPECIAL_POSTCODES,
)
from pipeline.reference.places_key import place_key

HERE = Path(__file__).parent / "data"
_BRACKETED = re.compile(r" \([^)]*\)$")
_GERMAN_SPEAKING = frozenset("63001 63012 63013 63023 63040 63048 63061 63067 63087".split())
# Municipalities with language facilities: the second language is official there too.
_FACILITIES = frozenset("23003 23016 23098 23100 23101 23102 33016 33029 34023 34043 73109 23009 33037".split())
_ANTWERP_DISTRICTS = ("Antwerpen", "Berchem", "Berendrecht", "Borgerhout", "Borsbeek", "Deurne", "Ekeren", "Hoboken")
_DISTRICTS = frozenset((*_ANTWERP_DISTRICTS, "Lillo", "Merksem", "Wilrijk", "Zandvliet"))
# Statbel's file was once Windows-1252 read as Latin-1: its apostrophe and its ligature.
_WINDOWS_1252 = str.maketrans({"\x92": "’", "\x9c": "œ", "\x8c": "Œ"})
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


@dataclass
class Sources:
    """The files read, and the municipality of 2025 of every older NIS code."""

    municipalities: dict[str, dict[str, str]]
    today: dict[str, str]
    older_names: list[tuple[str, str]]
    localities: list[dict[str, str]]
    publiq: list[tuple[str, str]]
    refnis: list[dict[str, str]]
    zip_names: list[dict[str, str]]
    spatie: list[dict[str, str]]
    german: dict[str, str] = field(default_factory=dict)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file as text without outer space."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {key: (value or "").translate(_WINDOWS_1252).replace("'s - ", "'s-").strip() for key, value in row.items()}
            for row in csv.DictReader(file)
        ]


def read_sources(folder: Path) -> Sources:
    """Read the named files of ``folder``; raises `FileNotFoundError` when one is missing."""
    municipalities = {row["nis5"]: row for row in read_rows(folder / "municipalities_2025.csv")}
    localities = read_rows(folder / "localities.csv")
    today = {nis: nis for nis in municipalities}
    older_names = []
    for row in read_rows(folder / "mergers_2025.csv"):
        today[row["old_nis"]] = row["new_nis"]
        older_names += [(row["old_nl"], row["new_nis"]), (row["old_fr"], row["new_nis"])]
    merged_2019 = {place_key(row["municipality_pre2019"]): row["nis_2025"] for row in localities}
    for row in read_rows(folder / "municipalities_2018_589.csv"):
        nis = today.get(row["NIS_code"]) or merged_2019[place_key(row["municipality_NL"])]
        today[row["NIS_code"]] = nis
        older_names += [(row["municipality_NL"], nis), (row["municipality_FR"], nis)]
    publiq = []
    for row in read_rows(folder / "publiq_regions_submunicipalities.csv"):
        named = re.fullmatch(r"(.+) \(.+\)", row["name"].replace('"', "'"))
        keyed = re.fullmatch(r"nis-(\d{5}).+", row["key"])
        if named and keyed and keyed[1] in today:
            publiq.append((named[1], today[keyed[1]]))
    refnis = read_rows(folder / "statbel_refnis_all_levels_2018.csv")
    return Sources(
        municipalities=municipalities,
        today=today,
        older_names=older_names,
        localities=localities,
        publiq=publiq,
        refnis=refnis,
        zip_names=read_rows(folder / "zip_names_fr_nl_de_en_commondata.csv"),
        spatie=read_rows(folder / "spatie_belgian_cities_geocoded.csv"),
        german={row["CD_REFNIS"]: _bare(row["TX_REFNIS_DE"]) for row in refnis if row["LVL_REFNIS"] == "4"},
    )


def _bare(name: str) -> str:
    return _BRACKETED.sub("", name)


def postcode_fits(postal_code: str, nis: str) -> bool:
    """Tell whether ``postal_code`` lies in the range that bpost gave to the province of ``nis``.

    Zwijndrecht kept its code of the province of Antwerp when it joined Beveren in 2025.
    """
    if not re.fullmatch(r"[1-9]\d{3}", postal_code):
        return False
    number = int(postal_code)
    ranges = (
        (1300, ("21",)),
        (1500, ("25",)),
        (2000, ("23", "24")),
        (3000, ("1", "46030")),
        (3500, ("23", "24")),
        (4000, ("7",)),
        (5000, ("6",)),
        (6000, ("9",)),
        (6600, ("5",)),
        (7000, ("8",)),
        (8000, ("5",)),
        (9000, ("3",)),
        (10000, ("4",)),
    )
    return next(nis.startswith(prefixes) for end, prefixes in ranges if number < end)


def municipality_rows(sources: Sources, places: Iterable[Locality]) -> list[dict[str, str]]:
    """Return one row per municipality of 2025: names in four languages, languages, arrondissement, centre."""
    inside: dict[str, list[Locality]] = {}
    for place in places:
        if place.latitude is not None:
            inside.setdefault(place.nis, []).append(place)
    rows = []
    for nis, row in sorted(sources.municipalities.items()):
        own = _own_language(nis)
        names = {"nl": row["name_nl"], "fr": _repaired_french(row["name_fr"])}
        merged = bool(row["merged_2025_from"]) or "-" in names["nl"]
        german = GERMAN.get(nis) or ("" if merged and nis not in _GERMAN_SPEAKING else sources.german.get(nis, ""))
        local = names[own] if own != "de" else german
        latitude, longitude = _centre(names.values(), inside[nis])
        rows.append(
            {
                "nis": nis,
                "nl": names["nl"],
                "fr": names["fr"],
                "de": german or local,
                "en": ENGLISH.get(nis) or local,
                "languages": " ".join(_languages(nis, own)),
                "arrondissement": f"{nis[:2]}000",
                "latitude": f"{latitude:.5f}",
                "longitude": f"{longitude:.5f}",
            }
        )
    return rows


def _own_language(nis: str) -> str:
    if nis in _GERMAN_SPEAKING:
        return "de"
    return "nl" if nis[0] in "1347" or nis[:2] in {"23", "24"} else "fr"


def _languages(nis: str, own: str) -> tuple[str, ...]:
    if nis.startswith("21"):
        return ("fr", "nl")
    return (own, "fr" if own != "fr" else "nl") if nis in _FACILITIES or own == "de" else (own,)


def _repaired_french(name: str) -> str:
    # The source writes "Villers-Le-Bouillet"; within a name the article is not capital.
    return re.sub(r"-(Le|La|Les|Lez|Sur|En)-", lambda found: found[0].lower(), name)


def _centre(names: Iterable[str], inside: list[Locality]) -> tuple[float, float]:
    keys = {place_key(name) for name in names}
    # The centre is the locality that gave the municipality its name, else the middle of its parts.
    named = [place for place in inside if place_key(place.name) in keys] or inside
    return (
        sum(place.latitude or 0 for place in named) / len(named),
        sum(place.longitude or 0 for place in named) / len(named),
    )


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
        known = [by_code[code] for name in sorted(names) if (code := (row["zip"], place_key(_bare(name)))) in by_code]
        for place in known[:1]:
            found += [Locality(_bare(name), "translation", place.nis, place.postal_code) for name in sorted(names)]
    by_arrondissement: dict[tuple[str, str], set[str]] = {}
    for place in places:
        by_arrondissement.setdefault((place.nis[:2], place_key(place.name)), set()).add(place.nis)
    for row in sources.refnis:
        if row["LVL_REFNIS"] != "4":
            continue
        names = {_bare(row[f"TX_REFNIS_{language}"]) for language in ("DE", "FR", "NL")}
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
        if place.nis == "11002" and place.name in _DISTRICTS:
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


def postcode_rows(sources: Sources, places: Iterable[Locality]) -> list[dict[str, str]]:
    """Return one row per postal code and municipality it serves, the one with most localities first."""
    count: dict[tuple[str, str], set[str]] = {}
    for place in places:
        if place.postal_code:
            count.setdefault((place.postal_code, place.nis), set()).add(place_key(place.name))
    for code, nis in SPECIAL_POSTCODES:
        count.setdefault((code, nis), set())
    for row in sources.zip_names:
        code = row["zip"]
        if not any(code == known for known, _ in count):
            raise ValueError(f"postal code {code} ({row['fr']}) maps to no municipality")
    ordered = sorted(count, key=lambda pair: (pair[0], -len(count[pair]), pair[1]))
    return [{"postal_code": code, "nis": nis} for code, nis in ordered]


def arrondissement_rows(sources: Sources) -> list[dict[str, str]]:
    """Return the 43 arrondissements of today with their province or, for Brussels, region."""
    province = {"21": "", "23": "20001", "24": "20001", "25": "20002"}
    rows: dict[str, dict[str, str]] = {}
    for row in sources.refnis:
        code = row["CD_REFNIS"]
        if row["LVL_REFNIS"] != "3" or not row["DT_VLDT_END"].endswith("9999"):
            continue
        french = re.sub(r"^Arrondissement (?:de |d[^a-zA-Z]?(?=[A-Z]))", "", row["TX_REFNIS_FR"])
        rows[code] = {
            "code": code,
            "en": "Brussels-Capital" if code == "21000" else "",
            "nl": row["TX_REFNIS_NL"].removeprefix("Arrondissement "),
            "fr": french,
            "de": row["TX_REFNIS_DE"].removeprefix("Bezirk "),
        }
    del rows["54000"]
    rows.update({row["code"]: dict(row) for row in ARRONDISSEMENTS_OF_2019})
    capitals = {place_key(row["name_nl"]): nis for nis, row in sources.municipalities.items()}
    for code, names in rows.items():
        seat = capitals.get(place_key(names["nl"]), "")
        names["en"] = names.get("en") or ENGLISH.get(seat) or names[_own_language(code)]
        names["province"] = province.get(code[:2], f"{code[0]}0000")
    return [rows[code] for code in sorted(rows)]


def write(path: Path, rows: list[dict[str, str]], columns: Iterable[str]) -> None:
    """Write ``rows`` as CSV with Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def build(folder: Path, target: Path = HERE) -> None:
    """Read the open-data files of ``folder`` and write the tables of places to ``target``."""
    sources = read_sources(folder)
    places = locality_list(sources)
    municipalities = municipality_rows(sources, places)
    write(target / "municipalities.csv", municipalities, municipalities[0])
    localities = locality_rows(municipalities, places)
    write(target / "localities.csv", localities, localities[0])
    postcodes = postcode_rows(sources, places)
    write(target / "postcodes.csv", postcodes, postcodes[0])
    write(target / "arrondissements.csv", arrondissement_rows(sources), ("code", "nl", "fr", "de", "en", "province"))
    write(target / "provinces.csv", [dict(row) for row in PROVINCES], ("code", "nl", "fr", "de", "en", "region"))
    write(target / "regions.csv", [dict(row) for row in REGIONS], ("code", "nl", "fr", "de", "en"))


if __name__ == "__main__":
    build(Path(sys.argv[1]))
