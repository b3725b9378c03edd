"""No number of a page stands without its receipt: home, search and its filters, market pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import html

from pipeline.search.catalogue import Catalogue
from pipeline.search.records import SearchQuery
from tests.board.site import BRUGES, EMPTY, HIRING, application

PAGES = ("/en/", "/en/search", BRUGES["en"], HIRING["en"], EMPTY["en"], "/en/city/ghent", "/en/jobs/backend-developer")
SEARCHES = ("/en/search", "/en/search?pay=stated&level=senior", "/en/search?city=bruges&radius_km=25", BRUGES["en"])
LINES = {"Area", "Period", "Counted", "Method", "See these vacancies"}


@pytest.fixture(scope="module")
def client(shared_catalogue: Catalogue) -> Iterator[TestClient]:
    with TestClient(application(shared_catalogue), follow_redirects=False) as found:
        yield found


def _page(client: TestClient, path: str) -> html.HtmlElement:
    return html.fromstring(client.get(path).text)


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


@pytest.mark.parametrize("path", PAGES)
def test_every_table_and_every_count_of_a_filter_has_a_receipt(client: TestClient, path: str) -> None:
    page = _page(client, path)
    tables = page.xpath("//table[not(ancestor::details[@class='receipt'])] | //form[.//label[@class='opt']]")
    assert tables
    for table in tables:
        holders = table.xpath(
            "(ancestor-or-self::form | ancestor::div[not(@class='scroll')] | ancestor::section)[last()]"
        )
        assert holders, html.tostring(table)[:200]
        assert holders[0].xpath(".//details[@class='receipt']") or not table.xpath(".//td//a"), html.tostring(table)[
            :300
        ]


@pytest.mark.parametrize("path", PAGES)
def test_every_receipt_has_all_its_lines(client: TestClient, path: str) -> None:
    receipts = _page(client, path).xpath("//details[@class='receipt']")
    assert receipts
    for receipt in receipts:
        told = {cell.text_content() for cell in receipt.xpath(".//dt | .//thead//th")}
        text = receipt.text_content()
        assert told >= LINES or (told >= LINES - {"Method"} and "Method:" in text), text
        assert re.search(r"@\d+, computed \d{1,2}\s\w{3}\s\d{4}, \d\d:\d\d", text), text
        assert re.search(r"[\d,]+ vacanc(?:y|ies), [\d,]+ employers?", text), text
        assert receipt.xpath(
            ".//a[contains(@href, 'cell=') or contains(@href, '/search')"
            " or contains(@href, '/jobs/') or contains(@href, '/city/')]"
        )


@pytest.mark.parametrize("path", PAGES)
def test_every_number_that_is_a_link_counts_what_it_leads_to(
    client: TestClient, shared_catalogue: Catalogue, path: str
) -> None:
    links = _page(client, path).xpath("//a[@class='n'][contains(@href, 'cell=')] | //ul[@class='tiles']//a[.//b]")
    checked = 0
    for link in links:
        asked = parse_qs(urlsplit(link.get("href")).query)
        if "cell" in asked:
            query = SearchQuery(cell=asked["cell"][0], part=asked.get("part", [""])[0], limit=0)
            assert _number(link.text_content()) == shared_catalogue.search(query).total, link.get("href")
            checked += 1
    assert checked or path == "/en/search"


@pytest.mark.parametrize("path", SEARCHES)
def test_the_receipt_of_the_filters_counts_the_list(client: TestClient, path: str) -> None:
    page = _page(client, path)
    summary = page.xpath("//form[@class='filter']//details[@class='receipt']/summary")[0].text_content()
    ads, employers = (_number(part) for part in re.findall(r"[\d,]+ (?:vacanc(?:y|ies)|employers?)", summary))
    listed = page.xpath("//*[@role='status'] | //h2")
    assert any(
        _number(node.text_content()) == ads for node in listed if re.match(r"[\d,]+ vacanc", node.text_content())
    )
    names: set[str] = set()
    next_path: str | None = path
    while next_path:
        page = _page(client, next_path)
        cards = page.xpath("//ul[@class='jobs'][1]")[0].xpath("./li/p[1]")
        names |= {card.text_content().split(" · ")[0] for card in cards}
        more = page.xpath("//a[. = 'More vacancies']/@href")
        next_path = more[0] if more else None
    assert len(names) == employers
