"""Labelled descriptions in, how well the technologies are read out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from models.raw import RawPosting
from pipeline.evaluation.score import Miss, Normalize, Scores

FIELD = "skills"


def evaluate_skills(folder: Path, normalize: Normalize) -> Scores:
    """Return the scores of ``skills`` over ``folder/skills.jsonl``.

    Names are compared in lower case by their common English name. A row marked optional or glued counts neither way.
    Every technology is one value: right when named and labelled, wrong when named and not, missed when labelled
    and not.
    """
    scores = Scores()
    for line in (folder / "skills.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        posting = normalize(
            RawPosting(source="labelled", identifier=row["id"], title=row["title"], description=row["description"])
        )
        due, free = _labelled(row)
        got = {skill.slug for skill in posting.skills}
        right, wrong, missed = got & due, got - due - free, due - got
        scores.count(FIELD, row["lang"], right=len(right), wrong=len(wrong), missed=len(missed))
        for name in sorted(wrong):
            scores.count(FIELD, row["lang"], miss=Miss(row["id"], row["title"], expected="", got=name))
        for name in sorted(missed):
            scores.count(FIELD, row["lang"], miss=Miss(row["id"], row["title"], expected=name, got=""))
    return scores


def _labelled(row: dict[str, Any]) -> tuple[set[str], set[str]]:
    """Return the names that are due, and those that count neither way."""
    free = {skill["canonical"].lower() for skill in row["skills"] if skill.get("optional") or skill.get("glued")}
    return {skill["canonical"].lower() for skill in row["skills"]} - free, free
