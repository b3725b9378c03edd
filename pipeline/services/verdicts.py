"""An operator's word on a pair of ads, and the account of why the rules decided as they did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from models.raw import PostingKey
from models.store.engine import reading
from models.store.links import Links, StoredVerdict
from models.store.unit_of_work import UnitOfWork
from models.store.vacancies import Vacancies
from models.vacancy import LinkEvidence
from pipeline.dedup.clustering import Clusters
from pipeline.dedup.model import MODEL
from pipeline.services.link import LinkReport, features_of, link

Pair = tuple[PostingKey, PostingKey]


class UnknownPostingError(LookupError):
    """The store knows no posting with that key."""


class UnknownVacancyError(LookupError):
    """The store knows no vacancy with that identifier."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PairAccount:
    """Everything about one pair."""

    evidence: LinkEvidence
    verdict: StoredVerdict | None
    vacancy_a: str | None
    vacancy_b: str | None


def explain_pair(engine: Engine, a: PostingKey, b: PostingKey) -> PairAccount:
    """Return why ``a`` and ``b`` are one vacancy or two: as stored when they were weighed, else weighed now.

    Raises `UnknownPostingError`.
    """
    with reading(engine) as connection:
        links, vacancies = Links(connection), Vacancies(connection)
        numbers = _numbers(links, a, b)
        stored = links.evidence(numbers)
        members = {member.posting.key: member for member in vacancies.members(numbers)}
        standing = vacancies.standing(numbers)
        first, second = members[a], members[b]
        evidence = stored[0].evidence if stored else MODEL.explain((a, features_of(first)), (b, features_of(second)))
        verdicts = [item for item in links.verdicts([str(a)]) if {item.a, item.b} == {str(a), str(b)}]
        return PairAccount(
            evidence=evidence,
            verdict=verdicts[0] if verdicts else None,
            vacancy_a=standing[first.id].vacancy_id,
            vacancy_b=standing[second.id].vacancy_id,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class WeakEdge:
    """The weakest link that holds a vacancy together, and the two parts that it joins."""

    evidence: LinkEvidence
    one: tuple[PostingKey, ...]
    other: tuple[PostingKey, ...]


def weak_edge(engine: Engine, vacancy_id: str) -> WeakEdge | None:
    """Return where a vacancy would come apart first; ``None`` when no stored link holds it together.

    Its links are taken from the strongest down, as clustering does; the last that still joins two parts is the weak
    one. An alias stands for the vacancy it was merged into. Raises `UnknownVacancyError`.
    """
    with reading(engine) as connection:
        vacancies = Vacancies(connection)
        found = vacancies.resolve(vacancy_id)
        if found is None:
            raise UnknownVacancyError(f"there is no vacancy {vacancy_id} in the database")
        members = vacancies.member_ids([found]).get(found, [])
        links = [edge for edge in Links(connection).evidence(members) if edge.weight >= MODEL.threshold]
        keys = Links(connection).keys_of(members)
    parts = Clusters(lambda _a, _b: False)
    weak = None
    for edge in links:
        if not parts.together(edge.a, edge.b):
            weak = edge, parts.members(edge.a), parts.members(edge.b)
            parts.join(edge.a, edge.b)
    if weak is None:
        return None
    edge, one, other = weak
    return WeakEdge(evidence=edge.evidence, one=tuple(keys[n] for n in one), other=tuple(keys[n] for n in other))


def judge(
    engine: Engine, a: PostingKey, b: PostingKey, verdict: str, *, by: str, now: datetime, note: str | None = None
) -> LinkReport:
    """Keep that ``a`` and ``b`` are ``same``, ``different`` or ``unsure``, and link them again at once.

    Raises `UnknownPostingError`.
    """
    return judge_all(engine, [(a, b)], verdict, by=by, now=now, note=note)


def judge_all(
    engine: Engine, pairs: Sequence[Pair], verdict: str, *, by: str, now: datetime, note: str | None = None
) -> LinkReport:
    """Keep one verdict on each of ``pairs``, all of them or none, and link them again at once.

    Raises `UnknownPostingError`.
    """
    with UnitOfWork(engine) as unit:
        for a, b in pairs:
            numbers = _numbers(unit.links, a, b)
            unit.links.judge(a, b, verdict, by=by, at=now, note=note)
            unit.postings.owe_linking(numbers)
        unit.commit()
    return link(engine, now=now)


def take_back(engine: Engine, a: PostingKey, b: PostingKey, *, now: datetime) -> bool:
    """Forget the verdict on a pair and let the rules decide again; ``False`` when there was none."""
    return take_back_all(engine, [(a, b)], now=now) == 1


def take_back_all(engine: Engine, pairs: Sequence[Pair], *, now: datetime) -> int:
    """Forget the verdicts on ``pairs`` and let the rules decide again; return how many there were."""
    found = 0
    with UnitOfWork(engine) as unit:
        for a, b in pairs:
            found += unit.links.unjudge(a, b)
            unit.postings.owe_linking(_numbers(unit.links, a, b))
        unit.commit()
    link(engine, now=now)
    return found


def _numbers(links: Links, a: PostingKey, b: PostingKey) -> list[int]:
    found = links.numbers_of([str(a), str(b)])
    for key in (a, b):
        if str(key) not in found:
            raise UnknownPostingError(f"there is no posting {key} in the database")
    return list(found.values())
