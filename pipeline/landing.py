"""The landing zone: what crawls wrote, read back; a file that a crash cut off gives its whole lines.

See `models.run` for the layout of a run's folder.
"""

from __future__ import annotations

import fcntl
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import orjson

from models.raw import RawPosting, Sighting
from models.record import RecordError
from models.run import (
    EVIDENCE_FOLDER,
    FILE_SUFFIX,
    KNOWN_NAME,
    LOCK_NAME,
    MANIFEST_NAME,
    PAGES_PREFIX,
    PART_PREFIX,
    PARTIAL_SUFFIX,
    SEEN_PREFIX,
    Evidence,
    RunManifest,
    StoredPage,
)
from models.vocabulary import Cause

T = TypeVar("T")

_READ = 1 << 16
MAX_LINE = 8 * 1024 * 1024
"""Longest line in bytes that is read; a longer one is reported and skipped."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no record: where it stands and why."""

    file: str
    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class LandedRun:
    """The folder of one run."""

    folder: Path

    @property
    def run_id(self) -> str:
        """The run's identifier: the name of its folder."""
        return self.folder.name

    @property
    def source(self) -> str:
        """The source's name: the folder above."""
        return self.folder.parent.name

    @property
    def running(self) -> bool:
        """Whether a crawl is still writing here: it holds the lock until its manifest stands or it dies."""
        lock = self.folder / LOCK_NAME
        if (self.folder / MANIFEST_NAME).exists():
            return False
        if not lock.exists():
            return not any(self.folder.iterdir())
        with lock.open("rb") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def manifest(self) -> RunManifest | None:
        """Return how the run ended, as the crawl said it; ``None`` when it was cut off, or what it said is damaged."""
        path = self.folder / MANIFEST_NAME
        if not path.exists():
            return None
        try:
            return RunManifest.from_json(orjson.loads(path.read_bytes()))
        except (orjson.JSONDecodeError, RecordError):
            return None

    def proven_manifest(self) -> RunManifest | None:
        """Return the manifest as far as the files bear it out: where lines are lost, no board was seen whole.

        What is lost may be ads that the source still lists, so that their absence says nothing.
        """
        manifest = self.manifest()
        lost = self._lost_lines(manifest.files) if manifest else {}
        if manifest is None or not lost:
            return manifest
        lines = ", ".join(f"{count} of {name}" for name, count in sorted(lost.items()))
        return manifest.cut_short(Cause.WRITE_FAILED, f"landed lines cannot be read back: {lines}")

    def forget_known(self) -> None:
        """Let the next crawl fetch again what this one saw."""
        (self.folder / KNOWN_NAME).unlink(missing_ok=True)

    def postings(self) -> Iterator[tuple[str, int, RawPosting | BadLine]]:
        """Yield (file, line, posting) in the order of writing; a line that is no RawPosting as `BadLine`."""
        yield from self._lines(PART_PREFIX, RawPosting.from_json)

    def sightings(self) -> Iterator[tuple[str, int, Sighting | BadLine]]:
        """Yield (file, line, sighting) likewise."""
        yield from self._lines(SEEN_PREFIX, Sighting.from_json)

    def pages(self) -> Iterator[tuple[str, int, StoredPage | BadLine]]:
        """Yield (file, line, page) likewise: the answers from which the postings were read, while they are kept."""
        yield from self._lines(PAGES_PREFIX, StoredPage.from_json)

    def evidence(self) -> list[Evidence]:
        """Return what the source answered when the crawl went wrong, in the order of the files' names."""
        found = []
        for path in sorted((self.folder / EVIDENCE_FOLDER).glob("*.json")):
            try:
                found.append(Evidence.from_json(orjson.loads(path.read_bytes())))
            except (orjson.JSONDecodeError, RecordError):
                continue  # cut off while it was written
        return found

    def _lost_lines(self, written: Mapping[str, int]) -> dict[str, int]:
        """Return file → lines that were written and cannot be read, or stand there and are no records."""
        whole: Counter[str] = Counter()
        bad: Counter[str] = Counter()
        for name, _, item in chain(self.postings(), self.sightings()):
            (bad if isinstance(item, BadLine) else whole)[name] += 1
        lost = {name: max(written.get(name, 0) - whole[name], bad[name]) for name in {*written, *bad}}
        return {name: count for name, count in lost.items() if count > 0}

    def _lines(self, prefix: str, read: Callable[[Any], T]) -> Iterator[tuple[str, int, T | BadLine]]:
        for path in sorted(self.folder.glob(f"{prefix}*{FILE_SUFFIX}*")):
            name = path.name.removesuffix(PARTIAL_SUFFIX)
            if path.name.endswith(PARTIAL_SUFFIX) and (self.folder / name).exists():
                continue
            for number, line in enumerate(whole_lines(path), start=1):
                yield name, number, _record(read, name, number, line)


def landed_runs(root: Path, source: str | None = None) -> list[LandedRun]:
    """Return the runs under ``root``, oldest first (run identifiers begin with the time of their start)."""
    folders = (path for path in root.glob("*/*") if path.is_dir() and source in (None, path.parent.name))
    return [LandedRun(path) for path in sorted(folders, key=lambda path: (path.name, path.parent.name))]


def whole_lines(path: Path) -> Iterator[bytes]:
    """Yield the complete lines of a gzip file; one that ends in the middle gives what came before the cut."""
    rest = b""
    for chunk in _inflated(path):
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
        rest = rest[: MAX_LINE + 1]


def _inflated(path: Path) -> Iterator[bytes]:
    # The gzip module would hold back what it has read when the stream ends too early.
    with path.open("rb") as stream:
        inflate = zlib.decompressobj(wbits=31)
        data = stream.read(_READ)
        while data:
            try:
                yield inflate.decompress(data)
            except zlib.error:
                return
            data = inflate.unused_data
            if inflate.eof:
                inflate = zlib.decompressobj(wbits=31)
            data = data or stream.read(_READ)


def _record(read: Callable[[Any], T], file: str, number: int, line: bytes) -> T | BadLine:
    try:
        return read(orjson.loads(line))
    except (orjson.JSONDecodeError, RecordError) as error:
        return BadLine(file=file, line=number, reason=str(error), text=line[:2000].decode("utf-8", "replace"))
