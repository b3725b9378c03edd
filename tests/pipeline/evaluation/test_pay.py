"""The scoring of pay, shown on rows of our own with a reader that is right, wrong, silent or invents."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from models.posting import BaseSalary, JobPosting
from models.raw import RawPosting
from models.vocabulary import UnitText
from pipeline.evaluation.pay import evaluate_pay
from pipeline.evaluation.score import Score

HEADER = (
    "id,text,lang,source_set,provenance,has_salary,min,max,currency,period,period_stated,gross_net,kind,ambiguous,note"
)
ROWS = [
    "a,3000 per maand,nl,x,sentence,1,3000,3000,EUR,month,1,,salary,0,",
    "b,vanaf 3000,nl,x,sentence,1,3000,,EUR,month,0,,salary,0,",
    "c,cheques,fr,x,sentence,0,,,,,,,none,0,",
    "d,€ 40 per uur,nl,x,site_field,1,40,40,EUR,hour,1,,salary,0,",
    "e,loan,en,x,sentence,0,,,,,,,none,1,",
]


def evaluated(folder: Path, answers: dict[str, BaseSalary | None]) -> dict[tuple[str, bool], Score]:
    (folder / "salary.csv").write_text("\n".join([HEADER, *ROWS]) + "\n", encoding="utf-8")

    def normalize(raw: RawPosting) -> JobPosting:
        assert (raw.base_salary is None) != (raw.description is None)
        assert (raw.base_salary is not None) == (raw.identifier == "d")
        return JobPosting(key=raw.key, title=raw.title, title_raw=raw.title, base_salary=answers.get(raw.identifier))

    return {(score.language, score.ambiguous): score for score in evaluate_pay(folder, normalize).all()}


def salary(minimum: int | None, maximum: int | None, unit: UnitText | None) -> BaseSalary:
    low, high = (None if figure is None else Decimal(figure) for figure in (minimum, maximum))
    return BaseSalary(min=low, max=high, unit=unit)


def test_all_right(tmp_path: Path) -> None:
    answers = {
        "a": salary(3000, 3000, UnitText.MONTH),
        "b": salary(3000, None, None),
        "d": salary(40, 40, UnitText.HOUR),
    }
    score = evaluated(tmp_path, answers)["all", False]
    assert (score.right, score.wrong, score.missed) == (3, 0, 0)
    assert score.misses == []


def test_a_stated_period_must_be_read(tmp_path: Path) -> None:
    score = evaluated(tmp_path, {"a": salary(3000, 3000, None)})["nl", False]
    assert (score.right, score.wrong, score.missed) == (0, 1, 3)


def test_another_bound_is_wrong_and_missed(tmp_path: Path) -> None:
    score = evaluated(tmp_path, {"b": salary(3000, 3000, None)})["nl", False]
    assert (score.right, score.wrong, score.missed) == (0, 1, 3)
    assert {miss.row for miss in score.misses} == {"a", "b", "d"}


def test_pay_found_where_there_is_none_is_wrong(tmp_path: Path) -> None:
    scores = evaluated(tmp_path, {"c": salary(8, 8, None), "e": salary(8, 8, None)})
    assert (scores["fr", False].wrong, scores["fr", False].missed) == (1, 0)
    assert scores["en", True].wrong == 1
    assert scores["all", False].wrong == 1


def test_an_absent_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        evaluate_pay(tmp_path, lambda raw: JobPosting(key=raw.key, title="-", title_raw="-"))
