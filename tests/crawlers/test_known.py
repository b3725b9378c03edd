"""What one night hands to the next: known files, how long they are believed, whose word is carried on."""

from __future__ import annotations

import gzip
import itertools
import json
from datetime import UTC, datetime, timedelta

import pytest

from crawlers.known import REFRESH_AGE, REFRESH_SPREAD, Known, KnownPage, KnownPosting, read_known
from models.vocabulary import Outcome

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


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
