"""Lines of ads in our own words, and which of their technologies are a must, nice to have, or left unsaid.

Labelled before the rules had seen them: ``held out`` were right at first sight, ``bug`` were read wrongly once.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.normalize.skills import read_skills
from pipeline.normalize.text import Prose

WORD = {True: "must", False: "nice", None: "unsaid"}
with Path(__file__).with_name("demands.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_a_line_says_what_it_demands(row: dict[str, str]) -> None:
    skills = read_skills(Prose.of(""), Prose.of(row["text"]))
    due = {slug: word for word in WORD.values() for slug in filter(None, row[word].split("|"))}
    assert {skill.slug: WORD[skill.required] for skill in skills} == due
