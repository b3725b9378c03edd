"""The invented country's tables: the files in ``data/`` go in, employers, towns, roles and stacks come out.

Employers are invented. Names, codes, postal codes and coordinates of towns are real: REFNIS codes in the division of
2025 (Statbel), postal codes (bpost), rounded coordinates.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A place where people work: a municipality, or a part of one with its own postal code."""

    key: str
    nis_code: str
    postal_code: str
    names: Mapping[str, str]
    """Language → name; German falls back on the local name."""
    region: str
    """``V`` Flanders, ``W`` Wallonia, ``B`` Brussels."""
    province: Mapping[str, str]
    """Language (nl, fr) → name; empty texts in Brussels."""
    latitude: float
    longitude: float

    def name(self, language: str) -> str:
        """Return the name in a language."""
        return self.names[language]

    @property
    def local_name(self) -> str:
        """The name in the first language of the place."""
        return self.names["fr" if self.region == "W" else "nl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """Somebody who places ads, on one board of one source."""

    name: str
    kind: str
    """product, sme, bank, public, consultancy or staffing."""
    domain: str
    towns: tuple[Town, ...]
    languages: tuple[str, ...]
    source: str
    board: str
    founded: int
    staff: int
    weight: int
    """Its share of the country's vacancies."""

    @property
    def slug(self) -> str:
        """The name in lower case, ASCII, hyphenated."""
        return slugged(self.name)


@dataclass(frozen=True, slots=True)
class Stack:
    """Technologies that go together; the first is the one a title names."""

    name: str
    must: tuple[str, ...]
    nice: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One kind of work: an IT role, or a trade that is none."""

    role: Role | None
    name: str
    weight: int
    pay_month: int
    """Gross euro a month in the middle of a career."""
    titles: Mapping[str, tuple[str, ...]]
    stacks: tuple[Stack, ...] = ()
    tasks: str
    """Section of the ideas that describe it."""

    def profession(self, language: str) -> str:
        """Return its plainest title, as a public service files it."""
        return self.titles[language][-1].replace("{tech}", "").replace("()", "").strip(" -/")


_DATA = Path(__file__).with_name("data")
_TASKS = {
    "full-stack-developer": "backend",
    "backend-developer": "backend",
    "frontend-developer": "frontend",
    "mobile-developer": "mobile",
    "software-developer": "software",
    "embedded-developer": "embedded",
    "game-developer": "game",
    "data-engineer": "data",
    "data-scientist": "science",
    "machine-learning-engineer": "science",
    "data-analyst": "analyst",
    "devops-engineer": "ops",
    "systems-administrator": "sysadmin",
    "database-administrator": "dba",
    "security-engineer": "security",
    "qa-engineer": "qa",
    "software-architect": "architect",
    "erp-crm-consultant": "erp",
    "engineering-manager": "manager",
    "business-analyst": "ba",
    "product-owner": "po",
    "project-manager": "pm",
    "it-support": "support",
    "ux-designer": "ux",
}


@cache
def towns() -> Mapping[str, Town]:
    """Towns by key."""
    return {
        row["key"]: Town(
            key=row["key"],
            nis_code=row["nis_code"],
            postal_code=row["postal_code"],
            names={"nl": row["nl"], "fr": row["fr"], "en": row["en"], "de": row["de"] or row["fr"]},
            region=row["region"],
            province={"nl": row["province_nl"], "fr": row["province_fr"]},
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
        )
        for row in _rows("towns.csv")
    }


@cache
def employers() -> tuple[Employer, ...]:
    """All employers, in the order of the file."""
    return tuple(
        Employer(
            name=row["name"],
            kind=row["kind"],
            domain=row["domain"],
            towns=tuple(towns()[key] for key in row["towns"].split(";")),
            languages=tuple(row["languages"].split()),
            source=row["source"],
            board=row["board"],
            founded=int(row["founded"]),
            staff=int(row["staff"]),
            weight=int(row["weight"]),
        )
        for row in _rows("employers.csv")
    )


@cache
def domains() -> Mapping[str, Mapping[str, str]]:
    """Domain → language → how an ad words it."""
    return {row["key"]: row for row in _rows("domains.csv")}


@cache
def works() -> tuple[Work, ...]:
    """All kinds of work: the IT roles first, then the trades."""
    stacks: dict[str, list[Stack]] = {}
    for row in _rows("stacks.csv"):
        stack = Stack(row["stack"], tuple(row["must"].split(";")), tuple(row["nice"].split(";")))
        stacks.setdefault(row["role"], []).append(stack)
    roles = [
        Work(
            role=Role(row["role"]),
            name=row["role"],
            weight=int(row["weight"]),
            pay_month=int(row["pay_month"]),
            titles=_titles(row),
            stacks=tuple(stacks[row["role"]]),
            tasks=f"task.{_TASKS[row['role']]}",
        )
        for row in _rows("roles.csv")
    ]
    trades = [
        Work(
            role=None,
            name=row["trade"],
            weight=int(row["weight"]),
            pay_month=int(row["pay_month"]),
            titles=_titles(row),
            tasks=f"task.{row['trade']}",
        )
        for row in _rows("trades.csv")
    ]
    return (*roles, *trades)


def slugged(text: str, *, lower: bool = True) -> str:
    """ASCII words joined by hyphens, in lower case unless told otherwise."""
    plain = unicodedata.normalize("NFKD", text.lower() if lower else text)
    kept = (letter for letter in plain if not unicodedata.combining(letter))
    return "-".join("".join(letter if letter.isascii() and letter.isalnum() else " " for letter in kept).split())


def _titles(row: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(row[language].split("|")) for language in ("nl", "fr", "en", "de") if row.get(language)}


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (_DATA / name).read_text("utf-8")
    yield from csv.DictReader(text.splitlines())
