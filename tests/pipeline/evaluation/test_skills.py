"""Counting technologies: right, wrong, missed, and rows that count neither way."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from models.posting import JobPosting, Skill
from models.raw import RawPosting
from models.vocabulary import SkillKind
from pipeline.evaluation.skills import evaluate_skills
from pipeline.normalize import normalize


def _folder(tmp_path: Path, skills: list[dict[str, object]]) -> Path:
    row = {"id": "a", "lang": "nl", "title": "Developer", "description": "x", "skills": skills, "traps": []}
    (tmp_path / "skills.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return tmp_path


def _naming(*slugs: str) -> object:
    def fake(raw: RawPosting) -> JobPosting:
        named = tuple(Skill(slug=slug, name=slug, kind=SkillKind.TOOL) for slug in slugs)
        return JobPosting(key=raw.key, title=raw.title, title_raw=raw.title, skills=named)

    return fake


def test_counts_right_wrong_and_missed(tmp_path: Path) -> None:
    folder = _folder(tmp_path, [{"canonical": "java"}, {"canonical": "Docker"}])
    score = evaluate_skills(folder, _naming("java", "go")).of("skills", "nl")  # type: ignore[arg-type]
    assert (score.right, score.wrong, score.missed) == (1, 1, 1)
    assert {(miss.expected, miss.got) for miss in score.misses} == {("", "go"), ("docker", "")}


def test_optional_and_glued_rows_count_neither_way(tmp_path: Path) -> None:
    folder = _folder(tmp_path, [{"canonical": "git", "glued": True}, {"canonical": "elt", "optional": True}])
    score = evaluate_skills(folder, _naming("git")).of("skills", "all")  # type: ignore[arg-type]
    assert (score.right, score.wrong, score.missed) == (0, 0, 0)


@pytest.mark.shared
def test_goals_on_the_labelled_rows(shared: Path, as_of: date) -> None:
    score = evaluate_skills(shared / "data" / "labelled", lambda raw: normalize(raw, as_of=as_of)).of("skills", "all")
    assert score.precision is not None
    assert score.recall is not None
    assert (score.precision >= 0.96, score.recall >= 0.92) == (True, True), score.misses
