"""Where a cluster would come apart: the link that joined it last, and what stands on either side of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.dedup.clustering import Edge


class Seam(NamedTuple):
    """The weakest of the links that a cluster needs, and the ids that it alone keeps together."""

    edge: Edge
    sides: tuple[list[int], list[int]]


def weakest_seam(edges: Iterable[Edge]) -> Seam | None:
    """Return the weakest link of the strongest tree through ``edges``; None when there are none.

    Every path between its two sides is at best as strong as the seam itself. Ties go to the least ids.
    """
    side_of: dict[int, list[int]] = {}
    seam: Seam | None = None
    for edge in sorted(edges, key=lambda edge: (-edge.weight, min(edge.a, edge.b), max(edge.a, edge.b))):
        ours, theirs = (side_of.setdefault(number, [number]) for number in (edge.a, edge.b))
        if ours is theirs:
            continue
        first, second = sorted((sorted(ours), sorted(theirs)))
        seam = Seam(edge, (first, second))
        ours.extend(theirs)
        side_of.update(dict.fromkeys(theirs, ours))
    return seam
