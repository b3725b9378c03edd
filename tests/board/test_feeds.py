"""Feeds in three formats, sitemaps, the partners' feed, and the guard against shrinking."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import etree

from board.feed_guard import release_feed
from models.store.unit_of_work import UnitOfWork
from models.vocabulary import VacancyStatus
from pipeline.search.catalogue import Catalogue
from pipeline.services.takedown import all_requests
from tests.board.conftest import Clock, Serve
from tests.pipeline.search.world import NOW, keep, posting, vacancy, vacancy_id

ATOM = "{http://www.w3.org/2005/Atom}"
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MARKET = "/en/jobs/backend-developer/bruges"


def _tree(client: TestClient, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, response.text
    return etree.fromstring(response.content)


def test_three_formats_hold_the_same_vacancies(client: TestClient) -> None:
    listed = client.get("/v1/vacancies?role=backend-developer&city=bruges&limit=50").json()
    ids = [f"tag:board.example,2026:vacancy/{item['id']}" for item in listed["items"]]
    atom = _tree(client, f"{MARKET}.atom")
    rss = _tree(client, f"{MARKET}.rss")
    feed = client.get(f"{MARKET}.json").json()
    assert [entry.findtext(f"{ATOM}id") for entry in atom.findall(f"{ATOM}entry")] == ids
    assert [item.findtext("guid") for item in rss.iter("item")] == ids
    assert [item["id"] for item in feed["items"]] == ids
    assert feed["_belfry"]["expectedJobCount"] == listed["total"]
    assert client.get(f"{MARKET}.atom").headers["content-type"].startswith("application/atom+xml")


def test_a_closed_vacancy_is_a_deleted_entry(catalogue: Catalogue, serve: Serve) -> None:
    closed = vacancy(9000, status=VacancyStatus.CLOSED, reason="withdrawn", last_confirmed=NOW - timedelta(days=2))
    removed = vacancy(9001, status=VacancyStatus.CLOSED, reason="redacted", last_confirmed=NOW - timedelta(days=2))
    old = vacancy(9002, status=VacancyStatus.CLOSED, reason="withdrawn", last_confirmed=NOW - timedelta(days=60))
    keep(catalogue.engine, [closed, removed, old])
    client = serve(catalogue)
    gone = {item.get("ref") for item in _tree(client, f"{MARKET}.atom").findall(TOMBSTONE)}
    tags = [f"tag:board.example,2026:vacancy/{vacancy_id(number)}" for number in (9000, 9001, 9002)]
    assert [tag in gone for tag in tags] == [True, True, False]
    assert {item["id"] for item in client.get(f"{MARKET}.json").json()["_belfry"]["closed"]} == gone


def test_text_of_a_feed_follows_the_rights_and_is_well_formed(catalogue: Catalogue, serve: Serve) -> None:
    hostile = "A <b>& \x0b ]]> </entry> “job”"
    for number, source in enumerate(("alpha", "gamma")):
        view = posting(
            9100 + number, source, title=f"Zebra {hostile}", description=f"<p>secret {source}</p>", excerpt=source
        )
        keep(catalogue.engine, [vacancy(9100 + number, view)])
    client = serve(catalogue)
    atom = _tree(client, "/feeds/search.atom?q=zebra")
    contents = [entry.findtext(f"{ATOM}content") for entry in atom.findall(f"{ATOM}entry")]
    assert sorted(map(str, contents)) == ["<p>secret alpha</p>", "None"]
    assert "secret gamma" not in client.get("/feeds/search.rss?q=zebra").text
    assert "secret gamma" not in client.get("/feeds/search.json?q=zebra").text


def test_a_feed_speaks_the_language_of_its_market_and_leads_to_the_page(client: TestClient) -> None:
    atom = _tree(client, "/feeds/search.atom?q=java&city=bruges&lang=fr")
    assert atom.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert atom.findtext(f"{ATOM}title") == "Offres d’emploi avec «\u00a0java\u00a0»"
    page = next(link.get("href") for link in atom.findall(f"{ATOM}link") if link.get("rel") == "alternate")
    assert page == "http://board.example/fr/search?q=java&city=bruges"
    assert _tree(client, "/nl/jobs/backend-developer/bruges.rss").findtext("channel/language") == "nl"
    dutch = [item["summary"] for item in client.get("/nl/jobs/backend-developer/bruges.json").json()["items"]]
    assert any("op kantoor" in line for line in dutch)
    assert not any("onsite" in line for line in dutch)


def test_a_json_feed_pages_on(client: TestClient) -> None:
    address, seen = "/feeds/search.json", []
    while address:
        feed = client.get(address).json()
        seen += [item["id"] for item in feed["items"]]
        address = feed.get("next_url", "").removeprefix("http://board.example")
    assert len(seen) == len(set(seen)) == client.get("/v1/vacancies?limit=0").json()["total"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/jobs/backend-developer/atlantis.atom", 404),
        ("/en/jobs/nurse.rss", 404),
        ("/xx/jobs/backend-developer.json", 404),
        ("/feeds/search.atom?colour=red", 400),
        ("/sitemaps/vacancies-9.xml", 404),
        ("/sitemaps/x.xml", 404),
    ],
)
def test_feeds_that_do_not_exist(client: TestClient, address: str, status: int) -> None:
    response = client.get(address)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")


def test_a_feed_that_shrinks_is_held_until_it_is_released(catalogue: Catalogue, serve: Serve, clock: Clock) -> None:
    client = serve(catalogue)
    before = client.get(f"{MARKET}.json").json()["_belfry"]["expectedJobCount"]
    assert before >= 15
    for item in client.get("/v1/vacancies?role=backend-developer&city=bruges&limit=200&fields=id").json()["items"][:-2]:
        stored = catalogue.records([item["id"]])[item["id"]]
        keep(catalogue.engine, [replace(stored, status=VacancyStatus.CLOSED, reason="withdrawn")])
    held = client.get(f"{MARKET}.atom")
    assert held.status_code == 503
    problem = held.json()
    assert (problem["feed"], problem["published"], problem["found"]) == ("market:backend-developer:bruges", before, 2)
    assert held.headers["retry-after"]
    assert serve(catalogue).get(f"{MARKET}.atom").status_code == 503, "a new process remembers the count"
    reasons = [item.reason for item in all_requests(catalogue.engine) if item.value == problem["feed"]]
    assert reasons == [f"feed held: it would fall from {before} to 2 entries; see belfry feeds"]
    release = partial(release_feed, catalogue.engine, by="operator", now=NOW)
    assert not release("market:nobody", down_to=0)
    assert release("market:backend-developer:bruges", down_to=2)
    assert client.get(f"{MARKET}.json").json()["_belfry"]["expectedJobCount"] == 2


def test_the_partners_get_what_may_be_passed_on(client: TestClient, shared_catalogue: Catalogue) -> None:
    tree = _tree(client, "/feeds/partner.xml")
    jobs = tree.findall("job")
    assert jobs
    assert tree.findtext("expectedJobCount") == str(len(jobs))
    found = shared_catalogue.records([job.findtext("referencenumber") for job in jobs])
    assert {key.source for item in found.values() for key in item.members} == {"alpha"}, "full rights, may be passed on"
    assert all(job.findtext("description") for job in jobs)


def test_sitemaps_name_every_listed_vacancy_with_its_true_last_change(client: TestClient, catalogue: Catalogue) -> None:
    index = _tree(client, "/sitemap.xml")
    addresses = [loc.text.removeprefix("http://board.example") for loc in index.iter(f"{SITEMAP}loc")]
    assert "/sitemaps/markets-nl.xml" in addresses
    vacancies = _tree(client, "/sitemaps/vacancies-1.xml")
    lines = {url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod") for url in vacancies}
    assert len(lines) == client.get("/v1/vacancies?limit=0").json()["total"]
    assert {datetime.fromisoformat(str(at)) for at in lines.values()} == {NOW.replace(microsecond=0)}
    markets = _tree(client, "/sitemaps/markets-en.xml")
    assert "http://board.example/en/jobs/backend-developer/bruges" in {
        loc.text for loc in markets.iter(f"{SITEMAP}loc")
    }
    for address in addresses:
        assert client.get(address).status_code == 200


def test_a_confirmation_does_not_move_lastmod(catalogue: Catalogue, serve: Serve, clock: Clock) -> None:
    client = serve(catalogue)
    keep(catalogue.engine, [vacancy(9300)])
    before = client.get("/sitemaps/vacancies-1.xml").text
    with UnitOfWork(catalogue.engine) as unit:
        unit.vacancies.touch(vacancy_id(9300), NOW)
        unit.commit()
    assert client.get("/sitemaps/vacancies-1.xml").text == before
