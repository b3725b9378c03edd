"""Clusters of postings in, vacancies out: identifiers that last, the merged view, and an event for every change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from models.store.unit_of_work import UnitOfWork
from models.store.vacancies import Change, Member, stored_record
from models.vacancy import Vacancy, mint_vacancy_id
from models.vocabulary import EventKind, PostingStatus, SourceKind, VacancyStatus
from pipeline.dedup.merge import merge
from pipeline.dedup.model import MODEL
from pipeline.lifecycle import REPOST_WITHIN, vacancy_status

Tally = Counter[str]
"""What linking did: minted, changed, merged, split, closed, reopened."""


def settle_clusters(unit: UnitOfWork, clusters: Sequence[Sequence[int]], *, now: datetime, tally: Tally) -> None:
    """Give every cluster its vacancy and renew what changed.

    ``clusters`` must hold, for each posting, every posting of the vacancy it was in. A vacancy goes on in the cluster
    of its oldest posting; a cluster that inherits several keeps the oldest identifier and leaves the others as
    aliases; one that inherits none gets a new identifier. Postings that are not published belong to no vacancy.
    """
    numbers = [number for group in clusters for number in group]
    members = {member.id: member for member in unit.vacancies.members(numbers)}
    inherited = _inherited(clusters, members)
    changes: list[Change] = []
    renewed: list[str] = []
    for group in clusters:
        shown = [number for number in group if members[number].posting.role is not None]
        unit.vacancies.release([number for number in group if members[number].posting.role is None])
        if not shown:
            renewed.extend(inherited[group[0]])
            continue
        before = {members[number].vacancy_id for number in group} - {None}
        kept, *absorbed = inherited[group[0]] or [mint_vacancy_id()]
        if not inherited[group[0]]:
            tally["minted"] += 1
            unit.vacancies.exists([kept])
            changes.extend(_split(unit, kept, sorted(str(item) for item in before), now, tally))
        unit.vacancies.assign(dict.fromkeys(shown, kept))
        for gone in absorbed:
            tally["merged"] += 1
            evidence = [link.evidence.to_json() for link in unit.links.evidence(group)[:20]]
            unit.vacancies.remove(gone, into=kept)
            unit.vacancies.enter("merge", kept, gone, author=f"rule:{MODEL.version}", at=now, evidence=evidence)
            changes.append(Change(kind=EventKind.MERGE, vacancy_id=gone, data={"into": kept, "by": MODEL.version}))
        renewed.append(kept)
    unit.vacancies.log(changes, at=now)
    _renew(unit, renewed, now=now, tally=tally)


def renew_vacancies(unit: UnitOfWork, postings: Collection[int], *, now: datetime, tally: Tally) -> None:
    """Renew the vacancies of ``postings``, whose status changed but not their words."""
    ids = {member.vacancy_id for member in unit.vacancies.members(postings)}
    _renew(unit, sorted(item for item in ids if item is not None), now=now, tally=tally)


def _inherited(clusters: Sequence[Sequence[int]], members: dict[int, Member]) -> dict[int, list[str]]:
    """Return first posting of a cluster → the vacancies that go on in it, oldest first."""
    heir: dict[str, tuple[int, int]] = {}
    for group in clusters:
        for number in group:
            vacancy_id = members[number].vacancy_id
            if vacancy_id is not None and (vacancy_id not in heir or number < heir[vacancy_id][0]):
                heir[vacancy_id] = (number, group[0])
    found: dict[int, list[str]] = {group[0]: [] for group in clusters}
    for vacancy_id, (_, first) in sorted(heir.items()):
        found[first].append(vacancy_id)
    return found


def _split(unit: UnitOfWork, new: str, before: list[str], now: datetime, tally: Tally) -> list[Change]:
    changes = []
    for old in before:
        tally["split"] += 1
        unit.vacancies.enter("split", old, new, author=f"rule:{MODEL.version}", at=now, evidence=[])
        changes.append(Change(kind=EventKind.SPLIT, vacancy_id=old, data={"new": new, "by": MODEL.version}))
    return changes


def _renew(unit: UnitOfWork, vacancy_ids: Sequence[str], *, now: datetime, tally: Tally) -> None:
    ids = sorted(set(vacancy_ids))
    known = unit.vacancies.get_stored(ids)
    members = unit.vacancies.member_ids(ids)
    postings = {
        member.id: member for member in unit.vacancies.members([n for group in members.values() for n in group])
    }
    kinds = unit.runs.kinds()
    changes: list[Change] = []
    for vacancy_id in ids:
        group = [postings[number] for number in members.get(vacancy_id, [])]
        before = known.get(vacancy_id)
        after = _view(vacancy_id, group, kinds, now) if group else _emptied(before)
        if after is None:
            continue
        unit.vacancies.touch(vacancy_id, after.last_confirmed)
        change = _difference(before, after)
        if change is not None:
            tally[_COUNTED[change.kind]] += 1
            closed = max((member.closed_at for member in group if member.closed_at), default=now)
            closed_at = closed if after.status is VacancyStatus.CLOSED else None
            unit.vacancies.save(after, closed_at=closed_at, reposts=_reposts(group))
            changes.append(change)
    first = unit.vacancies.log(changes, at=now)
    for number, change in enumerate(changes, start=1):
        unit.vacancies.number(change.vacancy_id, first + number)


_COUNTED = {EventKind.UPSERT: "changed", EventKind.CLOSE: "closed", EventKind.REOPEN: "reopened"}


def _view(vacancy_id: str, group: Sequence[Member], kinds: dict[str, SourceKind], now: datetime) -> Vacancy:
    open_ones = [member for member in group if member.status is PostingStatus.ACTIVE]
    believed = open_ones or [member for member in group if member.status is not PostingStatus.REDACTED] or list(group)
    confirmed = max(member.last_confirmed for member in open_ones or group)
    merged, provenance = merge(
        [(member.posting, kinds.get(member.posting.key.source, SourceKind.AGGREGATOR)) for member in believed]
    )
    status, reason = vacancy_status(tuple(member.status for member in group), last_confirmed=confirmed, now=now)
    return Vacancy(
        id=vacancy_id,
        posting=merged,
        provenance=provenance,
        members=tuple(sorted(member.posting.key for member in group)),
        status=status,
        reason=reason,
        first_seen=min(member.first_seen for member in group),
        last_confirmed=confirmed,
    )


def _emptied(before: Vacancy | None) -> Vacancy | None:
    """Return a vacancy that lost all its postings (they are no IT jobs after all), closed."""
    if before is None or before.reason == "not_published":
        return None
    return Vacancy.from_json(
        {**before.to_json(), "status": VacancyStatus.CLOSED.value, "reason": "not_published", "members": []}
    )


def _difference(before: Vacancy | None, after: Vacancy) -> Change | None:
    new = stored_record(after)
    if before is None:
        return Change(kind=EventKind.UPSERT, vacancy_id=after.id, data={"changed": ["*"]})
    old = stored_record(before)
    if old == new:
        return None
    if after.status is VacancyStatus.CLOSED and before.status is not VacancyStatus.CLOSED:
        return Change(kind=EventKind.CLOSE, vacancy_id=after.id, data={"reason": after.reason})
    changed = [name for name in new if name != "posting" and new[name] != old.get(name)]
    view, was = new["posting"], old["posting"]
    changed += [name for name in view if view[name] != was.get(name)]
    kind = EventKind.UPSERT
    if before.status is VacancyStatus.CLOSED and after.status is not VacancyStatus.CLOSED:
        kind = EventKind.REOPEN
    return Change(kind=kind, vacancy_id=after.id, data={"changed": changed})


def _reposts(group: Sequence[Member]) -> int:
    """Count the ads that came after an earlier one had closed: the same opening again, not a second one."""
    ordered = sorted(group, key=lambda member: (member.first_seen, member.id))
    return sum(
        any(
            earlier.closed_at is not None and earlier.closed_at <= later.first_seen <= earlier.closed_at + REPOST_WITHIN
            for earlier in ordered[:position]
        )
        for position, later in enumerate(ordered)
    )
