"""A place as somebody types it in, postal code or name in any language; an area and its middle out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.market.receipts import Scope
from pipeline.market.scopes import centre, ladder, scope
from pipeline.reference.places import CITIES, COUNTRY, by_postal_code, municipalities
from pipeline.reference.places_key import place_key
from pipeline.reference.places_names import area, arrondissement_of, country, misspelt, toponyms

_CODE = re.compile(r"(?:B-?)?([1-9]\d{3})\b", re.IGNORECASE)
_REFNIS = re.compile(r"\d{5}")
_SHORTEST_MISSPELT = 5


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that was found: the area that a list is limited to, and where distances are measured from."""

    scope: Scope
    point: tuple[float, float] | None = None
    """Latitude and longitude; ``None`` for areas wider than a municipality, which have no middle to speak of."""


@lru_cache(maxsize=4096)
def find_spot(text: str) -> Spot | None:
    """Return the place that ``text`` names, ``None`` for one that we do not know.

    A REFNIS code or a postal code in use goes before a name, a city of the board before a municipality, a municipality
    before its parts, and those before provinces and regions; a slip of the pen is forgiven where one place alone can be
    meant.

    >>> find_spot("8000 Brugge").scope.code, find_spot("luik").scope.code, find_spot("Nowhere")
    ('31005', '62063', None)
    """
    if (code := _CODE.match(text.strip())) and (served := by_postal_code(code[1])):
        return _municipality(served[0].nis)
    key = place_key(text)
    if _REFNIS.fullmatch(key):
        return _coded(key)
    if city := _cities().get(key):
        return Spot(ladder(city)[0], centre(city))
    if named := min(toponyms(key), key=lambda toponym: toponym.rank, default=None):
        return _municipality(named.nis)
    if wide := area(key) or arrondissement_of(key):
        return Spot(scope(wide.code))
    if country(key) == "BE":
        return Spot(scope(COUNTRY))
    meant = misspelt(key, shortest=_SHORTEST_MISSPELT)
    return _municipality(meant[0].nis) if meant else None


def _coded(code: str) -> Spot | None:
    if city := next((city.slug for city in CITIES if city.nis == code), None):
        return Spot(ladder(city)[0], centre(city))
    if code in municipalities():
        return _municipality(code)
    try:
        return Spot(scope(code))
    except KeyError:
        return None


def _municipality(nis: str) -> Spot:
    found = municipalities()[nis]
    return Spot(scope(nis), (found.latitude, found.longitude))


@cache
def _cities() -> dict[str, str]:
    """Return the key of every name of a city of the board, its slug among them, with the slug."""
    return {place_key(name): city.slug for city in CITIES for name in (city.slug, *city.names.values())}
