from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

from models.store.engine import DatabaseError, open_engine
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
