"""The books of a board: they balance whatever happens, and their verdict is never better than what was had."""

from __future__ import annotations

import random

import pytest

from crawlers.ledger import SEVERITY, Books, worst
from crawlers.trouble import Trouble
from models.vocabulary import Cause, Outcome


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
