"""Many rows written by one statement.

To the toolkit each row would be a statement with parameters of its own, and to PostgreSQL a round through its executor
as well: both cost more than the writing. SQLite gets plain tuples, PostgreSQL an array for each column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table

_Binder = Callable[[Any], Any] | None


def insert_rows(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    replacing: Sequence[str] = (),
    passing: bool = False,
) -> None:
    """Insert ``rows``, all of the same columns, as `insert_columns`."""
    if rows:
        columns = {name: [row[name] for row in rows] for name in rows[0]}
        insert_columns(connection, table, columns, replacing=replacing, passing=passing)


def insert_columns(
    connection: Connection,
    table: Table,
    columns: Mapping[str, Sequence[Any]],
    *,
    replacing: Sequence[str] = (),
    passing: bool = False,
) -> None:
    """Insert rows that are given column by column.

    With ``replacing``, its primary key, a row that is there already is replaced; with ``passing`` it stays as it is.
    """
    end = " ON CONFLICT DO NOTHING" if passing else ""
    if replacing:
        others = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name not in replacing)
        end = f" ON CONFLICT ({', '.join(replacing)}) DO UPDATE SET {others}"
    names = tuple(columns)
    listed = ", ".join(f'"{name}"' for name in names)
    if connection.dialect.name == "postgresql":
        values = f"SELECT * FROM {_arrays(table, names, connection.dialect)}"  # noqa: S608  # the names are our own
    else:
        values = f"VALUES ({', '.join('?' * len(names))})"
    order = f"INSERT INTO {table.name} ({listed}) {values}{end}"  # the names are our own
    _send(connection, table, order, columns)


def update_rows(connection: Connection, table: Table, key: str, columns: Mapping[str, Sequence[Any]]) -> None:
    """Give each row of ``table`` whose ``key`` stands in ``columns`` the other values beside it."""
    names = (*(name for name in columns if name != key), key)
    if connection.dialect.name == "postgresql":
        listed = ", ".join(f'"{name}"' for name in names)
        values = ", ".join(f'"{name}" = fresh."{name}"' for name in names[:-1])
        values += f" FROM {_arrays(table, names, connection.dialect)} AS fresh ({listed})"
        same = f'{table.name}."{key}" = fresh."{key}"'
    else:
        values = ", ".join(f'"{name}" = ?' for name in names[:-1])
        same = f'"{key}" = ?'
    order = f"UPDATE {table.name} SET {values} WHERE {same}"  # noqa: S608  # the names are our own
    _send(connection, table, order, {name: columns[name] for name in names})


def _send(connection: Connection, table: Table, order: str, columns: Mapping[str, Sequence[Any]]) -> None:
    binders = [_binder(table, name, connection.dialect) for name in columns]
    values = [
        list(map(bind, column)) if bind else column for bind, column in zip(binders, columns.values(), strict=True)
    ]
    if not values[0]:
        return
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(order, tuple(map(list, values)))
    else:
        connection.exec_driver_sql(order, list(zip(*values, strict=True)))


@lru_cache(maxsize=256)
def _binder(table: Table, column: str, dialect: Dialect) -> _Binder:
    """Return what turns a value of ``column`` into one that the driver takes, or ``None`` when it takes it as it is."""
    return table.c[column].type.dialect_impl(dialect).bind_processor(dialect)


def _arrays(table: Table, names: Sequence[str], dialect: Dialect) -> str:
    kinds = (table.c[name].type.compile(dialect) for name in names)
    return f"unnest({', '.join(f'%b::{kind}[]' for kind in kinds)})"
