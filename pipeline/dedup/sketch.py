"""A text in, two small samples of it out that tell how much of one text stands in another.

Both are bottom-k sketches: of all hashes of a text its ``k`` smallest, which is a fair sample of the text and the same
sample for the same passage wherever it stands. Comparing samples copes with a cut text and with an agency's
introduction around it, which MinHash and Jaccard do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from html import unescape
from typing import NamedTuple

import numpy as np
import xxhash
from numpy.typing import NDArray

from pipeline.normalize.text import fold

SHINGLE = 5
"""Words of one shingle."""
SIZE = 64
"""Shingle hashes kept."""
WORDS = 40
"""Word hashes kept."""
NUMBERS = 24
"""Hashes of numbers kept."""
_TAG = re.compile(r"<[^<>]*>")
_LIMIT = 60_000
_LONG_WORD = 5
_HALF = np.uint64(32)
_BASE = 0xD6E8FEB86659FD93
_PRIMES = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xA0761D6478BD642F, 0xFF51AFD7ED558CCD], np.uint64
)
_MIX = np.uint64(0xC4CEB9FE1A85EC53)


Hashes = NDArray[np.uint64]


def _powers(base: int) -> Hashes:
    factors = np.concatenate((np.ones(1, np.uint64), np.full(_LIMIT, base, np.uint64)))
    return np.cumprod(factors, dtype=np.uint64)


_POWERS, _INVERSES = _powers(_BASE), _powers(pow(_BASE, -1, 2**64))
_IS_DIGIT = np.array([chr(code).isdigit() and code < 128 for code in range(256)])
_IS_WORD = np.array([chr(code).isalnum() and code < 128 for code in range(256)])
_NO_LETTER = _IS_DIGIT | ~_IS_WORD
_VALUE = np.where(_IS_WORD, np.arange(1, 257), 0).astype(np.uint64)


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


def plain(markup: str) -> str:
    """Return the text of sanitised ``markup``."""
    text = _TAG.sub(" ", markup) if "<" in markup else markup
    return unescape(text) if "&" in text else text


def sketch(markup: str | None) -> Sketch:
    """Return the sample of ``markup``; at most the first 60,000 characters are read, and no script but the Latin."""
    if not markup:
        return NO_TEXT
    text = np.frombuffer(fold(plain(markup[:_LIMIT])).encode("ascii", "replace")[:_LIMIT], np.uint8)
    starts, ends = _words(text)
    if not len(starts):
        return NO_TEXT
    hashes, lengths = _word_hashes(text, starts), ends - starts
    numeric = (lengths > 1) & np.logical_and.reduceat(_NO_LETTER[text], starts)
    return Sketch(
        shingles=_smallest(_shingles(hashes), SIZE),
        words=_smallest(hashes[(lengths >= _LONG_WORD) & ~numeric] >> _HALF, WORDS),
        length=len(starts),
        digest=int(xxhash.xxh3_64_intdigest(hashes.tobytes())),
        numbers=_smallest(hashes[numeric] >> _HALF, NUMBERS),
    )


def _words(text: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where the words of ``text`` start and end: runs of letters and digits."""
    inside = np.zeros(len(text) + 2, bool)
    inside[1:-1] = _IS_WORD[text]
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    return edges[::2], edges[1::2]


def _word_hashes(text: NDArray[np.uint8], starts: NDArray[np.int64]) -> Hashes:
    """Return a hash of each word: a polynomial in its letters, for all words at once, then mixed."""
    # What stands between two words counts nothing, so that a sum may run on to the next word.
    totals = np.add.reduceat(_VALUE[text] * _POWERS[: len(text)], starts)
    return _mixed(totals * _INVERSES[starts])


def _shingles(hashes: Hashes) -> Hashes:
    size = min(SHINGLE, len(hashes))
    return _mixed(np.correlate(hashes, _PRIMES[:size], "valid"))


def _mixed(hashes: Hashes) -> Hashes:
    hashes = (hashes ^ (hashes >> np.uint64(31))) * _MIX
    return hashes ^ (hashes >> np.uint64(29))


def _smallest(hashes: Hashes, count: int) -> tuple[int, ...]:
    ordered = np.sort(hashes)
    new = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return tuple(ordered[new][:count].tolist())


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
    if not rarity:
        smaller = float(min(len(seen_a), len(seen_b)))
        return Overlap(len(common) / smaller if smaller else 0.0, smaller)
    told = len(common) - _lost(common, rarity)
    smaller = min(len(seen_a) - _lost(seen_a, rarity), len(seen_b) - _lost(seen_b, rarity))
    return Overlap(min(1.0, told / smaller) if smaller > 0 else 0.0, smaller)


def _lost(hashes: Iterable[int], rarity: Mapping[int, float]) -> float:
    known = rarity.keys() & hashes
    return len(known) - sum(map(rarity.__getitem__, known))
