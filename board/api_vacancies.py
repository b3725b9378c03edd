"""``/v1/vacancies``: search, one vacancy, and how we know."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Request, Response

from board.api_context import ApiContext, described, parameters_of
from board.api_json import page_json, vacancy_json
from board.api_problems import ProblemError, gone, not_found
from board.api_query import SEARCH, search_query
from board.api_schemas import ANYTHING, envelope, ref
from board.caching import cached, cached_json, json_bytes, query_key, strong_etag
from pipeline.search.vacancy_account import Found, find_vacancy, history_of, sources_of, why_of

VacancyId = Annotated[
    str, Path(pattern="^vac_[0-9a-z]{26}$", description="Identifier of a vacancy; merged ones lead to the survivor.")
]


def add_vacancies(router: APIRouter, context: ApiContext) -> None:
    """Add the endpoints."""
    catalogue = context.catalogue

    @router.get(
        "/vacancies",
        **described(
            "Search vacancies",
            ref("VacancyPage"),
            parameters=SEARCH,
            about="All filters must hold; several values of one filter are alternatives, but all skills must be named. "
            "The counts of a group (facets) leave its own filter aside. Pages are cut by keyset: follow next_cursor.",
        ),
    )
    def search(request: Request) -> Response:
        values = parameters_of(request, SEARCH)
        query = search_query(values)
        state = catalogue.state()
        etag = strong_etag(state.token, "vacancies", query_key(request.query_params.multi_items()))
        links: dict[str, str] = {}

        def body() -> bytes:
            page = catalogue.search(query, state)
            if page.next_cursor:
                links["Link"] = f'<{_next(request, page.next_cursor)}>; rel="next"'
            return json_bytes(page_json(page, fields=values["fields"], version=state.version))

        response = cached(request, etag, body, version=state.version)
        response.headers.update(links)
        return response

    @router.get("/vacancies/{vacancy_id}", **described("One vacancy", ref("Vacancy"), problems=(301, 404, 410)))
    def one(request: Request, vacancy_id: VacancyId) -> Response:
        parameters_of(request, ())
        found = existing(context, vacancy_id)
        assert found.vacancy is not None
        body = vacancy_json(replace(catalogue.hit(found.vacancy), closed_at=found.closed_at))
        return cached_json(request, body, version=catalogue.state().version)

    @router.get(
        "/vacancies/{vacancy_id}/sources",
        **described("The ads behind a vacancy", envelope("sources", "SourceNote"), problems=(301, 404, 410)),
    )
    def sources(request: Request, vacancy_id: VacancyId) -> Response:
        parameters_of(request, ())
        existing(context, vacancy_id, "/sources")
        return cached_json(request, {"sources": [note.to_json() for note in sources_of(catalogue.engine, vacancy_id)]})

    @router.get(
        "/vacancies/{vacancy_id}/history",
        **described("What happened to a vacancy", ANYTHING, problems=(301, 404, 410)),
    )
    def history(request: Request, vacancy_id: VacancyId) -> Response:
        parameters_of(request, ())
        existing(context, vacancy_id, "/history")
        return cached_json(request, {"history": history_of(catalogue.engine, vacancy_id)})

    @router.get(
        "/vacancies/{vacancy_id}/why",
        **described("Why its ads are one opening", ANYTHING, problems=(301, 404, 410)),
    )
    def why(request: Request, vacancy_id: VacancyId) -> Response:
        parameters_of(request, ())
        existing(context, vacancy_id, "/why")
        return cached_json(request, dict(why_of(catalogue.engine, vacancy_id)))


def existing(context: ApiContext, vacancy_id: str, below: str = "") -> Found:
    """Return a vacancy that is or was there.

    Raises `ProblemError`: 404 for an identifier that we never gave, 301 for one that was merged into another, 410 for
    a vacancy that was removed.
    """
    found = find_vacancy(context.catalogue.engine, vacancy_id)
    if found is None:
        raise not_found("vacancy", vacancy_id)
    if found.merged_into is not None:
        address = f"{context.public_url}/v1/vacancies/{found.merged_into}{below}"
        raise ProblemError(
            "merged",
            301,
            "Merged",
            f"{vacancy_id} is the same opening as {found.merged_into}",
            headers={"Location": address},
            merged_into=found.merged_into,
        )
    if found.removed:
        raise gone(f"{vacancy_id} was removed for good", id=vacancy_id)
    return found


def _next(request: Request, cursor: str) -> str:
    pairs = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f"{request.url.path}?{urlencode([*pairs, ('cursor', cursor)])}"
