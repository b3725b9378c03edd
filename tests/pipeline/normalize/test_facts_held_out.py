"""Sentences of ads in our own words, each with every fact that it states, labelled before the rules had seen them.

``facts.csv``: an empty field is a fact that the sentence does not state, so each row is also a trap for the other
readers. ``bug`` were read wrongly once.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.normalize.employment import read_employment
from pipeline.normalize.experience import read_experience_years
from pipeline.normalize.languages import read_required_languages
from pipeline.normalize.text import Prose
from pipeline.normalize.work_mode import read_work_mode

FIELDS = ("work_mode", "office_days", "contract", "experience_years_min", "required_languages")
with Path(__file__).with_name("facts.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = [(row["text"], tuple(row[field] for field in FIELDS), row["origin"]) for row in csv.DictReader(_file)]


def _read(text: str) -> tuple[str, ...]:
    prose = Prose.of(text)
    work = read_work_mode(None, title="Functie", place_mode=None, prose=prose)
    contract = read_employment((), title="Functie", prose=prose).contract
    years = read_experience_years(prose).value
    languages = sorted(language.code for language in read_required_languages(prose) if language.required)
    return (
        work.mode.value if work.mode else "",
        str(work.office_days or ""),
        contract.value if contract else "",
        "" if years is None else str(years),
        " ".join(languages),
    )


@pytest.mark.parametrize(("text", "facts"), [row[:2] for row in ROWS])
def test_a_sentence_states_its_facts_and_no_others(text: str, facts: tuple[str, ...]) -> None:
    assert _read(text) == facts
