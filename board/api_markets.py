"""``/v1/markets``, ``/v1/stats`` and the lists of cities, roles, employers and skills."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from board.api_context import ApiContext, described, parameters_of
from board.api_json import market_json
from board.api_parameters import Parameter
from board.api_problems import not_found
from board.api_query import CITY, ROLE, cities, city_meant, roles
from board.api_schemas import ref
from board.caching import cached, json_bytes, query_key, strong_etag
from board.facts import market_facts
from board.language import LANGUAGES
from models.vocabulary import Role, Seniority
from pipeline.market.pay import LEVELS
from pipeline.search.catalogue import State

ALL = "all"
BELGIUM = "belgium"
RoleName = Annotated[str, Path(description="Slug of a role, or ``all``.", examples=["backend-developer"])]
CityName = Annotated[str, Path(description="Slug of a city, or ``belgium``.", examples=["bruges"])]
LIMIT = Parameter(name="limit", about="Most items.", kind="integer", least=1, most=1000, default=100)
Q = Parameter(name="q", about="Letters that the name begins with, or a word of it does.", example="ja")

LANG = Parameter(
    name="lang", about="The language of the curated facts.", values=lambda: LANGUAGES, default="en", example="nl"
)

Answer = Callable[[Request, Callable[[State], Any]], Response]

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "pay": ("pay", "pay_stated", "day_rate"),
    "demand": ("counts", "demand"),
    "skills": ("skills", "tools"),
    "benefits": ("benefits",),
    "languages": ("languages", "work"),
}


def add_markets(router: APIRouter, context: ApiContext) -> None:
    """Add the endpoints."""
    catalogue, answer = context.catalogue, answering(context)

    @router.get("/markets", **described("Every role in every city, with its headline", ref("MarketList")))
    def markets(request: Request) -> Response:
        parameters_of(request, ())

        def make(state: State) -> Any:
            pairs = [(role, city) for role in (None, *Role) for city in (None, *cities())]
            found = [(role, city, state.counts(role, city)) for role, city in pairs]
            return {
                "markets": [{"role": role, "city": city, "counts": counts.to_json()} for role, city, counts in found],
                "dataset_version": state.version,
            }

        return answer(request, make)

    @router.get(
        "/markets/{role}/{city}",
        **described("The whole page of a market", ref("Market"), parameters=(LANG,), problems=(404,)),
    )
    def market(request: Request, role: RoleName, city: CityName) -> Response:
        language = parameters_of(request, (LANG,))["lang"]
        which = market_named(role, city)
        state = catalogue.state()
        etag = strong_etag(state.token, "market", language, *(str(part) for part in which))

        def made() -> bytes:
            curated = market_facts(*which, language, state.study.moment.today)
            return json_bytes({**market_json(state.market(*which).to_json()), "curated": curated})

        def body() -> bytes:
            return state.study.keep("market as JSON", (*which, language), made)

        return cached(request, etag, body, version=state.version)

    level = Parameter(
        name="level", about="A level; all by default.", values=lambda: tuple(str(item) for item in LEVELS if item)
    )
    for section, names in SECTIONS.items():
        _add_section(router, section, names, (ROLE, CITY, *((level,) if section == "pay" else ())), answer)


def answering(context: ApiContext) -> Answer:
    """Return what answers a request from the state of the catalogue, unless the caller has the answer already."""

    def answer(request: Request, make: Callable[[State], Any]) -> Response:
        state = context.catalogue.state()
        etag = strong_etag(state.token, request.url.path, query_key(request.query_params.multi_items()))
        return cached(request, etag, lambda: json_bytes(make(state)), version=state.version)

    return answer


def market_named(role: str, city: str) -> tuple[Role | None, str | None]:
    """Return the market of an address. Raises `ProblemError` (404) with the nearest name."""
    if role not in (ALL, *roles()):
        raise not_found("role", role, (ALL, *roles()))
    if city not in (BELGIUM, *cities()):
        raise not_found("city", city, (BELGIUM, *cities()), meant=city_meant(city))
    return None if role == ALL else Role(role), None if city == BELGIUM else city


def _add_section(
    router: APIRouter,
    section: str,
    names: tuple[str, ...],
    parameters: tuple[Parameter, ...],
    answer: Answer,
) -> None:
    @router.get(
        f"/stats/{section}",
        operation_id=f"stats_{section}",
        **described(f"Statistics: {section}, every figure with its receipt", ref("Statistics"), parameters=parameters),
    )
    def statistics(request: Request) -> Response:
        values = parameters_of(request, parameters)
        role = Role(values["role"]) if values["role"] else None

        def make(state: State) -> Any:
            page = market_json(state.market(role, values["city"]).to_json())
            found = {name: page[name] for name in names}
            if values.get("level"):
                found["pay"] = [row for row in found["pay"] if row["level"] == Seniority(values["level"])]
            market = {"role": values["role"], "city": values["city"]}
            return {"market": market, **found, "dataset_version": state.version}

        return answer(request, make)
