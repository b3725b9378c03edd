"""What real sources do to mislead a reader, one test each: on our own pages in the sources' shapes."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta

import pytest
from scrapy.http import TextResponse

from crawlers.boards import Board
from crawlers.extract import extract
from crawlers.source import source
from models.raw import RawPosting
from tests.crawlers.small_web import PAGES, Answer
from tests.crawlers.spiders import HOST, Listed


def read(name: str, file: str) -> list[RawPosting]:
    """Return the postings of one of our saved pages."""
    rows = csv.DictReader((PAGES / name / "recordings.csv").read_text().splitlines())
    row = next(row for row in rows if row["file"] == file)
    body = (PAGES / name / file).read_text().replace("{{today}}", datetime.now(tz=UTC).date().isoformat())
    return list(extract(name, body.encode(), url=row["url"], board=row["board"]))


def saved(name: str, file: str) -> str:
    return (PAGES / name / file).read_text()


# --- who the employer is ---------------------------------------------------------------------------------------------


def test_an_intermediary_in_a_job_posting_is_not_the_employer():
    marked = {"@type": "JobPosting", "title": "Dekker", "hiringOrganization": {"name": "Jobat"}}
    page = f'<html><script type="application/ld+json">{json.dumps(marked)}</script></html>'
    (posting,) = extract("jsonld", page.encode(), url="https://www.reiekant.be/vacatures/1")
    assert (posting.hiring_organization, posting.extra["intermediary"]) == (None, "Jobat")


def test_the_client_behind_an_intermediary_is_the_employer_with_its_own_number():
    first, second = read("vdab", "page.json")
    assert (first.hiring_organization, first.extra["enterprise_number"]) == ("Muntenier Bank", "0123456749")
    assert first.extra["via"] == "Jobat"
    assert second.hiring_organization == "Zeekabel nv"


def test_an_intermediary_without_a_client_leaves_the_employer_unknown():
    data = json.loads(saved("vdab", "page.json"))
    del data["vacatures"][0]["profiel"]["opdrachtgever"]
    first, _ = extract("vdab", json.dumps(data).encode(), url="https://api.vdab.be/services/x/vacatures")
    assert first.hiring_organization is None
    assert "enterprise_number" not in first.extra


def test_the_number_of_the_delivering_account_is_nobodys():
    page = saved("actiris", "offer-nl.html")
    assert "Tiers/0999999922" in page, "the account's number stands in the logo's address"
    (posting,) = read("actiris", "offer-nl.html")
    assert "0999999922" not in json.dumps({**posting.to_json(), "description": ""})


def test_a_government_is_not_the_employer_of_its_administrations():
    found = {posting.hiring_organization for posting in read("vlaanderen", "search.json")}
    assert found
    assert not found & {"Vlaanderen", "Vlaamse overheid", None}


# --- what a value means ----------------------------------------------------------------------------------------------


def test_html_that_comes_escaped_is_unescaped_once():
    jobs = {str(job["id"]): job["content"] for job in json.loads(saved("greenhouse", "jobs.json"))["jobs"]}
    postings = read("greenhouse", "jobs.json")
    assert any("&amp;amp;" in content for content in jobs.values())
    for posting in postings:
        assert "&lt;" in jobs[posting.identifier]
        assert posting.description is not None
        assert posting.description.startswith("<")
        assert ("&amp;amp;" in jobs[posting.identifier]) == ("&amp;" in posting.description)


def test_one_text_with_several_places_is_several_places():
    first = read("greenhouse", "jobs.json")[0]
    assert first.job_locations == ("Bruges, Belgium", "Remote - Belgium")


def test_one_requisition_at_two_places_stays_two_postings():
    postings = read("greenhouse", "jobs.json")
    assert [posting.external_reference for posting in postings[:2]] == ["R77", "R77"]
    assert len({posting.identifier for posting in postings}) == len(postings)


def test_a_relative_date_is_no_date_and_no_change():
    spider, board = source("workday").spider(), Board(source="workday", token="golfslag.wd3.myworkdayjobs.com/Careers")
    item = json.loads(saved("workday", "list.json"))["jobPostings"][0]
    today, later = (
        spider.listed({**item, "postedOn": text}, board) for text in ("Posted Today", "Posted 30+ Days Ago")
    )
    assert "date_posted" not in today.fields
    assert today.fingerprint == later.fingerprint
    (detail,) = read("workday", "detail.json")
    assert datetime.fromisoformat(detail.date_posted or "")


def test_a_number_of_places_is_no_place():
    spider, board = source("workday").spider(), Board(source="workday", token="golfslag.wd3.myworkdayjobs.com/Careers")
    item = json.loads(saved("workday", "list.json"))["jobPostings"][0]
    assert not spider.listed({**item, "locationsText": "3 Locations"}, board).fields["job_locations"]
    assert spider.listed({**item, "locationsText": "Ghent"}, board).fields["job_locations"] == "Ghent"


def test_a_java_date_stays_as_published():
    (posting,) = read("successfactors", "job.html")
    assert posting.date_posted is not None
    assert datetime.strptime(posting.date_posted, "%a %b %d %H:%M:%S UTC %Y").replace(tzinfo=UTC)


def test_the_first_publication_is_the_date_not_the_last_change():
    jobs = json.loads(saved("greenhouse", "jobs.json"))["jobs"]
    assert [p.date_posted for p in read("greenhouse", "jobs.json")] == [job["first_published"] for job in jobs]


def test_milliseconds_are_not_seconds():
    stated = json.loads(saved("lever", "postings.json"))[0]["createdAt"]
    posting = read("lever", "postings.json")[0]
    assert datetime.fromisoformat(posting.date_posted or "").timestamp() == pytest.approx(stated / 1000)


def test_predicted_pay_is_no_pay():
    rows = json.loads(saved("adzuna", "page1.json"))["results"]
    predicted = {str(row["id"]) for row in rows if str(row["salary_is_predicted"]) == "1"}
    pay = {posting.identifier: posting.base_salary for posting in read("adzuna", "page1.json")}
    assert predicted
    assert {name for name, text in pay.items() if text is None} >= predicted
    assert set(pay) - predicted <= {name for name, text in pay.items() if text}


def test_an_address_in_several_lines_is_one_place():
    (posting,) = read("odoo", "job.html")
    assert posting.job_locations == ("Weefgetouw, Kanaalstraat 2, 9600 Ronse, Belgium",)


# --- what counts as a posting ----------------------------------------------------------------------------------------


def test_a_title_that_is_null_is_rejected_by_name(web, crawl):
    jobs = [{"id": 1, "title": None}, {"id": 2, "title": "Twee"}, {"id": 3, "title": "Drie"}]
    web.put("https://kaai.recruitee.com/api/offers/", Answer(json.dumps({"offers": jobs}), kind="application/json"))
    run = crawl("recruitee", web=web, boards=["kaai"])
    assert run.ledger.rejected == {"no title": 1}
    assert {posting.title for posting in run.postings} == {"Twee", "Drie"}


def test_rows_with_one_shortcode_are_one_posting_with_all_its_places():
    rows = json.loads(saved("workable", "widget.json"))["jobs"]
    postings = {posting.identifier: posting for posting in read("workable", "widget.json")}
    assert len(postings) == len({row["shortcode"] for row in rows}) == len(rows) - 1
    assert len(postings["AB12CD34EF"].job_locations) == 2


def test_one_job_on_several_lines_of_a_table_is_one_posting():
    lines = saved("infrabel", "jobs.csv").strip().splitlines()[1:]
    postings = read("infrabel", "jobs.csv")
    assert len(postings) == len(lines) - 1
    assert len(next(p for p in postings if p.identifier == "INF-10").job_locations) == 2


def test_what_is_not_for_the_public_is_left_out(saved_run):
    assert saved_run("ashby").ledger.rejected == {"unlisted": 1}
    (reason,) = saved_run("werkenvoor").ledger.rejected
    assert "civil servants" in reason


@pytest.fixture
def saved_run(crawl):
    def run(name: str):
        rows = list(csv.DictReader((PAGES / name / "recordings.csv").read_text().splitlines()))
        return crawl(name, recordings=PAGES / name / "recordings.csv", boards=[rows[0]["board"]])

    return run


def test_a_card_without_organisation_names_it_by_its_logo_and_one_without_requisition_has_none():
    postings = read("talent_brussels", "page0.html")
    assert all(posting.hiring_organization for posting in postings)
    assert None in {posting.external_reference for posting in postings}


# --- where a list ends -----------------------------------------------------------------------------------------------


def test_a_next_page_that_is_always_named_is_never_asked_for(saved_run):
    """Workable's paged list names a next page for ever: only the widget is asked, which holds the whole board."""
    run = saved_run("workable")
    assert run.verdict == ("complete", "finished")
    spider = source("workable").spider()
    (asked,) = spider.list_requests(Board(source="workable", token="zonnedak"))
    assert "/api/v1/widget/" in asked.url


def test_a_total_of_zero_on_later_pages_is_not_the_total(web, crawl):
    for start, total in ((0, 25), (10, 0), (20, 0)):
        jobs = [{"id": n, "title": f"J{n}"} for n in range(start, min(start + 10, 25))]
        web.put(
            f"{HOST}/api?start={start}", Answer(json.dumps({"total": total, "jobs": jobs}), kind="application/json")
        )
    for n in range(25):
        web.put(f"{HOST}/api/{n}", Answer(json.dumps({"title": f"J{n}", "text": f"{n}"}), kind="application/json"))
    run = crawl(Listed, web=web)
    assert (run.verdict, run.ledger.declared, run.ledger.listed) == (("complete", "finished"), 25, 25)


def test_an_offset_that_counts_pages_is_asked_for_in_pages():
    spider, board = source("vlaanderen").spider(), Board(source="vlaanderen")
    asked = [json.loads(spider.page_request(board, start, 50).body)["page"] for start in (0, 50, 100)]
    assert asked == [{"offset": 0, "limit": 50}, {"offset": 1, "limit": 50}, {"offset": 2, "limit": 50}]


def test_a_page_beyond_the_last_that_repeats_it_is_not_asked_for(saved_run):
    run = saved_run("odoo")
    assert run.verdict == ("complete", "finished")
    assert run.ledger.listed == 2


def test_a_page_beyond_the_last_that_is_not_found_is_not_asked_for(saved_run):
    run = saved_run("brugge")
    assert run.verdict == ("complete", "finished")
    assert run.ledger.listed == 2


def test_a_first_page_without_a_pager_is_no_end(web, crawl):
    alone = saved("brugge", "page1.html").replace("page-2", "elders")
    web.put("https://www.werkenbijbrugge.be/vacatures", Answer(alone))
    web.put("https://www.werkenbijbrugge.be/vacatures/item/101-gis-ontwikkelaar", Answer(saved("brugge", "job.html")))
    run = crawl("brugge", web=web)
    assert (run.verdict, run.ledger.fetched) == (("partial", "http_4xx"), 1)
    assert "/vacatures/page-2" in run.ledger.detail


def test_an_unknown_board_that_answers_with_an_empty_list_is_no_empty_board(web, crawl):
    url = "https://api.ashbyhq.com/posting-api/job-board/niemand?includeCompensation=true"
    web.put(url, Answer('{"jobs": [], "apiVersion": "1"}', kind="application/json"))
    assert crawl("ashby", web=web, boards=["niemand"]).verdict == ("broken", "empty_unconfirmed")


# --- what may be asked -----------------------------------------------------------------------------------------------


def test_jobtoolz_is_never_asked_with_a_query():
    spider = source("jobtoolz").spider()
    for board in source("jobtoolz").boards:
        assert all("?" not in request.url for request in spider.list_requests(board))


def test_the_pages_of_le_forem_are_never_fetched(saved_run):
    assert {posting.url.partition("/recherche")[0] for posting in saved_run("forem").postings} == {
        "https://www.leforem.be"
    }
    assert saved_run("forem").manifest.requests <= 3, "the export, and the two files of rules of its host"


def test_personio_is_asked_for_a_language():
    (asked,) = source("personio").spider().list_requests(Board(source="personio", token="brandwacht"))
    assert "language=" in asked.url


def test_of_a_sitemap_that_keeps_old_offers_the_recent_ones_are_listed():
    today = datetime.now(tz=UTC).date()
    lastmod = {1: today, 2: today - timedelta(days=89), 3: today - timedelta(days=91), 4: today.replace(year=2023)}
    offer = "https://www.actiris.brussels/nl/burgers/jobadvertentie/?reference=%d"
    entries = "".join(f"<url><loc>{offer % n}</loc><lastmod>{day}</lastmod></url>" for n, day in lastmod.items())
    body = f"<urlset>{entries}</urlset>".encode()
    sitemap = TextResponse("https://www.actiris.brussels/sitemapoffers-nl.xml", body=body)
    page = source("actiris").spider().read_list(sitemap, Board(source="actiris"))
    assert [listed.fields["identifier"] for listed in page.listed] == ["1", "2"]
