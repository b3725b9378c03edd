"""Snapshots: whole, verifiable, the same bytes for the same data."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from pyarrow import parquet

from board.snapshots import _written_whole, forget_old, read_lines, snapshot_file, snapshots, write_snapshot
from models.store.engine import open_engine
from models.store.schema import upgrade
from models.vocabulary import VacancyStatus
from pipeline.search.catalogue import Catalogue
from tests.pipeline.search.world import NOW, keep, vacancy, vacancy_id


def test_a_snapshot_holds_every_open_vacancy_and_its_manifest_proves_it(catalogue: Catalogue, tmp_path: Path) -> None:
    keep(catalogue.engine, [vacancy(5000, status=VacancyStatus.CLOSED, reason="withdrawn"), vacancy(5001)])
    manifest = write_snapshot(catalogue, tmp_path, now=NOW, public_url="http://board.example")
    (file,) = [item for item in manifest["files"] if item["format"] == "ndjson.gz"]
    found = snapshot_file(tmp_path, manifest["dataset_version"], "ndjson.gz")
    assert found is not None
    data = found[0].read_bytes()
    assert (len(data), hashlib.sha256(data).hexdigest()) == (file["bytes"], file["sha256"])
    rows = list(read_lines(data))
    assert len(rows) == manifest["rows"]
    ids = [row["id"] for row in rows]
    assert ids == sorted(ids)
    assert vacancy_id(5001) in ids
    assert vacancy_id(5000) not in ids
    assert manifest["seq"] == catalogue.state().sequence
    assert all("last_confirmed_at" not in row for row in rows)
    assert all(row["description"] is None for row in rows if row["rights"] != "full")


def test_the_same_data_make_the_same_bytes(catalogue: Catalogue, tmp_path: Path) -> None:
    first = write_snapshot(catalogue, tmp_path / "a", now=NOW)
    second = write_snapshot(catalogue, tmp_path / "b", now=NOW + timedelta(hours=1))
    assert [item["sha256"] for item in first["files"]] == [item["sha256"] for item in second["files"]]
    assert write_snapshot(catalogue, tmp_path / "a", now=NOW + timedelta(hours=2)) == first, "left alone"


def test_the_parquet_file_holds_the_same_and_its_columns_never_change(catalogue: Catalogue, tmp_path: Path) -> None:
    manifest = write_snapshot(catalogue, tmp_path, now=NOW, public_url="http://board.example")
    version = manifest["dataset_version"]
    data = {item["format"]: (tmp_path / version / f"vacancies.{item['format']}").read_bytes()
            for item in manifest["files"]}  # fmt: skip
    for item in manifest["files"]:
        assert item["sha256"] == hashlib.sha256(data[item["format"]]).hexdigest(), item
        assert item["bytes"] == len(data[item["format"]])
    table = parquet.read_table(tmp_path / version / "vacancies.parquet")
    assert table.num_rows == manifest["rows"] > 500
    texts = {"id", "title", "role", "rights", "apply_url"}
    for row, line in zip(table.to_pylist(), read_lines(data["ndjson.gz"]), strict=True):
        assert {name: row[name] for name in texts} == {name: line[name] for name in texts}
        nested = ("employer", "places", "pay", "skills", "sources")
        assert [row[name] and json.loads(row[name]) for name in nested] == [line[name] for name in nested]
        assert (row["seq"], row["experience_years_min"]) == (line["seq"], line["experience_years_min"])
    engine = open_engine(f"sqlite:///{tmp_path}/empty.sqlite3")
    upgrade(engine)
    empty = write_snapshot(Catalogue(engine, clock=lambda: NOW), tmp_path / "empty", now=NOW)
    engine.dispose()
    path = tmp_path / "empty" / empty["dataset_version"] / "vacancies.parquet"
    assert parquet.read_table(path).schema.equals(table.schema), "no vacancy at all, and still the same columns"


def test_without_the_extra_there_is_no_parquet_file(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "pyarrow" else name)
    assert [item["format"] for item in write_snapshot(catalogue, tmp_path, now=NOW)["files"]] == ["ndjson.gz"]


def test_a_snapshot_that_was_cut_off_is_not_offered(catalogue: Catalogue, tmp_path: Path) -> None:
    manifest = write_snapshot(catalogue, tmp_path, now=NOW)
    version = manifest["dataset_version"]
    (tmp_path / version / "manifest.json").unlink()
    assert snapshots(tmp_path) == []
    assert snapshot_file(tmp_path, version, "ndjson.gz") is None
    assert write_snapshot(catalogue, tmp_path, now=NOW)["files"] == manifest["files"], "and is written again"


def test_what_killed_writers_left_is_removed_and_what_is_being_written_is_not(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    version = write_snapshot(catalogue, tmp_path, now=NOW - timedelta(days=1))["dataset_version"]
    dead, alive = (tmp_path / version / f"vacancies.parquet.{number}.partial" for number in (1, 2))
    dead.write_bytes(b"cut off")
    with alive.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        write_snapshot(catalogue, tmp_path, now=NOW)
        assert [path.name for path in tmp_path.glob("*/*.partial")] == [alive.name]
    write_snapshot(catalogue, tmp_path, now=NOW)
    assert list(tmp_path.glob("*/*.partial")) == [], "also when there is nothing else to do"


def test_a_writer_that_is_killed_leaves_what_the_next_one_removes(catalogue: Catalogue, tmp_path: Path) -> None:
    cut_off = tmp_path / "snapshots" / "2026-01-01.1"
    cut_off.mkdir(parents=True)
    child = os.fork()
    if child == 0:
        with _written_whole(cut_off / "vacancies.ndjson.gz") as partial:
            partial.write_bytes(b"cut off")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert len(list(cut_off.iterdir())) == 1
    write_snapshot(catalogue, cut_off.parent, now=NOW)
    assert list(cut_off.iterdir()) == []


def test_a_file_has_its_name_when_it_has_reached_the_disk(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: set[int] = set()
    kept = os.fsync

    def fsync(file: int) -> None:
        kept(file)
        stored.add(os.fstat(file).st_ino)
        assert not list(tmp_path.glob("*/manifest.json")), "the manifest is named last"

    monkeypatch.setattr(os, "fsync", fsync)
    version = write_snapshot(catalogue, tmp_path, now=NOW)["dataset_version"]
    monkeypatch.undo()
    assert {path.stat().st_ino for path in (tmp_path / version).iterdir()} == stored


def test_names_that_leave_the_folder_lead_nowhere(tmp_path: Path) -> None:
    for version in ("..", "../..", "2026-11-23.1/../x", ""):
        assert snapshot_file(tmp_path, version, "ndjson.gz") is None
    assert snapshot_file(tmp_path, "2026-11-23.1", "exe") is None


def test_old_snapshots_are_forgotten(catalogue: Catalogue, tmp_path: Path) -> None:
    write_snapshot(catalogue, tmp_path, now=NOW)
    write_snapshot(catalogue, tmp_path, now=NOW + timedelta(days=200))
    assert forget_old(tmp_path, now=NOW + timedelta(days=399)) == 0
    assert forget_old(tmp_path, now=NOW + timedelta(days=401)) == 1
    assert len(snapshots(tmp_path)) == 1
