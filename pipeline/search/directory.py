"""Names that can be asked for: employers, technologies, places and roles, found by what somebody types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

import numpy as np

from models.vocabulary import Role
from pipeline.market.employers import describe, per_employer
from pipeline.market.records import EmployerRow
from pipeline.market.study import Study
from pipeline.market.vocabularies import UNSTATED
from pipeline.reference.places import CITIES, COUNTRY, municipalities, postcodes
from pipeline.reference.skills import technologies
from pipeline.search.rows import words_of


def begins(name: str, typed: str) -> bool:
    """Say whether ``name`` or a word of it begins with ``typed``, both folded."""
    return _wanted(typed) in _folded(name)


@lru_cache(maxsize=50_000)
def _folded(name: str) -> str:
    return "".join(f" {word}" for word in words_of(name))


def _wanted(typed: str) -> str:
    """Return what a folded name that begins with ``typed`` contains; signs that make no word are in no name."""
    return _folded(typed) or typed.strip()


def employer_lines(study: Study, typed: str = "") -> tuple[EmployerRow, ...]:
    """Return employers with any vacancy in Belgium within a year, most open ones first."""
    lines = study.keep("employers by rank", None, lambda: _ranked_employers(study))
    wanted = _wanted(typed)
    return tuple(line for name, line in lines if wanted in name)


def ever_hired(study: Study, key: str) -> bool:
    """Say whether the employer with this key has or had a vacancy."""
    columns = study.columns
    known = study.keep("employers", None, lambda: np.bincount(columns.employer[columns.alive] - UNSTATED))
    place = columns.words.employer.find(key) - UNSTATED
    return 0 < place < len(known) and bool(known[place])


def employer_named(study: Study, key: str) -> EmployerRow | None:
    """Return the employer with this key, its numbers those of Belgium; ``None`` where it never had a vacancy."""
    if not ever_hired(study, key):
        return None
    code = study.columns.words.employer.find(key)
    year, now = (study.cell(kind, None, COUNTRY) for kind in ("new", "open"))
    return describe(study, code, year, now, *(int(per_employer(study, cell)[code]) for cell in (year, now)))


def _ranked_employers(study: Study) -> tuple[tuple[str, EmployerRow], ...]:
    """Return (folded name, employer), most open vacancies first."""
    year, now = (study.cell(kind, None, COUNTRY) for kind in ("new", "open"))
    appeared, opened = per_employer(study, year), per_employer(study, now)
    lines = [
        describe(study, code, year, now, int(appeared[code]), int(opened[code]))
        for code in np.flatnonzero(appeared + opened).tolist()
    ]
    lines.sort(key=lambda line: (-line.open_now, -line.vacancies, line.key))
    return tuple((_folded(line.name), line) for line in lines)


def skill_lines(study: Study, typed: str = "") -> tuple[dict[str, Any], ...]:
    """Return technologies that vacancies in Belgium name, most open ones first."""
    words = study.columns.words.skill
    appeared = study.columns.skills.counts(study.rows(study.cell("new", None, COUNTRY)), len(words))
    opened = study.columns.skills.counts(study.rows(study.cell("open", None, COUNTRY)), len(words))
    known = technologies()
    lines = [
        {
            "slug": slug,
            "name": known[slug].name,
            "kind": known[slug].kind.value,
            "open_now": int(opened[code]),
            "vacancies": int(appeared[code]),
        }
        for code, slug in enumerate(words.words)
        if slug in known
        and (opened[code] or appeared[code])
        and (begins(known[slug].name, typed) or begins(slug, typed))
    ]
    return tuple(sorted(lines, key=lambda line: (-line["open_now"], -line["vacancies"], line["slug"])))


class Suggestion(NamedTuple):
    """One thing that somebody may mean."""

    type: str
    value: str
    label: str
    query: str
    """Query string of a search for it."""


def suggestions(study: Study, typed: str, limit: int) -> list[Suggestion]:
    """Return what begins with ``typed``: roles, cities, technologies, employers, then any municipality or postcode."""
    found: list[Suggestion] = []
    for suggestion in _candidates(study, typed):
        if len(found) == limit:
            break
        if all((suggestion.type, suggestion.value) != (other.type, other.value) for other in found):
            found.append(suggestion)
    return found


def _candidates(study: Study, typed: str) -> Iterator[Suggestion]:
    if typed.strip().isdigit():
        yield from _postal_codes(typed.strip())
        return
    for role in Role:
        if begins(role.value.replace("-", " "), typed):
            yield Suggestion("role", role.value, role.value.replace("-", " "), f"role={role.value}")
    for city in CITIES:
        yield from _named("city", city.slug, f"city={city.slug}", city.names.values(), typed)
    for line in skill_lines(study, typed):
        yield Suggestion("skill", line["slug"], line["name"], f"skill={quote(line['slug'])}")
    for employer in employer_lines(study, typed):
        yield Suggestion("employer", employer.key, employer.name, f"employer={quote(employer.key)}")
    for place in municipalities().values():
        yield from _named("municipality", place.nis, f"scope={place.nis}", place.names.values(), typed)


def _named(kind: str, value: str, query: str, names: Iterable[str], typed: str) -> Iterator[Suggestion]:
    for name in dict.fromkeys(names):
        if begins(name, typed):
            yield Suggestion(kind, value, name, query)


def _postal_codes(digits: str) -> Iterator[Suggestion]:
    for code in sorted(postcodes()):
        if code.startswith(digits):
            label = f"{code} {municipalities()[postcodes()[code][0]].name}"
            yield Suggestion("postal_code", code, label, f"postal_code={code}&radius_km=25")
