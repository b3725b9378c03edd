"""Clusters of postings in, vacancies out: identifiers that last, the merged view, and an event for every change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from models.store.unit_of_work import UnitOfWork
from models.store.vacancies import Change, Member, Renewed, Standing, read_vacancy, stored_record
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
    standing = unit.vacancies.standing([number for group in clusters for number in group])
    inherited = _inherited(clusters, standing)
    moved: dict[int, str | None] = {}
    minted: dict[str, list[str]] = {}
    absorbed: list[tuple[str, str, Sequence[int]]] = []
    renewed: list[str] = []
    for group in clusters:
        heirs = inherited[group[0]]
        if not any(standing[number].published for number in group):
            renewed.extend(heirs)
            moved.update(dict.fromkeys(group))
            continue
        kept, *others = heirs or [mint_vacancy_id()]
        if not heirs:
            minted[kept] = sorted({item for number in group if (item := standing[number].vacancy_id)})
        absorbed.extend((gone, kept, group) for gone in others)
        moved.update((number, kept if standing[number].published else None) for number in group)
        renewed.append(kept)
    unit.vacancies.exists(minted)
    unit.vacancies.assign({number: to for number, to in moved.items() if standing[number].vacancy_id != to})
    changes = [change for kept, before in minted.items() for change in _split(unit, kept, before, now, tally)]
    changes += [_absorb(unit, gone, kept, group, now) for gone, kept, group in absorbed]
    tally["minted"] += len(minted)
    tally["merged"] += len(absorbed)
    unit.vacancies.log(changes, at=now)
    _renew(unit, renewed, now=now, tally=tally)


def _absorb(unit: UnitOfWork, gone: str, kept: str, group: Sequence[int], now: datetime) -> Change:
    evidence = [link.evidence.to_json() for link in unit.links.evidence(group)[:20]]
    unit.vacancies.remove(gone, into=kept)
    unit.vacancies.enter("merge", kept, gone, author=f"rule:{MODEL.version}", at=now, evidence=evidence)
    return Change(kind=EventKind.MERGE, vacancy_id=gone, data={"into": kept, "by": MODEL.version})


def renew_vacancies(unit: UnitOfWork, postings: Collection[int], *, now: datetime, tally: Tally) -> None:
    """Renew the vacancies of ``postings``, whose status changed but not their words."""
    ids = {item.vacancy_id for item in unit.vacancies.standing(postings).values()}
    _renew(unit, sorted(item for item in ids if item is not None), now=now, tally=tally)


def _inherited(clusters: Sequence[Sequence[int]], standing: Mapping[int, Standing]) -> dict[int, list[str]]:
    """Return first posting of a cluster → the vacancies that go on in it, oldest first."""
    heir: dict[str, tuple[int, int]] = {}
    for group in clusters:
        for number in group:
            vacancy_id = standing[number].vacancy_id
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
    known = unit.vacancies.stored(ids)
    members = unit.vacancies.member_ids(ids)
    postings = {item.id: item for item in unit.vacancies.members([n for group in members.values() for n in group])}
    kinds = unit.runs.kinds()
    changes: list[Change] = []
    written: list[Renewed] = []
    confirmed: dict[str, datetime] = {}
    for vacancy_id in ids:
        group = [postings[number] for number in members.get(vacancy_id, [])]
        before, seen = known.get(vacancy_id, (None, None))
        after = _view(vacancy_id, group, kinds, now) if group else _emptied(before, seen)
        if after is None:
            continue
        record = stored_record(after)
        change = _difference(before, record)
        if change is not None:
            closed = max((item.closed_at for item in group if item.closed_at), default=now)
            closed_at = closed if after.status is VacancyStatus.CLOSED else None
            written.append(Renewed(vacancy=after, record=record, closed_at=closed_at, reposts=_reposts(group)))
            changes.append(change)
        elif after.last_confirmed != seen:
            confirmed[vacancy_id] = after.last_confirmed
    tally.update(_COUNTED[change.kind] for change in changes)
    unit.vacancies.save_all(written)
    unit.vacancies.touch_all(confirmed)
    first = unit.vacancies.log(changes, at=now)
    unit.vacancies.number_all({change.vacancy_id: first + number for number, change in enumerate(changes, start=1)})


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


def _emptied(before: Mapping[str, Any] | None, seen: datetime | None) -> Vacancy | None:
    """Return a vacancy that lost all its postings (they are no IT jobs after all), closed."""
    if before is None or seen is None or before["reason"] == "not_published":
        return None
    closed = {"status": VacancyStatus.CLOSED.value, "reason": "not_published", "members": []}
    return read_vacancy({**before, **closed}, last_confirmed=seen, sequence=0)


def _difference(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> Change | None:
    """Return the event that tells how a stored record came to be another, or ``None`` when it is the same."""
    vacancy_id, closed = str(new["id"]), VacancyStatus.CLOSED.value
    if old is None:
        return Change(kind=EventKind.UPSERT, vacancy_id=vacancy_id, data={"changed": ["*"]})
    if old == new:
        return None
    if new["status"] == closed and old["status"] != closed:
        return Change(kind=EventKind.CLOSE, vacancy_id=vacancy_id, data={"reason": new["reason"]})
    changed = [name for name in new if name != "posting" and new[name] != old.get(name)]
    view, was = new["posting"], old["posting"]
    changed += [name for name in view if view[name] != was.get(name)]
    reopened = old["status"] == closed and new["status"] != closed
    kind = EventKind.REOPEN if reopened else EventKind.UPSERT
    return Change(kind=kind, vacancy_id=vacancy_id, data={"changed": changed})


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
