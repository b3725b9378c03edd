"""The ladder of areas that a figure climbs: municipality, arrondissement, province, region, country."""

from __future__ import annotations

from functools import cache

from pipeline.market.receipts import Scope, ScopeKind
from pipeline.reference.places import (
    CITIES,
    COUNTRY,
    LANGUAGES,
    City,
    Names,
    arrondissements,
    municipalities,
    provinces,
    regions,
)

_BELGIUM = {"nl": "België", "fr": "Belgique", "de": "Belgien", "en": "Belgium"}


@cache
def scope(code: str) -> Scope:
    """Return the area with this REFNIS code. Raises `KeyError` for a code that is none."""
    if code == COUNTRY:
        return _scope(ScopeKind.COUNTRY, code, _BELGIUM)
    if code in municipalities():
        return _scope(ScopeKind.MUNICIPALITY, code, municipalities()[code].names)
    for kind, table in (
        (ScopeKind.ARRONDISSEMENT, arrondissements()),
        (ScopeKind.PROVINCE, provinces()),
        (ScopeKind.REGION, regions()),
    ):
        if code in table:
            return _scope(kind, code, table[code].names)
    raise KeyError(code)


@cache
def city_named(slug: str) -> City:
    """Return one of the board's cities. Raises `KeyError`."""
    return {city.slug: city for city in CITIES}[slug]


@cache
def ladder(city: str | None) -> tuple[Scope, ...]:
    """Return the scopes of a city, narrowest first; the country alone without one. Raises `KeyError`."""
    if city is None:
        return (scope(COUNTRY),)
    found = city_named(city)
    return tuple(_named(scope(code), found.names) if code == found.nis else scope(code) for code in found.ladder)


@cache
def centre(city: str) -> tuple[float, float]:
    """Return latitude and longitude of a city; Brussels is measured from its first municipality."""
    nis = city_named(city).nis
    found = municipalities().get(nis) or municipalities()["21004"]
    return found.latitude, found.longitude


def _scope(kind: ScopeKind, code: str, names: Names | dict[str, str]) -> Scope:
    return Scope(kind=kind, code=code, names=tuple((language, names[language]) for language in LANGUAGES))


def _named(area: Scope, names: Names) -> Scope:
    return Scope(kind=area.kind, code=area.code, names=tuple((language, names[language]) for language in LANGUAGES))
