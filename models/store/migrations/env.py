"""Alembic's entry: run the scripts on the connection that ``models.store.schema`` hands over."""

from __future__ import annotations

from alembic import context

from models.store.tables import metadata


def _migrate() -> None:
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


_migrate()
