"""Ranges in, quantiles out: each ad is a uniform block of pay, and no employer counts in proportion to its ads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from pipeline.market.vocabularies import Floats, Ints, Longs

SPREAD = 0.025
"""A single figure stands for the range of so much below and above it."""
DRAWS = 1000
GROUPS = 100
"""More employers than this are drawn in so many groups: which is which decides nothing in so large a market."""
SEED = 20261123
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Sample:
    """The ads of one cell: bounds of pay, and the number of the employer of each (0 to employers - 1)."""

    low: Floats
    high: Floats
    employer: Ints

    @property
    def employers(self) -> int:
        """How many different employers there are."""
        return int(self.employer.max()) + 1 if len(self.employer) else 0


def sample(low: Floats, high: Floats, employer: Ints) -> Sample:
    """Return the ads as blocks: a single figure gets its `SPREAD`; ``employer`` may be any numbers."""
    single = high <= low
    numbers = np.unique(employer, return_inverse=True)[1].astype(np.int32)
    return Sample(np.where(single, low * (1 - SPREAD), low), np.where(single, high * (1 + SPREAD), high), numbers)


def weights(ads: Sample) -> Floats:
    """Return 1 / sqrt(number of ads of the same employer) for every ad."""
    per_employer = np.bincount(ads.employer, minlength=ads.employers)
    weight: Floats = 1 / np.sqrt(per_employer[ads.employer])
    return weight


class Mixture:
    """The weight below each edge of any block, group by group: whatever is asked is a sum of its rows."""

    def __init__(self, ads: Sample) -> None:
        """With up to `GROUPS` employers each is a group of its own; more are dealt out, so that cost stays bounded."""
        height = weights(ads) / (ads.high - ads.low)
        self.edges, places = np.unique(np.concatenate([ads.low, ads.high]), return_inverse=True)
        groups, size = min(ads.employers, GROUPS), len(self.edges)
        cells = np.tile(ads.employer % GROUPS, 2) * size + places
        steps = np.bincount(cells, np.concatenate([height, -height]), groups * size).reshape(groups, size)
        density = np.maximum(np.cumsum(steps, axis=1), 0)
        self._mass = np.zeros_like(density)
        np.cumsum(density[:, :-1] * np.diff(self.edges), axis=1, out=self._mass[:, 1:])

    def quantiles(self, shares: tuple[float, ...]) -> list[float]:
        """Return the figures below which ``shares`` of the weight lie."""
        whole = np.ones((len(shares), len(self._mass)))
        return [float(figure) for figure in self._figures(whole, np.array(shares))]

    def medians(self) -> Floats:
        """Return the medians of `DRAWS` samples of as many groups, drawn with replacement."""
        return self._figures(_draws(len(self._mass)).astype(np.float64), np.full(DRAWS, 0.5))

    def _figures(self, times: Floats, share: Floats) -> Floats:
        """Return for every line of ``times``, how often each group counts, below which figure ``share`` of it lies.

        Where exactly that share lies below a gap between blocks, the figure is the lower end of the gap; the tolerance
        keeps the last digit of a sum from deciding that.
        """
        columns = np.ascontiguousarray(self._mass.T)

        def mass(edge: Longs) -> Floats:
            found: Floats = np.einsum("ij,ij->i", times, columns[edge])
            return found

        left, right = np.zeros(len(times), dtype=np.int64), np.full(len(times), len(self.edges) - 1)
        wanted = mass(right) * share
        while (right - left > 1).any():
            middle = (left + right) // 2
            less = mass(middle) < wanted * (1 - _TOLERANCE)
            left, right = np.where(less, middle, left), np.where(less, right, middle)
        below, above = mass(left), mass(right)
        part = np.where(above > below, (wanted - below) / np.where(above > below, above - below, 1), 0)
        found: Floats = self.edges[left] + np.minimum(part, 1) * (self.edges[right] - self.edges[left])
        return found


@lru_cache(maxsize=GROUPS)
def _draws(groups: int) -> npt.NDArray[np.uint8]:
    """Return how often each of ``groups`` is in each draw."""
    chance = np.full(groups, 1 / groups)
    return np.random.default_rng(SEED).multinomial(groups, chance, size=DRAWS).astype(np.uint8)
