"""What a caller wants crawled → the argument list of the child process that does it.

One process crawls one source: a spider that hangs, leaks or crashes takes nothing else with it. The caller starts the
list without a shell, bounds its time, and reads ``<landing>/<source>/<run_id>/manifest.json`` afterwards.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from crawlers.source import source as source_named
from models.run import KNOWN_NAME, MANIFEST_NAME

MANIFEST_WRITTEN = 0
CRASHED = 1
REFUSED = 2
"""Exit statuses of ``python -m crawlers.run``: a manifest was written; none was; the source may not be crawled."""


def crawl_command(
    source: str,
    *,
    landing: Path,
    run_id: str,
    boards: Sequence[str] = (),
    known: Path | None = None,
    changed_only: bool = False,
    gateway: str | None = None,
    recordings: Path | None = None,
    only_url: str | None = None,
    sample: int | None = None,
    min_delay: float | None = None,
    time_limit: int | None = None,
    log_level: str = "INFO",
) -> list[str]:
    """Return the command, for a subprocess without a shell, that crawls one source into the landing folder.

    Without ``boards`` every usable board of the source is crawled. ``known`` is the file that an earlier run left (see
    `latest_known`); with ``changed_only`` what it knows is not fetched again. ``gateway`` sends all requests to a local
    server, ``recordings`` answers them from saved responses: neither asks the source, so neither waits between requests
    unless ``min_delay`` (seconds) says so. Raises `crawlers.source.UnknownSourceError`.
    """
    source_named(source)
    options: list[tuple[str, object | None]] = [
        ("--landing", landing),
        ("--run-id", run_id),
        ("--known", known),
        ("--gateway", gateway),
        ("--recordings", recordings),
        ("--only-url", only_url),
        ("--sample", sample),
        ("--min-delay", min_delay),
        ("--time-limit", time_limit),
        ("--log-level", log_level),
    ]
    command = [sys.executable, "-m", "crawlers.run", source]
    command += [f"--board={board}" for board in boards]
    command += [f"{name}={value}" for name, value in options if value is not None]
    return [*command, "--changed-only"] if changed_only else command


def new_run_id(now: datetime | None = None) -> str:
    """Return a run id that sorts by time, e.g. ``20261125T031500.123456Z``."""
    return (now or datetime.now(tz=UTC)).strftime("%Y%m%dT%H%M%S.%fZ")


def latest_known(landing: Path, source: str, *, now: datetime | None = None) -> Path | None:
    """Return the known file of the source's latest run that ended; None when there is none.

    How the run ended does not matter: `Known.carry` keeps out of it what a failed board said. A run of a time to come
    was made under a wrong clock, and is older than any other.
    """
    this_moment = new_run_id(now)
    folders = (landing / source).glob("*/") if (landing / source).is_dir() else ()
    for folder in sorted(
        folders, key=lambda one: (one.name[: len(this_moment)] <= this_moment, one.name), reverse=True
    ):
        if (folder / MANIFEST_NAME).is_file() and (folder / KNOWN_NAME).is_file():
            return folder / KNOWN_NAME
    return None
