"""Alternatives in another order match what they matched."""

from __future__ import annotations

import re

import pytest

from pipeline.normalize.alternatives import grouped
from tests.pipeline.normalize.hostile_texts import UNITS

EXAMPLES = [
    ("java|javascript|jira", "(?:j(?:ava|avascript|ira))"),
    ("a(?:b|c)|ad|b[|]c", "(?:a(?:(?:b|c)|d)|b(?:[|]c))"),
    (r"an?|as?|c\|d", r"(?:a(?:n?|s?)|c(?:\|d))"),
    (r"a?b|\bin|at", r"(?:a(?:t)|a?b|\bin)"),
]


@pytest.mark.parametrize(("pattern", "expected"), EXAMPLES)
def test_alternatives_are_grouped_by_first_letter(pattern: str, expected: str) -> None:
    assert grouped(pattern) == expected


@pytest.mark.parametrize(
    "pattern", [r"java(?=,)|ja|contact\b|[0-9]{4}|3(?:k| jaar)|vast|van|v\w+t", r"no|non|nice|n\w*"]
)
def test_the_same_is_found(pattern: str) -> None:
    text = " ".join(UNITS.values())
    assert [found[0] for found in re.finditer(grouped(pattern), text)] == [
        found[0] for found in re.finditer(pattern, text)
    ]
