"""A database by its address: SQLite by default, PostgreSQL when asked, with the settings that make both safe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from models.store.errors import DatabaseError as DatabaseError

DEFAULT_DATABASE_URL = "sqlite:///var/belfry.sqlite3"
_WAIT_SECONDS = 20
_CACHE_KILOBYTES = 32_768
_LOG_PAGES = 4_000


def open_engine(url: str = DEFAULT_DATABASE_URL) -> Engine:
    """Return an engine for ``url``; a SQLite file's folder is made. Raises `DatabaseError` on an unusable address."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise DatabaseError(
            f"{url!r} is no database address; use sqlite:///path/file.sqlite3 or postgresql://user@host/name"
        ) from error
    kind = address.get_backend_name()
    if kind == "sqlite":
        return _sqlite(url, address.database)
    if kind == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
        return create_engine(address, json_serializer=_json, json_deserializer=orjson.loads, pool_pre_ping=True)
    raise DatabaseError(f"{kind!r} databases are not supported; allowed: sqlite, postgresql")


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


def _json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


def _sqlite(url: str, file: str | None) -> Engine:
    if file and file != ":memory:" and not file.startswith("file:"):
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url, json_serializer=_json, json_deserializer=orjson.loads, connect_args={"timeout": _WAIT_SECONDS}
    )

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        # The driver would open transactions lazily; a writer must take its lock at once or lose it to busy errors.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
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
