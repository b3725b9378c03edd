"""How many postings a second `pipeline.normalize` reads on one core, and how long each reader takes.

    python -m benchmarks.normalize [--postings 1800] [--rounds 5]
    python -m benchmarks.normalize --ads ../shared/data/raw/nl_jobspy_2024_2025/postings.jsonl.gz

The postings are the sandbox's own, in equal parts Dutch, French and English; each description is two ads of one
language under each other, about 3,000 characters of HTML, which states twice what an ad states once. With ``--ads``
they are real ads of 1,500 to 3,800 characters, from a file of JSON Lines as JobSpy writes them.

Times are process time, so another program on the machine costs little. The whole is measured over parts that share no
posting, each read once, so that no cache has seen an ad before; shown are the fastest part and the median, read one at
a time (`normalize`), which also loads the tables, and then together as a night does (`normalize_all`). Readers, and the
named baseline beside them, are measured over one part, the best of several rounds; each bears alone the pass over the
text that they share in the whole. The baseline is what a scraper does at least: lxml's text and one regex per field.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lxml import html as lxml_html

from models.raw import RawPosting
from pipeline.evaluation.duplicates import raw_posting
from pipeline.normalize import normalize, normalize_all
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
from sandbox.strata import postings

AS_OF = date(2026, 9, 1)
LENGTH = 3_000
LANGUAGES = ("nl", "fr", "en")
ABOUT = range(1_500, 3_800)
"""Lengths of the real ads that are measured, in characters: about 3,000 in the mean."""
NIGHTLY = 250
"""Postings of a part: as many as `pipeline.services.ingest` reads together."""
SLICES = 5
"""Slices of the part that is read one at a time."""
GOAL = 1_500
"""Postings a second that `normalize` is to reach."""
_ENOUGH = 2_000
"""Invented postings among which there are some of each language."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One posting, with its description ready for the readers of prose."""

    raw: RawPosting
    prose: Prose
    title: Prose


def corpus(count: int, *, seed: int = 11) -> list[RawPosting]:
    """Return ``count`` postings of about `LENGTH` characters, the three languages by turns."""
    ads: dict[str, list[RawPosting]] = {language: [] for language in LANGUAGES}
    for posting in postings(max(8 * count, _ENOUGH), seed):
        language = posting.raw.in_language or ""
        if language in ads and 0.4 < len(posting.raw.description or "") / LENGTH < 0.6:
            ads[language].append(posting.raw)
    by_turns = zip(*(_joined(ads[language], -(-count // len(LANGUAGES))) for language in LANGUAGES), strict=True)
    return [raw for turn in by_turns for raw in turn][:count]


def _joined(ads: Sequence[RawPosting], count: int) -> Iterator[RawPosting]:
    """Yield ``count`` of ``ads``, each with the text of another one below its own: no pair comes twice."""
    for number in range(count):
        lap, place = divmod(number, len(ads))
        first, second = ads[place], ads[(place + lap + 1) % len(ads)]
        yield replace(first, identifier=f"{number}", description=f"{first.description}{second.description}")


def real_ads(path: Path) -> list[RawPosting]:
    """Return the ads in ``path`` whose descriptions have about `LENGTH` characters."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        ads = [raw_posting(json.loads(line)) for line in lines]
    return [ad for ad in ads if len(ad.description or "") in ABOUT]


def samples(raws: Sequence[RawPosting]) -> list[Sample]:
    """Return ``raws`` with their prose."""
    return [
        Sample(
            raw, Prose.of(cleaned.text if (cleaned := clean_description(raw.description)) else ""), Prose.of(raw.title)
        )
        for raw in raws
    ]


READERS: dict[str, Callable[[Sample], object]] = {
    "description": lambda one: clean_description(one.raw.description),
    "prose": lambda one: Prose.of(one.prose.text),
    "language": lambda one: detect_language(one.raw.title, one.prose),
    "organization": lambda one: read_organization(one.raw.hiring_organization),
    "places": lambda one: read_places(one.raw.job_locations),
    "role": lambda one: read_role(one.raw.title, one.prose),
    "seniority": lambda one: read_seniority(one.raw.title, experience_years_min=None),
    "title": lambda one: clean_title(one.raw.title, employer=one.raw.hiring_organization, places=one.raw.job_locations),
    "experience": lambda one: read_experience_years(one.prose),
    "work mode": lambda one: read_work_mode(one.raw.remote, title=one.raw.title, place_mode=None, prose=one.prose),
    "employment": lambda one: read_employment(one.raw.employment_types, title=one.raw.title, prose=one.prose),
    "pay, from prose": lambda one: read_salary(None, one.prose),
    "pay, from field": lambda one: read_salary(one.raw.base_salary, one.prose),
    "benefits": lambda one: read_benefits(one.prose),
    "required languages": lambda one: read_required_languages(one.prose),
    "skills": lambda one: read_skills(one.title, one.prose, one.raw.skills),
    "dates": lambda one: read_date(one.raw.date_posted, field="date_posted", as_of=AS_OF, language=None),
}

_BASELINE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:€|EUR)\s?\d[\d.,]*(?:\s?[-–]\s?(?:€\s?)?\d[\d.,]*)?",
        r"\b\d+\s?\+?\s?(?:jaar|ans|years?)\b",
        r"\b(?:hybrid|remote|thuiswerk|télétravail)\b",
        r"\b(?:freelance|interim|CDI|onbepaalde duur|permanent)\b",
        r"\b(?:nederlands|frans|engels|dutch|french|english|néerlandais|français|anglais)\b",
        r"\b(?:java|python|react|angular|sql|docker|kubernetes|aws|azure|linux)\b",
        r"\b(?:maaltijdcheques|chèques-repas|meal vouchers|bedrijfswagen|company car)\b",
    )
]


def baseline(one: Sample) -> object:
    """Take lxml's text of the description and look for one regex per field."""
    text = lxml_html.fromstring(one.raw.description or "<p>").text_content()
    return [pattern.findall(text) for pattern in _BASELINE]


def seconds_each(work: Callable[[Sample], object], ones: Sequence[Sample], *, rounds: int) -> float:
    """Return the process time of ``work`` for one of ``ones``, in seconds: the best of ``rounds``."""
    best = float("inf")
    for _ in range(rounds):
        begin = time.process_time()
        for one in ones:
            # What one reader found out must not help the next: in a round each bears all of its work.
            one.prose.answers.clear()
            work(one)
        best = min(best, time.process_time() - begin)
    return best / len(ones)


def together(part: Sequence[Sample]) -> float:
    """Return the process time of one posting of ``part``, in seconds, when a night reads them together."""
    raws = [one.raw for one in part]
    begin = time.process_time()
    normalize_all(raws, as_of=lambda _: AS_OF)
    return (time.process_time() - begin) / len(raws)


def one_at_a_time(part: Sequence[Sample]) -> float:
    """Return the same when each is read by itself."""
    return seconds_each(lambda one: normalize(one.raw, as_of=AS_OF), part, rounds=1)


def apart(ones: Sequence[Sample], parts: int) -> list[Sequence[Sample]]:
    """Return ``ones`` in so many parts, each from all over them, so that it holds their languages alike."""
    return [ones[start::parts] for start in range(parts)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postings", type=int, default=1800, help=f"how many are read, {2 * SLICES} at least")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ads", type=Path, help="a file of real ads to read instead of the sandbox's")
    options = parser.parse_args()
    if options.postings < 2 * SLICES:
        parser.error(f"--postings {options.postings}: half of them are read in {SLICES} slices, each of one at least")
    raws = real_ads(options.ads) if options.ads else corpus(options.postings)
    ones = samples(raws)
    size = sum(len(raw.description or "") for raw in raws) / len(raws)
    kind = "real ads" if options.ads else f"invented postings in {', '.join(LANGUAGES)}"
    print(f"{len(raws)} {kind}; descriptions of {size:,.0f} characters")
    normalize(raws[0], as_of=AS_OF)
    alone, *nightly = apart(ones, max(2, len(ones) // NIGHTLY))
    floor = seconds_each(baseline, alone, rounds=options.rounds)
    for name, measured, share in (
        ("one at a time", one_at_a_time, apart(alone, SLICES)),
        ("together", together, nightly),
    ):
        each = sorted(map(measured, share))
        middle = statistics.median(each)
        print(
            f"normalize, {name}: {1 / each[0]:,.0f} a second at best, {1 / middle:,.0f} in the middle"
            f" (goal {GOAL:,}), {middle / floor:.1f} × the baseline"
        )
    print(f"{'baseline: lxml text + 7 regexes':32}{floor * 1e6:9,.1f} µs")
    for name, work in READERS.items():
        spent = seconds_each(work, alone, rounds=options.rounds)
        print(f"{name:32}{spent * 1e6:9,.1f} µs{spent / floor:8.2f} × the baseline")


if __name__ == "__main__":
    main()
