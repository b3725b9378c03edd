"""The child process: ``python -m crawlers.run SOURCE …`` crawls one source into its run folder.

Exit status 0 when a manifest was written, whatever it says; 2 when the source may not be crawled or an argument is
wrong; 1 when the run ended without a manifest.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

import crawlers.settings
from crawlers.boards import Board, UnknownBoardError, board_named
from crawlers.landing import RunFolder, write_manifest
from crawlers.passport import Objection
from crawlers.posting_spider import Orders
from crawlers.runner import CRASHED, MANIFEST_WRITTEN, REFUSED
from crawlers.secret import RedactingFilter
from crawlers.source import Source, UnknownSourceError, source
from crawlers.supervisor import end_with_parent
from crawlers.transport import GATEWAY_HANDLERS, RECORDING_HANDLERS, RecordingError, read_recordings
from models.run import MANIFEST_NAME, RunManifest
from models.vocabulary import Cause, Outcome

NO_DELAY = 0.001
"""Seconds between requests that ask nobody; not zero, which lets Scrapy start all that waits in a slot at once."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one crawl and return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        wanted = source(options.source)
        boards = _boards(wanted, options)
        against = _objection(wanted, options)
        if against is not None and against.cause is Cause.REFUSED:
            return _refuse(f"{wanted.name} is not crawled: {against.detail}")
        if options.only_url and (reason := wanted.refuses_address(options.only_url)):
            return _refuse(f"--only-url: {options.only_url!r} is not allowed: {reason}")
        folder = RunFolder(options.landing, wanted.name, options.run_id)
    except (UnknownSourceError, UnknownBoardError, RecordingError, FileExistsError, ValueError) as error:
        return _refuse(str(error))
    if against is not None:
        _write_skipped(wanted, folder, against, options)
        sys.stderr.write(f"{wanted.name} is skipped: {against.detail}\n")
        return MANIFEST_WRITTEN
    return _crawl(wanted, boards, folder, options)


def _crawl(wanted: Source, boards: Sequence[Board], folder: RunFolder, options: argparse.Namespace) -> int:
    process = AsyncCrawlerProcess(crawl_settings(wanted, vars(options)))
    for handler in logging.getLogger().handlers:
        handler.addFilter(RedactingFilter())
    assert wanted.spider is not None
    process.crawl(wanted.spider, boards=boards, orders=orders_of(folder, boards, vars(options)))
    process.start()
    return MANIFEST_WRITTEN if (folder.path / MANIFEST_NAME).is_file() else CRASHED


def crawl_settings(wanted: Source, options: dict[str, Any]) -> Settings:
    """Return Scrapy's settings for one run; ``options`` are those of the command line, by name."""
    settings = Settings()
    settings.setmodule(crawlers.settings, priority="project")
    elsewhere = bool(options.get("gateway") or options.get("recordings"))
    delay = options.get("min_delay")
    if delay is None:
        delay = NO_DELAY if elsewhere else max(wanted.passport.rate, settings.getfloat("DOWNLOAD_DELAY"))
    changes: dict[str, Any] = {
        "BELFRY_SOURCE": wanted.name,
        "DOWNLOAD_DELAY": max(delay, NO_DELAY),
        "BELFRY_ADAPTIVE_DELAY": not elsewhere,
        "LOG_LEVEL": options.get("log_level") or "INFO",
        "CLOSESPIDER_TIMEOUT": options.get("time_limit") or settings.getint("CLOSESPIDER_TIMEOUT"),
    }
    stock = settings.getdict("DOWNLOAD_HANDLERS")
    if options.get("gateway"):
        changes |= {"BELFRY_GATEWAY": options["gateway"], "DOWNLOAD_HANDLERS": {**stock, **GATEWAY_HANDLERS}}
        changes |= {"TWISTED_DNS_RESOLVER": "scrapy.resolver.CachingThreadedResolver"}
    elif options.get("recordings"):
        changes |= {"BELFRY_RECORDINGS": str(options["recordings"])}
        changes |= {"DOWNLOAD_HANDLERS": {**stock, **RECORDING_HANDLERS}}
    else:
        changes |= {"BELFRY_ROBOTS_CACHE": str(Path(options["landing"]) / ".robots")}
    settings.setdict(changes, priority="cmdline")
    return settings


def orders_of(folder: RunFolder, boards: Sequence[Board], options: dict[str, Any]) -> Orders:
    """Return what the spider is told to do."""
    asked = {name: str(options[name]) for name in ("gateway", "only_url", "sample") if options.get(name) is not None}
    asked |= {name: Path(options[name]).name for name in ("recordings", "known") if options.get(name) is not None}
    asked |= {"mode": "changed-only" if options.get("changed_only") else "full"}
    return Orders(
        run_id=options["run_id"],
        folder=folder,
        known=options.get("known"),
        changed_only=bool(options.get("changed_only")),
        sample=options.get("sample"),
        only_url=options.get("only_url"),
        asked={**asked, "boards": " ".join(board.token for board in boards)},
    )


def _boards(wanted: Source, options: argparse.Namespace) -> tuple[Board, ...]:
    if options.board:
        return tuple(wanted.board(token) for token in dict.fromkeys(options.board))
    if options.recordings:
        rows = [row for row in read_recordings(options.recordings) if row.source == wanted.name]
        if not rows:
            raise RecordingError(f"{options.recordings.name} holds nothing of {wanted.name}")
        return tuple(
            recorded_board(wanted.name, token, options.recordings) for token in dict.fromkeys(r.board for r in rows)
        )
    return wanted.boards


def recorded_board(name: str, token: str, recordings: Path) -> Board:
    """Return the known board, else one whose address is where its first recording was made."""
    board = board_named(name, token)
    if board.url or not token or "." in board.host:
        return board
    first = next(row for row in read_recordings(recordings) if row.source == name and row.board == token)
    return Board(source=name, token=token, url=first.url)


def _objection(wanted: Source, options: argparse.Namespace) -> Objection | None:
    against = wanted.objection(datetime.now(tz=UTC).date())
    asks_nobody = bool(options.gateway or options.recordings)
    if asks_nobody and against is not None and against.cause not in {Cause.REFUSED, Cause.PASSPORT_MISSING}:
        return None
    return against


def _write_skipped(wanted: Source, folder: RunFolder, against: Objection, options: argparse.Namespace) -> None:
    now = datetime.now(tz=UTC)
    manifest = RunManifest(
        run_id=options.run_id,
        card=wanted.card,
        started_at=now,
        ended_at=now,
        outcome=Outcome.SKIPPED,
        cause=against.cause,
        detail=against.detail,
    )
    write_manifest(folder.path, manifest)


def _refuse(message: str) -> int:
    sys.stderr.write(message + "\n")
    return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m crawlers.run", description=__doc__)
    parser.add_argument("source")
    parser.add_argument("--board", action="append", default=[])
    parser.add_argument("--landing", type=Path, required=True)
    parser.add_argument("--run-id", required=True)
    parser.add_argument("--known", type=Path)
    parser.add_argument("--changed-only", action="store_true")
    parser.add_argument("--gateway")
    parser.add_argument("--recordings", type=lambda text: Path(text).resolve())
    parser.add_argument("--only-url")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--min-delay", type=float)
    parser.add_argument("--time-limit", type=int)
    parser.add_argument("--log-level", default="INFO", choices=("DEBUG", "INFO", "WARNING", "ERROR"))
    return parser


if __name__ == "__main__":
    os.environ.pop("SCRAPY_SETTINGS_MODULE", None)
    end_with_parent()
    sys.exit(main())
