from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from models.raw import PostingKey, RawPosting
from models.store.engine import open_engine
from models.store.postings import SeenPosting
from models.store.schema import upgrade
from models.store.tables import event, link_ledger, metadata, posting, vacancy, vacancy_alias
from models.store.unit_of_work import UnitOfWork
from models.vocabulary import PostingStatus
from pipeline.normalize import normalize
from pipeline.services.ingest import ingest
from pipeline.services.link import link
from pipeline.services.verdicts import (
    UnknownPostingError,
    UnknownVacancyError,
    explain_pair,
    judge,
    take_back,
    weak_edge,
)
from sandbox import strata
from tests.landing_writer import land, raw

DAY = timedelta(days=1)
TASKS = (
    "<p>You design the booking engine that two hundred hotels rely on, write Java 21 services with Spring Boot, keep "
    "PostgreSQL queries quick, review the work of four colleagues and take turns in looking after Kafka in production. "
    "Every second Thursday the team shows what it made to the front desks that use it, and listens to what hurts.</p>"
)
OTHER = (
    "<p>In our payments squad you own the ledger: Kotlin on the server, event sourcing, and a test suite that finishes "
    "before your coffee does. You talk with the auditors twice a year and enjoy it more than you expected to.</p>"
)


def backend(identifier: str, **fields: Any) -> RawPosting:
    return raw(identifier, fields.pop("title", "Java developer"), **{"description": TASKS, **fields})


def load(engine: Engine, root: Path, run: str, at: datetime, postings: Sequence[RawPosting], **options: Any) -> None:
    ingest(engine, land(root, run, at, postings, **options), now=at)


def clusters(engine: Engine) -> set[frozenset[str]]:
    groups: dict[str, set[str]] = {}
    with engine.connect() as connection:
        for row in connection.execute(select(posting.c.vacancy_id, posting.c.board, posting.c.identifier)):
            groups.setdefault(row.vacancy_id, set()).add(f"{row.board}/{row.identifier}")
    return {frozenset(group) for group in groups.values()}


def minted(engine: Engine) -> set[str]:
    """Return the ids of all vacancies that hold a posting."""
    with engine.connect() as connection:
        return set(connection.execute(select(posting.c.vacancy_id)).scalars())


def everything(engine: Engine) -> list[tuple[object, ...]]:
    names = ("posting", "vacancy", "vacancy_place", "vacancy_skill", "vacancy_alias", "link_key", "link_key_recent")
    rows: list[tuple[object, ...]] = []
    with engine.connect() as connection:
        for name in (*names, "link_evidence", "link_ledger", "event", "counter"):
            rows += sorted(((name, *row) for row in connection.execute(text(f"SELECT * FROM {name}"))), key=repr)
    return rows


def copies(engine: Engine, root: Path, at: datetime) -> None:
    load(engine, root, "r1", at, [backend("1"), backend("2", title="Kotlin developer", description=OTHER)])
    load(engine, root, "r2", at, [backend("9", board="copy")], closes_after=1)


def test_two_ads_of_one_opening_become_one_vacancy_with_evidence(engine: Engine, tmp_path: Path, now: datetime) -> None:
    copies(engine, tmp_path, now)
    report = link(engine, now=now)
    assert clusters(engine) == {frozenset({"acme/1", "copy/9"}), frozenset({"acme/2"})}
    assert report.vacancies == 2
    account = explain_pair(
        engine,
        PostingKey(source="recruitee", board="acme", identifier="1"),
        PostingKey(source="recruitee", board="copy", identifier="9"),
    )
    assert account.evidence.linked
    assert account.vacancy_a == account.vacancy_b


def test_linking_again_changes_no_row(engine: Engine, tmp_path: Path, now: datetime) -> None:
    copies(engine, tmp_path, now)
    link(engine, now=now)
    before = everything(engine)
    link(engine, now=now + timedelta(minutes=1))
    assert everything(engine) == before


def test_a_rebuild_gives_the_same_clusters_and_identifiers(engine: Engine, tmp_path: Path, now: datetime) -> None:
    copies(engine, tmp_path, now)
    link(engine, now=now)
    before = everything(engine)
    link(engine, now=now, rebuild=True)
    assert everything(engine) == before


def test_the_order_of_arrival_does_not_matter(engine: Engine, monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    ads = [normalize(item.raw, as_of=now.date()) for item in strata.postings(240, seed=3)]
    found = []
    for batch, order in ((2000, ads), (60, ads[::-1]), (25, [*ads[1::2], *ads[::2]])):
        monkeypatch.setattr("pipeline.services.link.BATCH", batch)
        with UnitOfWork(engine) as unit:
            unit.postings.add([SeenPosting(posting=ad, content_hash="") for ad in order], run_id="r", at=now)
            unit.commit()
        link(engine, now=now)
        found.append(clusters(engine))
        link(engine, now=now, rebuild=True)
        found.append(clusters(engine))
        with engine.begin() as connection:
            for table in reversed(metadata.sorted_tables):
                connection.execute(table.delete())
    assert max(map(len, found[0] - {None})) > 1
    assert all(groups == found[0] for groups in found)


def test_two_linkers_at_once_do_what_one_does(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, now: datetime
) -> None:
    monkeypatch.setattr("pipeline.services.link.BATCH", 20)
    ads = [normalize(item.raw, as_of=now.date()) for item in strata.postings(160, seed=5)]
    alone = open_engine(f"sqlite:///{tmp_path}/alone.sqlite3")
    upgrade(alone)
    for store in (alone, engine):
        with UnitOfWork(store) as unit:
            unit.postings.add([SeenPosting(posting=ad, content_hash="") for ad in ads], run_id="r", at=now)
            unit.commit()
    link(alone, now=now)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(link, engine, now=now) for _ in range(2)]:
            done.result()
    assert clusters(engine) == clusters(alone)
    alone.dispose()
    with engine.connect() as connection:
        numbers = connection.execute(select(event.c.sequence).order_by(event.c.sequence)).scalars().all()
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_verdict_splits_and_survives_a_rebuild_and_can_be_taken_back(
    engine: Engine, tmp_path: Path, now: datetime
) -> None:
    copies(engine, tmp_path, now)
    link(engine, now=now)
    a = PostingKey(source="recruitee", board="acme", identifier="1")
    b = PostingKey(source="recruitee", board="copy", identifier="9")
    before = minted(engine)
    assert judge(engine, a, b, "different", by="op", now=now).split == 1
    assert frozenset({"acme/1"}) in clusters(engine)
    assert before < minted(engine), "the old id stays, a new one is minted"
    assert len(minted(engine)) == len(before) + 1
    link(engine, now=now, rebuild=True)
    assert frozenset({"acme/1"}) in clusters(engine)
    assert take_back(engine, a, b, by="op", now=now)
    assert frozenset({"acme/1", "copy/9"}) in clusters(engine)
    assert minted(engine) == before, "a merge keeps the older"
    with engine.connect() as connection:
        kinds = connection.execute(select(link_ledger.c.kind).order_by(link_ledger.c.id)).scalars().all()
        aliases = connection.execute(select(vacancy_alias)).all()
    assert kinds == ["split", "merge"]
    assert len(aliases) == 1


def test_an_operator_can_merge_what_the_rules_keep_apart(engine: Engine, tmp_path: Path, now: datetime) -> None:
    copies(engine, tmp_path, now)
    link(engine, now=now)
    a = PostingKey(source="recruitee", board="acme", identifier="1")
    b = PostingKey(source="recruitee", board="acme", identifier="2")
    judge(engine, a, b, "same", by="op", now=now)
    assert clusters(engine) == {frozenset({"acme/1", "acme/2", "copy/9"})}
    link(engine, now=now, rebuild=True)
    assert clusters(engine) == {frozenset({"acme/1", "acme/2", "copy/9"})}
    with pytest.raises(UnknownPostingError, match="nowhere"):
        judge(engine, a, PostingKey(source="x", identifier="nowhere"), "same", by="op", now=now)


def test_every_change_of_a_vacancy_is_an_event_without_gaps(engine: Engine, tmp_path: Path, now: datetime) -> None:
    many = [backend(str(n), title=f"Java developer {n}", description=TASKS + f"<p>{OTHER}{n}</p>") for n in range(20)]
    load(engine, tmp_path, "r1", now, many)
    link(engine, now=now)
    load(engine, tmp_path, "r2", now + DAY, many[1:])
    assert link(engine, now=now + DAY).closed == 1
    load(engine, tmp_path, "r3", now + 2 * DAY, many)
    assert link(engine, now=now + 2 * DAY).reopened == 1
    with engine.connect() as connection:
        rows = connection.execute(select(event.c.sequence, event.c.kind).order_by(event.c.sequence)).all()
        states = connection.execute(select(vacancy.c.status)).scalars().all()
    assert [row.sequence for row in rows] == list(range(1, len(rows) + 1))
    assert [row.kind for row in rows][-2:] == ["close", "reopen"]
    assert set(states) == {"active"}


def test_ads_that_are_no_it_jobs_are_kept_and_not_published(engine: Engine, tmp_path: Path, now: datetime) -> None:
    load(engine, tmp_path, "r1", now, [backend("1"), raw("2", "Verpleegkundige nachtdienst")])
    link(engine, now=now)
    with engine.connect() as connection:
        rows = {r.identifier: (r.status, r.vacancy_id) for r in connection.execute(select(posting))}
    assert rows["2"] == (PostingStatus.ACTIVE.value, None)
    assert rows["1"][1] is not None


def test_a_vacancy_comes_apart_at_its_weakest_link(engine: Engine, tmp_path: Path, now: datetime) -> None:
    copies(engine, tmp_path, now)
    cut = backend("5", board="other", description=TASKS[:330] + "…</p>")
    load(engine, tmp_path, "r3", now, [cut], closes_after=1)
    link(engine, now=now)
    assert frozenset({"acme/1", "copy/9", "other/5"}) in clusters(engine)
    first, copy = (PostingKey(source="recruitee", board=b, identifier=i) for b, i in (("acme", "1"), ("copy", "9")))
    vacancy_id = explain_pair(engine, first, copy).vacancy_a
    assert vacancy_id is not None
    weak = weak_edge(engine, vacancy_id)
    assert weak is not None
    assert {frozenset(map(str, weak.one)), frozenset(map(str, weak.other))} == {
        frozenset({"recruitee:acme:1", "recruitee:copy:9"}),
        frozenset({"recruitee:other:5"}),
    }
    judge(engine, weak.evidence.a, weak.evidence.b, "different", by="op", now=now)
    after = weak_edge(engine, vacancy_id)
    assert after is None or after.evidence != weak.evidence
    with pytest.raises(UnknownVacancyError, match="vac_nowhere"):
        weak_edge(engine, "vac_nowhere")


@pytest.mark.parametrize("gone", [True, False])
def test_an_ad_that_follows_a_closed_one_is_the_opening_again_and_one_beside_it_another(
    engine: Engine, tmp_path: Path, now: datetime, gone: bool
) -> None:
    ad = backend("1", date_posted=str((now - 9 * DAY).date()))
    longer = TASKS.replace("</p>", " From spring on the team also writes the till of the restaurants.</p>")
    again = backend("7", title="Java developer booking engine", description=longer, date_posted=str(now.date() + DAY))
    # No one board may lose more than a tenth of all that is open: others stand beside it, which are no IT jobs.
    kitchen = [raw(f"k{number}", "Kok") for number in range(12)]
    load(engine, tmp_path, "r1", now, [ad, *kitchen])
    link(engine, now=now)
    load(engine, tmp_path, "r2", now + DAY, [again, *kitchen] if gone else [ad, again, *kitchen])
    link(engine, now=now + DAY)
    together = {frozenset({"acme/1", "acme/7"})}
    apart = {frozenset({"acme/1"}), frozenset({"acme/7"})}
    assert {group for group in clusters(engine) if not group & {f"acme/k{n}" for n in range(12)}} == (
        together if gone else apart
    )
    with engine.connect() as connection:
        reposts = connection.execute(select(vacancy.c.reposts).where(vacancy.c.postings > 0)).scalars().all()
    assert sum(reposts) == (1 if gone else 0)
    before = everything(engine)
    link(engine, now=now + DAY, rebuild=True)
    assert everything(engine) == before
