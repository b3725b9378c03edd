"""schema.org JobPostings in the shapes that sites really send."""

from __future__ import annotations

import json
import time

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawlers.structured_data import fields_in, postings_in

URL = "https://werken.voorbeeld.be/vacatures/1"


def read(*blocks: str, body: str = "") -> list[dict]:
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    tree = lxml.html.document_fromstring(f"<html><head>{scripts}</head><body>{body}</body></html>")
    return fields_in(tree, URL)


def posting(**members) -> str:
    return json.dumps({"@context": "https://schema.org", "@type": "JobPosting", "title": "Loods", **members})


EXAMPLES = [
    ("one", posting(), ["Loods"]),
    ("a list", f"[{posting()}, {posting(title='Stuurman')}]", ["Loods", "Stuurman"]),
    ("in a graph", json.dumps({"@graph": [{"@type": "Organization"}, json.loads(posting())]}), ["Loods"]),
    (
        "in a graph in a page",
        json.dumps({"@type": "WebPage", "mainEntity": {"@graph": [json.loads(posting())]}}),
        ["Loods"],
    ),
    ("a list of types", posting(**{"@type": ["JobPosting", "Thing"]}), ["Loods"]),
    ("a type by address", posting(**{"@type": "https://schema.org/JobPosting"}), ["Loods"]),
    ("another thing", json.dumps({"@type": "Event", "title": "Regatta"}), []),
]

BUGS_CAUGHT = [
    ("comment around it", f"<!-- {posting()} -->", ["Loods"]),
    ("CDATA around it", f"/*<![CDATA[*/ {posting()} /*]]>*/", ["Loods"]),
    ("a trailing comma", posting()[:-1] + ",}", ["Loods"]),
    ("a semicolon behind it", posting() + ";", ["Loods"]),
    ("a raw line break in a text", posting(description="a").replace('"a"', '"a\nb"'), ["Loods"]),
    ("escaped quotes", posting().replace('"', "&quot;"), ["Loods"]),
    ("no JSON", "{title: nee", []),
    ("a number of 5,000 digits", posting().replace('"Loods"', "9" * 5000), []),
    ("deep nesting", "[" * 5000 + "]" * 5000, []),
    ("a lone surrogate", '{"@type": "JobPosting", "title": "x\\ud800y"}', ["x\ud800y"]),
]


@pytest.mark.parametrize(("name", "block", "titles"), EXAMPLES + BUGS_CAUGHT)
def test_json_ld_is_found(name, block, titles):
    assert [fields["title"] for fields in read(block) if "title" in fields] == titles, name


FIELDS = [
    ({"hiringOrganization": "Zeilmakerij"}, "hiring_organization", "Zeilmakerij"),
    ({"hiringOrganization": {"name": "Zeil &amp; Mast"}}, "hiring_organization", "Zeil & Mast"),
    ({"hiringOrganization": {"name": "Jobat", "sameAs": "http://www.jobat.be/nl/"}}, "hiring_organization", None),
    ({"hiringOrganization": {"name": "Jobat", "sameAs": "http://www.jobat.be/nl/"}}, "intermediary", "Jobat"),
    ({"hiringOrganization": {"name": "VDAB"}}, "intermediary", "VDAB"),
    ({"hiringOrganization": {"name": "X", "vatID": "BE0123.456.749"}}, "enterprise_number", "0123456749"),
    ({"hiringOrganization": {"name": "X", "taxID": "123"}}, "enterprise_number", None),
    ({"employmentType": "FULL_TIME"}, "employment_types", ("FULL_TIME",)),
    ({"employmentType": ["FULL_TIME", "CONTRACTOR", "FULL_TIME"]}, "employment_types", ("FULL_TIME", "CONTRACTOR")),
    ({"datePosted": "Fri Aug 14 02:00:00 UTC 2026"}, "date_posted", "Fri Aug 14 02:00:00 UTC 2026"),
    ({"datePosted": "2026-02-30"}, "date_posted", "2026-02-30"),
    ({"jobLocation": {"address": "8000 Brugge"}}, "job_locations", ["8000 Brugge"]),
    (
        {"jobLocation": [{"name": "Kade 4"}, {"address": {"addressLocality": "Gent"}}]},
        "job_locations",
        ["Kade 4", "Gent"],
    ),
    (
        {"jobLocation": {"address": [{"postalCode": 8000, "addressLocality": "Brugge"}]}},
        "job_locations",
        ["8000 Brugge"],
    ),
    ({"jobLocationType": "TELECOMMUTE"}, "remote", "TELECOMMUTE"),
    ({"applicantLocationRequirements": [{"name": "Belgium"}]}, "applicant_location", ["Belgium"]),
    ({"baseSalary": "€ 3.200 bruto"}, "base_salary", "€ 3.200 bruto"),
    ({"baseSalary": {"currency": "EUR", "value": 3200}}, "base_salary", {"currency": "EUR", "value": 3200}),
    ({"description": "&lt;p&gt;Wind &amp;amp; tij&lt;/p&gt;"}, "description", "<p>Wind &amp; tij</p>"),
    ({"description": "<p>3 &lt; 4</p>"}, "description", "<p>3 &lt; 4</p>"),
    ({"description": "a < b && b > c"}, "description", "a < b && b > c"),
    ({"skills": "SQL"}, "skills", ["SQL"]),
    ({"skills": [{"@type": "DefinedTerm", "name": "Go"}, "Rust"]}, "skills", ["Go", "Rust"]),
    ({"identifier": {"@type": "PropertyValue", "value": 77}}, "identifier", "77"),
    ({"url": "/vacatures/2?x=1"}, "url", "https://werken.voorbeeld.be/vacatures/2?x=1"),
    ({"url": "javascript:alert(1)"}, "url", URL),
    ({"title": "R&amp;D &#233;quipe"}, "title", "R&D équipe"),
    ({"occupationalCategory": {"name": "2512"}}, "occupation", "2512"),
    ({"title": None, "name": "Visser"}, "title", "Visser"),
]


@pytest.mark.parametrize(("members", "field", "value"), FIELDS)
def test_a_member_becomes_a_field(members, field, value):
    (fields,) = read(posting(**members))
    assert fields.get(field) == value


def test_microdata_with_nested_items_is_read():
    body = """<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Touwslager</h1>
      <div itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization">
      <b itemprop="name">Lijnbaan</b><span itemprop="title">andere titel</span></div>
      <div itemprop="jobLocation" itemscope itemtype="https://schema.org/Place"><div itemprop="address" itemscope
        itemtype="https://schema.org/PostalAddress"><span itemprop="postalCode">8380</span>
        <span itemprop="addressLocality">Zeebrugge</span></div></div>
      <time itemprop="datePosted" datetime="2026-11-01">vandaag</time>
      <div itemprop="description"><p>Draai &amp; trek.</p></div></div>"""
    (fields,) = read(body=body)
    assert fields["title"] == "Touwslager"
    assert fields["hiring_organization"] == "Lijnbaan"
    assert fields["job_locations"] == ["8380 Zeebrugge"]
    assert fields["date_posted"] == "2026-11-01"
    assert fields["description"] == "<p>Draai &amp; trek.</p>"


def test_json_ld_wins_over_microdata_so_that_a_posting_is_not_read_twice():
    body = '<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Nog eens</h1></div>'
    assert [fields["title"] for fields in read(posting(), body=body)] == ["Loods"]


KEYS = (
    "@type title description jobLocation address hiringOrganization name baseSalary identifier value employmentType "
    "datePosted url skills geo latitude sameAs applicantLocationRequirements inLanguage"
).split()

TEXT = st.text(alphabet="ab<>&;{}\x00\ud800é 19.", max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**30) | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | TEXT, inner, max_size=6),
    max_leaves=20,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=10))
def test_whatever_stands_in_a_posting_reading_it_never_raises(members):
    assert len(read(json.dumps({**members, "@type": "JobPosting"}))) in {0, 1}


@pytest.mark.parametrize("piece", ["[", '{"a":', ",}", "<!--", "&quot;", "-->", " ", '"'])
def test_hostile_blocks_cost_little(piece):
    block = piece * (400_000 // len(piece))
    began = time.process_time()
    assert list(postings_in(block)) == []
    assert time.process_time() - began < 1.0


def test_a_million_spaces_after_a_comment_s_end_cost_no_square_of_them():
    assert list(postings_in('{"@type": "JobPosting"} -->' + " " * 1_000_000 + "x")) == []
    assert list(postings_in('<!-- {"@type": "JobPosting"} -->' + " " * 1_000_000 + ";")) == [{"@type": "JobPosting"}]
