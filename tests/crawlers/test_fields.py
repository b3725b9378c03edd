"""Values as a source wrote them become texts, or the reason why they cannot."""

from __future__ import annotations

import pytest

from crawlers.coverage import coverage
from crawlers.fields import (
    clean_key,
    dig,
    fingerprint,
    moment,
    place,
    raw_posting,
    sections,
    text_of,
    texts_of,
    unescaped,
)
from models.raw import RawPosting
from models.record import RecordError


def posting(number: int, **more) -> RawPosting:
    return RawPosting(source="s", identifier=str(number), title=f"Titel {number}", **more)


def test_values_become_texts():
    assert [text_of(v) for v in (1, 1.5, True, " a ", "", "  ", None, [], {})] == [
        "1",
        "1.5",
        "true",
        " a ",
        *[None] * 5,
    ]
    assert texts_of(["a", "a", None, 2, {"x": 1}]) == ("a", "2")
    assert dig({"a": {"b": [{"c": 1}, {"c": 2}, {}]}}, "x.y|a.b[].c") == [1, 2]
    assert dig({"a": [1]}, "a.b") is None
    assert place(postal_code=8000, city="Brugge", region="Brugge", country=None) == "8000 Brugge, Brugge"
    assert place() is None
    assert moment(1793865600000, milliseconds=True) == "2026-11-05T08:00:00+00:00"
    assert [moment(v) for v in (10**30, True, "2026-01-01", None)] == [None, "true", "2026-01-01", None]
    assert sections([("A & B", "<p>x</p>"), (None, "y"), ("leeg", "")]) == "<h3>A &amp; B</h3>\n<p>x</p>\ny"
    assert unescaped("geen &lt; teken") == "geen &lt; teken"
    assert fingerprint({"a": 1, "b": "\ud800"}) == fingerprint({"b": "\ud800", "a": 1}) != fingerprint({"a": 2})
    assert [clean_key(v) for v in (7, " a/b ", "", "a\0", "a\u202e", "x" * 501)] == ["7", "a/b", None, None, None, None]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": "x"}, "no identifier"),
        ({"identifier": "1"}, "no title"),
        ({"identifier": "a\0", "title": "x"}, "bad identifier"),
    ],
)
def test_a_posting_without_the_necessary_gives_the_reason(fields, reason):
    with pytest.raises(RecordError, match=reason):
        raw_posting("s", "", fields, fetched_at=None, run_id=None)


def test_coverage_counts_each_field_and_shows_examples():
    rows = {
        c.field: c
        for c in coverage(
            [posting(1, url="https://a.be", extra={"x": "1"}), posting(2, job_locations=("Gent", "Aalst"))]
        )
    }
    assert (rows["title"].filled, rows["title"].of) == (2, 2)
    assert rows["url"].filled == 1
    assert rows["job_locations"].examples == ("Gent; Aalst",)
    assert rows["extra.x"].filled == 1
    assert rows["description"].filled == 0
