"""Which version of the tables a database has, and how it gets to ours."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, inspect

from models.store.engine import DatabaseError, reading

_SCRIPTS = Path(__file__).with_name("migrations")
_NAMED = 8
"""Tables of somebody else's that a refusal names."""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("path_separator", "os")
    return config


def newest() -> str:
    """Return the revision that this program's tables have."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def current(engine: Engine) -> str | None:
    """Return the revision that the database has; ``None`` for an empty one."""
    with reading(engine) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine) -> tuple[str | None, str]:
    """Bring the database to this program's tables; return the revision before and after.

    Raises `DatabaseError` when the database comes from a newer program or is another program's, and changes nothing
    then.
    """
    before = current(engine)
    _refuse_newer(before)
    if before != newest():
        config = _config()
        with engine.begin() as connection:
            _refuse_others(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    return before, newest()


def require_current(engine: Engine) -> None:
    """Raise `DatabaseError` unless the database has exactly this program's tables."""
    revision = current(engine)
    _refuse_newer(revision)
    if revision != newest():
        state = "is empty" if revision is None else f"has tables of version {revision}, this program needs {newest()}"
        raise DatabaseError(f"the database {state}: run 'belfry db upgrade'")


def _refuse_others(connection: Connection) -> None:
    """Raise `DatabaseError` when there are tables, but no version that says that they are ours."""
    if MigrationContext.configure(connection).get_current_revision() is not None:
        return
    found = sorted(set(inspect(connection).get_table_names()) - {"alembic_version"})
    if found:
        named = ", ".join(found[:_NAMED]) + (f" and {len(found) - _NAMED} more" if len(found) > _NAMED else "")
        raise DatabaseError(
            f"the database {connection.engine.url.render_as_string(hide_password=True)} has tables that belfry did not "
            f"make: {named}; nothing was changed: make an empty database for belfry and name it in BELFRY_DATABASE_URL"
        )


def _refuse_newer(revision: str | None) -> None:
    if revision is None:
        return
    try:
        ScriptDirectory.from_config(_config()).get_revision(revision)
    except CommandError as error:
        raise DatabaseError(
            f"the database has tables of version {revision}, which this program ({newest()}) does not know: "
            "it comes from a newer belfry; upgrade belfry or choose another BELFRY_DATABASE_URL"
        ) from error
