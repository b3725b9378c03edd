"""Counting right, wrong and missed place codes; and the figures on the labelled rows, where they are present."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from models.posting import JobPosting, Place
from models.raw import RawPosting
from models.vocabulary import PlacePrecision
from pipeline.evaluation.places import evaluate_places
from pipeline.normalize import normalize

HEADER = "id,text,source,kind,country,nis5,municipality_nl,municipality_fr,province_nl,remote,ambiguous,note\n"


def _answering(answers: dict[str, tuple[str, ...]]):
    def read(raw: RawPosting) -> JobPosting:
        codes = answers[raw.job_locations[0]]
        places = tuple(Place(nis_code=code, precision=PlacePrecision.MUNICIPALITY) for code in codes)
        wide = Place(region="02000", precision=PlacePrecision.REGION)
        return JobPosting(key=raw.key, title=raw.title, title_raw=raw.title, places=(*places, wide))

    return read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [
        "a,Gent,made,municipality,BE,44021,,,,0,0,",
        "b,Gent/Eke,made,multi,BE,44021 44086,,,,0,0,",
        "c,Utrecht,made,foreign,NL,,,,,0,0,",
        "d,Deurne,made,municipality,BE,11002,,,,0,1,",
    ]
    (tmp_path / "location.csv").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_a_row_is_right_only_with_exactly_the_labelled_codes(folder):
    answers = {"Gent": ("44021",), "Gent/Eke": ("44021",), "Utrecht": (), "Deurne": ("11002",)}
    score = evaluate_places(folder, _answering(answers)).of("places", "all")
    assert (score.right, score.wrong, score.missed) == (2, 0, 1)
    assert [(miss.row, miss.expected, miss.got) for miss in score.misses] == [("b", "44021 44086", "44021")]


def test_a_code_that_is_not_labelled_is_a_wrong_code(folder):
    answers = {"Gent": ("31005",), "Gent/Eke": ("44021", "44086"), "Utrecht": ("11002",), "Deurne": ()}
    scores = evaluate_places(folder, _answering(answers))
    assert scores.of("wrong_code", "all").wrong == 2
    assert scores.of("wrong_code", "all").precision == pytest.approx(1 / 3)
    assert scores.of("wrong_code", "foreign").wrong == 1


def test_ambiguous_rows_are_counted_apart(folder):
    answers = {"Gent": ("44021",), "Gent/Eke": ("44021", "44086"), "Utrecht": (), "Deurne": ()}
    scores = evaluate_places(folder, _answering(answers))
    assert scores.of("places", "all").misses == []
    assert scores.of("places", "all", ambiguous=True).missed == 1


@pytest.mark.shared
def test_the_labelled_rows_reach_the_goal(shared, as_of: date):
    scores = evaluate_places(shared / "data" / "labelled", partial(normalize, as_of=as_of))
    right, rows = scores.of("places", "all"), scores.of("wrong_code", "all")
    total = rows.right + rows.wrong
    assert total >= 100
    assert right.right / total >= 0.97, right.misses
    assert rows.wrong / total <= 0.01, rows.misses
