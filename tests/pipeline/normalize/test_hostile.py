"""What no input may do to any reader or to the whole: raise, take long, or take more than its share when it is longer.

Only ratios of process times of one run are asserted, the best of several: against half the text, and against an
ordinary ad. `benchmarks.hostile` prints the times themselves.
"""

from __future__ import annotations

import string
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.hostile import (
    AS_OF,
    GROWTH,
    LONG,
    READERS,
    growth,
    seconds_of_an_ordinary_ad,
    seconds_of_reader,
    seconds_of_whole,
    warm,
)
from models.posting import JobPosting
from models.raw import RawPosting
from models.record import RecordError
from pipeline.normalize import normalize
from pipeline.normalize.description import LONGEST_PROSE
from pipeline.normalize.text import Prose
from tests.pipeline.normalize.hostile_texts import UNITS, repeated

MOST_ORDINARY_ADS = 120
"""No reader may take longer for a hostile text than so many ordinary ads take: 50 ms where one takes 0.4 ms."""

any_text = st.text(st.characters(), max_size=300) | st.lists(
    st.sampled_from([*UNITS.values(), "<p>", "</p>", "\x00", "\ud83d", "Σ", "İ", "ß", " "]), max_size=30
).map("".join)


@pytest.fixture(scope="module", autouse=True)
def limit() -> float:
    """Return what a reader may take, in seconds, once every table is loaded."""
    warm()
    return MOST_ORDINARY_ADS * seconds_of_an_ordinary_ad()


@pytest.mark.parametrize("kind", UNITS)
def test_no_reader_takes_long(kind: str, limit: float) -> None:
    text = repeated(UNITS[kind], LONG)
    assert not [name for name in READERS if all(seconds_of_reader(name, text, rounds=1) > limit for _ in range(4))]


@pytest.mark.parametrize("kind", UNITS)
def test_twice_the_text_takes_no_more_than_its_share(kind: str) -> None:
    measured = [growth(seconds_of_whole, UNITS[kind], LONGEST_PROSE)]
    while measured[-1] > GROWTH and len(measured) < 3:
        measured.append(growth(seconds_of_whole, UNITS[kind], LONGEST_PROSE))
    assert min(measured) <= GROWTH


@pytest.mark.parametrize("reader", READERS)
@given(text=any_text)
@settings(max_examples=40, deadline=None)
def test_no_reader_raises_and_each_says_the_same_twice(reader: str, text: str) -> None:
    prose = Prose.of(text)
    assert len(prose.folded) == len(prose.text)
    assert READERS[reader](text, prose) == READERS[reader](text, prose)


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_REQUIRED = {
    "source": st.text(string.ascii_lowercase, min_size=1, max_size=5),
    "identifier": any_text,
    "title": any_text,
}
_TEXTS = ("description", "hiring_organization", "date_posted", "valid_through", "base_salary", "in_language", "remote")
_LISTS = ("job_locations", "employment_types", "skills")


@given(
    data=st.fixed_dictionaries(
        _REQUIRED,
        optional={
            **dict.fromkeys(_TEXTS, st.none() | any_text | any_json),
            **dict.fromkeys(_LISTS, st.lists(any_text, max_size=3) | any_json),
            "extra": st.dictionaries(st.text(max_size=8), any_text, max_size=2) | any_json,
        },
    )
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_object_with_the_required_fields_gives_a_record_or_a_named_rejection(data: dict[str, Any]) -> None:
    try:
        raw = RawPosting.from_json(data)
    except RecordError as error:
        rejection = str(error)
    else:
        job = normalize(raw, as_of=AS_OF)
        assert JobPosting.from_json(job.to_json()) == job
        return
    assert any(f"RawPosting.{name}" in rejection for name in data)


def again(job: JobPosting) -> JobPosting:
    """Read a record's own title, text and types; a share of full time stands in the types, not in the display title."""
    raw = RawPosting(
        source="x",
        identifier="1",
        title=job.title,
        description=job.description,
        employment_types=tuple(sorted(job.employment_types)),
    )
    return normalize(raw, as_of=AS_OF)


_PARTS = (
    "<h2>Wat je doet</h2>",
    "<p>Je bouwt webdiensten in Java en Go, en houdt ze draaiend op Kubernetes.</p>",
    "<ul><li>3 jaar ervaring als ontwikkelaar</li><li>Vloeiend Nederlands, Frans is een plus</li></ul>",
    "<p>Wij bieden € 3.500 tot € 4.200 bruto per maand en maaltijdcheques.</p>",
    "<p>Twee dagen per week thuiswerk, vast contract.</p>",
    "<p>Contact: Jan Peeters, jan.peeters@voorbeeld.be, 0478 12 34 56</p>",
    "Vous avez 5 ans d'expérience en C#.\n- télétravail\n- CDI\n",
    "**Nice to have:** Rust &amp; Scala &lt;3",
)
_TITLES = ("Senior Java developer (m/v/x)", "Développeur·euse .NET – Liège", "URGENT! HELPDESK MEDEWERKER 80%", "CEO")


@given(parts=st.lists(st.sampled_from(_PARTS), max_size=6), title=st.sampled_from(_TITLES))
@settings(max_examples=60, deadline=None)
def test_its_own_output_reads_the_same(parts: list[str], title: str) -> None:
    first = normalize(RawPosting(source="x", identifier="1", title=title, description="".join(parts)), as_of=AS_OF)
    second = again(first)
    # The second reading finds nothing more to remove.
    assert replace(second, title_raw=first.title_raw, redactions=first.redactions) == first


@given(
    parts=st.lists(st.sampled_from(_PARTS) | any_text, max_size=5),
    title=any_text.filter(lambda text: text.strip() != ""),
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_cleaning_what_is_clean_changes_nothing(parts: list[str], title: str) -> None:
    first = normalize(RawPosting(source="x", identifier="1", title=title, description="".join(parts)), as_of=AS_OF)
    second = again(first)
    assert (second.title, second.description, second.excerpt) == (first.title, first.description, first.excerpt)
    assert second.redactions == 0
