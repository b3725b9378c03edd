"""A text in, two small samples of it out that tell how much of one text stands in another.

Both are bottom-k sketches: of all hashes of a text its ``k`` smallest, which is a fair sample of the text and the same
sample for the same passage wherever it stands. Comparing samples copes with a cut text and with an agency's
introduction around it, which MinHash and Jaccard do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from html import unescape
from typing import NamedTuple

import numpy as np
import xxhash

from pipeline.normalize.text import fold

SHINGLE = 5
"""Words of one shingle."""
SIZE = 64
"""Shingle hashes kept."""
WORDS = 40
"""Word hashes kept."""
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[a-z0-9][a-z0-9+#]*")
_NUMBER = re.compile(r"\d[\d.,]*\d")
_LIMIT = 60_000
_LONG_WORD = 5
_PRIMES = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xFF51AFD7ED558CCD], np.uint64
)
_MIX = np.uint64(0xC4CEB9FE1A85EC53)


class Sketch(NamedTuple):
    """The sample of one text."""

    shingles: tuple[int, ...] = ()
    """The smallest hashes of its runs of five words, ascending."""
    words: tuple[int, ...] = ()
    """The smallest hashes of its long words, ascending."""
    length: int = 0
    """Number of its words."""
    digest: int = 0
    """Hash of all its words: equal for equal texts."""
    numbers: tuple[int, ...] = ()
    """Hashes of the numbers of two digits and more that stand in it, ascending."""


def hash64(text: str) -> int:
    """Return a 64-bit hash of ``text``, the same on every machine."""
    return int(xxhash.xxh3_64_intdigest(text.encode("utf-8", "surrogatepass")))


def small_hash(text: str) -> int:
    """Return a 32-bit hash of ``text``, the same on every machine."""
    return hash64(text) >> 32


NO_TEXT = Sketch()


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return hash64(word)


def plain(markup: str) -> str:
    """Return the text of sanitised ``markup``."""
    text = _TAG.sub(" ", markup) if "<" in markup else markup
    return unescape(text) if "&" in text else text


def sketch(markup: str | None) -> Sketch:
    """Return the sample of ``markup``; at most the first 60,000 characters are read."""
    if not markup:
        return NO_TEXT
    folded = fold(plain(markup[:_LIMIT]))
    found = _WORD.findall(folded)
    if not found:
        return NO_TEXT
    hashes = np.fromiter(map(_hash, found), np.uint64, len(found))
    return Sketch(
        shingles=_smallest(_shingles(hashes), SIZE),
        words=tuple(sorted({_hash(word) >> 32 for word in set(found) if len(word) >= _LONG_WORD})[:WORDS]),
        length=len(found),
        digest=xxhash.xxh3_64_intdigest(hashes.tobytes()),
        numbers=tuple(sorted({small_hash(re.sub(r"[.,]", "", number)) for number in _NUMBER.findall(folded)})[:24]),
    )


def _shingles(hashes: np.ndarray[tuple[int], np.dtype[np.uint64]]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    size = min(SHINGLE, len(hashes))
    count = len(hashes) - size + 1
    total = np.zeros(count, np.uint64)
    for offset in range(size):
        total += hashes[offset : offset + count] * _PRIMES[offset]
    total ^= total >> np.uint64(31)
    total *= _MIX
    return total ^ (total >> np.uint64(29))


def _smallest(hashes: np.ndarray[tuple[int], np.dtype[np.uint64]], count: int) -> tuple[int, ...]:
    return tuple(np.unique(hashes)[:count].tolist())


class Overlap(NamedTuple):
    """How much of the smaller sample stands in the larger one."""

    share: float
    """0 to 1."""
    sampled: float
    """How many hashes (or how much of their rarity) the share rests on."""


def containment(
    a: tuple[int, ...], b: tuple[int, ...], size: int, rarity: Mapping[int, float] | None = None
) -> Overlap:
    """Return how much of the smaller text stands in the larger, from their sketches ``a`` and ``b`` of ``size``.

    Only hashes that both samples would have kept are counted. With ``rarity`` each counts as much as it tells: a
    passage that many other ads share hardly counts.
    """
    if not a or not b:
        return Overlap(0.0, 0.0)
    ceiling = min(a[-1] if len(a) == size else b[-1], b[-1] if len(b) == size else a[-1])
    if len(a) < size and len(b) < size:
        ceiling = max(a[-1], b[-1])
    seen_a, seen_b = a[: bisect_right(a, ceiling)], b[: bisect_right(b, ceiling)]
    common = set(seen_a).intersection(seen_b)
    if rarity is None:
        smaller = float(min(len(seen_a), len(seen_b)))
        return Overlap(len(common) / smaller if smaller else 0.0, smaller)
    weight = rarity.get
    smaller = min(sum(weight(value, 1.0) for value in seen_a), sum(weight(value, 1.0) for value in seen_b))
    return Overlap(min(1.0, sum(weight(value, 1.0) for value in common) / smaller) if smaller else 0.0, smaller)
