"""Delays follow the host, Retry-After is believed, and a wall sees six requests at most."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest
from scrapy.http import HtmlResponse, Response

from crawlers.politeness import LONGEST_WAIT, MAX_DELAY, next_delay, retry_after, wall_behind
from tests.crawlers.small_web import Answer
from tests.crawlers.spiders import HOST, Listed, OneList

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("latency", "delay"), [(0.1, 3.0), (0.6, 3.0), (1.0, 5.0), (5.0, 25.0), (6.0, 30.0), (60.0, MAX_DELAY)]
)
def test_the_delay_is_five_times_the_last_answer_within_bounds(latency, delay):
    assert next_delay(latency, least=3.0) == pytest.approx(delay)


def test_a_passport_that_asks_for_more_patience_gets_it():
    assert next_delay(0.1, least=45.0) == 45.0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (b"120", 120.0),
        (b" 7 ", 7.0),
        (b"Wed, 25 Nov 2026 12:01:00 GMT", 60.0),
        (b"Wed, 25 Nov 2026 11:00:00 GMT", 0.0),
        (b"soon", None),
        (b"\xb2", None),
        (b"", None),
        (None, None),
        (b"-5", None),
    ],
)
def test_retry_after_is_read_in_seconds_or_as_a_date(header, seconds):
    assert retry_after(header, now=NOW) == seconds


def jobs(count: int) -> Answer:
    listed = [{"id": n, "title": f"J{n}"} for n in range(count)]
    return Answer(json.dumps({"total": count, "jobs": listed}), kind="application/json")


@pytest.mark.parametrize(
    ("wall", "cause"),
    [
        (Answer(status=403), "blocked_wall"),
        (Answer(status=429), "rate_limited"),
        (Answer(status=401), "login_wall"),
        (Answer("<html><head><title>Just a moment...</title></head><body></body></html>"), "blocked_wall"),
        (Answer("<html><head><title>Voordat je verdergaat</title></head><body></body></html>"), "consent_page"),
    ],
)
def test_a_wall_sees_at_most_six_requests(wall, cause, web, crawl, monkeypatch):
    monkeypatch.setattr(Listed, "page_size", 40)
    web.put(f"{HOST}/api?start=0", jobs(40))
    for n in range(40):
        web.put(f"{HOST}/api/{n}", wall)
    run = crawl(Listed, web=web)
    assert len([url for url in web.urls() if "/api/" in url]) <= 6
    assert run.verdict == ("blocked", cause)
    assert sum(run.ledger.failed.values()) == 40


def test_a_host_is_asked_one_thing_at_a_time(web, crawl, monkeypatch):
    monkeypatch.setattr(Listed, "page_size", 40)
    web.put(f"{HOST}/api?start=0", jobs(8))
    under_way: list[int] = []
    most: list[int] = []

    def slow(n):
        def answer(_asked) -> Answer:
            under_way.append(n)
            most.append(len(under_way))
            time.sleep(0.05)
            under_way.remove(n)
            return Answer(json.dumps({"title": f"J{n}", "text": f"{n}"}), kind="application/json")

        return answer

    for n in range(8):
        web.put(f"{HOST}/api/{n}", slow(n))
    assert crawl(Listed, web=web).ledger.fetched == 8
    assert max(most) == 1


def test_all_boards_of_one_vendor_share_one_rate(web, crawl):
    boards = ["een", "twee", "drie", "vier"]
    for name in boards:
        offers = json.dumps({"offers": [{"id": name, "title": f"Werk bij {name}"}]})
        web.put(f"https://{name}.recruitee.com/api/offers/", Answer(offers, kind="application/json"))
    run = crawl("recruitee", web=web, boards=boards, min_delay=0.2)
    assert [board.fetched for board in run.manifest.boards] == [1, 1, 1, 1]
    times = [asked.at for asked in web.asked]
    assert max(times) - min(times) >= 0.19 * (len(times) - 1), "one after the other, although of four hosts"


def test_one_wall_among_good_answers_shuts_nothing(web, crawl, monkeypatch):
    monkeypatch.setattr(Listed, "page_size", 40)
    web.put(f"{HOST}/api?start=0", jobs(40))
    for n in range(40):
        text = json.dumps({"title": f"J{n}", "text": f"{n}"})
        web.put(f"{HOST}/api/{n}", Answer(status=403) if n % 4 == 0 else Answer(text, kind="application/json"))
    run = crawl(Listed, web=web)
    assert run.ledger.fetched == 30
    assert run.ledger.failed == {"blocked_wall": 10}


def test_a_short_retry_after_is_waited_for(web, crawl):
    web.put(f"{HOST}/all", Answer(status=429, headers={"Retry-After": "1"}), jobs(1))
    run = crawl(OneList, web=web)
    assert run.verdict == ("complete", "finished")
    first, second = (asked.at for asked in web.asked if asked.url == f"{HOST}/all")
    assert second - first >= 0.95


def test_nothing_is_asked_while_a_host_wants_patience(web, crawl, monkeypatch):
    monkeypatch.setattr(Listed, "page_size", 40)
    web.put(f"{HOST}/api?start=0", jobs(12))
    for n in range(12):
        good = Answer(json.dumps({"title": f"J{n}", "text": f"{n}"}), kind="application/json")
        web.put(f"{HOST}/api/{n}", *([Answer(status=503, headers={"Retry-After": "2"})] if n == 5 else []), good)
    run = crawl(Listed, web=web, min_delay=0.05)
    assert run.verdict == ("complete", "finished")
    (told,) = [asked.at for asked in web.asked if asked.url == f"{HOST}/api/5"][:1]
    assert [asked.url for asked in web.asked if told < asked.at < told + 1.9] == []
    assert run.manifest.retries == 1


def test_a_long_retry_after_ends_the_run_at_once(web, crawl):
    web.put(f"{HOST}/all", Answer(status=503, headers={"Retry-After": str(int(LONGEST_WAIT) + 60)}))
    began = time.monotonic()
    run = crawl(OneList, web=web)
    assert time.monotonic() - began < 5
    assert run.manifest.outcome in {"blocked", "broken"}
    assert len(web.urls()) == 1


def test_walls_are_recognised_by_status_or_by_page():
    assert wall_behind(Response("https://a.be", status=407)) == "login_wall"
    assert wall_behind(Response("https://a.be", status=404)) is None
    login = b"<html><head><title>Inloggen</title></head><body><input type='password'></body></html>"
    assert wall_behind(HtmlResponse("https://a.be", body=login)) == "login_wall"
