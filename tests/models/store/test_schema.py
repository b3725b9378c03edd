import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from models.store.desk import Audit
from models.store.engine import IDLE_SECONDS, DatabaseError, open_engine, reading, writing
from models.store.schema import newest, require_current, upgrade
from models.store.tables import metadata


def test_the_scripts_make_exactly_the_declared_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    assert upgrade(engine) == (newest(), newest())


def test_an_empty_database_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="belfry db upgrade"):
        require_current(open_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}"))


def test_a_database_from_a_newer_version_is_refused_and_left_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for act in (require_current, upgrade):
        with pytest.raises(DatabaseError, match=r"9999.*newer belfry"):
            act(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"


@pytest.mark.parametrize("names", [["invoice", "customer"], ["invoice", "posting"], [f"t{n}" for n in range(10)]])
def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path, names: list[str]) -> None:
    file = tmp_path / "shop.sqlite3"
    with closing(sqlite3.connect(file)) as shop:
        for name in names:
            shop.execute(f"CREATE TABLE {name} (id INTEGER)")
    before = file.read_bytes()
    engine = open_engine(f"sqlite:///{file}")
    with pytest.raises(DatabaseError, match=rf"shop\.sqlite3.*{min(names)}.*nothing was changed.*BELFRY_DATABASE_URL"):
        upgrade(engine)
    engine.dispose()
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


@pytest.mark.postgres
def test_another_programs_postgresql_is_refused_and_a_fresh_one_is_not(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
        connection.execute(text("CREATE TABLE invoice (id INTEGER)"))
        connection.execute(text("CREATE TABLE customer (id INTEGER)"))
    with pytest.raises(DatabaseError, match=r"belfry did not make: customer, invoice; nothing was changed"):
        upgrade(engine)
    with engine.begin() as connection:
        assert set(inspect(connection).get_table_names()) == {"invoice", "customer"}
        connection.execute(text("DROP TABLE invoice, customer"))
    assert upgrade(engine) == (None, newest())
    engine.dispose()


@pytest.mark.postgres
def test_a_transaction_that_falls_silent_frees_its_locks(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(postgres_url)
    for _ in range(2):  # the second time on a connection that the pool gave before
        with engine.connect() as connection:
            told = connection.execute(text("SHOW idle_in_transaction_session_timeout")).scalar()
            assert told == f"{IDLE_SECONDS // 60}min"
    engine.dispose()
    monkeypatch.setattr("models.store.engine.IDLE_SECONDS", 1)
    stopped, next_one = open_engine(postgres_url), open_engine(postgres_url)
    lock = text("LOCK TABLE job")
    with stopped.connect() as silent:
        silent.execute(lock)
        with next_one.begin() as connection:
            connection.execute(text("SET lock_timeout = '30s'"))
            connection.execute(lock)
        with pytest.raises(DatabaseError, match="idle-in-transaction"):
            silent.execute(lock)
    for each in (stopped, next_one):
        each.dispose()


@pytest.mark.parametrize("url", ["mysql://x/y", "not a url"])
def test_an_unusable_address_is_named(url: str) -> None:
    with pytest.raises(DatabaseError, match=r"mysql|not a url"):
        open_engine(url)


def test_sqlite_writers_take_their_lock_at_once_and_keys_are_checked(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


@pytest.fixture
def still_folder() -> Iterator[Path]:
    """A folder that everybody may read and nobody but its owner may write, with a database that nobody has open."""
    folder = Path(tempfile.mkdtemp(prefix="belfry still "))
    try:
        engine = open_engine(f"sqlite:///{folder / 'belfry.sqlite3'}")
        upgrade(engine)
        engine.dispose()
        folder.chmod(0o555)
        (folder / "belfry.sqlite3").chmod(0o444)
        yield folder
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.postgres
def test_a_role_that_may_only_read_reads_and_is_told_when_writing(postgres_url: str) -> None:
    owner = open_engine(postgres_url)
    reader = f"belfry_reader_{os.getpid()}"
    with owner.begin() as connection:
        connection.execute(text(f"CREATE ROLE {reader}"))
        connection.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {reader}"))
    engine = open_engine(postgres_url)
    with engine.connect() as connection:
        connection.execute(text(f"SET ROLE {reader}"))
        assert Audit(connection).lines() == []
        with pytest.raises(DatabaseError, match="permission denied for table audit"):
            Audit(connection).enter("pause", "lever", by="an", at=datetime(2026, 11, 3, tzinfo=UTC))
    engine.dispose()
    with owner.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {reader}"))
        connection.execute(text(f"DROP ROLE {reader}"))
    owner.dispose()


def test_who_may_only_read_reads_and_is_told_when_writing(still_folder: Path) -> None:
    url = f"sqlite:///{still_folder / 'belfry.sqlite3'}"
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)  # root may write everywhere
    try:
        engine = open_engine(url)
        assert upgrade(engine) == (newest(), newest())
        with reading(engine) as connection:
            assert Audit(connection).lines() == []
        with pytest.raises(DatabaseError, match="readonly"), writing(engine) as connection:
            Audit(connection).enter("pause", "lever", by="an", at=datetime(2026, 11, 3, tzinfo=UTC))
        assert [path.name for path in still_folder.iterdir()] == ["belfry.sqlite3"]
        engine.dispose()
    finally:
        os.seteuid(me)
