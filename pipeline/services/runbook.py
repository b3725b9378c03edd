"""The runbook: for each cause what it means, how to tell, the one safe action, and how to know that it is over.

``python -m pipeline.services.runbook`` writes it into docs/OPERATIONS.md; a test compares them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.vocabulary import Cause
from pipeline.services.health_rules import Finding

_FILE = Path(__file__).with_name("data") / "runbook.toml"
DOCUMENT = Path(__file__).parents[2] / "docs" / "OPERATIONS.md"
_HEADING = "## Runbook: one entry for each cause\n\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One cause, for the person who has to deal with it."""

    cause: str
    means: str
    tell: str
    """How to tell that it is this cause and no other."""
    do: str
    """The one safe action."""
    over: str
    """How to know that it is over."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """Causes of one kind."""

    title: str
    note: str
    entries: Sequence[Entry]


@cache
def runbook() -> tuple[Chapter, ...]:
    """Return the runbook, chapter by chapter. Raises `ValueError` unless it has each cause exactly once."""
    chapters = tuple(
        Chapter(
            title=group["title"],
            note=group["note"],
            entries=tuple(Entry(cause=cause, **words) for cause, words in group["causes"].items()),
        )
        for group in tomllib.loads(_FILE.read_text(encoding="utf-8"))["group"]
    )
    written = sorted(entry.cause for chapter in chapters for entry in chapter.entries)
    if written != sorted(item.value for item in (*Cause, *Finding)):
        raise ValueError(f"{_FILE.name} does not have each cause exactly once: {', '.join(written)}")
    return chapters


@cache
def _entries() -> Mapping[str, Entry]:
    return {entry.cause: entry for chapter in runbook() for entry in chapter.entries}


def entry_of(cause: str) -> Entry:
    """Return what the runbook says of a cause."""
    return _entries()[cause]


def as_markdown() -> str:
    """Return the runbook as a chapter of a document, headings from the third level on, ended by an empty line."""
    lines: list[str] = []
    for chapter in runbook():
        lines += [f"### {chapter.title}", "", chapter.note, ""]
        for entry in chapter.entries:
            lines += [
                f"#### `{entry.cause}`",
                "",
                entry.means,
                "",
                f"- **How to tell:** {entry.tell}",
                f"- **The one safe action:** {entry.do}",
                f"- **It is over when:** {entry.over}",
                "",
            ]
    return "\n".join(lines)


def renewed(document: str) -> str:
    """Return the operator's document with the runbook as it stands here."""
    before, heading, rest = document.partition(_HEADING)
    _, next_heading, after = rest.partition("\n## ")
    return f"{before}{heading}{as_markdown()}{next_heading}{after}"


if __name__ == "__main__":
    DOCUMENT.write_text(renewed(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
