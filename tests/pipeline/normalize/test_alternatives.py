"""Alternatives in another order match what they matched."""

from __future__ import annotations

import re

import pytest

from pipeline.normalize.alternatives import WORD_START, gathered, grouped
from tests.pipeline.normalize.hostile_texts import UNITS

EXAMPLES = [
    ("java|javascript|jira", "(?:j(?:ava|avascript|ira))"),
    ("a(?:b|c)|ad|b[|]c", "(?:a(?:(?:b|c)|d)|b(?:[|]c))"),
    (r"an?|as?|c\|d", r"(?:a(?:n?|s?)|c(?:\|d))"),
    (rf"no|n{WORD_START}ot|n{WORD_START}a", rf"(?:n(?:o|{WORD_START}(?:ot|a)))"),
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


def test_what_must_stand_behind_the_first_letter_needs_a_letter() -> None:
    with pytest.raises(ValueError, match="no plain letter"):
        grouped(r"no|\w+", behind=WORD_START)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\b(?:no|not|geen)\b x", rf"(?:n{WORD_START}(?:o|ot)|g{WORD_START}een)\b x"),
        (r"\b(?:no|geen) x|\bnot y|z", rf"n{WORD_START}(?:o x|ot y)|g{WORD_START}een x|z"),
        (r"\b(?:geen|(?:voor|ver) x)", rf"g{WORD_START}een|v{WORD_START}(?:oor|er) x"),
        (r"\bcdi\b|\b(?:a?b|c)", r"\b(?:cdi\b)|\b(?:a?b|c)"),
        (r"\w+|\bs?tage", r"\w+|\bs?tage"),
        (r"\b(?:na|en|al|to|in|ra|op|no)", r"\b(?:n(?:a|o)|en|al|to|in|ra|op)"),
        (r"\b(?:a(b)|b) [(]", r"(?:\b(?:a(b)|b)) [(]"),
    ],
)
def test_alternatives_are_gathered_by_letter_and_the_edge_comes_first_where_skipping_gains_nothing(
    pattern: str, expected: str
) -> None:
    assert gathered(pattern) == expected


@pytest.mark.parametrize(
    "pattern",
    [
        r"\b(?:jaar|ja(?:va)?|3)\b|\bre",
        r"\bvan\w*|\b(?:en|of) ",
        r"\b(?:en|of|na|te|al|in|de|re\w*) \w|\d\w",
        r"(?:jaar|ja(?:va|r))s?|\b(?:a|b)\b",
        r"(?:ja|b)[\s(|\]]c|d",
        r"(?:no|not){1,2}x|\bvan (?:a|b)",
    ],
)
def test_the_same_is_found_by_what_is_gathered(pattern: str) -> None:
    text = " ".join(UNITS.values()) + " revanche envan (van) 3java é3 jaars jas jar a bb ja(c notnox van b"
    assert [found.span() for found in re.finditer(gathered(pattern), text)] == [
        found.span() for found in re.finditer(pattern, text)
    ]
