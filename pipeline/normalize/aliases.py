"""What an operator taught the readers: a text of a field, and the text to read in its stead.

A rule never touches what is shown: title, texts and raw records stay as published. It stands before the reader of its
field and swaps whole words there, whatever their case or accents, so that a meaning is read by the same rules as any
other text. Rules are data, handed in: nothing here knows where they are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from models.raw import RawPosting
from models.record import Record
from pipeline.normalize.text import fold_in_place, one_line

HEARD: Mapping[str, str] = {
    "role": "title",
    "places": "job_locations",
    "hiring_organization": "hiring_organization",
    "base_salary": "base_salary",
    "employment_types": "employment_types",
    "contract": "employment_types",
    "work_mode": "remote",
    "skills": "skills",
}
"""Field that can be taught → the published field that its reader hears."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alias(Record):
    """Where ``field`` says ``text``, read ``meaning``."""

    field: str
    """One of `HEARD`."""
    text: str
    meaning: str


class Aliases:
    """Rules in force together; the longest text goes first, and what one rule wrote no other rule reads."""

    def __init__(self, rules: Iterable[Alias] = (), *, version: int = 0) -> None:
        """Take the rules; ``version`` counts the changes that were ever made to them."""
        self.rules = tuple(sorted(rules, key=lambda rule: (-len(rule.text), rule.text, rule.field)))
        self.version = version
        self._found: dict[str, tuple[re.Pattern[str], dict[str, Alias]]] = {}
        for published in {HEARD[rule.field] for rule in self.rules}:
            ours = {_folded(rule.text): rule for rule in reversed(self.rules) if HEARD[rule.field] == published}
            words = "|".join(re.escape(text) for text in sorted(ours, key=lambda text: (-len(text), text)))
            self._found[published] = re.compile(rf"(?<!\w)(?:{words})(?!\w)"), ours

    def heard(self, raw: RawPosting) -> RawPosting:
        """Return ``raw`` as the readers are to hear it."""
        changes: dict[str, Any] = {}
        for published in self._found:
            before = getattr(raw, published)
            after = tuple(self._swap(published, text) for text in before) if _many(before) else before
            if isinstance(before, str):
                after = self._swap(published, before)
            if after != before:
                changes[published] = after
        return replace(raw, **changes) if changes else raw

    def applied(self, raw: RawPosting) -> list[Alias]:
        """Return the rules that speak in ``raw``."""
        found: dict[str, Alias] = {}
        for published, (pattern, ours) in self._found.items():
            value = getattr(raw, published)
            for text in value if _many(value) else [value or ""]:
                found |= {hit.group(): ours[hit.group()] for hit in pattern.finditer(_folded(text))}
        return list(found.values())

    def _swap(self, published: str, text: str) -> str:
        pattern, ours = self._found[published]
        plain = one_line(text)
        parts: list[str] = []
        at = 0
        for hit in pattern.finditer(fold_in_place(plain)):
            parts += [plain[at : hit.start()], ours[hit.group()].meaning]
            at = hit.end()
        return "".join([*parts, plain[at:]]) if parts else text


NO_ALIASES = Aliases()


def _many(value: object) -> bool:
    return isinstance(value, tuple)


def _folded(text: str) -> str:
    return fold_in_place(one_line(text))
