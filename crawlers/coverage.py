"""The postings of a run → how many of them have each field, with examples: how a person accepts a new board."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.raw import RawPosting

EXAMPLES = 3
SHOWN = 80
"""Example values of a field, and characters of one that are shown."""

REPORTED = tuple(name for name in RawPosting.__dataclass_fields__ if name not in {"source", "board", "run_id", "extra"})


@dataclass(frozen=True, slots=True)
class FieldCoverage:
    """How often one field has a value."""

    field: str
    filled: int
    of: int
    examples: tuple[str, ...]


def coverage(postings: Iterable[RawPosting]) -> tuple[FieldCoverage, ...]:
    """Return the coverage of every field of RawPosting and of every name in ``extra`` that occurs."""
    counts: dict[str, int] = dict.fromkeys(REPORTED, 0)
    examples: dict[str, list[str]] = {}
    total = 0
    for posting in postings:
        total += 1
        values = {name: getattr(posting, name) for name in REPORTED}
        for name, value in (*values.items(), *((f"extra.{key}", text) for key, text in posting.extra.items())):
            if value in (None, (), ""):
                continue
            counts[name] = counts.get(name, 0) + 1
            shown = _shown(value)
            kept = examples.setdefault(name, [])
            if len(kept) < EXAMPLES and shown not in kept:
                kept.append(shown)
    return tuple(FieldCoverage(name, count, total, tuple(examples.get(name, ()))) for name, count in counts.items())


def _shown(value: object) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"
