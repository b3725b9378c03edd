"""Postings and sightings of a crawl → bounded, compressed JSON Lines and, last of all, the run's manifest.

A file is written as ``….partial`` and renamed when it is whole, so a reader sees whole files only; the lines of a cut
one can still be read, because the stream is flushed every few lines.
"""

from __future__ import annotations

import fcntl
import gzip
import json
import os
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

import orjson
from scrapy.crawler import Crawler

from models.raw import RawPosting, Sighting
from models.run import (
    FILE_SUFFIX,
    LOCK_NAME,
    MANIFEST_NAME,
    PAGES_PREFIX,
    PART_PREFIX,
    PARTIAL_SUFFIX,
    SEEN_PREFIX,
    RunManifest,
    StoredPage,
)

if TYPE_CHECKING:
    from crawlers.posting_spider import PostingSpider

LINES_PER_FILE = 5_000
BYTES_PER_FILE = 32 * 1024 * 1024
"""Bounds of one file, in lines and in bytes before compression."""

FLUSH_EVERY = 20
"""Lines after which a killed process loses nothing."""


class LinesWriter:
    """Writes JSON objects into ``<prefix>00001.jsonl.gz`` and so on, each file bounded."""

    def __init__(self, folder: Path, prefix: str) -> None:
        self.files: dict[str, int] = {}
        self._folder, self._prefix = folder, prefix
        self._out: gzip.GzipFile | None = None
        self._name, self._bytes = "", 0

    def write(self, record: Mapping[str, Any]) -> None:
        """Append one object; opens the next file when this one is full."""
        line = _packed(record)
        if self._out is None or self.files[self._name] >= LINES_PER_FILE or self._bytes + len(line) > BYTES_PER_FILE:
            self._next_file()
        assert self._out is not None
        self._out.write(line)
        self._bytes += len(line)
        self.files[self._name] += 1
        if self.files[self._name] % FLUSH_EVERY == 0:
            self._out.flush()

    def close(self) -> None:
        """Finish the last file and give it its final name."""
        if self._out is None:
            return
        self._out.close()
        self._out = None
        whole = self._folder / self._name
        whole.with_name(self._name + PARTIAL_SUFFIX).replace(whole)

    def _next_file(self) -> None:
        self.close()
        self._name = f"{self._prefix}{len(self.files) + 1:05d}{FILE_SUFFIX}"
        self._bytes = 0
        self.files[self._name] = 0
        self._out = gzip.GzipFile(self._folder / (self._name + PARTIAL_SUFFIX), "wb", compresslevel=6)


def _packed(record: Mapping[str, Any]) -> bytes:
    try:
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    except (TypeError, orjson.JSONEncodeError):  # a lone surrogate: published, so kept, as an escape
        return json.dumps(record).encode() + b"\n"


class RunFolder:
    """The folder of one run: ``<landing>/<source>/<run_id>/``; raises `FileExistsError` when the run exists already.

    Locked until its manifest is written or the process ends: nobody takes a crawl under way for one that was cut off.
    On a disk that takes no more, what was written before stays, and the pages make room for the end of it.
    """

    def __init__(self, landing: Path, source: str, run_id: str) -> None:
        self.path = landing / source / run_id
        self.path.mkdir(parents=True)
        self._lock: int | None = os.open(self.path / LOCK_NAME, os.O_CREAT | os.O_RDWR, 0o644)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._postings = LinesWriter(self.path, PART_PREFIX)
        self._sightings = LinesWriter(self.path, SEEN_PREFIX)
        self._pages = LinesWriter(self.path, PAGES_PREFIX)
        self.failure: OSError | None = None
        """Why nothing more is written."""

    def add(self, record: RawPosting | Sighting) -> None:
        """Write one record into the file of its kind, unless an earlier one could not be written."""
        self._write(self._postings if isinstance(record, RawPosting) else self._sightings, record)

    def add_page(self, page: StoredPage) -> None:
        """Write down an answer from which postings were read."""
        self._write(self._pages, page)

    def _write(self, writer: LinesWriter, record: RawPosting | Sighting | StoredPage) -> None:
        if self.failure is None:
            with self._noting_failure():
                writer.write(record.to_json())

    @contextmanager
    def _noting_failure(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.failure = self.failure or error
            for page in self.path.glob(f"{PAGES_PREFIX}*"):
                page.unlink()

    def close(self) -> dict[str, int]:
        """Finish all files and return file name → lines of those that stay; pages go before the rest."""
        for writer in (self._postings, self._sightings, self._pages):
            with self._noting_failure():
                writer.close()
        files = {**self._postings.files, **self._sightings.files}
        return files if self.failure is None else {name: _lines_on_disk(self.path / name) for name in files}

    def landed(self) -> dict[str, set[str]]:
        """Return board → identifiers of the records that can be read back."""
        found: dict[str, set[str]] = defaultdict(set)
        for key in (item.key for read in (read_postings, read_sightings) for item in read(self.path)):
            found[key.board].add(key.identifier)
        return found

    def write_manifest(self, manifest: RunManifest) -> None:
        """Write the manifest; from now on the run counts as ended."""
        write_manifest(self.path, manifest)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _lines_on_disk(whole: Path) -> int:
    cut = whole.with_name(whole.name + PARTIAL_SUFFIX)
    return sum(1 for path in (whole, cut) if path.is_file() for _ in whole_lines(path))


class LandingPipeline:
    """Writes each record of a crawl into the run folder of its spider."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for a crawl."""
        return cls(crawler)

    def process_item(self, item: RawPosting | Sighting) -> RawPosting | Sighting:
        """Write the record and hand it on."""
        folder = cast("PostingSpider", self._crawler.spider).orders.folder
        if folder is not None:
            folder.add(item)
        return item


def write_manifest(folder: Path, manifest: RunManifest) -> None:
    """Put ``manifest.json`` into the folder in one move, after everything else has reached the disk."""
    partial = folder / (MANIFEST_NAME + PARTIAL_SUFFIX)
    with partial.open("wb") as out:
        out.write(orjson.dumps(manifest.to_json(), option=orjson.OPT_INDENT_2))
        out.flush()
        os.fsync(out.fileno())
    partial.replace(folder / MANIFEST_NAME)


def read_manifest(folder: Path) -> RunManifest | None:
    """Return the manifest of a run folder; None for a run that was cut off."""
    path = folder / MANIFEST_NAME
    return RunManifest.from_json(orjson.loads(path.read_bytes())) if path.is_file() else None


def read_postings(folder: Path) -> Iterator[RawPosting]:
    """Yield the postings of a run folder, those of files cut by a crash included, whole lines only."""
    for path in sorted(folder.glob(f"{PART_PREFIX}*")):
        for line in whole_lines(path):
            yield RawPosting.from_json(json.loads(line))


def read_sightings(folder: Path) -> Iterator[Sighting]:
    """Yield the sightings of a run folder, whole lines only."""
    for path in sorted(folder.glob(f"{SEEN_PREFIX}*")):
        for line in whole_lines(path):
            yield Sighting.from_json(json.loads(line))


def whole_lines(path: Path) -> Iterator[bytes]:
    """Yield the whole lines of a compressed file, also when its end is missing."""
    rest = b""
    decoder = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    with path.open("rb") as stored:
        while chunk := stored.read(1 << 16):
            try:
                rest += decoder.decompress(chunk)
            except zlib.error:
                break
            *lines, rest = rest.split(b"\n")
            yield from lines
