"""Employers' names: one key for all spellings, who stands between, what is withheld, enterprise numbers."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.vocabulary import OrganizationKind
from pipeline.normalize.enterprise_number import read_enterprise_number
from pipeline.normalize.organization import organization_key, read_organization
from pipeline.normalize.organization_kind import placed_by
from pipeline.normalize.text import Prose
from pipeline.reference.organizations import employers, legal_forms, organization_kinds
from tests.pace import LONG, yardsticks

SAME_KEY = [
    "Torenwerk",
    "Torenwerk NV",
    "NV Torenwerk",
    "Torenwerk N.V.",
    "Torenwerk nv/sa",
    "Torenwerk NV-SA",
    "SA Torenwerk",
    "S.A. Torenwerk N.V.",
    "Torenwerk SRL",
    "Torenwerk BV",
    "Torenwerk BVBA - SPRL",
    "Torenwerk S.P.R.L.",
    "Torenwerk vzw",
    "ASBL Torenwerk",
    "Torenwerk CVBA",
    "Torenwerk Comm.V",
    "Torenwerk Comm. V.",
    "Torenwerk SComm",
    "Torenwerk GmbH",
    "Torenwerk GmbH & Co. KG",
    "Torenwerk AG",
    "Torenwerk Ltd.",
    "Torenwerk, Inc.",
    "Torenwerk LLC",
    "Torenwerk S.A.R.L.",
    "Torenwerk Belgium",
    "Torenwerk België",
    "TORENWERK BELGIQUE SA",
    "Torenwerk NV (Antwerpen)",
    "Torenwerk Group",
    "The Torenwerk Group",
    "Groupe Torenwerk",
    "www.torenwerk.be",
    '"Torenwerk"',
    "Torenwerk Belgium (Gent) NV",
    "Torenwerk naamloze vennootschap",
    "Torenwerk société anonyme",
    "Torenwerk NV van publiek recht",
    "Torenwerk SA de droit public",
    "  torenwerk  ",
    "Tórenwerk",
    "0140 Torenwerk NV",
]


@pytest.mark.parametrize("name", SAME_KEY)
def test_every_spelling_has_one_key(name: str) -> None:
    assert organization_key(name) == "torenwerk"


@pytest.mark.parametrize("form", legal_forms())
def test_every_legal_form_after_a_name_goes(form: str) -> None:
    assert organization_key(f"Torenwerk {form}") == "torenwerk"
    assert organization_key(f"Torenwerk {form}.") == "torenwerk"


OTHER_KEYS = [
    ("AG Insurance", "ag insurance"),
    ("AB InBev", "ab inbev"),
    ("CV Warehouse", "cv warehouse"),
    ("SE", "se"),
    ("1895 Brouwers", "1895 brouwers"),
    ("Co-Station", "co station"),
    ("KUEHNE+NAGEL", "kuehne & nagel"),
    ("Kuehne + Nagel NV", "kuehne & nagel"),
    ("Deloitte and Touche", "deloitte & touche"),
    ("Peeters & Zonen BV", "peeters & zonen"),
    ("Le Pain Quotidien", "pain quotidien"),
    ("3E nv", "3e"),
    ("iO", "io"),
]


@pytest.mark.parametrize(("name", "key"), OTHER_KEYS)
def test_a_name_is_not_eaten(name: str, key: str) -> None:
    assert organization_key(name) == key


EMPLOYER, AGENCY = OrganizationKind.EMPLOYER, OrganizationKind.AGENCY
CONSULTANCY, INTERMEDIARY = OrganizationKind.CONSULTANCY, OrganizationKind.INTERMEDIARY
KINDS = [
    ("Randstad Belgium NV", AGENCY),
    ("TEMPO-TEAM", AGENCY),
    ("Start People", AGENCY),
    ("Accent Jobs", AGENCY),
    ("Daoust", AGENCY),
    ("Unique Gent", AGENCY),
    ("Michael Page International (Belgium)", AGENCY),
    ("Robert Half", AGENCY),
    ("Hays", AGENCY),
    ("SD Worx Staffing Solutions", AGENCY),
    ("AGO Jobs&HR Antwerpen", AGENCY),
    ("asap.be", AGENCY),
    ("Noorderlicht Interim", AGENCY),
    ("Blauwe Maan Recruitment", AGENCY),
    ("Client of Manpower", AGENCY),
    ("Accent voor een job in OOSTENDE", AGENCY),
    ("Accenture", CONSULTANCY),
    ("Capgemini Belgium", CONSULTANCY),
    ("Sopra Steria", CONSULTANCY),
    ("Noordzee Consulting", CONSULTANCY),
    ("VDAB", INTERMEDIARY),
    ("Le Forem", INTERMEDIARY),
    ("jobat.be", INTERMEDIARY),
    ("StepStone", INTERMEDIARY),
    ("Stad Brugge", EMPLOYER),
    ("Universiteit Gent", EMPLOYER),
    ("Torenwerk via Editx", EMPLOYER),
    ("Colruyt Group", EMPLOYER),
    ("AZ Duinenhof", EMPLOYER),
    ("UZ Polderstad", EMPLOYER),
    ("Politiezone Leievallei", EMPLOYER),
    ("Administration communale de Valbois", EMPLOYER),
    ("SPF Finances", EMPLOYER),
    ("Scheldehogeschool", EMPLOYER),
    ("Zorgbedrijf Kempenrand", EMPLOYER),
    ("Hôtel du Beffroi", EMPLOYER),
    ("Noordster voor een job in MENEN", AGENCY),
    ("Swift Agency", OrganizationKind.UNKNOWN),
    ("Azimut Logistics", OrganizationKind.UNKNOWN),
    ("DHL Supply Chain Zellik", EMPLOYER),
    ("Auberge du Phare", EMPLOYER),
    ("Apple Tree Events", OrganizationKind.UNKNOWN),
    ("Torenwerk (via Randstad)", EMPLOYER),
    ("Torenwerk NV", OrganizationKind.UNKNOWN),
    ("Research Institute Noord", OrganizationKind.UNKNOWN),
]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_kind(name: str, kind: OrganizationKind) -> None:
    value = read_organization(name).value
    assert value is not None
    assert value.kind is kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Torenwerk (via Editx)", "Torenwerk"),
        ("Torenwerk via VDAB", "Torenwerk"),
        ("Start People voor Torenwerk", "Torenwerk"),
        ("Manpower (for client in elektro)", "Manpower"),
        ("Peeters &amp; Zonen BV", "Peeters & Zonen BV"),
        ("«Torenwerk»", "Torenwerk"),
    ],
)
def test_the_name_shown_is_the_employers(text: str, name: str) -> None:
    value = read_organization(text).value
    assert value is not None
    assert value.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Confidential",
        "confidentieel",
        "Onze klant",
        "notre client",
        "Anonyme",
        "Unknown",
        "n/a",
        "Confidential Client",
        "Bedrijf",
        "Een van onze klanten",
        "-",
        "NV",
        "Unknown (partner company)",
        "our client in Ghent",
    ],
)
def test_a_withheld_employer_is_none_without_issue(text: str) -> None:
    reading = read_organization(text)
    assert (reading.value, reading.issues) == (None, ())


@pytest.mark.parametrize("text", [None, "", "  "])
def test_no_name(text: str | None) -> None:
    assert read_organization(text).value is None


NUMBERS = [
    ("0404616494", "0404616494"),
    ("BE 0404.616.494", "0404616494"),
    ("BTW BE0404616494", "0404616494"),
    ("404.616.494", "0404616494"),
    ("0404.616.495", None),
    ("2404616494", None),
    ("12345", None),
    ("٠٤٠٤٦١٦٤٩٤", None),
    ("x" * 1000, None),
]


@pytest.mark.parametrize(("text", "digits"), NUMBERS)
def test_enterprise_numbers_are_checked(text: str, digits: str | None) -> None:
    assert read_enterprise_number(text) == digits
    reading = read_organization("Torenwerk", enterprise_number=text)
    assert reading.value is not None
    assert reading.value.enterprise_number == digits
    assert [issue.reason for issue in reading.issues] == ([] if digits else ["not_an_enterprise_number"])


@given(st.integers(min_value=1_000_000, max_value=19_999_999))
def test_one_wrong_digit_is_always_seen(body: int) -> None:
    check = 97 - body % 97
    assert read_enterprise_number(f"{body:08}{check:02}") == f"{body:08}{check:02}"
    assert read_enterprise_number(f"{body:08}{(check + 1) % 100:02}") is None


NAMES = st.lists(
    st.sampled_from(
        [
            "NV",
            "SA",
            "n.v.",
            "Acme",
            "België",
            "&",
            "Group",
            "(Gent)",
            "via",
            "/",
            "-",
            "de",
            "BV.",
            "Co",
            "KG",
            "'",
            "www.x.be",
            "&amp;",
        ]
    )
    | st.text(max_size=5),
    max_size=8,
).map(" ".join)


@given(NAMES)
@settings(max_examples=200, deadline=None)
def test_a_key_of_a_key_is_the_key(name: str) -> None:
    key = organization_key(name)
    assert organization_key(key) == key
    read_organization(name, enterprise_number=name)


def test_the_list_of_known_organizations_stands_in_key_form() -> None:
    assert len(organization_kinds()) >= 400
    assert [name for name in organization_kinds() if organization_key(name) != name] == []
    assert [name for name in employers() if organization_key(name) != name] == []
    assert employers().isdisjoint(organization_kinds())


@pytest.mark.parametrize("unit", ["NV ", "N.V.", "nv/", "(", "via ", "a", " ", "&amp;", "Co "])
def test_hostile_names_are_quick(unit: str) -> None:
    assert yardsticks(read_organization, unit * 5_000) < LONG / 2


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("Torenwerk NV", "My client is a scale-up in Ghent.", AGENCY),
        ("Torenwerk NV", "Voor onze opdrachtgever zoeken wij een tester.", AGENCY),
        ("Torenwerk NV", "You help our clients with their data.", OrganizationKind.UNKNOWN),
        ("Barco", "Our client is a hospital that shows our screens.", EMPLOYER),
    ],
)
def test_who_hires_for_a_client_is_an_agency(name: str, text: str, kind: OrganizationKind) -> None:
    placed = placed_by(read_organization(name).value, Prose.of(text))
    assert placed is not None
    assert placed.kind is kind


# Labelled before the rules had seen them: ``held out`` were right at first sight, ``bug`` were read wrongly once.
with Path(__file__).with_name("placements.csv").open(encoding="utf-8", newline="") as _file:
    PLACEMENTS = [(row["name"], row["text"], OrganizationKind(row["kind"])) for row in csv.DictReader(_file)]


@pytest.mark.parametrize(("name", "text", "kind"), PLACEMENTS)
def test_an_ad_tells_who_places_people(name: str, text: str, kind: OrganizationKind) -> None:
    placed = placed_by(read_organization(name).value, Prose.of(text))
    assert placed is not None
    assert placed.kind is kind
