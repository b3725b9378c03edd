"""robots.txt in sixteen states, asked once and before anything else; reservations; the delay it asks for."""

from __future__ import annotations

import hashlib
import json
import time

import pytest
from scrapy.http import HtmlResponse, Response, TextResponse

from crawlers.robots import ROBOTS_MAX, page_reserved, reserved_paths, rules_from
from tests.crawlers.small_web import Answer, gzipped, passport
from tests.crawlers.spiders import HOST, Listed, OneList

CLOSED = "User-agent: *\nDisallow: /\n"
ROBOTS, TDM = f"{HOST}/robots.txt", f"{HOST}/.well-known/tdmrep.json"
JOBS = Answer(json.dumps({"jobs": [{"id": 1, "title": "Een", "text": "x"}]}), kind="application/json")
WALL = "<html><head><title>Just a moment...</title></head><body></body></html>"
DONE, CLOSED_TO_US, UNREACHABLE = (
    ("complete", "finished"),
    ("skipped", "robots_disallowed"),
    ("blocked", "robots_unreachable"),
)

MATRIX = [
    ("allows all", Answer("User-agent: *\nAllow: /", kind="text/plain"), DONE),
    ("closes all", Answer(CLOSED, kind="text/plain"), CLOSED_TO_US),
    (
        "closes us by name",
        Answer("User-agent: belfry\nDisallow: /\n\nUser-agent: *\nAllow: /", kind="text/plain"),
        CLOSED_TO_US,
    ),
    ("closes another robot", Answer("User-agent: other\nDisallow: /", kind="text/plain"), DONE),
    ("closes another path", Answer("User-agent: *\nDisallow: /intern", kind="text/plain"), DONE),
    ("closes by wildcard", Answer("User-agent: *\nDisallow: /*all", kind="text/plain"), CLOSED_TO_US),
    ("opens a longer path", Answer("User-agent: *\nDisallow: /\nAllow: /all", kind="text/plain"), DONE),
    ("shouts our name", Answer("USER-AGENT: BELFRY\nDISALLOW: /", kind="text/plain"), CLOSED_TO_US),
    (
        "speaks of us twice",
        Answer("User-agent: belfry\nAllow: /x\n\nUser-agent: belfry\nDisallow: /all", kind="text/plain"),
        CLOSED_TO_US,
    ),
    (
        "has lines of its own",
        Answer("Hello!\nUser-agent: *\nFoo: bar\nDisallow: /all # no", kind="text/plain"),
        CLOSED_TO_US,
    ),
    ("is empty", Answer("", kind="text/plain"), DONE),
    ("is not there", Answer(CLOSED, status=404, kind="text/plain"), DONE),
    ("is gone", Answer(status=410), DONE),
    ("wants a password", Answer(status=401), UNREACHABLE),
    ("is forbidden", Answer(status=403), UNREACHABLE),
    ("asks for patience", Answer(status=429), ("blocked", "rate_limited")),
    ("fails", Answer(status=500), UNREACHABLE),
    ("is unavailable", Answer(status=503), UNREACHABLE),
    ("is a challenge page", Answer(WALL), UNREACHABLE),
    ("is an ordinary page", Answer("<html><head><title>404</title></head><body>Niet gevonden</body></html>"), DONE),
    ("is in UTF-16", Answer(CLOSED.encode("utf-16"), kind="text/plain"), CLOSED_TO_US),
    ("has a byte order mark", Answer(CLOSED.encode("utf-8-sig"), kind="text/plain"), CLOSED_TO_US),
    ("is compressed", Answer(gzipped(CLOSED), kind="text/plain", headers={"Content-Encoding": "gzip"}), CLOSED_TO_US),
    ("turns in a circle", Answer(status=302, headers={"Location": "/robots.txt"}), UNREACHABLE),
    ("breaks off", Answer(CLOSED, kind="text/plain", cut=5), UNREACHABLE),
]


@pytest.mark.parametrize(("state", "robots", "verdict"), MATRIX)
def test_robots_txt(state, robots, verdict, web, crawl):
    web.put(ROBOTS, robots)
    web.put(f"{HOST}/all", JOBS)
    run = crawl(OneList, web=web, settings={"RETRY_TIMES": 0})
    assert run.verdict == verdict, state
    assert (f"{HOST}/all" in web.urls()) == (verdict == DONE)


def test_rules_that_have_moved_are_followed_to_another_host(web, crawl):
    web.put(ROBOTS, Answer(status=301, headers={"Location": "https://www.windvaan.be/robots.txt"}))
    web.put("https://www.windvaan.be/robots.txt", Answer(CLOSED, kind="text/plain"))
    web.put(f"{HOST}/all", JOBS)
    assert crawl(OneList, web=web).verdict == CLOSED_TO_US


def test_no_request_overtakes_robots_txt(web, crawl, monkeypatch):
    # Stock Scrapy lets requests through that wait while robots.txt is still on its way.
    def slow(_asked) -> Answer:
        time.sleep(0.3)
        return Answer(CLOSED, kind="text/plain")

    web.put(ROBOTS, slow)
    monkeypatch.setattr(
        OneList,
        "list_requests",
        lambda self, board: [r.replace(url=f"{HOST}/all?{n}") for n in range(8) for r in [_first(self)]],
    )
    run = crawl(OneList, web=web, settings={"CONCURRENT_REQUESTS_PER_DOMAIN": 8})
    assert web.urls() == []
    assert len([url for url in web.urls(rules=True) if url == ROBOTS]) == 1
    assert run.verdict == CLOSED_TO_US


def _first(spider):
    from scrapy import Request

    return Request(spider.list_url)


def test_rules_are_kept_for_a_day(web, crawl, tmp_path):
    web.put(ROBOTS, Answer("User-agent: *\nAllow: /", kind="text/plain"))
    web.put(f"{HOST}/all", JOBS)
    kept = {"BELFRY_ROBOTS_CACHE": str(tmp_path / "robots")}
    crawl(OneList, web=web, settings=kept)
    crawl(OneList, web=web, settings=kept)
    assert web.urls(rules=True).count(ROBOTS) == 1
    (file,) = (tmp_path / "robots").glob("*.json")
    file.write_text(file.read_text().replace('"asked_at": ', '"asked_at": 1'[:-1] + "0"))
    crawl(OneList, web=web, settings=kept)
    assert web.urls(rules=True).count(ROBOTS) == 2


def test_a_refusal_is_not_kept(web, crawl, tmp_path):
    web.put(ROBOTS, Answer(status=503), Answer("", kind="text/plain"))
    web.put(f"{HOST}/all", JOBS)
    kept = {"BELFRY_ROBOTS_CACHE": str(tmp_path / "robots"), "RETRY_TIMES": 0}
    assert crawl(OneList, web=web, settings=kept).verdict == UNREACHABLE
    assert crawl(OneList, web=web, settings=kept).verdict == DONE


def test_a_new_robots_txt_that_closes_what_is_crawled_contradicts_the_passport(web, crawl):
    opened = "User-agent: *\nAllow: /"
    web.put(ROBOTS, Answer(opened, kind="text/plain"))
    web.put(f"{HOST}/all", JOBS)
    first = crawl(OneList, web=web)
    assert first.manifest.robots == {HOST: hashlib.sha256(opened.encode()).hexdigest()}
    web.put(ROBOTS, Answer("User-agent: belfry\nDisallow: /all", kind="text/plain"))
    second = crawl(OneList, web=web, known=first.known)
    assert second.verdict == ("skipped", "robots_changed")
    assert web.urls() == [f"{HOST}/all"], "once, in the first run"
    third = crawl(OneList, web=web, known=second.known)
    assert third.verdict == ("skipped", "robots_changed"), "a refused file is never the accepted one"
    web.put(ROBOTS, Answer(opened, kind="text/plain"))
    again = crawl(OneList, web=web, known=third.known, changed_only=True)
    assert (again.verdict, again.ledger.unchanged, again.manifest.notes) == (DONE, 1, ())


def test_a_new_robots_txt_that_closes_the_postings_but_not_their_list_is_not_accepted_either(web, crawl):
    listed = {"total": 2, "jobs": [{"id": n, "title": f"J{n}"} for n in range(2)]}
    web.put(f"{HOST}/api?start=0", Answer(json.dumps(listed), kind="application/json"))
    for n in range(2):
        web.put(f"{HOST}/api/{n}", Answer(json.dumps({"title": f"J{n}", "text": f"{n}"}), kind="application/json"))
    run = crawl(Listed, web=web)
    assert run.verdict == DONE
    web.put(ROBOTS, Answer("User-agent: *\nDisallow: /api/", kind="text/plain"))
    for _night in range(2):
        run = crawl(Listed, web=web, known=run.known)
        assert run.verdict == ("skipped", "robots_changed")


def test_a_new_robots_txt_that_closes_nothing_of_ours_is_noted(web, crawl):
    web.put(ROBOTS, Answer("User-agent: *\nAllow: /", kind="text/plain"))
    web.put(f"{HOST}/all", JOBS)
    first = crawl(OneList, web=web)
    web.put(ROBOTS, Answer("User-agent: *\nDisallow: /intern", kind="text/plain"))
    second = crawl(OneList, web=web, known=first.known)
    assert second.verdict == DONE
    assert second.manifest.notes == (f"robots.txt of {HOST} has changed and still allows what is crawled",)
    assert crawl(OneList, web=web, known=second.known).manifest.notes == ()


def test_a_robots_txt_that_a_person_read_counts_from_the_first_run(web, crawl, monkeypatch):
    read = hashlib.sha256(b"User-agent: *\nAllow: /").hexdigest()
    monkeypatch.setattr(OneList, "passport", passport(robots_sha256={HOST.partition("//")[2]: read}))
    web.put(ROBOTS, Answer(CLOSED, kind="text/plain"))
    assert crawl(OneList, web=web).verdict == ("skipped", "robots_changed")


def test_a_documented_interface_is_open_by_written_decision_but_not_through_a_failure(web, crawl, monkeypatch):
    monkeypatch.setattr(OneList, "passport", passport(documented_api=(f"{HOST}/all",)))
    web.put(ROBOTS, Answer(CLOSED, kind="text/plain"))
    web.put(f"{HOST}/all", JOBS)
    assert crawl(OneList, web=web).verdict == DONE
    web.put(ROBOTS, Answer(status=503))
    assert crawl(OneList, web=web, settings={"RETRY_TIMES": 0}).verdict == UNREACHABLE


RESERVED = [
    ("header", {"headers": {"tdm-reservation": "1"}}, True),
    ("header says no", {"headers": {"tdm-reservation": "0"}}, False),
]


@pytest.mark.parametrize(("where", "more", "reserved"), RESERVED)
def test_a_reservation_of_mining_by_header_stops_the_source(where, more, reserved, web, crawl):
    web.put(f"{HOST}/all", Answer(JOBS.body, kind="application/json", **more))
    verdict = crawl(OneList, web=web).verdict
    assert verdict == (("skipped", "tdm_reserved") if reserved else DONE), where


def test_a_reservation_by_tdmrep_json_stops_the_source_and_asks_nothing_else(web, crawl):
    web.put(TDM, Answer('[{"location": "/", "tdm-reservation": 1}]', kind="application/json"))
    web.put(f"{HOST}/all", JOBS)
    assert crawl(OneList, web=web).verdict == ("skipped", "tdm_reserved")
    assert web.urls() == []
    web.put(TDM, Answer('[{"location": "/beelden/*", "tdm-reservation": 1}]', kind="application/json"))
    assert crawl(OneList, web=web).verdict == DONE


def test_reservations_are_read_from_header_meta_and_file():
    meta = b'<html><head><meta name="tdm-reservation" content="1"></head></html>'
    assert page_reserved(HtmlResponse("https://a.be", body=meta))
    assert not page_reserved(HtmlResponse("https://a.be", body=meta, headers={"tdm-reservation": "0"})), (
        "the header decides"
    )
    assert not page_reserved(Response("https://a.be", body=b"\0"))
    assert reserved_paths('[{"location":"/a","tdm-reservation":1},{"location":"/b","tdm-reservation":0}]') == ("/a",)
    for text in ("", "{}", "[1]", "<html>", "[" * 100_000):
        assert reserved_paths(text) == ()


def test_only_the_first_half_megabyte_counts_and_no_half_line():
    body = b"User-agent: *\n" + b"# " + b"x" * (ROBOTS_MAX - 30) + b"\nDisallow: /weg\n"
    rules = rules_from(TextResponse("https://a.be/robots.txt", body=body, status=200))
    assert rules.refused is None
    assert "Disallow" not in rules.body


@pytest.mark.parametrize("adaptive", [True, False])
def test_the_asked_delay_is_kept_between_requests(adaptive, web, crawl):
    web.put(ROBOTS, Answer("User-agent: *\nCrawl-delay: 0.4", kind="text/plain"))
    jobs = [{"id": n, "title": f"J{n}"} for n in range(3)]
    web.put(f"{HOST}/api?start=0", Answer(json.dumps({"total": 3, "jobs": jobs}), kind="application/json"))
    for n in range(3):
        web.put(f"{HOST}/api/{n}", Answer(json.dumps({"title": f"J{n}", "text": f"{n}"}), kind="application/json"))
    assert crawl(Listed, web=web, settings={"BELFRY_ADAPTIVE_DELAY": adaptive}).verdict == DONE
    times = [asked.at for asked in web.asked if asked.url in web.urls()]
    assert len(times) == 4
    assert times[-1] - times[0] >= 3 * 0.39
