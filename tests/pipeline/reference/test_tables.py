"""Every table of the reference is rectangular: a comma that was not quoted would cut a pattern in two, silently."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

TABLES = sorted(path.name for path in (files("pipeline.reference") / "data").iterdir() if path.name.endswith(".csv"))


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_the_fields_of_the_header(name: str) -> None:
    text = (files("pipeline.reference") / "data" / name).read_text(encoding="utf-8")
    header, *rows = csv.reader(text.splitlines())
    assert rows
    assert [(number, row) for number, row in enumerate(rows, start=2) if len(row) != len(header)] == []


@pytest.mark.parametrize("name", TABLES)
def test_no_row_stands_twice(name: str) -> None:
    text = (files("pipeline.reference") / "data" / name).read_text(encoding="utf-8")
    lines = text.splitlines()
    assert sorted({line for line in lines if lines.count(line) > 1}) == []


def test_no_part_of_a_phrase_is_defined_twice() -> None:
    text = (files("pipeline.reference") / "data" / "phrase_parts.csv").read_text(encoding="utf-8")
    names = [row["name"] for row in csv.DictReader(text.splitlines())]
    assert sorted({name for name in names if names.count(name) > 1}) == []
