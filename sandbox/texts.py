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

Program = tuple[str, tuple[tuple[int, tuple[str, ...], str], ...]]
"""The text before the first alternatives; then for each: how many there are, which, and the text after them."""


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
        text, rest = self._programs[language]
        for count, choices, after in rest:
            wording, choice = divmod(wording, count)
            text += choices[choice] + after
        return text.format_map(facts)


def _compiled(text: str) -> Program:
    pieces = _CHOICE.split(text)
    literals, alternatives = pieces[::2], [piece.split("|") for piece in pieces[1::2]]
    for place, choices in enumerate(alternatives):
        # An alternative that begins with a comma closes up to the word before it.
        if literals[place].endswith(" ") and any(choice.startswith(",") for choice in choices):
            literals[place] = literals[place][:-1]
            alternatives[place] = [choice if choice.startswith(",") else f" {choice}" for choice in choices]
    rest = tuple(
        (len(choices), tuple(choices), after) for choices, after in zip(alternatives, literals[1:], strict=True)
    )
    return literals[0], rest


@cache
def bank() -> Mapping[str, tuple[Idea, ...]]:
    """All ideas by section, in the order of the files ``data/ideas.*.txt``."""
    sections: dict[str, list[Idea]] = {}
    for name in ("about", "tasks", "profile", "pay"):
        for section, ideas in _read(f"ideas.{name}.txt").items():
            sections.setdefault(section, []).extend(ideas)
    return {section: tuple(ideas) for section, ideas in sections.items()}


@cache
def tellable(section: str, languages: tuple[str, ...]) -> tuple[int, ...]:
    """Return the numbers of the ideas of a section that know every one of the languages."""
    return tuple(
        number for number, idea in enumerate(bank()[section]) if all(idea.knows(language) for language in languages)
    )


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
