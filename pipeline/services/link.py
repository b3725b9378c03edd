"""New and changed postings in, vacancies out: compared through keys in the database, clustered, merged, logged.

Three steps a batch, each a transaction of its own that can be repeated: publish features and keys; weigh the
candidates; decide. Several processes may link at once: a pair is seen by the one that published later, and only one
decides at a time.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from models.posting import JobPosting
from models.raw import PostingKey
from models.record import Record
from models.store.engine import reading
from models.store.link_index import LinkIndex
from models.store.links import Links, StoredLink
from models.store.unit_of_work import UnitOfWork
from models.store.vacancies import Member
from pipeline.dedup.blocking import CROWD
from pipeline.dedup.clustering import Edge, cluster
from pipeline.dedup.features import Features, features
from pipeline.dedup.index import Entry
from pipeline.dedup.linkage import Rarity
from pipeline.dedup.model import MODEL
from pipeline.dedup.stream import candidate_pairs, entry
from pipeline.services.vacancy import Tally, renew_vacancies, settle_clusters

BATCH = 2000
"""Postings per transaction: the more, the fewer pages of the index are written twice."""
DOUBT = 3.0
"""Links that miss the threshold by less than so much (log-odds) are kept too, for an operator to settle."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkReport(Record):
    """What linking did."""

    postings: int = 0
    vacancies: int = 0
    """Newly minted."""
    changed: int = 0
    merged: int = 0
    split: int = 0
    closed: int = 0
    reopened: int = 0


def link(
    engine: Engine, *, now: datetime, rebuild: bool = False, progress: Callable[[int], None] | None = None
) -> LinkReport:
    """Link what is new or changed, then renew every vacancy whose postings changed; a second call changes no row.

    With ``rebuild`` every posting is compared again; verdicts of operators and identifiers of vacancies stay.
    """
    tally = Tally()
    compared = 0
    if rebuild:
        with UnitOfWork(engine) as unit:
            unit.postings.owe_linking()
            unit.commit()
    while batch := _owed(engine, "link"):
        compared += len(batch)
        with without_collecting():
            _link_batch(engine, batch, now, tally)
        if progress is not None:
            progress(len(batch))
    while batch := _owed(engine, "refresh"):
        with UnitOfWork(engine) as unit:
            unit.links.decide_alone()
            renew_vacancies(unit, batch, now=now, tally=tally)
            unit.vacancies.settle(batch)
            unit.commit()
    return LinkReport(
        postings=compared,
        vacancies=tally["minted"],
        changed=tally["changed"],
        merged=tally["merged"],
        split=tally["split"],
        closed=tally["closed"],
        reopened=tally["reopened"],
    )


@contextmanager
def without_collecting() -> Iterator[None]:
    """Hold Python's collector of cycles: what a batch makes has none, and to look for them costs an eighth."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _owed(engine: Engine, stage: str) -> list[int]:
    with UnitOfWork(engine) as unit:
        return unit.vacancies.owed(stage, limit=BATCH)


class StoredIndex:
    """The `pipeline.dedup.index.KeyIndex` of the database.

    Features that stand in ``unpacked`` are not unpacked again.
    """

    def __init__(self, index: LinkIndex, unpacked: dict[bytes, Features]) -> None:
        self._index, self._unpacked = index, unpacked

    def add(self, entries: Sequence[Entry]) -> None:
        """As `KeyIndex.add`."""
        packed = {entry.id: entry.features.to_bytes() for entry in entries}
        self._unpacked.update((packed[entry.id], entry.features) for entry in entries)
        self._index.publish(packed, {entry.id: entry.keys for entry in entries})

    def lists(self, keys: Collection[int]) -> Mapping[int, Sequence[int]]:
        """As `KeyIndex.lists`."""
        return self._index.lists(keys, most=CROWD)

    def features(self, ids: Collection[int]) -> Mapping[int, Features]:
        """As `KeyIndex.features`."""
        return {number: self._features(packed) for number, packed in self._index.features(ids).items()}

    def _features(self, packed: bytes) -> Features:
        known = self._unpacked.get(packed)
        if known is None:
            known = self._unpacked[packed] = Features.from_bytes(packed)
        return known


def published(posting: JobPosting) -> bool:
    """Say whether an ad is for the board: an IT job, as far as its words tell."""
    return posting.role is not None


def _link_batch(engine: Engine, batch: Sequence[int], now: datetime, tally: Tally) -> None:
    unpacked: dict[bytes, Features] = {}
    with UnitOfWork(engine) as unit:
        members = unit.vacancies.members(batch)
        entries = [entry(member.id, features_of(member)) for member in members if published(member.posting)]
        StoredIndex(unit.index, unpacked).add(entries)
        unit.index.unpublish([member.id for member in members if not published(member.posting)])
        unit.commit()
    keys = {member.id: member.posting.key for member in members}
    with reading(engine) as connection:
        links, compared = _weigh(StoredIndex(LinkIndex(connection), unpacked), Links(connection), entries, keys)
    with UnitOfWork(engine) as unit:
        unit.links.decide_alone()
        unit.links.replace(batch, links, compared=compared)
        settle_clusters(unit, _clusters(unit, batch, unpacked), members, now=now, tally=tally)
        unit.commit()


def features_of(member: Member) -> Features:
    """Return what linking knows of a stored posting, its closing included."""
    return features(member.posting, closed=member.closed_at.date() if member.closed_at else None)


def _weigh(
    index: StoredIndex, stored: Links, entries: Sequence[Entry], keys: Mapping[int, PostingKey]
) -> tuple[list[StoredLink], set[tuple[int, int]]]:
    """Return the links of ``entries``, and every pair that was compared or had a link before."""
    best: dict[tuple[int, int], tuple[float, Rarity, Features, Features]] = {}
    partners: dict[int, list[int]] = {}
    compared = set(stored.around(keys))
    for one, two in compared:
        for number, other in ((one, two), (two, one)):
            partners.setdefault(number, []).append(other)
    for pair, ours, theirs in candidate_pairs(index, entries, partners=partners):
        sides, (first, second) = (
            ((pair.a, pair.b), (ours, theirs)) if pair.a < pair.b else ((pair.b, pair.a), (theirs, ours))
        )
        compared.add(sides)
        weight = MODEL.link(ours, theirs, pair.rarity, least=MODEL.threshold - DOUBT)
        if weight is None:
            continue
        if sides not in best or best[sides][0] < weight:
            best[sides] = (weight, pair.rarity, first, second)
    known = {**stored.keys_of({number for pair in best for number in pair} - set(keys)), **keys}
    links = [
        StoredLink(a=a, b=b, weight=weight, evidence=MODEL.explain((known[a], first), (known[b], second), rarity))
        for (a, b), (weight, rarity, first, second) in best.items()
    ]
    return links, compared


def _clusters(unit: UnitOfWork, batch: Sequence[int], unpacked: dict[bytes, Features]) -> list[list[int]]:
    """Return the new clusters of everything that the batch can reach by links, verdicts and vacancies they share."""
    component, edges = _component(unit, batch)
    known = StoredIndex(unit.index, unpacked).features(component)
    verdicts = _verdicts(unit, component)

    def forbids(a: int, b: int) -> bool:
        # A pair that was weighed as a link is not against itself; what a veto says may have changed since.
        if (min(a, b), max(a, b)) in edges:
            return MODEL.veto(known[a], known[b]) is not None
        return MODEL.forbids(known[a], known[b])

    clusters = cluster(
        [Edge(a, b, weight) for (a, b), weight in edges.items() if a in known and b in known],
        forbids,
        must_link=verdicts["same"],
        cannot_link=verdicts["different"],
    )
    groups: dict[int, list[int]] = {}
    for number in sorted(component & set(known)):
        groups.setdefault(clusters.root(number), []).append(number)
    return [*groups.values(), *([number] for number in sorted(component - set(known)))]


def _component(unit: UnitOfWork, batch: Sequence[int]) -> tuple[set[int], dict[tuple[int, int], float]]:
    component, frontier = set(batch), set(batch)
    edges: dict[tuple[int, int], float] = {}
    while frontier:
        around = unit.links.around(frontier, least=MODEL.threshold)
        edges.update(around)
        reached = {number for pair in around for number in pair}
        reached |= unit.vacancies.companions(frontier)
        reached |= {number for pairs in _verdicts(unit, frontier).values() for pair in pairs for number in pair}
        frontier = reached - component
        component |= frontier
    return component, edges


def _verdicts(unit: UnitOfWork, numbers: Collection[int]) -> dict[str, list[tuple[int, int]]]:
    """Return the operators' verdicts that touch ``numbers`` as pairs of numbers, by verdict."""
    if not unit.links.any_verdict():
        return {"same": [], "different": []}
    keys = unit.links.keys_of(numbers)
    stored = unit.links.verdicts(str(key) for key in keys.values())
    number_of = unit.links.numbers_of({key for item in stored for key in (item.a, item.b)})
    pairs: dict[str, list[tuple[int, int]]] = {"same": [], "different": []}
    for item in stored:
        if item.verdict in pairs and item.a in number_of and item.b in number_of:
            pairs[item.verdict].append((number_of[item.a], number_of[item.b]))
    return pairs
