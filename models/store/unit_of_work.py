"""One transaction over all repositories: kept by ``commit``, undone by leaving without it."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from models.store.desk import Audit
from models.store.link_index import LinkIndex
from models.store.links import Links
from models.store.postings import Postings
from models.store.runs import Runs
from models.store.vacancies import Vacancies


class UnitOfWork:
    """A write transaction; on SQLite it holds the writer's lock from its first moment, so keep it short."""

    runs: Runs
    postings: Postings
    vacancies: Vacancies
    links: Links
    index: LinkIndex
    audit: Audit

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.connection: Connection

    def __enter__(self) -> Self:
        self.connection = self._engine.connect()
        self._transaction = self.connection.begin()
        self.runs = Runs(self.connection)
        self.postings = Postings(self.connection)
        self.vacancies = Vacancies(self.connection)
        self.links = Links(self.connection)
        self.index = LinkIndex(self.connection)
        self.audit = Audit(self.connection)
        return self

    def commit(self) -> None:
        """Keep everything written in this unit."""
        self._transaction.commit()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._transaction.is_active:
            self._transaction.rollback()
        self.connection.close()
