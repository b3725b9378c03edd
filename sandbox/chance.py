"""Chance that repeats: the same seed words give the same dice, on every machine and in every order of calls."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")
WORDINGS = 1 << 30


def dice(*words: object) -> random.Random:
    """Dice seeded by the words; for a make-believe country, not for secrets."""
    return random.Random(" ".join(map(str, words)))  # noqa: S311  # chance that is the same for ever, not a secret


def draw(rolls: random.Random, things: Sequence[Thing], weights: Sequence[float]) -> Thing:
    """Pick one thing by weight."""
    rest = rolls.random() * sum(weights)
    for thing, weight in zip(things, weights, strict=True):
        rest -= weight
        if rest < 0:
            return thing
    return things[-1]


def pick(rolls: random.Random, things: Sequence[Thing]) -> Thing:
    """Pick one thing; quicker than ``choice``, which matters a million times."""
    return things[int(rolls.random() * len(things))]


def some(rolls: random.Random, things: Sequence[Thing], count: int) -> list[Thing]:
    """Pick up to ``count`` different things, in a random order."""
    left = list(things)
    taken = []
    for _ in range(min(count, len(left))):
        place = int(rolls.random() * len(left))
        left[place], left[-1] = left[-1], left[place]
        taken.append(left.pop())
    return taken


def wording(rolls: random.Random) -> int:
    """Return a number that decides how a sentence is worded."""
    return int(rolls.random() * WORDINGS)
