"""Where a cluster comes apart."""

from __future__ import annotations

import random

from pipeline.dedup.clustering import Edge, cluster
from pipeline.dedup.seam import weakest_seam


def test_two_tight_groups_come_apart_at_the_one_weak_link_between_them() -> None:
    tight = [Edge(1, 2, 9.0), Edge(2, 3, 8.0), Edge(1, 3, 4.0), Edge(4, 5, 7.5)]
    seam = weakest_seam([*tight, Edge(3, 4, 5.0)])
    assert seam is not None
    assert seam.edge == Edge(3, 4, 5.0), "weaker links that are not needed do not count"
    assert seam.sides == ([1, 2, 3], [4, 5])


def test_no_links_no_seam() -> None:
    assert weakest_seam([]) is None


def test_a_verdict_on_the_seam_parts_the_cluster_there_in_random_clusters() -> None:
    """An operator says *different* on the seam: its two ends stand apart, as each end's stronger links do."""
    dice = random.Random(11)
    for _ in range(200):
        size = dice.randint(2, 9)
        edges = [Edge(n, dice.randrange(n), dice.uniform(5, 12)) for n in range(1, size)]
        edges += [Edge(a, b, dice.uniform(5, 12)) for a in range(size) for b in range(a) if dice.random() < 0.2]
        seam = weakest_seam(edges)
        assert seam is not None
        apart = cluster(edges, lambda _a, _b: False, cannot_link=[(seam.edge.a, seam.edge.b)])
        for side in seam.sides:
            assert all(apart.together(side[0], other) for other in side)
        assert not apart.together(seam.edge.a, seam.edge.b)
        assert sorted(seam.sides[0] + seam.sides[1]) == list(range(size))
