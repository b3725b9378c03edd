"""What an earlier run saw → what this run need not fetch again.

A crawl leaves ``known.jsonl.gz`` in its run folder; the service hands it to a later crawl, which then asks for a detail
page only when its posting is new, changed in the list, or older than the refresh age. No database is read.
A line is ``{"board", "identifier", "fingerprint", "fetched_at"[, "page_of"][, "gone"]}`` for a posting,
``{"board", "url", "etag", "last_modified", "identifiers", …}`` for a list page that a source answers with 304,
``{"board", "newest", "declared", "walked_at", "rejected"}`` for a list that was read whole, or
``{"site", "robots_sha256"}`` for the robots.txt under which a host was last crawled.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self, TypeVar

from models.vocabulary import Outcome

T = TypeVar("T")

REFRESH_AGE = timedelta(days=14)
REFRESH_SPREAD = 21
"""A posting is fetched again after this long, plus up to so many days, although nothing in the list changed: of all
that came in one night each later night takes its twenty-first part."""

SURELY_GONE = 3
GONE_AGE = timedelta(days=7)
"""A posting whose page was not found on so many nights in a row is looked for once a week only, while it stays listed:
sitemaps keep what is over for years."""

WALK_AGE = timedelta(days=4, hours=12)
"""A probe relies on a walk of the whole list that is younger: of five nights one at least is a walk."""

FAILED = frozenset({Outcome.BLOCKED, Outcome.BROKEN, Outcome.SKIPPED})


@dataclass(frozen=True, slots=True)
class KnownPosting:
    """What the list said of a posting when its details were last fetched."""

    fingerprint: str | None
    fetched_at: datetime | None
    page_of: str | None = None
    """The posting in whose page this one stands, for pages with several of which the list names one."""
    gone: int = 0
    """Runs in a row in which its page was not found; 0 for a posting that was read."""

    def is_fresh(self, identifier: str, now: datetime) -> bool:
        """Whether its details are younger than the refresh age, which differs from posting to posting.

        What bears a time to come was fetched under a wrong clock, nobody knows when.
        """
        spread = timedelta(days=zlib.crc32(identifier.encode()) % REFRESH_SPREAD)
        age = REFRESH_AGE + spread if not self.gone else GONE_AGE if self.gone >= SURELY_GONE else timedelta(0)
        return self.fetched_at is not None and timedelta(0) <= now - self.fetched_at < age

    def to_line(self, board: str, identifier: str) -> dict[str, Any]:
        """Return the line that stands for this posting in a known file."""
        stamp = self.fetched_at.isoformat() if self.fetched_at else None
        line = {"board": board, "identifier": identifier, "fingerprint": self.fingerprint, "fetched_at": stamp}
        return line | ({"page_of": self.page_of} if self.page_of else {}) | ({"gone": self.gone} if self.gone else {})


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page of a list, and how to ask whether it has changed."""

    etag: str | None
    last_modified: str | None
    identifiers: tuple[str, ...]
    rejected: Mapping[str, str] = field(default_factory=dict)
    """Identifier → why it can be no posting, for those of which that is known from the list."""
    following: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    """Address and meta of the pages after it."""
    ended: str | None = None
    declared: int | None = None
    empty: bool = False
    has_details: bool = True
    """Whether its postings have pages of their own, which a list that is unchanged says nothing of."""

    def to_line(self, board: str, url: str) -> dict[str, Any]:
        """Return the line that stands for this page in a known file."""
        return {
            "board": board,
            "url": url,
            "etag": self.etag,
            "last_modified": self.last_modified,
            "identifiers": list(self.identifiers),
            "rejected": dict(self.rejected),
            "following": [[address, dict(meta)] for address, meta in self.following],
            "ended": self.ended,
            "declared": self.declared,
            "empty": self.empty,
            "has_details": self.has_details,
        }

    @classmethod
    def from_line(cls, row: Mapping[str, Any]) -> Self:
        """Return the page for which a line of a known file stands."""
        return cls(
            etag=row.get("etag"),
            last_modified=row.get("last_modified"),
            identifiers=tuple(str(identifier) for identifier in row["identifiers"]),
            rejected=dict(row["rejected"]),
            following=tuple((str(address), dict(meta)) for address, meta in row["following"]),
            ended=row["ended"],
            declared=row["declared"],
            empty=bool(row["empty"]),
            has_details=bool(row["has_details"]),
        )


@dataclass(frozen=True, slots=True)
class KnownWalk:
    """A list that was read to its end and found whole, and how to recognise that it has not changed since."""

    newest: str
    """Fingerprint of the postings with which it begins."""
    declared: int
    """The total that it states, which was exactly what it named."""
    walked_at: datetime
    rejected: Mapping[str, str] = field(default_factory=dict)
    """Identifier → why it can be no posting; with the known postings of the board these make up the total."""

    def is_recent(self, now: datetime) -> bool:
        """Whether a probe may still rely on it."""
        return timedelta(0) <= now - self.walked_at < WALK_AGE

    def to_line(self, board: str) -> dict[str, Any]:
        """Return the line that stands for this walk in a known file."""
        walked_at = self.walked_at.isoformat()
        books = {"declared": self.declared, "walked_at": walked_at, "rejected": dict(self.rejected)}
        return {"board": board, "newest": self.newest, **books}

    @classmethod
    def from_line(cls, row: Mapping[str, Any]) -> Self:
        """Return the walk for which a line of a known file stands."""
        walked_at = datetime.fromisoformat(row["walked_at"])
        return cls(str(row["newest"]), int(row["declared"]), walked_at, dict(row["rejected"]))


@dataclass(slots=True)
class Known:
    """The memory of one source between two runs."""

    postings: dict[tuple[str, str], KnownPosting] = field(default_factory=dict)
    pages: dict[tuple[str, str], KnownPage] = field(default_factory=dict)
    walks: dict[str, KnownWalk] = field(default_factory=dict)
    robots: dict[str, str] = field(default_factory=dict)
    """Scheme and host → SHA-256 of the robots.txt under which it was last crawled."""
    _beside: dict[tuple[str, str], list[str]] = field(default_factory=dict, repr=False)

    def is_ahead_of(self, now: datetime) -> bool:
        """Whether anything in it bears a time to come, hence this clock or an earlier one is wrong."""
        return any(one.fetched_at is not None and one.fetched_at > now for one in self.postings.values())

    def beside(self, board: str, identifier: str) -> list[str]:
        """Return the further postings in the page of a posting."""
        if not self._beside:
            for (on, other), posting in self.postings.items():
                if posting.page_of is not None:
                    self._beside.setdefault((on, posting.page_of), []).append(other)
        return self._beside.get((board, identifier), [])

    def unchanged(self, board: str, identifier: str, fingerprint: str | None, *, now: datetime) -> bool:
        """Whether the posting may be left unfetched: known, same fingerprint, and younger than the refresh age."""
        posting = self.postings.get((board, identifier))
        if posting is None or fingerprint is None or posting.fingerprint != fingerprint:
            return False
        return posting.is_fresh(identifier, now)

    def page(self, board: str, url: str, *, now: datetime) -> KnownPage | None:
        """Return what is known of a list page, unless one of its postings is due to be fetched again."""
        page = self.pages.get((board, url))
        if page is None or not (page.etag or page.last_modified):
            return None
        due = any(
            (posting := self.postings.get((board, identifier))) is None
            or (page.has_details and not posting.is_fresh(identifier, now))
            for identifier in page.identifiers
            if identifier not in page.rejected
        )
        return None if due else page

    def carry(self, earlier: Known, boards: Mapping[str, Outcome], *, now: datetime) -> None:
        """Add what an earlier run knew and this one, with these outcomes of its boards, did not find out anew.

        A complete board has said everything. Of one that was cut short the rest still holds; of one that failed, or was
        not asked, only what was known before does: its answers may have been a wall. What is too old to be relied on is
        left behind.
        """
        postings = {key: one for key, one in earlier.postings.items() if one.is_fresh(key[1], now)}
        pages = {key: page for key, page in earlier.pages.items() if earlier.page(*key, now=now) is not None}
        _carry(self.postings, postings, boards)
        _carry(self.pages, pages, boards)
        self.walks |= {board: walk for board, walk in earlier.walks.items() if board not in boards}
        self.robots = {**earlier.robots, **self.robots}

    def lines(self) -> Iterator[str]:
        """Return the lines of the known file, postings first."""
        for (board, identifier), posting in self.postings.items():
            yield json.dumps(posting.to_line(board, identifier))
        for (board, url), page in self.pages.items():
            yield json.dumps(page.to_line(board, url))
        for board, walk in self.walks.items():
            yield json.dumps(walk.to_line(board))
        for site, digest in self.robots.items():
            yield json.dumps({"site": site, "robots_sha256": digest})

    def write(self, path: Path) -> None:
        """Write the known file in one move; a reader never sees half of it."""
        partial = path.with_name(path.name + ".partial")
        with gzip.open(partial, "wt", encoding="utf-8", compresslevel=6) as out:
            out.writelines(line + "\n" for line in self.lines())
        partial.replace(path)


def _carry(mine: dict[tuple[str, str], T], theirs: Mapping[tuple[str, str], T], boards: Mapping[str, Outcome]) -> None:
    for key in [key for key in mine if boards.get(key[0]) in FAILED]:
        del mine[key]
    for key, value in theirs.items():
        outcome = boards.get(key[0])
        if outcome is None or not outcome.is_whole:
            mine.setdefault(key, value)


def read_known(path: Path) -> Known:
    """Read a known file, plain or gzip. A line that cannot be read is left out: its posting is simply fetched again."""
    known = Known()
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8", errors="replace") as lines:
            for line in lines:
                _remember(known, line)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return known
    return known


def _remember(known: Known, line: str) -> None:
    try:
        row = json.loads(line)
        board = str(row.get("board") or "")
        if "url" in row:
            known.pages[board, row["url"]] = KnownPage.from_line(row)
        elif "newest" in row:
            known.walks[board] = KnownWalk.from_line(row)
        elif "site" in row:
            known.robots[row["site"]] = str(row["robots_sha256"])
        else:
            posting = KnownPosting(row.get("fingerprint"), _moment(row), row.get("page_of"), int(row.get("gone") or 0))
            known.postings[board, str(row["identifier"])] = posting
    except (ValueError, KeyError, TypeError, AttributeError):
        return


def _moment(row: Mapping[str, Any]) -> datetime | None:
    text = row.get("fetched_at")
    moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    return moment if moment is not None and moment.tzinfo is not None else None
