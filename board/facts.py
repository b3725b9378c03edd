"""Curated facts: a subject, a language and a day in → sourced lines out, those that have expired left out.

Facts stand in ``reference/*.toml``, in our own words, each with the address it was read at, the day it was read and the
day from which it is hidden until somebody reads it again. What cannot be sourced is not there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from board.language import LANGUAGES
from models.vocabulary import Role

_FOLDER = Path(__file__).parent / "reference"
CITY_SECTIONS = ("hubs", "schools", "scene")
ROLE_SECTIONS = ("what", "career")
SURVEY_SECTIONS = ("package", "freelance")
_SECTIONS = {"cities": CITY_SECTIONS, "roles": ROLE_SECTIONS, "surveys": SURVEY_SECTIONS}


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One line that somebody read somewhere."""

    section: str
    texts: Mapping[str, str]
    """Language → the line, in our words."""
    source: str
    url: str
    read_on: date
    expires_on: date

    def text(self, language: str) -> str:
        """Return the line in a language."""
        return self.texts[language]


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A fact in one language."""

    text: str
    source: str
    url: str
    read_on: date
    expires_on: date


@cache
def facts(kind: str) -> Mapping[str, tuple[Fact, ...]]:
    """Return subject → its facts; ``kind`` names the file. Raises `ValueError` on a fact without proof."""
    tree = tomllib.loads((_FOLDER / f"{kind}.toml").read_text(encoding="utf-8"))
    return {subject: tuple(_fact(subject, _SECTIONS[kind], line) for line in lines) for subject, lines in tree.items()}


def _fact(subject: str, sections: tuple[str, ...], line: Mapping[str, Any]) -> Fact:
    texts = {language: str(line.get(language, "")) for language in LANGUAGES}
    if not all(texts.values()) or line["section"] not in sections or not str(line["url"]).startswith("http"):
        raise ValueError(f"{subject}: a fact needs {LANGUAGES}, a section of {sections} and an address: {line}")
    return Fact(
        section=line["section"],
        texts=texts,
        source=line["source"],
        url=line["url"],
        read_on=line["read_on"],
        expires_on=line["expires_on"],
    )


def city_facts(city: str, language: str, today: date) -> Mapping[str, tuple[Line, ...]]:
    """Return section → lines of a city that are still good on ``today``."""
    return _shown(facts("cities").get(city, ()), CITY_SECTIONS, language, today)


def role_facts(role: Role, language: str, today: date) -> Mapping[str, tuple[Line, ...]]:
    """Return section → lines of a role that are still good on ``today``."""
    return _shown(facts("roles").get(role.value, ()), ROLE_SECTIONS, language, today)


def surveys(language: str, today: date) -> Mapping[str, tuple[Line, ...]]:
    """Return section → what surveys of all Belgium say that is still good on ``today``."""
    return _shown(facts("surveys").get("belgium", ()), SURVEY_SECTIONS, language, today)


def market_facts(role: Role | None, city: str | None, language: str, today: date) -> Mapping[str, tuple[Line, ...]]:
    """Return section → everything curated that the page of a market shows."""
    return {
        **(city_facts(city, language, today) if city else {}),
        **(role_facts(role, language, today) if role else {}),
        **surveys(language, today),
    }


def _shown(
    lines: tuple[Fact, ...], sections: tuple[str, ...], language: str, today: date
) -> Mapping[str, tuple[Line, ...]]:
    good = [line for line in lines if today < line.expires_on]
    return {
        section: tuple(
            Line(
                text=line.text(language),
                source=line.source,
                url=line.url,
                read_on=line.read_on,
                expires_on=line.expires_on,
            )
            for line in good
            if line.section == section
        )
        for section in sections
    }
