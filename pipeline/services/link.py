"""New and changed postings in, vacancies out: compared through keys in the database, clustered, merged, logged.

Three steps a batch, each a transaction of its own that can be repeated: publish features and keys; weigh the
candidates; decide. Several processes may link at once: a pair is seen by the one that published later, and only one
decides at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from models.posting import JobPosting
from models.raw import PostingKey
from models.record import Record
from models.store.engine import reading
from models.store.links import Links, StoredLink
from models.store.unit_of_work import UnitOfWork
from pipeline.dedup.blocking import LIST_CAP
from pipeline.dedup.clustering import Edge, cluster
from pipeline.dedup.features import Features, features
from pipeline.dedup.index import Entry
from pipeline.dedup.model import MODEL
from pipeline.dedup.stream import candidate_pairs, keys_of
from pipeline.services.vacancy import Tally, renew_vacancies, settle_clusters

BATCH = 400
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


def _owed(engine: Engine, stage: str) -> list[int]:
    with UnitOfWork(engine) as unit:
        return unit.vacancies.owed(stage, limit=BATCH)


class StoredIndex:
    """The `pipeline.dedup.index.KeyIndex` of the database."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._read: dict[int, Features] = {}

    def add(self, entries: Sequence[Entry]) -> None:
        """As `KeyIndex.add`."""
        self._links.publish(
            {entry.id: entry.features.to_bytes() for entry in entries}, {entry.id: entry.keys for entry in entries}
        )

    def lists(self, keys: Collection[int]) -> Mapping[int, Sequence[int]]:
        """As `KeyIndex.lists`."""
        return self._links.lists(keys, cap=LIST_CAP)

    def features(self, ids: Collection[int]) -> Mapping[int, Features]:
        """As `KeyIndex.features`; what was read once in this batch is not read again."""
        fresh = [number for number in ids if number not in self._read]
        self._read.update(
            (number, Features.from_bytes(packed)) for number, packed in self._links.features(fresh).items()
        )
        return {number: self._read[number] for number in ids if number in self._read}


def published(posting: JobPosting) -> bool:
    """Say whether an ad is for the board: an IT job, as far as its words tell."""
    return posting.role is not None


def _link_batch(engine: Engine, batch: Sequence[int], now: datetime, tally: Tally) -> None:
    with UnitOfWork(engine) as unit:
        members = unit.vacancies.members(batch)
        read = [(member.id, features(member.posting)) for member in members if published(member.posting)]
        StoredIndex(unit.links).add([Entry(number, keys_of(posting), posting) for number, posting in read])
        unit.links.unpublish([member.id for member in members if not published(member.posting)])
        unit.commit()
    keys = {member.id: member.posting.key for member in members}
    with reading(engine) as connection:
        links = _weigh(connection, read, keys)
    with UnitOfWork(engine) as unit:
        unit.links.decide_alone()
        unit.links.replace(batch, links)
        settle_clusters(unit, _clusters(unit, batch), now=now, tally=tally)
        unit.vacancies.settle(batch)
        unit.commit()


def _weigh(
    connection: Connection, read: Sequence[tuple[int, Features]], keys: Mapping[int, PostingKey]
) -> list[StoredLink]:
    index = StoredIndex(Links(connection))
    found = []
    for pair, ours, theirs in candidate_pairs(index, read):
        weight = round(MODEL.weight(ours, theirs, pair.rarity), 6)
        if weight >= MODEL.threshold - DOUBT:
            found.append((pair, weight, ours, theirs))
    others = Links(connection).keys_of({pair.b for pair, *_ in found} - set(keys))
    links: dict[tuple[int, int], StoredLink] = {}
    for pair, weight, ours, theirs in found:
        known = {**others, **keys}
        sides = sorted(((pair.a, ours), (pair.b, theirs)), key=lambda side: side[0])
        (a, first), (b, second) = sides
        evidence = MODEL.explain((known[a], first), (known[b], second), pair.rarity)
        if (a, b) not in links or links[a, b].weight < weight:
            links[a, b] = StoredLink(a=a, b=b, weight=weight, evidence=evidence)
    return list(links.values())


def _clusters(unit: UnitOfWork, batch: Sequence[int]) -> list[list[int]]:
    """Return the new clusters of everything that the batch can reach by links, verdicts and vacancies they share."""
    component, edges = _component(unit, batch)
    known = StoredIndex(unit.links).features(component)
    verdicts = _verdicts(unit, component)

    def forbids(a: int, b: int) -> bool:
        return MODEL.veto(known[a], known[b]) is not None

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
    keys = unit.links.keys_of(numbers)
    stored = unit.links.verdicts(str(key) for key in keys.values())
    number_of = unit.links.numbers_of({key for item in stored for key in (item.a, item.b)})
    pairs: dict[str, list[tuple[int, int]]] = {"same": [], "different": []}
    for item in stored:
        if item.verdict in pairs and item.a in number_of and item.b in number_of:
            pairs[item.verdict].append((number_of[item.a], number_of[item.b]))
    return pairs
