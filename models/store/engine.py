"""A database by its address: SQLite by default, PostgreSQL when asked, with the settings that make both safe."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from models.store.errors import DatabaseAddressError
from models.store.errors import DatabaseError as DatabaseError

DEFAULT_DATABASE_URL = "sqlite:///var/belfry.sqlite3"
_WAIT_SECONDS = 20
_CACHE_KILOBYTES = 32_768
_NO_USE = ("42501", "25006", "25P03")
"""What PostgreSQL answers a role without the privilege, any writer of a database that is only read, and who was silent
amid a transaction for more than `IDLE_SECONDS`."""
IDLE_SECONDS = 300
"""How long PostgreSQL lets a transaction of ours wait for its next statement before it ends it and frees its locks.

A batch computes for seconds between two statements; only a process that was stopped, or cut off, is silent for longer.
"""
_LOG_PAGES = 16_000
"""Pages in the write-ahead log, 64 MB, before they are carried over: a batch of linking writes about as many."""


def open_engine(url: str = DEFAULT_DATABASE_URL) -> Engine:
    """Return an engine for ``url``; a SQLite file's folder is made. Raises `DatabaseAddressError` for a wrong address.

    What the database then refuses to do, such as to be reached or written, raises `DatabaseError`.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseAddressError(
            f"{url!r} is no database address; use sqlite:///path/file.sqlite3 or postgresql://user@host/name"
        ) from error
    kind = address.get_backend_name()
    if kind == "sqlite":
        return _telling(_sqlite(url, address.database))
    if kind == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
        return _telling(_postgresql(address))
    raise DatabaseAddressError(f"{kind!r} databases are not supported; allowed: sqlite, postgresql")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that sees one consistent state and must not write."""
    with engine.connect().execution_options(belfry_reads=True) as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in one transaction: committed at the end, rolled back on any error."""
    with engine.connect() as connection, connection.begin():
        yield connection


def _telling(engine: Engine) -> Engine:
    """Let the engine say in one line that the database cannot be reached, read or written."""

    @event.listens_for(engine, "handle_error")
    def _tell(context: ExceptionContext) -> None:
        if _shows_no_use(context) and not context.is_pre_ping:
            why = " ".join(str(context.original_exception).split())
            address = engine.url.render_as_string(hide_password=True)
            raise DatabaseError(f"the database {address} cannot be used: {why}") from context.original_exception

    return engine


def _shows_no_use(context: ExceptionContext) -> bool:
    """Tell whether an error is the database's own: away, only to be read, or a file that is none or is damaged."""
    told = context.original_exception
    return (
        isinstance(context.sqlalchemy_exception, OperationalError)
        or type(told) is sqlite3.DatabaseError
        or getattr(told, "sqlstate", None) in _NO_USE
    )


def _json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


def _from_sqlite(kept: str | float) -> Any:
    """Return what a JSON column keeps; SQLite keeps a JSON text that is one number as that number."""
    return orjson.loads(kept) if isinstance(kept, str) else kept


def _postgresql(address: URL) -> Engine:
    engine = create_engine(address, json_serializer=_json, json_deserializer=orjson.loads, pool_pre_ping=True)

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        connection.execute(f"SET idle_in_transaction_session_timeout = '{IDLE_SECONDS}s'")
        connection.commit()  # or the pool, which rolls back, would take it back

    return engine


def _sqlite(url: str, file: str | None) -> Engine:
    if file and file != ":memory:" and not file.startswith("file:"):
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    still = {"creator": partial(_open_still, file)} if file and _is_still(Path(file)) else {}
    engine = create_engine(
        url,
        json_serializer=_json,
        json_deserializer=_from_sqlite,
        connect_args={"timeout": _WAIT_SECONDS, "factory": _Connection},
        **still,
    )

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        # The driver would open transactions lazily; a writer must take its lock at once or lose it to busy errors.
        connection.isolation_level = None
        cursor = connection.cursor()
        _keep_log(cursor)
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA busy_timeout={_WAIT_SECONDS * 1000}")
        # The keys of a batch lie all over their index: with the default of 2 MB each page would be read many times.
        cursor.execute(f"PRAGMA cache_size=-{_CACHE_KILOBYTES}")
        cursor.execute(f"PRAGMA wal_autocheckpoint={_LOG_PAGES}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get("belfry_reads", False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _is_still(file: Path) -> bool:
    """Say whether a file can only be read and nobody is writing it, such as a backup or one on a read-only disk.

    SQLite then needs telling: it would make its files of the write-ahead log beside it even to read.
    """
    written = file.with_name(f"{file.name}-wal").exists()
    return file.is_file() and not written and not os.access(file.parent, os.W_OK, effective_ids=True)


def _open_still(file: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(file)}?immutable=1", uri=True, check_same_thread=False, factory=_Connection)


class _Connection(sqlite3.Connection):
    """Closes when nobody holds it any more: a command ends with its engine, whose pool keeps connections open.

    Until Python 3.12 every connection did so; since 3.13 one that is dropped open is a `ResourceWarning`.
    """

    def __del__(self) -> None:
        with suppress(sqlite3.ProgrammingError):  # of another thread, which closes it with the file
            self.close()


def _keep_log(cursor: Any) -> None:
    if cursor.execute("SELECT count(*) > 0 AND total(name = 'alembic_version') = 0 FROM sqlite_master").fetchone()[0]:
        return  # somebody else's file: the mode would stay in it
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if "readonly" not in str(error):
            raise
        # Who may only read changes no journal: the mode of the file stays as its writer left it.
