"""Over a thousand titles of ads in our own words, labelled before the rules had seen them: role and level of each.

``titles.csv`` names the origin of each: ``held out`` were right at first sight, ``bug`` were read wrongly once, and
``unread`` are not read yet. ``none`` is another trade, or no level.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.normalize.role import read_role
from pipeline.normalize.seniority import read_seniority
from pipeline.normalize.text import Prose

NOTHING = Prose.of("")
with Path(__file__).with_name("titles.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = [(row["title"], row["role"], row["seniority"], row["origin"]) for row in csv.DictReader(_file)]
READ = [row[:3] for row in ROWS if row[3] != "unread"]
XFAIL = [row[:3] for row in ROWS if row[3] == "unread"]


def _read(title: str) -> tuple[str, str]:
    role = read_role(title, NOTHING).value
    level = read_seniority(title, experience_years_min=None).value
    return role.value if role else "none", level.value if level else "none"


@pytest.mark.parametrize(("title", "role", "level"), READ)
def test_a_title_tells_role_and_level(title: str, role: str, level: str) -> None:
    assert _read(title) == (role, level)


@pytest.mark.parametrize(
    ("title", "role", "level"), [pytest.param(*row, marks=pytest.mark.xfail(strict=True)) for row in XFAIL]
)
def test_titles_that_are_not_read_yet(title: str, role: str, level: str) -> None:
    assert _read(title) == (role, level)
