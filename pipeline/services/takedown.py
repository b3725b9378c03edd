"""Taking down an address, an employer or a person: everywhere at once, and for good.

Tables, vacancy pages, API and feeds follow from the postings, which are emptied here and announced as ``redact``
events; the landing zone is rewritten; snapshots that hold the vacancy are removed. A tombstone stops later crawls.
"""

from __future__ import annotations

import gzip
import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from models.posting import JobPosting
from models.raw import PostingKey
from models.record import Record
from models.store.board_notes import BoardNotes
from models.store.engine import reading
from models.store.requests import Requests, StoredRequest
from models.store.unit_of_work import UnitOfWork
from models.store.vacancies import Change
from models.vocabulary import EventKind
from pipeline.landing import BadLine, landed_runs
from pipeline.normalize.organization import organization_key
from pipeline.services.enforcement import enforce, evidence_of, pages_of, standing_stones
from pipeline.services.held import HELD
from pipeline.services.link import link
from pipeline.services.tombstones import Stones, plain_url, stone_of

ANSWER_WITHIN = {"url": timedelta(days=1), "employer": timedelta(days=1), "person": timedelta(days=30)}
"""How long we have: ours for publishers, GDPR art. 12(3) for persons."""
REPORT_WITHIN = timedelta(days=7)
KINDS = ("url", "employer", "person")


class NoSuchRequestError(LookupError):
    """There is no open request with that number."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect(Record):
    """What a takedown reached."""

    postings: int = 0
    vacancies: tuple[str, ...] = ()
    landing_lines: int = 0
    dead_letters: int = 0
    snapshots: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Find(Record):
    """Where something about a person stands: kinds of place and how many, with examples that can be looked up."""

    postings: tuple[str, ...] = ()
    landing: tuple[str, ...] = ()
    """Run and line of an ad or of a stored page, or run and piece of evidence."""
    dead_letters: int = 0
    requests: tuple[int, ...] = ()


def receive(engine: Engine, kind: str, value: str, *, reason: str, now: datetime, by: str | None = None) -> int:
    """Enter a request and return its number; one that is open already is not entered twice.

    ``by`` is the operator who enters it, if one does; what is asked stands in no line of the audit.
    Raises `ValueError` for one that cannot be carried out.
    """
    if kind in KINDS:
        stone_of(kind, value)
    elif kind != "report":
        raise ValueError(f"{kind!r} is no kind of request; allowed: {', '.join((*KINDS, 'report'))}")
    with UnitOfWork(engine) as unit:
        due = now + ANSWER_WITHIN.get(kind, REPORT_WITHIN)
        requests = Requests(unit.connection)
        number = requests.find_open(kind, value, reason)
        if number is None:
            number = requests.add(kind, value, reason, at=now, due=due)
            if by is not None:
                unit.audit.enter("enter request", str(number), by=by, at=now, after=kind)
        unit.commit()
    return number


def carry_out(
    engine: Engine, number: int, landing: Path, *, by: str, now: datetime, snapshots: Path | None = None
) -> Effect:
    """Do what request ``number`` asks, everywhere. Raises `NoSuchRequestError`."""
    asked = _open(engine, number)
    if asked.kind not in KINDS:
        return _answered(engine, asked, Effect(), by=by, now=now)
    stone = stone_of(asked.kind, asked.value)
    with UnitOfWork(engine) as unit:
        # The stone first: a crawl that lands while we work is stopped by it.
        Requests(unit.connection).bury([(asked.kind, stone)], number, at=now)
        unit.commit()
    if asked.kind == "person":
        postings, vacancies = _forget(engine, now=now)
    else:
        postings, vacancies = _redact(engine, asked, stone, now=now)
    link(engine, now=now)
    effect = Effect(
        postings=postings,
        vacancies=vacancies,
        landing_lines=enforce(engine, landing),
        dead_letters=_letters(engine, asked.value),
        snapshots=_remove_snapshots(snapshots, vacancies) if snapshots else 0,
    )
    return _answered(engine, asked, effect, by=by, now=now)


def refuse(engine: Engine, number: int, *, by: str, now: datetime, why: str) -> None:
    """Close a request without doing what it asks, with the reason. Raises `NoSuchRequestError`."""
    asked = _open(engine, number)
    with UnitOfWork(engine) as unit:
        value = "(a person)" if asked.kind == "person" else asked.value
        Requests(unit.connection).decide(number, "refused", by=by, at=now, effect={"why": why}, value=value)
        unit.audit.enter("refuse request", str(number), by=by, at=now, before="open", after=why)
        unit.commit()


def find_person(engine: Engine, landing: Path, who: str) -> Find:
    """Return where ``who``, a full name or an e-mail address, stands. Raises `ValueError` for a single word."""
    stones = Stones.of({"person": frozenset({stone_of("person", who)})})
    with reading(engine) as connection:
        requests = Requests(connection)
        postings = [str(key) for _, key, record, _ in requests.standing() if _names(stones, record.to_json())]
        letters = requests.letters([who])
        asked = [item.id for item in requests.recent(limit=10_000) if _names(stones, [item.value, item.reason])]
    runs = [*landed_runs(landing), *landed_runs(landing.parent / HELD)]
    lines = [
        f"{run.run_id} {file}:{line}"
        for run in runs
        for file, line, item in run.postings()
        if _names(stones, item.text if isinstance(item, BadLine) else item.to_json())
    ]
    lines += [f"{run.run_id} {file}:{line}" for run in runs for file, line in pages_of(run, stones)]
    lines += [f"{run.run_id} {path.parent.name}/{path.name}" for run in runs for path in evidence_of(run, stones)]
    return Find(
        postings=tuple(postings), landing=tuple(lines), dead_letters=len(letters), requests=tuple(sorted(asked))
    )


def all_requests(engine: Engine) -> list[StoredRequest]:
    """Return the newest requests, newest first."""
    with reading(engine) as connection:
        return Requests(connection).recent()


def _names(stones: Stones, value: Any) -> bool:
    return bool(stones.scrub(value) != _plain(value))


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _open(engine: Engine, number: int) -> StoredRequest:
    with reading(engine) as connection:
        asked = Requests(connection).get(number)
    if asked is None or asked.state != "open":
        raise NoSuchRequestError(f"no request number {number} is open")
    return asked


def _redact(engine: Engine, asked: StoredRequest, stone: str, *, now: datetime) -> tuple[int, tuple[str, ...]]:
    with UnitOfWork(engine) as unit:
        requests = Requests(unit.connection)
        found = {
            number: (key, vacancy_id)
            for number, key, record, vacancy_id in requests.standing()
            if _meant(asked, stone, record, vacancy_id)
        }
        vacancies = tuple(sorted({vacancy_id for _, vacancy_id in found.values() if vacancy_id}))
        records = {number: _emptied(key) for number, (key, _) in found.items()}
        requests.redact(records, at=now, run_id=f"request:{asked.id}")
        requests.bury([("key", str(key)) for key, _ in found.values()], asked.id, at=now)
        BoardNotes(unit.connection).forget_in_deliveries(vacancies)
        announce(unit, vacancies, ["*"], now)
        unit.commit()
    return len(found), vacancies


def _meant(asked: StoredRequest, stone: str, record: JobPosting, vacancy_id: str | None) -> bool:
    if asked.kind == "employer":
        employer = record.hiring_organization
        return employer is not None and stone in (employer.key, organization_key(employer.name))
    if record.url and plain_url(record.url) == stone:
        return True
    # The address of our own page means the vacancy behind it.
    return vacancy_id is not None and vacancy_id in asked.value


def _emptied(key: PostingKey) -> JobPosting:
    return JobPosting(key=key, title="", title_raw="")


def _forget(engine: Engine, *, now: datetime) -> tuple[int, tuple[str, ...]]:
    stones = standing_stones(engine)
    with UnitOfWork(engine) as unit:
        renewed: dict[int, JobPosting] = {}
        touched: set[str] = set()
        for number, _, record, vacancy_id in Requests(unit.connection).standing():
            before = record.to_json()
            after = stones.scrub(before)
            if after != before:
                clean = JobPosting.from_json(after)
                renewed[number] = replace(clean, redactions=record.redactions + 1)
                touched |= {vacancy_id} if vacancy_id else set()
        unit.postings.renew(renewed)
        vacancies = tuple(sorted(touched))
        BoardNotes(unit.connection).forget_in_deliveries(vacancies)
        announce(unit, vacancies, ["description"], now)
        unit.commit()
    return len(renewed), vacancies


def announce(unit: UnitOfWork, vacancies: tuple[str, ...], fields: list[str], now: datetime) -> None:
    """Tell whoever keeps a copy that ``fields`` of these vacancies were removed on request (``*`` is all of them)."""
    data = {"fields": fields, "reason": "takedown"}
    changes = [Change(kind=EventKind.REDACT, vacancy_id=vacancy_id, data=data) for vacancy_id in vacancies]
    first = unit.vacancies.log(changes, at=now)
    for number, vacancy_id in enumerate(vacancies, start=1):
        unit.vacancies.number(vacancy_id, first + number)


def _letters(engine: Engine, value: str) -> int:
    with UnitOfWork(engine) as unit:
        requests = Requests(unit.connection)
        found = requests.letters([value])
        requests.drop_letters(found)
        unit.commit()
    return len(found)


def _answered(engine: Engine, asked: StoredRequest, effect: Effect, *, by: str, now: datetime) -> Effect:
    with UnitOfWork(engine) as unit:
        value = "(a person)" if asked.kind == "person" else asked.value
        requests = Requests(unit.connection)
        requests.decide(asked.id, "done", by=by, at=now, effect=effect.to_json(), value=value)
        unit.audit.enter("carry out request", str(asked.id), by=by, at=now, before="open", after=effect.to_json())
        unit.commit()
    return effect


def _remove_snapshots(folder: Path, vacancies: tuple[str, ...]) -> int:
    """Remove the snapshots that hold any of the vacancies: a new one is written with tonight's data."""
    needles = [vacancy_id.encode() for vacancy_id in vacancies]
    removed = 0
    for lines in folder.glob("*/*.ndjson.gz") if needles else ():
        with gzip.open(lines) as stored:
            if not any(needle in line for line in stored for needle in needles):
                continue
        shutil.rmtree(lines.parent)
        removed += 1
    return removed
