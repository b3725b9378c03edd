"""boards.csv → the employers' lists that we know on shared systems."""

from __future__ import annotations

import csv
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

BOARDS_FILE = Path(__file__).with_name("boards.csv")
EXTRA_BOARDS = "BELFRY_BOARDS"
"""Environment variable with the path of an operator's own file in the same columns; its rows come before ours."""

USABLE = frozenset({"ok", "likely"})
"""Evidence that suffices to crawl a board without being asked for it by name."""

_TOKEN = re.compile(r"[\w.~%/:=&?#@+-]{1,300}", re.ASCII)


class BoardsFileError(ValueError):
    """An operator's file of boards that cannot be used; the message names file, line and value."""


class UnknownBoardError(ValueError):
    """A board name that is no token of any system; the message names it."""


GIVEN = "given"
"""Status of a board that no file names."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """One employer's list; a source with a single list has one board, whose token is empty."""

    source: str
    token: str = ""
    """What the shared system calls the employer: a slug, a host, or ``tenant/site``."""
    url: str = ""
    """Address of the list or of the careers site, where the token alone does not give it."""
    employer: str | None = None
    enterprise_number: str | None = None
    """Ten digits of the Crossroads Bank for Enterprises, where known."""
    status: str = GIVEN
    """``ok`` fetched by somebody, ``likely`` one indirect source, ``verify`` doubtful, ``given`` asked for by hand."""
    checked: str | None = None
    """Day of the evidence, ISO 8601."""

    @property
    def origin(self) -> str:
        """Scheme and host of the board's site, without a slash at the end."""
        address = self.url or f"https://{self.token.partition('/')[0]}"
        parts = urlsplit(address)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host(self) -> str:
        """The part of the token before the first slash."""
        return self.token.partition("/")[0]

    @property
    def site(self) -> str:
        """The part of the token after the first slash; empty when it has none."""
        return self.token.partition("/")[2]


@cache
def known_boards() -> tuple[Board, ...]:
    """Return every row of the operator's file, if there is one, and of boards.csv, in their order; a board once.

    Raises `BoardsFileError`.
    """
    extra = os.environ.get(EXTRA_BOARDS)
    boards: dict[tuple[str, str], Board] = {}
    for path in [*([Path(extra)] if extra else []), BOARDS_FILE]:
        for board in _read(path):
            boards.setdefault((board.source, board.token), board)
    return tuple(boards.values())


def _read(path: Path) -> list[Board]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            missing = {"source", "board"} - set(rows.fieldnames or ())
            if missing:
                raise BoardsFileError(f"{path}: the column {min(missing)!r} is missing")
            return [_board(path, rows.line_num, row) for row in rows]
    except OSError as error:
        raise BoardsFileError(f"{path}: {error.strerror}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BoardsFileError(f"{path} is no CSV file in UTF-8: {error}") from error


def _board(path: Path, line: int, row: dict[str, str | None]) -> Board:
    source, token, url = ((row.get(name) or "").strip() for name in ("source", "board", "url"))
    whole_source = not token and bool(url)
    if not source or not (whole_source or _is_token(token)):
        raise BoardsFileError(f"{path}, line {line}: {source or token!r} names no board: {token!r}")
    if url and not url.startswith(("https://", "http://")):
        raise BoardsFileError(f"{path}, line {line}: {url!r} is no web address")
    return Board(
        source=source,
        token=token,
        url=url,
        employer=row.get("employer") or None,
        enterprise_number=row.get("enterprise_number") or None,
        status=row.get("status") or "ok",
        checked=row.get("checked") or None,
    )


def _is_token(text: str) -> bool:
    return bool(_TOKEN.fullmatch(text)) and ".." not in text


def boards_of(source: str, *, usable_only: bool = True) -> tuple[Board, ...]:
    """Return the known boards of a source; by default those with sufficient evidence."""
    return tuple(
        board for board in known_boards() if board.source == source and (not usable_only or board.status in USABLE)
    )


def board_named(source: str, token: str) -> Board:
    """Return the known board of that token, else a board with that token alone.

    Raises `UnknownBoardError` for text that can be no token, such as one with spaces or quotes.
    """
    for board in boards_of(source, usable_only=False):
        if board.token == token:
            return board
    if token and not _is_token(token):
        raise UnknownBoardError(f"{token!r} is no board of {source}: allowed are letters, digits and . - _ / %")
    return Board(source=source, token=token)
