"""Many things in, lists of a few at a time out: what is done together must fit in memory, a transaction or a cache."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield ``items`` in lists of at most ``size``; as Python 3.12 does, which we need not have."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
