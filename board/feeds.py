"""Feeds of any market or search, the sitemap, and the job feed of partners: routes and what goes into them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode, urlsplit

from fastapi import APIRouter, Request, Response

from board.api_json import plain_title
from board.api_parameters import Parameter, read_parameters
from board.api_problems import not_found, problem_route
from board.api_query import FILTERS, cities, roles, search_query
from board.caching import Limiter, cached, query_key, strong_etag
from board.feed_formats import FORMATS, Deleted, Entry, Feed
from board.feed_guard import FeedGuard
from board.language import LANGUAGES, Words
from board.pages_words import pay_text, place_text, work_text
from board.partner_feed import partner_feed
from board.sitemap import add_sitemaps
from models.vocabulary import Rights, Role, VacancyStatus
from pipeline.search.catalogue import Catalogue, State
from pipeline.search.directory import employer_named
from pipeline.search.records import Hit, SearchQuery
from pipeline.search.vacancy_account import removed_since

ENTRIES = 50
REMEMBERED = timedelta(days=30)
"""For so long a closed vacancy stands in feeds as deleted."""
MOST_DELETED = 200
EVERYTHING = "everything"
"""Name of the count that guards searches, which have no count of their own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Addresses:
    """Where pages stand: paths out, and slugs back. By default those of the English pages."""

    market: Callable[[str, Role | None, str | None], str] = lambda language, role, city: "/".join(
        ["", language, "jobs", *([role.value] if role else []), *([city] if city else [])]
    )
    """(language, role, city) → path."""
    vacancy: Callable[[str, str], str] = lambda vacancy_id, language: f"/{language}/vacancy/{vacancy_id}"
    """(identifier, language of the ad) → path."""
    employer: Callable[[str, str], str] = lambda language, key: f"/{language}/employer/{quote(key, safe='')}"
    """(language, key) → path."""
    role_named: Callable[[str], Role | None] = lambda text: Role(text) if text in roles() else None
    city_named: Callable[[str], str | None] = lambda text: text if text in cities() else None
    title: Callable[[str, Role | None, str | None], str] = lambda _language, role, city: " ".join(
        [
            (role.value if role else "developer").replace("-", " "),
            "jobs in",
            (city or "belgium").replace("-", " ").title(),
        ]
    )
    """(language, role, city) → title of the feed."""


CURSOR = Parameter(name="cursor", about="Where the page before ended.", pattern=r"[A-Za-z0-9_-]+")
LANG = Parameter(
    name="lang", about="The language of titles and facts.", values=lambda: LANGUAGES, default="en", example="nl"
)
_SEARCH = tuple(item for item in FILTERS if item.name not in ("status", "cell", "part"))


def feeds_router(
    catalogue: Catalogue,
    *,
    public_url: str = "http://localhost:8000",
    addresses: Addresses | None = None,
    requests_a_minute: int = 600,
) -> APIRouter:
    """Return the routes of feeds and sitemaps; include it before the pages, whose addresses it ends with a format.

    ``/{language}/jobs/{role}/{city}.atom`` (``.rss``, ``.json``) is the feed of a market, ``/feeds/search.atom?…`` that
    of any search, ``/feeds/partner.xml`` the one for partners, ``/sitemap.xml`` the index of sitemaps.
    """
    maker = FeedMaker(catalogue, public_url.rstrip("/"), addresses or Addresses())
    router = APIRouter(route_class=problem_route(Limiter(limit=requests_a_minute)), include_in_schema=False)
    for kind in FORMATS:
        _add_format(router, maker, kind)

    @router.get("/feeds/partner.xml")
    def partners(request: Request) -> Response:
        read_parameters(request.query_params, ())
        state = catalogue.state()

        def body() -> bytes:
            count, document = partner_feed(catalogue, state, maker.public_url, maker.addresses.vacancy)
            maker.guard.admit("partner", count)
            return document

        return cached(request, strong_etag(state.token, "partner"), body, media_type="application/xml")

    add_sitemaps(router, catalogue, maker.public_url, maker.addresses, maker.guard)
    return router


def _add_format(router: APIRouter, maker: FeedMaker, kind: str) -> None:
    @router.get(f"/feeds/search.{kind}")
    def search(request: Request) -> Response:
        return maker.search(request, kind)

    @router.get(f"/{{language}}/jobs/{{role}}/{{city}}.{kind}")
    def market(request: Request, language: str, role: str, city: str) -> Response:
        return maker.market(request, kind, language, role, city)

    @router.get(f"/{{language}}/jobs/{{role}}.{kind}")
    def country(request: Request, language: str, role: str) -> Response:
        return maker.market(request, kind, language, role, None)


class FeedMaker:
    """Makes feeds of one catalogue."""

    def __init__(self, catalogue: Catalogue, public_url: str, addresses: Addresses) -> None:
        self.catalogue, self.public_url, self.addresses = catalogue, public_url, addresses
        self.guard = FeedGuard(catalogue.engine, catalogue.clock)
        self._authority = f"{urlsplit(public_url).hostname or 'localhost'},2026"

    def search(self, request: Request, kind: str) -> Response:
        """Return the feed of any search; its title says which words it asks for."""
        values = read_parameters(request.query_params, (*_SEARCH, CURSOR, LANG))
        language, pairs = values["lang"], request.query_params.multi_items()
        words = Words(language)
        title = words("receipts.feed_of", words=values["q"]) if values["q"] else words("receipts.feed_all")
        asked = [pair for pair in pairs if pair[0] not in (CURSOR.name, LANG.name)]
        page = _search_page(language, asked)
        if [name for name, _ in asked] == ["employer"] and len(values["employer"]) == 1:
            key = values["employer"][0]
            page = self.addresses.employer(language, key)
            line = employer_named(self.catalogue.state().study, key)
            title = words("page.employer_title", name=line.name if line else key)
        return self.answer(request, kind, search_query(values), EVERYTHING, title, page, words)

    def market(self, request: Request, kind: str, language: str, role: str, city: str | None) -> Response:
        """Return the feed of a market. Raises `ProblemError` (404) for one that is none."""
        which, where = self.addresses.role_named(role), None
        if language not in LANGUAGES:
            raise not_found("language", language, LANGUAGES)
        if which is None:
            raise not_found("role", role, roles())
        if city is not None:
            where = self.addresses.city_named(city)
            if where is None:
                raise not_found("city", city, cities())
        values = read_parameters(request.query_params, (*_SEARCH, CURSOR)) | {"role": (which.value,), "city": where}
        filtered = any(name != "cursor" for name in request.query_params)
        guard = EVERYTHING if filtered else f"market:{which.value}:{where or 'belgium'}"
        page = self.addresses.market(language, which, where)
        title = self.addresses.title(language, which, where)
        return self.answer(request, kind, search_query(values), guard, title, page, Words(language))

    def answer(
        self, request: Request, kind: str, query: SearchQuery, guard: str, title: str, page: str, words: Words
    ) -> Response:
        """Return the feed of ``query``, or 304. Raises `ProblemError` (503) when it is held."""
        state = self.catalogue.state()
        media_type, write = FORMATS[kind]
        etag = strong_etag(state.token, request.url.path, query_key(request.query_params.multi_items()))
        self._guard_everything(state)

        def body() -> bytes:
            feed = self._feed(request, state, query, title, page, words)
            if guard != EVERYTHING:
                self.guard.admit(guard, feed.count)
            return write(feed)

        return cached(request, etag, body, media_type=media_type, version=state.version)

    def _guard_everything(self, state: State) -> None:
        self.guard.admit(EVERYTHING, state.study.count(state.study.cell("listed", None, "01000")))

    def _feed(self, request: Request, state: State, query: SearchQuery, title: str, page: str, words: Words) -> Feed:
        found = self.catalogue.search(replace(query, limit=ENTRIES), state)
        closed = replace(
            query,
            statuses=(VacancyStatus.CLOSED,),
            closed_since=state.study.moment.today - REMEMBERED,
            limit=MOST_DELETED,
            cursor="",
        )
        entries = tuple(self._entry(state, hit, words) for hit in found.hits)
        deleted = () if query.cursor else self._all_deleted(state, closed)
        address = f"{self.public_url}{request.url.path}"
        pairs = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
        moments = [entry.updated for entry in entries] + [item.when for item in deleted]
        return Feed(
            id=f"tag:{self._authority}:feed{request.url.path}?{urlencode(sorted(pairs))}",
            title=title,
            language=words.language,
            url=address + (f"?{request.url.query}" if request.url.query else ""),
            page=self.public_url + page,
            updated=max(moments, default=state.study.moment.at),
            count=found.total,
            entries=entries,
            deleted=deleted,
            next_url=f"{address}?{urlencode([*pairs, ('cursor', found.next_cursor)])}" if found.next_cursor else None,
        )

    def _entry(self, state: State, hit: Hit, words: Words) -> Entry:
        view, row = hit.vacancy.posting, state.places[hit.vacancy.id]
        changed = datetime.fromtimestamp(int(state.dataset.columns.changed_at[row]), UTC)
        language = view.in_language if view.in_language in LANGUAGES else "en"
        return Entry(
            id=self._tag(hit.vacancy.id),
            title=plain_title(view),
            url=self.public_url + self.addresses.vacancy(hit.vacancy.id, language),
            updated=changed,
            published=hit.vacancy.first_seen,
            summary=summary(words, hit),
            html=view.description if hit.rights is Rights.FULL else None,
            author=view.hiring_organization.name if view.hiring_organization else "",
            language=view.in_language,
            tags=tuple(str(tag) for tag in (view.role, view.seniority, view.work_mode, view.contract) if tag),
            rights="; ".join(hit.attributions),
        )

    def _all_deleted(self, state: State, closed: SearchQuery) -> tuple[Deleted, ...]:
        """Return what closed lately, and what was removed for good: of that nobody knows which feeds it stood in."""
        removed = removed_since(self.catalogue.engine, state.study.moment.at - REMEMBERED)
        return (
            *(self._deleted(state, hit) for hit in self.catalogue.search(closed, state).hits),
            *(Deleted(id=self._tag(vacancy_id), when=when) for vacancy_id, when in removed),
        )

    def _deleted(self, state: State, hit: Hit) -> Deleted:
        moment = int(state.dataset.columns.closed_at[state.places[hit.vacancy.id]])
        return Deleted(id=self._tag(hit.vacancy.id), when=datetime.fromtimestamp(moment, UTC))

    def _tag(self, vacancy_id: str) -> str:
        return f"tag:{self._authority}:vacancy/{vacancy_id}"


def summary(words: Words, hit: Hit) -> str:
    """Return the facts of a vacancy in one line, and its excerpt where the rights allow it."""
    view = hit.vacancy.posting
    facts = [
        view.hiring_organization.name if view.hiring_organization else None,
        place_text(words, view) if view.places else None,
        work_text(words, view),
        pay_text(words, view.base_salary),
        view.excerpt if hit.rights is not Rights.FACTS else None,
    ]
    return " · ".join(fact for fact in facts if fact)


def _search_page(language: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Return the path of the page with the search that a feed's query string asks for."""
    named = [("place" if name in ("scope", "postal_code") else name, value) for name, value in pairs]
    return f"/{language}/search?{urlencode(named)}" if named else f"/{language}/search"
