"""Alembic scripts that run alike on SQLite and PostgreSQL."""
