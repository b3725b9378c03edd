"""The database: making its tables and looking at their version."""

from __future__ import annotations

import click

from console.settings import Settings
from models.store.engine import open_engine
from models.store.schema import current, newest, upgrade


@click.group("db", short_help="Make or upgrade the tables; show their version.")
def db_command() -> None:
    """Make or upgrade the tables of BELFRY_DATABASE_URL (default: SQLite under var/).

    \b
    Example:
      BELFRY_DATABASE_URL=postgresql://belfry@localhost/belfry belfry db upgrade
    """


@db_command.command("upgrade")
def upgrade_command() -> None:
    """Bring the tables to this program's version.

    \b
    Example:
      belfry db upgrade
    """
    before, after = upgrade(open_engine(Settings.from_environment().database_url))
    click.echo(f"tables: {before or 'none'} -> {after}" if before != after else f"tables: {after}, nothing to do")


@db_command.command("version")
def version_command() -> None:
    """Show the version of the tables and of this program.

    \b
    Example:
      belfry db version
    """
    engine = open_engine(Settings.from_environment().database_url)
    click.echo(f"database {engine.url.render_as_string(hide_password=True)}: {current(engine) or 'no tables'}")
    click.echo(f"program: {newest()}")
