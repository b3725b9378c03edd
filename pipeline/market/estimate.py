"""Ranges in, quantiles out: each ad is a uniform block of pay, and no employer counts in proportion to its ads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.market.columns import Floats, Ints

SPREAD = 0.025
"""A single figure stands for the range of so much below and above it."""
DRAWS = 1000
SEED = 20261123
_CHUNK = 2_000_000
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
    """The edges of all blocks in order, with the step that each makes in the density."""

    def __init__(self, ads: Sample) -> None:
        height = weights(ads) / (ads.high - ads.low)
        edges = np.concatenate([ads.low, ads.high])
        order = np.argsort(edges, kind="stable")
        self.edges = edges[order]
        self._steps = np.concatenate([height, -height])[order]
        self._owners = np.concatenate([ads.employer, ads.employer])[order]
        self._employers = ads.employers

    def quantiles(self, shares: tuple[float, ...]) -> list[float]:
        """Return the figures below which ``shares`` of the weight lie."""
        mass = self._mass(self._steps[None, :])
        return [float(self._figures(mass, share)[0]) for share in shares]

    def medians(self, draws: int = DRAWS, seed: int = SEED) -> Floats:
        """Return the medians of ``draws`` samples of as many employers, drawn with replacement."""
        chance = np.full(self._employers, 1 / self._employers)
        times = np.random.default_rng(seed).multinomial(self._employers, chance, size=draws)
        size = max(1, _CHUNK // len(self.edges))
        found = [
            self._figures(self._mass(times[first : first + size][:, self._owners] * self._steps), 0.5)
            for first in range(0, draws, size)
        ]
        return np.concatenate(found)

    def _mass(self, steps: Floats) -> Floats:
        """Return the weight below each edge, for every line of ``steps``."""
        density = np.cumsum(steps, axis=1)
        mass = np.zeros_like(density)
        np.cumsum(np.maximum(density[:, :-1], 0) * np.diff(self.edges), axis=1, out=mass[:, 1:])
        return mass

    def _figures(self, mass: Floats, share: float) -> Floats:
        """Return for every line of ``mass`` the least figure below which ``share`` of the weight lies.

        Where exactly that share lies below a gap between blocks, the figure is the lower end of the gap; the tolerance
        keeps the last digit of a sum from deciding that.
        """
        wanted = mass[:, -1] * share
        right = np.maximum(1, (mass < wanted[:, None] * (1 - _TOLERANCE)).sum(axis=1))
        lines = np.arange(len(mass))
        below, above = mass[lines, right - 1], mass[lines, right]
        part = np.where(above > below, (wanted - below) / np.where(above > below, above - below, 1), 0)
        found: Floats = self.edges[right - 1] + np.minimum(part, 1) * (self.edges[right] - self.edges[right - 1])
        return found
