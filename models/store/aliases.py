"""What operators taught the readers, written: rules are added and undone, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from models.store.tables import alias_rule


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredAlias:
    """A rule, with who made it and when, and when it was undone."""

    id: int
    field: str
    text: str
    meaning: str
    author: str
    at: datetime
    undone_at: datetime | None = None


class AliasRules:
    """The rules of all times."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[StoredAlias]:
        """Return every rule ever made, newest first."""
        rows = self._connection.execute(select(alias_rule).order_by(alias_rule.c.id.desc()))
        return [
            StoredAlias(
                id=row.id,
                field=row.kind,
                text=row.text,
                meaning=row.value,
                author=row.author,
                at=row.at,
                undone_at=row.undone_at,
            )
            for row in rows
        ]

    def version(self) -> int:
        """Return how many changes were ever made to the rules."""
        made, undone = self._connection.execute(select(func.count(), func.count(alias_rule.c.undone_at))).one()
        return int(made) + int(undone)

    def add(self, field: str, text: str, meaning: str, *, by: str, at: datetime) -> int:
        """Enter a rule and return its number."""
        values = {"kind": field, "text": text, "value": meaning, "author": by, "at": at}
        done = self._connection.execute(alias_rule.insert().values(values))
        assert done.inserted_primary_key is not None
        return int(done.inserted_primary_key[0])

    def undo(self, number: int, *, at: datetime) -> bool:
        """Take a rule out of force; ``False`` when none of that number is."""
        standing = (alias_rule.c.id == number, alias_rule.c.undone_at.is_(None))
        return self._connection.execute(update(alias_rule).where(*standing).values(undone_at=at)).rowcount == 1
