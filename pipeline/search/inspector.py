"""A vacancy from the inside: each ad as it landed and as it was read, and which ad gave which value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from models.raw import PostingKey, RawPosting
from models.store.engine import reading
from models.store.links import Links
from models.store.vacancies import Member, Vacancies
from models.vacancy import LinkEvidence, Vacancy
from pipeline.landing import LandedRun


@dataclass(frozen=True, kw_only=True, slots=True)
class Inside:
    """Everything that is known of one vacancy."""

    vacancy: Vacancy
    members: tuple[Member, ...]
    raw: Mapping[PostingKey, RawPosting]
    """Each ad as its source published it, where that is still in the landing zone."""
    evidence: tuple[LinkEvidence, ...]


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
    return Inside(
        vacancy=stored[current],
        members=tuple(members),
        raw=_landed(landing, [member.posting for member in members]),
        evidence=evidence,
    )


def members_of_pair(engine: Engine, a: PostingKey, b: PostingKey) -> tuple[Member, Member] | None:
    """Return two stored ads by their keys; None when one is unknown."""
    with reading(engine) as connection:
        numbers = Links(connection).numbers_of([str(a), str(b)])
        found = {member.posting.key: member for member in Vacancies(connection).members(list(numbers.values()))}
    return (found[a], found[b]) if a in found and b in found else None


def _landed(landing: Path, postings: Iterable[Any]) -> dict[PostingKey, RawPosting]:
    found: dict[PostingKey, RawPosting] = {}
    for posting in postings:
        run = LandedRun(landing / posting.key.source / (posting.run_id or "-"))
        if not run.folder.is_dir():
            continue
        for _, _, item in run.postings():
            if isinstance(item, RawPosting) and item.key == posting.key:
                found[posting.key] = item
                break
    return found
