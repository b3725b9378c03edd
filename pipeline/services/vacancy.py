"""Clusters of postings in, vacancies out: identifiers that last, the merged view, and an event for every change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.store.unit_of_work import UnitOfWork
from models.store.vacancies import Change, Member, Standing
from models.store.vacancy_rows import Renewed, read_vacancy, stored_record
from models.vacancy import Vacancy, mint_vacancy_id
from models.vocabulary import EventKind, PostingStatus, SourceKind, VacancyStatus
from pipeline.dedup.merge import merge, merged_record
from pipeline.dedup.model import MODEL
from pipeline.lifecycle import REPOST_WITHIN, vacancy_status

Tally = Counter[str]
"""What linking did: minted, changed, merged, split, closed, reopened."""


def settle_clusters(
    unit: UnitOfWork, clusters: Sequence[Sequence[int]], linked: Sequence[Member] = (), *, now: datetime, tally: Tally
) -> None:
    """Give every cluster its vacancy, renew what changed, and note that nothing more is owed to ``linked``.

    ``clusters`` must hold, for each posting, every posting of the vacancy it was in. A vacancy goes on in the cluster
    of its oldest posting; a cluster that inherits several keeps the oldest identifier and leaves the others as
    aliases; one that inherits none gets a new identifier. Postings that are not published belong to no vacancy. One of
    ``linked`` whose content was replaced meanwhile is still owed.
    """
    standing = unit.vacancies.standing([number for group in clusters for number in group])
    inherited = _inherited(clusters, standing)
    moved: dict[int, str | None] = {}
    groups: dict[str, list[int]] = {}
    split: list[tuple[str, str]] = []
    absorbed: list[tuple[str, str, Sequence[int]]] = []
    minted = 0
    for group in clusters:
        heirs = inherited[group[0]]
        shown = [number for number in group if standing[number].published]
        moved.update(dict.fromkeys(group))
        if not shown:
            groups.update((vacancy_id, []) for vacancy_id in heirs)
            continue
        kept, *others = heirs or [mint_vacancy_id()]
        if not heirs:
            minted += 1
            before = {standing[number].vacancy_id for number in group} - {None}
            split.extend((str(old), kept) for old in sorted(before, key=str))
        absorbed.extend((gone, kept, group) for gone in others)
        moved.update(dict.fromkeys(shown, kept))
        groups[kept] = shown
    read = {member.id: member for member in linked if standing[member.id].content_hash == member.content_hash}
    renewal = _renewal(unit, groups, read, now)
    lineage = [*(_split(old, new) for old, new in split), *(_absorbed(gone, kept) for gone, kept, _ in absorbed)]
    _write(unit, renewal, now=now, tally=tally, before=lineage)
    changed = {number: to for number, to in moved.items() if standing[number].vacancy_id != to}
    unit.vacancies.assign_and_settle({number: moved[number] for number in read})
    unit.vacancies.assign({number: to for number, to in changed.items() if number not in read})
    for old, new in split:
        unit.vacancies.enter("split", old, new, author=f"rule:{MODEL.version}", at=now, evidence=[])
    for gone, kept, group in absorbed:
        evidence = [link.evidence.to_json() for link in unit.links.evidence(group)[:20]]
        unit.vacancies.remove(gone, into=kept)
        unit.vacancies.enter("merge", kept, gone, author=f"rule:{MODEL.version}", at=now, evidence=evidence)
    tally.update(minted=minted, split=len(split), merged=len(absorbed))


def renew_vacancies(unit: UnitOfWork, postings: Collection[int], *, now: datetime, tally: Tally) -> None:
    """Renew the vacancies of ``postings``, whose status changed but not their words."""
    ids = [item.vacancy_id for item in unit.vacancies.standing(postings).values() if item.vacancy_id is not None]
    _write(unit, _renewal(unit, unit.vacancies.member_ids(set(ids)), {}, now), now=now, tally=tally)


def _split(old: str, new: str) -> Change:
    return Change(kind=EventKind.SPLIT, vacancy_id=old, data={"new": new, "by": MODEL.version})


def _absorbed(gone: str, kept: str) -> Change:
    return Change(kind=EventKind.MERGE, vacancy_id=gone, data={"into": kept, "by": MODEL.version})


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


@dataclass(frozen=True, slots=True)
class _Renewal:
    """Vacancies as they must be written, each with its event, and those that were only seen again."""

    written: list[Renewed] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    confirmed: dict[str, datetime] = field(default_factory=dict)


def _renewal(
    unit: UnitOfWork, groups: Mapping[str, Sequence[int]], read: Mapping[int, Member], now: datetime
) -> _Renewal:
    """Return what changes when each vacancy of ``groups`` has exactly these postings."""
    known = unit.vacancies.stored(groups)
    numbers = [number for group in groups.values() for number in group]
    postings = {member.id: member for member in unit.vacancies.members(numbers, read)}
    kinds = unit.runs.kinds()
    found = _Renewal()
    for vacancy_id, group in sorted(groups.items()):
        members = [postings[number] for number in group]
        before, seen = known.get(vacancy_id, (None, None))
        after = _view(vacancy_id, members, kinds, now) if members else _emptied(before, seen)
        if after is None:
            continue
        words = {str(member.posting.key): member.record for member in members}
        record = stored_record(after, merged_record(after.posting, after.provenance, words) if words else None)
        change = _difference(before, record)
        if change is not None:
            closed = max((item.closed_at for item in members if item.closed_at), default=now)
            closed_at = closed if after.status is VacancyStatus.CLOSED else None
            found.written.append(
                Renewed(
                    vacancy=after,
                    record=record,
                    closed_at=closed_at,
                    reposts=_reposts(members),
                    fresh=before is None,
                )
            )
            found.changes.append(change)
        elif after.last_confirmed != seen:
            found.confirmed[vacancy_id] = after.last_confirmed
    return found


def _write(unit: UnitOfWork, renewal: _Renewal, *, now: datetime, tally: Tally, before: Sequence[Change] = ()) -> None:
    """Write what changed, every vacancy with the number of its event; the events of ``before`` come first."""
    tally.update(_COUNTED[change.kind] for change in renewal.changes)
    last = unit.vacancies.log([*before, *renewal.changes], at=now) + len(before)
    unit.vacancies.save_all(renewal.written, after=last)
    unit.vacancies.touch_all(renewal.confirmed)


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
