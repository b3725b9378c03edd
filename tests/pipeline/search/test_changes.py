"""A copy that follows the feed of changes is the live state, from any cursor, filtered or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.store.engine import open_engine
from models.store.unit_of_work import UnitOfWork
from models.store.vacancies import Change
from models.vocabulary import EventKind, Role
from pipeline.search.changes import EXIT, Filter, changes, head
from pipeline.search.filters import QueryError
from tests.pipeline.search.histories import check_history, forget_everything
from tests.pipeline.search.world import keep, keep_sources, posting, vacancy


@pytest.fixture
def run_histories(sqlite_url: str, tmp_path: Path) -> Iterator[Callable[[range], Counter[str]]]:
    """Yield what runs the histories of some seeds, one after the other in one database."""
    engine = open_engine(sqlite_url)
    keep_sources(engine)

    def run(seeds: range) -> Counter[str]:
        happened: Counter[str] = Counter()
        for seed in seeds:
            forget_everything(engine)
            happened += check_history(engine, tmp_path, seed)
        return happened

    yield run
    engine.dispose()


def test_copies_never_drift(run_histories: Callable[[range], Counter[str]]) -> None:
    happened = run_histories(range(40))
    assert {"upsert", "close", "reopen", "merge", "split", "redact"} <= set(happened), "histories are too tame"


@pytest.mark.slow
def test_copies_never_drift_in_hundreds_of_histories(run_histories: Callable[[range], Counter[str]]) -> None:
    assert run_histories(range(1000, 1300)).total() > 1500


def test_copies_never_drift_on_either_database(engine: Engine, tmp_path: Path) -> None:
    keep_sources(engine)
    assert check_history(engine, tmp_path, seed=4711, steps=30).total() > 20


def test_an_event_carries_the_vacancy_as_it_is_now(engine: Engine) -> None:
    keep(engine, [vacancy(1)])
    keep(engine, [vacancy(1, posting(1, title="Architect"))])
    page = changes(engine, since=0)
    assert [(event.sequence, event.kind, event.vacancy and event.vacancy.posting.title) for event in page.events] == [
        (1, "upsert", "Architect"),
        (2, "upsert", "Architect"),
    ]
    assert (page.next_cursor, page.head, page.has_more) == (2, 2, False)


def test_a_vacancy_that_stops_matching_leaves_a_filtered_feed(engine: Engine) -> None:
    keep(engine, [vacancy(1), vacancy(2)])
    moved = vacancy(1, posting(1, role=Role.DATA_ENGINEER))
    with UnitOfWork(engine) as unit:
        unit.vacancies.save(moved, closed_at=None, reposts=0)
        unit.vacancies.log(
            [Change(kind=EventKind.UPSERT, vacancy_id=moved.id, data={"changed": ["role"]})], at=moved.first_seen
        )
        unit.commit()
    page = changes(engine, since=2, wanted=Filter(role=Role.BACKEND_DEVELOPER))
    assert [(event.kind, event.vacancy_id, event.vacancy) for event in page.events] == [(EXIT, moved.id, None)]
    assert [event.kind for event in changes(engine, since=2, wanted=Filter(role=Role.DATA_ENGINEER)).events] == [
        "upsert"
    ]


def test_pages_are_cut_at_the_limit_and_go_on_where_they_ended(engine: Engine) -> None:
    keep(engine, [vacancy(number) for number in range(1, 8)])
    cursor, seen = 0, []
    while True:
        page = changes(engine, since=cursor, limit=3)
        assert len(page.events) <= 3
        seen += [event.sequence for event in page.events]
        cursor = page.next_cursor
        if not page.has_more:
            break
    assert seen == list(range(1, 8))
    assert changes(engine, since=cursor).events == ()


def test_a_cursor_of_another_log_is_refused(engine: Engine) -> None:
    keep(engine, [vacancy(1)])
    assert head(engine) == 1
    with pytest.raises(QueryError, match="load a snapshot again"):
        changes(engine, since=2)


def test_kinds_are_chosen_after_the_filter(engine: Engine) -> None:
    keep(engine, [vacancy(1), vacancy(2)])
    assert changes(engine, since=0, kinds=("close",)).events == ()
    assert changes(engine, since=0, kinds=("close",)).next_cursor == 2
