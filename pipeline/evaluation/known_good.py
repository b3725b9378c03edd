"""Texts that are read rightly, and those of them that a new alias would have read otherwise.

``known_good.csv`` holds our own examples, one published field each, with the value that a person found right.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from models.posting import JobPosting
from models.raw import RawPosting
from models.record import Record
from pipeline.normalize import normalize
from pipeline.normalize.aliases import HEARD, NO_ALIASES, Aliases

NOTHING = "none"
_DAY = date(2026, 1, 15)
_MANY = frozenset({"job_locations", "employment_types", "skills"})


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownGood(Record):
    """A text of a field and the value it is rightly read as; `NOTHING` for one that says nothing."""

    field: str
    text: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Broken(Record):
    """A known-good example that would come out otherwise."""

    example: KnownGood
    now: str


@cache
def known_good() -> tuple[KnownGood, ...]:
    """Return the examples."""
    text = (files("pipeline.reference") / "data" / "known_good.csv").read_text(encoding="utf-8")
    return tuple(KnownGood(**row) for row in csv.DictReader(text.splitlines()))


def broken_by(aliases: Aliases) -> list[Broken]:
    """Return the examples that ``aliases`` would have read otherwise; only texts that a rule touches are read."""
    found = []
    for example in known_good():
        raw = _published(example.field, example.text)
        if aliases.applied(raw):
            now = _told(example.field, normalize(raw, as_of=_DAY, aliases=aliases))
            if now != example.value:
                found.append(Broken(example=example, now=now))
    return found


def reading_of(field: str, text: str, aliases: Aliases = NO_ALIASES) -> str:
    """Return what ``text`` of ``field`` is read as, in a word or two; `NOTHING` when nothing can be read."""
    return _told(field, normalize(_published(field, text), as_of=_DAY, aliases=aliases))


def _published(field: str, text: str) -> RawPosting:
    published = HEARD[field]
    value: Any = (text,) if published in _MANY else text
    return RawPosting(**{"source": "example", "identifier": "1", "title": "Example", published: value})


def _told(field: str, posting: JobPosting) -> str:
    return _TELL[field](posting) or NOTHING


def _pay(posting: JobPosting) -> str:
    pay = posting.base_salary
    if pay is None or (pay.min is None and pay.max is None):
        return ""
    return f"{pay.min or ''}-{pay.max or ''} {pay.currency or '?'} {pay.unit or '?'}"


_TELL: Mapping[str, Callable[[JobPosting], str]] = {
    "role": lambda posting: posting.role or "",
    "places": lambda posting: " ".join(
        sorted(place.nis_code or place.region or place.country or "" for place in posting.places)
    ),
    "hiring_organization": lambda posting: posting.hiring_organization.key if posting.hiring_organization else "",
    "base_salary": _pay,
    "employment_types": lambda posting: " ".join(posting.employment_types),
    "contract": lambda posting: posting.contract or "",
    "work_mode": lambda posting: posting.work_mode or "",
    "skills": lambda posting: " ".join(sorted(skill.slug for skill in posting.skills)),
}
