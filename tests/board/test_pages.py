"""Pages: budgets, languages, links, filters, empty markets, the life of a vacancy's address, what may be shown."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from board.addresses import cities, city_named, hiring_named, market_path, role_named
from board.app import board_app
from board.language import Words
from board.pages_market_figures import sections_context
from board.pages_shell import Frame, Site
from board.pages_vacancy import inferred
from board.pages_words import role_words
from board.structured_data import check_job_posting
from models.vocabulary import Role, Seniority, VacancyStatus
from pipeline.market.records import PayRow
from pipeline.market.reference_pay import reference
from pipeline.search.catalogue import Catalogue
from pipeline.search.records import SearchQuery
from pipeline.services.takedown import all_requests
from tests.board.site import BRUGES, EMPTY, HIRING, LANGUAGES, addresses, application, parsed, vacancies, visible
from tests.pipeline.search.world import NOW

BUDGET = 20_000


@pytest.fixture(scope="module")
def client(shared_catalogue: Catalogue) -> Iterator[TestClient]:
    with TestClient(application(shared_catalogue), follow_redirects=False) as found:
        yield found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_keeps_its_budget_and_asks_for_nothing_else(
    client: TestClient, shared_catalogue: Catalogue, language: str
) -> None:
    for name, path in addresses(shared_catalogue, language).items():
        answer = client.get(path, follow_redirects=True)
        page = parsed(answer.text)
        assert len(gzip.compress(answer.content, 6)) <= BUDGET, name
        assert not {"img", "iframe", "object", "audio", "video"} & set(page.tags), name
        assert re.findall(r"<script(?! type=\"application/ld\+json\")", answer.text) == [], name
        assert re.findall(r"<link[^>]*rel=\"(?:stylesheet|preload)", answer.text) == [], name
        assert "url(" not in answer.text, name
        assert " style=" not in answer.text, name
        assert "set-cookie" not in answer.headers, name
        assert "default-src 'none'" in answer.headers["content-security-policy"], name
        assert "script-src" not in answer.headers["content-security-policy"], name
        assert page.tags.count("h1") == 1, name
        assert f'<html lang="{language}">' in answer.text, name


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_leads_back_to_its_market(language: str, role: Role) -> None:
    for city in (*cities(), None):
        parts = market_path(language, role, city).split("/")
        assert role_named(parts[3]) is role
        assert (city_named(parts[4]) if city else None) == city
        assert hiring_named(market_path(language, role, city, hiring=True).split("/")[3]) == (role, city)


def test_addresses_of_the_issue_stand() -> None:
    assert market_path("en", Role.BACKEND_DEVELOPER, "bruges") == "/en/jobs/backend-developer/bruges"
    assert market_path("en", Role.BACKEND_DEVELOPER, "bruges", hiring=True) == "/en/hiring/backend-developers-in-bruges"


def test_a_slug_of_another_language_leads_to_the_one_address(client: TestClient) -> None:
    answer = client.get("/fr/jobs/backend-developer/brugge?remote=hybrid")
    assert answer.status_code == 301
    assert answer.headers["location"] == "/fr/jobs/developpeur-backend/bruges?remote=hybrid"


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("/de/hiring/backend-entwickler-in-brugge", "/de/hiring/backend-entwickler-in-bruegge"),
        ("/fr/hiring/backend-developers-in-bruges", "/fr/hiring/developpeurs-backend-a-bruges"),
        ("/nl/hiring/data-engineers-in-belgium", "/nl/hiring/data-engineers-in-belgie"),
        ("/en/hiring/ingenieurs-en-machine-learning-a-liege", "/en/hiring/machine-learning-engineers-in-liege"),
    ],
)
def test_an_address_for_recruiters_may_mix_languages(client: TestClient, typed: str, usual: str) -> None:
    answer = client.get(typed)
    assert (answer.status_code, answer.headers["location"]) == (301, usual)


@pytest.mark.parametrize("path", [BRUGES["en"], HIRING["nl"], EMPTY["de"], "/fr/", "/en/method", "/de/city/bruegge"])
def test_alternates_are_reciprocal_and_absolute(client: TestClient, path: str) -> None:
    page = parsed(client.get(path).text)
    assert page.alternates.keys() == {*LANGUAGES, "x-default"}
    for language in LANGUAGES:
        other = parsed(client.get(page.alternates[language]).text)
        assert other.alternates == page.alternates
        assert other.canonical == page.alternates[language]


def test_every_link_of_a_small_site_leads_somewhere(client: TestClient) -> None:
    waiting, seen, broken = [*BRUGES.values(), *HIRING.values(), "/"], set[str](), []
    while waiting and len(seen) < 120:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path, follow_redirects=True)
        if answer.status_code != 200:
            broken.append((answer.status_code, path))
            continue
        if path.count("?") == 0 or "cell=" in path:
            links = parsed(answer.text).links
            ids = set(re.findall(r' id="([^"]+)"', answer.text))
            broken.extend((path, link) for link in links if link.startswith("#") and link[1:] not in ids)
            waiting.extend(
                link.partition("#")[0]
                for link in links
                if link.startswith("/") and not link.startswith(("/v1/", "/nl/report", "/fr/report", "/de/report"))
            )
    assert broken == []
    assert len(seen) == 120


@pytest.mark.slow
def test_a_crawl_of_four_languages_finds_no_broken_link_and_no_one_sided_alternate(client: TestClient) -> None:
    """Every market of two roles in every city, both addresses, and all that they link to but lists of vacancies."""
    pages = {f"/{language}/" for language in LANGUAGES}
    for language, city in itertools.product(LANGUAGES, (*cities(), None)):
        for role in (Role.BACKEND_DEVELOPER, Role.UX_DESIGNER):
            pages |= {market_path(language, role, city), market_path(language, role, city, hiring=True)}
        pages |= {market_path(language, None, city)} if city else set()
    alternates, canonicals, links = {}, {}, set[str]()
    for path in sorted(pages):
        answer = client.get(path)
        assert answer.status_code == 200, path
        page = parsed(answer.text)
        alternates[path], canonicals[path] = page.alternates, page.canonical
        ids = set(re.findall(r' id="([^"]+)"', answer.text))
        assert {link[1:] for link in page.links if link.startswith("#")} <= ids, path
        links |= {link.partition("#")[0] for link in page.links if link.startswith("/")}
    for path, found in alternates.items():
        assert found.keys() == {*LANGUAGES, "x-default"}, path
        assert canonicals[path] == found[path.split("/")[1]], path
        for language in LANGUAGES:
            assert alternates[found[language].removeprefix("http://testserver")] == found, path
    plain = {link for link in links - pages if "cell=" not in link and not link.startswith("/v1/")}
    assert {f"/{language}/search" for language in LANGUAGES} <= {link.partition("?")[0] for link in plain}
    broken = {link: code for link in plain if (code := client.get(link, follow_redirects=True).status_code) != 200}
    assert broken == {}


def test_the_headline_is_the_count_of_the_list(client: TestClient, shared_catalogue: Catalogue) -> None:
    page = shared_catalogue.market(Role.BACKEND_DEVELOPER, "bruges")
    text = visible(client.get(BRUGES["en"]).text)
    assert f"{page.counts.open_now} vacancies for backend developers are open in Bruges." in text
    assert f"Within 25 km there are {page.counts.nearby}." in text


def test_every_figure_of_pay_stands_with_its_receipt(client: TestClient, shared_catalogue: Catalogue) -> None:
    page = shared_catalogue.market(Role.BACKEND_DEVELOPER, "bruges")
    html = unescape(client.get(BRUGES["en"]).text)
    measured = [row for row in page.pay if row.receipt]
    assert measured
    for row in measured:
        assert row.receipt is not None
        assert f"/en/search?{row.receipt.evidence}" in html
        assert f"{row.receipt.n} / {row.receipt.employers}" in html
        if row.p25 and row.p75:
            assert f"€{row.p25:,} – €{row.p75:,}" in html


def test_following_a_receipt_shows_as_many_vacancies_as_it_counted(
    client: TestClient, shared_catalogue: Catalogue
) -> None:
    skill = shared_catalogue.market(Role.BACKEND_DEVELOPER, "bruges").skills[0]
    text = visible(client.get(f"/en/search?{skill.share.evidence}").text)
    assert re.search(rf"\b{skill.share.k} vacanc", text)


def test_reference_rows_say_what_they_are(client: TestClient, shared_catalogue: Catalogue) -> None:
    page = shared_catalogue.market(Role.BACKEND_DEVELOPER, "bruges")
    text = visible(client.get(BRUGES["en"]).text)
    assert ("Reference, not measured" in text) == any(row.reference for row in page.pay)


@pytest.mark.parametrize(
    ("city", "told"), [("bruges", "(€36,000 – €48,000 for the country × 0.93)"), ("liege", "(in Belgium)")]
)
def test_a_reference_says_what_it_holds_for(
    market_engine: Engine, shared_catalogue: Catalogue, city: str, told: str
) -> None:
    words, state, role = Words("en"), shared_catalogue.state(), Role.BACKEND_DEVELOPER
    card = reference(role, Seniority.JUNIOR, city, NOW.date())
    page = replace(state.market(role, city), pay=(PayRow(level=Seniority.JUNIOR, reference=card),))
    context = sections_context(words, state, page, {**role_words(words, role), "where": ""}, hiring=False)
    site = Site(market_engine, shared_catalogue)
    html = site.render("", "market_sections.html", Frame(title="", language="en", path="/"), context).decode()
    assert re.search(r"Reference, not measured · €[\d,]+ – €[\d,]+ a year " + re.escape(told), visible(html))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_has_no_share_of_fewer_than_ten(
    client: TestClient, shared_catalogue: Catalogue, language: str
) -> None:
    page = shared_catalogue.market(Role.GAME_DEVELOPER, "mons")
    assert page.pay_stated is None or page.pay_stated.n < 10
    text = visible(client.get(EMPTY[language]).text)
    assert not re.findall(
        r"\d+\s?%", text.split(" ".join(Words(language)("disclosed.title").split()))[1].split("2026")[0]
    )


def test_filters_narrow_and_chips_take_them_away(client: TestClient, shared_catalogue: Catalogue) -> None:
    plain, narrow = client.get(BRUGES["en"]).text, client.get(f"{BRUGES['en']}?remote=hybrid&posted=30").text
    counts = [int(re.search(r'role="status">(\d+) vacanc', html)[1]) for html in (plain, narrow)]  # type: ignore[index]
    expected = shared_catalogue.search(
        SearchQuery(
            roles=(Role.BACKEND_DEVELOPER,),
            place="31005",
            work_modes=("hybrid",),
            posted_since=(NOW - timedelta(days=29)).date(),
        )
    ).total
    assert counts[1] == expected < counts[0]
    chips = re.findall(r'<li><a href="([^"]+)"><span class="vh">Remove', narrow)
    assert {unescape(link) for link in chips} == {
        f"{BRUGES['en']}?remote=hybrid",
        f"{BRUGES['en']}?posted=30",
    }
    assert 'name="remote" value="hybrid" checked' in narrow
    assert "noindex" in narrow


def test_counts_of_a_group_ignore_its_own_filter_and_not_stated_stands_last(client: TestClient) -> None:
    def group(path: str) -> list[tuple[str, str]]:
        found = re.findall(r'name="remote" value="(\w+)"[^>]*>[^<]*<i>([\d,]+)', client.get(path).text)
        return [(value, count) for value, count in found]

    assert group(BRUGES["en"]) == group(f"{BRUGES['en']}?remote=remote")
    assert group(BRUGES["en"])[-1][0] == "not_stated"


@pytest.mark.parametrize(
    "query", ["level=king&cursor=x&posted=abc", "cursor=bm8", "q=%00%ff", "radius_km=9e9", "utm_source=a", "skill=;--"]
)
def test_what_is_no_filter_is_left_out(client: TestClient, query: str) -> None:
    answer = client.get(f"{BRUGES['nl']}?{query}")
    assert answer.status_code == 200


def test_pages_of_a_list_neither_repeat_nor_skip(client: TestClient, shared_catalogue: Catalogue) -> None:
    path, seen = "/en/jobs/backend-developer", list[str]()
    for _ in range(30):
        html = client.get(path).text
        seen += re.findall(r"/vacancy/(vac_\w+)", html.partition('id="pay"')[0])
        link = re.search(r'href="([^"]+cursor=[^"]+)"', html)
        if link is None:
            break
        path = unescape(link[1])
    expected = shared_catalogue.search(SearchQuery(roles=(Role.BACKEND_DEVELOPER,), place="01000")).total
    assert len(seen) == len(set(seen)) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_market_still_offers_something(client: TestClient, language: str) -> None:
    answer = client.get(EMPTY[language])
    page = parsed(answer.text)
    assert answer.status_code == 200
    assert "noindex" in answer.text
    assert any("/jobs/" in link and link != EMPTY[language] for link in page.links)
    assert any(link.endswith(".atom") for link in page.links)


@pytest.mark.parametrize(
    ("evidence", "told"), [("Brugge", []), ("Bruges", []), ("Sint-Kruis", [("Lieu", "Bruges", "Sint-Kruis")])]
)
def test_a_place_that_an_ad_names_itself_is_not_told_as_inferred(
    shared_catalogue: Catalogue, evidence: str, told: list[tuple[str, str, str]]
) -> None:
    item = shared_catalogue.search(SearchQuery(place="31005", limit=1)).hits[0].vacancy
    place = replace(item.posting.places[0], nis_code="31005", municipality="Brugge", evidence=evidence)
    plain = replace(item.posting, places=(place,), role_evidence=None, seniority_evidence=None, base_salary=None)
    assert list(inferred(Words("fr"), replace(item, posting=plain))) == told


def test_a_vacancy_has_one_indexable_address(client: TestClient, shared_catalogue: Catalogue) -> None:
    hit = shared_catalogue.search(SearchQuery(limit=1)).hits[0]
    own = hit.vacancy.posting.in_language or "en"
    other = next(language for language in LANGUAGES if language != own)
    moved = client.get(f"/{other}/vacancy/{hit.vacancy.id}")
    assert (moved.status_code, moved.headers["location"]) == (301, f"/{own}/vacancy/{hit.vacancy.id}?ui={other}")
    page = client.get(moved.headers["location"]).text
    assert f'<html lang="{other}">' in page
    assert parsed(page).canonical.endswith(f"/{own}/vacancy/{hit.vacancy.id}")
    assert parsed(page).alternates == {}
    assert "noindex" in page


@pytest.mark.parametrize("rights", ["full", "excerpt", "facts"])
def test_text_is_shown_as_far_as_its_source_allows(
    client: TestClient, shared_catalogue: Catalogue, rights: str
) -> None:
    item = shared_catalogue.records([vacancies(shared_catalogue)[rights]]).popitem()[1]
    html = client.get(f"/en/vacancy/{item.id}", follow_redirects=True).text
    body = re.sub(r"<[^>]+>", " ", item.posting.description or "").split(".")[0].strip()
    assert body
    if rights == "full":
        assert body in visible(html)
    if rights == "facts":
        assert "The source allows facts only." in visible(html)
        assert (item.posting.excerpt or "\0") not in unescape(html)
    if rights != "full":
        assert "application/ld+json" not in html


def test_markup_says_nothing_that_the_page_does_not(client: TestClient, shared_catalogue: Catalogue) -> None:
    checked = 0
    for hit in shared_catalogue.search(SearchQuery(limit=60)).hits:
        own = hit.vacancy.posting.in_language or "en"
        html = client.get(f"/{own}/vacancy/{hit.vacancy.id}").text
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
        if found:
            checked += 1
            assert check_job_posting(json.loads(found[1]), unescape(visible(html))) == []
    assert checked > 5


def test_a_closed_vacancy_keeps_a_page_for_fourteen_days_without_markup(
    client: TestClient, shared_catalogue: Catalogue
) -> None:
    answers = []
    for hit in shared_catalogue.search(SearchQuery(statuses=(VacancyStatus.CLOSED,), limit=100)).hits:
        answer = client.get(f"/en/vacancy/{hit.vacancy.id}", follow_redirects=True)
        assert "application/ld+json" not in answer.text
        answers.append(answer.status_code)
        if answer.status_code == 200:
            assert "Closed on" in visible(answer.text)
            assert "noindex" in answer.text
    assert set(answers) <= {200, 410}
    assert answers


def test_an_unknown_vacancy_is_missing_and_the_page_helps(client: TestClient) -> None:
    answer = client.get(f"/nl/vacancy/vac_{'0' * 26}")
    assert answer.status_code == 404
    assert "/nl/search" in parsed(answer.text).links


@pytest.mark.parametrize(
    "path", ["/xx/", "/en/jobs/nobody", "/en/hiring/kings-in-bruges", "/en/nothing", "/en/employer/0"]
)
def test_what_does_not_exist_is_a_page_that_says_so(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert parsed(answer.text).links


def test_a_page_that_the_caller_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get(BRUGES["en"])
    again = client.get(BRUGES["en"], headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(BRUGES["nl"]).headers["etag"] != first.headers["etag"]


def test_robots_are_told_where_the_sitemap_is(client: TestClient) -> None:
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").text


def test_the_feed_of_a_market_exists(client: TestClient) -> None:
    link = next(link for link in parsed(client.get(BRUGES["en"]).text).links if link.endswith(".atom"))
    assert client.get(link).status_code == 200


@pytest.mark.parametrize(("kind", "status"), [("closed", 200), ("", 400), ("king", 400)])
def test_a_report_is_kept_or_asked_again(market_engine: Engine, kind: str, status: int) -> None:
    with TestClient(board_app(market_engine)) as client:
        answer = client.post("/en/report", data={"kind": kind, "page": "/en/", "note": "It is filled."})
    entered = [(item.kind, item.value, item.reason) for item in all_requests(market_engine)]
    assert (("report", "/en/", f"{kind}: It is filled.") in entered) == (status == 200)
    assert answer.status_code == status
    assert ("rep_" in answer.text) == (status == 200)


def test_the_application_serves_pages_feeds_and_the_api(market_engine: Engine) -> None:
    with TestClient(board_app(market_engine)) as client:
        for path in (BRUGES["en"], f"{BRUGES['nl']}.atom", "/v1/health", "/sitemap.xml"):
            assert client.get(path).status_code == 200, path
        assert client.get("/v1/nothing").headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", [BRUGES["en"], f"{BRUGES['nl']}.atom", "/v1/health", "/v1/vacancies?limit=2"])
def test_head_answers_like_get_without_the_body(market_engine: Engine, path: str) -> None:
    with TestClient(board_app(market_engine)) as client:
        asked, got = client.head(path), client.get(path)
    assert (asked.status_code, asked.content) == (200, b"")
    for name in ("content-type", "content-length", "etag", "cache-control"):
        assert asked.headers[name] == got.headers[name], name


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/v1/webhooks", "POST, OPTIONS"),
        ("GET", "/v1/reports", "POST, OPTIONS"),
        ("DELETE", "/v1/vacancies", "GET, HEAD, OPTIONS"),
    ],
)
def test_a_wrong_method_says_which_is_right(market_engine: Engine, method: str, path: str, allowed: str) -> None:
    with TestClient(board_app(market_engine)) as client:
        refused = client.request(method, path)
    assert (refused.status_code, refused.headers["allow"]) == (405, allowed)
    assert refused.json()["detail"] == f"{path} does not take {method}, only {allowed}"


def test_a_hostile_title_stays_text(client: TestClient) -> None:
    html = client.get("/en/search?q=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in html
