"""Every cause of the house, what provokes it in a real crawl, and what the run then says of itself."""

from __future__ import annotations

import asyncio
import dataclasses
import errno
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request

import crawlers.run
from crawlers.landing import LinesWriter, read_manifest
from crawlers.pages import Listed as Listing
from crawlers.pages import Page
from crawlers.passport import NO_PASSPORT
from crawlers.posting_spider import PostingSpider
from crawlers.secret import secret
from crawlers.source import source
from models.vocabulary import Cause
from tests.crawlers.small_web import Answer, SmallWeb, gzipped, passport
from tests.crawlers.spiders import HOST, Listed, Mapped, OneList

ALL, MAP, ROBOTS = f"{HOST}/all", f"{HOST}/sitemap.xml", f"{HOST}/robots.txt"
ONE = {"jobs": [{"id": 1, "title": "Een", "text": "<p>Een</p>"}]}
CLOSED = Answer("User-agent: *\nDisallow: /", kind="text/plain")


def in_json(data: object, **more: Any) -> Answer:
    return Answer(json.dumps(data), kind="application/json", **more)


def titled(title: str) -> Answer:
    return Answer(f"<html><head><title>{title}</title></head><body></body></html>")


@dataclass
class Case:
    """What a small web answers to a spider, and what must come of it."""

    outcome: str
    answers: dict[str, Answer | Callable[..., Answer]] = field(default_factory=dict)
    spider: type[PostingSpider] = OneList
    settings: dict[str, Any] = field(default_factory=dict)
    crawl: dict[str, Any] = field(default_factory=dict)
    """Further orders."""
    patch: dict[str, Any] = field(default_factory=dict)
    """Attributes of the spider."""
    gateway: str = ""
    """Another address than the small web's."""
    disk: Callable[..., Any] | None = None
    """What takes the place of the writing of a line."""


def slowly(_asked: object) -> Answer:
    time.sleep(1)
    return in_json(ONE)


def raising(*_: object) -> None:
    raise RuntimeError("a mistake of ours")


def full_after(lines: int) -> Callable[..., None]:
    """Return a writing that finds the disk full after so many lines."""
    write, written = LinesWriter.write, []

    def write_or_fail(writer: LinesWriter, record: Any) -> None:
        if len(written) == lines:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written.append(record)
        write(writer, record)

    return write_or_fail


def stopping(spider: PostingSpider, *_: object) -> Page:
    """End the crawl as a signal from outside does, with the list read and its postings still to be fetched."""
    engine = spider.crawler.engine
    assert engine is not None
    tasks.append(asyncio.get_running_loop().create_task(engine.close_spider_async(reason="shutdown")))
    wanted = [Request(f"{HOST}/api/{n}") for n in range(5)]
    return Page([Listing({"identifier": request.url}, request) for request in wanted], ended="all")


tasks: list[asyncio.Task[None]] = []
"""Kept, for a task that nobody holds may vanish."""


def paged(count: int, *, total: int) -> Answer:
    return in_json({"total": total, "jobs": [{"id": n, "title": f"J{n}"} for n in range(count)]})


def pages_of_jobs(count: int) -> dict[str, Answer]:
    jobs = {f"{HOST}/api/{n}": in_json({"title": f"J{n}", "text": f"Tekst {n}"}) for n in range(count)}
    return {f"{HOST}/api?start=0": paged(count, total=count), **jobs}


CASES: dict[Cause, Case] = {
    Cause.FINISHED: Case("complete", {ALL: in_json(ONE)}),
    Cause.DNS: Case("broken", gateway="http://nowhere.invalid"),
    Cause.TIMEOUT: Case("broken", {ALL: slowly}, settings={"DOWNLOAD_TIMEOUT": 0.3}),
    Cause.TLS: Case("broken", {ALL: in_json(ONE)}, gateway="https"),
    Cause.CONNECTION: Case("broken", gateway="http://127.0.0.1:9"),
    Cause.REDIRECT_LOOP: Case("broken", {ALL: Answer(status=301, headers={"Location": ALL})}),
    Cause.HTTP_4XX: Case("broken", {ALL: Answer(status=404)}),
    Cause.HTTP_5XX: Case("broken", {ALL: Answer(status=503)}),
    Cause.RATE_LIMITED: Case("blocked", {ALL: Answer(status=429)}),
    Cause.BLOCKED_WALL: Case("blocked", {ALL: Answer(status=403)}),
    Cause.CONSENT_PAGE: Case("blocked", {ALL: titled("Voordat je verdergaat")}),
    Cause.LOGIN_WALL: Case("blocked", {ALL: Answer(status=401)}),
    Cause.ROBOTS_DISALLOWED: Case("skipped", {ALL: in_json(ONE), ROBOTS: CLOSED}),
    Cause.ROBOTS_UNREACHABLE: Case("blocked", {ALL: in_json(ONE), ROBOTS: Answer(status=500)}),
    Cause.ROBOTS_CHANGED: Case(
        "skipped",
        {ALL: in_json(ONE), ROBOTS: CLOSED},
        patch={"passport": passport(robots_sha256={HOST.partition("//")[2]: "of the one that was read"})},
    ),
    Cause.TDM_RESERVED: Case("skipped", {ALL: in_json(ONE, headers={"tdm-reservation": "1"})}),
    Cause.NOT_JSON: Case("broken", {ALL: Answer("<html><body><main>Welkom</main></body></html>")}),
    Cause.NOT_XML: Case("broken", {MAP: Answer("no sitemap at all", kind="text/xml")}, spider=Mapped),
    Cause.SCHEMA_CHANGED: Case("broken", {ALL: in_json({"vacancies": []})}),
    Cause.SELECTOR_EMPTY: Case("broken", {ALL: in_json({"jobs": [{"id": 1}, {"id": 2}]})}),
    Cause.EMPTY_CONFIRMED: Case("empty_confirmed", {ALL: in_json({"jobs": []})}),
    Cause.EMPTY_UNCONFIRMED: Case("broken", {ALL: in_json({"jobs": []})}, patch={"empty_list_confirms": False}),
    Cause.TRUNCATED_BODY: Case(
        "broken",
        {ALL: Answer(gzipped(json.dumps(ONE))[:30], kind="application/json", headers={"Content-Encoding": "gzip"})},
    ),
    Cause.TRUNCATED_PAGES: Case(
        "truncated",
        {**pages_of_jobs(10), f"{HOST}/api?start=0": paged(10, total=20)},
        spider=Listed,
        patch={"max_pages": 1},
    ),
    Cause.DECLARED_MISMATCH: Case(
        "partial",
        {**pages_of_jobs(10), f"{HOST}/api?start=0": paged(10, total=20), f"{HOST}/api?start=10": paged(0, total=20)},
        spider=Listed,
    ),
    Cause.DUPLICATE_PAGES: Case(
        "partial",
        {**pages_of_jobs(10), f"{HOST}/api?start=0": paged(10, total=20), f"{HOST}/api?start=10": paged(10, total=20)},
        spider=Listed,
    ),
    Cause.KEY_REJECTED: Case("blocked", {ALL: Answer(status=403)}, patch={"passport": passport(keys=("A_KEY",))}),
    Cause.SAMPLE: Case("truncated", {ALL: in_json(ONE)}, crawl={"sample": 1}),
    Cause.CRASHED: Case("broken", {ALL: in_json(ONE)}, patch={"read_list": raising}),
    Cause.CANCELLED: Case("partial", {ALL: in_json(ONE)}, patch={"read_list": stopping}, crawl={"min_delay": 0.5}),
    Cause.TIME_LIMIT: Case(
        "truncated", pages_of_jobs(10), Listed, {"CLOSESPIDER_TIMEOUT": 1}, crawl={"min_delay": 0.4}
    ),
    Cause.MEMORY_LIMIT: Case(
        "truncated",
        pages_of_jobs(10),
        Listed,
        {"MEMUSAGE_ENABLED": True, "MEMUSAGE_LIMIT_MB": 1, "MEMUSAGE_CHECK_INTERVAL_SECONDS": 0.3},
        crawl={"min_delay": 0.4},
    ),
    Cause.WRITE_FAILED: Case("truncated", pages_of_jobs(10), Listed, disk=full_after(5)),
}

WITHOUT_A_REQUEST = {
    Cause.KEY_MISSING: "adzuna",
    Cause.PASSPORT_OVERDUE: "lever",
    Cause.PASSPORT_MISSING: "lever",
    Cause.REFUSED: "linkedin",
}


def test_every_cause_has_its_case():
    assert set(CASES) | set(WITHOUT_A_REQUEST) == set(Cause)


@pytest.mark.parametrize("cause", CASES)
def test_a_cause_is_what_its_case_provokes(cause: Cause, web: SmallWeb, crawl, monkeypatch):
    case = CASES[cause]
    for url, answer in case.answers.items():
        web.put(url, answer)
    for name, value in case.patch.items():
        monkeypatch.setattr(case.spider, name, value)
    if case.disk is not None:
        monkeypatch.setattr(LinesWriter, "write", case.disk)
    address = {"": web.address, "https": web.address.replace("http:", "https:")}.get(case.gateway, case.gateway)
    settings = {"RETRY_TIMES": 0, "REDIRECT_MAX_TIMES": 3, **case.settings}
    run = crawl(case.spider, web=SimpleNamespace(address=address), settings=settings, **case.crawl)
    assert run.verdict == (case.outcome, cause)
    assert (run.manifest.outcome, run.manifest.cause) == (case.outcome, cause)


def test_a_full_disk_ends_the_crawl_and_what_did_not_land_is_not_known(web: SmallWeb, crawl, monkeypatch):
    for url, answer in pages_of_jobs(40).items():
        web.put(url, answer)
    before = crawl(Listed, web=web, sample=2)
    monkeypatch.setattr(LinesWriter, "write", full_after(5))
    asked = len(web.asked)
    run = crawl(Listed, web=web, known=before.known, changed_only=True)
    assert run.verdict == ("truncated", Cause.WRITE_FAILED)
    assert run.manifest.notes[-1] == f"{run.folder}: No space left on device"
    assert 0 < len(run.postings) < 5 < run.ledger.listed, "what had landed stays"
    kept = (run.ledger.fetched, run.ledger.unchanged)
    assert kept == (len(run.postings), len(run.sightings)), "and the books tell of nothing else"
    assert run.ledger.failed == {"write_failed": run.ledger.listed - sum(kept)}
    assert run.ledger.balance == 0
    assert sum(run.manifest.files.values()) == sum(kept)
    assert not list(run.folder.glob("pages-*")), "pages make room"
    assert not run.known.exists()
    assert len(web.asked) - asked < 40, "the source is not asked for what cannot be kept"


def test_a_key_that_is_rejected_is_named_never_shown(web: SmallWeb, crawl, monkeypatch):
    monkeypatch.setenv("A_KEY", "s3cret-word")
    monkeypatch.setattr(OneList, "passport", passport(keys=("A_KEY",)))
    monkeypatch.setattr(OneList, "signed", lambda _, asked: asked.replace(url=f"{asked.url}?key={secret('A_KEY')}"))
    web.put(f"{ALL}?key=s3cret-word", Answer(status=401))
    run = crawl(OneList, web=web, settings={"RETRY_TIMES": 0})
    assert run.verdict == ("blocked", Cause.KEY_REJECTED)
    assert run.ledger.detail == f"401 at {ALL}?key=***; check A_KEY"


def test_without_a_key_a_passport_or_permission_no_request_is_made(tmp_path, monkeypatch, capsys):
    for name in ("BELFRY_ADZUNA_APP_ID", "BELFRY_ADZUNA_APP_KEY"):
        monkeypatch.delenv(name, raising=False)
    lever = source("lever")
    passports = {
        Cause.PASSPORT_MISSING: NO_PASSPORT,
        Cause.PASSPORT_OVERDUE: passport(reviewed_on=date(2020, 1, 1)),
    }
    for cause, name in WITHOUT_A_REQUEST.items():
        changed = dataclasses.replace(lever, passport=passports[cause]) if cause in passports else source(name)
        monkeypatch.setattr(crawlers.run, "source", lambda _name, changed=changed: changed)
        status = crawlers.run.main([name, f"--landing={tmp_path}", f"--run-id={cause}"])
        manifest = read_manifest(tmp_path / name / cause)
        if cause is Cause.REFUSED:
            assert (status, manifest) == (2, None)
            assert source(name).passport.reading in capsys.readouterr().err
        else:
            assert status == 0
            assert manifest is not None
            assert (manifest.outcome, manifest.cause, manifest.requests) == ("skipped", cause, 0)
