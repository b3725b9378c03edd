"""A run that goes wrong keeps the answer that shows why, bounded, without secrets; a good run keeps none."""

from __future__ import annotations

import base64
import json

import orjson
from scrapy.http import Response

from crawlers.evidence import MOST_BYTES, EvidenceFolder, glimpse
from crawlers.secret import hide
from crawlers.trouble import Trouble
from models.run import EVIDENCE_FOLDER, PAGES_PREFIX, Evidence, StoredPage
from models.vocabulary import Cause
from pipeline.landing import LandedRun
from tests.crawlers.small_web import Answer
from tests.crawlers.spiders import HOST, Listed, OneList

WALL = "<html><head><title>Just a moment...</title></head><body>Wacht even.</body></html>"


def evidence_in(folder) -> list[Evidence]:
    return [
        Evidence.from_json(orjson.loads(path.read_bytes())) for path in sorted((folder / EVIDENCE_FOLDER).glob("*"))
    ]


def listing(count: int) -> Answer:
    jobs = [{"id": n, "title": f"J{n}"} for n in range(count)]
    return Answer(json.dumps({"total": count, "jobs": jobs}), kind="application/json")


def test_a_wall_before_the_list_is_kept_with_status_and_headers(web, crawl):
    web.put(f"{HOST}/all", Answer(WALL, headers={"X-Wall": "yes", "Set-Cookie": "visitor=1"}))
    (kept,) = evidence_in(crawl(OneList, web=web).folder)
    assert (kept.cause, kept.url, kept.status) == (Cause.BLOCKED_WALL, f"{HOST}/all", 200)
    assert (kept.body, kept.is_text, kept.is_whole) == (WALL, True, True)
    assert kept.headers["X-Wall"] == "yes"
    assert "Set-Cookie" not in kept.headers


def test_an_error_status_is_kept_with_its_page(web, crawl):
    web.put(f"{HOST}/all", Answer("<h1>Onderhoud</h1>", status=503))
    (kept,) = evidence_in(crawl(OneList, web=web, settings={"RETRY_TIMES": 0}).folder)
    assert (kept.cause, kept.status, kept.body) == (Cause.HTTP_5XX, 503, "<h1>Onderhoud</h1>")


def test_the_rules_that_closed_a_source_are_kept(web, crawl):
    rules = "User-agent: *\nDisallow: /"
    web.put(f"{HOST}/robots.txt", Answer(rules, kind="text/plain"))
    (kept,) = evidence_in(crawl(OneList, web=web).folder)
    assert (kept.cause, kept.url, kept.body) == (Cause.ROBOTS_DISALLOWED, f"{HOST}/robots.txt", rules)


def test_the_first_bad_answer_for_each_cause_is_enough(web, crawl):
    web.put(f"{HOST}/api?start=0", listing(10))
    for n in range(10):
        web.put(f"{HOST}/api/{n}", Answer(f"fout {n}", status=500 if n % 2 else 403))
    kept = evidence_in(crawl(Listed, web=web, settings={"RETRY_TIMES": 0}).folder)
    assert sorted((one.cause, one.status) for one in kept) == [(Cause.BLOCKED_WALL, 403), (Cause.HTTP_5XX, 500)]
    assert all(one.body.startswith("fout ") for one in kept)


def test_a_list_that_is_empty_without_a_word_is_its_own_evidence(web, crawl, monkeypatch):
    monkeypatch.setattr(OneList, "empty_list_confirms", False)
    web.put(f"{HOST}/all", Answer('{"jobs": []}', kind="application/json"))
    (kept,) = evidence_in(crawl(OneList, web=web).folder)
    assert (kept.cause, kept.body) == (Cause.EMPTY_UNCONFIRMED, '{"jobs": []}')


def test_a_good_run_and_a_sample_keep_none(web, crawl):
    web.put(f"{HOST}/all", Answer('{"jobs": [{"id": 1, "title": "Een"}]}', kind="application/json"))
    assert not (crawl(OneList, web=web).folder / EVIDENCE_FOLDER).exists()
    assert not (crawl(OneList, web=web, sample=1).folder / EVIDENCE_FOLDER).exists()


def test_a_long_answer_is_cut_and_one_that_is_no_text_is_kept_in_base64():
    long = glimpse(Response("https://a.be/", body=b"x" * (MOST_BYTES + 1)))
    assert (len(long.body), long.is_whole) == (MOST_BYTES, False)
    packed = glimpse(Response("https://a.be/", body=b"\x1f\x8b\xff\xfe"))
    assert (packed.is_text, base64.b64decode(packed.body)) == (False, b"\x1f\x8b\xff\xfe")


def test_a_secret_is_nowhere_in_the_evidence(tmp_path):
    hide("geheime-sleutel")
    answer = Response(
        "https://a.be/?key=geheime-sleutel", headers={"X-Echo": "geheime-sleutel"}, body=b"geheime-sleutel"
    )
    EvidenceFolder(tmp_path).keep("", Trouble(Cause.KEY_REJECTED), answer)
    (path,) = (tmp_path / EVIDENCE_FOLDER).iterdir()
    assert "geheime" not in path.read_text()


def test_one_run_keeps_a_bounded_number_of_answers(tmp_path):
    folder = EvidenceFolder(tmp_path)
    for board in range(80):
        folder.keep(f"b{board}", Trouble(Cause.HTTP_4XX), Response("https://a.be/", status=404))
    assert len(list((tmp_path / EVIDENCE_FOLDER).iterdir())) == 50


def test_the_page_of_each_posting_that_was_written_is_kept_and_no_other(web, crawl):
    web.put(f"{HOST}/api?start=0", listing(2))
    for n in range(2):
        web.put(f"{HOST}/api/{n}", Answer(json.dumps({"id": n, "title": f"J{n}"}), kind="application/json"))
    first = LandedRun(crawl(Listed, web=web).folder)
    kept = [page for _, _, page in first.pages() if isinstance(page, StoredPage)]
    assert sorted((page.url, page.postings, json.loads(page.body)["title"]) for page in kept) == [
        (f"{HOST}/api/0", ("0",), "J0"),
        (f"{HOST}/api/1", ("1",), "J1"),
    ]
    manifest = first.manifest()
    assert manifest is not None
    assert not any(name.startswith(PAGES_PREFIX) for name in manifest.files)


def test_a_list_that_holds_everything_is_the_page_of_its_postings(web, crawl):
    body = '{"jobs": [{"id": 1, "title": "Een"}, {"id": 2}]}'
    web.put(f"{HOST}/all", Answer(body, kind="application/json"))
    ((_, _, page),) = LandedRun(crawl(OneList, web=web).folder).pages()
    assert isinstance(page, StoredPage)
    assert (page.postings, page.status, page.body, page.is_whole) == (("1",), 200, body, True)
