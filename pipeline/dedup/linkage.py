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
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that is compared, and how it may come out, best agreement first."""

    name: str
    levels: tuple[str, ...]
    """From agreement to disagreement; ``missing`` is added by itself."""
    compare: Callable[[Features, Features, Rarity], str]
    """Returns one of the levels."""


@dataclass(frozen=True, slots=True)
class Veto:
    """A rule that forbids a link."""

    reason: str
    forbids: Callable[[Features, Features], bool]


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
    against: float = float("-inf")
    """Weight from which down two postings keep even the links of others from joining them."""
    weights: Weights = field(default_factory=dict)

    def veto(self, a: Features, b: Features) -> str | None:
        """Return the reason why ``a`` and ``b`` cannot be one vacancy, or ``None``."""
        for veto in self.vetoes:
            if veto.forbids(a, b):
                return veto.reason
        return None

    def forbids(self, a: Features, b: Features) -> bool:
        """Return whether ``a`` and ``b`` may not stand in one vacancy, even by way of others.

        Forbidden are a pair with a veto, and one that weighs no more than ``against``.
        """
        return self.veto(a, b) is not None or self.weight(a, b, {}) <= self.against

    def case(self, a: Features, b: Features) -> Case:
        """Return the case that the pair belongs to."""
        return next(case for case in self.cases if case.applies(a, b))

    def levels(self, case: Case, a: Features, b: Features, rarity: Rarity) -> list[tuple[str, str]]:
        """Return each comparison of ``case`` with the level that the pair reaches."""
        return [(comparison.name, comparison.compare(a, b, rarity)) for comparison in case.comparisons]

    def weight(self, a: Features, b: Features, rarity: Rarity) -> float:
        """Return the match weight of the pair, vetoes aside."""
        case = self.case(a, b)
        weights = self.weights.get(case.name, {})
        total = weights.get(PRIOR, {}).get("", 0.0)
        for comparison in case.comparisons:
            total += weights.get(comparison.name, {}).get(comparison.compare(a, b, rarity), 0.0)
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
            Evidence(name=name, level=level, weight=weights.get(name, {}).get(level, 0.0))
            for name, level in self.levels(case, a[1], b[1], rarity or {})
        ]
        prior = Evidence(name=PRIOR, level=case.name, weight=weights.get(PRIOR, {}).get("", 0.0))
        return LinkEvidence(
            a=a[0],
            b=b[0],
            weight=round(prior.weight + sum(line.weight for line in lines), 3),
            threshold=self.threshold,
            comparisons=(prior, *lines),
            veto=self.veto(a[1], b[1]),
            rule=self.version,
        )


def read_weights(path: Path) -> Weights:
    """Return the weights that ``pipeline.dedup.train`` wrote to ``path``."""
    weights: dict[str, dict[str, dict[str, float]]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            case = weights.setdefault(row["case"], {})
            case.setdefault(row["comparison"], {})[row["level"]] = float(row["weight"])
    return weights
