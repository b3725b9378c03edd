"""Labelled titles in, scores out: role, "not an IT job" and seniority, per language, every miss listed."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from models.posting import JobPosting
from models.raw import RawPosting
from pipeline.evaluation.score import Miss, Normalize, Scores

NOT_IT = "not-it"
NONE = "none"
# Families of ``title.csv`` whose jobs are IT, and the roles of its design family that are.
_IT_FAMILIES = frozenset(["data", "software_dev", "infra_ops", "analysis_arch", "it_support", "it_mgmt_product"])
_IT_DESIGN = frozenset(["ux_ui", "product_designer"])
_UNSURE = re.compile(r"\b(role and seniority|role|seniority) unsure")


def evaluate_titles(folder: Path, normalize: Normalize) -> Scores:
    """Score ``normalize`` on the titles of ``folder``, given with their employer and nothing else.

    ``developer_title.csv`` counts in ``role`` (accuracy, no role due for ``not-it``), ``not_it`` (precision and
    recall) and ``seniority`` (accuracy); ``title.csv``, titles of all trades, in ``not_it_all_trades`` and
    ``seniority_all_trades``. Rows marked ambiguous count apart, in the field that their note calls unsure, or in
    both where it names none. Raises `OSError` when a file is missing.
    """
    scores = Scores()
    for row in _rows(folder / "developer_title.csv"):
        posting = normalize(_raw(row))
        due = None if row["role"] == NOT_IT else row["role"]
        _count_value(scores, "role", row, due, posting.role, posting.role_evidence)
        _count_not_it(scores, "not_it", row, due is None, posting)
        _count_seniority(scores, "seniority", row, posting)
    for row in _rows(folder / "title.csv"):
        posting = normalize(_raw(row))
        _count_not_it(scores, "not_it_all_trades", row, not _is_it(row), posting)
        _count_seniority(scores, "seniority_all_trades", row, posting)
    return scores


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _raw(row: Mapping[str, str]) -> RawPosting:
    return RawPosting(
        source="labelled", identifier=row["id"], title=row["title"], hiring_organization=row["company"] or None
    )


def _is_it(row: Mapping[str, str]) -> bool:
    return row["family"] in _IT_FAMILIES or (row["family"] == "design_ux" and row["role"] in _IT_DESIGN)


def _unsure(row: Mapping[str, str], field: str) -> bool:
    if row["ambiguous"] != "1":
        return False
    named = _UNSURE.search(row["note"])
    return named is None or field in named[1]


def _count_seniority(scores: Scores, field: str, row: Mapping[str, str], posting: JobPosting) -> None:
    due = None if row["seniority"] == NONE else row["seniority"]
    _count_value(scores, field, row, due, posting.seniority, posting.seniority_evidence)


def _count_value(
    scores: Scores, field: str, row: Mapping[str, str], due: str | None, got: str | None, evidence: str | None
) -> None:
    """Count a field by accuracy: a wrong value, a missing one and a superfluous one are each one error."""
    ambiguous = _unsure(row, field.split("_")[0])
    if got == due:
        scores.count(field, row["lang"], right=1, ambiguous=ambiguous)
        return
    miss = _miss(row, due or NONE, got or NONE, evidence, ambiguous=ambiguous)
    scores.count(field, row["lang"], wrong=1, missed=1, miss=miss, ambiguous=ambiguous)


def _count_not_it(scores: Scores, field: str, row: Mapping[str, str], due: bool, posting: JobPosting) -> None:
    """Count "not an IT job" as the class that is looked for: IT titles rightly kept count nowhere."""
    ambiguous = _unsure(row, "role")
    given = posting.role is None
    miss = None
    if given != due:
        expected, got = ("not IT", "IT") if due else ("IT", "not IT")
        miss = _miss(row, expected, got, posting.role_evidence, ambiguous=ambiguous)
    scores.count(
        field,
        row["lang"],
        right=int(given and due),
        wrong=int(given and not due),
        missed=int(due and not given),
        miss=miss,
        ambiguous=ambiguous,
    )


def _miss(row: Mapping[str, str], expected: str, got: str, evidence: str | None, *, ambiguous: bool) -> Miss:
    shown = f"{got} ({evidence})" if evidence else got
    return Miss(row=row["id"], text=row["title"], expected=expected, got=shown, ambiguous=ambiguous)
