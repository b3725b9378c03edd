"""Features in, blocking keys out: two postings that share no key are never compared.

A key is a signed 64-bit integer, so that SQLite and PostgreSQL keep it in an ordinary index column. Lists of postings
under one key are capped where they are read (`LIST_CAP`): a key that thousands share is boilerplate and tells nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from pipeline.dedup.features import Features
from pipeline.dedup.sketch import hash64

LIST_CAP = 64
"""Newest postings read under one key."""
CANDIDATES = 24
"""Postings compared with a new one."""
_PASSAGES = 12
_VALUES = 3


def _passages(posting: Features) -> Sequence[str]:
    return [str(shingle) for shingle in posting.text.shingles[:_PASSAGES]]


def _towns(posting: Features) -> Sequence[str]:
    return list(dict.fromkeys(spot.town for spot in posting.spots if spot.town))[:_VALUES]


def _pay(posting: Features) -> Sequence[str]:
    return [] if posting.pay is None else [f"{posting.pay[0]} {posting.pay[1]} {posting.pay[2]}"]


def _weeks(posting: Features) -> Sequence[str]:
    # Two weeks that overlap by half: ads placed within three days of each other always share one.
    return [] if posting.posted is None else [f"{posting.posted // 7}", f"{(posting.posted + 3) // 7}½"]


def _one(text: str) -> Sequence[str]:
    return [text] if text else []


FIELDS: Mapping[str, Callable[[Features], Sequence[str]]] = {
    "passage": _passages,
    "employer": lambda posting: _one(" ".join(posting.employer[:2])),
    "reference": lambda posting: _one(posting.reference if len(posting.reference) > 3 else ""),
    "title": lambda posting: _one(" ".join(sorted(posting.title))),
    "role": lambda posting: _one(posting.role),
    "town": _towns,
    "stack": lambda posting: sorted(posting.stacks)[:_VALUES],
    "skill": lambda posting: [str(skill) for skill in posting.skills[:_VALUES]],
    "pay": _pay,
    "week": _weeks,
}
"""What a key may be made of: field → its values in one posting."""


@dataclass(frozen=True, slots=True)
class BlockingKey:
    """Postings that agree in all ``fields`` are looked at; ``weight`` says how telling that is."""

    fields: tuple[str, ...]
    weight: float


def block_on(*fields: str, weight: float) -> BlockingKey:
    """Return the rule that postings agreeing in all ``fields`` are looked at."""
    return BlockingKey(fields, weight)


class WeightedKey(NamedTuple):
    """A key of one posting, and how telling it is that another posting has it too."""

    key: int
    weight: float


def weighted_keys(rules: Sequence[BlockingKey], posting: Features) -> list[WeightedKey]:
    """Return the keys of ``posting`` under ``rules``, none twice; a rule with a missing field gives none."""
    values = {name: FIELDS[name](posting) for rule in rules for name in rule.fields}
    found: dict[int, float] = {}
    for rule in rules:
        for combination in product(*(values[name] for name in rule.fields)):
            found.setdefault(_key(rule.fields, combination), rule.weight)
    return [WeightedKey(key, weight) for key, weight in found.items()]


def _key(names: tuple[str, ...], values: tuple[str, ...]) -> int:
    number = hash64("\n".join((*names, *values)))
    return number - (1 << 64) if number >> 63 else number


def best_candidates(keys: Sequence[WeightedKey], lists: Mapping[int, Sequence[int]], own: int) -> list[int]:
    """Return the ids worth comparing with posting ``own``, best first: those under many, telling and short lists."""
    score: Counter[int] = Counter()
    for key, weight in keys:
        ids = lists.get(key, ())
        # A list at the cap is longer than it looks, nobody knows by how much.
        share = weight / (len(ids) if len(ids) < LIST_CAP else 8 * LIST_CAP)
        for identity in ids:
            score[identity] += share  # type: ignore[assignment]  # a Counter of floats
    score.pop(own, None)
    return sorted(score, key=lambda identity: (-score[identity], identity))[:CANDIDATES]
