"""JobPosting markup: where it stands, what it says, and that the checker sees what is wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from board.structured_data import check_job_posting, job_posting, job_posting_script
from models.vocabulary import EmploymentType, Rights, UnitText, VacancyStatus, WorkMode
from pipeline.search.records import Hit, SearchQuery
from tests.pipeline.search.world import place, posting, salary, vacancy

FULL: dict[str, Any] = {
    "title": "Senior Java developer",
    "date_posted": date(2026, 11, 20),
    "base_salary": salary(4300, 5200),
    "employment_types": (EmploymentType.FULL_TIME,),
    "description": "<p>You build <b>payments</b>.</p><ul><li>Java &amp; Kafka</li></ul>",
    "external_reference": "R-17",
}
PAGE = """Senior Java developer Reie Software 8000 Brugge € 4.300 – € 5.200 20 november 2026
You build payments . Java & Kafka R-17"""


def _hit(rights: Rights = Rights.FULL, status: VacancyStatus = VacancyStatus.ACTIVE, **facts: Any) -> Hit:
    return Hit(vacancy=vacancy(1, posting(1, **FULL | facts), status=status), rights=rights)


def test_what_it_says() -> None:
    found = job_posting(_hit())
    assert found is not None
    assert found["hiringOrganization"] == {"@type": "Organization", "name": "Reie Software"}
    assert found["datePosted"] == "2026-11-20"
    assert found["jobLocation"]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Brugge",
        "postalCode": "8000",
        "addressRegion": "West-Vlaanderen",
        "addressCountry": "BE",
    }
    assert found["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {"@type": "QuantitativeValue", "unitText": "MONTH", "minValue": 4300, "maxValue": 5200},
    }
    assert found["identifier"]["value"] == "R-17"
    assert {"directApply", "validThrough", "jobLocationType"}.isdisjoint(found)
    assert check_job_posting(found, PAGE) == []


@pytest.mark.parametrize(
    "hit",
    [
        _hit(Rights.EXCERPT),
        _hit(Rights.FACTS),
        _hit(status=VacancyStatus.CLOSED),
        _hit(description=None),
        _hit(date_posted=None),
        _hit(hiring_organization=None),
        _hit(places=()),
    ],
)
def test_where_it_does_not_stand(hit: Hit) -> None:
    assert job_posting(hit) is None
    assert job_posting_script(hit) == ""


def test_an_estimate_is_never_pay() -> None:
    for pay in (
        salary(4300, 5200, estimated=True),
        replace(salary(1, 2), unit=None),
        replace(salary(1, 2), currency=None),
    ):
        found = job_posting(_hit(base_salary=pay))
        assert found is not None
        assert "baseSalary" not in found


def test_remote_work_says_from_where() -> None:
    remote = job_posting(_hit(work_mode=WorkMode.REMOTE))
    assert remote is not None
    assert remote["jobLocationType"] == "TELECOMMUTE"
    assert remote["applicantLocationRequirements"] == {"@type": "Country", "name": "BE"}
    hybrid = job_posting(_hit(work_mode=WorkMode.HYBRID, places=(place("31005"), place("44021"))))
    assert hybrid is not None
    assert "jobLocationType" not in hybrid
    assert len(hybrid["jobLocation"]) == 2


def test_a_text_cannot_leave_its_script() -> None:
    script = job_posting_script(_hit(description="<p>x</script><script>alert(1)</script>\u2028</p>"))
    assert "</script" not in script
    assert json.loads(script)["description"].startswith("<p>x</script>")


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no date": ({"datePosted": ""}, "datePosted is missing"),
    "a date that is none": ({"datePosted": "20-11-2026"}, "is no day"),
    "an invented field": ({"directApply": True}, "does not belong"),
    "pay that the page does not show": (
        {"baseSalary": {"currency": "EUR", "value": {"value": 9999, "unitText": "MONTH"}}},
        "'9999' is not on the page",
    ),
    "pay without a period": ({"baseSalary": {"currency": "EUR", "value": {"value": 4300}}}, "is per None"),
    "a title in place of a text": ({"description": "Senior Java developer"}, "only repeats the title"),
    "another employer": ({"hiringOrganization": {"name": "Somebody else"}}, "'Somebody else' is not on the page"),
    "remote from nowhere": ({"jobLocationType": "TELECOMMUTE"}, "needs applicantLocationRequirements"),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_checker_sees(name: str) -> None:
    change, complaint = WRONG[name]
    found = job_posting(_hit())
    assert found is not None
    assert any(complaint in line for line in check_job_posting({**found, **change}, PAGE))


def test_day_rates_keep_their_unit() -> None:
    found = job_posting(_hit(base_salary=salary(500, 500, UnitText.DAY)))
    assert found is not None
    assert found["baseSalary"]["value"] == {"@type": "QuantitativeValue", "unitText": "DAY", "value": 500}


def test_every_vacancy_of_the_market_passes_or_has_no_markup(shared_catalogue: Any) -> None:
    hits = shared_catalogue.search(SearchQuery(limit=200)).hits
    marked = 0
    for hit in hits:
        found = job_posting(hit)
        if found is None:
            continue
        marked += 1
        assert hit.rights is Rights.FULL
        view = hit.vacancy.posting
        page = " ".join(
            [view.title, view.description or "", view.hiring_organization.name, str(view.date_posted),
             str(view.valid_through), *(f"{p.postal_code} {p.municipality}" for p in view.places),
             *(str(x) for x in ([view.base_salary.to_json()["min"], view.base_salary.to_json()["max"]]
                                if view.base_salary else []))]
        )  # fmt: skip
        assert check_job_posting(found, page) == []
    assert marked > 20
