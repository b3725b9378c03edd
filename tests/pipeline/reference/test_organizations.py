"""The tables of organizations: complete, folded, without contradictions."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from models.vocabulary import OrganizationKind
from pipeline.normalize.text import fold
from pipeline.reference.organizations import (
    first_names,
    is_known_organization,
    known_kind,
    legal_forms,
    organization_kinds,
)


@pytest.mark.parametrize(
    "form",
    """NV SA BV SRL BVBA SPRL VZW ASBL CV SC CVBA SCRL VOF SNC CommV SComm IVZW AISBL GmbH AG Ltd Inc LLC SARL SAS
    SE""".split(),
)
def test_the_forms_of_belgium_and_its_neighbours_are_there(form: str) -> None:
    assert form in legal_forms()


def test_forms_before_a_name_are_never_words_of_names() -> None:
    before = legal_forms(before_name=True)
    assert set(before) < set(legal_forms())
    assert not {"AG", "AB", "CV", "Co", "SE", "Gen"} & set(before)


def test_names_are_folded_and_of_a_kind_that_stands_between() -> None:
    for name, kind in organization_kinds().items():
        assert fold(name) == name
        assert kind in {OrganizationKind.AGENCY, OrganizationKind.CONSULTANCY, OrganizationKind.INTERMEDIARY}


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("randstad", OrganizationKind.AGENCY),
        ("randstad roeselare office", OrganizationKind.AGENCY),
        ("kelly peeters", None),
        ("torenwerk", None),
        ("", None),
    ],
)
def test_known_kind(key: str, kind: OrganizationKind | None) -> None:
    assert known_kind(key) is kind
    assert is_known_organization(key) is (kind is not None)


def test_first_names_are_folded_and_leave_words_out() -> None:
    names = first_names()
    assert len(names) > 1000
    assert all(fold(name) == name and name.isalpha() for name in names)
    assert {"jan", "marie", "sofie", "mohamed"} <= names
    assert not {"job", "may", "rose", "an"} & names


@pytest.mark.shared
def test_legal_forms_agree_with_the_hand_list(shared: Path) -> None:
    with (shared / "data/reference/ref_be_legal_forms/legal_forms.csv").open(encoding="utf-8") as file:
        listed = {row["abbr"].replace(".", "").replace(" ", "") for row in csv.DictReader(file)}
    ours = {form.replace(" ", "") for form in legal_forms()}
    # Public bodies and words are no legal form of a firm's name.
    missing = {form for form in listed if form.isalnum() and form not in ours} - {"Maatschap", "OCMW"}
    assert missing == set()
