"""Every source by the same rules: its saved pages give the expected postings, field by field, and no wall fools it.

``pages/<source>/recordings.csv`` names our own pages in the source's shape; ``expected.json`` beside it holds what must
be read from them. A source without them fails here.
"""

from __future__ import annotations

import contextlib
import csv
import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse
from w3lib.url import safe_url_string

from crawlers.board_crawl import BoardCrawl
from crawlers.extract import extract
from crawlers.passport import objection
from crawlers.run import recorded_board
from crawlers.source import all_sources, source
from crawlers.transport import plain_url
from crawlers.trouble import Trouble
from models.raw import RawPosting
from models.vocabulary import LegalStatus
from tests.crawlers.small_web import PAGES, Answer

CRAWLED = [s.name for s in all_sources() if s.spider is not None]
OVER_HTTP = [name for name in CRAWLED if name != "alerts"]
REFUSED = [s.name for s in all_sources() if s.spider is None]
SOURCES = Path(__file__).parents[2] / "crawlers" / "sources"

KEYS = {
    "BELFRY_ADZUNA_APP_ID": "test-id",
    "BELFRY_ADZUNA_APP_KEY": "test-key",
    "BELFRY_VDAB_CLIENT_ID": "test-client",
    "BELFRY_VDAB_CLIENT_SECRET": "test-secret",
}


@pytest.fixture(autouse=True)
def keys(monkeypatch):
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def saved(tmp_path):
    """Copy a source's saved pages, with today's date where they ask for it."""

    def copy(name: str) -> Path:
        folder = tmp_path / "pages"
        shutil.copytree(PAGES / name, folder)
        for path in folder.iterdir():
            path.write_text(path.read_text().replace("{{today}}", datetime.now(tz=UTC).date().isoformat()))
        return folder / "recordings.csv"

    return copy


def rows_of(recordings: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(recordings.read_text().splitlines()))


def boards_in(name: str, recordings: Path) -> list:
    return [recorded_board(name, token, recordings) for token in dict.fromkeys(r["board"] for r in rows_of(recordings))]


def serve(web, name: str, recordings: Path) -> None:
    """Put every saved page on the small web, where the source asks for it with its key; a probe shows the first one."""
    spider = source(name).spider()
    for number, row in enumerate(rows_of(recordings)):
        asked = [Request(row["url"])]
        if number == 0 and spider.probe_size is not None:
            asked.append(spider.probe_request(recorded_board(name, row["board"], recordings)))
        file = recordings.parent / row["file"]
        for request in asked:
            web.put(
                safe_url_string(plain_url(spider.signed(request).url)), Answer(file.read_bytes(), kind=kind_of(file))
            )


def kind_of(file: Path) -> str:
    kinds = {".json": "application/json", ".xml": "application/xml", ".rss": "application/rss+xml"}
    kinds |= {".txt": "text/plain", ".csv": "text/csv; charset=utf-8"}
    return kinds.get(file.suffix, "text/html; charset=utf-8")


def plain(posting) -> dict[str, object]:
    """Return what a posting holds, without what every run sets anew."""
    left_out = {"fetched_at", "run_id"}
    return {
        name: value
        for name, value in posting.to_json().items()
        if value not in (None, [], {}, "") and name not in left_out
    }


def expected_of(name: str) -> list[dict[str, object]]:
    path = PAGES / name / "expected.json"
    assert path.is_file(), f"{path} is missing: write what must be read from the pages of {name}"
    return json.loads(path.read_text())


@pytest.mark.parametrize("name", OVER_HTTP)
def test_the_saved_pages_give_the_expected_postings(name, saved, crawl):
    recordings = saved(name)
    run = crawl(name, recordings=recordings, boards=boards_in(name, recordings))
    got = {posting.identifier: plain(posting) for posting in run.postings}
    expected = {posting["identifier"]: posting for posting in expected_of(name)}
    assert set(got) == set(expected)
    for identifier, posting in expected.items():
        fields = sorted(set(posting) | set(got[identifier]))
        differing = {
            f: (got[identifier].get(f), posting.get(f)) for f in fields if got[identifier].get(f) != posting.get(f)
        }
        assert differing == {}, f"{identifier}: field → (read, expected)"
    assert run.verdict == ("complete", "finished"), run.ledger.detail
    assert run.ledger.fetched == len(expected)


@pytest.mark.parametrize("name", OVER_HTTP)
def test_a_second_night_without_change_fetches_lists_only(name, saved, web, crawl):
    recordings = saved(name)
    boards = boards_in(name, recordings)
    serve(web, name, recordings)
    first = crawl(name, web=web, boards=boards)
    assert first.verdict == ("complete", "finished")
    asked_first = len(web.asked)
    second = crawl(name, web=web, boards=boards, known=first.known, changed_only=True)
    again = [asked.url for asked in web.asked[asked_first:]]
    details = {posting.url for posting in first.postings} & {asked.url for asked in web.asked[:asked_first]}
    assert not details & set(again) or name == "cvwarehouse", "a job's page is also the second page of its list"
    assert second.postings == []
    assert {(s.board, s.identifier) for s in second.sightings} == {(p.board, p.identifier) for p in first.postings}
    assert second.verdict == ("complete", "finished")
    assert second.ledger.unchanged == first.ledger.fetched


WALLS = {
    "nothing at all": Answer("", kind="text/plain"),
    "an empty object": Answer("{}", kind="application/json"),
    "an empty list under another name": Answer('{"entries": []}', kind="application/json"),
    "a login": Answer(
        "<html><head><title>Aanmelden</title></head><body><form><input type='password'></form></body></html>"
    ),
    "a challenge": Answer(
        "<html><head><title>Just a moment...</title></head><body><script src='/cdn-cgi/challenge-platform/x'></script>"
        "</body></html>"
    ),
    "a consent page": Answer(
        "<html><head><title>Voordat je verdergaat</title></head><body><div class='consent-form'>Akkoord?</div>"
        "</body></html>"
    ),
    "a shell for scripts": Answer("<html><head><title>Jobs</title></head><body><div id='root'></div></body></html>"),
    "renamed markup": Answer("<html><body><main><section class='tegel'>Job</section></main></body></html>"),
    "half a document": Answer('{"jobs": [{"id": 1, "title": "x"', kind="application/json"),
}


@pytest.mark.parametrize("name", OVER_HTTP)
def test_an_answer_that_is_not_the_list_is_never_an_empty_board(name):
    for wall, answer in WALLS.items():
        spider = source(name).spider()
        crawl = BoardCrawl(spider, boards_in(name, PAGES / name / "recordings.csv")[0])
        request = next(crawl.first_requests())
        kind = HtmlResponse if "html" in answer.kind else TextResponse
        response = kind(request.url, body=answer.bytes, encoding="utf-8", request=request)
        records = [record for record in crawl.on_list(response) if isinstance(record, RawPosting)]
        ledger = crawl.books.close("finished")
        assert records == [], wall
        assert ledger.balance == 0, wall
        assert ledger.outcome in {"broken", "blocked"}, (wall, ledger)
        if name not in {"jsonld", "phenom"}:  # their first page is robots.txt, which any text may be
            assert ledger.cause not in {"finished", "empty_confirmed", "crashed"}, (wall, ledger)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503])
@pytest.mark.parametrize("name", ["recruitee", "werkenvoor", "vdab"])
def test_statuses(name, status, web, crawl):
    recordings = PAGES / name / "recordings.csv"
    first = rows_of(recordings)[0]
    web.put(first["url"], Answer("<h1>No</h1>", status=status))
    run = crawl(name, web=web, boards=boards_in(name, recordings), settings={"RETRY_TIMES": 0})
    wall = "key_rejected" if name == "vdab" else "blocked_wall"
    log_in = "key_rejected" if name == "vdab" else "login_wall"
    causes = {401: log_in, 403: wall, 404: "http_4xx", 410: "http_4xx", 429: "rate_limited"}
    outcome = "blocked" if status in {401, 403, 429} else "broken"
    assert run.verdict == (outcome, causes.get(status, "http_5xx"))
    assert run.postings == []


@pytest.mark.parametrize("name", OVER_HTTP)
def test_robots_txt_is_obeyed_where_no_written_decision_says_otherwise(name, web, crawl):
    recordings = PAGES / name / "recordings.csv"
    urls = [row["url"] for row in rows_of(recordings)]
    for url in urls:
        web.put(
            url.partition("://")[0] + "://" + url.split("/")[2] + "/robots.txt", Answer("User-agent: *\nDisallow: /")
        )
    run = crawl(name, web=web, boards=boards_in(name, recordings))
    documented = source(name).passport.documented_api
    assert [url for url in web.urls() if not documented or not url.startswith(documented)] == []
    if not documented:
        assert run.verdict == ("skipped", "robots_disallowed")


@pytest.mark.parametrize("name", [name for name in OVER_HTTP if name != "cvwarehouse"])  # whose postings need two pages
def test_one_saved_response_can_be_read_by_itself(name, saved):
    recordings = saved(name)
    found = []
    for row in rows_of(recordings):
        body = (recordings.parent / row["file"]).read_bytes()
        with contextlib.suppress(Trouble):  # a token or a page of links holds no posting
            found += list(extract(name, body, url=row["url"], board=row["board"]))
    titles = {posting.title for posting in found}
    assert {posting["title"] for posting in expected_of(name)} <= titles


def test_alerts_give_facts_and_links_only(crawl, monkeypatch):
    monkeypatch.setenv("BELFRY_ALERTS_MAILBOX", str(PAGES / "alerts"))
    run = crawl("alerts", web=None, boards=["linkedin", "ictjob"])
    assert sorted((plain(p) for p in run.postings), key=lambda p: p["identifier"]) == expected_of("alerts")
    assert {str(board.outcome) for board in run.manifest.boards} == {"truncated"}, "an alert is never a whole list"
    assert run.manifest.requests == 0


@pytest.mark.parametrize("name", CRAWLED)
def test_a_source_file_is_short_and_declares_itself(name):
    lines = (SOURCES / f"{name}.py").read_text().splitlines()
    assert len(lines) <= 60
    one = source(name)
    assert one.card.name == name
    assert one.passport.reading
    assert one.passport.terms_url or name == "alerts"
    assert one.spider.__doc__


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_source_refuses_with_its_reason(name):
    one = source(name)
    against = objection(one.card, one.passport, today=date(2026, 11, 25))
    assert against is not None
    assert against.cause == "refused"
    assert len(against.detail) > 20
    assert one.card.status in {LegalStatus.BLOCKED, LegalStatus.PERMISSION}


def test_a_source_that_needs_an_agreement_is_refused_until_its_credentials_are_there(monkeypatch):
    assert not source("vdab").refused
    monkeypatch.delenv("BELFRY_VDAB_CLIENT_ID")
    assert source("vdab").refused


def test_the_refused_ones_are_those_that_forbid_it():
    forbidding = (
        "linkedin indeed stepstone jobat ictjob references glassdoor smartrecruiters icims vdab-site eures".split()
    )
    assert set(forbidding) <= set(REFUSED)


def test_no_source_is_named_twice():
    names = [one.name for one in all_sources()]
    assert len(names) == len(set(names))
