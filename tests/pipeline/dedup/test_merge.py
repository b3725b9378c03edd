"""Which posting each field of a vacancy comes from."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.posting import BaseSalary, Issue, JobPosting, Organization, Place, Skill
from models.raw import PostingKey
from models.vocabulary import OrganizationKind, PlacePrecision, Role, Seniority, SkillKind, SourceKind
from pipeline.dedup.merge import FROM_TEXT, RULES, TEXT, merge, merged_record

LONG = "<p>We build the planning software of three hundred depots.</p>" * 5


def posting(source: str, **given_fields: object) -> JobPosting:
    key = PostingKey(source=source, identifier="1")
    return JobPosting(**{"key": key, "title": "Developer", "title_raw": "Developer", **given_fields})  # type: ignore[arg-type]


EMPLOYER, PUBLIC, AGGREGATOR, AGENCY = (
    SourceKind.EMPLOYER,
    SourceKind.PUBLIC_SERVICE,
    SourceKind.AGGREGATOR,
    SourceKind.AGENCY,
)
GHENT = Place(nis_code="44021", precision=PlacePrecision.MUNICIPALITY)
EAST_FLANDERS = Place(province="40000", precision=PlacePrecision.PROVINCE)
HIRER = Organization(name="Vrachtlijn", key="vrachtlijn", kind=OrganizationKind.EMPLOYER)
GO_BETWEEN = Organization(name="Snelwerk", key="snelwerk", kind=OrganizationKind.AGENCY)
JAVA = Skill(slug="java", name="Java", kind=SkillKind.LANGUAGE)
SAID, ESTIMATED = BaseSalary(min=Decimal(3000)), BaseSalary(min=Decimal(9000), estimated=True)

EXAMPLES = [
    ("url", [(AGENCY, "https://a.example"), (EMPLOYER, "https://e.example")], "https://e.example"),
    ("url", [(AGENCY, "https://a.example"), (EMPLOYER, None)], None),
    ("description", [(AGENCY, LONG + "<p>more</p>"), (EMPLOYER, LONG)], LONG),
    ("description", [(AGENCY, LONG), (EMPLOYER, "<p>Apply on our site.</p>")], LONG),
    ("description", [(AGGREGATOR, LONG[:250] + "…"), (AGENCY, LONG)], LONG),
    ("hiring_organization", [(AGGREGATOR, GO_BETWEEN), (AGENCY, HIRER)], HIRER),
    ("places", [(EMPLOYER, (EAST_FLANDERS,)), (AGENCY, (GHENT,))], (GHENT,)),
    ("base_salary", [(EMPLOYER, ESTIMATED), (AGENCY, SAID)], SAID),
    ("date_posted", [(EMPLOYER, date(2026, 3, 9)), (AGGREGATOR, date(2026, 3, 2))], date(2026, 3, 2)),
    ("valid_through", [(EMPLOYER, date(2026, 5, 1)), (PUBLIC, date(2026, 6, 1))], date(2026, 6, 1)),
    ("role", [(EMPLOYER, None), (AGENCY, Role.DATA_ENGINEER)], Role.DATA_ENGINEER),
    ("external_reference", [(AGENCY, "A-9"), (PUBLIC, "R-1")], "R-1"),
]


@pytest.mark.parametrize(("field", "said", "expected"), EXAMPLES)
def test_the_declared_rule_decides(field, said, expected) -> None:
    members = [(posting(f"s{n}", **{field: value}), kind) for n, (kind, value) in enumerate(said)]
    merged, provenance = merge(members)
    assert getattr(merged, field) == expected
    source = next((f"s{n}::1" for n, (_, value) in enumerate(said) if value == expected), None)
    assert provenance.get(field) == (source if expected else None)


def test_a_level_said_in_a_title_goes_before_one_derived_from_years() -> None:
    derived = posting("e", seniority=Seniority.MEDIOR)
    said = posting("a", title_raw="Senior developer", seniority=Seniority.SENIOR)
    assert merge([(derived, EMPLOYER), (said, AGENCY)])[0].seniority is Seniority.SENIOR


def test_title_and_text_are_of_one_posting() -> None:
    nl = posting("e", title="Ontwikkelaar", in_language="nl", description="<p>Kort.</p>")
    fr = posting("a", title="Développeur", in_language="fr", description=LONG, attribution="© A")
    merged, provenance = merge([(nl, EMPLOYER), (fr, AGENCY)])
    assert (merged.title, merged.in_language, merged.attribution) == ("Développeur", "fr", "© A")
    assert provenance["title"] == provenance["description"] == "a::1"
    assert provenance["key"] == "e::1"


def test_skills_come_with_the_text_that_is_shown() -> None:
    java = (Skill(slug="java", name="Java", kind=SkillKind.LANGUAGE),)
    shown = posting("a", description=LONG, skills=java)
    other = posting("e", skills=(*java, Skill(slug="sql", name="SQL", kind=SkillKind.LANGUAGE)))
    assert merge([(other, EMPLOYER), (shown, AGENCY)])[0].skills == java


def test_an_issue_goes_when_another_posting_could_be_read() -> None:
    unread = posting("e", issues=(Issue(field="places", text="Regio", reason="unknown_place"),))
    assert merge([(unread, EMPLOYER)])[0].issues
    assert not merge([(unread, EMPLOYER), (posting("a", places=(GHENT,)), AGENCY)])[0].issues


def test_every_field_has_a_rule() -> None:
    ruled = (
        {name for rule in RULES for name in rule.fields} | set(TEXT) | {name for names in FROM_TEXT for name in names}
    )
    assert ruled | {"issues"} == {field.name for field in fields(JobPosting)}


def test_no_posting_is_no_vacancy() -> None:
    with pytest.raises(ValueError, match="needs a posting"):
        merge([])


POSTINGS = st.lists(
    st.tuples(
        st.builds(
            posting,
            st.sampled_from("abcdef"),
            url=st.none() | st.just("https://x.example"),
            description=st.none() | st.sampled_from([LONG, "<p>short</p>"]),
            date_posted=st.none() | st.dates(date(2026, 1, 1), date(2026, 3, 1)),
            places=st.sampled_from([(), (GHENT,), (EAST_FLANDERS,)]),
            hiring_organization=st.sampled_from([None, HIRER, GO_BETWEEN]),
            skills=st.sampled_from([(), (JAVA,)]),
            issues=st.sampled_from([(), (Issue(field="places", text="Q", reason="unread"),)]),
        ),
        st.sampled_from(SourceKind),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda member: member[0].key,
)


@given(POSTINGS, st.randoms(use_true_random=False))
def test_the_order_of_postings_does_not_matter(members, random) -> None:
    shuffled = list(members)
    random.shuffle(shuffled)
    assert merge(shuffled) == merge(members)


@given(POSTINGS)
def test_every_value_stands_in_the_posting_that_is_named(members) -> None:
    merged, provenance = merge(members)
    named = {str(one.key): one for one, _ in members}
    for name, key in provenance.items():
        assert getattr(merged, name) == getattr(named[key], name)
    silent = {field.name for field in fields(JobPosting)} - set(provenance) - {"issues"}
    assert all(getattr(merged, name) in (None, ()) for name in silent)


@given(POSTINGS)
def test_the_merged_record_is_what_writing_the_merged_view_would_give(members) -> None:
    merged, provenance = merge(members)
    assert merged_record(merged, provenance, {str(one.key): one.to_json() for one, _ in members}) == merged.to_json()


def test_one_posting_is_its_own_vacancy() -> None:
    alone = replace(posting("e", url="https://e.example"), description=LONG)
    assert merge([(alone, EMPLOYER)])[0] == alone
