"""Lines of ads in our own words with every technology they name, and traps that name none, labelled beforehand.

``bug`` were read wrongly once; ``unread`` are not read yet.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.normalize.skills import read_skills
from pipeline.normalize.text import Prose

NOTHING = Prose.of("")
with Path(__file__).with_name("skills.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = [(row["text"], set(filter(None, row["skills"].split("|"))), row["origin"]) for row in csv.DictReader(_file)]


def _slugs(text: str) -> set[str]:
    return {skill.slug for skill in read_skills(NOTHING, Prose.of(text))}


@pytest.mark.parametrize(("text", "slugs"), [row[:2] for row in ROWS if row[2] != "unread"])
def test_a_line_names_its_technologies(text: str, slugs: set[str]) -> None:
    assert _slugs(text) == slugs


@pytest.mark.xfail(strict=True, reason="no rule tells these words from the technologies of the same name")
@pytest.mark.parametrize(("text", "slugs"), [row[:2] for row in ROWS if row[2] == "unread"])
def test_technologies_that_are_not_read_yet(text: str, slugs: set[str]) -> None:
    assert _slugs(text) == slugs
