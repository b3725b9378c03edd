"""How long a reader takes beside plain work of the same moment: a ratio, since machines are shared and noisy."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache

from benchmarks.hostile import warm

QUICK, LONG = 10, 100
"""Yardsticks: about 50 ms and half a second where one takes 5 ms."""
_TRIES = 4


def yardsticks(read: Callable[[str], object], text: str) -> float:
    """Return how many yardsticks ``read`` takes for ``text``, once every table is loaded: the least of several tries.

    Each try has a text of its own, one sign longer, so that no cache answers for the reader.
    """
    _load()
    return min(_seconds(lambda more=more: read(text + "." * more)) / _seconds(_yardstick) for more in range(_TRIES))


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _yardstick() -> int:
    return sum(number & 7 for number in range(100_000))


@cache
def _load() -> None:
    warm()
