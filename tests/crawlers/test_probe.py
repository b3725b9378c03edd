"""A list that begins with the newest: one page tells that nothing changed; whatever differs sends one through all."""

from __future__ import annotations

import gzip
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawlers.known import WALK_AGE, read_known
from models.vocabulary import Basis, Cause, Outcome
from tests.crawlers.small_web import Answer
from tests.crawlers.spiders import HOST, Listed

DONE = ("complete", "finished")


class Newest(Listed):
    """A JSON list in pages of ten, of which the three newest are asked for first."""

    newest_first = "by date, as the address asks"
    probe_size = 3
    page_url = HOST + "/api?start={start}&size={size}"


class FirstPage(Listed):
    """The same where the site fixes the pages' size."""

    newest_first = "by date, as the address asks"


def answer(data: object, **more) -> Answer:
    return Answer(json.dumps(data), kind="application/json", **more)


def job(number: int, title: str = "") -> dict[str, str]:
    return {"id": str(number), "title": title or f"Job {number}"}


def publish(web, numbers, *, total: int | None = None, **titles: str) -> None:
    """Put up the list of these jobs in this order, as pages of ten and as the three newest, and each job's page."""
    jobs = [job(number, titles.get(f"job{number}", "")) for number in numbers]
    stated = len(jobs) if total is None else total
    for start in range(0, len(jobs), 10):
        page = answer({"total": stated, "jobs": jobs[start : start + 10]})
        web.put(f"{HOST}/api?start={start}&size=10", page)
        web.put(f"{HOST}/api?start={start}", page)
    web.put(f"{HOST}/api?start=0&size=3", answer({"total": stated, "jobs": jobs[:3]}))
    for one in jobs:
        web.put(f"{HOST}/api/{one['id']}", answer({"title": one["title"], "text": f"Tekst {one['id']}"}))


def night(web, crawl, spider, known):
    """Crawl what has changed; return the run and the addresses that were asked for."""
    before = len(web.asked)
    run = crawl(spider, web=web, known=known, changed_only=True)
    assert run.ledger.balance == 0
    return run, [asked.url.removeprefix(HOST) for asked in web.asked[before:] if "/api" in asked.url]


FORTY = range(40, 0, -1)


@pytest.mark.parametrize(("spider", "asked"), [(Newest, "/api?start=0&size=3"), (FirstPage, "/api?start=0")])
def test_one_request_shows_that_nothing_has_changed(spider, asked, web, crawl):
    publish(web, FORTY)
    walk = crawl(spider, web=web)
    assert (walk.verdict, walk.ledger.basis) == (DONE, Basis.WALK)
    known = walk.known
    for _ in range(2):
        run, urls = night(web, crawl, spider, known)
        assert urls == [asked]
        assert (run.verdict, run.ledger.basis) == (DONE, Basis.PROBE)
        assert re.match(r"probe: the newest and the total of 40 are those of 20\d\d-", run.ledger.detail)
        assert (run.ledger.declared, run.ledger.listed, run.ledger.unchanged) == (40, 40, 40)
        assert {s.identifier for s in run.sightings} == {p.identifier for p in walk.postings}
        known = run.known


CHANGES = {
    "one more": [41, *FORTY],
    "one fewer": [n for n in FORTY if n != 12],
    "one for another": [41, *(n for n in FORTY if n != 12)],
    "another order": sorted(FORTY),
    "a row put on top": [7, *(n for n in FORTY if n != 7)],
}


@pytest.mark.parametrize("spider", [Newest, FirstPage])
@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_sends_the_crawl_through_the_whole_list(change, spider, web, crawl):
    publish(web, FORTY)
    walk = crawl(spider, web=web)
    publish(web, CHANGES[change])
    run, urls = night(web, crawl, spider, walk.known)
    assert (run.verdict, run.ledger.basis, run.ledger.detail) == (DONE, Basis.WALK, None)
    assert {"/api?start=10", "/api?start=20", "/api?start=30"} <= {url.removesuffix("&size=10") for url in urls}
    assert run.ledger.listed == len(CHANGES[change])
    assert [posting.identifier for posting in run.postings] == [str(n) for n in CHANGES[change] if n == 41]


def test_a_new_title_among_the_newest_is_a_change(web, crawl):
    publish(web, FORTY)
    walk = crawl(Newest, web=web)
    publish(web, FORTY, job39="Nu anders")
    run, _ = night(web, crawl, Newest, walk.known)
    assert (run.ledger.basis, [posting.title for posting in run.postings]) == (Basis.WALK, ["Nu anders"])


def aged(known: Path, days: timedelta, also: str = "walked_at") -> Path:
    """Make the walk in a known file older, ``also`` something else; its postings stay as they are."""
    lines = [json.loads(line) for line in gzip.decompress(known.read_bytes()).splitlines()]
    for line in lines:
        for name in {"walked_at", also} & line.keys():
            line[name] = (datetime.now(tz=UTC) - days).isoformat()
    known.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    return known


def test_what_a_probe_cannot_see_is_seen_by_the_walk_that_comes_at_least_each_fifth_night(web, crawl):
    publish(web, FORTY)
    walk = crawl(Newest, web=web)
    hidden = [n if n != 12 else 99 for n in FORTY]  # one goes, one comes, back-dated: neither newest nor total shows it
    publish(web, hidden)
    for nights in range(1, 5):
        run, _ = night(web, crawl, Newest, aged(walk.known, timedelta(days=nights)))
        assert run.ledger.basis is Basis.PROBE
    run, _ = night(web, crawl, Newest, aged(walk.known, timedelta(days=5)))
    assert timedelta(days=4) < WALK_AGE < timedelta(days=5)
    assert (run.ledger.basis, [posting.identifier for posting in run.postings]) == (Basis.WALK, ["99"])
    assert read_known(run.known).walks[""].walked_at == run.manifest.started_at


def test_what_was_learnt_under_a_clock_that_was_ahead_is_not_relied_on(web, crawl):
    publish(web, FORTY)
    walk = crawl(Newest, web=web)
    run, _ = night(web, crawl, Newest, aged(walk.known, -timedelta(days=400), also="fetched_at"))
    assert (run.ledger.basis, run.verdict) == (Basis.WALK, DONE)
    assert (run.ledger.fetched, run.ledger.unchanged) == (40, 0)
    assert "is the clock right?" in run.manifest.notes[0]


def test_a_probe_relies_on_nothing_but_a_walk_that_named_exactly_the_total(web, crawl):
    for total in (41, 39):  # counts something else too; counts not everything
        publish(web, FORTY, total=total)
        assert crawl(Newest, web=web).ledger.basis is Basis.WALK
        assert read_known(crawl(Newest, web=web).known).walks == {}


def test_a_walk_with_a_page_that_failed_is_nothing_to_rely_on(web, crawl):
    publish(web, range(60, 0, -1))
    web.put(f"{HOST}/api/33", Answer(status=500))
    walk = crawl(Newest, web=web, settings={"RETRY_TIMES": 0})
    assert (walk.verdict, dict(walk.ledger.failed)) == (DONE, {Cause.HTTP_5XX: 1})
    assert read_known(walk.known).walks == {}


def test_what_is_no_posting_or_is_over_counts_among_the_total_again(web, crawl):
    publish(web, FORTY)
    web.put(f"{HOST}/api?start=20&size=10", answer({"total": 40, "jobs": [{"id": "20"}, *map(job, range(19, 10, -1))]}))
    web.put(f"{HOST}/api/20", answer({"text": "Geen titel"}))
    web.put(f"{HOST}/api/5", Answer(status=410))
    walk = crawl(Newest, web=web)
    run, _ = night(web, crawl, Newest, walk.known)
    assert walk.ledger.rejected == run.ledger.rejected == {"gone": 1, "no title": 1}
    assert (run.ledger.basis, run.ledger.listed, run.ledger.unchanged) == (Basis.PROBE, 40, 38)
    assert {s.identifier for s in run.sightings} == {p.identifier for p in walk.postings}
    again, _ = night(web, crawl, Newest, run.known)
    assert (again.ledger.basis, again.ledger.rejected) == (Basis.PROBE, {"gone": 1, "no title": 1})


WALLS = {
    "a wall": (Answer(status=403), Outcome.BLOCKED),
    "a login": (Answer("<html><head><title>Aanmelden</title></head><input type=password></html>"), Outcome.BLOCKED),
    "half a body": (Answer('{"total": 40, "jobs": [{"id": "40", "ti', kind="application/json"), Outcome.BROKEN),
    "another shape": (answer({"entries": []}), Outcome.BROKEN),
}


@pytest.mark.parametrize("spider", [Newest, FirstPage])
@pytest.mark.parametrize("wall", WALLS)
def test_a_probe_that_meets_a_wall_proves_nothing(wall, spider, web, crawl):
    publish(web, FORTY)
    walk = crawl(spider, web=web)
    said, outcome = WALLS[wall]
    for url in list(web.answers):
        if "?start=" in url:
            web.put(url, said)
    run, _ = night(web, crawl, spider, walk.known)
    assert (run.ledger.outcome, run.ledger.basis, run.sightings) == (outcome, Basis.WALK, [])


def test_a_sample_and_a_full_crawl_do_not_probe(web, crawl):
    publish(web, FORTY)
    walk = crawl(Newest, web=web)
    for orders in ({"changed_only": True, "sample": 2}, {"changed_only": False}):
        run = crawl(Newest, web=web, known=walk.known, **orders)
        assert run.ledger.basis is Basis.WALK


def test_the_pages_validators_outlive_a_probe(web, crawl):
    publish(web, FORTY)
    for url in [url for url in web.answers if "start=" in url]:
        web.put(url, Answer(web.answers[url][0].body, kind="application/json", etag=f'"{url}"'))
    walk = crawl(FirstPage, web=web)
    probed, urls = night(web, crawl, FirstPage, walk.known)
    assert (probed.ledger.basis, urls, probed.manifest.not_modified) == (Basis.PROBE, ["/api?start=0"], 1)
    assert read_known(probed.known).pages == read_known(walk.known).pages
    again, _ = night(web, crawl, FirstPage, aged(probed.known, timedelta(days=5)))
    assert (again.ledger.basis, again.manifest.not_modified, again.ledger.unchanged) == (Basis.WALK, 4, 40)
