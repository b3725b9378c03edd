"""Figures about pay that are not ours: the reference card, and the index of wages. Never averaged with ads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.vocabulary import Role, Seniority
from pipeline.market.records import Reference

INDEX: Mapping[int, float] = {2017: 0.0113, 2018: 0.0183, 2019: 0.0216, 2021: 0.0095, 2022: 0.0358, 2023: 0.1108}
"""Automatic indexation on 1 January of the year in joint committee 200, which most of IT falls under, as published by
payroll offices (Acerta, Besox, Accuria). A year that stands not here has no figure we could source: no ad is raised."""

_URL = "https://www.bedevs.be/hiring/backend-developers-in-bruges"
_SOURCE = "BeDevs, hiring page of backend developers in Bruges"
_READ_ON, _EXPIRES_ON = date(2026, 11, 23), date(2027, 5, 23)
_CARD: Mapping[Seniority, tuple[int, int]] = {
    Seniority.JUNIOR: (36_000, 48_000),
    Seniority.MEDIOR: (46_000, 63_000),
    Seniority.SENIOR: (60_000, 85_000),
}
"""Gross EUR a year for the country, as that page's figures for Bruges divided by its factor; basis and date unknown."""
_FACTOR: Mapping[str, float] = {"bruges": 0.93}


def reference(role: Role | None, level: Seniority | None, city: str | None, today: date) -> Reference | None:
    """Return the reference card of a level: for backend developers only, and only until it expires."""
    if role is not Role.BACKEND_DEVELOPER or level is None or level not in _CARD or today > _EXPIRES_ON:
        return None
    factor = _FACTOR.get(city or "", 1.0)
    low, high = _CARD[level]
    return Reference(
        year_min=round(low * factor),
        year_max=round(high * factor),
        factor=factor,
        source=_SOURCE,
        url=_URL,
        read_on=_READ_ON,
        expires_on=_EXPIRES_ON,
    )
