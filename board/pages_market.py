"""Market pages: a role in a city or in Belgium, all roles in a city; jobs first or figures first, on the same data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from board.addresses import cities, city_named, hiring_named, market_path, role_named
from board.language import LANGUAGES, Words
from board.pages_filters import GROUPS, OFFICE_DAYS, POSTED, RADII, SORTS, Choice, options, read_choice
from board.pages_market_figures import nearest_first, sections_context
from board.pages_shell import Frame, Site, moved, where
from board.pages_words import role_words, scope_name
from models.vocabulary import Role
from pipeline.market.parts import NEARBY_KM
from pipeline.market.receipts import Scope
from pipeline.market.records import MarketPage
from pipeline.market.scopes import centre
from pipeline.market.study import METHOD
from pipeline.reference.places import COUNTRY
from pipeline.search.catalogue import State
from pipeline.search.filters import QueryError
from pipeline.search.records import SearchPage, SearchQuery

_NEARBY, _REMOTE, _FIRST = 6, 4, 6
"""Cards of the lists that stand beside the one that is asked for."""
_NOTHING = SearchPage(total=0, hits=())


def market_router(site: Site) -> APIRouter:
    """Return the routes of market pages."""
    router = APIRouter(include_in_schema=False)

    @router.get("/{language}/jobs/{role}")
    @router.get("/{language}/jobs/{role}/{city}")
    def jobs(request: Request, language: str, role: str, city: str | None = None) -> Response:
        """Answer with the jobs of a market first."""
        return _page(site, request, language, role_named(role), city_named(city) if city else None, asked=(role, city))

    @router.get("/{language}/hiring/{market}")
    def hiring(request: Request, language: str, market: str) -> Response:
        """Answer with the figures of a market first."""
        role, city = hiring_named(market) or (None, None)
        return _page(site, request, language, role, city, asked=(market, None), hiring=True)

    @router.get("/{language}/city/{city}")
    def everything(request: Request, language: str, city: str) -> Response:
        """Answer with all roles of a city."""
        return _page(site, request, language, None, city_named(city), asked=(None, city))

    return router


def _page(
    site: Site,
    request: Request,
    language: str,
    role: Role | None,
    city: str | None,
    *,
    asked: tuple[str | None, str | None],
    hiring: bool = False,
) -> Response:
    unknown = (asked[0] and role is None) or (asked[1] and city is None)
    if language not in LANGUAGES or unknown:
        raise HTTPException(404)
    path = market_path(language, role, city, hiring=hiring)
    if request.url.path != path:
        return moved(path, request)
    choice = read_choice(request.query_params)
    return site.page(
        request, "market.html", lambda: market_context(site, Words(language), role, city, choice, hiring=hiring)
    )


def market_title(language: str, role: Role | None, city: str | None, *, hiring: bool = False) -> str:
    """Return the title of a market's page."""
    words = Words(language)
    forms = {**role_words(words, role), "where": where(words, city)}
    if role is None:
        return words("page.city_title", **forms)
    return words("market.hiring_title" if hiring else "market.jobs_title", **forms)


def market_context(
    site: Site, words: Words, role: Role | None, city: str | None, choice: Choice, *, hiring: bool = False
) -> tuple[Frame, dict[str, Any]]:
    """Return the frame of a market page and what its template shows."""
    state = site.catalogue.state()
    page = state.market(role, city)
    forms = {**role_words(words, role), "where": where(words, city)}
    title = market_title(words.language, role, city, hiring=hiring)
    answer = " ".join((words("market.open", page.counts.open_now, **forms), *_ring(words, page)))
    path = market_path(words.language, role, city, hiring=hiring)
    frame = Frame(
        title=title,
        language=words.language,
        path=path,
        description=answer,
        alternates={other: market_path(other, role, city, hiring=hiring) for other in LANGUAGES},
        switch={other: choice.link(market_path(other, role, city, hiring=hiring)) for other in LANGUAGES},
        trail=_trail(words, role, city),
        indexable=page.indexable and not choice.filtered and not choice.cursor,
        default="/" if not hiring else None,
        feed=_feed(words, role, city),
    )

    def sections() -> dict[str, Any]:
        return sections_context(words, state, page, forms, hiring=hiring)

    return frame, {
        "page": page,
        "forms": forms,
        "hiring": hiring,
        "role": role,
        "city": city,
        "here": page.scope.name(words.language),
        "now": state.study.moment.at,
        "jobs_path": market_path(words.language, role, city),
        "hiring_path": market_path(words.language, role, city, hiring=True) if role else None,
        "elsewhere": [row for row in nearest_first(page) if row.open_now],
        "figures": site.part(state, "market_sections.html", frame, sections),
        **_lists(site, state, words, role, city, choice, hiring=hiring),
        **form_context(words, choice, path, page.scope, with_distance=city is not None),
    }


def _feed(words: Words, role: Role | None, city: str | None) -> str:
    if role is not None:
        return f"{market_path(words.language, role, city)}.atom"
    return f"/feeds/search.atom?city={city}" if city else "/feeds/search.atom"


def _ring(words: Words, page: MarketPage) -> Iterable[str]:
    if page.city is not None:
        yield words("market.near", page.counts.nearby)
    yield words("market.week", page.counts.new_7)


def _trail(words: Words, role: Role | None, city: str | None) -> tuple[tuple[str, str], ...]:
    trail = [(words("site.home"), f"/{words.language}/")]
    if role is not None and city is not None:
        trail.append((role_words(words, role)["Roles"], market_path(words.language, role, None)))
        trail.append((cities()[city].names[words.language], market_path(words.language, None, city)))
    return tuple(trail)


def _lists(
    site: Site, state: State, words: Words, role: Role | None, city: str | None, choice: Choice, *, hiring: bool
) -> dict[str, Any]:
    """Return the vacancies that are asked for, then those nearby and remote ones; each list with its own link."""
    today = state.study.moment.today
    fixed: dict[str, Any] = {"city": city, "country": True} | ({"roles": (role,)} if role else {})
    query = choice.query(today, **fixed, **({"limit": _FIRST, "cursor": ""} if hiring else {}))
    local = search(site, query, state)
    path = market_path(words.language, role, city)
    first = not choice.cursor
    nearby = _nearby(site, state, query, city) if first and city and not choice.radius_km and not hiring else _NOTHING
    remote = (
        site.catalogue.search(_elsewhere(query, place=COUNTRY, work_modes=("remote",), limit=_REMOTE), state)
        if first and city and not hiring and not choice.chosen.get("remote")
        else _NOTHING
    )
    shown = {hit.vacancy.id for hit in (*local.hits, *nearby.hits)}
    search_path = f"/{words.language}/search"
    roles = {"role": role.value} if role else {}
    return {
        "local": local,
        "more": choice.link(path, cursor=local.next_cursor) if local.next_cursor else None,
        "nearby": nearby,
        "nearby_link": replace(choice, radius_km=NEARBY_KM).link(path),
        "remote": replace(remote, hits=tuple(hit for hit in remote.hits if hit.vacancy.id not in shown)),
        "remote_link": replace(choice, chosen={**choice.chosen, "remote": ("remote",)}).link(search_path, **roles),
    }


def search(site: Site, query: SearchQuery, state: State) -> SearchPage:
    """Return the answer to a query; a cursor that is none of ours leads to the first page."""
    try:
        return site.catalogue.search(query, state)
    except QueryError as error:
        if error.parameter != "cursor":
            raise
        return site.catalogue.search(replace(query, cursor=""), state)


def _nearby(site: Site, state: State, query: SearchQuery, city: str) -> SearchPage:
    """Return what lies within 25 km but not in the city, nearest first."""
    latitude, longitude = centre(city)
    ring = _elsewhere(
        query,
        place="",
        outside=cities()[city].nis,
        latitude=latitude,
        longitude=longitude,
        radius_km=NEARBY_KM,
        sort="distance",
        limit=_NEARBY,
    )
    return site.catalogue.search(ring, state)


def _elsewhere(query: SearchQuery, **other: Any) -> SearchQuery:
    plain = {"latitude": None, "longitude": None, "radius_km": None, "facets": (), "cursor": "", "sort": "newest"}
    return replace(query, **{**plain, **other})


def form_context(words: Words, choice: Choice, path: str, area: Scope | None, *, with_distance: bool) -> dict[str, Any]:
    """Return what the form of filters shows; groups are read from the facets in the template.

    ``area`` is the one that the list is limited to, ``None`` where ads without a place are in it too.
    """
    return {
        "choice": choice,
        "path": path,
        "asked_place": scope_name(words, area) if area else words("market.everywhere"),
        "method": METHOD,
        "groups": GROUPS,
        "options": lambda group, facets: options(words, group, facets.get(group.facet, ())),
        "posted_days": POSTED,
        "radii": RADII if with_distance else (),
        "office_days": (0, *OFFICE_DAYS),
        "sorts": SORTS if with_distance else SORTS[:2],
        "chips": [(name, less.link(path)) for name, less in choice.chips(words)],
    }


def similar(site: Site, state: State, role: Role | None, city: str | None, limit: int = 5) -> Mapping[str, Any]:
    """Return open vacancies of a market, for pages that have nothing else to offer."""
    query = SearchQuery(roles=(role,) if role else (), place=cities()[city].nis if city else COUNTRY, limit=limit)
    return {"similar": site.catalogue.search(query, state).hits}
