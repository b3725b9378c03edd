"""Every fault of the sandbox that a crawl must notice, met by a real crawl: the run ends as the catalogue says."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from crawlers import politeness
from models.vocabulary import Outcome
from sandbox.fault_kinds import kinds
from tests.crawlers.in_sandbox import largest_board

NOTICED = sorted(name for name, kind in kinds().items() if kind.stopped_by == "crawl")
ELSEWHERE = {
    "wrong_total": ("vdab", "*"),  # states a total
    "repeated_page": ("talent_brussels", "*"),  # has several pages
    "endless_pages": ("talent_brussels", "*"),
    "tdm_meta": ("jsonld", "*"),  # is made of pages
    "soft_404": ("jsonld", "/*/*"),
}
"""Fault → the source and the path where it can strike; the others strike Recruitee's list."""

IMPATIENT = {"RETRY_TIMES": 0, "DOWNLOAD_TIMEOUT": 2}


@pytest.fixture(autouse=True)
def no_patience(monkeypatch):
    """Believe that a minute of Retry-After is too long, instead of waiting for it."""
    monkeypatch.setattr(politeness, "LONGEST_WAIT", 1.0)


@pytest.mark.parametrize("name", NOTICED)
def test_a_fault_is_noticed_and_named(name, sandbox, crawl):
    struck, path = ELSEWHERE.get(name, ("recruitee", "*"))
    kind = sandbox.faults.add(name, path=path)
    web = SimpleNamespace(address=sandbox.url)
    run = crawl(struck, web=web, boards=[largest_board(sandbox, struck)], settings=IMPATIENT)
    assert run.ledger.balance == 0
    assert run.ledger.outcome is not Outcome.COMPLETE
    assert run.ledger.outcome is not Outcome.EMPTY_CONFIRMED or name == "empty_board", "a board that is truly empty"
    assert kind.outcome in (None, run.ledger.outcome)
    assert kind.cause in (None, run.ledger.cause)


def test_rules_that_close_a_source_after_a_good_night_have_changed(sandbox, crawl):
    web, board = SimpleNamespace(address=sandbox.url), largest_board(sandbox, "jsonld")
    first = crawl("jsonld", web=web, boards=[board])
    assert first.verdict == ("complete", "finished")
    for fault in ("robots_changed", "robots_disallow"):
        sandbox.faults.clear()
        sandbox.faults.add(fault)
        assert crawl("jsonld", web=web, boards=[board], known=first.known).verdict == ("skipped", "robots_changed")
    sandbox.faults.clear()
    sandbox.faults.add("robots_amended")
    amended = crawl("jsonld", web=web, boards=[board], known=first.known, changed_only=True)
    assert amended.verdict == ("complete", "finished")
    assert len(amended.manifest.notes) == 1
