"""What a source answered when a crawl went wrong → small files beside the manifest, for the person who looks into it.

Each is an `Evidence` in ``evidence/`` of the run's folder: the first bad answer for each board and cause, cut at 64 kB.
Ads name contact persons, so evidence goes when the run's pages go, after 14 days at most.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson
from scrapy.http import Response, TextResponse
from w3lib.encoding import http_content_type_encoding

from crawlers.pages import header
from crawlers.secret import redact
from crawlers.trouble import Trouble
from models.run import EVIDENCE_FOLDER, Evidence

MOST_BYTES = 64 * 1024
"""Bytes of an answer that are kept."""

MOST_FILES = 50
"""Answers of one run that are kept: the first ones, for each board and cause one."""

_PRIVATE = frozenset({"set-cookie", "authorization"})
"""Headers that may carry a secret and prove nothing."""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The part of an answer that is worth keeping, so that the whole of it need not be."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: str
    is_text: bool
    is_whole: bool


def glimpse(response: Response, *, most: int = MOST_BYTES) -> Glimpse:
    """Return the first ``most`` bytes of an answer, as text when it is text, else in base64, without secrets."""
    head = response.body[:most]
    text = _text(response, head)
    named = ((name.decode("latin-1"), values) for name, values in response.headers.items())
    headers = {name: redact(b", ".join(values).decode("latin-1")) for name, values in named if _is_plain(name)}
    return Glimpse(
        url=redact(response.url),
        status=response.status,
        headers=headers,
        body=redact(text) if text is not None else base64.b64encode(head).decode(),
        is_text=text is not None,
        is_whole=len(head) == len(response.body),
    )


def _is_plain(name: str) -> bool:
    return name.lower() not in _PRIVATE


def _text(response: Response, head: bytes) -> str | None:
    if isinstance(response, TextResponse):  # whose own encoding would decode all of a large answer
        named = http_content_type_encoding(header(response, "Content-Type")) or "utf-8"
        return head.decode(named, errors="replace").encode("utf-8", errors="replace").decode()
    try:
        return head.decode()
    except UnicodeDecodeError:
        return None


class EvidenceFolder:
    """The evidence of one run; without a folder nothing is kept."""

    def __init__(self, run_folder: Path | None) -> None:
        self._folder = run_folder / EVIDENCE_FOLDER if run_folder is not None else None
        self._kept: set[tuple[str, str]] = set()

    def has(self, board: str) -> bool:
        """Whether anything was kept of a board."""
        return any(on == board for on, _ in self._kept)

    def keep(self, board: str, trouble: Trouble, seen: Glimpse | Response | None) -> None:
        """Write down an answer, unless there was none, or the board has one for this cause, or the run has enough."""
        key = (board, str(trouble.cause))
        if self._folder is None or seen is None or key in self._kept or len(self._kept) >= MOST_FILES:
            return
        self._kept.add(key)
        part = seen if isinstance(seen, Glimpse) else glimpse(seen)
        evidence = Evidence(
            board=board,
            cause=trouble.cause,
            detail=trouble.detail or None,
            url=part.url,
            status=part.status,
            headers=part.headers,
            body=part.body,
            is_text=part.is_text,
            is_whole=part.is_whole,
            taken_at=datetime.now(tz=UTC),
        )
        path = self._folder / f"{len(self._kept):02d}-{trouble.cause}.json"
        with suppress(OSError):  # a disk without room must not cost the run its books
            self._folder.mkdir(exist_ok=True)
            path.write_bytes(orjson.dumps(evidence.to_json(), option=orjson.OPT_INDENT_2))
