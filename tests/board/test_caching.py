"""Strong ETags, 304, and the allowance of each caller."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from board.caching import Limiter, matches, strong_etag
from pipeline.search.catalogue import Catalogue
from tests.board.conftest import Serve
from tests.pipeline.search.world import keep, vacancy

ADDRESSES = [
    "/v1/vacancies?limit=3",
    "/v1/markets/backend-developer/bruges",
    "/v1/markets",
    "/v1/changes?limit=5",
    "/v1/snapshots/latest.json",
    "/v1/snapshots/latest.ndjson.gz",
    "/v1/skills",
    "/v1/openapi.json",
    "/en/jobs/backend-developer/bruges.atom",
    "/sitemap.xml",
    "/sitemaps/vacancies-1.xml",
    "/feeds/partner.xml",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_the_caller_has_is_not_sent_again(client: TestClient, address: str) -> None:
    first = client.get(address)
    assert first.status_code == 200
    etag = first.headers["etag"]
    assert etag.startswith('"'), "a strong validator"
    again = client.get(address, headers={"If-None-Match": f'"other", {etag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == etag
    assert again.headers["cache-control"] == first.headers["cache-control"]
    assert first.headers["cache-control"].startswith("no-cache" if "changes" in address else "public, max-age=300")
    assert client.get(address, headers={"If-None-Match": '"other"'}).content == first.content


def test_an_etag_changes_with_the_data_and_the_question(catalogue: Catalogue, serve: Serve) -> None:
    client = serve(catalogue)
    first = client.get("/v1/vacancies?limit=1&role=data-engineer")
    assert client.get("/v1/vacancies?role=data-engineer&limit=1").headers["etag"] == first.headers["etag"]
    assert client.get("/v1/vacancies?role=data-engineer&limit=2").headers["etag"] != first.headers["etag"]
    keep(catalogue.engine, [vacancy(8000)])
    assert client.get("/v1/vacancies?limit=1&role=data-engineer").headers["etag"] != first.headers["etag"]


def test_no_answer_can_be_run_as_a_page_of_ours(client: TestClient) -> None:
    for address in ("/v1/vacancies?limit=1", "/v1/nothing", "/en/jobs/backend-developer/bruges.json"):
        headers = client.get(address).headers
        assert headers["x-content-type-options"] == "nosniff", address
        assert headers["content-security-policy"].startswith("default-src 'none'"), address


def test_comparing_etags() -> None:
    etag = strong_etag("a", "b")
    assert etag != strong_etag("ab")
    assert matches(etag, etag)
    assert matches(f"W/{etag}", etag)
    assert matches("*", etag)
    assert not matches(None, etag)
    assert not matches('"x"', etag)


def test_a_caller_who_asks_too_often_waits(shared_catalogue: Catalogue, serve: Serve) -> None:
    client = serve(shared_catalogue, requests_a_minute=3)
    answers = [client.get("/v1/health") for _ in range(4)]
    if {answer.status_code for answer in answers} == {200}:
        answers = [client.get("/v1/health") for _ in range(4)]  # the minute turned in between
    refused = answers[-1]
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["ratelimit-policy"] == '"default";q=3;w=60'
    assert refused.headers["ratelimit"].startswith('"default";r=0;t=')


def test_windows_and_callers_are_counted_apart() -> None:
    now = [0.0]
    limiter = Limiter(limit=2, window=10, clock=lambda: now[0])
    assert [limiter.spend("a").exceeded for _ in range(3)] == [False, False, True]
    assert not limiter.spend("b").exceeded
    now[0] = 10.0
    assert limiter.spend("a").left == 1
