"""Keys written, found again and carried over; rows written in one statement: on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import Engine, func, select

from models.posting import JobPosting
from models.raw import PostingKey
from models.store.bulk import insert_rows, update_rows
from models.store.postings import SeenPosting
from models.store.tables import link_key, link_key_recent, link_verdict
from models.store.unit_of_work import UnitOfWork


@pytest.fixture
def unit(engine: Engine, now: datetime) -> Iterator[UnitOfWork]:
    """A transaction in which postings 1 to 5 are stored."""
    with UnitOfWork(engine) as unit:
        ads = [JobPosting(key=PostingKey(source="s", identifier=str(n)), title="T", title_raw="T") for n in range(5)]
        unit.postings.add([SeenPosting(posting=ad, content_hash="") for ad in ads], run_id="r", at=now)
        yield unit


def rows(unit: UnitOfWork) -> tuple[int, int]:
    """Return how many keys stand with all others, and how many are recent."""
    old, new = (unit.connection.execute(select(func.count()).select_from(t)) for t in (link_key, link_key_recent))
    return old.scalar_one(), new.scalar_one()


def test_a_key_is_found_before_and_after_it_is_carried_over(unit: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.store.link_index.RECENT", 3)
    unit.index.publish({1: b"a", 2: b"b"}, {1: [7, -8], 2: [7]})
    assert rows(unit) == (0, 3)
    assert unit.index.lists([7, -8, 9], most=4) == {7: [1, 2]}
    unit.index.publish({3: b"c", 4: b"d"}, {3: [7], 4: [-8]})
    assert rows(unit) == (5, 0), "carried over with the third posting"
    unit.index.publish({5: b"e"}, {5: [-8]})
    assert unit.index.lists([7, -8], most=4) == {7: [1, 2, 3], -8: [1, 4, 5]}
    assert unit.index.lists([7, -8], most=2) == {}, "a crowd"


def test_keys_of_a_changed_posting_go_wherever_they_stand(unit: UnitOfWork) -> None:
    unit.index.publish({1: b"a", 2: b"b"}, {1: [7], 2: [7]})
    unit.index.carry_over()
    unit.index.publish({1: b"A", 3: b"c"}, {1: [8], 3: [7, 8]})
    assert unit.index.lists([7, 8], most=9) == {7: [2, 3], 8: [1, 3]}
    assert unit.index.features([1]) == {1: b"A"}
    unit.index.unpublish([3])
    assert unit.index.lists([7, 8], most=9) == {}
    assert rows(unit) == (1, 1)


def test_rows_are_replaced_passed_over_and_updated(unit: UnitOfWork, now: datetime) -> None:
    odd = 'quote " back\\slash, {brace} and é'
    first = {"b": "1", "verdict": "same", "author": "op", "at": now}
    insert_rows(unit.connection, link_verdict, [{**first, "a": "x", "note": None}, {**first, "a": "y", "note": odd}])
    insert_rows(unit.connection, link_verdict, [{**first, "a": "x", "note": "later"}], passing=True)
    assert notes(unit, now) == {"x": None, "y": odd}
    insert_rows(unit.connection, link_verdict, [{**first, "a": "x", "note": "new"}], replacing=["a", "b"])
    update_rows(unit.connection, link_verdict, "a", {"a": ["y", "nobody"], "note": [None, "?"]})
    insert_rows(unit.connection, link_verdict, [])
    assert notes(unit, now) == {"x": "new", "y": None}


def notes(unit: UnitOfWork, now: datetime) -> dict[str, str | None]:
    found = unit.connection.execute(select(link_verdict)).all()
    assert {row.at for row in found} == {now}
    return {row.a: row.note for row in found}
