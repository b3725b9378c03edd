"""An operator's word on a pair of ads, and the account of why the rules decided as they did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from models.raw import PostingKey
from models.store.desk import AuditLine
from models.store.engine import reading
from models.store.links import Links, StoredVerdict
from models.store.unit_of_work import UnitOfWork
from models.store.vacancies import Vacancies
from models.vacancy import LinkEvidence
from pipeline.dedup.clustering import Clusters
from pipeline.dedup.model import MODEL
from pipeline.services.link import LinkReport, features_of, link

Pair = tuple[PostingKey, PostingKey]
VERDICTS = ("same", "different", "unsure")
VERDICT_LINES = frozenset(f"{pairs} {verdict}" for pairs in ("pair", "pairs") for verdict in VERDICTS)
"""The acts in the audit that keep verdicts."""


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

    The verdict and its line in the audit are kept together or not at all. Raises `UnknownPostingError`.
    """
    with UnitOfWork(engine) as unit:
        _keep(unit, (a, b), verdict, by=by, now=now, note=note)
        unit.audit.enter(f"pair {verdict}", f"{a} | {b}", by=by, at=now, after=verdict)
        unit.commit()
    return link(engine, now=now)


def judge_all(engine: Engine, pairs: Sequence[Pair], verdict: str, *, by: str, now: datetime) -> int:
    """Keep one verdict on each of ``pairs``, all of them or none, and link them again at once.

    Return the number of their line in the audit, by which they are all taken back. Raises `UnknownPostingError`.
    """
    with UnitOfWork(engine) as unit:
        for pair in pairs:
            _keep(unit, pair, verdict, by=by, now=now)
        told = {"verdict": verdict, "pairs": [[str(a), str(b)] for a, b in pairs]}
        line = unit.audit.enter(f"pairs {verdict}", f"{len(pairs)} pairs alike", by=by, at=now, after=told)
        unit.commit()
    link(engine, now=now)
    return line


def take_back(engine: Engine, a: PostingKey, b: PostingKey, *, by: str, now: datetime) -> bool:
    """Forget the verdict on a pair and let the rules decide again; ``False`` when there was none.

    Raises `UnknownPostingError`.
    """
    with UnitOfWork(engine) as unit:
        found = _forget(unit, (a, b))
        if found:
            unit.audit.enter("pair undo", f"{a} | {b}", by=by, at=now, after="undo")
        unit.commit()
    link(engine, now=now)
    return found


def forget_verdicts(unit: UnitOfWork, line: AuditLine) -> int:
    """Forget the verdicts that ``line`` of the audit tells of, so that the rules decide again; return how many.

    Raises `UnknownPostingError`.
    """
    return sum([_forget(unit, pair) for pair in _pairs_of(line)])


def _pairs_of(line: AuditLine) -> list[Pair]:
    texts = [line.subject.split(" | ")] if " | " in line.subject else line.after["pairs"]
    return [(PostingKey.parse(a), PostingKey.parse(b)) for a, b in texts]


def _keep(unit: UnitOfWork, pair: Pair, verdict: str, *, by: str, now: datetime, note: str | None = None) -> None:
    numbers = _numbers(unit.links, *pair)
    unit.links.judge(*pair, verdict, by=by, at=now, note=note)
    unit.postings.owe_linking(numbers)


def _forget(unit: UnitOfWork, pair: Pair) -> bool:
    found = unit.links.unjudge(*pair)
    unit.postings.owe_linking(_numbers(unit.links, *pair))
    return found


def _numbers(links: Links, a: PostingKey, b: PostingKey) -> list[int]:
    found = links.numbers_of([str(a), str(b)])
    for key in (a, b):
        if str(key) not in found:
            raise UnknownPostingError(f"there is no posting {key} in the database")
    return list(found.values())
