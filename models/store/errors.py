"""What can go wrong with the database, apart from the libraries that reach it."""

from __future__ import annotations


class DatabaseError(RuntimeError):
    """The database cannot be used as asked; the message says why and what to do."""


class DatabaseAddressError(DatabaseError):
    """The address of the database is none that can be used; the message names it."""
