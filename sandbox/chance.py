"""Chance that repeats: the same seed words give the same dice, on every machine and in every order of calls."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")
WORDINGS = 1 << 30


def dice(*words: object) -> random.Random:
    """Dice seeded by the words; for a make-believe country, not for secrets."""
    return random.Random(" ".join(map(str, words)))  # noqa: S311


def draw(rolls: random.Random, things: Sequence[Thing], weights: Sequence[float]) -> Thing:
    """Pick one thing by weight."""
    return rolls.choices(things, weights)[0]


def wording(rolls: random.Random) -> int:
    """Return a number that decides how a sentence is worded."""
    return rolls.randrange(WORDINGS)
