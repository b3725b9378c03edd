"""Small helps for writing statements that both databases understand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice
from typing import Any

import orjson
from sqlalchemy import Column, ColumnElement, Connection, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

_CHUNK = 1000
"""Values in one IN list: well below every database's limit on parameters."""


def insert_for(connection: Connection, table: Any) -> Any:
    """Return the INSERT of this connection's dialect, which knows ON CONFLICT."""
    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)


def chunks(values: Iterable[Any], size: int = _CHUNK) -> Iterable[list[Any]]:
    """Yield ``values`` in lists of at most ``size``."""
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk


def among(connection: Connection, column: Column[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """Return the condition that ``column`` is one of ``values``, numbers or texts, however many they are.

    They travel as one parameter, so that the statement stays the same and is compiled once; with an IN list, writing
    the statement anew costs more than answering it.
    """
    wanted = sorted(values)
    if connection.dialect.name == "postgresql":
        return column == func.any(bindparam(None, wanted, postgresql.ARRAY(column.type)))
    listed = func.json_each(bindparam(None, orjson.dumps(wanted).decode())).table_valued("value")
    return column.in_(select(listed.c.value))
