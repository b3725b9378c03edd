from datetime import UTC, date, datetime, timedelta

import pytest

from models.posting import KnownPosting
from models.raw import PostingKey
from models.run import BoardLedger
from models.vocabulary import Cause, Outcome, PostingStatus, VacancyStatus
from pipeline.lifecycle import Arrival, arrival, departures, vacancy_status
from pipeline.quality import Night, gate
from tests.pipeline.lifecycle_simulation import simulate

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
KEY = PostingKey(source="s", board="b", identifier="1")


def known(status: PostingStatus = PostingStatus.ACTIVE, **fields: object) -> KnownPosting:
    return KnownPosting(**{"key": KEY, "content_hash": "x", "status": status, "last_confirmed": NOW, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "content_hash", "expected"),
    [
        (None, "x", Arrival.NEW),
        (known(), "x", Arrival.UNCHANGED),
        (known(), None, Arrival.UNCHANGED),
        (known(), "y", Arrival.CHANGED),
        (known(PostingStatus.WITHDRAWN), "x", Arrival.REOPENED),
        (known(PostingStatus.WITHDRAWN), None, Arrival.REOPENED),
        (known(PostingStatus.EXPIRED, valid_through=date(2026, 11, 1)), "x", Arrival.UNCHANGED),
        (known(PostingStatus.EXPIRED, valid_through=date(2026, 11, 1)), "y", Arrival.REOPENED),
        (known(PostingStatus.REDACTED), "y", Arrival.IGNORED),
        (known(last_confirmed=NOW + timedelta(days=2)), "y", Arrival.IGNORED),
    ],
)
def test_what_appearing_means(before: KnownPosting | None, content_hash: str | None, expected: Arrival) -> None:
    assert arrival(before, content_hash, seen_at=NOW + timedelta(days=1)) is expected


@pytest.mark.parametrize(("misses", "after", "gone"), [(0, 1, True), (0, 3, False), (1, 3, False), (2, 3, True)])
def test_a_posting_is_gone_when_enough_complete_runs_missed_it(misses: int, after: int, *, gone: bool) -> None:
    found = departures([known(misses=misses)], set(), complete=True, closes_after=after)
    assert bool(found.withdrawn) is gone
    assert departures([known(misses=misses)], set(), complete=False, closes_after=after).withdrawn == ()


def ledger(listed: int, *, outcome: Outcome = Outcome.COMPLETE, declared: int | None = None) -> BoardLedger:
    return BoardLedger(listed=listed, fetched=listed, declared=declared, outcome=outcome, cause=Cause.FINISHED)


@pytest.mark.parametrize(
    ("books", "closings", "active", "history", "reason"),
    [
        (ledger(95), 5, 100, [100] * 5, None),
        (ledger(95, outcome=Outcome.PARTIAL), 5, 100, [100], "the run is partial"),
        (ledger(95, declared=100), 5, 100, [100], "collected 95 of 100 declared"),
        (ledger(69), 5, 100, [100] * 5, "discovered 69"),
        (ledger(70), 5, 100, [100] * 5, None),
        (ledger(95), 21, 100, [100], "would close 21 of 100 active postings (limit 20)"),
        (ledger(30), 10, 40, [40], None),
        (ledger(95), 5, 100, [], "no complete run to compare with"),
        (ledger(104), 11_711, 11_815, [9526, 9661, 9522, 9529, 9540], "discovered 104"),
    ],
)
def test_a_run_must_prove_itself(
    books: BoardLedger, closings: int, active: int, history: list[int], reason: str | None
) -> None:
    verdict = gate(books, closings=closings, active=active, history=history, night=Night(active=100_000))
    assert verdict.may_close is (reason is None)
    assert reason is None or any(reason in text for text in verdict.reasons)


def test_a_night_closes_at_most_a_tenth_of_everything() -> None:
    books = ledger(95)
    assert gate(books, closings=5, active=100, history=[100], night=Night(active=100, closed=5)).may_close
    assert not gate(books, closings=6, active=100, history=[100], night=Night(active=100, closed=5)).may_close


@pytest.mark.parametrize(
    ("statuses", "unseen", "expected"),
    [
        ((PostingStatus.ACTIVE,), timedelta(hours=47), (VacancyStatus.ACTIVE, None)),
        ((PostingStatus.ACTIVE, PostingStatus.WITHDRAWN), timedelta(hours=48), (VacancyStatus.UNCONFIRMED, None)),
        ((PostingStatus.ACTIVE,), timedelta(days=90), (VacancyStatus.CLOSED, "max_age")),
        ((PostingStatus.WITHDRAWN,), timedelta(0), (VacancyStatus.CLOSED, "withdrawn")),
        ((PostingStatus.WITHDRAWN, PostingStatus.EXPIRED), timedelta(0), (VacancyStatus.CLOSED, "expired")),
    ],
)
def test_one_active_ad_keeps_a_vacancy_open(
    statuses: tuple[PostingStatus, ...], unseen: timedelta, expected: tuple[VacancyStatus, str | None]
) -> None:
    assert vacancy_status(statuses, last_confirmed=NOW - unseen, now=NOW) == expected


def test_a_year_of_incidents_closes_nothing_that_lives_and_nearly_all_that_is_gone() -> None:
    year = simulate(boards=30, nights=365, seed=7)
    assert year.incidents > 900
    assert year.false == 0
    assert year.in_time / year.gone >= 0.99
