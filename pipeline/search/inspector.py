"""A vacancy from the inside: each ad's page, as it landed, as it was read, and which ad gave which value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from math import inf
from pathlib import Path

from sqlalchemy import Engine

from models.posting import JobPosting
from models.raw import PostingKey, RawPosting
from models.run import StoredPage
from models.store.engine import reading
from models.store.links import Links
from models.store.vacancies import Member, Vacancies
from models.vacancy import LinkEvidence, Vacancy
from pipeline.dedup.clustering import Edge
from pipeline.dedup.merge import rule_of as merge_rule
from pipeline.dedup.seam import weakest_seam
from pipeline.landing import LandedRun
from pipeline.normalize import normalize
from pipeline.services.calendar import business_day
from pipeline.services.taught import standing_aliases

__all__ = ["ClusterView", "Inside", "Member", "Side", "cluster_of", "inside", "merge_rule", "sides_of_pair"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Inside:
    """Everything that is known of one vacancy."""

    vacancy: Vacancy
    members: tuple[Member, ...]
    raw: Mapping[PostingKey, RawPosting]
    """Each ad as its source published it, where that is still in the landing zone."""
    pages: Mapping[PostingKey, StoredPage]
    """The answer from which each ad was read, where that is still kept."""
    again: Mapping[PostingKey, JobPosting]
    """Each ad as today's rules read it; other than the stored one only until `rederive` has been at work."""
    evidence: tuple[LinkEvidence, ...]
    taught: Mapping[PostingKey, Mapping[str, str]]
    """Each ad's fields that an operator's alias speaks in, with what the alias says."""
    version: str
    """Program and number of the alias changes: the rules by which everything is read now."""


def inside(engine: Engine, landing: Path, vacancy_id: str) -> Inside | None:
    """Return what is known of a vacancy, also under an identifier that it had before a merge; None for no vacancy."""
    with reading(engine) as connection:
        vacancies = Vacancies(connection)
        current = vacancies.resolve(vacancy_id)
        stored = vacancies.get_stored([current]) if current else {}
        if current is None or current not in stored:
            return None
        members = vacancies.members(vacancies.member_ids([current]).get(current, []))
        evidence = tuple(link.evidence for link in Links(connection).evidence([member.id for member in members]))
    raw, aliases = _landed(landing, members), standing_aliases(engine)
    return Inside(
        vacancy=stored[current],
        members=tuple(members),
        raw=raw,
        pages=_pages(landing, members),
        again={
            member.posting.key: normalize(raw[member.posting.key], as_of=_read_on(member), aliases=aliases)
            for member in members
            if member.posting.key in raw
        },
        evidence=evidence,
        taught={
            key: {rule.field: f"“{rule.text}” is read as “{rule.meaning}”" for rule in aliases.applied(item)}
            for key, item in raw.items()
        },
        version=f"belfry {version('belfry')}, aliases {aliases.version}",
    )


@dataclass(frozen=True, slots=True)
class Side:
    """One ad of a pair, and the vacancy it stands in."""

    member: Member
    vacancy_id: str | None

    @property
    def posting(self) -> JobPosting:
        """The ad as it was read."""
        return self.member.posting


def sides_of_pair(engine: Engine, a: PostingKey, b: PostingKey) -> tuple[Side, Side] | None:
    """Return two stored ads by their keys; None when one is unknown."""
    with reading(engine) as connection:
        numbers = list(Links(connection).numbers_of([str(a), str(b)]).values())
        vacancies = Vacancies(connection)
        homes = vacancies.standing(numbers)
        found = {member.posting.key: Side(member, homes[member.id].vacancy_id) for member in vacancies.members(numbers)}
    return (found[a], found[b]) if a in found and b in found else None


@dataclass(frozen=True, kw_only=True, slots=True)
class ClusterView:
    """The ads of one vacancy, the links between them, and the link at which it would come apart."""

    vacancy_id: str
    members: tuple[Member, ...]
    links: tuple[LinkEvidence, ...]
    """Strong enough to join, strongest first."""
    seam: LinkEvidence | None
    """The weakest link that the cluster needs; None when an operator's word holds it together there."""
    second_side: frozenset[PostingKey] = frozenset()
    """The ads that stand on the far side of the seam."""


def cluster_of(engine: Engine, vacancy_id: str) -> ClusterView | None:
    """Return the ads of a vacancy as a cluster; None for one that is unknown or has a single ad."""
    with reading(engine) as connection:
        vacancies, links = Vacancies(connection), Links(connection)
        members = vacancies.members(vacancies.member_ids([vacancy_id]).get(vacancy_id, []))
        if len(members) < 2:
            return None
        number_of = {member.posting.key: member.id for member in members}
        stored = [link for link in links.evidence(list(number_of.values())) if link.weight >= link.evidence.threshold]
        said = [
            (number_of[a], number_of[b])
            for item in links.verdicts(str(key) for key in number_of)
            for a, b in [(PostingKey.parse(item.a), PostingKey.parse(item.b))]
            if item.verdict == "same" and a in number_of and b in number_of
        ]
    by_pair = {(link.a, link.b): link.evidence for link in stored}
    seam = weakest_seam([*(Edge(a, b, inf) for a, b in said), *(Edge(link.a, link.b, link.weight) for link in stored)])
    key_of = {number: key for key, number in number_of.items()}
    return ClusterView(
        vacancy_id=vacancy_id,
        members=tuple(members),
        links=tuple(sorted(by_pair.values(), key=lambda link: (-link.weight, str(link.a), str(link.b)))),
        seam=by_pair.get((seam.edge.a, seam.edge.b)) if seam and seam.edge.weight != inf else None,
        second_side=frozenset(key_of[number] for number in seam.sides[1]) if seam else frozenset(),
    )


def _read_on(member: Member) -> date:
    return business_day(member.posting.fetched_at or member.last_confirmed)


def _run_of(landing: Path, member: Member) -> LandedRun:
    return LandedRun(landing / member.posting.key.source / (member.posting.run_id or "-"))


def _landed(landing: Path, members: Iterable[Member]) -> dict[PostingKey, RawPosting]:
    found: dict[PostingKey, RawPosting] = {}
    for member in members:
        for _, _, item in _run_of(landing, member).postings():
            if isinstance(item, RawPosting) and item.key == member.posting.key:
                found[item.key] = item
                break
    return found


def _pages(landing: Path, members: Iterable[Member]) -> dict[PostingKey, StoredPage]:
    found: dict[PostingKey, StoredPage] = {}
    for member in members:
        key = member.posting.key
        for _, _, page in _run_of(landing, member).pages():
            if isinstance(page, StoredPage) and page.board == key.board and key.identifier in page.postings:
                found[key] = page
                break
    return found
