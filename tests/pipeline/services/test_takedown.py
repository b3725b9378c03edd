"""Takedown: everywhere at once, and never back."""

from __future__ import annotations

import gzip
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine, select, text

from models.run import EVIDENCE_FOLDER, Evidence, StoredPage
from models.store.engine import reading
from models.store.tables import event, posting, vacancy
from models.vocabulary import Cause
from pipeline.landing import LandedRun
from pipeline.services.enforcement import enforce_run, standing_stones
from pipeline.services.ingest import ingest
from pipeline.services.link import link
from pipeline.services.takedown import (
    NoSuchRequestError,
    carry_out,
    find_person,
    receive,
    refuse,
)
from pipeline.services.tombstones import REMOVED, Stones, plain_url, stone_of
from tests.landing_writer import land, raw, store_pages

WORDS = "Je werkt aan onze webshop in Python en Django. Vragen? Bel Griet Vandenabeele of mail griet@acme.example."


def landed(tmp_path: Path, engine: Engine, now: datetime, run_id: str = "20261123T020000-recruitee") -> LandedRun:
    ads = [
        raw("1", "Backend developer", url="https://acme.example/jobs/1?utm_source=x", description=f"<p>{WORDS}</p>"),
        raw("2", "Java developer", url="https://acme.example/jobs/2", hiring_organization="Beta BV"),
    ]
    run = land(tmp_path, run_id, now, ads)
    enforce_run(run, standing_stones(engine))
    ingest(engine, run, now=now)
    link(engine, now=now)
    return run


def everything(engine: Engine, tmp_path: Path) -> str:
    """All that is kept, as one text."""
    with reading(engine) as connection:
        tables = "posting posting_change vacancy event dead_letter request tombstone audit link_evidence".split()
        rows = [str(list(connection.execute(text(f"SELECT * FROM {name}")))) for name in tables]
    files = [gzip.decompress(path.read_bytes()).decode() for path in tmp_path.glob("**/*.jsonl.gz")]
    return "\n".join([*rows, *files])


@pytest.mark.parametrize(
    ("kind", "value", "gone"),
    [
        ("url", "http://www.acme.example/jobs/1/", "acme.example/jobs/1?"),
        ("employer", "ACME nv", "webshop"),
        ("employer", "Beta", "acme.example/jobs/2"),
    ],
)
def test_a_takedown_reaches_everything_and_lasts(
    engine: Engine, tmp_path: Path, now: datetime, kind: str, value: str, gone: str
) -> None:
    landed(tmp_path, engine, now)
    number = receive(engine, kind, value, reason="the publisher asks", now=now)
    effect = carry_out(engine, number, tmp_path, by="an", now=now)
    assert (effect.postings, len(effect.vacancies), effect.landing_lines) == (1, 1, 1)
    assert gone not in everything(engine, tmp_path)
    with reading(engine) as connection:
        kinds = connection.execute(select(event.c.kind).where(event.c.vacancy_id == effect.vacancies[0])).scalars()
        assert "redact" in set(kinds)
        row = connection.execute(select(vacancy).where(vacancy.c.id == effect.vacancies[0])).one()
        assert (row.status, row.reason, row.title) == ("closed", "redacted", "")
    landed(tmp_path, engine, now + timedelta(days=1), "20261124T020000-recruitee")
    assert gone not in everything(engine, tmp_path)
    with reading(engine) as connection:
        statuses = list(connection.execute(select(posting.c.status)).scalars())
    assert sorted(statuses) == ["active", "redacted"]


def test_the_same_ad_under_another_number_does_not_come_back(engine: Engine, tmp_path: Path, now: datetime) -> None:
    landed(tmp_path, engine, now)
    carry_out(engine, receive(engine, "employer", "Acme", reason="asked", now=now), tmp_path, by="an", now=now)
    run = land(tmp_path, "20261125T020000-recruitee", now + timedelta(days=2), [raw("77", description="webshop")])
    assert enforce_run(run, standing_stones(engine)) == 1
    ingest(engine, run, now=now)
    assert "webshop" not in everything(engine, tmp_path)


def test_a_person_is_found_and_forgotten(engine: Engine, tmp_path: Path, now: datetime) -> None:
    landed(tmp_path, engine, now)
    found = find_person(engine, tmp_path, "Griet VANDENABEELE")
    assert found.landing == ("20261123T020000-recruitee part-00001.jsonl.gz:1",)
    number = receive(engine, "person", "Griet Vandenabeele", reason="GDPR art. 17", now=now)
    carry_out(engine, number, tmp_path, by="an", now=now)
    kept = everything(engine, tmp_path)
    assert "Vandenabeele" not in kept
    assert REMOVED in kept
    assert "webshop" in kept
    landed(tmp_path, engine, now + timedelta(days=1), "20261124T020000-recruitee")
    assert "Vandenabeele" not in everything(engine, tmp_path)


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        ("url", "https://acme.example/jobs/1", {"2.json", "3.json"}),
        ("employer", "Acme NV", {"3.json"}),
        ("person", "Griet Vandenabeele", {"2.json", "3.json"}),
    ],
)
def test_evidence_that_speaks_of_it_goes_too(
    engine: Engine, tmp_path: Path, now: datetime, kind: str, value: str, kept: set[str]
) -> None:
    landed(tmp_path, engine, now)
    folder = tmp_path / "recruitee" / "20261123T020000-recruitee" / EVIDENCE_FOLDER
    folder.mkdir()
    bodies = {
        "1.json": f"<a href='https://acme.example/jobs/1'>{WORDS}</a>",
        "2.json": "Sollicitatie bij ACME",
        "3.json": "Access denied",
    }
    for name, body in bodies.items():
        item = Evidence(cause=Cause.NOT_JSON, url="https://x.example/", status=200, body=body, taken_at=now)
        (folder / name).write_bytes(orjson.dumps(item.to_json()))
    if kind == "person":
        assert find_person(engine, tmp_path, value).landing[-1].endswith(f"{EVIDENCE_FOLDER}/1.json")
    carry_out(engine, receive(engine, kind, value, reason="asked", now=now), tmp_path, by="an", now=now)
    assert {path.name for path in folder.iterdir()} == kept


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        ("url", "https://acme.example/jobs/1", [("2",), ("9",)]),
        ("employer", "Acme NV", [("9",)]),
        ("person", "Griet Vandenabeele", [("1",), ("9",)]),
    ],
)
def test_stored_pages_that_speak_of_it_go_too(
    engine: Engine, tmp_path: Path, now: datetime, kind: str, value: str, kept: list[tuple[str, ...]]
) -> None:
    run = landed(tmp_path, engine, now)
    shared: dict[str, Any] = {"board": "acme", "status": 200, "taken_at": now}
    file = store_pages(
        run,
        StoredPage(postings=("1",), url="https://acme.example/jobs/1", body="Wij zoeken jou", **shared),
        StoredPage(
            postings=("2",), url="https://acme.example/jobs/2", body="Bij Acme: bel Griet\\u0020Vandenabeele", **shared
        ),
        StoredPage(postings=("9",), url="https://other.example/9", body="Boomchirurg", **shared),
    )
    if kind == "person":
        assert f"{run.run_id} {file.name}:2" in find_person(engine, tmp_path, value).landing
    carry_out(engine, receive(engine, kind, value, reason="asked", now=now), tmp_path, by="an", now=now)
    assert [page.postings for _, _, page in run.pages() if isinstance(page, StoredPage)] == kept


def test_snapshots_that_hold_the_vacancy_are_removed(engine: Engine, tmp_path: Path, now: datetime) -> None:
    landed(tmp_path / "landing", engine, now)
    with reading(engine) as connection:
        ids = {row.title: row.id for row in connection.execute(select(vacancy))}
    for name, titles in {"2026-11-22.1": ["Backend developer"], "2026-11-22.2": ["Java developer"]}.items():
        folder = tmp_path / "snapshots" / name
        folder.mkdir(parents=True)
        lines = "".join(f'{{"id":"{ids[title]}"}}\n' for title in titles)
        (folder / "vacancies.ndjson.gz").write_bytes(gzip.compress(lines.encode()))
    number = receive(engine, "url", "https://acme.example/jobs/1", reason="asked", now=now)
    effect = carry_out(engine, number, tmp_path / "landing", by="an", now=now, snapshots=tmp_path / "snapshots")
    assert effect.snapshots == 1
    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == ["2026-11-22.2"]


def test_a_request_is_decided_once(engine: Engine, tmp_path: Path, now: datetime) -> None:
    number = receive(engine, "url", "https://acme.example/jobs/1", reason="asked", now=now)
    refuse(engine, number, by="an", now=now, why="not the publisher")
    with pytest.raises(NoSuchRequestError):
        carry_out(engine, number, tmp_path, by="an", now=now)


@pytest.mark.parametrize("value", ["Griet", "", "  ", "a"])
def test_a_request_that_would_forbid_everybody_is_refused(engine: Engine, now: datetime, value: str) -> None:
    with pytest.raises(ValueError, match="name"):
        receive(engine, "person", value, reason="", now=now)


def test_an_address_needs_no_scheme_and_what_is_none_is_refused() -> None:
    assert stone_of("url", "www.acme.example/jobs/1") == "acme.example/jobs/1"
    assert stone_of("url", "http://localhost:8000/en/jobs/vac_1")
    with pytest.raises(ValueError, match="'nonsense' is no address"):
        stone_of("url", "nonsense")


def test_a_stone_knows_neither_case_nor_accents_and_does_not_hold_the_name() -> None:
    stone = stone_of("person", "Zoé D'Hondt")
    assert "hondt" not in stone
    stones = Stones.of({"person": frozenset({stone})})
    assert stones.scrub({"a": ["Contact: ZOE D’HONDT!", "Zoé alone"]}) == {"a": [f"Contact: {REMOVED}!", "Zoé alone"]}


@pytest.mark.parametrize(
    "url", ["https://www.acme.example/a/", "http://acme.example/a#x", "https://ACME.example/a?utm_medium=y&gclid=1"]
)
def test_addresses_of_one_page_are_one(url: str) -> None:
    assert plain_url(url) == "acme.example/a"


def test_a_long_row_of_dots_costs_no_square_of_it() -> None:
    stones = Stones.of({"person": frozenset({stone_of("person", "an.peeters@acme.example")})})
    dots = "." * 200_000
    assert stones.scrub(f"{dots} mail an.peeters@acme.example") == f"{dots} mail {REMOVED}"
