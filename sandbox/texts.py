"""The bank of ideas: an idea, a wording number and the facts of a vacancy go in, one sentence comes out.

An *idea* is one meaning in several languages, each written with alternatives in square brackets and facts in braces:
``nl Je [bouwt|schrijft] {product}``. A wording number picks the alternatives, so the same number gives the same
sentence, another number rewords it, and another language translates it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data")
LANGUAGES = ("nl", "fr", "en", "de")
_CHOICE = re.compile(r"\[([^\]]*)\]")

Program = tuple[str | tuple[str, ...], ...]


class Idea:
    """One meaning, in the languages it was written in."""

    __slots__ = ("_programs",)

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._programs: dict[str, Program] = {language: _compiled(text) for language, text in texts.items()}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages this idea can be told in."""
        return tuple(self._programs)

    def knows(self, language: str) -> bool:
        """Whether the idea can be told in the language."""
        return language in self._programs

    def say(self, language: str, wording: int, facts: Mapping[str, str]) -> str:
        """Tell the idea; raises KeyError for a language or a fact that is not there."""
        parts = []
        for part in self._programs[language]:
            if isinstance(part, str):
                parts.append(part)
            else:
                wording, choice = divmod(wording, len(part))
                parts.append(part[choice])
        return "".join(parts).format_map(facts)


def _compiled(text: str) -> Program:
    pieces = _CHOICE.split(text)
    program: list[str | tuple[str, ...]] = []
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            if piece:
                program.append(piece)
        else:
            program.append(tuple(piece.split("|")))
    return tuple(_closed_up(program))


def _closed_up(program: list[str | tuple[str, ...]]) -> list[str | tuple[str, ...]]:
    """Drop the space that would stand before an alternative which begins with a comma."""
    closed: list[str | tuple[str, ...]] = []
    for part in program:
        if isinstance(part, tuple) and closed and isinstance(closed[-1], str) and closed[-1].endswith(" "):
            closed[-1] = closed[-1][:-1]
            closed.append(tuple(choice if choice.startswith(",") else f" {choice}" for choice in part))
        else:
            closed.append(part)
    return closed


@cache
def bank() -> Mapping[str, tuple[Idea, ...]]:
    """All ideas by section, in the order of the files ``data/ideas.*.txt``."""
    sections: dict[str, list[Idea]] = {}
    for name in ("about", "tasks", "profile", "pay"):
        for section, ideas in _read(f"ideas.{name}.txt").items():
            sections.setdefault(section, []).extend(ideas)
    return {section: tuple(ideas) for section, ideas in sections.items()}


def _read(name: str) -> dict[str, list[Idea]]:
    sections: dict[str, list[Idea]] = {}
    section, texts = "", dict[str, str]()
    for line in [*(DATA / name).read_text("utf-8").splitlines(), ""]:
        if line.startswith("== "):
            section = line[3:].strip()
        elif not line.strip():
            if texts:
                sections.setdefault(section, []).append(Idea(texts))
                texts = {}
        else:
            language, text = line.split(" ", 1)
            texts[language] = text
    return sections
