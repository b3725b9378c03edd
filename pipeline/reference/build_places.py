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
from collections.abc import Iterable
from pathlib import Path

from pipeline.reference.build_places_localities import Locality, locality_list, locality_rows
from pipeline.reference.build_places_names import (
    ARRONDISSEMENTS_OF_2019,
    ENGLISH,
    GERMAN,
    PROVINCES,
    REGIONS,
    SPECIAL_POSTCODES,
)
from pipeline.reference.build_places_sources import Sources, read_sources
from pipeline.reference.places_key import place_key

HERE = Path(__file__).parent / "data"
_GERMAN_SPEAKING = frozenset("63001 63012 63013 63023 63040 63048 63061 63067 63087".split())
# Municipalities with facilities for speakers of a second language (laws on the use of languages of 18 July 1966).
_FACILITIES = {
    **dict.fromkeys("23098 23099 23100 23101 23102 23103 23009 33016 34043 45041 73028 73109".split(), "fr"),
    **dict.fromkeys("51019 51067 57096 57097".split(), "nl"),
    **dict.fromkeys("63049 63080".split(), "de"),
    **dict.fromkeys(_GERMAN_SPEAKING, "fr"),
}


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
    return (own, _FACILITIES[nis]) if nis in _FACILITIES else (own,)


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
        names["de"] = GERMAN.get(seat) or names["de"]
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
