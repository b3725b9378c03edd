"""The filters: JSON Lines on standard input, JSON Lines on standard output, no database."""

from __future__ import annotations

import re
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import orjson

from console.errors import CommandError, WrongValueError
from console.parameters import WebAddress
from console.settings import now
from models.posting import JobPosting
from models.raw import PostingKey, RawPosting
from models.record import RecordError

if TYPE_CHECKING:
    from pipeline.dedup.features import Features

# Each command imports what it needs itself: the crawler's libraries alone take a second.
T = TypeVar("T")

_ESCAPES = re.compile(rb"\\\\|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(\\u[dD][89a-fA-F]..)")
"""Of JSON's escapes those that matter to half a surrogate pair, which is the group."""


class _Lines:
    """The lines of standard input as records; a broken one is reported with its number, counted and skipped."""

    def __init__(self) -> None:
        for name, stream in (("input", sys.stdin), ("output", sys.stdout)):
            if stream is None:
                raise CommandError(f"standard {name} is closed")
        self.broken = 0

    def read(self, as_record: Callable[[Any], T]) -> Iterator[T]:
        for number, line in enumerate(sys.stdin.buffer, start=1):
            if not line.strip():
                continue
            try:
                yield as_record(_parsed(line))
            except (orjson.JSONDecodeError, RecordError) as error:
                self.broken += 1
                click.echo(f"belfry: line {number}: {error}", err=True)

    def end(self) -> None:
        if self.broken:
            raise CommandError(f"{self.broken} broken {'line' if self.broken == 1 else 'lines'} skipped")


def _parsed(line: bytes) -> Any:
    """Return the JSON value of a line. A byte order mark is skipped, half a surrogate pair read as U+FFFD."""
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        whole = _ESCAPES.sub(lambda escape: rb"\ufffd" if escape[1] else escape[0], line.removeprefix(BOM_UTF8))
        return orjson.loads(whole)


def _write(record: dict[str, Any]) -> None:
    sys.stdout.buffer.write(orjson.dumps(record) + b"\n")


def _day_of(raw: RawPosting, given: date | None) -> date:
    from pipeline.services.calendar import business_day

    try:
        return given or business_day(raw.fetched_at if raw.fetched_at and raw.fetched_at.tzinfo else now())
    except OverflowError as error:
        raise RecordError(f"RawPosting.fetched_at: {raw.fetched_at} is on no day of Brussels' calendar") from error


@click.command("normalize", short_help="Filter: RawPosting JSON Lines in, JobPosting JSON Lines out.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which the ads were read; default: fetched_at, else today.",
)
def normalize_command(as_of: datetime | None) -> None:
    """Read RawPosting JSON Lines on standard input and write JobPosting JSON Lines.

    Only source, identifier and title are required. A broken line is reported with its number and skipped; the exit
    status is then 1.

    \b
    Example:
      echo '{"source":"x","identifier":"1","title":"Java developer (m/v/x)"}' | belfry normalize
    """
    from pipeline.normalize import normalize

    lines, day = _Lines(), as_of.date() if as_of else None

    def read(data: Any) -> JobPosting:
        raw = RawPosting.from_json(data)
        return normalize(raw, as_of=_day_of(raw, day))

    for posting in lines.read(read):
        _write(posting.to_json())
    sys.stdout.buffer.flush()
    lines.end()


@click.command("dedupe", short_help="Filter: postings in, which vacancy each belongs to out.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="As for normalize, for lines that are RawPostings.")
def dedupe_command(as_of: datetime | None) -> None:
    """Read RawPosting or JobPosting JSON Lines and write one line per posting, in the same order.

    A line is {"source", "board", "identifier", "vacancy"}; postings with the same "vacancy" are one opening.

    \b
    Example:
      belfry dedupe < postings.jsonl | jq -r .vacancy | sort | uniq -c
    """
    from pipeline.dedup.features import features
    from pipeline.dedup.stream import link_all
    from pipeline.normalize import normalize

    lines, day = _Lines(), as_of.date() if as_of else None

    def read(data: Any) -> tuple[PostingKey, Features]:
        if isinstance(data, dict) and "title_raw" in data and "key" in data:
            posting = JobPosting.from_json(data)
            return posting.key, features(posting)
        raw = RawPosting.from_json(data)
        return raw.key, features(normalize(raw, as_of=_day_of(raw, day)), place_texts=raw.job_locations)

    for key, vacancy in link_all(lines.read(read)):
        _write({**key.to_json(), "vacancy": vacancy})
    sys.stdout.buffer.flush()
    lines.end()


@click.command("extract", short_help="A saved response in, its RawPosting lines out.")
@click.argument("source")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", type=WebAddress(), metavar="URL", required=True, help="The address that the response came from.")
@click.option("--board", default="", help="The board that it belongs to.")
def extract_command(source: str, file: Path, url: str, board: str) -> None:
    """Read a saved response of SOURCE with the source's own spider and write RawPosting JSON Lines.

    \b
    Example:
      belfry extract recruitee offers.json --url https://acme.recruitee.com/api/offers/ --board acme | belfry normalize
    """
    from crawlers.boards import UnknownBoardError
    from crawlers.extract import extract as extracted
    from crawlers.source import UnknownSourceError
    from crawlers.trouble import Trouble

    try:
        for raw in extracted(source, file.read_bytes(), url=url, board=board):
            _write(raw.to_json())
    except (UnknownSourceError, UnknownBoardError) as error:
        raise WrongValueError(str(error)) from error
    except Trouble as error:
        raise CommandError(f"{file}: {error.cause.value}: {error.detail}") from error
    sys.stdout.buffer.flush()
