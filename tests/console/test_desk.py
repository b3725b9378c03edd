"""The desk: who gets in, what a form may do, and what an operator does all morning."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import orjson
import pytest
from sqlalchemy import select, update

from console import desk_worker
from console.auth import GUESSES, OpenHostError, WeakPasswordError, add_account, require_safe_host
from console.desk_worker import NotTriggeredError, Trigger
from console.settings import now
from crawlers.boards import UnknownBoardError
from crawlers.source import UnknownSourceError
from models.run import EVIDENCE_FOLDER, Evidence, StoredPage
from models.store.board_notes import BoardNotes, Delivery, Webhook
from models.store.engine import open_engine, reading, writing
from models.store.leases import JobKey
from models.store.tables import account, link_verdict, posting, session, vacancy
from models.vocabulary import Cause
from pipeline.evaluation.duplicates import read_pairs
from pipeline.search.ledger import audit_lines
from pipeline.search.morning import morning, night_of
from pipeline.search.moved import Number
from pipeline.services.control import paused_sources
from pipeline.services.health import Inspection, keep_health
from pipeline.services.health_rules import Check
from pipeline.services.held import held_runs, hold
from pipeline.services.ingest import ingest
from pipeline.services.leases import claim, name_run
from pipeline.services.link import link
from pipeline.services.night import settle
from pipeline.services.publication import publish
from pipeline.services.runbook import entry_of
from tests.console.conftest import PASSWORD, Visitor
from tests.landing_writer import land, raw, store_pages

PAGES = (
    "/",
    "/runs",
    "/sources",
    "/trigger",
    "/duplicates",
    "/normalization",
    "/normalization/alias",
    "/vacancy",
    "/held",
    "/requests",
    "/audit",
)
FORMS = (
    "/trigger",
    "/sources/lever/pause",
    "/runs/x/discard",
    "/held/1/release",
    "/duplicates",
    "/normalization/alias",
    "/normalization/alias/1/undo",
    "/requests",
    "/requests/1/carry-out",
)


@pytest.mark.parametrize("path", [*PAGES, "/alerts.atom", "/duplicates.jsonl", "/logs/a.log", "/vacancy/vac_1"])
def test_nobody_sees_anything_before_logging_in(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/login")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_works_on_an_empty_database(operator: Visitor, path: str) -> None:
    answer = operator.get(path)
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cache-control"] == "no-store"


def test_the_cookie_is_strict_and_every_login_has_its_own_session(visitor: Visitor) -> None:
    visitor.client.cookies.set("belfry_desk", "chosen-by-somebody-else", path="/desk")
    cookie = visitor.log_in("viewer").headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/desk"))
    assert "chosen-by-somebody-else" not in cookie
    with reading(visitor.engine) as connection:
        kept = connection.execute(select(session.c.token_hash)).scalars().all()
        hashes = connection.execute(select(account.c.password_hash)).scalars().all()
    assert all(part not in str(kept) for part in cookie.split(";")[0].split("=")[1:])
    assert all(item.startswith("$argon2id$") for item in hashes)


def test_wrong_passwords_are_counted_and_then_not_looked_at(visitor: Visitor) -> None:
    for _ in range(GUESSES):
        assert visitor.log_in("operator", "wrong password!").status_code == 401
    assert visitor.log_in("operator").status_code == 429


def test_logging_out_ends_the_session_on_the_server(operator: Visitor) -> None:
    token = operator.client.cookies.get("belfry_desk", path="/desk")
    assert operator.post("/logout").status_code == 303
    operator.client.cookies.set("belfry_desk", token or "", path="/desk")
    assert operator.get("/").status_code == 303


@pytest.mark.parametrize("path", FORMS)
def test_a_form_without_the_sessions_token_does_nothing(operator: Visitor, path: str) -> None:
    assert operator.post(path, csrf="guessed").status_code == 403
    assert operator.post(path, csrf="").status_code == 403


@pytest.mark.parametrize("path", FORMS)
def test_a_viewer_only_looks(visitor: Visitor, path: str) -> None:
    visitor.log_in("viewer")
    assert visitor.post(path).status_code == 403
    assert visitor.get("/trigger").status_code == 403


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}], ids=str)
def test_a_form_of_another_site_is_refused(operator: Visitor, headers: dict[str, str]) -> None:
    assert operator.post("/sources/lever/pause", headers=headers).status_code == 403
    assert paused_sources(operator.engine) == {}


@pytest.mark.parametrize("path", FORMS)
def test_looking_changes_nothing(operator: Visitor, path: str) -> None:
    assert operator.get(path).status_code in (200, 404, 405)
    assert paused_sources(operator.engine) == {}


@pytest.mark.parametrize("name", ["`id`", "x;reboot", "--set=ITEM_PIPELINES={}", "../../etc", "lever -a x=$(id)", ""])
def test_only_a_source_of_the_registry_is_started(
    operator: Visitor, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    started: list[object] = []
    monkeypatch.setattr(desk_worker.subprocess, "Popen", lambda *args, **kw: started.append(args))
    assert operator.post("/trigger", name=name).status_code == 422
    assert operator.post("/trigger", name="lever", way=name or "-").status_code == 422
    assert not started


def test_a_trigger_is_an_argument_list_with_its_author(operator: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(desk_worker.subprocess, "Popen", lambda command, **kw: started.append(command))
    answer = operator.post("/trigger", name="lever", way="sample")
    assert answer.status_code == 303
    assert started[0][2:] == ["console.desk_worker", "lever", "--way=sample", "--by=desk:operator"]
    assert "trigger" in operator.get("/audit").text
    operator.post("/trigger", name="recruitee", board="aikidosecurity", way="whole")
    assert started[1][3:] == ["recruitee", "--way=whole", "--by=desk:operator", "--board=aikidosecurity"]
    assert operator.get(answer.headers["location"].removeprefix("/desk")).status_code == 200


@pytest.mark.parametrize(
    ("trigger", "error"),
    [
        (Trigger(source="nosuchsource"), UnknownSourceError),
        (Trigger(source="linkedin"), NotTriggeredError),
        (Trigger(source="lever", way="url", url="http://169.254.169.254/"), NotTriggeredError),
        (Trigger(source="lever", way="url", url="file:///etc/passwd"), NotTriggeredError),
        (Trigger(source="lever", way="everything"), NotTriggeredError),
        (Trigger(source="recruitee", board="$(id)"), UnknownBoardError),
    ],
    ids=str,
)
def test_what_may_not_be_crawled_is_not(trigger: Trigger, error: type[Exception]) -> None:
    with pytest.raises(error):
        trigger.checked()


@pytest.mark.parametrize("name", ["..%2f..%2fetc%2fpasswd", "../belfry.sqlite3", "x.log/../../secret", ".log", "a.txt"])
def test_a_log_is_a_log(operator: Visitor, name: str) -> None:
    assert operator.get(f"/logs/{name}").status_code == 404


def test_what_was_published_is_shown_as_text(operator: Visitor, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    run = land(
        tmp_path / "landing",
        "20261123T020000-recruitee",
        now(),
        [raw("1", job_locations=(evil,), title=f"Java developer {evil}")],
    )
    ingest(operator.engine, run, now=now())
    link(operator.engine, now=now())
    for path in ("/normalization", "/runs", "/runs/20261123T020000-recruitee"):
        assert evil not in operator.get(path).text


def test_pausing_and_resuming_from_the_desk(operator: Visitor) -> None:
    operator.post("/sources/lever/pause", reason="terms under review")
    assert paused_sources(operator.engine) == {"lever": "terms under review (desk:operator)"}
    operator.post("/sources/lever/resume")
    assert paused_sources(operator.engine) == {}
    assert [word in operator.get("/audit").text for word in ("pause", "resume")] == [True, True]


def test_the_morning_names_the_cause_and_the_safe_action_and_the_run_is_discarded(operator: Visitor) -> None:
    landing = operator.settings.landing
    run = land(landing, "20261123T020000-recruitee", now(), [raw("1")])
    check = Check(
        name="coverage", level="bad", cause="field_lost", field="pay", board="acme", detail="pay: gone from 9 of 9"
    )
    keep_health(
        operator.engine,
        Inspection(source="recruitee", run_id=run.run_id, checks=(check,), affected=9),
        night_of(now()),
    )
    hold(landing, run)
    text = operator.get("/").text
    for said in (
        "recruitee",
        "field_lost",
        "pay",
        "acme: pay: gone from 9 of 9",
        "9 ads",
        entry_of("field_lost").do,
    ):
        assert said in text
    page = operator.get(f"/runs/{run.run_id}").text
    for said in (
        "Held",
        "field_lost",
        "the vacancy inspector shows where the value used to stand",
        "acme: pay: gone from 9 of 9",
        "Discard the run",
    ):
        assert said in page
    assert operator.post(f"/runs/{run.run_id}/discard").status_code == 303
    assert held_runs(landing) == []
    assert operator.get(f"/runs/{run.run_id}").status_code == 404


def test_a_held_run_is_released_and_read(operator: Visitor) -> None:
    landing = operator.settings.landing
    run = land(landing, "20261123T020000-recruitee", now(), [raw("1")])
    hold(landing, run)
    assert operator.post(f"/runs/{run.run_id}/release").status_code == 303
    assert "20261123T020000-recruitee" in operator.get("/runs").text


TEXT = "<p>Je bouwt mee aan ons platform voor logistiek in Java en Spring Boot, in een team van zes.</p>"


DOUBTFUL = [
    raw("1", "Senior Data Scientist", description=TEXT, job_locations=("Antwerpen",), date_posted="2026-10-16"),
    raw(
        "2",
        "Senior Data Scientist - Antwerpen",
        source="forem",
        board="",
        job_locations=("Antwerpen",),
        date_posted="2026-10-16",
    ),
]
"""Two ads that the rules cannot tell apart."""


@pytest.fixture
def doubtful(operator: Visitor) -> tuple[str, str]:
    """Two ads that the rules cannot tell apart, and the pair that the page shows."""
    run = land(operator.settings.landing, "20261123T020000-recruitee", now(), DOUBTFUL)
    ingest(operator.engine, run, now=now())
    link(operator.engine, now=now())
    found = re.search(
        r'name="a" value="([^"]+)"><input type="hidden" name="b" value="([^"]+)"', operator.get("/duplicates").text
    )
    assert found, "the rules are sure of everything: choose ads that are harder"
    return found.group(1), found.group(2)


def test_a_verdict_is_kept_exported_and_undone(operator: Visitor, doubtful: tuple[str, str], tmp_path: Path) -> None:
    a, b = doubtful
    page = operator.get("/duplicates").text
    assert re.findall(r'accesskey="(.)"', page) == ["j", "k", "u"]
    answer = operator.post("/duplicates", a=a, b=b, verdict="different")
    after = operator.client.get(answer.headers["location"]).text
    assert (
        f'value="{a}"><input type="hidden" name="b" value="{b}"><input type="hidden" name="verdict" value="undo"'
        in after
    )
    exported = tmp_path / "pairs.jsonl"
    exported.write_bytes(operator.get("/duplicates.jsonl").content)
    (pair,) = read_pairs(exported)
    assert (pair.label, {pair.a.identifier, pair.b.identifier}) == ("different", {a, b})
    operator.post("/duplicates", a=a, b=b, verdict="undo")
    with reading(operator.engine) as connection:
        assert connection.execute(select(link_verdict)).all() == []


def test_pairs_alike_are_previewed_settled_and_undone_together(operator: Visitor) -> None:
    for number, city in enumerate(("Gent", "Leuven")):
        ads = [
            replace(
                ad, identifier=f"{number}{ad.identifier}", job_locations=(city,), hiring_organization=f"Bouw {city}"
            )
            for ad in DOUBTFUL
        ]
        run_id = f"2026112{number + 1}T020000-recruitee"
        ads = [replace(ads[0], board=city), replace(ads[1], title=f"Senior Data Scientist - {city}")]
        ingest(operator.engine, land(operator.settings.landing, run_id, now(), ads), now=now())
    link(operator.engine, now=now())
    pages = operator.get("/duplicates").text
    (address,) = re.findall(r'href="/desk(/duplicates/alike[^"]+)">1 more like this', pages)
    pairs = re.findall(r'name="pair" value="([^"]+)" checked', operator.get(address.replace("&amp;", "&")).text)
    assert len(pairs) == 2
    csrf = operator.csrf()
    kept = operator.client.post("/desk/duplicates/alike", data={"csrf": csrf, "pair": pairs, "verdict": "same"})
    after = operator.client.get(kept.headers["location"]).text
    assert "No pair is in doubt" in after
    (number,) = re.findall(r"/duplicates/alike/(\d+)/undo", after)
    operator.post(f"/duplicates/alike/{number}/undo")
    assert "2 left" in operator.get("/duplicates").text
    assert [line.action for line in audit_lines(operator.engine)] == ["undo", "pairs same"]
    assert operator.client.post("/desk/duplicates/alike", data={"csrf": csrf, "verdict": "same"}).status_code == 422


def test_the_morning_names_the_numbers_that_moved(operator: Visitor) -> None:
    today, name = night_of(now()), "backend-developer senior, Brugge: median pay a month"
    for back, pay in ((1, 4700), (0, 4750)):
        night = morning(operator.engine, today - timedelta(days=back))
        publish(operator.engine, night, by="t", now=now(), numbers={name: Number(value=pay, n=14 - back)})
    page = operator.get("/").text
    assert f'{name} <b>4,700 → 4,750</b> <span class="soft">n 13 → 14</span>' in page


def test_a_consumer_in_trouble_is_seen_sent_again_and_revoked(operator: Visitor) -> None:
    assert "Nobody has registered a webhook" in operator.get("/consumers").text
    hook = Webhook(
        id="whk_1", url="https://board.example/hook", secret="whsec_x", token_hash="y", sequence=0, created_at=now()
    )
    given_up = Delivery(
        id="msg_1", webhook_id="whk_1", first=1, last=4, body="{}", state="given_up", attempts=10, status=500, at=now()
    )
    with writing(operator.engine) as connection:
        BoardNotes(connection).add_webhook(hook)
        BoardNotes(connection).keep_delivery(given_up)
    page = operator.get("/consumers").text
    for said in ("https://board.example/hook", "Disabled:", "given up", "1–4"):
        assert said in page
    assert "1 in trouble" in operator.get("/").text
    assert "whsec_x" not in page
    assert operator.post("/consumers/whk_1/resend", delivery="msg_1").status_code == 303
    with reading(operator.engine) as connection:
        (again,) = BoardNotes(connection).due(now())
    assert (again.id, again.attempts) == ("msg_1", 0)
    assert operator.post("/consumers/whk_1/resend", delivery="msg_2").status_code == 404
    assert operator.post("/consumers/whk_1/revoke").status_code == 303
    assert operator.post("/consumers/whk_1/revoke").status_code == 404
    assert "Nobody has registered a webhook" in operator.get("/consumers").text
    assert [line.action for line in audit_lines(operator.engine)] == ["revoke webhook", "resend message"]


def test_a_run_tells_who_asked_what_was_lost_and_what_the_source_answered(operator: Visitor) -> None:
    run_id, engine = "20261123T020000-recruitee", operator.engine
    held = claim(engine, JobKey(kind="crawl", subject="recruitee", day=night_of(now())), by="desk:an", now=now())
    assert held is not None
    assert name_run(engine, held, run_id)
    ads = [raw("1"), raw("2", "Boekhouder"), raw("3", "Java developer"), "{oops"]
    run = land(operator.settings.landing, run_id, now(), ads, rejected={"no title": 2})
    evidence = Evidence(
        board="acme",
        cause=Cause.BLOCKED_WALL,
        url="https://acme.recruitee.com/api/offers/",
        status=403,
        headers={"Server": "wall"},
        body="<script>alert(1)</script>Access denied",
        taken_at=now(),
    )
    (run.folder / EVIDENCE_FOLDER).mkdir()
    (run.folder / EVIDENCE_FOLDER / "001.json").write_bytes(orjson.dumps(evidence.to_json()))
    (run.folder / EVIDENCE_FOLDER / "002.json").write_bytes(b"{cut off")
    ingest(engine, run, now=now())
    link(engine, now=now())
    page = operator.get(f"/runs/{run_id}").text
    assert "<dd>desk:an</dd>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;Access denied" in page
    assert "<script" not in page
    assert "Server: wall" in page
    counts = dict(re.findall(r'<th scope="row">([^<]+)</th><td class="n">(\d+)</td>', page))
    funnel = [counts[name] for name in ("listed", "fetched or unchanged", "valid", "new, changed, reopened", "linked")]
    assert funnel == ["6", "4", "3", "3", "2"]
    assert counts["published"] == "2"
    for loss in ("2 no title", "1 no job in IT"):
        assert f"− {loss}" in page


def test_a_value_is_followed_from_the_stored_page_to_the_vacancy(operator: Visitor) -> None:
    run_id = "20261123T020000-recruitee"
    words = {"job_locations": ("8000 Brugge",), "employment_types": ("Vast contract",), "run_id": run_id}
    run = land(operator.settings.landing, run_id, now(), [raw("1", "Java developer", **words)])
    body = "<h1>Java developer</h1><p>Werkplek: 8000\\u0020Brugge</p><script>alert(1)</script>"
    page = StoredPage(
        board="acme", postings=("1",), url="https://acme.example/1", status=200, body=body, taken_at=now()
    )
    store_pages(run, page)
    ingest(operator.engine, run, now=now())
    link(operator.engine, now=now())
    with reading(operator.engine) as connection:
        found = connection.execute(select(vacancy.c.id)).scalar_one()
    shown = operator.get(f"/vacancy/{found}").text
    assert "Werkplek: <mark>8000 Brugge</mark>" in shown
    assert "not word for word" in shown
    for rule in ("normalize.place", "normalize.title", "normalize.employment"):
        assert f'<code class="soft">{rule}</code>' in shown
    assert "rules of belfry" in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script" not in shown
    assert "today’s rules" not in shown
    with operator.engine.begin() as connection:
        record = connection.execute(select(posting.c.record)).scalar_one()
        connection.execute(update(posting).values(record={**record, "title": "Chef de partie"}))
    assert "today’s rules: Java developer" in operator.get(f"/vacancy/{found}").text


def test_evidence_goes_with_the_raw_pages_after_fourteen_days(operator: Visitor) -> None:
    run_id, then = "20261101T020000-recruitee", now() - timedelta(days=15)
    run = land(operator.settings.landing, run_id, then, [raw("1")])
    (run.folder / EVIDENCE_FOLDER).mkdir()
    (run.folder / EVIDENCE_FOLDER / "001.json").write_bytes(b"{}")
    ingest(operator.engine, run, now=then)
    settle(operator.engine, operator.settings.landing, now=now())
    assert not (run.folder / EVIDENCE_FOLDER).exists()


def test_only_our_copy_of_htmx_may_run_and_only_where_something_is_under_way(operator: Visitor) -> None:
    assert "<script" not in operator.get("/runs").text
    held = claim(operator.engine, JobKey(kind="crawl", subject="lever", day=night_of(now())), by="t", now=now())
    assert held is not None
    for path in ("/", "/runs", "/logs/a.log"):
        page = operator.get(path)
        assert re.findall(r"<script[^>]*>", page.text) == ['<script src="/desk/static/htmx/htmx.min.js" defer>']
        assert "script-src 'self'; connect-src 'self'" in page.headers["content-security-policy"]
    assert "unsafe" not in operator.get("/runs").headers["content-security-policy"]
    assert operator.get("/static/htmx/htmx.min.js").headers["content-type"].startswith("text/javascript")
    assert "BSD" in operator.get("/static/htmx/LICENSE").text


def test_a_vacancy_is_split_at_its_weak_edge_and_put_together_again(operator: Visitor) -> None:
    ads = [
        raw("1", "Senior Data Scientist", description=TEXT, job_locations=("Antwerpen",), date_posted="2026-10-16"),
        raw("2", "Senior Data Scientist", source="forem", board="", description=TEXT, job_locations=("Antwerpen",)),
        raw("3", "Data Scientist", source="vdab", board="", description=TEXT[:200], job_locations=("Antwerpen",)),
    ]
    ingest(operator.engine, land(operator.settings.landing, "20261123T020000-recruitee", now(), ads), now=now())
    link(operator.engine, now=now())

    def homes() -> list[tuple[str, ...]]:
        with reading(operator.engine) as connection:
            rows = connection.execute(select(posting.c.vacancy_id, posting.c.source).order_by(posting.c.source)).all()
        grouped: dict[str, list[str]] = {}
        for vacancy_id, source in rows:
            grouped.setdefault(vacancy_id, []).append(source)
        return sorted(tuple(found) for found in grouped.values())

    assert homes() == [("forem", "recruitee", "vdab")], "choose ads that the rules join"
    with reading(operator.engine) as connection:
        home = connection.execute(select(posting.c.vacancy_id)).scalars().first()
    page = operator.get(f"/vacancy/{home}").text
    assert page.count("<circle") == 3
    assert page.count('class="weak"') == 1
    weak = re.search(
        r'name="a" value="([^"]+)"><input type="hidden" name="b" value="([^"]+)"><input type="hidden" name="verdict" '
        r'value="different"><button class="quiet">Split here',
        page,
    )
    assert weak
    a, b = weak.groups()
    assert "vdab::3" in (a, b), "the shortest text hangs on by the weakest link"
    operator.post("/duplicates", a=a, b=b, verdict="different")
    assert homes() == [("forem", "recruitee"), ("vdab",)]
    operator.post("/duplicates", a=a, b=b, verdict="undo")
    assert homes() == [("forem", "recruitee", "vdab")]


def test_an_alias_is_previewed_applied_and_undone(operator: Visitor) -> None:
    landing = operator.settings.landing
    ads = [raw(str(n), f"Backend developer {n}", job_locations=("Klokkenwijk",)) for n in range(3)]
    ingest(operator.engine, land(landing, "20261123T020000-recruitee", now(), ads), now=now())
    link(operator.engine, now=now())
    page = operator.get("/normalization").text
    assert re.search(r'<td class="n">3</td><td>places</td><td>Klokkenwijk</td>', page)
    assert 'href="/desk/normalization/alias?field=places&amp;text=Klokkenwijk"' in page
    rule = {"field": "places", "text": "Klokkenwijk", "meaning": "Brugge"}
    preview = operator.get("/normalization/alias", params=rule).text
    assert "<strong>3 ads</strong> of 3 vacancies" in preview
    assert "No known-good example breaks" in preview
    assert "Nothing yet" in operator.get("/normalization").text
    assert operator.post("/normalization/alias", **rule).status_code == 303
    page = operator.get("/normalization").text
    assert "Everything was read" in page
    assert "desk:operator" in page
    operator.post("/normalization/alias/1/undo")
    assert 'text=Klokkenwijk">teach' in operator.get("/normalization").text
    assert [line.action for line in audit_lines(operator.engine)][:2] == ["undo alias", "add alias"]


def test_an_alias_that_breaks_known_good_examples_says_which(operator: Visitor) -> None:
    rule = {"field": "role", "text": "developer", "meaning": "helpdesk agent"}
    page = operator.get("/normalization/alias", params=rule).text
    assert re.search(r"\d+ known-good examples would break", page)
    assert re.search(r"developer[^<]*</td><td><code>\S+-developer</code></td><td><code>it-support</code>", page)
    refused = operator.get("/normalization/alias", params={**rule, "meaning": "zzyzx"})
    assert (refused.status_code, "is not read as role either" in refused.text) == (422, True)


def test_a_takedown_from_the_desk(operator: Visitor) -> None:
    run = land(operator.settings.landing, "20261123T020000-recruitee", now(), [raw("1", url="https://acme.example/1")])
    ingest(operator.engine, run, now=now())
    link(operator.engine, now=now())
    operator.post("/requests", kind="url", value="https://acme.example/1", reason="asked")
    answer = operator.post("/requests/1/carry-out")
    assert "1+ads" in answer.headers["location"]


def test_a_short_password_is_refused(visitor: Visitor) -> None:
    with pytest.raises(WeakPasswordError):
        add_account(visitor.engine, "an", "short", "viewer", by="an", now=now())


@pytest.mark.parametrize(
    ("host", "safe"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("belfry.example", False),
    ],
)
def test_another_host_needs_a_password_first(sqlite_url: str, host: str, safe: bool) -> None:
    engine = open_engine(sqlite_url)
    if safe:
        require_safe_host(engine, host)
        return
    with pytest.raises(OpenHostError):
        require_safe_host(engine, host)
    add_account(engine, "an", PASSWORD, "operator", by="an", now=now())
    require_safe_host(engine, host)


def test_a_session_ends_by_itself(visit: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch) -> None:
    guest = visit()
    guest.log_in("viewer")
    assert guest.get("/").status_code == 200
    later: datetime = now() + timedelta(hours=11)
    monkeypatch.setattr("console.desk.now", lambda: later)
    assert guest.get("/").status_code == 303
