"""What a night costs each source when nothing has changed since the last one, beside a full crawl of the same list.

    python -m benchmarks.unchanged_night [--source NAME] [--write]

Each family's largest board in a large sandbox is crawled whole and again with what that run knew, each crawl in a
process of its own; then the same with a server that sends no validators, so that nothing answers 304. Counted are the
requests and the bytes of bodies as they were sent, packed; not robots.txt and tdmrep.json, two small requests a host
and run, however large its list. ``--write`` puts the figures into ``docs/unchanged_night.csv``, from which
``docs/SOURCES.md`` is made.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from crawlers.boards import EXTRA_BOARDS
from crawlers.landing import read_manifest
from crawlers.night_cost import NIGHTS, Night, measured_nights
from crawlers.runner import crawl_command
from models.run import KNOWN_NAME, BoardLedger
from sandbox.server import SandboxServer, Seen
from sandbox.sites import families
from sandbox.world import World
from tests.crawlers.in_sandbox import KEYS, largest_board, without_rules

SCALE = 6
"""Size of the make-believe country: large enough that every family's largest board has more than nineteen ads."""


def main() -> None:
    """Print one line for each family."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", help="only this family")
    parser.add_argument("--write", action="store_true", help=f"write {NIGHTS.name}")
    asked = parser.parse_args()
    found = dict(measured_nights()) if NIGHTS.exists() else {}
    for night in measured([name for name in sorted(families()) if asked.source in (None, name)]):
        print(_line(night), flush=True)
        found[night.source] = night
    if asked.write:
        with NIGHTS.open("w", encoding="utf-8", newline="") as out:
            rows = csv.DictWriter(out, Night.__dataclass_fields__, lineterminator="\n")
            rows.writeheader()
            rows.writerows(found[name].to_json() for name in sorted(found))


def measured(names: Sequence[str]) -> Iterator[Night]:
    """Crawl the largest board of each family: a full night, an unchanged one, and one without validators."""
    with tempfile.TemporaryDirectory() as folder, SandboxServer(World(7, scale=SCALE), night=1) as sandbox:
        for name in names:
            landing = Path(folder) / name
            full, books = _crawl(sandbox, name, landing, "full")
            night, seen = _crawl(sandbox, name, landing, "night", known=landing / name / "full" / KNOWN_NAME)
            sandbox.validators = False
            _crawl(sandbox, name, landing, "full-bare")
            bare, _ = _crawl(sandbox, name, landing, "bare", known=landing / name / "full-bare" / KNOWN_NAME)
            sandbox.validators = True
            if (books.fetched, 0) != (seen.unchanged, seen.fetched):
                raise RuntimeError(f"{name}: of {books.fetched} postings {seen.unchanged} were seen again")
            yield Night(
                source=name,
                postings=books.fetched,
                full_requests=len(full),
                full_bytes=sum(one.bytes for one in full),
                requests=len(night),
                bytes=sum(one.bytes for one in night),
                bytes_without_validators=sum(one.bytes for one in bare),
            )


def _crawl(
    sandbox: SandboxServer, name: str, landing: Path, run_id: str, *, known: Path | None = None
) -> tuple[list[Seen], BoardLedger]:
    """Crawl the board in a child process; return what was asked, without the rules, and the board's books."""
    board = largest_board(sandbox, name)
    landing.mkdir(exist_ok=True)
    boards = landing / "boards.csv"
    boards.write_text(f"source,board,url\n{name},{board.token},{board.url}\n" if board.token else "source,board,url\n")
    command = crawl_command(
        name,
        landing=landing,
        run_id=run_id,
        boards=[board.token] if board.token else [],
        known=known,
        changed_only=known is not None,
        gateway=sandbox.url,
        log_level="ERROR",
    )
    keys = {f"BELFRY_{key}": f"test-{key.lower()}" for key in KEYS}
    begun = len(sandbox.log)
    subprocess.run(command, check=True, env={**os.environ, **keys, EXTRA_BOARDS: str(boards)})
    manifest = read_manifest(landing / name / run_id)
    if manifest is None or not manifest.outcome.is_whole:
        raise RuntimeError(f"{name}: {manifest and manifest.detail}")
    return without_rules(sandbox.log[begun:]), manifest.boards[0]


def _line(night: Night) -> str:
    full = f"{night.full_requests:4d} requests {night.full_bytes:8,d} bytes"
    again = f"{night.requests:3d} ({night.request_share:.1%}) {night.bytes:7,d} ({night.byte_share:.1%})"
    bare = f"{night.bytes_without_validators:7,d} ({night.byte_share_without_validators:.1%})"
    return f"{night.source:16s} {night.postings:4d} ads: {full} → {again}; without validators {bare}"


if __name__ == "__main__":
    main()
