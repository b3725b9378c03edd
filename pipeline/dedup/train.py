"""Labelled pairs and labelled streams in, the match weights of the linkage model out.

    python -m sandbox.strata --size 20000 --seed 5 > stream.jsonl
    python -m pipeline.dedup.train --stream stream.jsonl --pairs pairs.jsonl --as-of 2026-11-23

A *stream* is JSON Lines of ``{"vacancy": "...", "posting": {a RawPosting}}``: every posting of a market with the true
vacancy it belongs to, e.g. the sandbox's. A *pairs* file is what `pipeline.evaluation.duplicates.read_pairs` reads:
pairs that a person judged; each counts as ``PAIR_COUNT`` of a stream's, because there are few and they are real.

The weights are those of a logistic regression with one indicator for each level, ``missing`` fixed at nothing. Small
cases lean on the pooled one (a ridge towards its weights), and a level may never weigh more than a better one. Same
input, same weights: no random number is drawn.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.posting import JobPosting
from models.raw import PostingKey, RawPosting
from pipeline.batches import batched
from pipeline.dedup.features import Features, features
from pipeline.dedup.index import TemporaryIndex
from pipeline.dedup.linkage import MISSING, PRIOR, LinkageModel, Rarity
from pipeline.dedup.model import MODEL
from pipeline.dedup.sketch import small_hash
from pipeline.dedup.stream import BATCH, PassageRarity, candidate_pairs, entry, posting_id
from pipeline.dedup.words import DATA
from pipeline.evaluation.duplicates import read_pairs
from pipeline.normalize import normalize

PAIR_COUNT = 60.0
HEAVIEST = 4.0
"""Log-odds beyond which no single level counts: a stream is neater than the world, and only a veto decides alone."""
LEFT_OUT = 3
"""One comparison in three is left out of the second copy of a sample."""
POOL_RIDGE = 1.0
CASE_RIDGE = 2.0
_POOL = "any"
Array = NDArray[np.float64]


class Sample(NamedTuple):
    """One pair, weighed by nobody yet."""

    case: str
    levels: tuple[tuple[str, str], ...]
    same: bool
    copies: float
    """How many pairs of a stream it stands for."""


def stream_samples(
    postings: Iterable[tuple[PostingKey, Features, str]], model: LinkageModel = MODEL
) -> Iterator[Sample]:
    """Yield every pair that blocking proposes and no veto forbids among ``postings``, each with its true vacancy."""
    with closing(TemporaryIndex()) as index:
        truth: dict[int, str] = {}
        for batch in batched(postings, BATCH):
            rows = [(posting_id(key), found, vacancy) for key, found, vacancy in batch]
            truth.update((identity, vacancy) for identity, _, vacancy in rows)
            index.add([entry(identity, found, model) for identity, found, _ in rows])
        for ids in batched(sorted(truth), BATCH):
            for pair, a, b in candidate_pairs(index, [entry(*item, model) for item in index.features(ids).items()]):
                if model.veto(a, b) is not None:
                    continue
                yield _sample(model, a, b, pair.rarity, same=truth[pair.a] == truth[pair.b], count=1.0)


def pair_samples(
    pairs: Iterable[tuple[tuple[PostingKey, Features], tuple[PostingKey, Features], bool]],
    model: LinkageModel = MODEL,
) -> Iterator[Sample]:
    """Yield the judged ``pairs`` that no veto settles, each seen among all postings of all pairs."""
    judged = list(pairs)
    with closing(TemporaryIndex()) as index:
        known = {posting_id(key): found for a, b, _ in judged for key, found in (a, b)}
        entries = [entry(identity, found, model) for identity, found in known.items()]
        index.add(entries)
        near: dict[int, list[Features]] = defaultdict(list)
        for pair, _, other in candidate_pairs(index, entries):
            near[pair.a].append(other)
        for (key, a), (_, b), same in judged:
            if model.veto(a, b) is None:
                rarity = PassageRarity(a, near[posting_id(key)])
                yield _sample(model, a, b, rarity, same=same, count=PAIR_COUNT)


def _sample(model: LinkageModel, a: Features, b: Features, rarity: Rarity, *, same: bool, count: float) -> Sample:
    case = model.case(a, b)
    return Sample(case.name, tuple(model.levels(case, a, b, rarity)), same, count)


def thinned(samples: Sequence[Sample]) -> Iterator[Sample]:
    """Yield ``samples``, each a second time as if a third of the facts were not stated.

    A stream may state more than real ads do: where every ad names its town, nothing could be learnt of ads that do not.
    """
    for number, sample in enumerate(samples):
        half = sample._replace(copies=sample.copies / 2)
        yield half
        levels = tuple(
            (name, MISSING if small_hash(f"{number} {name}") % LEFT_OUT == 0 else level)
            for name, level in sample.levels
        )
        yield half._replace(levels=levels)


class Fit(NamedTuple):
    """The weights of one case."""

    prior: float
    weights: dict[tuple[str, str], float]


def fit(samples: Sequence[Sample], columns: Sequence[tuple[str, str]], towards: Fit | None = None) -> Fit:
    """Return the weights that make ``samples`` likeliest, pulled towards ``towards`` (or nothing) by a ridge."""
    at = {column: position + 1 for position, column in enumerate(columns)}
    x = np.zeros((len(samples), len(columns) + 1))
    x[:, 0] = 1.0
    for row, sample in enumerate(samples):
        for level in sample.levels:
            if level in at:
                x[row, at[level]] = 1.0
    y = np.array([float(sample.same) for sample in samples])
    counts = np.array([sample.copies for sample in samples])
    start = np.zeros(len(columns) + 1)
    if towards is not None:
        start[0] = towards.prior
        start[1:] = [towards.weights.get(column, 0.0) for column in columns]
    ridge = np.full(len(columns) + 1, CASE_RIDGE if towards is not None else POOL_RIDGE)
    ridge[0] *= 0.1
    found = bounded(x, y, counts, start, ridge)
    return Fit(float(found[0]), {column: float(found[position]) for column, position in at.items()})


def bounded(x: Array, y: Array, counts: Array, start: Array, ridge: Array) -> Array:
    """Return the weights of `newton`, none but the first beyond ``HEAVIEST``: what passes it is held there."""
    held = np.zeros(len(start), bool)
    found = start.copy()
    while True:
        fixed = x[:, held] @ found[held]
        found[~held] = newton(x[:, ~held], y, counts, start[~held], ridge[~held], fixed)
        beyond = ~held & (np.abs(found) > HEAVIEST)
        beyond[0] = False
        if not beyond.any():
            return found
        found[beyond] = np.sign(found[beyond]) * HEAVIEST
        held |= beyond


def newton(x: Array, y: Array, counts: Array, start: Array, ridge: Array, offset: Array) -> Array:
    """Return the weights of the ridge logistic regression of ``y`` on ``x``, by Newton's method with halved steps.

    ``offset`` is added to each row's score as it is.
    """

    def loss(w: Array) -> float:
        score = x @ w + offset
        likelihood = counts @ (np.logaddexp(0.0, score) - y * score)
        return float(likelihood + 0.5 * ridge @ (w - start) ** 2)

    w = start.copy()
    for _ in range(60):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w + offset, -35.0, 35.0)))
        gradient = x.T @ (counts * (p - y)) + ridge * (w - start)
        curvature = x.T @ (x * (counts * p * (1.0 - p))[:, None]) + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        size, before = 1.0, loss(w)
        while loss(w - size * step) > before and size > 1e-4:
            size *= 0.5
        w = w - size * step
        if float(np.abs(size * step).max()) < 1e-8:
            break
    return w


def ordered(weights: Sequence[float], counts: Sequence[float]) -> list[float]:
    """Return ``weights`` changed as little as possible so that none is greater than one before it."""
    blocks: list[list[float]] = []
    for weight, count in zip(weights, counts, strict=True):
        blocks.append([weight, count + 1e-6, 1])
        while len(blocks) > 1 and blocks[-2][0] < blocks[-1][0]:
            value, mass, width = blocks.pop()
            last = blocks[-1]
            last[0] = (last[0] * last[1] + value * mass) / (last[1] + mass)
            last[1] += mass
            last[2] += width
    return [value for value, _, width in blocks for _ in range(int(width))]


def train(samples: Sequence[Sample], model: LinkageModel = MODEL) -> list[tuple[str, str, str, float, int]]:
    """Return the rows of ``weights.csv``: case, comparison, level, weight, pairs that reached the level."""
    samples = list(thinned(samples))
    levels = {c.name: c.levels for case in model.cases for c in case.comparisons}
    columns = [(name, level) for name, steps in levels.items() for level in steps]
    pooled = _in_order(fit(samples, columns), samples, levels)
    rows = []
    for case in model.cases:
        own = [sample for sample in samples if sample.case == case.name]
        steps = {comparison.name: comparison.levels for comparison in case.comparisons}
        wanted = [(name, level) for name in steps for level in steps[name]]
        found = _in_order(fit(own, wanted, pooled), own, steps) if own else pooled
        seen = Counter(level for sample in own for level in sample.levels)
        rows.append((case.name, PRIOR, "", round(found.prior, 3), len(own)))
        rows += [(case.name, n, level, round(found.weights[n, level], 3), seen[n, level]) for n, level in wanted]
        rows += [(case.name, name, MISSING, 0.0, seen[name, MISSING]) for name in steps]
    return rows


def _in_order(found: Fit, samples: Sequence[Sample], levels: dict[str, tuple[str, ...]]) -> Fit:
    seen = Counter(level for sample in samples for level in sample.levels)
    weights = dict(found.weights)
    for name, steps in levels.items():
        fitted = ordered([weights[name, step] for step in steps], [float(seen[name, step]) for step in steps])
        weights.update(zip([(name, step) for step in steps], fitted, strict=True))
    return Fit(found.prior, weights)


Read = Callable[[RawPosting], JobPosting]


def read_stream(path: Path, read: Read) -> Iterator[tuple[PostingKey, Features, str]]:
    """Yield the postings of the labelled stream ``path`` with their vacancies."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            raw = RawPosting.from_json(row["posting"])
            yield raw.key, features(read(raw), place_texts=raw.job_locations), row["vacancy"]


def read_judged(
    path: Path, read: Read
) -> Iterator[tuple[tuple[PostingKey, Features], tuple[PostingKey, Features], bool]]:
    """Yield the pairs of ``path`` that were judged without doubt."""
    for pair in read_pairs(path):
        if pair.label != "unsure" and not pair.ambiguous:
            a, b = ((raw.key, features(read(raw), place_texts=raw.job_locations)) for raw in (pair.a, pair.b))
            yield a, b, pair.label == "same"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the weights that the named files teach."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stream", type=Path, action="append", default=[], help="labelled stream, JSON Lines")
    parser.add_argument("--pairs", type=Path, action="append", default=[], help="judged pairs, JSON Lines")
    parser.add_argument("--as-of", type=date.fromisoformat, required=True, help="the day on which dates are read")
    parser.add_argument("--out", type=Path, default=DATA / "weights.csv")
    options = parser.parse_args(arguments)

    def read(raw: RawPosting) -> JobPosting:
        return normalize(raw, as_of=options.as_of)

    samples: list[Sample] = []
    for path in options.stream:
        samples += stream_samples(read_stream(path, read))
    for path in options.pairs:
        samples += pair_samples(read_judged(path, read))
    with options.out.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("case", "comparison", "level", "weight", "pairs"))
        writer.writerows(train(samples))


if __name__ == "__main__":
    main()
