"""Databases that do not work as they should: only read, full, or locked by somebody else for too long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Engine, event, text

from models.store.engine import open_engine


@contextmanager
def only_read(engine: Engine) -> Iterator[None]:
    """Let the database refuse every write, as a read-only disk or a standby server does."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            name = connection.execute(text("SELECT current_database()")).scalar()
            connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
        engine.dispose()
    else:
        _each_connection(engine, "PRAGMA query_only=ON")
    yield


@contextmanager
def full(engine: Engine) -> Iterator[None]:
    """Let the file grow no further; what still fits into its last pages is kept."""
    _each_connection(engine, "PRAGMA max_page_count=1")
    yield


@contextmanager
def locked(engine: Engine) -> Iterator[None]:
    """Hold the writer's lock for longer than anybody waits for it."""
    _each_connection(engine, "PRAGMA busy_timeout=20")
    other = open_engine(str(engine.url))
    with other.connect() as connection, connection.begin():
        yield
    other.dispose()


def _each_connection(engine: Engine, pragma: str) -> None:
    event.listen(engine, "connect", lambda connection, _: connection.execute(pragma))
    engine.dispose()


def no_database(engine: Engine) -> None:
    """Put something else where the file was."""
    engine.dispose()
    Path(str(engine.url.database)).write_bytes(b"no database " * 1000)


UNUSABLE: dict[str, Callable[[Engine], AbstractContextManager[None]]] = {
    "only read": only_read,
    "full": full,
    "locked": locked,
}
TRIES = 40
"""Forms after which a full database has surely no room left in its pages."""
