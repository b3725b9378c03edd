"""All open vacancies in one file, with a manifest: compressed JSON Lines always, Parquet where pyarrow is installed.

A snapshot names the event it was taken at. Whoever loads it and follows ``/v1/changes`` from there holds what we hold.
The number is read before the rows, so a row may be newer than the number, never older; the feed repeats it, no harm.
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import importlib
import importlib.util
import io
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from board.api_json import SYNCED, vacancy_json
from board.caching import json_bytes
from models.store.engine import reading
from pipeline.search.catalogue import Catalogue
from pipeline.search.changes import all_open, head, open_vacancies

SCHEMA = "belfry.vacancy@1"
KEPT = timedelta(days=400)
MANIFEST = "manifest.json"
PARTIAL_SUFFIX = ".partial"
_BATCH, _ROW_GROUP = 500, 5000
_WHOLE = ("experience_years_min", "seq")
_MEDIA_TYPES: Mapping[str, str] = {
    "ndjson.gz": "application/x-ndjson+gzip",
    "parquet": "application/vnd.apache.parquet",
}
_WRITING = threading.Lock()


def write_snapshot(catalogue: Catalogue, folder: Path, *, now: datetime, public_url: str = "") -> dict[str, Any]:
    """Write a snapshot of everything open into ``folder``/version; return its manifest.

    The manifest is written last, so a snapshot without one was cut off and is not offered. A version that stands
    already is left alone: the same data make the same bytes. What killed writers left half written is removed.
    """
    with _WRITING:
        _remove_cut_off(folder)
        sequence = head(catalogue.engine)
        version = f"{now.date().isoformat()}.{sequence}"
        target = folder / version
        if (target / MANIFEST).is_file():
            return read_manifest(target)
        target.mkdir(parents=True, exist_ok=True)
        lines = target / "vacancies.ndjson.gz"
        rows = _write_lines(catalogue, lines)
        files = [_file("ndjson.gz", lines, version, public_url)]
        if importlib.util.find_spec("pyarrow") is not None:
            table = target / "vacancies.parquet"
            _write_parquet(lines, table)
            files.append(_file("parquet", table, version, public_url))
        manifest = {
            "dataset_version": version,
            "seq": sequence,
            "rows": rows,
            "created_at": now.isoformat(),
            "schema": SCHEMA,
            "files": files,
        }
        with _written_whole(target / MANIFEST) as partial:
            partial.write_bytes(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
        return manifest


def snapshots(folder: Path) -> list[dict[str, Any]]:
    """Return the manifests of all whole snapshots, the newest first."""
    found = [read_manifest(path.parent) for path in folder.glob(f"*/{MANIFEST}")]
    return sorted(found, key=lambda manifest: (manifest["created_at"], manifest["seq"]), reverse=True)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of the snapshot in ``folder``."""
    manifest: dict[str, Any] = orjson.loads((folder / MANIFEST).read_bytes())
    return manifest


def snapshot_file(folder: Path, version: str, kind: str) -> tuple[Path, str] | None:
    """Return path and media type of a file of a snapshot; ``None`` when there is none. Its manifest has its digest."""
    if kind not in _MEDIA_TYPES or not version.replace("-", "").replace(".", "").isdigit():
        return None
    path = folder / version / f"vacancies.{kind}"
    whole = path.is_file() and (folder / version / MANIFEST).is_file()
    return (path, _MEDIA_TYPES[kind]) if whole else None


def forget_old(folder: Path, *, now: datetime) -> int:
    """Delete snapshots that are older than `KEPT`; return how many."""
    old = [item for item in snapshots(folder) if datetime.fromisoformat(item["created_at"]) < now - KEPT]
    for manifest in old:
        target = folder / manifest["dataset_version"]
        for path in sorted(target.iterdir()):
            path.unlink()
        target.rmdir()
    return len(old)


def read_lines(data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the vacancies of a snapshot file."""
    with gzip.open(io.BytesIO(data), "rb") as lines:
        for line in lines:
            yield orjson.loads(line)


def _write_lines(catalogue: Catalogue, path: Path) -> int:
    rows = 0
    with (
        _written_whole(path) as partial,
        partial.open("wb") as raw,
        # No name and no time in the header: the same vacancies make the same bytes.
        gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6, mtime=0) as out,
    ):
        for vacancy in _all(catalogue):
            out.write(json_bytes(vacancy) + b"\n")
            rows += 1
    return rows


def _all(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    with reading(catalogue.engine) as connection:
        ids = all_open(connection)
        for start in range(0, len(ids), _BATCH):
            batch = open_vacancies(connection, ids[start : start + _BATCH])
            for _, item in sorted(batch.items()):
                yield vacancy_json(catalogue.hit(item), synced=True)


def _write_parquet(lines: Path, path: Path) -> None:
    """Write the lines as a table whose columns have the same types whatever the data: text, and a few whole numbers."""
    # An extra that need not be installed.
    arrow, parquet = (importlib.import_module(name) for name in ("pyarrow", "pyarrow.parquet"))
    schema = arrow.schema([(name, arrow.int64() if name in _WHOLE else arrow.string()) for name in SYNCED])
    rows = read_lines(lines.read_bytes())
    with _written_whole(path) as partial, parquet.ParquetWriter(partial, schema, compression="zstd") as writer:
        while batch := [_flat(row) for row in islice(rows, _ROW_GROUP)]:
            writer.write_table(arrow.Table.from_pylist(batch, schema))


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """Return a vacancy with what is nested in it as JSON text."""
    return {
        name: orjson.dumps(value).decode() if isinstance(value, (dict, list)) else value for name, value in row.items()
    }


def _file(kind: str, path: Path, version: str, public_url: str) -> dict[str, Any]:
    data = path.read_bytes()
    return {
        "format": kind,
        "url": f"{public_url}/v1/snapshots/{version}.{kind}",
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


@contextmanager
def _written_whole(path: Path) -> Iterator[Path]:
    """Give the place where ``path`` is written; when the block has ended well it reaches the disk, then its name.

    The night and the board may write the same file at once, so each has a place of its own, locked while it writes.
    """
    partial = path.with_name(f"{path.name}.{os.getpid()}{PARTIAL_SUFFIX}")
    held = _locked(partial)
    try:
        yield partial
        os.fsync(held)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
        os.close(held)


def _locked(partial: Path) -> int:
    """Make the file and lock it, until its descriptor is closed or this process ends."""
    while True:
        held = os.open(partial, os.O_CREAT | os.O_RDWR, 0o644)
        fcntl.flock(held, fcntl.LOCK_EX)
        if os.fstat(held).st_nlink:
            return held
        os.close(held)  # taken for a dead one's and removed before we had the lock


def _remove_cut_off(folder: Path) -> None:
    """Remove the half-written files that nobody holds: whoever wrote them was killed."""
    for partial in folder.glob(f"*/*{PARTIAL_SUFFIX}"):
        try:
            held = os.open(partial, os.O_RDWR)
        except FileNotFoundError:
            continue  # whole by now
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            partial.unlink(missing_ok=True)
        except BlockingIOError:
            continue
        finally:
            os.close(held)
