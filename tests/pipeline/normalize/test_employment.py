"""How the work is offered: the vocabularies of fields, titles, and what a description offers or only mentions."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.vocabulary import Contract, EmploymentType
from pipeline.normalize.employment import EmploymentReading, read_employment
from pipeline.normalize.text import Prose
from tests.pace import LONG, yardsticks

FULL, PART, CONTRACTOR = EmploymentType.FULL_TIME, EmploymentType.PART_TIME, EmploymentType.CONTRACTOR
TEMP, INTERN, OTHER = EmploymentType.TEMPORARY, EmploymentType.INTERN, EmploymentType.OTHER
EMPLOYEE, FREELANCE, TEMPORARY = Contract.EMPLOYEE, Contract.FREELANCE, Contract.TEMPORARY
INTERNSHIP, STUDENT = Contract.INTERNSHIP, Contract.STUDENT


def read(*texts: str, title: str = "", description: str = "") -> EmploymentReading:
    return read_employment(texts, title=title, prose=Prose.of(description))


FIELDS = [
    ("FULL_TIME", (FULL,), None),
    ("fulltime_permanent", (FULL,), EMPLOYEE),
    ("Full time", (FULL,), None),
    ("Full-time", (FULL,), None),
    ("Voltijds", (FULL,), None),
    ("Temps plein", (FULL,), None),
    ("Vollzeit", (FULL,), None),
    ("PART_TIME", (PART,), None),
    ("Deeltijds", (PART,), None),
    ("Temps partiel", (PART,), None),
    ("4/5e", (PART,), None),
    ("CDI", (), EMPLOYEE),
    ("Contractuel", (), EMPLOYEE),
    ("CDD", (TEMP,), TEMPORARY),
    ("interim", (TEMP,), TEMPORARY),
    ("Intérimaire", (TEMP,), TEMPORARY),
    ("Intérimaire avec option sur durée indéterminée", (TEMP,), TEMPORARY),
    ("Interim met optie vast werk", (TEMP,), TEMPORARY),
    ("Tijdelijke job met optie vast", (TEMP,), TEMPORARY),
    ("Uitzicht op vast", (TEMP,), TEMPORARY),
    ("Freelance", (CONTRACTOR,), FREELANCE),
    ("Zelfstandige activiteit", (CONTRACTOR,), FREELANCE),
    ("Contractor", (CONTRACTOR,), FREELANCE),
    ("CONTRACTOR", (CONTRACTOR,), FREELANCE),
    ("Contrat avec indépendant", (CONTRACTOR,), FREELANCE),
    ("INTERN", (INTERN,), INTERNSHIP),
    ("internship", (INTERN,), INTERNSHIP),
    ("Stage", (INTERN,), INTERNSHIP),
    ("alternance", (INTERN,), INTERNSHIP),
    ("studentenjob", (), STUDENT),
    ("Etudiant", (), STUDENT),
    ("jobiste", (), STUDENT),
    ("Flexi-Jobs", (), STUDENT),
    ("werkervaringsproject", (TEMP,), TEMPORARY),
    ("Bepaalde duur", (TEMP,), TEMPORARY),
    ("Onbepaalde duur", (), EMPLOYEE),
    ("Durée indéterminée", (), EMPLOYEE),
    ("Durée déterminée", (TEMP,), TEMPORARY),
    ("Vaste jobs", (), EMPLOYEE),
    ("PERMANENT", (), EMPLOYEE),
    ("Festanstellung", (), EMPLOYEE),
    ("Befristet", (TEMP,), TEMPORARY),
    ("TEMPORARY", (TEMP,), TEMPORARY),
    ("Remplacement", (TEMP,), TEMPORARY),
    ("VOLUNTEER", (EmploymentType.VOLUNTEER,), None),
    ("PER_DIEM", (EmploymentType.PER_DIEM,), None),
    ("OTHER", (OTHER,), None),
    ("parttime, fulltime", (FULL, PART), None),
    ("Salarié statutaire", (), EMPLOYEE),
]


@pytest.mark.parametrize(("text", "types", "contract"), FIELDS)
def test_field(text: str, types: tuple[EmploymentType, ...], contract: Contract | None) -> None:
    reading = read(text)
    assert (reading.types, reading.contract, reading.issues) == (types, contract, ())


def test_several_texts_of_the_field_add_up() -> None:
    assert read("Full time", "CDI") == EmploymentReading(types=(FULL,), contract=EMPLOYEE)


def test_a_field_that_names_several_contracts_leaves_it_open() -> None:
    reading = read("Freelance", "CDI", title="Freelance developer")
    assert reading.contract is None
    assert [issue.reason for issue in reading.issues] == ["several_contracts: employee, freelance"]


def test_an_unknown_word_is_an_issue_and_the_text_still_counts() -> None:
    reading = read("Dinsdag", description="Een contract van onbepaalde duur")
    assert [(issue.field, issue.reason) for issue in reading.issues] == [
        ("employment_types", "unknown_employment_type")
    ]
    assert reading.contract is EMPLOYEE


TITLES = [
    ("Freelance Java developer", FREELANCE),
    ("Développeur indépendant", FREELANCE),
    ("Stage webontwikkeling", INTERNSHIP),
    ("Data Science Intern", INTERNSHIP),
    ("Développeur en alternance", INTERNSHIP),
    ("Jobstudent IT helpdesk", STUDENT),
    ("Working student software", STUDENT),
    ("Développeur (CDI)", EMPLOYEE),
    ("Développeur CDD", TEMPORARY),
    ("Tijdelijke systeembeheerder", TEMPORARY),
    ("Internal auditor", None),
    ("International developer", None),
    ("Stage manager theater", None),
    ("Java developer", None),
    ("Student success coach", None),
    ("PhD student on explainable models", None),  # a doctoral candidate is employed
    ("Interne verkoop", None),
]


@pytest.mark.parametrize(("title", "contract"), TITLES)
def test_title(title: str, contract: Contract | None) -> None:
    assert read(title=title).contract is contract


TEXTS = [
    ("Wij bieden een contract van onbepaalde duur.", EMPLOYEE),
    ("Een vast contract bij een stabiele werkgever", EMPLOYEE),
    ("Poste en CDI à pourvoir", EMPLOYEE),
    ("Un contrat à durée indéterminée", EMPLOYEE),
    ("A permanent contract and a company car", EMPLOYEE),
    ("Ein unbefristeter Vertrag", EMPLOYEE),
    ("Een contract voor bepaalde tijd met uitzicht op onbepaalde tijd", TEMPORARY),
    ("Je start met een tijdelijk contract", TEMPORARY),
    ("A fixed-term contract of one year", TEMPORARY),
    ("An initial contract for 12 months with the prospect of a permanent contract", TEMPORARY),
    ("Contrat à durée déterminée", TEMPORARY),
    ("Position: employee (definite period of employment)", TEMPORARY),
    ("An indefinite period, no less", EMPLOYEE),
    ("A temporary backfill of a teammate on leave", TEMPORARY),
    ("Contract: tijdelijk, met uitzicht op vast", TEMPORARY),
    ("Soort dienstverband: Freelance / zzp", FREELANCE),
    ("Type de contrat : CDI", EMPLOYEE),
    ("Employment type: Permanent, full-time", EMPLOYEE),
    ("This freelance assignment starts in May", FREELANCE),
    ("Je werkt op zelfstandige basis", FREELANCE),
    ("This internship lasts six months. You get an internship allowance.", INTERNSHIP),
    ("Het is een studentenjob voor de zomer", STUDENT),
    # what is only mentioned decides nothing
    ("Ons team bestaat uit bedienden en freelancers", None),
    ("Freelance of in loondienst, jij kiest", None),
    ("Geen freelancers of zzp'ers aub", None),
    ("You coach interns during their internship", None),
    ("Wij zoeken mensen voor interim, CDD, CDI en freelance", None),
    ("Je werkt voltijds met 32 vakantiedagen", None),
    ("Kennis van KYC en CDD, AML is een plus", None),
    ("Relevante stage of werkervaring", None),
]


@pytest.mark.parametrize(("text", "contract"), TEXTS)
def test_description(text: str, contract: Contract | None) -> None:
    assert read(description=text).contract is contract


def test_the_field_goes_before_the_title_and_the_title_before_the_text() -> None:
    assert read("CDI", title="Freelance developer").contract is EMPLOYEE
    assert read("Full time", title="Freelance developer", description="een vast contract").contract is FREELANCE


@given(st.lists(st.text(max_size=12), max_size=3), st.text(max_size=60), st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_never_raises(texts: list[str], title: str, description: str) -> None:
    assert read(*texts, title=title, description=description) == read(*texts, title=title, description=description)


@pytest.mark.parametrize(
    "unit",
    [
        "vast contract ",
        "stage ",
        "freelance ",
        "contract: ",
        "cdi cdd ",
        "en en onbepaalde duur ",
        "of of of freelance opdracht ",
    ],
)
def test_hostile_text_is_quick(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    assert yardsticks(lambda ad: read(unit * 10, title=unit * 100, description=ad), text) < LONG


@pytest.mark.parametrize(
    ("title", "text", "types"),
    [
        ("Tester (80%)", "", (EmploymentType.PART_TIME,)),
        ("Tester", "Soort dienstverband: Fulltime, Parttime", (FULL, EmploymentType.PART_TIME)),
        ("Tester", "This is a full-time position in Ghent.", (FULL,)),
        ("Tester", "30 vakantiedagen op basis van een voltijds contract", ()),
        ("Tester", "25 days on a full-time basis", ()),
        ("Stage tester", "Werk mee aan echte projecten.", (EmploymentType.INTERN,)),
    ],
)
def test_without_a_field_the_ads_own_words_give_the_type(
    title: str, text: str, types: tuple[EmploymentType, ...]
) -> None:
    assert read_employment((), title=title, prose=Prose.of(text)).types == types


# Labelled before the rules had seen them: ``held out`` were right at first sight, ``bug`` were read wrongly once.
with Path(__file__).with_name("hours.csv").open(encoding="utf-8", newline="") as _file:
    HOURS = [(row["text"], set(map(EmploymentType, row["types"].split()))) for row in csv.DictReader(_file)]


@pytest.mark.parametrize(("text", "types"), HOURS)
def test_a_sentence_states_its_hours(text: str, types: set[EmploymentType]) -> None:
    read_types = read_employment((), title="Functie", prose=Prose.of(text)).types
    assert {kind for kind in read_types if kind in {FULL, PART}} == types
