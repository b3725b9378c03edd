"""How well titles are read: the counting itself, and the figures on the labelled rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.posting import JobPosting
from models.raw import RawPosting
from models.vocabulary import Role, Seniority
from pipeline.evaluation.titles import evaluate_titles
from pipeline.normalize.role import read_role
from pipeline.normalize.seniority import read_seniority
from pipeline.normalize.text import Prose

DEVELOPER_TITLES = """id,title,company,lang,source,url,role,seniority,ambiguous,note
a1,Java-ontwikkelaar,Acme,nl,test,,backend-developer,none,0,
a2,Junior boekhouder,,nl,test,,not-it,junior,0,
a3,Lead platform,,en,test,,devops-engineer,lead,1,role unsure: platform
a4,Senior tester,,en,test,,qa-engineer,medior,1,seniority unsure: two levels
a5,Kok,,nl,test,,not-it,none,0,
"""
ALL_TRADES = """id,title,company,lang,source,family,role,seniority,ambiguous,note,url
b1,Data-analist,,nl,test,data,data_analyst,none,0,,
b2,Grafisch vormgever,,nl,test,design_ux,graphic_designer,none,0,,
b3,UX designer,,en,test,design_ux,ux_ui,none,0,,
"""
READ: dict[str, tuple[Role | None, Seniority | None]] = {
    "Java-ontwikkelaar": (Role.BACKEND_DEVELOPER, None),
    "Junior boekhouder": (Role.DATA_ANALYST, Seniority.JUNIOR),
    "Lead platform": (Role.SOFTWARE_DEVELOPER, Seniority.LEAD),
    "Senior tester": (Role.QA_ENGINEER, Seniority.SENIOR),
    "Data-analist": (None, None),
}


def canned(raw: RawPosting) -> JobPosting:
    role, seniority = READ.get(raw.title, (None, None))
    return JobPosting(key=raw.key, title=raw.title, title_raw=raw.title, role=role, seniority=seniority)


def by_the_readers(raw: RawPosting) -> JobPosting:
    role = read_role(raw.title, Prose.of(""))
    seniority = read_seniority(raw.title, experience_years_min=None)
    return JobPosting(
        key=raw.key,
        title=raw.title,
        title_raw=raw.title,
        role=role.value,
        role_evidence=role.evidence,
        seniority=seniority.value,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "developer_title.csv").write_text(DEVELOPER_TITLES, encoding="utf-8")
    (tmp_path / "title.csv").write_text(ALL_TRADES, encoding="utf-8")
    return tmp_path


def counts(folder: Path, field: str, *, ambiguous: bool = False, language: str = "all") -> tuple[int, int, int]:
    score = evaluate_titles(folder, canned).of(field, language, ambiguous=ambiguous)
    return score.right, score.wrong, score.missed


def test_a_role_that_is_rightly_absent_counts_as_right(folder: Path) -> None:
    assert counts(folder, "role") == (3, 1, 1)


def test_not_it_is_counted_as_a_class(folder: Path) -> None:
    assert counts(folder, "not_it") == (1, 0, 1)


def test_a_row_unsure_of_its_role_counts_for_its_seniority(folder: Path) -> None:
    assert counts(folder, "role", ambiguous=True) == (0, 1, 1)
    assert counts(folder, "seniority") == (4, 0, 0)


def test_a_row_unsure_of_its_seniority_counts_for_its_role(folder: Path) -> None:
    assert counts(folder, "seniority", ambiguous=True) == (0, 1, 1)
    assert counts(folder, "role", language="en") == (1, 0, 0)


def test_titles_of_all_trades_are_it_by_family_and_design_by_role(folder: Path) -> None:
    assert counts(folder, "not_it_all_trades") == (1, 2, 0)


def test_every_miss_is_listed_with_what_was_due(folder: Path) -> None:
    (miss,) = evaluate_titles(folder, canned).of("role", "all").misses
    assert (miss.row, miss.expected, miss.got) == ("a2", "none", "data-analyst")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        evaluate_titles(tmp_path, canned)


@pytest.mark.shared
def test_the_labelled_rows_reach_the_goals(shared: Path) -> None:
    scores = evaluate_titles(shared / "data" / "labelled", by_the_readers)
    role, not_it = scores.of("role", "all"), scores.of("not_it", "all")
    trades, seniority = scores.of("not_it_all_trades", "all"), scores.of("seniority", "all")
    assert (role.precision or 0) >= 0.95, role.misses
    assert (seniority.precision or 0) >= 0.97, seniority.misses
    for score in (not_it, trades):
        assert min(score.precision or 0, score.recall or 0) >= 0.95, score.misses
