"""Sitemaps: an index, markets by language, vacancies in files of at most 50,000, employers; every lastmod is true.

``lastmod`` is the time of the last event about what a page shows, never the time of the crawl.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Protocol

import numpy as np
from fastapi import APIRouter, Request, Response

from board.api_parameters import read_parameters
from board.api_problems import not_found
from board.caching import cached, strong_etag
from board.feed_formats import xml_document, xml_tag
from board.feed_guard import FeedGuard
from board.language import LANGUAGES
from models.vocabulary import Role
from pipeline.market.moment import listed_rows
from pipeline.market.page import is_indexable
from pipeline.market.vocabularies import UNSTATED, Ints
from pipeline.reference.places import CITIES, COUNTRY
from pipeline.search.catalogue import Catalogue, State

MOST_ADDRESSES = 50_000
"""Addresses in one file (sitemaps.org)."""
_SPACE = ' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

Line = tuple[str, datetime | None]


class Paths(Protocol):
    """The part of `board.feeds.Addresses` that sitemaps need."""

    @property
    def market(self) -> Callable[[str, Role | None, str | None], str]:
        """(language, role, city) → path."""

    @property
    def vacancy(self) -> Callable[[str, str], str]:
        """(identifier, language of the ad) → path."""

    @property
    def employer(self) -> Callable[[str, str], str]:
        """(language, key) → path."""


def add_sitemaps(router: APIRouter, catalogue: Catalogue, public_url: str, paths: Paths, guard: FeedGuard) -> None:
    """Add the routes."""

    def answer(request: Request, name: str, make: Callable[[State], bytes]) -> Response:
        read_parameters(request.query_params, ())
        state = catalogue.state()
        guard.admit("sitemap", len(listed(state)))
        return cached(
            request, strong_etag(state.token, "sitemap", name), lambda: make(state), media_type="application/xml"
        )

    @router.get("/sitemap.xml")
    def index(request: Request) -> Response:
        def make(state: State) -> bytes:
            names = [f"markets-{language}" for language in LANGUAGES]
            names += [f"vacancies-{number}" for number in range(1, file_count(state) + 1)]
            names += ["employers"]
            lines = [(f"{public_url}/sitemaps/{name}.xml", _newest(state, listed(state))) for name in names]
            return xml_document("sitemapindex", [_line("sitemap", line) for line in lines], _SPACE)

        return answer(request, "index", make)

    @router.get("/sitemaps/{name}.xml")
    def one(request: Request, name: str) -> Response:
        def make(state: State) -> bytes:
            lines = _lines(state, name, paths)
            return xml_document("urlset", [_line("url", (public_url + path, at)) for path, at in lines], _SPACE)

        return answer(request, name, make)


def _lines(state: State, name: str, paths: Paths) -> Iterable[Line]:
    kind, _, which = name.partition("-")
    if kind == "markets" and which in LANGUAGES:
        return _markets(state, which, paths)
    if kind == "vacancies" and which.isascii() and which.isdigit() and 1 <= int(which[:9]) <= file_count(state):
        return _vacancies(state, int(which), paths)
    if name == "employers":
        return _employers(state, paths)
    raise not_found("sitemap", name, [*(f"markets-{language}" for language in LANGUAGES), "vacancies-1", "employers"])


def listed(state: State) -> Ints:
    """Return the rows that lists show."""
    return np.flatnonzero(listed_rows(state.study.columns, state.study.moment)).astype(np.int32)


def file_count(state: State) -> int:
    """Return how many files the vacancies fill."""
    return max(1, -(-len(listed(state)) // MOST_ADDRESSES))


def _markets(state: State, language: str, paths: Paths) -> Iterable[Line]:
    study = state.study
    for role in (None, *Role):
        for city in (None, *CITIES):
            slug = city.slug if city else None
            if not is_indexable(state.counts(role, slug)):
                continue
            rows = study.rows(study.cell("new", role, city.nis if city else COUNTRY))
            yield paths.market(language, role, slug), _newest(state, rows)


def _vacancies(state: State, number: int, paths: Paths) -> Iterable[Line]:
    columns = state.study.columns
    words = columns.words.text_language.words
    rows = sorted(listed(state).tolist(), key=columns.ids.__getitem__)
    for row in rows[(number - 1) * MOST_ADDRESSES : number * MOST_ADDRESSES]:
        code = int(columns.in_language[row])
        language = words[code] if code != UNSTATED and words[code] in LANGUAGES else "en"
        yield paths.vacancy(columns.ids[row], language), _moment(int(columns.changed_at[row]))


def _employers(state: State, paths: Paths) -> Iterable[Line]:
    columns = state.study.columns
    newest: dict[int, int] = {}
    for row in listed(state).tolist():
        code = int(columns.employer[row])
        if code != UNSTATED:
            newest[code] = max(newest.get(code, 0), int(columns.changed_at[row]))
    for code, at in sorted(newest.items(), key=lambda item: columns.words.employer.words[item[0]]):
        yield paths.employer("en", columns.words.employer.words[code]), _moment(at)


def _newest(state: State, rows: Ints) -> datetime | None:
    return _moment(int(state.study.columns.changed_at[rows].max())) if len(rows) else None


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _line(tag: str, line: Line) -> str:
    address, at = line
    return f"<{tag}>{xml_tag('loc', address)}{xml_tag('lastmod', at.isoformat() if at else None)}</{tag}>"
