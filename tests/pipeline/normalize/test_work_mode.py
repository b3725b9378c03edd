"""Where the work is done: from the field, the title, the place, or the words of the description."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.vocabulary import WorkMode
from pipeline.normalize.text import Prose
from pipeline.normalize.work_mode import WorkModeReading, read_work_mode
from tests.pace import LONG, yardsticks

REMOTE, HYBRID, ONSITE = WorkMode.REMOTE, WorkMode.HYBRID, WorkMode.ONSITE


def read(
    text: str = "", *, remote: str | None = None, title: str = "", place: WorkMode | None = None
) -> WorkModeReading:
    return read_work_mode(remote, title=title, place_mode=place, prose=Prose.of(text))


EXAMPLES = [
    ("Je werkt hybride: twee dagen thuis, drie op ons kantoor.", HYBRID, 3),
    ("Mogelijkheid tot thuiswerk.", HYBRID, None),
    ("Je kan 2 dagen per week thuiswerken.", HYBRID, 3),
    ("3 days a week in the office, the rest from home", HYBRID, 3),
    ("Minimaal 2 dagen per week op kantoor in Gent", HYBRID, 2),
    ("40% thuiswerk is mogelijk", HYBRID, 3),
    ("50% telewerk", HYBRID, None),
    ("Télétravail 2 jours/semaine", HYBRID, 3),
    ("Possibilité de télétravail", HYBRID, None),
    ("2 jours de télétravail par semaine", HYBRID, 3),
    ("100 % télétravail possible", REMOTE, None),
    ("This is a fully remote position.", REMOTE, None),
    ("Volledig remote werken binnen België", REMOTE, None),
    ("We are a remote-first company", REMOTE, None),
    ("This role is remote.", REMOTE, None),
    ("You can work remotely two days a week.", HYBRID, 3),
    ("Possibility to work partly from home", HYBRID, None),
    ("Hybrid working model", HYBRID, None),
    ("We work in a hybrid way", HYBRID, None),
    ("#LI-Hybrid", HYBRID, None),
    ("#LI-Remote", REMOTE, None),
    ("#LI-Onsite", ONSITE, None),
    ("Work Location: In person", ONSITE, None),
    ("Werklocatie: Fysiek", ONSITE, None),
    ("Geen thuiswerk mogelijk", ONSITE, None),
    ("Pas de télétravail pour ce poste", ONSITE, None),
    ("This is a fully on-site role, 5 days a week in the office", ONSITE, 5),
    ("Homeoffice möglich", HYBRID, None),
    ("Thuis of op kantoor, jij kiest", HYBRID, None),
]

HELD_OUT = [
    ("Deels vanuit huis werken behoort tot de mogelijkheden", HYBRID, None),
    ("You come to our Ghent office twice a month", None, None),
    ("Op kantoor (min. 3 dagen per week)", HYBRID, 3),
    ("We verwachten je 1 dag per week op kantoor", HYBRID, 1),
    ("Flexible: 3 office days and 2 home days", HYBRID, 3),
    ("work from home up to 2 days per week", HYBRID, 3),
    ("1 of 2 dagen thuiswerk per week", HYBRID, None),
    ("Travail hybride (2 jours au bureau)", HYBRID, 2),
    ("Télétravail à 100 %", REMOTE, None),
]

BUGS_CAUGHT = [
    ("Up to 3 days of home working a week; we like to see you 2 days in Antwerp", HYBRID, 2),
    ("Two days of telework per week", HYBRID, 3),
    ("A home working allowance of 80 euro", None, None),
    ("This work is done on site in Antwerp", ONSITE, None),
    ("Dit werk doe je ter plaatse in Gent", ONSITE, None),
    ("Ce travail se fait sur place à Namur", ONSITE, None),
    ("Interventies ter plaatse in bedrijven", None, None),  # where the customers are
    ("Possibility of working from home.\nCompensation for your sports club", HYBRID, None),  # "compensation" a line on
    ("This is an on-site job, NOT a remote/hybrid position", ONSITE, None),  # read as hybrid
    ("From home repairs to big upgrades, our tools help", None, None),  # read as work from home
    ("Remote working: 2 weeks per year", None, None),  # read as remote
    ("Remote working: on-site", ONSITE, None),  # read as remote
    ("A hybrid (not remote) environment near the station", HYBRID, None),
    ("Fully remote up to 4 weeks a year", None, None),  # read as remote
    ("A day in the life of our front office", None, None),  # read as one day at the office
    ("Op kantoor (minimaal 2 dagen per week), daarnaast thuis werken", HYBRID, 2),  # read as two days at home
    ("Zowel op kantoor als remote", HYBRID, None),  # read as remote
]

TRAPS = [
    "Je geeft remote support aan onze sites.",
    "Experience with remote sensing and remote control",
    "You visit remote sites of our customers",
    "Working with remote teams across Europe",
    "Hybrid cloud and hybrid infrastructure",
    "Hybride wagens en elektrische auto's in de vloot",
    "Thuiswerkvergoeding van 50 euro",
    "A home office allowance and a laptop",
    "Voel je snel thuis in ons team",
    "Ons kantoor ligt vlak bij het station",
    "Microsoft Office en Office 365",
    "25 vakantiedagen per jaar",
    "We do not offer relocation or remote roles... of toch een dag",
    "Onze klanten thuis helpen is je passie",
    "A remote island in the Atlantic",
]


@pytest.mark.parametrize(("text", "mode", "days"), [*EXAMPLES, *HELD_OUT, *BUGS_CAUGHT])
def test_description(text: str, mode: WorkMode | None, days: int | None) -> None:
    reading = read(text)
    assert (reading.mode, reading.office_days) == (mode, days)
    assert (reading.evidence is None) == (mode is None)


@pytest.mark.parametrize("text", TRAPS)
def test_traps_say_nothing(text: str) -> None:
    assert read(text).mode in {None, ONSITE} if "not offer" in text else read(text) == WorkModeReading()


FIELDS = [
    ("hybrid", HYBRID),
    ("Hybride", HYBRID),
    ("partial", HYBRID),
    ("TELECOMMUTE", REMOTE),
    ("fully", REMOTE),
    ("Remote", REMOTE),
    ("fully_remote", REMOTE),
    ("true", REMOTE),
    ("yes", REMOTE),
    ("on-site", ONSITE),
    ("onsite", ONSITE),
    ("no_remote", ONSITE),
    ("office", ONSITE),
    ("false", None),
    ("none", None),
    ("no", None),
    ("temporary", None),
    ("", None),
    (None, None),
    ("iets anders", None),
]


@pytest.mark.parametrize(("field", "mode"), FIELDS)
def test_field(field: str | None, mode: WorkMode | None) -> None:
    assert read(remote=field).mode is mode


def test_the_field_goes_before_title_place_and_text() -> None:
    assert read("fully remote", remote="hybrid", title="Developer (remote)", place=REMOTE).mode is HYBRID
    assert read("fully remote", title="Developer (hybride)", place=REMOTE).mode is HYBRID
    assert read("Mogelijkheid tot thuiswerk", place=ONSITE).mode is ONSITE


def test_a_tick_yields_to_a_text_that_says_hybrid() -> None:
    assert read("Hybrid working, 2 days in the office", remote="true") == read("Hybrid working, 2 days in the office")
    assert read("You join our team", remote="true").mode is REMOTE
    assert read("You join our team", remote="false").mode is None


@pytest.mark.parametrize(
    ("title", "mode"),
    [
        ("Java developer (100% remote)", REMOTE),
        ("Développeur PHP - télétravail", REMOTE),
        ("Backend engineer | hybrid", HYBRID),
        ("Remote sensing engineer", None),
        ("Remote support technician", None),
        ("Hybrid cloud engineer", None),
        ("Developer", None),
        ("Developer (on-site)", ONSITE),
    ],
)
def test_title(title: str, mode: WorkMode | None) -> None:
    assert read(title=title).mode is mode


@given(
    st.lists(
        st.sampled_from("remote thuis 2 dagen per week kantoor hybrid no . \n office of % 40 from home".split(" "))
        | st.text(max_size=4),
        max_size=40,
    )
)
@settings(max_examples=200, deadline=None)
def test_never_raises_and_days_fit_the_mode(words: list[str]) -> None:
    reading = read(" ".join(words))
    assert (
        reading.office_days is None
        or (reading.mode is HYBRID and 1 <= reading.office_days <= 4)
        or reading.office_days == 5
    )
    assert reading == read(" ".join(words))


@pytest.mark.parametrize(
    "unit", ["remote ", "thuis ", "2 dagen per week thuis ", "hybrid ", "kan kan remote ", "#li-", "office (", "40 % "]
)
def test_hostile_text_is_quick(unit: str) -> None:
    assert yardsticks(read, unit * (20_000 // len(unit))) < LONG
