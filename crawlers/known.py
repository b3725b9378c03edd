"""What an earlier run saw → what this run need not fetch again.

A crawl leaves ``known.jsonl.gz`` in its run folder; the service hands it to a later crawl, which then asks for a detail
page only when its posting is new, changed in the list, or older than the refresh age. No database is read.
A line is ``{"board", "identifier", "fingerprint", "fetched_at"[, "page_of"]}`` for a posting, or
``{"board", "url", "etag", "last_modified", "identifiers"}`` for a list that a source answers with 304.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

KNOWN_NAME = "known.jsonl.gz"

REFRESH_AGE = timedelta(days=14)
"""After this long a posting is fetched again although nothing in the list changed."""


@dataclass(frozen=True, slots=True)
class KnownPosting:
    """What the list said of a posting when its details were last fetched."""

    fingerprint: str | None
    fetched_at: datetime | None
    page_of: str | None = None
    """The posting in whose page this one stands, for pages with several of which the list names one."""

    def to_line(self, board: str, identifier: str) -> dict[str, Any]:
        """Return the line that stands for this posting in a known file."""
        stamp = self.fetched_at.isoformat() if self.fetched_at else None
        line = {"board": board, "identifier": identifier, "fingerprint": self.fingerprint, "fetched_at": stamp}
        return line | ({"page_of": self.page_of} if self.page_of else {})


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A whole list in one page, and how to ask whether it has changed."""

    etag: str | None
    last_modified: str | None
    identifiers: tuple[str, ...]

    def to_line(self, board: str, url: str) -> dict[str, Any]:
        """Return the line that stands for this page in a known file."""
        return {
            "board": board,
            "url": url,
            "etag": self.etag,
            "last_modified": self.last_modified,
            "identifiers": list(self.identifiers),
        }


@dataclass(slots=True)
class Known:
    """The memory of one source between two runs."""

    postings: dict[tuple[str, str], KnownPosting] = field(default_factory=dict)
    pages: dict[tuple[str, str], KnownPage] = field(default_factory=dict)
    _beside: dict[tuple[str, str], list[str]] = field(default_factory=dict, repr=False)

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
        return posting.fetched_at is not None and now - posting.fetched_at < REFRESH_AGE

    def page(self, board: str, url: str, *, now: datetime) -> KnownPage | None:
        """Return what is known of a list page, unless one of its postings is due to be fetched again."""
        page = self.pages.get((board, url))
        if page is None or not (page.etag or page.last_modified):
            return None
        due = any(
            (posting := self.postings.get((board, identifier))) is None
            or posting.fetched_at is None
            or now - posting.fetched_at >= REFRESH_AGE
            for identifier in page.identifiers
        )
        return None if due else page

    def lines(self) -> Iterator[str]:
        """Return the lines of the known file, postings first."""
        for (board, identifier), posting in self.postings.items():
            yield json.dumps(posting.to_line(board, identifier))
        for (board, url), page in self.pages.items():
            yield json.dumps(page.to_line(board, url))

    def write(self, path: Path) -> None:
        """Write the known file in one move; a reader never sees half of it."""
        partial = path.with_name(path.name + ".partial")
        with gzip.open(partial, "wt", encoding="utf-8", compresslevel=6) as out:
            out.writelines(line + "\n" for line in self.lines())
        partial.replace(path)


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
            identifiers = tuple(str(identifier) for identifier in row.get("identifiers") or ())
            known.pages[board, row["url"]] = KnownPage(row.get("etag"), row.get("last_modified"), identifiers)
        else:
            posting = KnownPosting(row.get("fingerprint"), _moment(row), row.get("page_of"))
            known.postings[board, str(row["identifier"])] = posting
    except (ValueError, KeyError, TypeError, AttributeError):
        return


def _moment(row: Mapping[str, Any]) -> datetime | None:
    text = row.get("fetched_at")
    moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    return moment if moment is not None and moment.tzinfo is not None else None
