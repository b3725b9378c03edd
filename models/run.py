"""One crawl of one source: what it found, how it balances, how it ended, and what may follow from it.

On disk a run is a folder ``<landing>/<source>/<run_id>/`` with ``part-00001.jsonl.gz`` … (one `RawPosting` a line),
``seen-00001.jsonl.gz`` … (one `Sighting` a line) and, once the crawl has ended, ``manifest.json`` (`RunManifest`).
What the source answered where a board went wrong stands in ``evidence/`` (one `Evidence` a file), and the answers from
which its postings were read in ``pages-00001.jsonl.gz`` … (one `StoredPage` a line); both go after 14 days.
A file still being written carries the further suffix ``.partial``; the crawl holds an exclusive lock (flock) on
``running.lock`` for as long as it lives, so that a reader can tell a crawl that goes on from one that was cut off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from models.record import Record
from models.vocabulary import Basis, Cause, LegalStatus, Outcome, Rights, SourceKind

MANIFEST_NAME = "manifest.json"
KNOWN_NAME = "known.jsonl.gz"
"""What the crawl saw, so that the next one need not fetch it again."""
LOCK_NAME = "running.lock"
PART_PREFIX = "part-"
SEEN_PREFIX = "seen-"
PAGES_PREFIX = "pages-"
EVIDENCE_FOLDER = "evidence"
FILE_SUFFIX = ".jsonl.gz"
PARTIAL_SUFFIX = ".partial"


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceCard(Record):
    """What the other rooms need to know of a source; the crawl writes it into its manifest."""

    name: str
    title: str
    """The publisher, as a reader knows it."""
    kind: SourceKind
    status: LegalStatus
    rights: Rights = Rights.FACTS
    resyndicate: bool = False
    """Whether its ads may be passed on to third boards."""
    attribution: str | None = None
    homepage: str | None = None
    closes_after: int = 3
    """Complete runs in a row that must miss a posting before it counts as gone: 1 full-list API, 3 otherwise."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardLedger(Record):
    """The books of one board in one run: declared = listed = fetched + unchanged + rejected + failed."""

    board: str = ""
    declared: int | None = None
    """The total that the source itself states; ``None`` where it states none."""
    listed: int = 0
    """Distinct postings seen in lists."""
    fetched: int = 0
    """RawPostings written."""
    unchanged: int = 0
    """Seen and, being unchanged, not fetched again."""
    rejected: Mapping[str, int] = field(default_factory=dict)
    """Reason → postings that could not become a RawPosting."""
    failed: Mapping[str, int] = field(default_factory=dict)
    """Cause → postings whose page could not be had."""
    outcome: Outcome
    cause: Cause
    detail: str | None = None
    """The value behind the cause, in one line."""
    basis: Basis = Basis.WALK
    """A probe confirms what is known; it never counts against a posting that it does not show."""

    @property
    def balance(self) -> int:
        """Listed postings that the books cannot account for; zero when they balance."""
        return self.listed - self.fetched - self.unchanged - sum(self.rejected.values()) - sum(self.failed.values())


@dataclass(frozen=True, kw_only=True, slots=True)
class RunManifest(Record):
    """How one crawl ended; written last, so that a run without it was cut off."""

    run_id: str
    card: SourceCard
    started_at: datetime
    ended_at: datetime
    outcome: Outcome
    """The worst outcome of its boards."""
    cause: Cause
    detail: str | None = None
    asked: Mapping[str, str] = field(default_factory=dict)
    """What was asked for: boards, mode, limits, by whom."""
    robots: Mapping[str, str] = field(default_factory=dict)
    """Scheme and host → SHA-256 of the robots.txt that was obeyed."""
    notes: tuple[str, ...] = ()
    """What a person may want to know although nothing went wrong, e.g. a robots.txt that changed harmlessly."""
    boards: tuple[BoardLedger, ...] = ()
    requests: int = 0
    not_modified: int = 0
    bytes: int = 0
    retries: int = 0
    files: Mapping[str, int] = field(default_factory=dict)
    """File name → lines."""

    def cut_short(self, cause: Cause, detail: str) -> Self:
        """Return the manifest of a run of which something is lost: no board of it counts as whole any more."""
        boards = tuple(
            replace(board, outcome=Outcome.TRUNCATED, cause=cause, detail=detail) if board.outcome.is_whole else board
            for board in self.boards
        )
        if not self.outcome.is_whole:
            return replace(self, boards=boards)
        return replace(self, boards=boards, outcome=Outcome.TRUNCATED, cause=cause, detail=detail)


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence(Record):
    """The first bad answer for one cause on one board: what a person needs to see why a run failed."""

    board: str = ""
    cause: Cause
    detail: str | None = None
    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    """The first 64 kB, as text or, where it is none, in base64."""
    is_text: bool = True
    is_whole: bool = True
    """Whether ``body`` is all that was sent."""
    taken_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredPage(Record):
    """An answer from which postings were read, as it came."""

    board: str = ""
    postings: tuple[str, ...]
    """Identifiers of the postings that were read from it."""
    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    is_whole: bool = True
    """Whether ``body`` is all that was sent."""
    taken_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardReport(Record):
    """What one run meant for one board, beside the crawl's own books."""

    board: str
    outcome: Outcome
    cause: Cause
    detail: str | None = None
    declared: int | None = None
    listed: int = 0
    fetched: int = 0
    unchanged: int = 0
    rejected: Mapping[str, int] = field(default_factory=dict)
    failed: Mapping[str, int] = field(default_factory=dict)
    new: int = 0
    changed: int = 0
    reopened: int = 0
    missing: int = 0
    withdrawn: int = 0
    held: int = 0
    """Closings that wait for an operator."""
    reasons: tuple[str, ...] = ()
    """Why closings are held or not considered."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict(Record):
    """Whether a run may close postings, and every reason why not."""

    may_close: bool
    reasons: tuple[str, ...] = ()
    """Each reason with its figures, e.g. ``would close 120 of 400 (limit 80)``."""
