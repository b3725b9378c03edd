"""Links between postings, written: evidence, and the verdicts of operators."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, tuple_

from models.raw import PostingKey
from models.store.bulk import insert_rows
from models.store.statements import among, chunks, insert_for
from models.store.tables import link_evidence, link_verdict, posting
from models.vacancy import LinkEvidence
from models.vocabulary import PostingStatus

_DECIDING = 0x62656C66727901
"""The advisory lock that a linker holds while it decides, so that no two decide about one cluster at once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredLink:
    """Two postings that were weighed, by their numbers, the lower first."""

    a: int
    b: int
    weight: float
    evidence: LinkEvidence


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredVerdict:
    """An operator's word about a pair of postings."""

    a: str
    b: str
    verdict: str
    """``same``, ``different`` or ``unsure``."""
    author: str
    at: datetime
    note: str | None = None


class Links:
    """What linking keeps: why two postings are one, and what an operator said of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keys_of(self, numbers: Collection[int]) -> dict[int, PostingKey]:
        """Return number → key of postings."""
        columns = select(posting.c.id, posting.c.source, posting.c.board, posting.c.identifier)
        rows = self._connection.execute(columns.where(among(self._connection, posting.c.id, numbers)))
        return {
            number: PostingKey(source=source, board=board, identifier=identifier)
            for number, source, board, identifier in rows
        }

    def numbers_of(self, keys: Collection[str]) -> dict[str, int]:
        """Return text of a key → number of the posting, for those that are stored."""
        wanted = {(key.source, key.board, key.identifier): str(key) for key in map(PostingKey.parse, keys)}
        found: dict[str, int] = {}
        for chunk in chunks(sorted(wanted)):
            columns = (posting.c.source, posting.c.board, posting.c.identifier)
            rows = select(posting.c.id, *columns).where(tuple_(*columns).in_(chunk))
            for row in self._connection.execute(rows):
                found[wanted[row.source, row.board, row.identifier]] = row.id
        return found

    def decide_alone(self) -> None:
        """Wait until no other linker decides; held to the end of the transaction. SQLite has one writer anyway."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(_DECIDING)))

    def replace(
        self, numbers: Collection[int], links: Sequence[StoredLink], *, compared: Container[tuple[int, int]]
    ) -> None:
        """Keep the links of postings that were weighed again, in place of those they had among ``compared`` pairs.

        A link to a posting that came since was kept by the linker who saw both.
        """
        wanted = {(link.a, link.b): link for link in links}
        kept = self.around(numbers)
        gone = [pair for pair in kept if pair not in wanted and pair in compared]
        for chunk in chunks(gone):
            self._connection.execute(
                delete(link_evidence).where(tuple_(link_evidence.c.a, link_evidence.c.b).in_(chunk))
            )
        fresh = [link for pair, link in sorted(wanted.items()) if kept.get(pair) != link.weight]
        rows = [
            {"a": link.a, "b": link.b, "weight": link.weight, "rule": link.evidence.rule,
             "evidence": link.evidence.to_json()}
            for link in fresh
        ]  # fmt: skip
        insert_rows(self._connection, link_evidence, rows, replacing=["a", "b"])

    def around(self, numbers: Collection[int], *, least: float = float("-inf")) -> dict[tuple[int, int], float]:
        """Return the links of at least ``least`` that touch any of ``numbers``: (a, b) → weight."""
        found: dict[tuple[int, int], float] = {}
        for side in (link_evidence.c.a, link_evidence.c.b):
            rows = select(link_evidence.c.a, link_evidence.c.b, link_evidence.c.weight).where(
                among(self._connection, side, numbers), link_evidence.c.weight >= least
            )
            found.update(((a, b), weight) for a, b, weight in self._connection.execute(rows))
        return found

    def evidence(self, numbers: Collection[int]) -> list[StoredLink]:
        """Return the kept links among ``numbers``, strongest first."""
        wanted = set(numbers)
        rows = select(link_evidence).where(among(self._connection, link_evidence.c.a, wanted))
        found = [_link(row) for row in self._connection.execute(rows) if row.b in wanted]
        return sorted(found, key=lambda link: (-link.weight, link.a, link.b))

    def doubtful(self, *, low: float, high: float, limit: int) -> list[StoredLink]:
        """Return kept links with a weight from ``low`` to ``high``, the most uncertain (nearest the middle) first."""
        middle = (low + high) / 2
        statement = (
            select(link_evidence)
            .where(link_evidence.c.weight.between(low, high))
            .order_by(func.abs(link_evidence.c.weight - middle), link_evidence.c.a, link_evidence.c.b)
            .limit(limit)
        )
        return [_link(row) for row in self._connection.execute(statement)]

    def open_homes(self, ids: Collection[int]) -> dict[int, str]:
        """Return posting → vacancy, for those of ``ids`` that are open and stand in one."""
        mine = among(self._connection, posting.c.id, ids), posting.c.vacancy_id.is_not(None)
        wanted = select(posting.c.id, posting.c.vacancy_id).where(*mine, posting.c.status == PostingStatus.ACTIVE.value)
        return {number: str(home) for number, home in self._connection.execute(wanted)}

    def open_sizes(self, vacancy_ids: Collection[str]) -> dict[str, int]:
        """Return vacancy → its open postings."""
        mine = (
            among(self._connection, posting.c.vacancy_id, vacancy_ids),
            posting.c.status == PostingStatus.ACTIVE.value,
        )
        sizes = select(posting.c.vacancy_id, func.count()).where(*mine).group_by(posting.c.vacancy_id)
        return {str(home): size for home, size in self._connection.execute(sizes)}

    def verdicts(self, keys: Iterable[str] | None = None) -> list[StoredVerdict]:
        """Return the verdicts that name any of ``keys``, or all."""
        statements = [select(link_verdict)]
        if keys is not None:
            named = set(keys)
            sides = (link_verdict.c.a, link_verdict.c.b)
            statements = [select(link_verdict).where(among(self._connection, side, named)) for side in sides]
        rows = [row for statement in statements for row in self._connection.execute(statement)]
        unique = {(row.a, row.b): row for row in rows}
        return [
            StoredVerdict(a=row.a, b=row.b, verdict=row.verdict, author=row.author, at=row.at, note=row.note)
            for _, row in sorted(unique.items())
        ]

    def any_verdict(self) -> bool:
        """Return whether an operator ever gave a verdict that stands."""
        return self._connection.execute(select(link_verdict.c.a).limit(1)).first() is not None

    def judge(self, a: PostingKey, b: PostingKey, verdict: str, *, by: str, at: datetime, note: str | None) -> None:
        """Keep an operator's verdict on a pair, in place of an earlier one."""
        first, second = sorted((str(a), str(b)))
        content = {"verdict": verdict, "author": by, "note": note, "at": at}
        statement = insert_for(self._connection, link_verdict).values(a=first, b=second, **content)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["a", "b"], set_=content))

    def unjudge(self, a: PostingKey, b: PostingKey) -> bool:
        """Take a verdict back; ``False`` when there was none."""
        first, second = sorted((str(a), str(b)))
        done = self._connection.execute(
            delete(link_verdict).where(link_verdict.c.a == first, link_verdict.c.b == second)
        )
        return done.rowcount == 1


def _link(row: Any) -> StoredLink:
    return StoredLink(a=row.a, b=row.b, weight=row.weight, evidence=LinkEvidence.from_json(row.evidence))


__all__ = ["Links", "StoredLink", "StoredVerdict"]
