"""What no input may do to any reader or to the whole: raise, take long, or take more than its share when it is longer.

Times are process time and the best of several, so another program on the machine costs little; a slow machine is
allowed for by `SLOW`.
"""

from __future__ import annotations

import string
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.posting import JobPosting
from models.raw import RawPosting
from models.record import RecordError
from pipeline.normalize import normalize
from pipeline.normalize.benefits import read_benefits
from pipeline.normalize.dates import read_date
from pipeline.normalize.description import clean_description
from pipeline.normalize.employment import read_employment
from pipeline.normalize.experience import read_experience_years
from pipeline.normalize.languages import detect_language, read_required_languages
from pipeline.normalize.organization import read_organization
from pipeline.normalize.place import read_places
from pipeline.normalize.role import read_role
from pipeline.normalize.salary import read_salary
from pipeline.normalize.seniority import read_seniority
from pipeline.normalize.skills import read_skills
from pipeline.normalize.text import Prose
from pipeline.normalize.title import clean_title
from pipeline.normalize.work_mode import read_work_mode
from tests.pipeline.normalize.hostile_texts import UNITS, repeated

AS_OF = date(2026, 9, 1)
LIMIT = 0.050
"""Seconds that a reader may take for a hostile text, on a machine of its own."""
SLOW = 4
"""How much slower than such a machine the one that runs the tests may be."""
LONG = 300_000
"""Characters: more than any reader reads."""
LENGTH = 10_000
GROWTH = 2.6
"""How much longer a text of twice the length may take."""
TOO_SHORT_TO_MEASURE = 0.004
PROSE = Prose.of("")

READERS: dict[str, Callable[[str, Prose], object]] = {
    "description": lambda text, _: clean_description(text),
    "language": lambda text, prose: detect_language(text, prose),
    "organization": lambda text, _: read_organization(text),
    "places": lambda text, _: read_places((text,)),
    "role": lambda text, prose: (read_role(text, PROSE), read_role("software developer", prose), read_role("x", prose)),
    "seniority": lambda text, _: read_seniority(text, experience_years_min=None),
    "title": lambda text, _: clean_title(text, employer=text, places=(text,)),
    "experience": lambda _, prose: read_experience_years(prose),
    "work mode": lambda text, prose: read_work_mode(text, title=text, place_mode=None, prose=prose),
    "employment": lambda text, prose: read_employment((text,), title=text, prose=prose),
    "pay in prose": lambda _, prose: read_salary(None, prose),
    "pay field": lambda text, _: read_salary(text, PROSE),
    "benefits": lambda _, prose: read_benefits(prose),
    "required languages": lambda _, prose: read_required_languages(prose),
    "skills": lambda text, prose: read_skills(prose, prose, (text,)),
    "date": lambda text, _: read_date(text, field="date_posted", as_of=AS_OF, language=None),
}

any_text = st.text(st.characters(), max_size=300) | st.lists(
    st.sampled_from([*UNITS.values(), "<p>", "</p>", "\x00", "\ud83d", "Σ", "İ", "ß", " "]), max_size=30
).map("".join)


def posting(text: str) -> RawPosting:
    return RawPosting(source="x", identifier="1", title="Software developer", description=text)


def best(work: Callable[[], object], rounds: int = 5) -> float:
    """Return the least process time of ``work``; stops once it is far below what matters."""
    least = float("inf")
    for _ in range(rounds):
        begin = time.process_time()
        work()
        least = min(least, time.process_time() - begin)
        if least < TOO_SHORT_TO_MEASURE:
            break
    return least


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Load every table before anything is timed."""
    normalize(
        posting("<p>Java, 3 jaar ervaring, € 3.000 bruto per maand, contact Jan Peeters 0478 12 34 56</p>"), as_of=AS_OF
    )
    for read in READERS.values():
        read("zeldzaam 31 sept. 20", Prose.of("Go of R"))


@pytest.mark.parametrize("kind", UNITS)
def test_no_reader_takes_long(kind: str) -> None:
    text = repeated(UNITS[kind], LONG)
    prose = Prose.of(text)
    slow = {
        name: seconds
        for name, read in READERS.items()
        if (seconds := best(lambda read=read: read(text, prose))) > LIMIT * SLOW  # type: ignore[misc]
    }
    assert not slow


@pytest.mark.parametrize("kind", UNITS)
def test_twice_the_text_takes_no_more_than_its_share(kind: str) -> None:
    once, twice = posting(repeated(UNITS[kind], LENGTH)), posting(repeated(UNITS[kind], 2 * LENGTH))
    for _ in (1, 2, 3):
        short = max(best(lambda: normalize(once, as_of=AS_OF)), TOO_SHORT_TO_MEASURE)
        long = best(lambda: normalize(twice, as_of=AS_OF))
        if long <= GROWTH * short:
            return
    pytest.fail(f"{short:.4f} s, then {long:.4f} s, three times over")


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
    raw = RawPosting(source="x", identifier="1", title=job.title, description=job.description)
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
    # The second reading finds nothing more to remove, and a seniority that the display title left out stays out.
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
