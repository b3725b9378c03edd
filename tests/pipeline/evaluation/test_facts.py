"""Counting facts: one value, several codes, fields left out as uncertain."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.posting import JobPosting, RequiredLanguage
from models.raw import RawPosting
from models.vocabulary import Contract
from pipeline.evaluation.facts import evaluate_facts
from pipeline.normalize import normalize

ROW: dict[str, Any] = {
    "id": "a", "lang": "nl", "title": "Developer", "location": None, "description": "x", "work_mode": None,
    "office_days": 2, "required_languages": ["nl", "en"], "contract": "employee", "experience_years_min": 3,
    "evidence": {}, "uncertain": [],
}  # fmt: skip


def _folder(tmp_path: Path, **changes: object) -> Path:
    (tmp_path / "facts.jsonl").write_text(json.dumps({**ROW, **changes}), encoding="utf-8")
    return tmp_path


def _fake(raw: RawPosting) -> JobPosting:
    return JobPosting(
        key=raw.key,
        title=raw.title,
        title_raw=raw.title,
        contract=Contract.EMPLOYEE,
        experience_years_min=5,
        required_languages=(
            RequiredLanguage(code="nl"),
            RequiredLanguage(code="fr"),
            RequiredLanguage(code="en", required=False),
        ),
        in_language="nl",
    )


def test_single_values(tmp_path: Path) -> None:
    scores = evaluate_facts(_folder(tmp_path), _fake)
    counted = {
        name: scores.of(name, "all") for name in ("contract", "experience_years_min", "office_days", "work_mode")
    }
    assert {name: (s.right, s.wrong, s.missed) for name, s in counted.items()} == {
        "contract": (1, 0, 0),
        "experience_years_min": (0, 1, 1),
        "office_days": (0, 0, 1),
        "work_mode": (0, 0, 0),
    }
    assert scores.of("in_language", "nl").precision == 1


def test_every_language_counts_and_a_welcome_one_claims_nothing(tmp_path: Path) -> None:
    score = evaluate_facts(_folder(tmp_path), _fake).of("required_languages", "nl")
    assert (score.right, score.wrong, score.missed) == (1, 1, 1)
    assert [(miss.expected, miss.got) for miss in score.misses] == [("en nl", "fr nl")]


def test_uncertain_fields_are_left_out(tmp_path: Path) -> None:
    folder = _folder(tmp_path, uncertain=["experience_years_min", "required_languages"])
    fields = {score.field for score in evaluate_facts(folder, _fake).all()}
    assert not {"experience_years_min", "required_languages"} & fields


@pytest.mark.shared
@pytest.mark.parametrize(
    ("field", "precision", "recall"),
    [("experience_years_min", 0.95, 0.85), ("required_languages", 0.95, 0.85), ("in_language", 0.98, 0.98)],
)
def test_goals_on_the_labelled_rows(shared: Path, as_of: date, field: str, precision: float, recall: float) -> None:
    scores = evaluate_facts(shared / "data" / "labelled", lambda raw: normalize(raw, as_of=as_of))
    score = scores.of(field, "all")
    assert score.precision is not None
    assert score.recall is not None
    assert (score.precision >= precision, score.recall >= recall) == (True, True), score.misses
