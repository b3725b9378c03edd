"""Postings in, links and clusters out, over an index that may be a database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, KeysView, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple, TypeVar

from models.posting import JobPosting
from models.raw import PostingKey
from pipeline.batches import batched
from pipeline.dedup.blocking import best_candidates, weighted_keys
from pipeline.dedup.clustering import Clusters, Edge
from pipeline.dedup.features import Features, features
from pipeline.dedup.index import Entry, KeyIndex, TemporaryIndex
from pipeline.dedup.linkage import LinkageModel, Rarity
from pipeline.dedup.model import MODEL
from pipeline.dedup.sketch import hash64

BATCH = 500
"""Postings per round trip to the index."""
T = TypeVar("T")


class Pair(NamedTuple):
    """Two postings that share telling keys, a new one and one that was there, with what tells them apart."""

    a: int
    b: int
    rarity: Rarity


def keys_of(posting: Features, model: LinkageModel = MODEL) -> dict[int, float]:
    """Return the blocking keys of ``posting``, signed 64-bit integers, about twenty, each with how telling it is."""
    return weighted_keys(model.blocking, posting)


def entry(identity: int, posting: Features, model: LinkageModel = MODEL) -> Entry:
    """Return ``posting`` ready for an index."""
    return Entry(identity, keys_of(posting, model), posting)


def candidate_pairs(
    index: KeyIndex,
    batch: Sequence[Entry],
    *,
    partners: Mapping[int, Collection[int]] | None = None,
) -> Iterator[tuple[Pair, Features, Features]]:
    """Yield, for each posting of ``batch``, the pairs with postings of ``index`` that are worth weighing.

    The index is asked twice, whatever the size of the batch: for the lists under all keys, and for all candidates.
    ``partners`` (posting → ids it was linked with) are weighed again though their lists are crowded by now: only
    evidence ends a link.
    """
    lists = index.lists(set().union(*(one.keys for one in batch)))
    linked = partners or {}
    candidates = [_with(best_candidates(one.keys, lists, one.id), linked.get(one.id, ())) for one in batch]
    known = index.features(set().union(*candidates))
    for one, ids in zip(batch, candidates, strict=True):
        ours, others = one.features, [(other, known[other]) for other in ids if other in known]
        rarity = PassageRarity(ours, [theirs for _, theirs in others])
        for other, theirs in others:
            yield Pair(one.id, other, rarity), ours, theirs


def _with(best: list[int], more: Collection[int]) -> list[int]:
    return list(dict.fromkeys([*best, *more])) if more else best


class PassageRarity(Mapping[int, float]):
    """How much each passage of a posting tells, given its neighbours: 1 / number of jobs that use it.

    This is how the boilerplate of an employer or an agency is learnt: its passages stand under many different titles,
    while the copies of one job have one title, or few. Counted when first asked: most pairs are settled without.
    """

    def __init__(self, posting: Features, neighbours: Collection[Features]) -> None:
        self._posting, self._neighbours = posting, neighbours

    @cached_property
    def _shared(self) -> dict[int, float]:
        ours = set(self._posting.text.shingles)
        under: dict[frozenset[str], set[int]] = {}
        for neighbour in self._neighbours:
            under.setdefault(frozenset(neighbour.title), set()).update(ours.intersection(neighbour.text.shingles))
        titles = Counter(chain.from_iterable(under.values()))
        return {shingle: 1.0 / count for shingle, count in titles.items() if count > 1}

    def __getitem__(self, passage: int) -> float:
        return self._shared[passage]

    def __iter__(self) -> Iterator[int]:
        return iter(self._shared)

    def __len__(self) -> int:
        return len(self._shared)

    def keys(self) -> KeysView[int]:
        """As `Mapping.keys`."""
        return self._shared.keys()


def find_links(index: KeyIndex, batch: Sequence[Entry], model: LinkageModel = MODEL) -> list[Edge]:
    """Return the pairs of a posting of ``batch`` and one of ``index`` that weigh enough for a link."""
    found = []
    for pair, posting, other in candidate_pairs(index, batch):
        weight = model.link(posting, other, pair.rarity, least=model.threshold)
        if weight is not None:
            found.append(Edge(min(pair.a, pair.b), max(pair.a, pair.b), weight))
    return found


class _Scratch:
    """The temporary index with a table of links beside it: what a full linking needs, all of it on disk."""

    def __init__(self, model: LinkageModel) -> None:
        self.index, self.model = TemporaryIndex(), model
        self.connection = self.index.connection
        self.connection.executescript(
            "CREATE TABLE seen (position INTEGER PRIMARY KEY, id INTEGER NOT NULL, key TEXT NOT NULL);"
            "CREATE TABLE edge (a INTEGER NOT NULL, b INTEGER NOT NULL, weight REAL NOT NULL);"
        )

    def fill(self, postings: Iterable[tuple[PostingKey, Features]]) -> None:
        for batch in batched(postings, BATCH):
            rows = [(posting_id(key), key, posting) for key, posting in batch]
            self.index.add([entry(identity, posting, self.model) for identity, _, posting in rows])
            texts = [(identity, "\n".join((key.source, key.board, key.identifier))) for identity, key, _ in rows]
            self.connection.executemany("INSERT INTO seen (id, key) VALUES (?, ?)", texts)

    def link(self) -> Clusters:
        ids = (row[0] for row in self.connection.execute("SELECT id FROM posting ORDER BY id"))
        for batch in batched(ids, BATCH):
            known = self.index.features(batch)
            edges = find_links(self.index, [entry(*item, self.model) for item in known.items()], self.model)
            self.connection.executemany("INSERT INTO edge VALUES (?, ?, ?)", edges)
        clusters = Clusters(self._forbids)
        for a, b in self.connection.execute("SELECT a, b FROM edge ORDER BY weight DESC, a, b"):
            clusters.join(a, b)
        return clusters

    def _forbids(self, a: int, b: int) -> bool:
        known = self.index.features((a, b))
        return self.model.forbids(known[a], known[b])

    def seen(self) -> Iterator[tuple[PostingKey, int]]:
        for text, identity in self.connection.execute("SELECT key, id FROM seen ORDER BY position"):
            source, board, identifier = text.split("\n", 2)
            yield PostingKey(source=source, board=board, identifier=identifier), identity


def posting_id(key: PostingKey) -> int:
    """Return a number for ``key`` that depends on nothing else, so that the order of arrival cannot matter."""
    return hash64("\n".join((key.source, key.board, key.identifier))) >> 1


def link_all(
    postings: Iterable[tuple[PostingKey, Features]], model: LinkageModel = MODEL
) -> Iterator[tuple[PostingKey, str]]:
    """Yield each posting of ``postings`` with the label of its vacancy, in their order, after reading all of them.

    The label is the key of the first posting of the vacancy. Who stands with whom does not depend on the order.
    Memory is bounded but for a few bytes per linked posting: features, keys and links lie in a temporary file.
    """
    scratch = _Scratch(model)
    try:
        scratch.fill(postings)
        clusters = scratch.link()
        labels: dict[int, str] = {}
        for key, identity in scratch.seen():
            yield key, labels.setdefault(clusters.root(identity), str(key))
    finally:
        scratch.index.close()


def dedupe(
    postings: Iterable[JobPosting], *, place_texts: Mapping[PostingKey, Sequence[str]] | None = None
) -> Iterator[tuple[PostingKey, str]]:
    """Yield the key of each posting with the label of its vacancy, in the order of ``postings``.

    ``place_texts`` are places as published, for postings whose places no reader knew. As `link_all` otherwise.
    """
    texts = place_texts or {}
    return link_all((posting.key, features(posting, place_texts=texts.get(posting.key, ()))) for posting in postings)
