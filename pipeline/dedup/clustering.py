"""Weighed pairs in, clusters out, so that no cluster holds a pair that may not be together.

Plain connected components let a chain of true links join two jobs that nobody would join; here every union asks again
whether any member of one side is forbidden with any member of the other. Pairs are taken from the strongest down, ties
by id, so that the same pairs give the same clusters in whatever order they come.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple


class Edge(NamedTuple):
    """Two postings that may be one vacancy."""

    a: int
    b: int
    weight: float


Forbids = Callable[[int, int], bool]
"""Whether two postings may never stand in one cluster."""


class Clusters:
    """A partition that only grows coarser. An id never mentioned is a cluster of its own."""

    def __init__(
        self,
        forbids: Forbids,
        *,
        members: Iterable[Collection[int]] = (),
        cannot_link: Iterable[tuple[int, int]] = (),
    ) -> None:
        """Start from the clusters ``members`` (each of two ids or more); ``cannot_link`` are an operator's verdicts."""
        self._forbids = forbids
        self._cannot = {frozenset(pair) for pair in cannot_link}
        self._vouched: set[int] = set()
        self._root: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        for cluster in members:
            first, *others = sorted(cluster)
            for other in others:
                self._unite(first, other)

    def members(self, identity: int) -> list[int]:
        """Return the ids in one cluster with ``identity``, itself among them, ascending."""
        return sorted(self._members.get(self.root(identity), [identity]))

    def root(self, identity: int) -> int:
        """Return the least id of the cluster of ``identity``: its name."""
        return self._root.get(identity, identity)

    def together(self, a: int, b: int) -> bool:
        """Return whether ``a`` and ``b`` stand in one cluster."""
        return self.root(a) == self.root(b)

    def __iter__(self) -> Iterator[list[int]]:
        """Yield every cluster of two or more, by its least id."""
        for root in sorted(self._members):
            yield sorted(self._members[root])

    def must_link(self, a: int, b: int) -> bool:
        """Join the clusters of ``a`` and ``b`` as an operator says, past every rule but another operator's verdict.

        What an operator vouched for then no longer keeps others out of its cluster; only their own links do.
        """
        self._vouched |= {a, b}
        return self._join(a, b, lambda _one, _other: False)

    def join(self, a: int, b: int) -> bool:
        """Join the clusters of ``a`` and ``b`` unless a rule or verdict forbids; return whether they are now one."""
        vouched = self._vouched - {a, b}
        return self._join(a, b, lambda one, other: not vouched & {one, other} and self._forbids(one, other))

    def _join(self, a: int, b: int, forbids: Forbids) -> bool:
        if self.together(a, b):
            return True
        ours, theirs = self.members(a), self.members(b)
        for one in ours:
            for other in theirs:
                if frozenset((one, other)) in self._cannot or forbids(one, other):
                    return False
        self._unite(a, b)
        return True

    def _unite(self, a: int, b: int) -> None:
        root, gone = sorted((self.root(a), self.root(b)))
        if root == gone:
            return
        joined = self._members.setdefault(root, [root])
        moved = self._members.pop(gone, [gone])
        joined.extend(moved)
        self._root.update(dict.fromkeys(moved, root))


def cluster(
    edges: Iterable[Edge],
    forbids: Forbids,
    *,
    must_link: Iterable[tuple[int, int]] = (),
    cannot_link: Iterable[tuple[int, int]] = (),
) -> Clusters:
    """Return the clusters that ``edges`` (each strong enough to link) make, verdicts of operators first."""
    clusters = Clusters(forbids, cannot_link=cannot_link)
    for a, b in sorted({(min(pair), max(pair)) for pair in must_link}):
        clusters.must_link(a, b)
    for edge in sorted(edges, key=lambda edge: (-edge.weight, min(edge.a, edge.b), max(edge.a, edge.b))):
        clusters.join(edge.a, edge.b)
    return clusters
