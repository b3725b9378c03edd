"""A folder of open-data files in, their rows out, with the municipality of 2025 of every older NIS code."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.reference.places_key import place_key

_BRACKETED = re.compile(r" \([^)]*\)$")
# Statbel's file was once Windows-1252 read as Latin-1: its apostrophe and its ligature.
_WINDOWS_1252 = str.maketrans({"\x92": "’", "\x9c": "œ", "\x8c": "Œ"})


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
        german={row["CD_REFNIS"]: bare_name(row["TX_REFNIS_DE"]) for row in refnis if row["LVL_REFNIS"] == "4"},
    )


def bare_name(name: str) -> str:
    """Return ``name`` without what stands in brackets after it: Hove (Antwerpen)."""
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
