"""What visitors, browsers and scripts send that is a little off: still the right answer, never a wider one."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from lxml import html

from board.app import board_on
from pipeline.search.catalogue import Catalogue
from tests.board.site import BRUGES, LANGUAGES


@pytest.fixture(scope="module")
def client(shared_catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The whole application, as it is served."""
    app = board_on(shared_catalogue, snapshots=tmp_path_factory.mktemp("snapshots"), requests_a_minute=100_000)
    return TestClient(app)


def _listed(client: TestClient, path: str) -> int:
    heading = html.fromstring(client.get(path).text).xpath("//div[@class='list']//h2")[0].text_content()
    return int(re.sub(r"\D", "", heading) or 0)


@pytest.mark.parametrize(
    ("path", "usual"),
    [
        ("/en/jobs/Backend-Developer/BRUGES", "/en/jobs/backend-developer/bruges"),
        ("/en//jobs/backend-developer//bruges", "/en/jobs/backend-developer/bruges"),
        ("/en/jobs/backend-developer/bruges/", "/en/jobs/backend-developer/bruges"),
        ("/EN/?a=1", "/en/?a=1"),
        ("/nl", "/nl/"),
        ("/V1/health", "/v1/health"),
        ("/v1", "/v1/openapi.json"),
        ("/v1/", "/v1/openapi.json"),
    ],
)
def test_other_spellings_of_an_address_lead_to_it(client: TestClient, path: str, usual: str) -> None:
    answer = client.get(f"http://testserver{path}", follow_redirects=True)
    assert answer.status_code == 200
    assert str(answer.url).removeprefix("http://testserver") == usual


@pytest.mark.parametrize("path", ["/favicon.ico", "/feed", "/wp-login.php", "/xx/", "/openapi.json"])
def test_what_does_not_exist_leads_nowhere(client: TestClient, path: str) -> None:
    assert client.get(path, follow_redirects=False).status_code == 404


@pytest.mark.parametrize("path", ["/v1/vacancies", "/v1/markets/all/bruges", BRUGES["en"]])
def test_a_browser_may_ask_from_any_site_whether_its_copy_is_still_good(client: TestClient, path: str) -> None:
    headers = {"Origin": "https://example.org", "Access-Control-Request-Headers": "if-none-match"}
    answer = client.options(path, headers=headers)
    assert (answer.status_code, answer.content) == (204, b"")
    assert "GET" in answer.headers["allow"]
    assert "GET" in answer.headers["access-control-allow-methods"]
    assert "If-None-Match" in answer.headers["access-control-allow-headers"]
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["/v1/vacancies?limit=1", BRUGES["en"]])
def test_an_etag_is_recognized_in_a_list_weak_or_as_a_star(client: TestClient, path: str) -> None:
    etag = client.get(path).headers["etag"].removeprefix("W/")
    for known in (etag, f"W/{etag}", f'"a", {etag}', f'"a",W/{etag}', "*"):
        assert client.get(path, headers={"If-None-Match": known}).status_code == 304, known
    for other in ('"a"', etag.strip('"'), "", f'{etag[:-1]}x"'):
        assert client.get(path, headers={"If-None-Match": other}).status_code == 200, other


@pytest.mark.parametrize("coding", ["gzip", "identity"])
@pytest.mark.parametrize("path", ["/v1/vacancies?limit=9", BRUGES["en"]])
def test_caches_are_told_once_what_an_answer_varies_by(client: TestClient, path: str, coding: str) -> None:
    assert client.get(path, headers={"Accept-Encoding": coding}).headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("words", ["😀", "%", "\0", "…", "ÿþ ?!"])
def test_a_search_for_what_is_no_word_does_not_answer_with_everything(client: TestClient, words: str) -> None:
    assert client.get("/v1/vacancies", params={"q": words}).json()["total"] == 0
    assert client.get("/v1/vacancies", params={"q": " "}).json()["total"] > 0


def test_a_postal_code_is_its_municipality_and_with_a_radius_what_lies_around(client: TestClient) -> None:
    def total(query: str) -> int:
        return int(client.get(f"/v1/vacancies?limit=0&{query}").json()["total"])

    assert 0 < total("postal_code=8000") == total("scope=31005") < total("postal_code=8000&radius_km=50")
    assert total("postal_code=8000&radius_km=50") < total("")


@pytest.mark.parametrize("typed", ["8000", "brugge", "Brügge", "Sint-Kruis"])
def test_the_search_page_takes_any_place_or_postal_code(client: TestClient, typed: str) -> None:
    page = f"/en/search?place={typed}"
    assert _listed(client, page) == client.get("/v1/vacancies?limit=0&city=bruges").json()["total"]
    near = client.get("/v1/vacancies?limit=0&city=bruges&radius_km=25").json()["total"]
    assert _listed(client, f"{page}&radius_km=25") == near
    assert html.fromstring(client.get(page).text).get_element_by_id("f-place").value == "Bruges"
    assert ">Bruges <" in client.get(page).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_that_nobody_knows_is_said_beside_the_field(client: TestClient, language: str) -> None:
    page = html.fromstring(client.get(f"/{language}/search?place=Nowhere&radius_km=25&sort=distance").text)
    field = page.get_element_by_id("f-place")
    assert (field.value, field.get("aria-invalid")) == ("Nowhere", "true")
    assert "Nowhere" in page.get_element_by_id(field.get("aria-describedby")).text_content()
    assert not page.xpath("//ul[@class='chips']")


@pytest.mark.parametrize(
    "query", ["", "?q=java&level=senior", "?place=Brugge", "?place=8000&radius_km=25&remote=hybrid"]
)
def test_the_feed_of_a_search_holds_what_its_page_lists(client: TestClient, query: str) -> None:
    page = html.fromstring(client.get(f"/de/search{query}").text)
    feed = client.get(page.xpath("//link[@type='application/atom+xml']/@href")[0].replace(".atom", ".json")).json()
    listed = _listed(client, f"/de/search{query}")
    assert feed["_belfry"]["expectedJobCount"] == listed > 0
    assert feed["language"] == "de"


@pytest.mark.parametrize("language", LANGUAGES)
def test_curated_facts_come_with_the_market_in_the_language_asked_for(client: TestClient, language: str) -> None:
    facts = client.get(f"/v1/markets/backend-developer/bruges?lang={language}").json()["curated"]
    assert {"hubs", "schools", "scene", "what", "career"} <= facts.keys()
    page = " ".join(html.fromstring(client.get(BRUGES[language]).text).text_content().split())
    shown = [line for section in ("what", "career") for line in facts[section]]
    assert shown
    for line in shown:
        assert " ".join(line["text"].split()) in page
        assert line["url"].startswith("http")
        assert line["read_on"] < line["expires_on"]


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/v1/vacancies", "GET, HEAD, OPTIONS"),
        ("/v1/webhooks", "POST, OPTIONS"),
        ("/v1/webhooks/web_1", "GET, DELETE, HEAD, OPTIONS"),
        ("/en/report", "GET, POST, HEAD, OPTIONS"),
    ],
)
def test_every_method_of_an_address_is_named(client: TestClient, path: str, methods: str) -> None:
    refused = client.put(path)
    assert (refused.status_code, refused.headers["allow"]) == (405, methods)
    assert client.options(path).headers["access-control-allow-methods"] == methods


@pytest.mark.parametrize("path", ["/v1/changes", "/v1/changes?since=0&wait=1", "/v1/health"])
def test_what_is_of_this_moment_is_never_used_from_a_cache_unasked(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["cache-control"] == "no-cache"
    assert client.get(path, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_a_feed_leads_to_the_page_that_lists_the_same(client: TestClient) -> None:
    def page_of(feed: str) -> str:
        return str(client.get(feed.replace(".atom", ".json")).json()["home_page_url"]).partition("8000")[2]

    for place in ("Ghent", "Antwerp"):
        feed = html.fromstring(client.get(f"/en/search?place={place}&pay=stated").text).xpath(
            "//link[@type='application/atom+xml']/@href"
        )[0]
        assert _listed(client, page_of(feed)) == _listed(client, f"/en/search?place={place}&pay=stated") > 0
    employer = client.get("/v1/employers?limit=1").json()["employers"][0]["key"]
    assert page_of(f"/feeds/search.atom?employer={employer}&lang=nl") == f"/nl/employer/{quote(employer)}"


def test_an_employer_has_a_page_with_all_its_vacancies_and_a_feed(client: TestClient) -> None:
    line = client.get("/v1/employers?limit=1").json()["employers"][0]
    page = f"/en/employer/{quote(line['key'])}"
    listed = client.get("/v1/vacancies", params={"employer": line["key"], "limit": 200}).json()["items"]
    found: list[str] = []
    while page:
        tree = html.fromstring(client.get(page).text)
        found += [link.split("/")[-1].split("?")[0] for link in tree.xpath("//ul[@class='jobs']/li/h3/a/@href")]
        page = next(iter(tree.xpath("//p/a[contains(@href, 'cursor=')]/@href")), "")
    assert found == [item["id"] for item in listed]
    assert len(found) > 20
    assert client.get(f"/v1/vacancies?{line['open_evidence']}&limit=0").json()["total"] == line["open_now"] > 0
    assert client.get("/en/employer/nobody").status_code == 404


def test_an_employer_of_unknown_kind_is_one_that_does_not_state_it(client: TestClient) -> None:
    answer = client.get("/v1/vacancies?limit=200&facets=employer_type&employer_type=not_stated").json()
    kinds = {(item["employer"] or {}).get("kind", "unknown") for item in answer["items"]}
    assert kinds == {"unknown"}
    assert "unknown" not in {value["value"] for value in answer["facets"]["employer_type"]}
    assert client.get("/v1/vacancies?employer_type=unknown").status_code == 400


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("gzip;q=0.5, identity;q=0.1", "gzip"),
        ("gzip;q=0", None),
        ("br, GZIP ; q=0.000", None),
        ("gzip;q=0, *;q=1", None),
        ("identity", None),
    ],
)
def test_nobody_gets_a_coding_that_was_refused(client: TestClient, accepted: str, coding: str | None) -> None:
    answer = client.get("/v1/vacancies", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("content-encoding") == coding
    assert answer.json()["total"]
