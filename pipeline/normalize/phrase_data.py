"""The tables of phrases in `pipeline.reference`, one CSV file each, read into patterns.

A pattern may name a part of `phrase_parts.csv` as ``<NAME>``: the words for "not", for "possibly", for an allowance.
A row may give several stems, parted by bars; its patterns hold for each, and ``<STEM>`` in them is the one at hand.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import TypeVar

from pipeline.normalize.alternatives import gathered
from pipeline.normalize.phrases import Phrase, phrase

Label = TypeVar("Label")

_PART = re.compile(r"<([A-Z_]+)>")


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a data file by column name."""
    text = (files("pipeline.reference") / "data" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def load_phrases(name: str, label: Callable[[str], Label]) -> list[Phrase[Label]]:
    """Return the phrases of file ``name``, what each says turned into a label by ``label``."""
    return [
        phrase(
            stem,
            label(row["says"]),
            ahead=_whole(row["ahead"].replace("<STEM>", re.escape(stem))),
            behind=_whole(row["behind"]),
            never_behind=_whole(row["never_behind"]),
        )
        for row in rows(name)
        for stem in row["stem"].split("|")
    ]


def _whole(pattern: str) -> str | None:
    """Return ``pattern`` with its named parts written out; parts may name parts."""
    while _PART.search(pattern):
        pattern = _PART.sub(lambda part: _parts()[part[1]], pattern)
    return gathered(pattern) or None


@cache
def _parts() -> dict[str, str]:
    return {row["name"]: row["pattern"] for row in rows("phrase_parts.csv")}
