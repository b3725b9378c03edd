"""The smaller parts: books, memory, landing files, passports, boards, recognition, coverage, secrets, settings."""

from __future__ import annotations

import asyncio
import csv
import gzip
import itertools
import json
import logging
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crawlers import landing, settings
from crawlers.boards import BOARDS_FILE, Board, UnknownBoardError, board_named, boards_of, known_boards
from crawlers.coverage import coverage
from crawlers.fields import (
    clean_key,
    dig,
    fingerprint,
    moment,
    place,
    raw_posting,
    sections,
    text_of,
    texts_of,
    unescaped,
)
from crawlers.guards import unsafe_target
from crawlers.known import REFRESH_AGE, REFRESH_SPREAD, Known, KnownPage, KnownPosting, read_known
from crawlers.ledger import SEVERITY, Books, worst
from crawlers.passport import NO_PASSPORT, REVIEW_EVERY, objection
from crawlers.recognise import UnrecognisedError, recognise
from crawlers.run import crawl_settings
from crawlers.runner import crawl_command, latest_known, new_run_id
from crawlers.secret import RedactingFilter, hide, redact, secret
from crawlers.source import UnknownSourceError, all_sources, source
from crawlers.source_docs import DOCUMENT, sources_document
from crawlers.trouble import Trouble, one_line
from models.raw import RawPosting, Sighting
from models.record import RecordError
from models.run import RunManifest
from models.vocabulary import Cause, LegalStatus, Outcome
from tests.crawlers.small_web import passport

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)

# --- books -----------------------------------------------------------------------------------------------------------


def test_books_balance_whatever_happens_in_whatever_order():
    chance = random.Random(20261125)
    for _ in range(300):
        books = Books("b")
        names = [str(n) for n in range(chance.randrange(30))]
        for name in names:
            if books.list_posting(name):
                fate = chance.randrange(5)
                if fate == 0:
                    books.fetched(name)
                elif fate == 1:
                    books.unchanged(name)
                elif fate == 2:
                    books.rejected(name, chance.choice(["no title", "gone"]))
                elif fate == 3:
                    books.failed(name, Trouble(chance.choice(list(Cause)), "x"))
        for _page in range(chance.randrange(4)):
            books.page_asked()
            if chance.random() < 0.8:
                books.page_done()
        ledger = books.close(chance.choice(["finished", "shutdown", "closespider_timeout", "memusage_exceeded", "odd"]))
        assert ledger.balance == 0
        assert ledger.listed == len(set(names))
        if ledger.outcome is Outcome.COMPLETE:
            assert ledger.listed > 0
            assert sum(ledger.failed.values()) <= 0.02 * ledger.listed


def test_what_is_open_when_a_run_is_stopped_failed_for_that_reason():
    books = Books("")
    books.page_asked()
    books.page_done()
    for name in "abc":
        books.list_posting(name)
    books.fetched("a")
    ledger = books.close("closespider_timeout")
    assert (ledger.outcome, ledger.cause) == (Outcome.TRUNCATED, Cause.TIME_LIMIT)
    assert ledger.failed == {"time_limit": 2}


def test_a_page_that_never_came_back_is_no_end():
    books = Books("")
    books.page_asked()
    books.page_asked()
    books.page_done()
    books.list_posting("a")
    books.fetched("a")
    assert books.close("finished").outcome is Outcome.PARTIAL


@pytest.mark.parametrize(
    ("declared", "outcome"), [(100, Outcome.COMPLETE), (102, Outcome.COMPLETE), (103, Outcome.PARTIAL)]
)
def test_two_in_a_hundred_may_be_missing_of_what_a_source_declares(declared, outcome):
    books = Books("")
    books.page_asked()
    books.declares(declared)
    for n in range(100):
        books.list_posting(str(n))
        books.fetched(str(n))
    books.page_done()
    assert books.close("finished").outcome is outcome


def test_a_recording_of_a_part_is_partial_however_well_it_went():
    books = Books("")
    books.page_asked()
    books.list_posting("a")
    books.fetched("a")
    books.page_done()
    assert books.close("finished", holds_all=False).outcome is Outcome.PARTIAL


def test_the_worst_board_speaks_for_the_run():
    ledgers = []
    for number, fates in enumerate(("", "f", "c")):
        books = Books(str(number))
        books.page_asked()
        for name in fates:
            books.list_posting(name)
            if name == "f":
                books.fetched(name)
            else:
                books.failed(name, Trouble(Cause.BLOCKED_WALL, "403"))
        books.page_done()
        ledgers.append(books.close("finished"))
    found = worst(tuple(ledgers))
    assert found is not None
    assert found.outcome is Outcome.BLOCKED
    assert set(SEVERITY) == set(Outcome)
    assert worst(()) is None


# --- memory between nights -------------------------------------------------------------------------------------------


def test_a_known_file_comes_back_as_it_was(tmp_path):
    known = Known()
    known.postings["b", "1"] = KnownPosting("f", NOW)
    known.postings["b", "1#2"] = KnownPosting("f", NOW, "1")
    known.pages["b", "https://a.be/x"] = KnownPage('"e"', None, ("1",))
    known.write(tmp_path / "known.jsonl.gz")
    again = read_known(tmp_path / "known.jsonl.gz")
    assert (again.postings, again.pages) == (known.postings, known.pages)
    assert again.beside("b", "1") == ["1#2"]


def test_what_is_unchanged_is_known_by_fingerprint_and_not_too_old():
    known = Known(
        {("b", "1"): KnownPosting("f", NOW), ("b", "2"): KnownPosting(None, NOW), ("b", "3"): KnownPosting("f", None)}
    )
    assert known.unchanged("b", "1", "f", now=NOW + timedelta(days=1))
    assert not known.unchanged("b", "1", "g", now=NOW)
    assert known.unchanged("b", "1", "f", now=NOW + REFRESH_AGE - timedelta(seconds=1))
    assert not known.unchanged("b", "1", "f", now=NOW + REFRESH_AGE + timedelta(days=REFRESH_SPREAD))
    assert not known.unchanged("b", "2", None, now=NOW)
    assert not known.unchanged("b", "3", "f", now=NOW)
    assert not known.unchanged("other", "1", "f", now=NOW)


def test_what_came_in_one_night_is_refreshed_over_three_weeks_a_twentieth_each_night():
    names = [f"posting-{number}" for number in range(2000)]
    known = Known({("b", name): KnownPosting("f", NOW) for name in names})
    stale = [
        sum(not known.unchanged("b", name, "f", now=NOW + timedelta(days=day)) for name in names) for day in range(36)
    ]
    nightly = [later - earlier for earlier, later in itertools.pairwise(stale)]
    assert (stale[13], stale[35]) == (0, 2000)
    assert max(nightly) <= 0.06 * 2000


def test_a_list_that_holds_the_ads_themselves_needs_no_refresh():
    for details, asked in ((True, None), (False, KnownPage('"v"', None, ("1",), has_details=False))):
        page = KnownPage('"v"', None, ("1",), has_details=details)
        known = Known({("b", "1"): KnownPosting("f", NOW)}, {("b", "https://a.be/"): page})
        assert known.page("b", "https://a.be/", now=NOW + timedelta(days=40)) == asked


def test_a_broken_known_file_costs_requests_only(tmp_path):
    good = json.dumps({"board": "", "identifier": "1", "fingerprint": "f", "fetched_at": NOW.isoformat()})
    path = tmp_path / "known.jsonl"
    path.write_text(f"{good}\nnot json\n[]\n{{}}\n" + json.dumps({"identifier": "2", "fetched_at": "gisteren"}) + "\n")
    assert set(read_known(path).postings) == {("", "1")}
    cut = tmp_path / "cut.jsonl.gz"
    cut.write_bytes(gzip.compress((good + "\n").encode() * 1000)[:-20])
    assert len(read_known(cut).postings) <= 1
    page = KnownPage('"e"', None, ("1", "9"))
    assert Known({}, {("", "u"): page}).page("", "u", now=NOW) is None, "one of its postings is not known"


# --- landing ---------------------------------------------------------------------------------------------------------


def posting(number: int, **more) -> RawPosting:
    return RawPosting(source="s", identifier=str(number), title=f"Titel {number}", **more)


def test_files_are_bounded_and_named_in_order(tmp_path, monkeypatch):
    monkeypatch.setattr(landing, "LINES_PER_FILE", 3)
    folder = landing.RunFolder(tmp_path, "s", "r")
    for number in range(7):
        folder.add(posting(number))
    folder.add(Sighting(source="s", identifier="x"))
    assert folder.close() == {
        "part-00001.jsonl.gz": 3,
        "part-00002.jsonl.gz": 3,
        "part-00003.jsonl.gz": 1,
        "seen-00001.jsonl.gz": 1,
    }
    assert sorted(path.name for path in folder.path.glob("*.jsonl.gz*")) == [
        "part-00001.jsonl.gz",
        "part-00002.jsonl.gz",
        "part-00003.jsonl.gz",
        "seen-00001.jsonl.gz",
    ]
    assert [p.identifier for p in landing.read_postings(folder.path)] == [str(n) for n in range(7)]
    assert [s.identifier for s in landing.read_sightings(folder.path)] == ["x"]


def test_a_file_is_bounded_in_bytes_too(tmp_path, monkeypatch):
    monkeypatch.setattr(landing, "BYTES_PER_FILE", 1000)
    folder = landing.RunFolder(tmp_path, "s", "r")
    for number in range(4):
        folder.add(posting(number, description="x" * 600))
    assert len(folder.close()) == 4


@pytest.mark.parametrize("keep", [0.0, 0.3, 0.7, 0.95, 1.0])
def test_the_whole_lines_of_a_cut_file_can_be_read(keep, tmp_path):
    folder = landing.RunFolder(tmp_path, "s", "r")
    for number in range(100):
        folder.add(posting(number, description=f"{number} " * 50))
    folder.close()
    whole = folder.path / "part-00001.jsonl.gz"
    body = whole.read_bytes()
    whole.unlink()
    (folder.path / "part-00001.jsonl.gz.partial").write_bytes(body[: int(len(body) * keep)])
    read = [p.identifier for p in landing.read_postings(folder.path)]
    assert read == [str(n) for n in range(len(read))]
    assert len(read) >= int(100 * keep) - 25


def test_a_lone_surrogate_survives_the_landing(tmp_path):
    folder = landing.RunFolder(tmp_path, "s", "r")
    folder.add(RawPosting(source="s", identifier="1", title="a\ud800b"))
    folder.close()
    assert [p.title for p in landing.read_postings(folder.path)] == ["a\ud800b"]


def test_a_run_folder_is_never_used_twice(tmp_path):
    landing.RunFolder(tmp_path, "s", "r")
    with pytest.raises(FileExistsError):
        landing.RunFolder(tmp_path, "s", "r")


def test_the_latest_run_that_ended_is_remembered(tmp_path):
    card = source("recruitee").card
    for run, outcome in (("1", Outcome.COMPLETE), ("2", Outcome.PARTIAL), ("3", None)):
        folder = landing.RunFolder(tmp_path, "recruitee", run)
        Known().write(folder.path / "known.jsonl.gz")
        if outcome:
            made = RunManifest(
                run_id=run, card=card, started_at=NOW, ended_at=NOW, outcome=outcome, cause=Cause.FINISHED
            )
            folder.write_manifest(made)
    assert latest_known(tmp_path, "recruitee") == tmp_path / "recruitee" / "2" / "known.jsonl.gz"
    assert latest_known(tmp_path, "lever") is None


def test_a_run_of_a_time_to_come_is_older_than_any_other(tmp_path):
    runs = ["20261125T031500.000000Z-lever", "20261126T031500.000000Z-lever", "20280101T031500.000000Z-lever"]
    for run in runs:
        folder = tmp_path / "lever" / run
        folder.mkdir(parents=True)
        for name in ("manifest.json", "known.jsonl.gz"):
            (folder / name).write_text("")
    tonight = datetime(2026, 11, 27, 3, 15, tzinfo=UTC)
    for left in (runs[1], runs[0], runs[2]):
        found = latest_known(tmp_path, "lever", now=tonight)
        assert found == tmp_path / "lever" / left / "known.jsonl.gz"
        found.unlink()
    assert latest_known(tmp_path, "lever", now=tonight) is None


OLD, NEW = KnownPosting("old", NOW), KnownPosting("new", NOW)


@pytest.mark.parametrize(
    ("outcome", "remembered"),
    [
        (Outcome.COMPLETE, {"here": NEW}),
        (Outcome.EMPTY_CONFIRMED, {"here": NEW}),
        (Outcome.PARTIAL, {"here": NEW, "missed": OLD}),
        (Outcome.TRUNCATED, {"here": NEW, "missed": OLD}),
        (Outcome.BLOCKED, {"here": OLD, "missed": OLD}),
        (Outcome.BROKEN, {"here": OLD, "missed": OLD}),
        (Outcome.SKIPPED, {"here": OLD, "missed": OLD}),
        (None, {"here": OLD, "missed": OLD}),
    ],
)
def test_what_a_failed_board_said_is_forgotten_and_what_it_did_not_say_is_kept(outcome, remembered):
    before = Known(postings={("board", "here"): OLD, ("board", "missed"): OLD})
    now = Known(postings={("board", "here"): NEW} if outcome else {})
    now.carry(before, {"board": outcome} if outcome else {}, now=NOW)
    assert {identifier: posting for (_, identifier), posting in now.postings.items()} == remembered


def test_what_is_too_old_to_rely_on_is_not_carried_on_for_ever():
    page = KnownPage('"v1"', None, ("here",))
    before = Known(postings={("gone", "here"): OLD}, pages={("gone", "https://a.be/"): page})
    for age, left in ((timedelta(days=13), 1), (timedelta(days=35), 0)):
        now = Known()
        now.carry(before, {}, now=NOW + age)
        assert (len(now.postings), len(now.pages)) == (left, left)


# --- passports and the registry --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "more", "day", "keys", "cause"),
    [
        (LegalStatus.OPEN, {}, NOW.date(), (), None),
        (LegalStatus.TOLERATED, {}, date(2026, 11, 1) + REVIEW_EVERY, (), None),
        (LegalStatus.OPEN, {}, date(2026, 11, 2) + REVIEW_EVERY, (), "passport_overdue"),
        (LegalStatus.BLOCKED, {}, NOW.date(), (), "refused"),
        (LegalStatus.BLOCKED, {}, date(2040, 1, 1), (), "refused"),
        (LegalStatus.PERMISSION, {"agreement": "A"}, NOW.date(), (), "refused"),
        (LegalStatus.PERMISSION, {"agreement": "A"}, NOW.date(), ("A",), None),
        (LegalStatus.KEY, {"keys": ("K",)}, NOW.date(), (), "key_missing"),
        (LegalStatus.KEY, {"keys": ("K",)}, NOW.date(), ("K",), None),
        (LegalStatus.OPEN, {"reserves_mining": True}, NOW.date(), (), "tdm_reserved"),
    ],
)
def test_a_source_runs_only_with_a_passport_that_holds(status, more, day, keys, cause):
    from crawlers.declare import employers

    against = objection(employers("x", "X", status=status), passport(**more), today=day, keys=frozenset(keys))
    assert (against.cause if against else None) == cause


def test_without_a_passport_nothing_runs():
    against = objection(source("lever").card, NO_PASSPORT, today=NOW.date())
    assert against is not None
    assert against.cause == "passport_missing"


def test_an_unknown_source_is_named_with_those_there_are():
    with pytest.raises(UnknownSourceError, match=r"'actris' is no source; did you mean 'actiris'\? there are: "):
        source("actris")


def test_the_generated_list_of_sources_is_up_to_date():
    assert DOCUMENT.read_text(encoding="utf-8") == sources_document(), "run: python -m crawlers.source_docs"


# --- boards ----------------------------------------------------------------------------------------------------------


def test_there_are_at_least_a_hundred_and_fifty_usable_boards_each_known_once():
    usable = [board for one in all_sources() for board in boards_of(one.name)]
    assert len(usable) >= 150
    with BOARDS_FILE.open(encoding="utf-8", newline="") as lines:
        keys = [(row["source"], row["board"]) for row in csv.DictReader(lines)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("board", known_boards(), ids=lambda board: f"{board.source}:{board.token}")
def test_a_board_belongs_to_a_source_and_can_be_asked(board):
    spider = source(board.source).spider
    assert spider is not None
    assert board.employer
    assert board.checked is not None
    date.fromisoformat(board.checked)
    assert board.status in {"ok", "likely", "verify"}
    assert board_named(board.source, board.token) == board
    requests = list(spider().list_requests(board))
    assert requests
    assert [unsafe_target(request.url) for request in requests] == [None] * len(requests)


@pytest.mark.parametrize("token", ["a b", "x;rm", "../etc", "`id`", "$(id)", "a\nb", "x" * 301, '"'])
def test_text_that_can_be_no_token_is_refused(token):
    with pytest.raises(UnknownBoardError):
        board_named("recruitee", token)


def test_enterprise_numbers_have_their_check_digits():
    numbers = {board.employer: board.enterprise_number for board in known_boards() if board.enterprise_number}
    assert len(numbers) >= 20
    for employer, number in numbers.items():
        assert len(number) == 10, employer
        assert 97 - int(number[:8]) % 97 == int(number[8:]), employer
    assert len(set(numbers.values())) == len(numbers)


def test_a_subsidiary_on_a_groups_board_does_not_get_the_groups_number():
    board = Board(source="recruitee", token="kaai", employer="Kaai", enterprise_number="0403227515")
    spider = source("recruitee").spider()
    named = {"identifier": "1", "title": "Kraanman"}
    assert spider.posting(named, board).extra["enterprise_number"] == "0403227515"
    assert "enterprise_number" in spider.posting({**named, "hiring_organization": "Kaai NV"}, board).extra
    assert "enterprise_number" not in spider.posting({**named, "hiring_organization": "Dok Haven"}, board).extra


WITHOUT_A_BOARD = {
    "ULB": "the host of its board is not known",
    "Crelan": "Beehire: no format is evidenced",
    "BNP Paribas Fortis": "Taleo: not verified by a second source",
    "UZ Leuven": "Taleo: not verified by a second source",
    "Cegeka": "its list needs JavaScript",
    "Vlaanderen connect.": "in the list of the source vlaanderen",
    "Stad Brugge": "the source brugge",
}


@pytest.mark.shared
def test_every_employer_with_evidence_has_a_board_or_a_reason(shared):
    """employers.csv names systems loosely; a board counts when its employer or its token is there."""
    known = [(board.employer or "").casefold() for board in known_boards()]
    addresses = " ".join(f"{board.token} {board.url}" for board in known_boards()).casefold()
    with (shared / "data" / "employers.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["status"] in {"ok", "likely"}]
    lost = {
        row["company"]
        for row in rows
        if row["company"].casefold() not in known
        and row["company"].partition(" (")[0].casefold() not in known
        and row["token_or_url"].removeprefix("https://").rstrip("/").casefold() not in addresses
    }
    assert lost <= set(WITHOUT_A_BOARD)
    west = "brugge bruges zedelgem ostend torhout kortrijk zwevegem izegem".split()
    near = {row["company"] for row in rows if any(town in row["city"].casefold() for town in west)}
    assert len(near) >= 9
    assert near - lost | {"Stad Brugge", "Cegeka"} >= near


def test_west_flanders_is_there():
    employers = {board.employer for board in known_boards()}
    assert {
        "Barco",
        "delaware",
        "Vandelanotte",
        "CNH Industrial Belgium",
        "NHV Group",
        "Tordale",
        "Bekaert",
        "Televic",
    } <= employers
    assert source("brugge").single_list


RECOGNISED = [
    ("https://kantwerk.recruitee.com/o/x", "recruitee", "kantwerk"),
    ("boards.greenhouse.io/reiedata", "greenhouse", "reiedata"),
    ("https://job-boards.greenhouse.io/reiedata/jobs/1", "greenhouse", "reiedata"),
    ("https://boards.greenhouse.io/embed/job_board?for=reiedata", "greenhouse", "reiedata"),
    ("https://jobs.lever.co/vlashal/uuid", "lever", "vlashal"),
    ("https://jobs.eu.lever.co/vlashal", "lever", "vlashal"),
    ("https://jobs.ashbyhq.com/lichtschip", "ashby", "lichtschip"),
    ("https://bakens.teamtailor.com/jobs", "teamtailor", "bakens"),
    ("https://brandwacht.jobs.personio.de/job/1", "personio", "brandwacht"),
    ("https://brandwacht.jobs.personio.com", "personio", "brandwacht.jobs.personio.com"),
    ("https://apply.workable.com/zonnedak/", "workable", "zonnedak"),
    ("https://golfslag.wd3.myworkdayjobs.com/en-US/Careers", "workday", "golfslag/Careers"),
    ("https://golfslag.wd3.myworkdayjobs.com/wday/cxs/golfslag/Careers/jobs", "workday", "golfslag/Careers"),
    (
        "https://polder.fa.em2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/jobs",
        "oracle",
        "polder.fa.em2.oraclecloud.com/CX_1",
    ),
    ("https://tuigage.jobtoolz.com/nl", "jobtoolz", "tuigage"),
    ("https://kaaimuur.cvw.io/?lang=nl-BE", "cvwarehouse", "kaaimuur.cvw.io"),
    ("https://meridiaan.bamboohr.com/careers", "bamboohr", "meridiaan"),
    ("https://garenklos.breezy.hr", "breezy", "garenklos"),
    ("https://join.com/companies/vuurtoren", "join", "vuurtoren"),
    ("https://grenspost.dvinci-hr.com/de/jobs", "dvinci", "grenspost"),
    ("https://ringvaart.softgarden.io/en/vacancies", "softgarden", "ringvaart"),
    ("https://careers.polderstaal.com/job/Zwevegem-MES/1200456701/", "successfactors", "careers.polderstaal.com"),
    ("https://jobs.sluiswachter.be/handlers/offerRss.ashx?LCID=1036", "talentsoft", "jobs.sluiswachter.be"),
    ("https://careers.lantaarn.com/be/en/search-results", "phenom", "careers.lantaarn.com"),
    ("https://www.weefgetouw.be/jobs/detail/odoo-12", "odoo", "www.weefgetouw.be"),
    ("https://www.kantwerk.recruitee.com/l/nl/o/x?source=y", "recruitee", "kantwerk"),
    ("HTTPS://KANTWERK.RECRUITEE.COM/", "recruitee", "kantwerk"),
    ("https://werkenbij.kantwerk.be/nl/o/backend-developer", "recruitee", "werkenbij.kantwerk.be"),
    ("https://werkenbij.kantwerk.be/api/offers/", "recruitee", "werkenbij.kantwerk.be"),
    ("https://boards.greenhouse.io/embed/job_board/js?for=reiedata", "greenhouse", "reiedata"),
    ("https://boards.greenhouse.io/embed/job_app?token=1&for=reiedata", "greenhouse", "reiedata"),
    ("https://boards-api.greenhouse.io/v1/boards/reiedata/jobs?content=true", "greenhouse", "reiedata"),
    ("https://api.eu.lever.co/v0/postings/vlashal?mode=json", "lever", "vlashal"),
    ("https://api.lever.co/v0/postings/vlashal?mode=json", "lever", "vlashal"),
    ("https://jobs.ashbyhq.com/lichtschip/uuid?utm_source=x", "ashby", "lichtschip"),
    ("https://api.ashbyhq.com/posting-api/job-board/lichtschip?includeCompensation=true", "ashby", "lichtschip"),
    ("https://bakens.na.teamtailor.com/jobs", "teamtailor", "bakens.na.teamtailor.com"),
    ("https://jobs.bakens.be/nl/jobs/1234567-net-developer", "teamtailor", "jobs.bakens.be"),
    ("https://jobs.bakens.be/jobs.rss", "teamtailor", "jobs.bakens.be"),
    ("https://brandwacht.jobs.personio.de/xml?language=nl", "personio", "brandwacht"),
    ("https://zonnedak.workable.com/jobs/1", "workable", "zonnedak"),
    ("https://apply.workable.com/api/v1/widget/accounts/zonnedak?details=true", "workable", "zonnedak"),
    ("https://apply.workable.com/zonnedak/j/0A1B2C/", "workable", "zonnedak"),
    ("https://golfslag.wd3.myworkdayjobs.com/nl-BE/Careers/details/X_R1?locations=a", "workday", "golfslag/Careers"),
    ("https://golfslag.wd103.myworkdayjobs.com/Careers/job/Brugge/X_R1/apply", "workday", "golfslag/Careers"),
    ("https://wd3.myworkdaysite.com/nl-BE/recruiting/golfslag/Careers/job/x", "workday", "golfslag/Careers"),
    (
        "https://polder.fa.em2.oraclecloud.com/hcmUI/CandidateExperience/nl-BE/sites/CX/job/12?mode=location",
        "oracle",
        "polder.fa.em2.oraclecloud.com/CX",
    ),
    (
        (
            "https://polder.fa.em2.oraclecloud.com/hcmRestApi/resources/latest/recruitingCEJobRequisitions?onlyData=true"
            "&finder=findReqs;siteNumber=CX_2,limit=25"
        ),
        "oracle",
        "polder.fa.em2.oraclecloud.com/CX_2",
    ),
    ("https://werken.polder.be/hcmUI/CandidateExperience/nl/sites/Jobs/", "oracle", "werken.polder.be/Jobs"),
    (
        "https://jobpage.cvwarehouse.com/?lang=nl-BE&CompanyGuid=0a0b0c0d-0000-4000-8000-000000000001&job=7",
        "cvwarehouse",
        "0a0b0c0d-0000-4000-8000-000000000001",
    ),
    ("https://www.join.com/companies/vuurtoren/12001-pentester?pid=x", "join", "vuurtoren"),
    ("https://ringvaart.career.softgarden.de/", "softgarden", "ringvaart"),
    ("https://jobs.polderstaal.com/search/?q=&startrow=25", "successfactors", "jobs.polderstaal.com"),
    ("https://jobs.polderstaal.com/go/IT/4321/", "successfactors", "jobs.polderstaal.com"),
    ("https://jobs.polderstaal.com/talentcommunity/apply/12/?locale=nl_NL", "successfactors", "jobs.polderstaal.com"),
    ("https://jobs.sluiswachter.be/offre-de-emploi/liste-offres.aspx", "talentsoft", "jobs.sluiswachter.be"),
    ("https://careers.lantaarn.com/global/en/job/R12/Java-Developer", "phenom", "careers.lantaarn.com"),
    ("https://www.weefgetouw.be/jobs/apply/odoo-12", "odoo", "www.weefgetouw.be"),
    ("https://weefgetouw.odoo.com/jobs?all_countries=1", "odoo", "weefgetouw.odoo.com"),
    ("https://careers.gasfakkel.com/jobs/123?lang=nl-be", "jibe", "careers.gasfakkel.com"),
    ("https://careers.gasfakkel.com/api/jobs?page=2", "jibe", "careers.gasfakkel.com"),
    ("https://werken.torenwacht.be/vacatures", "jsonld", "werken.torenwacht.be"),
    ("www.torenwacht.be/nl-be/jobs?lang=nl#alle", "jsonld", "www.torenwacht.be"),
    ("https://www.recruitee.com/careers", "jsonld", "www.recruitee.com"),
]

WHOLE = {
    "https://travaillerpour.be/fr/jobs?page=2": "werkenvoor",
    "https://www.werkenvoor.be/nl/jobs/xnt26099-it-architect": "werkenvoor",
    "https://www.vlaanderen.be/werken-voor-vlaanderen/vacatures": "vlaanderen",
    "https://talent.brussels/nl/vacatures": "talent_brussels",
    "https://www.werkenbijbrugge.be/vacatures": "brugge",
    "https://www.actiris.brussels/nl/burgers/jobadvertentie/?reference=1": "actiris",
    "https://www.leforem.be/recherche-offres/offre-detail/123": "forem",
    "https://www.odwb.be/explore/dataset/offres-d-emploi-forem/": "forem",
    "https://opendata.infrabel.be/explore/dataset/joblistinfrabel/": "infrabel",
    "https://www.adzuna.be/details/123": "adzuna",
}


@pytest.mark.parametrize("url", WHOLE)
def test_the_address_of_a_source_that_is_one_list_needs_no_row(url):
    proposal = recognise(url)
    assert (proposal.board.source, proposal.whole, proposal.certain) == (WHOLE[url], True, True)
    assert source(WHOLE[url]).single_list


def test_every_source_that_is_one_list_is_recognised():
    keyed = {"vdab"}  # its pages are those of the refused site
    ones = {one.name for one in all_sources() if one.single_list}
    assert set(WHOLE.values()) == ones - keyed


def test_an_address_on_the_host_of_a_listed_board_gives_its_row(monkeypatch):
    board = Board(source="recruitee", token="werken.kantwerk.be", url="https://werken.kantwerk.be", employer="Kantwerk")
    monkeypatch.setattr("crawlers.recognise.known_boards", lambda: (board,))
    assert recognise("https://werken.kantwerk.be/nl/vacatures?x=1").board == board
    assert recognise("https://werken.kantwerk.be/jobs/apply/x").board == board


@pytest.mark.parametrize(("url", "name", "token"), RECOGNISED)
def test_the_system_behind_an_address_is_recognised(url, name, token):
    proposal = recognise(url)
    assert (proposal.board.source, proposal.board.token, proposal.refused) == (name, token, False)
    assert proposal.certain == (name != "jsonld")
    spider = source(name).spider
    assert spider is not None
    assert list(spider().list_requests(proposal.board)), "the proposed row can be crawled"


@pytest.mark.parametrize(
    "url",
    [
        "https://be.linkedin.com/jobs/x",
        "https://careers-bdo.icims.com/jobs",
        "https://www.vdab.be/vindeenjob",
        "https://jobs.smartrecruiters.com/Kantwerk/123",
        "https://europa.eu/eures/portal/jv-se/home",
        "https://be.indeed.com/cmp/kantwerk",
        "https://www.jobat.be/nl/jobs",
        "www.stepstone.be/jobs",
        "https://www.ictjob.be/nl",
        "https://jobs.references.be/x",
        "https://nl.glassdoor.be/x",
        "https://www.welcometothejungle.com/fr",
    ],
)
def test_a_refused_system_is_recognised_as_such(url):
    assert recognise(url).refused


@pytest.mark.parametrize(
    "url", ["", "http://127.0.0.1/", "ftp://x.be", "javascript:alert(1)", "https://a.be:8080/", "http://"]
)
def test_what_is_no_address_of_a_careers_page_is_refused(url):
    with pytest.raises(UnrecognisedError):
        recognise(url)


# --- values ----------------------------------------------------------------------------------------------------------


def test_values_become_texts():
    assert [text_of(v) for v in (1, 1.5, True, " a ", "", "  ", None, [], {})] == [
        "1",
        "1.5",
        "true",
        " a ",
        *[None] * 5,
    ]
    assert texts_of(["a", "a", None, 2, {"x": 1}]) == ("a", "2")
    assert dig({"a": {"b": [{"c": 1}, {"c": 2}, {}]}}, "x.y|a.b[].c") == [1, 2]
    assert dig({"a": [1]}, "a.b") is None
    assert place(postal_code=8000, city="Brugge", region="Brugge", country=None) == "8000 Brugge, Brugge"
    assert place() is None
    assert moment(1793865600000, milliseconds=True) == "2026-11-05T08:00:00+00:00"
    assert [moment(v) for v in (10**30, True, "2026-01-01", None)] == [None, "true", "2026-01-01", None]
    assert sections([("A & B", "<p>x</p>"), (None, "y"), ("leeg", "")]) == "<h3>A &amp; B</h3>\n<p>x</p>\ny"
    assert unescaped("geen &lt; teken") == "geen &lt; teken"
    assert fingerprint({"a": 1, "b": "\ud800"}) == fingerprint({"b": "\ud800", "a": 1}) != fingerprint({"a": 2})
    assert [clean_key(v) for v in (7, " a/b ", "", "a\0", "a\u202e", "x" * 501)] == ["7", "a/b", None, None, None, None]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": "x"}, "no identifier"),
        ({"identifier": "1"}, "no title"),
        ({"identifier": "a\0", "title": "x"}, "bad identifier"),
    ],
)
def test_a_posting_without_the_necessary_gives_the_reason(fields, reason):
    with pytest.raises(RecordError, match=reason):
        raw_posting("s", "", fields, fetched_at=None, run_id=None)


def test_coverage_counts_each_field_and_shows_examples():
    rows = {
        c.field: c
        for c in coverage(
            [posting(1, url="https://a.be", extra={"x": "1"}), posting(2, job_locations=("Gent", "Aalst"))]
        )
    }
    assert (rows["title"].filled, rows["title"].of) == (2, 2)
    assert rows["url"].filled == 1
    assert rows["job_locations"].examples == ("Gent; Aalst",)
    assert rows["extra.x"].filled == 1
    assert rows["description"].filled == 0


# --- secrets, settings, the command ----------------------------------------------------------------------------------


def test_secrets_are_in_no_log_line_and_no_detail(monkeypatch, caplog):
    monkeypatch.setenv("BELFRY_ADZUNA_APP_KEY", "kanarie-4711")
    assert secret("BELFRY_ADZUNA_APP_KEY") == "kanarie-4711"
    hide("token-kanarie")
    assert redact("app_key=kanarie-4711&t=token-kanarie") == "app_key=***&t=***"
    assert "kanarie" not in one_line("x\n\x1b[2J app_key=kanarie-4711")
    assert "\x1b" not in one_line("x\n\x1b[2J")
    error = ValueError("kanarie-4711")
    info = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("x", 40, "f", 1, "at %s", ("https://a.be/?k=kanarie-4711",), info)
    RedactingFilter().filter(record)
    assert "kanarie" not in logging.Formatter().format(record)
    monkeypatch.delenv("BELFRY_ADZUNA_APP_KEY")
    assert secret("BELFRY_ADZUNA_APP_KEY") is None


def test_settings_depart_from_the_defaults_that_are_wrong_for_us():
    made = crawl_settings(source("recruitee"), {"landing": Path("x")})
    assert made.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    assert not made.getbool("REMOTE_CONTROL_ENABLED")
    assert not made.getbool("TELNETCONSOLE_ENABLED")
    assert not made.getbool("COOKIES_ENABLED")
    assert [made.getwithbase("DOWNLOAD_HANDLERS")[name] for name in ("file", "data", "ftp", "s3")] == [None] * 4
    assert made.getint("CONCURRENT_ITEMS") == 4
    assert made.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert made.getint("DOWNLOAD_MAXSIZE") <= 10 * 1024 * 1024
    assert 0 < made.getint("DOWNLOAD_TIMEOUT") <= 30
    assert made.getint("CLOSESPIDER_TIMEOUT") > 0
    assert made.getint("MEMUSAGE_LIMIT_MB") == 512
    assert made.getfloat("DOWNLOAD_DELAY") >= 3.0
    assert made["TWISTED_DNS_RESOLVER"] == "crawlers.guards.GuardedResolver"
    assert made["USER_AGENT"] == settings.USER_AGENT
    assert "+https://" in settings.USER_AGENT
    assert "belfry/0.1" in settings.USER_AGENT
    assert "Mozilla" not in settings.USER_AGENT


def test_a_gateway_or_recordings_wait_for_nobody_but_the_web_is_waited_for():
    assert crawl_settings(source("lever"), {"gateway": "http://127.0.0.1:1"}).getfloat("DOWNLOAD_DELAY") < 0.01
    assert crawl_settings(source("lever"), {"landing": "x"}).getfloat("DOWNLOAD_DELAY") == 3.0
    assert crawl_settings(source("lever"), {"landing": "x", "min_delay": 7.0}).getfloat("DOWNLOAD_DELAY") == 7.0


def test_the_command_is_an_argument_list_that_no_shell_reads():
    command = crawl_command(
        "recruitee", boards=["a", "b"], landing=Path("var/landing"), run_id="r", changed_only=True, sample=5
    )
    assert command[1:4] == ["-m", "crawlers.run", "recruitee"]
    assert {"--board=a", "--board=b", "--landing=var/landing", "--run-id=r", "--sample=5", "--changed-only"} <= set(
        command
    )
    with pytest.raises(UnknownSourceError):
        crawl_command("`id`", landing=Path("x"), run_id="r")
    assert new_run_id(NOW) == "20261125T030000.000000Z"


@pytest.mark.parametrize(
    ("gateway", "notes"), [(None, ["BELFRY_CONTACT_URL is not set: nobody can find out who asks"]), ("http://x", [])]
)
def test_a_crawl_of_the_web_says_when_nobody_can_find_out_who_asks(gateway, notes):
    spider = source("lever").spider()
    spider.settings = crawl_settings(source("lever"), {"gateway": gateway, "landing": "."})

    async def begin():
        return [request async for request in spider.start()]

    asyncio.run(begin())
    assert spider.notes == notes
