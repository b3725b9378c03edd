"""``/v1/cities``, ``/v1/roles``, ``/v1/employers``, ``/v1/skills``: the names that can be asked for."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from board.api_context import ApiContext, described, parameters_of
from board.api_markets import CityName, RoleName, answering
from board.api_parameters import Parameter
from board.api_problems import not_found
from board.api_query import cities, roles
from board.api_schemas import envelope, ref
from models.vocabulary import Role
from pipeline.market.scopes import city_named
from pipeline.reference.places import CITIES
from pipeline.reference.roles import ESCO_URI, ISCO_CODE
from pipeline.search.catalogue import State
from pipeline.search.directory import employer_lines, skill_lines

LIMIT = Parameter(name="limit", about="Most items.", kind="integer", least=1, most=1000, default=100)
Q = Parameter(name="q", about="Letters that the name begins with, or a word of it does.", example="ja")


def add_places_and_roles(router: APIRouter, context: ApiContext) -> None:
    """Add the endpoints of cities and roles."""
    answer = answering(context)

    @router.get("/cities", **described("The cities of the board", envelope("cities", "City")))
    def all_cities(request: Request) -> Response:
        parameters_of(request, ())
        return answer(request, lambda state: {"cities": [_city(state, city.slug) for city in CITIES]})

    @router.get("/cities/{city}", **described("One city", ref("City"), problems=(404,)))
    def one_city(request: Request, city: CityName) -> Response:
        parameters_of(request, ())
        if city not in cities():
            raise not_found("city", city, cities())
        return answer(request, lambda state: _city(state, city))

    @router.get("/roles", **described("The roles of the board", envelope("roles", "Role")))
    def all_roles(request: Request) -> Response:
        parameters_of(request, ())
        return answer(request, lambda state: {"roles": [_role(state, role) for role in Role]})

    @router.get("/roles/{role}", **described("One role", ref("Role"), problems=(404,)))
    def one_role(request: Request, role: RoleName) -> Response:
        parameters_of(request, ())
        if role not in roles():
            raise not_found("role", role, roles())
        return answer(request, lambda state: _role(state, Role(role)))


def add_names(router: APIRouter, context: ApiContext) -> None:
    """Add the endpoints of employers and technologies."""
    catalogue, answer = context.catalogue, answering(context)

    @router.get(
        "/employers",
        **described("Employers by open vacancies", envelope("employers", "Employer"), parameters=(Q, LIMIT)),
    )
    def all_employers(request: Request) -> Response:
        values = parameters_of(request, (Q, LIMIT))
        return answer(
            request,
            lambda state: {
                "employers": [
                    line.to_json() for line in employer_lines(state.study, values["q"] or "")[: values["limit"]]
                ]
            },
        )

    @router.get("/employers/{key}", **described("One employer", ref("Employer"), problems=(404,)))
    def one_employer(request: Request, key: str) -> Response:
        parameters_of(request, ())
        lines = {line.key: line for line in employer_lines(catalogue.state().study)}
        if key not in lines:
            raise not_found("employer", key, lines)
        return answer(request, lambda _: lines[key].to_json())

    @router.get(
        "/skills", **described("Technologies by open vacancies", envelope("skills", "Skill"), parameters=(Q, LIMIT))
    )
    def all_skills(request: Request) -> Response:
        values = parameters_of(request, (Q, LIMIT))
        return answer(
            request,
            lambda state: {"skills": list(skill_lines(state.study, values["q"] or "")[: values["limit"]])},
        )

    @router.get("/skills/{slug}", **described("One technology", ref("Skill"), problems=(404,)))
    def one_skill(request: Request, slug: str) -> Response:
        parameters_of(request, ())
        lines = {str(line["slug"]): line for line in skill_lines(catalogue.state().study)}
        if slug not in lines:
            raise not_found("skill", slug, lines)
        return answer(request, lambda _: lines[slug])


def _city(state: State, slug: str) -> dict[str, Any]:
    city = city_named(slug)
    return {
        "slug": slug,
        "nis": city.nis,
        "names": dict(city.names),
        "ladder": list(city.ladder),
        "counts": state.counts(None, slug).to_json(),
    }


def _role(state: State, role: Role) -> dict[str, Any]:
    return {
        "slug": role.value,
        "isco_code": ISCO_CODE[role],
        "esco_uri": ESCO_URI[role],
        "counts": state.counts(role, None).to_json(),
    }
