"""Snapshots: whole, verifiable, the same bytes for the same data."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

from board.snapshots import forget_old, read_lines, snapshot_file, snapshots, write_snapshot
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


def test_a_snapshot_that_was_cut_off_is_not_offered(catalogue: Catalogue, tmp_path: Path) -> None:
    manifest = write_snapshot(catalogue, tmp_path, now=NOW)
    version = manifest["dataset_version"]
    (tmp_path / version / "manifest.json").unlink()
    assert snapshots(tmp_path) == []
    assert snapshot_file(tmp_path, version, "ndjson.gz") is None
    assert write_snapshot(catalogue, tmp_path, now=NOW)["files"] == manifest["files"], "and is written again"


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
