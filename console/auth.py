"""Who may do what at the desk: passwords under argon2, sessions by a random token, a limit on guesses."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from collections import deque
from datetime import datetime, timedelta
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Engine

from models.store.accounts import Account, Accounts, Session
from models.store.engine import reading, writing
from models.store.unit_of_work import UnitOfWork

ROLES = ("viewer", "operator", "admin")
"""What each may do includes what those before it may."""
SESSION = timedelta(hours=10)
GUESSES, GUESS_WINDOW = 8, timedelta(minutes=5)
"""So many failed logins of one name or one address, in so long, and no password is looked at any more."""
SHORTEST = 12
"""Least length of a password: length is what counts (NIST SP 800-63B)."""

_HASHER = PasswordHasher()
# Verified when there is no such account, so that the answer takes as long.
_NOBODY = _HASHER.hash(secrets.token_hex())


class WeakPasswordError(ValueError):
    """The password is too short."""


class OpenHostError(ValueError):
    """The desk would be reachable from elsewhere without anybody having a password."""


class Guesses:
    """Counts failed logins by name and by address."""

    def __init__(self) -> None:
        self._failed: dict[str, deque[datetime]] = {}
        self._lock = Lock()

    def too_many(self, *keys: str, now: datetime) -> bool:
        """Say whether any of ``keys`` has guessed too often."""
        with self._lock:
            return any(len(self._recent(key, now)) >= GUESSES for key in keys)

    def failed(self, *keys: str, now: datetime) -> None:
        """Count a wrong guess."""
        with self._lock:
            for key in keys:
                self._recent(key, now).append(now)
            if len(self._failed) > 10_000:
                self._failed = {key: times for key, times in self._failed.items() if self._recent(key, now)}

    def _recent(self, key: str, now: datetime) -> deque[datetime]:
        times = self._failed.setdefault(key, deque(maxlen=GUESSES))
        while times and times[0] <= now - GUESS_WINDOW:
            times.popleft()
        return times


def add_account(engine: Engine, name: str, password: str, role: str, *, by: str, now: datetime) -> None:
    """Add an account or change its password and role. Raises `WeakPasswordError`, or `ValueError` for a wrong role."""
    if role not in ROLES:
        raise ValueError(f"{role!r} is no role; allowed: {', '.join(ROLES)}")
    if len(password) < SHORTEST:
        raise WeakPasswordError(f"the password has {len(password)} characters; at least {SHORTEST} are needed")
    kept = Account(name=name, password_hash=_HASHER.hash(password), role=role)
    with UnitOfWork(engine) as unit:
        accounts = Accounts(unit.connection)
        before = accounts.get(name)
        accounts.put(kept, at=now)
        act = "add account" if before is None else "change account"
        unit.audit.enter(act, name, by=by, at=now, before=before and before.role, after=role)
        unit.commit()


def log_in(engine: Engine, name: str, password: str, *, now: datetime) -> str | None:
    """Return a new session's token when the password is right; None otherwise, after as much time."""
    with reading(engine) as connection:
        found = Accounts(connection).get(name)
    try:
        _HASHER.verify(found.password_hash if found else _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return None
    if found is None:
        return None
    token = secrets.token_urlsafe(32)
    with writing(engine) as connection:
        accounts = Accounts(connection)
        accounts.begin(_hash(token), name, secrets.token_urlsafe(24), until=now + SESSION, at=now)
    return token


def who(engine: Engine, token: str | None, *, now: datetime) -> Session | None:
    """Return who holds the session token."""
    if not token:
        return None
    with reading(engine) as connection:
        return Accounts(connection).session(_hash(token), at=now)


def log_out(engine: Engine, token: str | None) -> None:
    """End a session."""
    if token:
        with writing(engine) as connection:
            Accounts(connection).end(_hash(token))


def may(session: Session, role: str) -> bool:
    """Say whether the session's role includes ``role``."""
    return ROLES.index(session.role) >= ROLES.index(role)


def accounts_of(engine: Engine) -> list[tuple[str, str]]:
    """Return (name, role) of all accounts."""
    with reading(engine) as connection:
        return Accounts(connection).names()


def remove_account(engine: Engine, name: str, *, by: str, now: datetime) -> bool:
    """Remove an account; its sessions end at once. ``False`` when there is none."""
    with UnitOfWork(engine) as unit:
        accounts = Accounts(unit.connection)
        before = accounts.get(name)
        if before is None:
            return False
        accounts.remove(name)
        unit.audit.enter("remove account", name, by=by, at=now, before=before.role)
        unit.commit()
    return True


def require_safe_host(engine: Engine, host: str) -> None:
    """Raise `OpenHostError` when ``host`` is not this machine alone and nobody has a password yet."""
    if host == "localhost":
        return
    try:
        local = ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        local = False
    if not local and not accounts_of(engine):
        raise OpenHostError(f"{host} can be reached from elsewhere and nobody has a password: run 'belfry users add'")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
