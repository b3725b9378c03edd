"""Features in, blocking keys out: two postings that share no key are never compared.

A key is a signed 64-bit integer, so that SQLite and PostgreSQL keep it in an ordinary index column. Its upper half
comes from the first field of its rule, so that all keys of one employer or one town are neighbours in the index and a
posting touches few pages of it. A key that a crowd shares is boilerplate and not followed (`CROWD`). Candidates are
bounded twice, by number and by how much they promise, so that what a posting costs does not grow with the store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from pipeline.dedup.features import Features
from pipeline.dedup.sketch import small_hash

CROWD = 31
"""Postings that a key may have at most: what more share is boilerplate, and tells nothing."""
CANDIDATES = 12
"""Postings compared with a new one at most."""
PROMISE = 0.35
"""Least score of a posting worth comparing: one sharing only hardly telling keys is left alone."""
NEAR_BEST = 0.1
"""Least share of the best candidate's score: beside a copy that shares a dozen keys, an ad that shares one is none."""
_PASSAGES = 5
_FEW = 2
_SEVERAL = 3
_VALUES = 2


def _passages(posting: Features) -> Sequence[str]:
    return [str(shingle) for shingle in posting.text.shingles[:_PASSAGES]]


def _few_passages(posting: Features) -> Sequence[str]:
    return _passages(posting)[:_FEW]


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
    "few passages": _few_passages,
    "employer": lambda posting: _one(" ".join(posting.employer[:2])),
    # "Reiebank" and "Reiebank IT Services" may be one house.
    "employer's first word": lambda posting: list(posting.employer[:1]),
    "reference": lambda posting: _one(posting.reference if len(posting.reference) > 3 else ""),
    "title": lambda posting: _one(" ".join(sorted(posting.title))),
    "longest title word": lambda posting: _one(max(sorted(posting.title), key=len, default="")),
    "role": lambda posting: _one(posting.role),
    "town": _towns,
    "stack": lambda posting: sorted(posting.stacks)[:_VALUES],
    "all skills": lambda posting: _one(" ".join(map(str, posting.skills)) if len(posting.skills) >= _SEVERAL else ""),
    "pay": _pay,
    "week": _weeks,
}
"""What a key may be made of: field → its values in one posting."""


@dataclass(frozen=True, slots=True)
class BlockingKey:
    """Postings that agree in all ``fields`` are looked at; ``weight`` says how telling that is."""

    fields: tuple[str, ...]
    weight: float
    beginning: str
    """Of the text that is hashed: the names of the fields, so that equal values of two rules are two keys."""


def block_on(*fields: str, weight: float) -> BlockingKey:
    """Return the rule that postings agreeing in all ``fields`` are looked at."""
    return BlockingKey(fields, weight, "".join(f"{name}\n" for name in fields))


def weighted_keys(rules: Sequence[BlockingKey], posting: Features) -> dict[int, float]:
    """Return the keys of ``posting`` under ``rules``, each with how telling it is that another posting has it too.

    A rule with a missing field gives none.
    """
    values: dict[str, Sequence[str]] = {}
    found: dict[int, float] = {}
    for rule in rules:
        for name in rule.fields:
            if name not in values:
                values[name] = FIELDS[name](posting)
        first, *others = [values[name] for name in rule.fields]
        endings = ["\n".join(("", *combination)) for combination in product(*others)] if others else [""]
        for value in first:
            neighbourhood = _remembered_hash(value) << 32
            for ending in endings:
                number = neighbourhood | small_hash(rule.beginning + value + ending)
                found.setdefault(number - (1 << 64) if number >> 63 else number, rule.weight)
    return found


@lru_cache(maxsize=8192)
def _remembered_hash(value: str) -> int:
    """As `small_hash`; an employer or a town comes back in rule after rule and ad after ad."""
    return small_hash(value)


def best_candidates(keys: Mapping[int, float], lists: Mapping[int, Sequence[int]], own: int) -> list[int]:
    """Return the ids worth comparing with posting ``own``, best first: those under many, telling and short lists."""
    score: dict[int, float] = {}
    for key, weight in keys.items():
        ids = lists.get(key)
        if not ids:
            continue
        share = weight / len(ids)
        for identity in ids:
            if identity in score:
                score[identity] += share
            else:
                score[identity] = share
    score.pop(own, None)
    least = max(PROMISE, NEAR_BEST * max(score.values(), default=0.0))
    promising = sorted(identity for identity, total in score.items() if total >= least)
    return sorted(promising, key=score.__getitem__, reverse=True)[:CANDIDATES]
