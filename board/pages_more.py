"""Home with all roles and cities, search, and the pages of employers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from board.addresses import cities, employer_path
from board.language import LANGUAGES, Words
from board.pages_filters import PAGE_SIZE, Choice, read_choice
from board.pages_market import form_context, search
from board.pages_market_figures import map_context
from board.pages_shell import Frame, Site, framed
from board.pages_words import role_words
from models.vocabulary import Role
from pipeline.market.cells import Cell
from pipeline.market.evidence import receipt_of
from pipeline.market.receipts import Scope
from pipeline.market.scopes import scope
from pipeline.reference.places import COUNTRY
from pipeline.search.catalogue import State
from pipeline.search.directory import employer_named, ever_hired
from pipeline.search.filters import QueryError
from pipeline.search.records import SearchQuery


def more_router(site: Site) -> APIRouter:
    """Return the routes of home, search and employers."""
    router = APIRouter(include_in_schema=False)

    def home(request: Request) -> Response:
        """Answer with all roles and cities."""
        language = request.url.path.strip("/")
        return framed(site, request, language, "", "home.html", "page.home_title", _home)

    for language in LANGUAGES:  # One address each: a pattern for all would send any word to itself and a slash.
        router.add_api_route(f"/{language}/", home)

    @router.get("/{language}/search")
    def find(request: Request, language: str) -> Response:
        """Answer a search, or show the vacancies behind a figure (``cell`` and ``part``)."""
        choice = read_choice(request.query_params, with_place=True)
        cell, part = request.query_params.get("cell", "")[:120], request.query_params.get("part", "")[:300]
        title = "page.evidence" if cell else "page.search_title"

        def context(words: Words, state: State) -> dict[str, Any]:
            return _search(site, words, state, choice, cell, part)

        try:
            feed = None if cell else choice.feed(language)
            return framed(site, request, language, "/search", "search.html", title, context, indexable=False, feed=feed)
        except QueryError as error:
            raise HTTPException(400) from error

    @router.get("/{language}/employer/{key:path}")
    def employer(request: Request, language: str, key: str) -> Response:
        """Answer with the open vacancies of an employer. 404 when it never had one."""
        state = site.catalogue.state()
        if language not in LANGUAGES or not ever_hired(state.study, key):
            raise HTTPException(404)
        choice = Choice(cursor=read_choice(request.query_params).cursor)
        return site.page(request, "employer.html", lambda: _employer(site, Words(language), state, key, choice))

    return router


def _employer(site: Site, words: Words, state: State, key: str, choice: Choice) -> tuple[Frame, dict[str, Any]]:
    line = employer_named(state.study, key)
    assert line is not None
    query = SearchQuery(employers=(line.key,), limit=PAGE_SIZE, cursor=choice.cursor)
    found = search(site, query, state)
    path = employer_path(words.language, line.key)
    frame = Frame(
        title=words("page.employer_title", name=line.name),
        language=words.language,
        path=path,
        description=words("page.employer_lead", found.total),
        alternates={other: employer_path(other, line.key) for other in LANGUAGES},
        trail=((words("site.home"), f"/{words.language}/"),),
        indexable=found.total > 0 and not choice.cursor,
        feed=f"/feeds/search.atom?{urlencode({'lang': words.language, 'employer': line.key})}",
    )
    return frame, {
        "found": found,
        "line": line,
        "now": state.study.moment.at,
        "more": choice.link(path, cursor=found.next_cursor) if found.next_cursor else None,
        **form_context(words, choice, path, None, with_distance=False),
    }


def _home(words: Words, state: State) -> dict[str, Any]:
    rows = [(role, role_words(words, role)["Roles"], state.counts(role, None).open_now) for role in Role]
    rows.sort(key=lambda row: (-row[2], row[1]))
    here = {
        city: receipt_of(state.study, state.study.cell("open", None, found.nis)) for city, found in cities().items()
    }
    return {
        "rows": [
            (role, name, total, [(city, state.counts(role, city).open_now) for city in cities()])
            for role, name, total in rows
        ],
        "cities": here.items(),
        "total": state.counts(None, None),
        "fresh": state.market(None, None).freshness,
        "receipts": state.market(None, None).receipts,
        **map_context(words, state, state.market(None, None)),
    }


def _area(choice: Choice) -> Scope | None:
    """Return the area that a list is limited to: the place, or all of Belgium where distance alone limits it."""
    if not choice.spot:
        return None
    return scope(COUNTRY) if choice.radius_km else choice.spot.scope


def _typed(words: Words, choice: Choice) -> str:
    """Return what the field of the place holds: the name in the page's language, where that leads to the same place."""
    here = choice.spot
    return here.scope.name(words.language) if here and here.point else choice.place


def _search(site: Site, words: Words, state: State, choice: Choice, cell: str, part: str) -> dict[str, Any]:
    query = choice.query(state.study.moment.today, cell=cell, part=part)
    found = search(site, query, state)
    path = f"/{words.language}/search"
    more = {"cell": cell, "part": part} if cell else {}
    kept = {name: value for name, value in more.items() if value}
    return {
        "found": found,
        "cell": cell,
        "now": state.study.moment.at,
        "more": choice.link(path, **kept, cursor=found.next_cursor) if found.next_cursor else None,
        "role_options": sorted(((role.value, words(f"role.{role.value}")) for role in Role), key=lambda item: item[1]),
        "typed_place": _typed(words, choice),
        "city_names": [city.names[words.language] for city in cities().values()],
        "receipt": receipt_of(state.study, Cell.parse(cell), part) if cell else None,
        "part": part,
        **form_context(words, choice, path, _area(choice), with_distance=True),
    }
