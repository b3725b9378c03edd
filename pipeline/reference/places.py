"""The Belgian division of 2025: municipalities, arrondissements, provinces, regions, postal codes, distances, cities.

The tables in ``data/`` are ours, made by ``build_places`` from the open data it names.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

DATA = Path(__file__).parent / "data"
LANGUAGES = ("nl", "fr", "de", "en")
BRUSSELS_CITY = "21004"
BRUSSELS_REGION = "04000"
HALLE_VILVOORDE = "23000"
"""The arrondissement round Brussels: its ring."""
COUNTRY = "01000"
"""REFNIS code of Belgium as a whole."""

Names = Mapping[str, str]
"""A name per language: nl, fr, de, en; all four are always there."""


@dataclass(frozen=True, slots=True)
class Area:
    """An arrondissement, a province or a region; ``parents`` are the codes of the wider areas, nearest first."""

    code: str
    names: Names
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of the 565 municipalities of 2025 (Statbel REFNIS); its centre in degrees of WGS 84."""

    nis: str
    names: Names
    languages: tuple[str, ...]
    """Official languages, its own first: nl or fr alone, both in Brussels and where there are facilities."""
    arrondissement: str
    province: str | None
    """``None`` in Brussels."""
    region: str
    latitude: float
    longitude: float

    @property
    def name(self) -> str:
        """Its name in its own first language."""
        return self.names[self.languages[0]]

    @property
    def ladder(self) -> tuple[str, ...]:
        """The codes of every area it lies in, from itself to the country: the scopes of a market page."""
        areas = (self.nis, self.arrondissement, self.province, self.region, COUNTRY)
        return tuple(code for code in areas if code)


@dataclass(frozen=True, slots=True)
class City:
    """A city that the board has pages of: its address part, its code, its names and its scopes, narrowest first."""

    slug: str
    nis: str
    names: Names
    ladder: tuple[str, ...]


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of ``data/{table}.csv``."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def municipality(nis: str) -> Municipality:
    """Return the municipality of 2025 with code ``nis``; raises `KeyError` for codes that are not, or no longer."""
    return municipalities()[nis]


@cache
def municipalities() -> Mapping[str, Municipality]:
    """Return all 565 municipalities by code."""
    return MappingProxyType({row["nis"]: _municipality(row) for row in rows("municipalities")})


def _municipality(row: Mapping[str, str]) -> Municipality:
    wider = arrondissement(row["arrondissement"]).parents
    return Municipality(
        nis=row["nis"],
        names=_names(row),
        languages=tuple(row["languages"].split()),
        arrondissement=row["arrondissement"],
        province=wider[0] if len(wider) == 2 else None,
        region=wider[-1],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )


def _names(row: Mapping[str, str]) -> Names:
    return MappingProxyType({language: row[language] for language in LANGUAGES})


def arrondissement(code: str) -> Area:
    """Return one of the 43 arrondissements, e.g. ``31000``; raises `KeyError`."""
    return arrondissements()[code]


def province(code: str) -> Area:
    """Return one of the 10 provinces, e.g. ``30000``; raises `KeyError`."""
    return provinces()[code]


def region(code: str) -> Area:
    """Return one of the 3 regions, e.g. ``02000``; raises `KeyError`."""
    return regions()[code]


@cache
def arrondissements() -> Mapping[str, Area]:
    """Return all arrondissements by code; that of Brussels lies in no province."""

    def parents(code: str) -> tuple[str, ...]:
        return (code, *provinces()[code].parents) if code else (BRUSSELS_REGION,)

    table = rows("arrondissements")
    return MappingProxyType({row["code"]: Area(row["code"], _names(row), parents(row["province"])) for row in table})


@cache
def provinces() -> Mapping[str, Area]:
    """Return all provinces by code."""
    table = rows("provinces")
    return MappingProxyType({row["code"]: Area(row["code"], _names(row), (row["region"],)) for row in table})


@cache
def regions() -> Mapping[str, Area]:
    """Return all regions by code."""
    return MappingProxyType({row["code"]: Area(row["code"], _names(row)) for row in rows("regions")})


@cache
def postcodes() -> Mapping[str, tuple[str, ...]]:
    """Return the municipalities that each postal code serves, the one with most localities first."""
    served: dict[str, tuple[str, ...]] = {}
    for row in rows("postcodes"):
        served[row["postal_code"]] = (*served.get(row["postal_code"], ()), row["nis"])
    return MappingProxyType(served)


def by_postal_code(code: str) -> tuple[Municipality, ...]:
    """Return the municipalities that postal code ``code`` serves; none for a code that bpost does not use."""
    return tuple(municipality(nis) for nis in postcodes().get(code, ()))


def distance_km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Return the great-circle distance of two points in degrees, in kilometres (haversine, mean radius 6371.0 km)."""
    a_phi, b_phi = math.radians(a_lat), math.radians(b_lat)
    half_lat, half_lon = (b_phi - a_phi) / 2, math.radians(b_lon - a_lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(a_phi) * math.cos(b_phi) * math.sin(half_lon) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(chord)))


def _brussels() -> City:
    # The board's Brussels is the region of 19 municipalities, under the name of the city.
    return City("brussels", BRUSSELS_REGION, municipality(BRUSSELS_CITY).names, (BRUSSELS_REGION, COUNTRY))


def _city(slug: str, nis: str, names: Names | None = None) -> City:
    found = municipality(nis)
    return City(slug, nis, names or found.names, found.ladder)


CITIES: tuple[City, ...] = (
    _city("bruges", "31005"),
    _brussels(),
    _city("antwerp", "11002"),
    _city("ghent", "44021"),
    _city("leuven", "24062"),
    _city("kortrijk", "34022"),
    _city("hasselt", "71072"),
    _city("mechelen", "12025"),
    _city("liege", "62063"),
    _city("namur", "92094"),
    _city("mons", "53053"),
    _city("charleroi", "52011"),
    # The university town lies in the municipality of Ottignies-Louvain-la-Neuve.
    _city("louvain-la-neuve", "25121", MappingProxyType(dict.fromkeys(LANGUAGES, "Louvain-la-Neuve"))),
)
"""The 13 cities of the board, in its order."""
