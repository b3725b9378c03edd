"""The constrained clustering against an oracle that is too slow to be wrong, on random graphs."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.dedup.clustering import Clusters, Edge, cluster

NODES = st.integers(0, 11)
PAIRS = st.tuples(NODES, NODES).filter(lambda pair: pair[0] < pair[1])
EDGES = st.dictionaries(PAIRS, st.integers(1, 5), max_size=30)
FORBIDDEN = st.sets(PAIRS, max_size=12)


def naive(
    edges: dict[tuple[int, int], int], forbidden: set[tuple[int, int]], must: set[tuple[int, int]]
) -> set[frozenset[int]]:
    """Sets of ids, rebuilt whole at every step."""
    partition = {frozenset([node]) for node in range(12)}

    def hold(node: int) -> frozenset[int]:
        return next(part for part in partition if node in part)

    for rules, wanted in ((False, sorted(must)), (True, sorted(edges, key=lambda pair: (-edges[pair], pair)))):
        for a, b in wanted:
            union = hold(a) | hold(b)
            if rules and hold(a) != hold(b):
                vouched = {node for pair in must for node in pair} - {a, b}
                judged = ((x, y) for x in hold(a) for y in hold(b) if not vouched & {x, y})
                across = ((min(x, y), max(x, y)) for x, y in judged)
                if any(pair in forbidden for pair in across):
                    continue
            partition = {part for part in partition if not part & union} | {union}
    return {part for part in partition if len(part) > 1}


def forbids(forbidden: set[tuple[int, int]]):
    return lambda a, b: (min(a, b), max(a, b)) in forbidden


def as_edges(edges: dict[tuple[int, int], int]) -> list[Edge]:
    return [Edge(a, b, weight) for (a, b), weight in edges.items()]


@given(EDGES, FORBIDDEN, st.sets(PAIRS, max_size=4))
def test_agrees_with_the_naive_oracle(edges, forbidden, must) -> None:
    got = {frozenset(found) for found in cluster(as_edges(edges), forbids(forbidden), must_link=must)}
    assert got == naive(edges, forbidden, must)


@given(EDGES, FORBIDDEN, st.randoms(use_true_random=False))
def test_order_of_the_edges_does_not_matter(edges, forbidden, random) -> None:
    shuffled = as_edges(edges)
    random.shuffle(shuffled)
    assert list(cluster(shuffled, forbids(forbidden))) == list(cluster(as_edges(edges), forbids(forbidden)))


@given(EDGES, FORBIDDEN)
def test_no_cluster_holds_a_forbidden_pair(edges, forbidden) -> None:
    for found in cluster(as_edges(edges), forbids(forbidden)):
        assert not forbidden & set(combinations(found, 2))


@given(EDGES, FORBIDDEN, FORBIDDEN)
def test_a_verdict_against_is_as_hard_as_a_veto(edges, forbidden, verdicts) -> None:
    one = cluster(as_edges(edges), forbids(forbidden), cannot_link=verdicts)
    other = cluster(as_edges(edges), forbids(forbidden | verdicts))
    assert list(one) == list(other)


def test_a_chain_of_links_does_not_join_what_a_veto_keeps_apart() -> None:
    senior, unspoken, junior = 1, 2, 3
    edges = [Edge(senior, unspoken, 4.0), Edge(unspoken, junior, 3.0)]
    clusters = cluster(edges, forbids({(senior, junior)}))
    assert list(clusters) == [[senior, unspoken]]
    assert clusters.members(junior) == [junior]


def test_an_operator_links_past_a_veto_but_not_past_another_verdict() -> None:
    assert list(cluster([], forbids({(1, 2)}), must_link=[(2, 1)])) == [[1, 2]]
    assert list(cluster([], forbids(set()), must_link=[(1, 2)], cannot_link=[(2, 1)])) == []


def test_clusters_start_from_what_was_stored() -> None:
    clusters = Clusters(forbids({(1, 9)}), members=[(4, 1), (7, 9)])
    assert clusters.root(4) == 1
    assert not clusters.join(4, 7)
    assert clusters.join(4, 5)
    assert list(clusters) == [[1, 4, 5], [7, 9]]
