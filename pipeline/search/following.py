"""The columns of all vacancies: built from the tables once, then kept up by what has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import numpy as np
from sqlalchemy import Connection

from pipeline.market.columns import Columns, empty_columns, second
from pipeline.search.loading import Mark, confirmations, read_all, read_some, touched_after

_CHUNK = 20_000
"""Rows that are put into columns at a time."""
_REBUILD_AT = 0.3
"""Share of dead rows at which the columns are built anew."""
_FEW = 1000
"""With fewer rows than this the dead are counted as if there were so many: rebuilding would come too often."""
_STRAGGLERS = timedelta(days=10)
"""Runs may be ingested so much later than they ended."""

Placed = tuple[Columns, dict[str, int]]
"""The columns, and identifier → row."""


def load(connection: Connection) -> Placed:
    """Return everything, read anew."""
    columns, batch = empty_columns(), []
    for row in read_all(connection):
        batch.append(row)
        if len(batch) == _CHUNK:
            columns, batch = columns.extended(batch), []
    columns = columns.extended(batch)
    return columns, {vacancy_id: row for row, vacancy_id in enumerate(columns.ids)}


def follow(connection: Connection, columns: Columns, rows: Mapping[str, int], before: Mark, now: Mark) -> Placed:
    """Return ``columns`` and ``rows`` as of ``before``, brought to ``now``; the given ones stay as they are.

    They are read anew when too many rows have died, or when the tables are an older copy.
    """
    if now.sequence < before.sequence or np.count_nonzero(~columns.alive) > _REBUILD_AT * max(_FEW, columns.size):
        return load(connection)
    places = dict(rows)
    if now.sequence != before.sequence:
        touched = touched_after(connection, before.sequence)
        fresh = read_some(connection, touched)
        gone = [places.pop(vacancy_id) for vacancy_id in touched if vacancy_id in places]
        places.update((row.id, number) for number, row in enumerate(fresh, start=columns.size))
        columns = columns.extended(fresh, gone)
    if now.confirmed and (now.confirmed, now.ingested) != (before.confirmed, before.ingested):
        since = (before.confirmed or now.confirmed) - _STRAGGLERS
        moments = {
            places[vacancy_id]: second(moment)
            for vacancy_id, moment in confirmations(connection, since)
            if vacancy_id in places
        }
        columns = columns.confirmed(moments)
    return columns, places
