"""People who may use the desk, and their sessions; neither passwords nor session tokens are kept, only their hashes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from models.store.statements import insert_for
from models.store.tables import account, session


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """A person who may use the desk."""

    name: str
    password_hash: str
    role: str
    """``viewer``, ``operator`` or ``admin``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """Somebody who is logged in."""

    account: str
    role: str
    csrf: str
    """What every form of this session must carry."""


class Accounts:
    """Accounts and sessions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, item: Account, *, at: datetime) -> None:
        """Add an account, or give it a new password and role; its sessions end."""
        values = {"name": item.name, "password_hash": item.password_hash, "role": item.role}
        statement = insert_for(self._connection, account).values(**values, created_at=at)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))
        self._connection.execute(delete(session).where(session.c.account == item.name))

    def get(self, name: str) -> Account | None:
        """Return an account."""
        row = self._connection.execute(select(account).where(account.c.name == name)).first()
        return None if row is None else Account(name=row.name, password_hash=row.password_hash, role=row.role)

    def names(self) -> list[tuple[str, str]]:
        """Return (name, role) of all accounts."""
        rows = self._connection.execute(select(account.c.name, account.c.role).order_by(account.c.name))
        return [(row[0], row[1]) for row in rows]

    def count(self) -> int:
        """Return how many accounts there are."""
        return self._connection.execute(select(func.count()).select_from(account)).scalar_one()

    def remove(self, name: str) -> bool:
        """Remove an account and its sessions; ``False`` when there is none."""
        self._connection.execute(delete(session).where(session.c.account == name))
        return self._connection.execute(delete(account).where(account.c.name == name)).rowcount == 1

    def begin(self, token_hash: str, name: str, csrf: str, *, until: datetime, at: datetime) -> None:
        """Log somebody in; sessions that have ended are forgotten."""
        self._connection.execute(delete(session).where(session.c.expires_at <= at))
        values = {"token_hash": token_hash, "account": name, "csrf": csrf, "expires_at": until}
        self._connection.execute(session.insert().values(values))

    def session(self, token_hash: str, *, at: datetime) -> Session | None:
        """Return who is logged in under a token."""
        statement = (
            select(session.c.account, session.c.csrf, account.c.role)
            .join(account, account.c.name == session.c.account)
            .where(session.c.token_hash == token_hash, session.c.expires_at > at)
        )
        row = self._connection.execute(statement).first()
        return None if row is None else Session(account=row.account, role=row.role, csrf=row.csrf)

    def end(self, token_hash: str) -> None:
        """Log out."""
        self._connection.execute(delete(session).where(session.c.token_hash == token_hash))
