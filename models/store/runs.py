"""The run ledger, written: what each crawl was asked, found and meant, and the closings that wait."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from models.run import BoardReport, RunManifest, SourceCard
from models.store.statements import insert_for
from models.store.tables import board_run, dead_letter, held_closing, run, source
from models.vocabulary import Outcome, SourceKind


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldClosing:
    """Closings that wait for an operator's word."""

    id: int
    run_id: str
    source: str
    board: str
    postings: tuple[int, ...]
    reasons: tuple[str, ...]
    state: str
    """``held``, ``released`` or ``discarded``."""
    at: datetime
    decided_by: str | None = None


class Runs:
    """The run ledger: what each crawl was asked, found and meant."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep_card(self, card: SourceCard) -> None:
        """Remember what the crawl says of its source; nothing is written when nothing changed."""
        values = card.to_json()
        before = self._connection.execute(select(source).where(source.c.name == card.name)).mappings().first()
        if before is not None and dict(before) == values:
            return
        statement = insert_for(self._connection, source).values(values)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))

    def card(self, name: str) -> SourceCard | None:
        """Return what is known of the source ``name``."""
        row = self._connection.execute(select(source).where(source.c.name == name)).mappings().first()
        return None if row is None else SourceCard.from_json(dict(row))

    def kinds(self) -> dict[str, SourceKind]:
        """Return source → kind, for all sources that ever landed."""
        return {row[0]: SourceKind(row[1]) for row in self._connection.execute(select(source.c.name, source.c.kind))}

    def begin(self, manifest: RunManifest) -> bool:
        """Enter the run in the ledger; ``False`` when it has been ingested before."""
        ingested = self._connection.execute(select(run.c.ingested_at).where(run.c.run_id == manifest.run_id)).first()
        if ingested is not None:
            return ingested[0] is None
        self._connection.execute(
            run.insert().values(
                run_id=manifest.run_id,
                source=manifest.card.name,
                started_at=manifest.started_at,
                ended_at=manifest.ended_at,
                outcome=manifest.outcome.value,
                cause=manifest.cause.value,
                detail=manifest.detail,
                manifest=manifest.to_json(),
            )
        )
        return True

    def finish(self, run_id: str, reports: Sequence[BoardReport], *, at: datetime, report: Mapping[str, Any]) -> bool:
        """Enter what the run meant; ``False`` when another process was faster, and nothing is written then."""
        done = self._connection.execute(
            update(run).where(run.c.run_id == run_id, run.c.ingested_at.is_(None)).values(ingested_at=at, report=report)
        )
        if done.rowcount != 1:
            return False
        row = self._connection.execute(select(run.c.source, run.c.started_at).where(run.c.run_id == run_id)).one()
        if reports:
            self._connection.execute(
                board_run.insert(),
                [
                    {
                        **item.to_json(),
                        "run_id": run_id,
                        "source": row.source,
                        "started_at": row.started_at,
                        "expired": 0,
                    }
                    for item in reports
                ],
            )
        return True

    def discovered(self, name: str, board: str, *, before: datetime, limit: int) -> list[int]:
        """Return what the board's last complete runs before ``before`` discovered, newest first."""
        statement = (
            select(board_run.c.listed)
            .where(
                board_run.c.source == name,
                board_run.c.board == board,
                board_run.c.outcome == Outcome.COMPLETE.value,
                board_run.c.started_at < before,
            )
            .order_by(board_run.c.started_at.desc())
            .limit(limit)
        )
        return list(self._connection.execute(statement).scalars())

    def report(self, run_id: str) -> dict[str, Any] | None:
        """Return the stored report of an ingested run."""
        return self._connection.execute(select(run.c.report).where(run.c.run_id == run_id)).scalar()

    def read_among(self, run_ids: Collection[str]) -> set[str]:
        """Return those of ``run_ids`` that have been ingested to the end."""
        ingested = select(run.c.run_id).where(run.c.ingested_at.is_not(None))
        return set(run_ids) & set(self._connection.execute(ingested).scalars())

    def bury(self, run_id: str, letters: Iterable[tuple[str, int, str, str]]) -> None:
        """Keep lines that are no postings: (file, line, reason, text); a line kept before is left alone."""
        rows = [
            {"run_id": run_id, "file": file, "line": line, "reason": reason, "text": text}
            for file, line, reason, text in letters
        ]
        if rows:
            self._connection.execute(insert_for(self._connection, dead_letter).on_conflict_do_nothing(), rows)

    def buried(self, run_id: str) -> dict[str, int]:
        """Return reason → number of the run's lines that are no postings."""
        statement = select(dead_letter.c.reason, func.count()).where(dead_letter.c.run_id == run_id)
        rows = self._connection.execute(statement.group_by(dead_letter.c.reason))
        return {row[0]: row[1] for row in rows}

    def hold(
        self, run_id: str, name: str, board: str, ids: Sequence[int], reasons: Sequence[str], at: datetime
    ) -> None:
        """Keep closings for an operator's decision."""
        statement = insert_for(self._connection, held_closing).values(
            run_id=run_id, source=name, board=board, postings=list(ids), reasons=list(reasons), state="held", at=at
        )
        self._connection.execute(statement.on_conflict_do_nothing())

    def held(self, *, state: str | None = "held") -> list[HeldClosing]:
        """Return the closings in ``state`` (any for ``None``), newest first."""
        statement = select(held_closing).order_by(held_closing.c.at.desc(), held_closing.c.id)
        if state is not None:
            statement = statement.where(held_closing.c.state == state)
        return [
            HeldClosing(
                id=row.id,
                run_id=row.run_id,
                source=row.source,
                board=row.board,
                postings=tuple(row.postings),
                reasons=tuple(row.reasons),
                state=row.state,
                at=row.at,
                decided_by=row.decided_by,
            )
            for row in self._connection.execute(statement)
        ]

    def decide(self, held_id: int, state: str, *, by: str, at: datetime) -> bool:
        """Mark held closings ``released`` or ``discarded``; ``False`` when they were decided before or do not exist."""
        done = self._connection.execute(
            update(held_closing)
            .where(held_closing.c.id == held_id, held_closing.c.state == "held")
            .values(state=state, decided_by=by, decided_at=at)
        )
        return done.rowcount == 1
