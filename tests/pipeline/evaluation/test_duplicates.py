from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from pipeline.evaluation.duplicates import FIELD, evaluate_duplicates, raw_posting, read_pairs
from pipeline.evaluation.score import Score
from pipeline.normalize import normalize

AD = "Kaailijn plans the trucks of three ports with its own software, and the team of six that owns it grows by one. "
AD += "You write rules with the planners, keep the answer under a second, and read a query plan without fear. "
AD += (
    "Your week has 38 hours, your year 32 days of leave, and the canteen makes its soup from what the market has. " * 2
)


def side(number: str, title: str = "Java developer", **more: object) -> dict[str, object]:
    return {
        "site": "x",
        "id": number,
        "title": title,
        "company": "Kaailijn",
        "location": "Leiden",
        "description": AD,
    } | more


def pair(number: int, label: str, a: dict[str, object], b: dict[str, object], ambiguous: str = "0") -> str:
    row = {"id": f"p{number}", "label": label, "relation": "r", "ambiguous": ambiguous, "a": a, "b": b}
    return json.dumps(row)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [
        pair(1, "same", side("1"), side("2", site="y")),
        pair(2, "different", side("1"), side("3", "Senior verpleegkundige", description="Twaalf bedden, één team.")),
        pair(3, "different", side("4"), side("5", site="y")),
        pair(4, "same", side("1"), side("6", "Kok", description="Soep voor honderd.", location="Delft")),
        pair(5, "unsure", side("1"), side("7")),
        pair(6, "same", side("1"), side("8", "Kok", location="Delft"), ambiguous="1"),
    ]
    (tmp_path / "duplicate_pairs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def score(folder: Path, *, ambiguous: bool = False) -> Score:
    scores = evaluate_duplicates(folder, partial(normalize, as_of=date(2026, 11, 23)))
    return scores.of(FIELD, "all", ambiguous=ambiguous)


def test_right_wrong_and_missed_are_counted_and_unsure_is_not(folder: Path) -> None:
    found = score(folder)
    assert (found.right, found.wrong, found.missed) == (1, 1, 1)
    assert {(miss.row, miss.expected, miss.got) for miss in found.misses} == {
        ("p3", "different (r)", "same"),
        ("p4", "same (r)", "different"),
    }


def test_ambiguous_pairs_are_counted_apart(folder: Path) -> None:
    assert score(folder, ambiguous=True).missed == 1


def test_a_side_is_read_as_its_source_published_it() -> None:
    raw = raw_posting(side("1", salary_min="3000.0", salary_max="nan", salary_interval="monthly", date_posted=None))
    assert (raw.source, raw.identifier, raw.job_locations, raw.date_posted) == ("x", "1", ("Leiden",), None)
    assert raw.base_salary == "€ 3000.0 monthly"
    assert (
        raw_posting({"site": "x", "id": "NaN", "title": "t", "url": "https://x.example"}).identifier
        == "https://x.example"
    )


@pytest.mark.shared
def test_labelled_pairs_reach_the_goal(shared: Path, as_of: date) -> None:
    found = score(shared / "data" / "labelled")
    assert found.precision is not None
    assert found.recall is not None
    assert found.precision >= 0.97, found.misses
    assert found.recall >= 0.93, found.misses


@pytest.mark.shared
def test_labelled_pairs_are_all_read(shared: Path) -> None:
    pairs = list(read_pairs(shared / "data" / "labelled" / "duplicate_pairs.jsonl"))
    assert len(pairs) > 90
    assert {pair.label for pair in pairs} == {"same", "different", "unsure"}
