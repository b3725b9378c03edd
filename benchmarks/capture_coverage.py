"""How many postings of real captures are read, and how many of them have each field, family by family.

    python -m benchmarks.capture_coverage ../shared/samples [--source NAME] [--examples]

The folder holds ``recordings.csv``; each family in it is crawled from its recordings in a process of its own, as
``belfry crawl --recordings`` does. Captures are often cut, so a missing field may be the capture's: ``--examples``
shows what was read.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from crawlers.coverage import FieldCoverage, coverage
from crawlers.extract import extract
from crawlers.landing import read_postings
from crawlers.runner import crawl_command
from crawlers.transport import read_recordings
from models.raw import RawPosting

ALONE = (
    ("personio", "careerkit/personio.xml", "https://acme.jobs.personio.de/xml?language=en"),
    ("jsonld", "jsonld/vdab_71780743_jobPosting_string.json", "https://www.vdab.be/vindeenjob/vacatures/71780743"),
)
"""Captures of permitted formats that no recording names: source, file, address."""

NO_FIELDS = frozenset({"identifier", "title", "fetched_at"})
"""Without the first two there is no posting; the last is ours."""


def main() -> None:
    """Print one line for each family, and with ``--examples`` one for each field."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--source", help="only this family")
    parser.add_argument("--examples", action="store_true", help="show three values of each field")
    asked = parser.parse_args()
    recordings = asked.samples / "recordings.csv"
    named = sorted({row.source for row in read_recordings(recordings)} | {name for name, *_ in ALONE})
    for name in [name for name in named if asked.source in (None, name)]:
        postings = [*_recorded(name, recordings), *_alone(name, asked.samples)]
        print(_line(name, len(postings), coverage(postings)), flush=True)
        for field in coverage(postings) if asked.examples else ():
            print(f"    {field.field:24s} {field.filled:3d}/{field.of:<3d} {' | '.join(field.examples)}")


def _recorded(name: str, recordings: Path) -> Sequence[RawPosting]:
    if all(row.source != name for row in read_recordings(recordings)):
        return []
    with tempfile.TemporaryDirectory() as folder:
        command = crawl_command(
            name, landing=Path(folder), run_id="capture", recordings=recordings.resolve(), log_level="ERROR"
        )
        subprocess.run(command, check=True, capture_output=True)
        return list(read_postings(Path(folder) / name / "capture"))


def _alone(name: str, samples: Path) -> Sequence[RawPosting]:
    return [
        posting
        for source, file, url in ALONE
        if source == name
        for posting in extract(source, (samples / file).read_bytes(), url=url)
    ]


def _line(name: str, count: int, fields: Sequence[FieldCoverage]) -> str:
    shown = [f"{field.field} {field.filled}/{field.of}" for field in fields if field.filled]
    kept = [text for text in shown if text.partition(" ")[0] not in NO_FIELDS]
    return f"{name} ({count} postings): {', '.join(kept)}"


if __name__ == "__main__":
    main()
