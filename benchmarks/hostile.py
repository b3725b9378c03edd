"""How long the readers of a posting take for texts made to be slow, and how much longer for a text twice as long.

    python -m benchmarks.hostile [--length 100000] [--all]

One line per text: the slowest reader and its time, the whole of `pipeline.normalize`, and the growth of the whole when
the text doubles. Marked are a reader above 50 ms and a growth above 2.6. Times are process time, the best of several,
so another program on the machine costs little. ``--all`` prints a line per reader too.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import date

from models.raw import RawPosting
from pipeline.normalize import normalize
from pipeline.normalize.benefits import read_benefits
from pipeline.normalize.dates import read_date
from pipeline.normalize.description import LONGEST_PROSE, clean_description
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
GROWTH = 2.6
"""How much longer a text of twice the length may take."""
LONG = 100_000
"""Characters: what is read of a description, and more than any other reader reads."""
TOO_SHORT_TO_MEASURE = 0.004
ORDINARY = (
    "<p>Je bouwt webdiensten in Java en Python, en houdt ze draaiend op Kubernetes.</p><ul><li>3 jaar ervaring als"
    " ontwikkelaar</li><li>Vloeiend Nederlands, Frans is een plus</li></ul><p>Wij bieden € 3.500 tot € 4.200 bruto per"
    " maand, maaltijdcheques en twee dagen per week thuiswerk. Contact: Jan Peeters, 0478 12 34 56</p>"
)
"""An ad as any other, to compare with."""
_NONE = Prose.of("")

READERS: dict[str, Callable[[str, Prose], object]] = {
    "description": lambda text, _: clean_description(text),
    "language": lambda text, prose: detect_language(text, prose),
    "organization": lambda text, _: read_organization(text),
    "places": lambda text, _: read_places((text,)),
    "role": lambda text, prose: (read_role(text, _NONE), read_role("software developer", prose), read_role("x", prose)),
    "seniority": lambda text, _: read_seniority(text, experience_years_min=None),
    "title": lambda text, _: clean_title(text, employer=text, places=(text,)),
    "experience": lambda _, prose: read_experience_years(prose),
    "work mode": lambda text, prose: read_work_mode(text, title=text, place_mode=None, prose=prose),
    "employment": lambda text, prose: read_employment((text,), title=text, prose=prose),
    "pay in prose": lambda _, prose: read_salary(None, prose),
    "pay field": lambda text, _: read_salary(text, _NONE),
    "benefits": lambda _, prose: read_benefits(prose),
    "required languages": lambda _, prose: read_required_languages(prose),
    "skills": lambda text, prose: read_skills(prose, prose, (text,)),
    "date": lambda text, _: read_date(text, field="date_posted", as_of=AS_OF, language=None),
}
"""Each reader, given a text as its field and the same text as its prose."""


def posting(text: str) -> RawPosting:
    """Return a posting that ``text`` describes."""
    return RawPosting(source="x", identifier="1", title="Software developer", description=text)


def best(work: Callable[[], object], rounds: int = 5) -> float:
    """Return the least process time of ``work`` in seconds; stops once it is far below what matters."""
    least = float("inf")
    for _ in range(rounds):
        begin = time.process_time()
        work()
        least = min(least, time.process_time() - begin)
        if least < TOO_SHORT_TO_MEASURE:
            break
    return least


def seconds_of_reader(name: str, text: str, rounds: int = 5) -> float:
    """Return the time of reader ``name`` for ``text``, which it has not seen before."""
    read = READERS[name]
    return best(lambda: read(text, Prose.of(text)), rounds)


def seconds_of_whole(text: str, rounds: int = 5) -> float:
    """Return the time of `normalize` for a posting that ``text`` describes."""
    raw = posting(text)
    return best(lambda: normalize(raw, as_of=AS_OF), rounds)


def seconds_of_an_ordinary_ad(times: int = 50) -> float:
    """Return the time of `normalize` for a short ad as any other, the mean of ``times``."""
    raw = posting(ORDINARY)
    return best(lambda: [normalize(raw, as_of=AS_OF) for _ in range(times)]) / times


def growth(seconds: Callable[[str], float], unit: str, length: int) -> float:
    """Return how many times longer ``length`` characters of ``unit`` take than half of them."""
    short = max(seconds(repeated(unit, length // 2)), TOO_SHORT_TO_MEASURE)
    return seconds(repeated(unit, length)) / short


def warm() -> None:
    """Load every table before anything is timed."""
    normalize(posting(ORDINARY), as_of=AS_OF)
    for read in READERS.values():
        read("zeldzaam 31 sept. 20", Prose.of("Go of R"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--length", type=int, default=LONG)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    warm()
    print(f"{'text':24}{'slowest reader':>20}{'ms':>8}{'whole, ms':>11}{'growth':>8}")
    missed = 0
    for kind, unit in UNITS.items():
        text = repeated(unit, options.length)
        times = {name: seconds_of_reader(name, text) for name in READERS}
        slowest = max(times, key=lambda name: times[name])
        grown = growth(seconds_of_whole, unit, LONGEST_PROSE)
        whole = seconds_of_whole(text)
        marks = " too slow" * (times[slowest] > LIMIT) + " not linear" * (grown > GROWTH)
        missed += bool(marks)
        print(f"{kind:24}{slowest:>20}{times[slowest] * 1e3:8.1f}{whole * 1e3:11.1f}{grown:8.2f}{marks}")
        for name, seconds in times.items() if options.all else ():
            print(f"{'':24}{name:>20}{seconds * 1e3:8.1f}")
    print(f"an ordinary ad of {len(ORDINARY)} characters: {seconds_of_an_ordinary_ad() * 1e3:.2f} ms")
    print(f"{len(UNITS)} texts of {options.length:,} characters; {missed} above {LIMIT * 1e3:.0f} ms or {GROWTH} times")


if __name__ == "__main__":
    main()
