from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from models.posting import BaseSalary, JobPosting, Place, Skill
from models.raw import PostingKey, RawPosting
from models.record import RecordError
from models.vacancy import Vacancy, mint_vacancy_id
from models.vocabulary import PlacePrecision, Role, SkillKind, UnitText

KEY = PostingKey(source="recruitee", board="acme", identifier="17")
POSTING = JobPosting(
    key=KEY,
    title="Backend developer",
    title_raw="Backend developer (m/v/x)",
    role=Role.BACKEND_DEVELOPER,
    places=(Place(nis_code="31005", country="BE", precision=PlacePrecision.MUNICIPALITY),),
    base_salary=BaseSalary(min=Decimal("3200.50"), unit=UnitText.MONTH),
    skills=(Skill(slug="c#", name="C#", kind=SkillKind.LANGUAGE),),
    date_posted=date(2026, 11, 20),
)


def test_a_record_comes_back_equal_from_json() -> None:
    vacancy = Vacancy(
        id=mint_vacancy_id(),
        posting=POSTING,
        members=(KEY,),
        provenance={"title": str(KEY)},
        first_seen=datetime(2026, 11, 20, tzinfo=UTC),
        last_confirmed=datetime(2026, 11, 23, tzinfo=UTC),
    )
    assert Vacancy.from_json(vacancy.to_json()) == vacancy


def test_a_posting_line_names_its_key_at_the_top_too() -> None:
    line = POSTING.to_json()
    assert (line["source"], line["board"], line["identifier"]) == ("recruitee", "acme", "17")


@pytest.mark.parametrize("missing", ["source", "identifier", "title"])
def test_a_raw_posting_without_a_required_field_is_refused_by_name(missing: str) -> None:
    data = {"source": "s", "identifier": "1", "title": "T"}
    del data[missing]
    with pytest.raises(RecordError, match=missing):
        RawPosting.from_json(data)
    with pytest.raises(RecordError, match=missing):
        RawPosting.from_json({**data, missing: "  "})


def test_a_numeric_identifier_is_read_as_text() -> None:
    assert RawPosting.from_json({"source": "s", "identifier": 17, "title": "T"}).identifier == "17"


def test_an_unknown_word_names_the_value_and_what_is_allowed() -> None:
    with pytest.raises(RecordError, match=r"'boss' is no Role; allowed: backend-developer"):
        JobPosting.from_json({**POSTING.to_json(), "role": "boss"})


def test_vacancy_ids_sort_by_the_time_they_were_minted_and_never_repeat() -> None:
    ids = [mint_vacancy_id() for _ in range(2000)]
    assert len(set(ids)) == len(ids)
    assert {len(identifier) for identifier in ids} == {30}
