"""How a linkage model is declared, and how one weighs a pair: the terms of the field, and no word about job ads.

A *comparison* puts a pair on one of its *levels*, from full agreement down; ``missing`` is a level of its own and
neither agrees nor disagrees. Each level has a *match weight* in log-odds. Which comparisons count is a matter of the
*case* a pair belongs to. The weights add up, with the prior of the case, to the weight of the pair; a *veto* forbids
the link whatever the weight.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from models.raw import PostingKey
from models.vacancy import Comparison as Evidence
from models.vacancy import LinkEvidence
from pipeline.dedup.blocking import BlockingKey
from pipeline.dedup.features import Features

MISSING = "missing"
PRIOR = "prior"

Rarity = Mapping[int, float]
"""Shingle hash → how much it tells, 0 to 1; a hash that is not there tells all."""
Weights = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Case → comparison → level → match weight; what is not there weighs nothing."""
NEVER = float("-inf")


class _Step(NamedTuple):
    """One comparison on the way to the weight of a pair."""

    compare: Callable[[Features, Features, Rarity], str]
    weights: Mapping[str, float]
    still: float
    """The most that all comparisons after this one can add."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that is compared, and how it may come out, best agreement first."""

    name: str
    levels: tuple[str, ...]
    """From agreement to disagreement; ``missing`` is added by itself."""
    compare: Callable[[Features, Features, Rarity], str]
    """Returns one of the levels."""
    cost: int = 0
    """About how many microseconds it takes: the cheap are asked first."""


@dataclass(frozen=True, slots=True)
class Veto:
    """A rule that forbids a link."""

    reason: str
    forbids: Callable[[Features, Features], bool]
    dear: bool = False
    """Whether it reads the texts: asked last, of pairs that would link otherwise."""


@dataclass(frozen=True, slots=True)
class Case:
    """Pairs that are weighed alike."""

    name: str
    applies: Callable[[Features, Features], bool]
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkageModel:
    """Which pairs are looked at, what is compared, what forbids, and how much evidence is enough."""

    version: str
    blocking: tuple[BlockingKey, ...]
    cases: tuple[Case, ...]
    """The first that applies; the last applies to every pair."""
    vetoes: tuple[Veto, ...]
    threshold: float
    """Least weight of a link, in log-odds."""
    against: float = NEVER
    """Weight from which down two postings keep even the links of others from joining them."""
    weights: Weights = field(default_factory=dict)
    _steps: dict[str, tuple[float, list[_Step]]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _cheap: list[Veto] = field(init=False, repr=False, compare=False, default_factory=list)
    _dear: list[Veto] = field(init=False, repr=False, compare=False, default_factory=list)

    def __post_init__(self) -> None:
        self._steps.update({case.name: self._planned(case) for case in self.cases})
        self._cheap.extend(veto for veto in self.vetoes if not veto.dear)
        self._dear.extend(veto for veto in self.vetoes if veto.dear)

    def _planned(self, case: Case) -> tuple[float, list[_Step]]:
        """Return the prior of ``case`` and its comparisons, the cheapest first and of those the most telling."""
        weights = self.weights.get(case.name, {})
        found = [(comparison, weights.get(comparison.name, {})) for comparison in case.comparisons]
        found.sort(key=lambda item: (item[0].cost, -_spread(item[1])))
        still = [sum(max(0.0, *levels.values(), 0.0) for _, levels in found[at + 1 :]) for at in range(len(found))]
        steps = [_Step(item.compare, levels, left) for (item, levels), left in zip(found, still, strict=True)]
        return weights.get(PRIOR, {}).get("", 0.0), steps

    def veto(self, a: Features, b: Features) -> str | None:
        """Return the reason why ``a`` and ``b`` cannot be one vacancy, or ``None``."""
        for veto in self.vetoes:
            if veto.forbids(a, b):
                return veto.reason
        return None

    def link(self, a: Features, b: Features, rarity: Rarity, *, least: float) -> float | None:
        """Return the weight of the pair, or ``None`` when a veto forbids it or it weighs less than ``least``.

        As `veto` and `weight` together, and three times quicker: most candidates fail by what is cheap to ask.
        """
        for veto in self._cheap:
            if veto.forbids(a, b):
                return None
        weight = self.weight(a, b, rarity, least=least)
        if weight < least or any(veto.forbids(a, b) for veto in self._dear):
            return None
        return round(weight, 6)

    def forbids(self, a: Features, b: Features) -> bool:
        """Return whether ``a`` and ``b`` may not stand in one vacancy, even by way of others.

        Forbidden are a pair with a veto, and one that weighs no more than ``against``.
        """
        return self.veto(a, b) is not None or self.weight(a, b, {}, least=self.against) <= self.against

    def case(self, a: Features, b: Features) -> Case:
        """Return the case that the pair belongs to."""
        return next(case for case in self.cases if case.applies(a, b))

    def levels(self, case: Case, a: Features, b: Features, rarity: Rarity) -> list[tuple[str, str]]:
        """Return each comparison of ``case`` with the level that the pair reaches."""
        return [(comparison.name, comparison.compare(a, b, rarity)) for comparison in case.comparisons]

    def weight(self, a: Features, b: Features, rarity: Rarity, *, least: float = NEVER) -> float:
        """Return the match weight of the pair, vetoes aside.

        A pair that cannot reach ``least`` is given up on the way: what is returned is then some number below it.
        """
        total, steps = self._steps[self.case(a, b).name]
        for compare, weights, still in steps:
            total += weights.get(compare(a, b, rarity), 0.0)
            if total + still < least:
                return total + still
        return total

    def explain(
        self, a: tuple[PostingKey, Features], b: tuple[PostingKey, Features], rarity: Rarity | None = None
    ) -> LinkEvidence:
        """Return the whole account of the pair: every comparison, its level and weight, the prior and any veto.

        Without ``rarity`` every passage counts in full, as for two ads seen alone.
        """
        case = self.case(a[1], b[1])
        weights = self.weights.get(case.name, {})
        lines = [
            _line(name, level, weights.get(name, {}).get(level, 0.0))
            for name, level in self.levels(case, a[1], b[1], rarity or {})
        ]
        prior = _line(PRIOR, case.name, weights.get(PRIOR, {}).get("", 0.0))
        return LinkEvidence(
            a=a[0],
            b=b[0],
            weight=round(prior.weight + sum(line.weight for line in lines), 3),
            threshold=self.threshold,
            comparisons=(prior, *lines),
            veto=self.veto(a[1], b[1]),
            rule=self.version,
        )


@lru_cache(maxsize=4096)
def _line(name: str, level: str, weight: float) -> Evidence:
    """Return a line of evidence; there are some hundreds of them, and every stored link has twenty."""
    return Evidence(name=name, level=level, weight=weight)


def _spread(weights: Mapping[str, float]) -> float:
    return max(weights.values(), default=0.0) - min(weights.values(), default=0.0)


def read_weights(path: Path) -> Weights:
    """Return the weights that ``pipeline.dedup.train`` wrote to ``path``."""
    weights: dict[str, dict[str, dict[str, float]]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            case = weights.setdefault(row["case"], {})
            case.setdefault(row["comparison"], {})[row["level"]] = float(row["weight"])
    return weights
