"""A name in, every place in or outside Belgium that bears it out: exact, by abbreviation, or nearly (misspelt).

Beside the tables that ``build_places`` makes, three lists are kept by hand: ``countries.csv`` (ISO 3166-1 codes, names
as commonly written), ``countries_places.csv`` (towns, provinces and states abroad that Belgian and Dutch ads name) and
``regions_named.csv`` (regions of employment services, tourism and common speech, each with the arrondissement, province
or region that it comes nearest to).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from models.vocabulary import PlacePrecision
from pipeline.reference.places import (
    LANGUAGES,
    arrondissements,
    municipalities,
    municipality,
    provinces,
    regions,
    rows,
)
from pipeline.reference.places_key import place_key, squashed

# Which of two homonyms is meant when nothing else tells: the lower number, and equal numbers stay ambiguous.
_RANK = {"own": 0, "exonym": 1, "alias": 1, "former": 1, "district": 2, "sub": 3, "postal": 4, "translation": 5}
_WHOLE = frozenset({"own", "exonym", "alias"})
_ABBREVIATED = (
    ("st", ("sint", "saint", "sankt")),
    ("ste", ("sainte",)),
    ("snt", ("sint",)),
    ("olv", ("onze lieve vrouw",)),
)


@dataclass(frozen=True, slots=True)
class Toponym:
    """One name of a municipality or of a part of it.

    ``kind``: ``own`` (in an official language of the municipality), ``exonym`` (in another language), ``alias``,
    ``former`` (municipality until 2019 or 2025), ``district`` (of Antwerp), ``sub`` (sub-municipality), ``postal``
    (quarter, port, park with a postal code or a name of its own), ``translation`` (of a sub-municipality).
    """

    name: str
    kind: str
    nis: str
    postal_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def rank(self) -> int:
        """How far the name stands behind a homonym: 0 is a municipality's own name."""
        return _RANK[self.kind]

    @property
    def is_whole(self) -> bool:
        """True for a name of the whole municipality, False for one of a part."""
        return self.kind in _WHOLE


@dataclass(frozen=True, slots=True)
class NamedArea:
    """A name of an area wider than a municipality: an arrondissement, a province, a region or the country."""

    code: str
    precision: PlacePrecision


def toponyms(key: str) -> tuple[Toponym, ...]:
    """Return what bears the name of `place_key` ``key`` in Belgium, abbreviations and joined spelling included."""
    for form in _spellings(key):
        if found := _by_key().get(form):
            return found
    return ()


def area(key: str) -> NamedArea | None:
    """Return the province, region or named district (Waasland, Wallonia) of that name; no plain arrondissement."""
    return _areas().get(key)


def country(key: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of the country of that name in nl, fr, de or en."""
    return _countries().get(key)


@cache
def country_codes() -> frozenset[str]:
    """Return the alpha-2 codes that we know names for."""
    return frozenset(row["code"] for row in rows("countries"))


def foreign_place(key: str) -> str | None:
    """Return the country of a town, province or state outside Belgium, for the few hundred that ads here name."""
    return _foreign().get(key)


def foreign_area(key: str) -> str | None:
    """Return the country of a province, state or region abroad: a name that stands for its country beside a town."""
    return _foreign_areas().get(key)


@cache
def _foreign_areas() -> Mapping[str, str]:
    return {place_key(row["name"]): row["country"] for row in rows("countries_places") if row["kind"] == "area"}


def narrow_area(code: str) -> NamedArea:
    """Return the area of a REFNIS code with its precision; raises `KeyError`."""
    if code in regions():
        return NamedArea(code, PlacePrecision.REGION)
    if code in provinces():
        return NamedArea(code, PlacePrecision.PROVINCE)
    if code in arrondissements():
        return NamedArea(code, PlacePrecision.ARRONDISSEMENT)
    if code == "01000":
        return NamedArea(code, PlacePrecision.COUNTRY)
    raise KeyError(code)


def _spellings(key: str) -> Iterator[str]:
    yield key
    words = key.replace("o l v ", "olv ").split()
    for short, long_forms in _ABBREVIATED:
        if short in words:
            for long in long_forms:
                yield " ".join(long if word == short else word for word in words)
    # "Kessello" for Kessel-Lo; but "Gent Brugge" is two cities and not Gentbrugge.
    if not (len(words) > 1 and all(word in _by_key() for word in words)):
        yield f"={squashed(key)}"


@cache
def _by_key() -> Mapping[str, tuple[Toponym, ...]]:
    index: dict[str, dict[str, Toponym]] = {}
    for toponym in _all_toponyms():
        key = place_key(toponym.name)
        for form in (key, f"={squashed(key)}"):
            known = index.setdefault(form, {})
            if toponym.nis not in known or toponym.rank < known[toponym.nis].rank:
                known[toponym.nis] = toponym
    return {key: tuple(found.values()) for key, found in index.items()}


def _all_toponyms() -> Iterator[Toponym]:
    for place in municipalities().values():
        for language in LANGUAGES:
            kind = "own" if language in place.languages or place.names[language] == place.name else "exonym"
            yield Toponym(place.names[language], kind, place.nis)
    for row in rows("localities"):
        yield Toponym(
            row["name"],
            row["kind"],
            row["nis"],
            row["postal_code"] or None,
            float(row["latitude"]) if row["latitude"] else None,
            float(row["longitude"]) if row["longitude"] else None,
        )


@cache
def _areas() -> Mapping[str, NamedArea]:
    index = {place_key(row["name"]): narrow_area(row["code"]) for row in rows("regions_named")}
    for known in (provinces(), regions()):
        for code, found in known.items():
            for name in found.names.values():
                index[place_key(name)] = narrow_area(code)
    return index


def arrondissement_of(key: str) -> NamedArea | None:
    """Return the arrondissement whose own name this is (Mons, Halle-Vilvoorde), in any of the four languages."""
    return _arrondissements().get(key)


@cache
def _arrondissements() -> Mapping[str, NamedArea]:
    index: dict[str, NamedArea] = {}
    for code, found in arrondissements().items():
        for name in found.names.values():
            index[place_key(name)] = narrow_area(code)
    return index


@cache
def _countries() -> Mapping[str, str]:
    index = {}
    for row in rows("countries"):
        for name in (*(row[language] for language in LANGUAGES), *row["others"].split(";")):
            if name:
                index[place_key(name)] = row["code"]
    return index


@cache
def _foreign() -> Mapping[str, str]:
    return {place_key(row["name"]): row["country"] for row in rows("countries_places")}


def cut_off(key: str) -> tuple[Toponym, ...]:
    """Return the one Belgian place whose longer name begins with ``key``, two whole words of ten letters or more."""
    if len(key) < 10 or " " not in key:
        return ()
    found = {
        toponym.nis: toponym for name, named in _by_key().items() if name.startswith(f"{key} ") for toponym in named
    }
    return tuple(found.values()) if len(found) == 1 else ()


def misspelt(key: str, *, shortest: int) -> tuple[Toponym, ...]:
    """Return the one Belgian place whose name ``key`` misspells, or nothing.

    The same first letter; one slip (a letter left out, added, replaced, or two exchanged), two in names of eleven
    letters or more; no other place, here or abroad, equally near, save parts of municipalities; at least ``shortest``
    letters.
    """
    word = squashed(key)
    if not shortest <= len(word) <= 40 or not word.isalpha():
        return ()
    slips = 2 if len(word) >= 11 else 1
    lengths = range(len(word) - slips, len(word) + slips + 1)
    names = [name for length in lengths for name in _by_initial().get((word[0], length), ())]
    near = process.extract(word, names, scorer=OSA.distance, score_cutoff=slips, limit=6)
    if not near:
        return ()
    best = [name for name, distance, _ in near if distance == near[0][1]]
    best = _wholes(best) or best
    found = {nis for name in best for nis in _owners(name)}
    if len(found) != 1 or not found <= municipalities().keys():
        return ()
    return _by_key()[f"={best[0]}"]


def _wholes(names: Sequence[str]) -> list[str]:
    """Return the names of whole municipalities among ``names``, which hide those of parts; none beside one abroad."""
    if any(name in _squashed_foreign() for name in names):
        return []
    return [name for name in names if any(toponym.rank == 0 for toponym in _by_key()[f"={name}"])]


@cache
def _by_initial() -> Mapping[tuple[str, int], tuple[str, ...]]:
    here = (key[1:] for key in _by_key() if key.startswith("="))
    index: dict[tuple[str, int], set[str]] = {}
    for name in (*here, *_squashed_foreign()):
        if name:
            index.setdefault((name[0], len(name)), set()).add(name)
    return {key: tuple(sorted(names)) for key, names in index.items()}


def _owners(name: str) -> Iterable[str]:
    named = _by_key().get(f"={name}", ())
    # A municipality hides the parts of others that bear its name, as it does where the name is spelt right.
    here = [toponym.nis for toponym in named if toponym.rank == 0] or [toponym.nis for toponym in named]
    abroad = [_squashed_foreign()[name]] if name in _squashed_foreign() else []
    return here + abroad


@cache
def _squashed_foreign() -> Mapping[str, str]:
    return {squashed(key): code for key, code in _foreign().items()}


def lies_in(nis: str, code: str) -> bool:
    """Tell whether municipality ``nis`` lies in (or is) the area of REFNIS ``code``."""
    return code in municipality(nis).ladder
