"""Every number of a page again by an independent script, and every receipt followed to the vacancies behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from sqlalchemy import Engine

from board.api_json import vacancy_json
from board.api_query import search_query
from models.store.engine import open_engine
from models.store.schema import upgrade
from models.store.vacancy_rows import stored_record
from models.vocabulary import Role
from pipeline.market.columns import empty_columns
from pipeline.market.moment import Moment
from pipeline.market.page import Dataset, market_page
from pipeline.market.records import MarketPage
from pipeline.market.study import Study
from pipeline.reference.places import municipality
from pipeline.search.catalogue import Catalogue
from pipeline.search.records import SearchQuery
from pipeline.search.rows import read_row
from tests.pipeline.market.recompute import CENTRES, LADDERS, Market, employers_of, wilson
from tests.pipeline.search.world import NOW, market

MARKETS = [
    (Role.BACKEND_DEVELOPER, "bruges"),
    (Role.BACKEND_DEVELOPER, "brussels"),
    (Role.DATA_ENGINEER, "ghent"),
    (Role.FRONTEND_DEVELOPER, "liege"),
    (Role.BACKEND_DEVELOPER, None),
    (None, "bruges"),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('receipts')}/market.sqlite3")
    upgrade(engine)
    market(engine, 900)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def catalogue(engine: Engine) -> Catalogue:
    return Catalogue(engine, clock=lambda: NOW, check_every=0)


@pytest.fixture(scope="module")
def vacancies(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Everything of Belgium, page by page, as the API gives it."""
    found: list[dict[str, Any]] = []
    query = SearchQuery(cell="new.all.all.01000.2020-01-01.2026-11-23", limit=200)
    while True:
        page = catalogue.search(query)
        found += [vacancy_json(hit) for hit in page.hits]
        if not page.next_cursor:
            return found
        query = SearchQuery(cell=query.cell, limit=200, cursor=page.next_cursor)


@pytest.mark.parametrize(("role", "city"), MARKETS)
def test_every_number_follows_from_the_vacancies(
    catalogue: Catalogue, vacancies: list[dict[str, Any]], role: Role | None, city: str | None
) -> None:
    page = catalogue.market(role, city)
    again = Market(vacancies, role.value if role else None, city, page.computed_at)
    centre = municipality(CENTRES[city]) if city else None
    assert page.counts.to_json() == again.counts((centre.latitude, centre.longitude) if centre else None)
    _same_pay(page, again)
    _same_shares(page, again)
    _same_places(page, again)
    _same_comparisons(page, again, vacancies)
    assert [count for _, count in page.demand.weeks] == again.weeks()
    assert page.demand.before_365 == again.before()
    assert page.demand.same_365 == page.demand.new_365 == len(again.new(again.ladder[0]))
    assert page.demand.new_30 == len(again.new(again.ladder[0], 30))
    assert page.demand.days_open_median == again.days_open()
    assert [(row.key, row.vacancies, row.open_now) for row in page.employers.rows] == again.employers()
    assert (page.employers.agency_share.k, page.employers.agency_share.n) == again.agencies()
    assert page.freshness.confirmed_24h is not None
    assert (page.freshness.confirmed_24h.k, page.freshness.confirmed_24h.n) == again.confirmed()


def _same_pay(page: MarketPage, again: Market) -> None:
    names = ("p10", "p25", "p50", "p75", "p90", "median_low", "median_high", "confidence", "unit")
    for row in page.pay:
        expected = again.pay(row.level.value if row.level else None)
        assert (row.receipt is None) == (expected is None), row.level
        if expected is not None and row.receipt is not None:
            assert {name: getattr(row, name) for name in names} == {name: expected[name] for name in names}
            assert (row.receipt.n, row.receipt.employers) == (expected["n"], expected["employers"])
            assert len(row.receipt.path) == expected["rungs"]
    rate, expected = page.day_rate, again.day_rate()
    assert (rate and (rate.receipt.n, rate.p25, rate.p50, rate.p75)) == (expected and tuple(expected.values()))


def _same_places(page: MarketPage, again: Market) -> None:
    everywhere = again.open_by("arrondissement") | again.open_by("province")
    assert {code: count for code, count in page.areas if count} == everywhere
    assert list(page.municipalities) == again.municipalities()
    assert page.receipts.areas.n == len(again.open("01000"))
    assert page.receipts.new_30.n == len(again.new(again.ladder[0], 30))
    assert page.receipts.open_now.employers == employers_of(again.open(again.ladder[0]))
    assert page.receipts.new_365.employers == page.demand.receipt.employers == employers_of(again.new(again.ladder[0]))
    titles = again.titles()
    assert {title.casefold(): count for title, count in page.title_variants}.items() <= titles.items()
    assert [count for _, count in page.title_variants] == sorted(titles.values(), reverse=True)[:12]


def _same_comparisons(page: MarketPage, again: Market, vacancies: list[dict[str, Any]]) -> None:
    for row in (*page.elsewhere, *page.other_roles):
        if (row.city or None) not in LADDERS:
            continue
        other = Market(vacancies, row.role.value, row.city or None, again.now)
        assert (row.open_now, row.new_30) == (len(other.open(other.ladder[0])), len(other.new(other.ladder[0], 30)))
        if row.pay is not None and row.pay.receipt is not None:
            other.ladder = tuple(step.scope.code for step in row.pay.receipt.path)
            figures = other.pay(None)
            assert figures is not None
            assert (row.pay.p50, row.pay.receipt.n) == (figures["p50"], figures["n"])
    if page.role is not None:
        for share, area in ((page.demand.share_of_all, again.ladder[0]), (page.demand.share_in_belgium, "01000")):
            assert share is not None
            assert (share.k, share.n) == again.share_of_all(area)


def _same_shares(page: MarketPage, again: Market) -> None:
    k, n = again.pay_stated()
    assert page.pay_stated is not None
    assert (page.pay_stated.k, page.pay_stated.n) == (k, n)
    assert (page.pay_stated.low, page.pay_stated.high) == pytest.approx(wilson(k, n))
    assert {row.benefit.value: row.share.k for row in page.benefits} == again.benefits()
    for rows, tools in ((page.skills, False), (page.tools, True)):
        found = [(row.slug, row.share.k, row.share.n, row.lift, row.required) for row in rows]
        assert found == again.skills(tools=tools)
    assert {row.code: (row.required.k, row.nice.k) for row in page.languages} == again.languages()
    assert (page.english_only.k, page.english_only.n) == again.english_only()
    assert [(share.k, share.n) for share in page.pay_trend] == again.pay_trend()
    for row in (*page.skills, *page.tools):
        named = [skill for v in again.base() for skill in v["skills"] if skill["slug"] == row.slug]
        assert row.said == sum(skill["required"] is not None for skill in named)
    modes, days, stated = again.work()
    assert {row.mode: row.share.k for row in page.work if row.share.k} == modes
    assert [row.office_days_median for row in page.work if row.mode == "hybrid"] == [days]
    assert sum(row.office_days_stated for row in page.work) == stated


def _figures(value: Any) -> Iterator[tuple[str, int]]:
    if isinstance(value, dict):
        if "k" in value and "evidence" in value:
            yield value["evidence"], value["k"]
        elif "n" in value and "evidence" in value:
            yield value["evidence"], value["n"]
        for item in value.values():
            yield from _figures(item)
    elif isinstance(value, list):
        for item in value:
            yield from _figures(item)


@pytest.mark.parametrize(("role", "city"), MARKETS)
def test_every_receipt_leads_to_exactly_the_vacancies_behind_its_figure(
    catalogue: Catalogue, role: Role | None, city: str | None
) -> None:
    figures = set(_figures(catalogue.market(role, city).to_json()))
    assert len(figures) > 40
    for evidence, n in figures:
        assert evidence, "a figure without evidence"
        cell, _, part = evidence.removeprefix("cell=").partition("&part=")
        query = search_query({"cell": cell, "part": unquote(part), "limit": 0})
        assert catalogue.search(query).total == n, evidence


def test_a_page_is_the_same_whatever_order_the_vacancies_came_in(catalogue: Catalogue) -> None:
    """The bootstrap draws employers in the order of their keys, not in that of the table."""
    state = catalogue.state()
    items = list(catalogue.records(state.dataset.columns.ids[:400]).values())
    pages = []
    for ordered in (items, items[::-1]):
        rows = [
            read_row(item.id, stored_record(item), last_confirmed=item.last_confirmed, closed_at=None, changed_at=None)
            for item in ordered
        ]
        columns = empty_columns().extended(rows)
        dataset = Dataset(columns=columns, version="x", sequence=1)
        pages.append(market_page(dataset, None, None, Study(columns, Moment(NOW))))
    assert pages[0] == pages[1]
    assert pages[0].pay[-1].receipt is not None
