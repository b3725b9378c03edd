"""The aliases in force, for whoever reads postings: rules are kept in the store and handed to the readers as data."""

from __future__ import annotations

from sqlalchemy import Engine

from models.store.aliases import AliasRules, StoredAlias
from models.store.engine import reading
from pipeline.normalize.aliases import Alias, Aliases


def standing_aliases(engine: Engine) -> Aliases:
    """Return the aliases in force."""
    with reading(engine) as connection:
        rules = AliasRules(connection)
        standing = [alias_of(item) for item in rules.all() if item.undone_at is None]
        return Aliases(standing, version=rules.version())


def alias_of(stored: StoredAlias) -> Alias:
    """Return what a stored rule says."""
    return Alias(field=stored.field, text=stored.text, meaning=stored.meaning)
