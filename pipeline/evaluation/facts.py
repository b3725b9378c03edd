"""Labelled descriptions in, how well work mode, office days, contract, years and languages are read out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from models.posting import JobPosting
from models.raw import RawPosting
from pipeline.evaluation.score import Miss, Normalize, Scores

_SINGLE: Mapping[str, Callable[[JobPosting], object]] = {
    "work_mode": lambda posting: posting.work_mode,
    "office_days": lambda posting: posting.office_days,
    "contract": lambda posting: posting.contract,
    "experience_years_min": lambda posting: posting.experience_years_min,
    "in_language": lambda posting: posting.in_language,
}


def evaluate_facts(folder: Path, normalize: Normalize) -> Scores:
    """Return the scores of the facts in ``folder/facts.jsonl``, one field each; fields marked uncertain are left out.

    A field with one value is right when a labelled value is given, wrong when another is given, missed when it is
    due and
    not given. Of required languages every code counts for itself; a language that is only welcome is not claimed.
    """
    scores = Scores()
    for line in (folder / "facts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        posting = normalize(_raw(row))
        for name, value_of in _SINGLE.items():
            if name not in row["uncertain"]:
                expected = row["lang"] if name == "in_language" else row[name]
                _count_single(scores, row, name, expected, value_of(posting))
        if "required_languages" not in row["uncertain"]:
            _count_languages(scores, row, posting)
    return scores


def _raw(row: dict[str, Any]) -> RawPosting:
    location = row.get("location")
    return RawPosting(
        source="labelled",
        identifier=row["id"],
        title=row["title"],
        description=row["description"],
        job_locations=(location,) if location else (),
    )


def _count_single(scores: Scores, row: dict[str, Any], name: str, expected: object, got: object) -> None:
    if expected is None and got is None:
        return
    agrees = expected == got
    scores.count(
        name,
        row["lang"],
        right=int(agrees),
        wrong=int(got is not None and not agrees),
        missed=int(expected is not None and not agrees),
        miss=None if agrees else Miss(row["id"], _evidence(row, name), expected=_shown(expected), got=_shown(got)),
    )


def _count_languages(scores: Scores, row: dict[str, Any], posting: JobPosting) -> None:
    name = "required_languages"
    due = set(row[name])
    got = {language.code for language in posting.required_languages if language.required}
    scores.count(name, row["lang"], right=len(due & got), wrong=len(got - due), missed=len(due - got))
    if due != got:
        miss = Miss(row["id"], _evidence(row, name), expected=" ".join(sorted(due)), got=" ".join(sorted(got)))
        scores.count(name, row["lang"], miss=miss)


def _evidence(row: dict[str, Any], name: str) -> str:
    return str(row.get("evidence", {}).get(name) or row["title"])


def _shown(value: object) -> str:
    return "" if value is None else str(value)
