"""What is known of each role and of the words of titles: codes, vocabulary and the grid that joins them.

ISCO-08 unit groups are the ILO's; ESCO occupations (v1.1.1, European Commission, reused under Decision 2011/833/EU)
carry the same groups. Vocabularies are ours, read from the CSV files in ``data``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from models.vocabulary import Role, Seniority

# French job words of IT and the other gender of each, where no spelling rule undoes it.
_FEMININE = {
    "technicien": "technicienne",
    "informaticien": "informaticienne",
    "administrateur": "administratrice",
    "developpeur": "developpeuse",
    "programmeur": "programmeuse",
    "testeur": "testeuse",
    "ingenieur": "ingenieure",
    "directeur": "directrice",
    "concepteur": "conceptrice",
    "integrateur": "integratrice",
    "coordinateur": "coordinatrice",
    "chef": "cheffe",
    "consultant": "consultante",
}
_SPELLINGS = {
    one: [other for other in job.split(" ") if other != one]
    for job in ("technician technieker technicus techniker technicien", "analyst analist analyste analiste")
    for one in job.split(" ")
}
_ICT = {"it": "ict", "ict": "it"}
_ENGLISH_JOBS = frozenset(
    """engineer developer architect analyst manager consultant specialist officer administrator designer tester hacker
    operator owner master scientist coordinator technician expert programmer""".split()
)
_COMPOUND = 2
_SHORTEST_PART = 3
_ENDINGS = frozenset(["suffix", "fieldsuffix"])
_ESCO_OCCUPATION = "http://data.europa.eu/esco/occupation/"


def _rows(name: str) -> list[dict[str, str]]:
    text = files("pipeline.reference").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


_ROLES = {Role(row["role"]): row for row in _rows("roles.csv")}

ISCO_CODE: Mapping[Role, str] = {role: row["isco_code"] for role, row in _ROLES.items()}
"""ISCO-08 unit group of each role."""

ESCO_URI: Mapping[Role, str | None] = {role: _ESCO_OCCUPATION + row["esco_id"] for role, row in _ROLES.items()}
"""Nearest ESCO occupation of each role; ``roles.csv`` says where it is only the nearest."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a term of a title stands for.

    ``kind`` is one of ``head`` (names a job, of any trade until a domain says which), ``weak`` (a head that yields to
    any other), ``domain`` (a part of IT), ``role`` (names one of our roles by itself), ``trade`` (names another job),
    ``never`` (as trade, wherever it stands), ``field`` and ``commercial`` (belong to other trades), ``company`` (says
    that a segment describes the employer) and ``skip``.
    """

    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Domain:
    """A part of IT, and the role that it makes of each head."""

    name: str
    tier: int
    """1 a discipline, 2 a technology, 3 a technology of both sides, 4 a word of other trades too, 5 none."""
    yields: str
    """Where a word of another trade overrules it: ``left`` of the head, on ``both`` sides, ``around`` (as both, but
    not a word that IT shares), or nowhere."""
    roles: Mapping[str, Role]


@cache
def title_terms() -> tuple[tuple[str, Meaning], ...]:
    """Return every term of titles, folded and with spaces between its words, with its meaning."""
    terms = [
        (term, Meaning(row["kind"], row.get("value") or ""))
        for name in ("titles_it.csv", "titles_other.csv")
        for row in _rows(name)
        if row["kind"] not in _ENDINGS
        for term in row["terms"].split("|")
    ]
    written = {term for term, _ in terms}
    formed: dict[str, Meaning] = {}
    for term, meaning in terms:
        for other in (_feminine(term), _joined(term), _in_ict(term), _plural(term), *_respelt(term)):
            if other not in written:
                formed.setdefault(other, meaning)
    return (*terms, *formed.items())


def _feminine(term: str) -> str:
    """Return a French term with its masculine job words in the feminine.

    >>> _feminine("technicien informatique")
    'technicienne informatique'
    """
    return " ".join(_FEMININE.get(word, word) for word in term.split(" "))


def _respelt(term: str) -> Iterator[str]:
    """Yield a term of several words with its job as other languages write it, which Belgian titles mix.

    Only at its end may an analyst change his language: French, which puts him first, says "analyste data".
    """
    words = term.split(" ")
    for place, word in enumerate(words):
        if word in _SPELLINGS and len(words) > 1 and (place + 1 == len(words) or word.startswith("techni")):
            yield from (" ".join([*words[:place], other, *words[place + 1 :]]) for other in _SPELLINGS[word])


def _in_ict(term: str) -> str:
    """Return a term with IT as the other half of Belgium calls it: "ict operations manager" of "it …", or back."""
    return " ".join(_ICT.get(word, word) for word in term.split(" ")) if " " in term else term


def _plural(term: str) -> str:
    """Return a term of several words, the last an English job word, in the plural: "solution architects"."""
    *before, last = term.split(" ")
    return f"{term}s" if before and last in _ENGLISH_JOBS else term


def _joined(term: str) -> str:
    """Return a term of two words as Dutch and German write it, in one.

    >>> _joined("product eigenaar")
    'producteigenaar'
    """
    words = term.split(" ")
    return "".join(words) if len(words) == _COMPOUND and min(map(len, words)) >= _SHORTEST_PART else term


@cache
def trade_endings() -> tuple[str, ...]:
    """Return the endings of Dutch and German compounds that name a job of another trade."""
    return _endings("suffix")


@cache
def field_endings() -> tuple[str, ...]:
    """Return the endings of compounds that name a field of another trade, not the job in it."""
    return _endings("fieldsuffix")


def _endings(kind: str) -> tuple[str, ...]:
    return tuple(term for row in _rows("titles_other.csv") if row["kind"] == kind for term in row["terms"].split("|"))


@cache
def domains() -> Mapping[str, Domain]:
    """Return the parts of IT by name, each with the role it makes of a head."""
    return {
        row["domain"]: Domain(
            name=row["domain"],
            tier=int(row["tier"]),
            yields=row["yields"],
            roles={head: Role(role) for head, role in row.items() if role and head not in ("domain", "tier", "yields")},
        )
        for row in _rows("roles_grid.csv")
    }


@cache
def level_terms() -> tuple[tuple[str, Seniority | None], ...]:
    """Return the terms that name a level; ``None`` where a term holds such a word and names none."""
    return tuple(
        (term, None if row["level"] == "none" else Seniority(row["level"]))
        for row in _rows("titles_levels.csv")
        for term in row["terms"].split("|")
    )
