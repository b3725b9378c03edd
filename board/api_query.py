"""The query string of a search, for the API, feeds and pages alike: declared once, read into a `SearchQuery`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from board.addresses import city_named as city_called
from board.addresses import slug
from board.api_json import FIELDS, PARAMETER_OF
from board.api_parameters import Parameter
from board.api_problems import unknown_value
from models.vocabulary import Role, VacancyStatus
from pipeline.market.scopes import centre, city_named
from pipeline.reference.places import CITIES, by_postal_code
from pipeline.reference.skills import technologies
from pipeline.search.facets import FACETS
from pipeline.search.filters import SORTS
from pipeline.search.records import MAX_LIMIT, VALUES, SearchQuery

NOT_STATED = "not_stated"
_FACET_OF = {parameter: group for group, parameter in PARAMETER_OF.items()}


def _with_unstated(name: str) -> tuple[str, ...]:
    return (*VALUES[name], NOT_STATED)


def facet_names() -> tuple[str, ...]:
    """Return the groups that can be counted, each called like its parameter."""
    return tuple(PARAMETER_OF.get(name, name) for name in FACETS)


def roles() -> tuple[str, ...]:
    """Return the slugs of all roles."""
    return tuple(role.value for role in Role)


def cities() -> tuple[str, ...]:
    """Return the slugs of all cities."""
    return tuple(city.slug for city in CITIES)


def city_meant(text: str) -> str | None:
    """Return the city that is called so in one of the four languages."""
    return city_called(slug(text))


ROLE = Parameter(name="role", about="A role.", values=roles, example="backend-developer")
CITY = Parameter(name="city", about="A city of the board.", values=cities, meant=city_meant, example="bruges")

FILTERS: tuple[Parameter, ...] = (
    Parameter(name="q", about="Words that title, employer or skills must contain.", example="java"),
    Parameter(name="role", about="Roles, any of them.", many=True, values=roles, example=["backend-developer"]),
    CITY,
    Parameter(name="scope", about="REFNIS code of an area (2025).", pattern=r"[0-9]{5}", example="31005"),
    Parameter(name="postal_code", about="A Belgian postal code: its municipality, or with radius_km what lies around.",
              pattern=r"[1-9][0-9]{3}"),
    Parameter(name="lat", about="Latitude to measure from.", kind="number", least=-90, most=90),
    Parameter(name="lon", about="Longitude to measure from.", kind="number", least=-180, most=180),
    Parameter(name="radius_km", about="Kilometres around the place.", kind="number", least=0, most=300, example=25),
    Parameter(name="level", about="Levels, any of them.", many=True, values=lambda: _with_unstated("level")),
    Parameter(name="remote", about="Work modes, any of them.", many=True, values=lambda: _with_unstated("work_mode")),
    Parameter(name="office_days_max", about="Most days a week at the office.", kind="integer", least=0, most=7),
    Parameter(name="language", about="Required languages (ISO 639-1) or not_stated, any of them.", many=True,
              pattern=r"[a-z]{2}|not_stated"),
    Parameter(name="contract", about="Contracts, any of them.", many=True, values=lambda: _with_unstated("contract")),
    Parameter(name="skill", about="Technologies, all of them.", many=True, values=lambda: tuple(technologies()),
              example=["java"]),
    Parameter(name="pay", about="Whether pay is stated.", many=True, values=lambda: _with_unstated("pay")),
    Parameter(name="pay_min", about="Gross EUR a month that stated pay must reach.", kind="integer", least=0,
              most=100_000),
    Parameter(name="employer", about="Keys of employers, any of them.", many=True),
    Parameter(name="employer_type", about="Who placed the ad.", many=True,
              values=lambda: _with_unstated("employer_kind")),
    Parameter(name="posted_since", about="First appeared on or after this day.", kind="date", example="2026-11-01"),
    Parameter(name="source", about="Sources, any of them.", many=True),
    Parameter(name="status", about="Statuses, any of them; active and unconfirmed by default.", many=True,
              values=lambda: tuple(status.value for status in VacancyStatus)),
    Parameter(name="cell", about="A cell, as the evidence of a receipt names it.", pattern=r"[a-z0-9.-]+"),
    Parameter(name="part", about="A part of a cell, as the evidence of a share names it."),
)  # fmt: skip
"""What narrows a search."""

PAGING: tuple[Parameter, ...] = (
    Parameter(name="sort", about="The order; the identifier breaks ties.", values=lambda: SORTS, default="newest"),
    Parameter(name="cursor", about="next_cursor of the page before.", pattern=r"[A-Za-z0-9_-]+"),
    Parameter(name="limit", about="Most items of a page.", kind="integer", least=0, most=MAX_LIMIT, default=20),
)

SHAPE: tuple[Parameter, ...] = (
    Parameter(name="facets", about="Groups to count.", many=True, values=facet_names, example=["level", "pay"]),
    Parameter(name="fields", about="Fields of the items, all by default.", many=True, values=lambda: FIELDS),
)

SEARCH = (*FILTERS, *PAGING, *SHAPE)


def search_query(values: Mapping[str, Any]) -> SearchQuery:
    """Return the search that the read parameters ask for. Raises `ProblemError` on a place that is none.

    ``city`` and ``postal_code`` are areas; with ``radius_km`` also the point to measure from, as ``lat``, ``lon`` are.
    """
    point = _point(values)
    return SearchQuery(
        q=values.get("q") or "",
        roles=tuple(Role(role) for role in values.get("role") or ()),
        place=_area(values),
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        radius_km=values.get("radius_km"),
        levels=values.get("level") or (),
        work_modes=values.get("remote") or (),
        office_days_max=values.get("office_days_max"),
        languages=values.get("language") or (),
        contracts=values.get("contract") or (),
        skills=values.get("skill") or (),
        pay=values.get("pay") or (),
        pay_min=values.get("pay_min"),
        employers=values.get("employer") or (),
        employer_kinds=values.get("employer_type") or (),
        sources=values.get("source") or (),
        posted_since=values.get("posted_since"),
        statuses=tuple(VacancyStatus(status) for status in values.get("status") or ()) or SearchQuery().statuses,
        cell=values.get("cell") or "",
        part=values.get("part") or "",
        sort=values.get("sort") or "newest",
        cursor=values.get("cursor") or "",
        limit=values["limit"] if values.get("limit") is not None else 20,
        facets=tuple(_FACET_OF.get(name, name) for name in values.get("facets") or ()),
    )


def _area(values: Mapping[str, Any]) -> str:
    if values.get("scope"):
        return str(values["scope"])
    if values.get("city"):
        return city_named(values["city"]).nis
    if values.get("postal_code") and values.get("radius_km") is None:
        return by_postal_code(values["postal_code"])[0].nis
    return ""


def _point(values: Mapping[str, Any]) -> tuple[float, float] | None:
    if values.get("postal_code"):
        served = by_postal_code(values["postal_code"])
        if not served:
            raise unknown_value("postal_code", values["postal_code"], why="is not in use")
        return served[0].latitude, served[0].longitude
    if values.get("lat") is not None or values.get("lon") is not None:
        if values.get("lat") is None or values.get("lon") is None:
            raise unknown_value("lat" if values.get("lat") is None else "lon", "", why="is needed beside the other")
        return values["lat"], values["lon"]
    if values.get("city"):
        return centre(values["city"])
    if values.get("radius_km") is not None:
        raise unknown_value("radius_km", str(values["radius_km"]), why="needs city, postal_code, or lat and lon")
    return None
