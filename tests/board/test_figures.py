"""Every number that a market page shows is one of its figures; every figure leads to the vacancies behind it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import html

from board.addresses import market_path
from board.language import Words
from models.vocabulary import Role
from pipeline.market.figures import Figure, figures
from pipeline.search.catalogue import Catalogue
from pipeline.search.records import SearchQuery
from tests.board.site import application

MARKETS = [
    (Role.BACKEND_DEVELOPER, "bruges", False),
    (Role.BACKEND_DEVELOPER, "bruges", True),
    (Role.DATA_ENGINEER, "ghent", False),
    (Role.GAME_DEVELOPER, "mons", True),
    (Role.BACKEND_DEVELOPER, None, False),
    (None, "liege", False),
]
SECTIONS = (
    "pay",
    "package",
    "demand",
    "skills",
    "languages",
    "where",
    "companies",
    "why",
    "scene",
    "role",
    "compare",
)
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_WORDS = Words("en")


@pytest.fixture(scope="module")
def client(shared_catalogue: Catalogue) -> Iterator[TestClient]:
    with TestClient(application(shared_catalogue), follow_redirects=False) as found:
        yield found


def _figures(catalogue: Catalogue, role: Role | None, city: str | None) -> list[Figure]:
    state = catalogue.state()
    return list(figures(state.market(role, city), state.study))


@pytest.mark.parametrize(("role", "city"), dict.fromkeys((role, city) for role, city, _ in MARKETS))
def test_every_count_is_the_number_of_vacancies_that_its_evidence_gives(
    shared_catalogue: Catalogue, role: Role | None, city: str | None
) -> None:
    found = _figures(shared_catalogue, role, city)
    assert len(found) > 150
    for figure in found:
        query = parse_qs(figure.receipt.evidence)
        wanted = SearchQuery(cell=query["cell"][0], part=query.get("part", [""])[0], limit=0)
        total = shared_catalogue.search(wanted).total
        counted = figure.unit == "vacancies" and figure.measure not in ("required_of", "office_days_stated")
        assert total == (figure.value if counted else total), figure
        assert counted or total <= figure.receipt.n, figure


@pytest.mark.parametrize(("role", "city", "hiring"), MARKETS)
def test_every_number_of_the_page_is_a_figure(
    client: TestClient, shared_catalogue: Catalogue, role: Role | None, city: str | None, *, hiring: bool
) -> None:
    """In English, in all sections of figures; days, receipts, curated facts and titles of ads are left out."""
    known = _known(shared_catalogue, role, city)
    page = html.fromstring(client.get(market_path("en", role, city, hiring=hiring)).text)
    checked = 0
    for section in page.xpath("//*[@id]"):
        if section.get("id") not in SECTIONS:
            continue
        for node in section.xpath(
            ".//details[@class='receipt'] | .//*[@class='refnote'] | .//caption | .//thead | .//svg//*[@class='tick']"
            " | .//ul[@class='plain'] | .//svg//title | .//p[starts-with(., 'Pay in the ad')]"
            " | .//p[contains(., 'P25 and P75')] | .//p[contains(., 'Source of the reference')]"
        ):
            node.drop_tree()
        if section.get("id") == "role":
            for link in section.xpath(".//a"):
                assert re.sub(r"[()]", "", link.text_content()) in known
            continue
        for number in _NUMBER.findall(_without_days(" ".join(section.itertext()))):
            checked += 1
            assert number in known, (section.get("id"), number)
    assert checked > 25


def _known(catalogue: Catalogue, role: Role | None, city: str | None) -> set[str]:
    """Every figure as an English page writes it, with the receipts' own numbers and what is said with them."""
    state = catalogue.state()
    page = state.market(role, city)
    found = _figures(catalogue, role, city)
    found += _figures(catalogue, role, None) if role and city else []
    found += _figures(catalogue, None, city) if role and city else []
    texts = {"7", "30", "365", "95", "90", "10", "25", "50", "12", "13", "13.92", "1.5", "0"}
    for figure in found:
        value, receipt = figure.value or 0, figure.receipt
        texts |= {_WORDS.number(receipt.n), _WORDS.number(receipt.employers)}
        texts |= {_WORDS.number(step.n) for step in receipt.path}
        if figure.unit == "share":
            texts.add(_WORDS.number(100 * value))
        elif figure.unit == "times":
            texts.add(_WORDS.number(value, 1))
        else:
            texts |= {_WORDS.number(value), _WORDS.number(value, 1)}
        if figure.unit == "EUR a month":
            texts.add(_WORDS.number(round(value * 13.92 / 1000) * 1000))
        if receipt.employers:
            texts.add(_WORDS.number(receipt.n / receipt.employers, 1))
    weeks = [count for _, count in page.demand.weeks]
    texts |= {_WORDS.number(sum(weeks[start : start + 13])) for start in range(0, 52, 13)}
    if page.demand.before_365 and page.demand.same_365 is not None:
        texts.add(_WORDS.number(abs(100 * (page.demand.same_365 / page.demand.before_365 - 1))))
    return texts


def _without_days(text: str) -> str:
    day = r"\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s\d{4}"
    return re.sub(day, " ", text)


def test_the_csv_holds_the_figures_of_the_page_in_every_language(
    client: TestClient, shared_catalogue: Catalogue
) -> None:
    found = _figures(shared_catalogue, Role.BACKEND_DEVELOPER, "bruges")
    for language in ("nl", "fr", "en", "de"):
        page = html.fromstring(client.get(market_path(language, Role.BACKEND_DEVELOPER, "bruges")).text)
        link = next(link for link in page.xpath("//a/@href") if link.endswith(".csv"))
        answer = client.get(link)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/csv")
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert [(row["section"], row["measure"], row["value"]) for row in rows] == [
            (figure.section, figure.measure, str(figure.value)) for figure in found
        ]
        for row in rows:
            assert row["n"].isdigit()
            assert row["basis"]
            assert row["method"]
            assert urlsplit(row["evidence"]).path == "/v1/vacancies"


def test_the_csv_is_not_sent_again_and_has_one_address(client: TestClient) -> None:
    first = client.get("/en/jobs/backend-developer/bruges.csv")
    again = client.get("/en/jobs/backend-developer/bruges.csv", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    moved = client.get("/fr/jobs/backend-developer/brugge.csv")
    assert (moved.status_code, moved.headers["location"]) == (301, "/fr/jobs/developpeur-backend/bruges.csv")
    assert client.get("/en/jobs/backend-developer/atlantis.csv").status_code == 404
    assert client.get("/en/city/bruges.csv").status_code == 200


def test_a_title_that_looks_like_a_formula_is_no_formula_in_a_spreadsheet(
    shared_catalogue: Catalogue,
) -> None:
    from board.pages_figures import figures_csv

    figure = next(figure for figure in _figures(shared_catalogue, None, "bruges") if figure.section == "titles")
    hostile = Figure(figure.section, "=HYPERLINK(1)", figure.measure, 1, figure.unit, figure.receipt)
    row = next(csv.DictReader(io.StringIO(figures_csv([hostile], "en", ""))))
    assert row["item"] == "'=HYPERLINK(1)"
