"""How we know what we say of one vacancy: where it went, the ads behind it, what changed, why they are one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, or_, select

from models.run import SourceCard
from models.store.engine import reading
from models.store.tables import event, link_evidence, link_ledger, posting, posting_change, vacancy, vacancy_alias
from models.store.vacancies import Vacancies
from models.vacancy import Vacancy
from models.vocabulary import Rights, VacancyStatus
from pipeline.search.loading import read_cards
from pipeline.search.records import SourceNote

REMOVED = ("redacted", "not_published")
"""Reasons of closing after which nothing of a vacancy is shown any more."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an identifier leads to: a vacancy, another identifier, or the fact that it was removed."""

    vacancy: Vacancy | None = None
    closed_at: datetime | None = None
    merged_into: str | None = None
    removed: bool = False


def find_vacancy(engine: Engine, vacancy_id: str) -> Found | None:
    """Return what ``vacancy_id`` leads to; ``None`` when we never gave that identifier."""
    with reading(engine) as connection:
        stored = Vacancies(connection).get_stored([vacancy_id]).get(vacancy_id)
        if stored is not None:
            if stored.status is VacancyStatus.CLOSED and stored.reason in REMOVED:
                return Found(removed=True)
            closed_at = connection.execute(select(vacancy.c.closed_at).where(vacancy.c.id == vacancy_id)).scalar()
            return Found(vacancy=stored, closed_at=closed_at)
        alias = select(vacancy_alias.c.vacancy_id).where(vacancy_alias.c.alias == vacancy_id)
        survivor = connection.execute(alias).scalar()
        return Found(merged_into=survivor) if survivor is not None else None


def sources_of(engine: Engine, vacancy_id: str) -> tuple[SourceNote, ...]:
    """Return the ads behind a vacancy, the earliest seen first."""
    statement = select(posting).where(posting.c.vacancy_id == vacancy_id).order_by(posting.c.first_seen, posting.c.id)
    with reading(engine) as connection:
        cards = read_cards(connection)
        return tuple(_note(row, cards.get(row.source)) for row in connection.execute(statement))


def _note(row: Any, card: SourceCard | None) -> SourceNote:
    return SourceNote(
        source=row.source,
        title=card.title if card else row.source,
        url=row.record.get("url"),
        first_seen=row.first_seen.isoformat(),
        last_confirmed=row.last_confirmed.isoformat(),
        status=row.status,
        rights=card.rights if card else Rights.FACTS,
        attribution=row.record.get("attribution") or (card.attribution if card else None),
        kind=card.kind.value if card else "",
    )


def history_of(engine: Engine, vacancy_id: str) -> tuple[Mapping[str, Any], ...]:
    """Return what happened to a vacancy and to the ads behind it, oldest first."""
    with reading(engine) as connection:
        own = [
            {"at": row.at.isoformat(), "event": row.kind, "sequence": row.sequence, **_told(row.data)}
            for row in connection.execute(select(event).where(event.c.vacancy_id == vacancy_id))
        ]
        ads = select(posting_change, posting.c.source, posting.c.identifier).join(
            posting, posting.c.id == posting_change.c.posting_id
        )
        own.extend(
            {
                "at": row.at.isoformat(),
                "event": f"posting_{row.kind}",
                "source": row.source,
                "changed": sorted(row.fields or ()),
            }
            for row in connection.execute(ads.where(posting.c.vacancy_id == vacancy_id))
        )
    return tuple(sorted(own, key=lambda item: (str(item["at"]), str(item["event"]), item.get("sequence", 0))))


def _told(data: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: data[name] for name in ("changed", "reason", "into", "new", "by") if data and name in data}


def why_of(engine: Engine, vacancy_id: str) -> Mapping[str, Any]:
    """Return the evidence that the ads of a vacancy are one opening, and every merge and split of it."""
    with reading(engine) as connection:
        numbers = list(
            connection.execute(select(posting.c.id).where(posting.c.vacancy_id == vacancy_id).order_by(posting.c.id))
            .scalars()
        )  # fmt: skip
        return {"pairs": _pairs(connection, numbers), "ledger": _ledger(connection, vacancy_id)}


def _pairs(connection: Connection, numbers: list[int]) -> list[Mapping[str, Any]]:
    inside = select(link_evidence).where(link_evidence.c.a.in_(numbers), link_evidence.c.b.in_(numbers))
    rows = connection.execute(inside.order_by(link_evidence.c.weight.desc(), link_evidence.c.a, link_evidence.c.b))
    return [row.evidence for row in rows.fetchmany(100)]


def _ledger(connection: Connection, vacancy_id: str) -> list[Mapping[str, Any]]:
    about = or_(link_ledger.c.vacancy_id == vacancy_id, link_ledger.c.other_id == vacancy_id)
    return [
        {
            "at": row.at.isoformat(),
            "kind": row.kind,
            "vacancy": row.vacancy_id,
            "other": row.other_id,
            "author": row.author,
        }
        for row in connection.execute(select(link_ledger).where(about).order_by(link_ledger.c.id))
    ]
