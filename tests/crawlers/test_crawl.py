"""How a crawl ends: only a sign of the source ends a list, every posting and every failure is accounted for."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta

import pytest

from crawlers import known
from crawlers.boards import Board
from crawlers.page_sequence import IDLE_PAGES
from models.vocabulary import Cause
from tests.crawlers.small_web import Answer, gzipped, passport
from tests.crawlers.spiders import HOST, Carded, Listed, Mapped, OneList


def job(number: int) -> dict[str, object]:
    return {"id": str(number), "title": f"Job {number}"}


def answer(data: object, **more) -> Answer:
    return Answer(json.dumps(data), kind="application/json", **more)


def list_of(count: int, *, total: int | None = None):
    """Return the answers of a paged list of so many postings."""
    pages = {}
    for start in range(0, max(count, 1), 10):
        jobs = [job(number) for number in range(start, min(start + 10, count))]
        pages[f"{HOST}/api?start={start}"] = {"total": count if total is None else total, "jobs": jobs}
    return pages


def fill(web, count: int, *, total: int | None = None) -> None:
    for url, data in list_of(count, total=total).items():
        web.put(url, answer(data))
    for number in range(count):
        web.put(f"{HOST}/api/{number}", answer({"title": f"Job {number}", "text": f"<p>Tekst {number}</p>"}))


def test_a_whole_list_is_complete_and_balances(web, crawl):
    fill(web, 25)
    run = crawl(Listed, web=web)
    assert run.verdict == ("complete", "finished")
    assert (run.ledger.declared, run.ledger.listed, run.ledger.fetched) == (25, 25, 25)
    assert len(run.postings) == 25
    assert run.manifest.requests == len(web.asked)
    assert run.manifest.files == {"part-00001.jsonl.gz": 25}


@pytest.mark.parametrize("page", [0, 10, 20])
@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (Answer(status=503), "http_5xx"),
        (Answer(status=404), "http_4xx"),
        (Answer(status=403), "blocked_wall"),
        (answer({}), "schema_changed"),
        (Answer('{"total": 25, "jobs": [', kind="application/json"), "truncated_body"),
        (Answer("<html><body><main>Welkom</main></body></html>"), "not_json"),
        (
            Answer(gzipped(json.dumps(list_of(25)[f"{HOST}/api?start=0"]))[:60], headers={"Content-Encoding": "gzip"}),
            "truncated_body",
        ),
        (Answer(json.dumps({"jobs": []}), kind="application/json", cut=5), "truncated_body"),
    ],
)
def test_a_fault_on_any_page_is_never_the_last_page(page, fault, cause, web, crawl):
    fill(web, 25)
    web.put(f"{HOST}/api?start={page}", fault)
    run = crawl(Listed, web=web, settings={"RETRY_TIMES": 0})
    outcome, found = run.verdict
    assert found == cause
    assert outcome == ("blocked" if cause == "blocked_wall" else "broken" if page == 0 else "partial")


def test_a_page_that_comes_again_is_no_end(web, crawl):
    fill(web, 25)
    web.put(f"{HOST}/api?start=10", answer(list_of(25)[f"{HOST}/api?start=0"]))
    assert crawl(Listed, web=web).verdict == ("partial", "duplicate_pages")


def test_an_empty_page_before_the_declared_total_is_a_mismatch(web, crawl):
    fill(web, 25)
    web.put(f"{HOST}/api?start=20", answer({"total": 25, "jobs": []}))
    run = crawl(Listed, web=web)
    assert run.verdict == ("partial", "declared_mismatch")
    assert run.ledger.detail == "20 listed of 25 declared"


def test_a_list_without_end_stops_at_our_limit_and_says_so(web, crawl, monkeypatch):
    monkeypatch.setattr(Listed, "max_pages", 4)
    fill(web, 90)
    run = crawl(Listed, web=web)
    assert run.verdict == ("truncated", "truncated_pages")
    assert len([url for url in web.urls() if "start=" in url]) == 4


def test_cards_end_with_a_page_of_the_site_that_has_none(web, crawl):
    def cards(*numbers: int) -> Answer:
        items = "".join(f"<li class='kaart'><a href='/v/{n}'>Kaart {n}</a></li>" for n in numbers)
        return Answer(f"<html><body><main><ul>{items}</ul></main></body></html>")

    for n in (1, 2, 3):
        web.put(f"{HOST}/v/{n}", Answer(f"<html><body><main><div class='tekst'><p>{n}</p></div></main></body></html>"))
    web.put(f"{HOST}/vacatures?p=0", cards(1, 2))
    web.put(f"{HOST}/vacatures?p=1", cards(3))
    web.put(f"{HOST}/vacatures?p=2", cards())
    web.put(f"{HOST}/vacatures?p=3", cards())
    assert crawl(Carded, web=web).verdict == ("complete", "finished")
    web.put(f"{HOST}/vacatures?p=2", Answer("<html><body>Er ging iets mis</body></html>"))
    assert crawl(Carded, web=web).verdict == ("partial", "truncated_pages")
    web.put(f"{HOST}/vacatures?p=2", Answer("<html><body><main><ul><li class='ka"))
    assert crawl(Carded, web=web, settings={"RETRY_TIMES": 0}).verdict == ("partial", "truncated_body")


def test_one_page_without_cards_is_no_end_while_the_pages_are_full(web, crawl, monkeypatch):
    def cards(*numbers: int) -> Answer:
        items = "".join(f"<li class='kaart'><a href='/v/{n}'>Kaart {n}</a></li>" for n in numbers)
        return Answer(f"<html><body><main><ul>{items}</ul></main></body></html>")

    for n in range(6):
        web.put(f"{HOST}/v/{n}", Answer(f"<html><body><main><div class='tekst'><p>{n}</p></div></main></body></html>"))
    error = Answer("<html><body><main>Er ging iets mis</main></body></html>")
    monkeypatch.setattr(Carded, "page_size", 2)
    for number, page in enumerate((cards(0, 1), error, cards(4, 5), cards(), cards())):
        web.put(f"{HOST}/vacatures?p={number}", page)
    run = crawl(Carded, web=web)
    assert (run.verdict, run.ledger.fetched) == (("partial", "selector_empty"), 2)
    assert run.ledger.detail.startswith("cards on page 2, but none on the page before it")
    web.put(f"{HOST}/vacatures?p=1", cards(2, 3))
    run = crawl(Carded, web=web)
    assert (run.verdict, run.ledger.fetched) == (("complete", "finished"), 6)
    web.put(f"{HOST}/vacatures?p=2", cards(4))
    before = len(web.asked)
    assert crawl(Carded, web=web).verdict == ("complete", "finished")
    assert f"{HOST}/vacatures?p=4" not in [asked.url for asked in web.asked[before:]], "a page that is not full is last"


def test_only_the_sources_own_word_confirms_an_empty_board(web, crawl, monkeypatch):
    web.put(f"{HOST}/all", answer({"jobs": []}))
    assert crawl(OneList, web=web).verdict == ("empty_confirmed", "empty_confirmed")
    monkeypatch.setattr(OneList, "empty_list_confirms", False)
    assert crawl(OneList, web=web).verdict == ("broken", "empty_unconfirmed")
    web.put(f"{HOST}/api?start=0", answer({"total": 0, "jobs": []}))
    assert crawl(Listed, web=web).verdict == ("empty_confirmed", "empty_confirmed")
    web.put(f"{HOST}/api?start=0", answer({"total": 7, "jobs": []}))
    assert crawl(Listed, web=web).verdict == ("broken", "declared_mismatch")
    web.put(
        f"{HOST}/sitemap.xml",
        Answer("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'></urlset>", kind="text/xml"),
    )
    assert crawl(Mapped, web=web).verdict == ("broken", "empty_unconfirmed")


def test_what_can_be_no_posting_is_rejected_with_its_reason(web, crawl):
    jobs = [
        job(1),
        {"id": "2"},
        {"id": "3", "title": "  "},
        {"title": "Zonder nummer"},
        job(1),
        {"id": "a\0b", "title": "x"},
    ]
    web.put(f"{HOST}/all", answer({"jobs": jobs}))
    run = crawl(OneList, web=web)
    assert run.ledger.balance == 0
    assert run.ledger.rejected == {"no title": 2, "no identifier": 2}
    assert [posting.identifier for posting in run.postings] == ["1"]
    assert run.verdict == ("partial", "schema_changed"), "most of a list unreadable: the source changed its shape"


def test_a_nul_and_a_lone_surrogate_in_a_title_land_as_published(web, crawl):
    body = '{"jobs": [{"id": 1, "title": "Kaai\\u0000meester"}, {"id": 2, "title": "Lood\\ud800s"}]}'
    web.put(f"{HOST}/all", Answer(body, kind="application/json"))
    run = crawl(OneList, web=web)
    assert [posting.title for posting in run.postings] == ["Kaai\0meester", "Lood\ud800s"]


def test_a_description_of_five_megabytes_lands_whole(web, crawl):
    text = "<p>Lang verhaal.</p>" * 262_144
    web.put(f"{HOST}/all", answer({"jobs": [{**job(1), "text": text}]}))
    (posting,) = crawl(OneList, web=web).postings
    assert posting.description == text


def test_an_answer_beyond_the_limit_is_refused(web, crawl):
    web.put(
        f"{HOST}/all", Answer(gzipped(b" " * 11_000_000), headers={"Content-Encoding": "gzip"}, kind="application/json")
    )
    assert crawl(OneList, web=web).verdict == ("broken", "truncated_body")


def test_a_posting_that_is_gone_is_a_finding_and_one_that_fails_a_failure(web, crawl):
    fill(web, 20)
    web.put(f"{HOST}/api/3", Answer(status=410))
    run = crawl(Listed, web=web)
    assert run.verdict == ("complete", "finished")
    assert run.ledger.rejected == {"gone": 1}
    web.put(f"{HOST}/api/4", Answer(status=500))
    run = crawl(Listed, web=web, settings={"RETRY_TIMES": 0})
    assert run.verdict == ("partial", "http_5xx")
    assert run.ledger.failed == {"http_5xx": 1}
    assert "1 of 20" in str(run.ledger.detail)


@pytest.mark.parametrize(
    ("count", "gone", "verdict"),
    [
        (1, 1, ("broken", "http_4xx")),
        (20, 20, ("broken", "http_4xx")),
        (20, 11, ("partial", "http_4xx")),
        (20, 10, ("complete", "finished")),
        (4, 3, ("complete", "finished")),
    ],
)
def test_a_board_most_of_whose_postings_are_not_found_has_not_said_all(count, gone, verdict, web, crawl):
    fill(web, count)
    for number in range(gone):
        web.put(f"{HOST}/api/{number}", Answer("<h1>Niet gevonden</h1>", status=404))
    run = crawl(Listed, web=web)
    assert run.verdict == verdict
    assert run.ledger.rejected == {"gone": gone}


def test_what_stays_listed_although_it_is_gone_is_looked_for_three_times_then_once_a_week(web, crawl, monkeypatch):
    fill(web, 20)
    web.put(f"{HOST}/api/3", Answer(status=404))
    run = crawl(Listed, web=web)
    for asked in (1, 1, 0, 0):
        begun = len(web.asked)
        run = crawl(Listed, web=web, known=run.known, changed_only=True)
        assert run.verdict == ("complete", "finished")
        assert (run.ledger.rejected, run.ledger.unchanged) == ({"gone": 1}, 19)
        assert "3" not in {sighting.identifier for sighting in run.sightings}
        assert [one.url for one in web.asked[begun:]].count(f"{HOST}/api/3") == asked
    monkeypatch.setattr(known, "GONE_AGE", timedelta(0))
    web.put(f"{HOST}/api/3", answer({"title": "Job 3", "text": "Weer open"}))
    assert [posting.title for posting in crawl(Listed, web=web, known=run.known, changed_only=True).postings] == [
        "Job 3"
    ]


def test_one_page_for_many_postings_is_a_wall(web, crawl):
    fill(web, 20)
    for number in range(20):
        web.put(f"{HOST}/api/{number}", answer({"title": "Sorry", "text": "<p>Iets later.</p>"}))
    run = crawl(Listed, web=web)
    assert run.verdict == ("blocked", "blocked_wall")
    assert run.ledger.fetched <= 2


def test_a_redirect_to_another_site_is_not_read(web, crawl):
    web.put(f"{HOST}/all", Answer(status=302, headers={"Location": "https://login.elders.example/"}))
    web.put("https://login.elders.example/", answer({"jobs": [job(1)]}))
    assert crawl(OneList, web=web).verdict == ("blocked", "blocked_wall")


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "http://127.0.0.1/x", "http://169.254.169.254/", "data:text/html,x"]
)
def test_a_redirect_to_an_unsafe_target_is_not_followed(target, web, crawl):
    web.put(f"{HOST}/all", Answer(status=302, headers={"Location": target}))
    run = crawl(OneList, web=web)
    assert run.postings == []
    assert run.ledger.outcome in {"broken", "blocked"}
    assert [url for url in web.urls() if url != f"{HOST}/all"] == []


def test_a_sitemap_that_names_another_site_is_not_followed_there(web, crawl):
    entries = "".join(
        f"<url><loc>{u}/job/{n}</loc></url>" for n, u in enumerate([HOST, "https://kwaad.example", "http://10.0.0.1"])
    )
    web.put(f"{HOST}/sitemap.xml", Answer(f"<urlset>{entries}</urlset>", kind="text/xml"))
    web.put(
        f"{HOST}/job/0",
        Answer('<html><script type="application/ld+json">{"@type":"JobPosting","title":"A"}</script></html>'),
    )
    run = crawl(Mapped, web=web)
    assert run.ledger.rejected == {"foreign address": 2}
    assert [posting.title for posting in run.postings] == ["A"]


SITEMAPS = {
    "billion laughs": '<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<urlset><url><loc>&b;</loc></url></urlset>",
    "an external entity": '<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    "<urlset><url><loc>https://jobs.windvaan.be/job/&x;</loc></url></urlset>",
    "cut": "<urlset><url><loc>https://jobs.windvaan.be/job/1</loc></url><url><lo",
    "HTML": "<html><body>Geen kaart</body></html>",
    "nothing": "",
    "text": "https://jobs.windvaan.be/job/1",
    "indexes without end": f"<sitemapindex><sitemap><loc>{HOST}/sitemap.xml</loc></sitemap></sitemapindex>",
}


@pytest.mark.parametrize("name", SITEMAPS)
def test_a_malformed_sitemap_is_broken_never_empty(name, web, crawl):
    web.put(f"{HOST}/sitemap.xml", Answer(SITEMAPS[name], kind="application/xml"))
    run = crawl(Mapped, web=web, settings={"RETRY_TIMES": 0})
    assert run.ledger.outcome == "broken"
    assert run.postings == []


def test_sitemap_indexes_are_followed_three_deep(web, crawl):
    def index(name: str) -> Answer:
        return Answer(f"<sitemapindex><sitemap><loc>{HOST}/{name}.xml</loc></sitemap></sitemapindex>", kind="text/xml")

    web.put(f"{HOST}/sitemap.xml", index("a"))
    web.put(f"{HOST}/a.xml", index("b"))
    web.put(f"{HOST}/b.xml", index("c"))
    run = crawl(Mapped, web=web)
    assert run.verdict == ("broken", "truncated_pages")
    assert f"{HOST}/c.xml" not in web.urls()


def test_a_gzipped_sitemap_is_read_and_half_of_one_is_not(web, crawl):
    body = gzipped(f"<urlset>{''.join(f'<url><loc>{HOST}/job/{n}</loc></url>' for n in range(50))}</urlset>")
    page = '<html><script type="application/ld+json">{"@type":"JobPosting","title":"T%d"}</script></html>'
    for number in range(50):
        web.put(f"{HOST}/job/{number}", Answer(page % number))
    web.put(f"{HOST}/sitemap.xml", Answer(body, kind="application/gzip"))
    assert crawl(Mapped, web=web).verdict == ("complete", "finished")
    web.put(f"{HOST}/sitemap.xml", Answer(body[:-20], kind="application/gzip"))
    assert crawl(Mapped, web=web).verdict == ("broken", "truncated_body")


# --- fewer requests --------------------------------------------------------------------------------------------------


def test_an_unchanged_night_costs_at_most_a_twentieth(web, crawl):
    fill(web, 200)
    first = crawl(Listed, web=web)
    assert first.verdict == ("complete", "finished")
    second = crawl(Listed, web=web, known=first.known, changed_only=True)
    # Of 200 postings in 20 list pages a night asks the lists, and for a host not asked today its rules.
    assert second.manifest.requests <= 20 + 2
    entry = "<url><loc>%s/job/%d</loc><lastmod>2026-11-01</lastmod></url>"
    entries = "".join(entry % (HOST, n) for n in range(200))
    page = '<html><script type="application/ld+json">{"@type":"JobPosting","title":"T%d","skills":"%s"}</script></html>'
    for number in range(200):
        web.put(f"{HOST}/job/{number}", Answer(page % (number, "Tekst " * 300)))
    web.put(f"{HOST}/sitemap.xml", Answer(f"<urlset>{entries}</urlset>", kind="text/xml", etag='"v1"'))
    full = crawl(Mapped, web=web)
    night = crawl(Mapped, web=web, known=full.known, changed_only=True)
    assert full.verdict == night.verdict == ("complete", "finished")
    assert night.manifest.requests <= 0.05 * full.manifest.requests
    assert night.manifest.bytes <= 0.05 * full.manifest.bytes
    assert night.manifest.not_modified == 1
    assert len(night.sightings) == 200


def test_each_page_of_a_list_may_answer_that_it_is_unchanged(web, crawl):
    for url, data in list_of(35).items():
        web.put(url, answer(data, etag=f'"{url[-2:]}"'))
    for number in range(35):
        web.put(f"{HOST}/api/{number}", answer({"title": f"Job {number}", "text": f"Tekst {number}"}))
    first = crawl(Listed, web=web)
    second = crawl(Listed, web=web, known=first.known, changed_only=True)
    assert second.verdict == ("complete", "finished")
    assert (second.ledger.declared, second.ledger.unchanged, second.manifest.not_modified) == (35, 35, 4)
    changed = list_of(35)[f"{HOST}/api?start=20"]
    changed["jobs"][0]["title"] = "Nu anders"
    web.put(f"{HOST}/api?start=20", answer(changed, etag='"v2"'))
    third = crawl(Listed, web=web, known=second.known, changed_only=True)
    assert third.verdict == ("complete", "finished")
    assert (third.manifest.not_modified, third.ledger.unchanged, third.ledger.fetched) == (3, 34, 1)


def test_a_list_asked_with_a_key_is_remembered_without_it(web, crawl):
    class Keyed(Listed):
        passport = passport(keys=("BELFRY_TEST_KEY",))

        def signed(self, request):
            request.headers["Authorization"] = "Bearer s3cret"
            return request.replace(url=f"{request.url}&key=s3cret")

    for url, data in list_of(35).items():
        web.put(f"{url}&key=s3cret", answer(data, etag='"v1"'))
    for number in range(35):
        web.put(f"{HOST}/api/{number}&key=s3cret", answer({"title": f"Job {number}", "text": "Tekst"}))
    first = crawl(Keyed, web=web)
    night = crawl(Keyed, web=web, known=first.known, changed_only=True)
    assert first.verdict == night.verdict == ("complete", "finished")
    assert (night.ledger.unchanged, night.manifest.not_modified) == (35, 4)
    for run in (first, night):
        assert b"s3cret" not in gzip.decompress(run.known.read_bytes())


def test_one_failed_board_does_not_cost_the_others_their_memory(web, crawl):
    for board in ("goed", "stuk"):
        web.put(f"https://{board}.jobs.windvaan.be/sitemap.xml", sitemap_of(board))
        web.put(f"https://{board}.jobs.windvaan.be/job/1", marked("Sluiswachter"))
    boards = [Board(source="sextant", token=b, url=f"https://{b}.jobs.windvaan.be") for b in ("goed", "stuk")]
    first = crawl(Mapped, web=web, boards=boards)
    web.put("https://stuk.jobs.windvaan.be/sitemap.xml", Answer(status=404))
    second = crawl(Mapped, web=web, boards=boards, known=first.known, changed_only=True)
    assert second.manifest.outcome == "broken"
    assert [(b.board, b.unchanged) for b in second.manifest.boards] == [("goed", 1), ("stuk", 0)]
    web.put("https://stuk.jobs.windvaan.be/sitemap.xml", sitemap_of("stuk"))
    third = crawl(Mapped, web=web, boards=boards, known=second.known, changed_only=True)
    assert [(b.board, b.unchanged) for b in third.manifest.boards] == [("goed", 1), ("stuk", 1)]


def test_a_crawl_of_one_board_leaves_the_memory_of_the_others(web, crawl):
    for board in ("goed", "stuk"):
        web.put(f"https://{board}.jobs.windvaan.be/sitemap.xml", sitemap_of(board))
        web.put(f"https://{board}.jobs.windvaan.be/job/1", marked("Sluiswachter"))
    goed, stuk = (Board(source="sextant", token=b, url=f"https://{b}.jobs.windvaan.be") for b in ("goed", "stuk"))
    first = crawl(Mapped, web=web, boards=[goed, stuk])
    second = crawl(Mapped, web=web, boards=[goed], known=first.known, changed_only=True)
    third = crawl(Mapped, web=web, boards=[stuk], known=second.known, changed_only=True)
    assert third.ledger.unchanged == 1


def sitemap_of(board: str) -> Answer:
    entry = f"<url><loc>https://{board}.jobs.windvaan.be/job/1</loc><lastmod>2026-11-01</lastmod></url>"
    return Answer(f"<urlset>{entry}</urlset>", kind="text/xml")


def marked(title: str) -> Answer:
    data = json.dumps({"@type": "JobPosting", "title": title, "description": f"<p>{title}</p>"})
    return Answer(f'<html><body><script type="application/ld+json">{data}</script></body></html>')


def test_only_what_is_new_or_changed_is_fetched(web, crawl):
    fill(web, 20)
    first = crawl(Listed, web=web)
    web.put(
        f"{HOST}/api?start=0",
        answer(
            {
                "total": 21,
                "jobs": [{"id": "3", "title": "Nu anders"}] + [job(n) for n in range(9) if n != 3] + [job(99)],
            }
        ),
    )
    web.put(f"{HOST}/api?start=10", answer({"total": 21, "jobs": [job(9)] + [job(n) for n in range(10, 20)]}))
    web.put(f"{HOST}/api/99", answer({"title": "Nieuw", "text": "<p>n</p>"}))
    before = len(web.asked)
    second = crawl(Listed, web=web, known=first.known, changed_only=True)
    details = [a.url for a in web.asked[before:] if "/api/" in a.url]
    assert sorted(details) == [f"{HOST}/api/3", f"{HOST}/api/99"]
    assert second.ledger.unchanged == 19
    assert second.ledger.balance == 0


def test_what_failed_is_seen_all_the_same_and_fetched_the_next_night(web, crawl):
    fill(web, 20)
    first = crawl(Listed, web=web)
    web.put(
        f"{HOST}/api?start=0",
        answer({"total": 20, "jobs": [{"id": "0", "title": "Veranderd"}] + [job(n) for n in range(1, 10)]}),
    )
    web.put(f"{HOST}/api/0", Answer(status=500))
    second = crawl(Listed, web=web, known=first.known, changed_only=True, settings={"RETRY_TIMES": 0})
    assert second.ledger.failed == {"http_5xx": 1}
    assert "0" in {sighting.identifier for sighting in second.sightings}
    web.put(f"{HOST}/api/0", answer({"title": "Veranderd", "text": "<p>x</p>"}))
    third = crawl(Listed, web=web, known=second.known, changed_only=True)
    assert [posting.identifier for posting in third.postings] == ["0"]


def test_a_sample_and_a_single_address_are_truncated_runs(web, crawl):
    fill(web, 50)
    run = crawl(Listed, web=web, sample=3)
    assert run.verdict == ("truncated", "sample")
    assert run.ledger.fetched == 3
    assert len(web.urls()) == 4
    run = crawl(Listed, web=web, only_url=f"{HOST}/api/7")
    assert run.verdict == ("truncated", "sample")
    assert [posting.title for posting in run.postings] == ["Job 7"]


def test_a_limit_of_time_truncates_and_accounts_for_the_rest(web, crawl):
    fill(web, 20)
    run = crawl(Listed, web=web, min_delay=0.4, settings={"CLOSESPIDER_TIMEOUT": 1})
    assert run.verdict == ("truncated", "time_limit")
    assert run.ledger.listed == run.ledger.fetched + sum(run.ledger.failed.values())


def test_the_causes_of_the_house_are_at_least_twenty():
    assert len(Cause) >= 20
    assert IDLE_PAGES == 3
