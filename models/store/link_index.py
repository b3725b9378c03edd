"""Where postings are found again by their blocking keys: what linking knows of each, and the keys it stands under.

Linking asks thousands of tiny things a batch, so each database is asked once, with all values in one parameter: an
array for PostgreSQL, a JSON list for SQLite.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterable, Mapping, Sequence

import orjson
from sqlalchemy import Connection, bindparam, delete, select

from models.store.bulk import insert_columns, insert_rows
from models.store.statements import among
from models.store.tables import link_features, link_key, link_key_recent

_SHARED = {
    "sqlite": """
SELECT value, (
    SELECT CASE WHEN count(*) BETWEEN 2 AND ?2 THEN group_concat(posting_id) END
    FROM (
        SELECT posting_id FROM link_key WHERE key = value
        UNION ALL SELECT posting_id FROM link_key_recent WHERE key = value LIMIT ?2 + 1
    )
) FROM json_each(?1)
""",
    "postgresql": """
SELECT wanted.key, (
    SELECT CASE WHEN count(*) BETWEEN 2 AND %s THEN string_agg(posting_id::text, ',') END
    FROM (
        SELECT posting_id FROM link_key WHERE key = wanted.key
        UNION ALL SELECT posting_id FROM link_key_recent WHERE key = wanted.key LIMIT %s + 1
    ) AS found
) FROM unnest(%b::BIGINT[]) AS wanted (key)
""",
}
"""Each key with its postings as one text: rows of their own would cost more than finding them."""
_CARRY_OVER = {
    "sqlite": (
        "INSERT OR IGNORE INTO link_key SELECT key, posting_id FROM link_key_recent ORDER BY key, posting_id",
        "DELETE FROM link_key_recent",
    ),
    "postgresql": (
        """
WITH moved AS (DELETE FROM link_key_recent RETURNING key, posting_id)
INSERT INTO link_key SELECT key, posting_id FROM moved ORDER BY key, posting_id ON CONFLICT DO NOTHING
""",
    ),
}
RECENT = 50_000
"""Postings between one carrying over of recent keys and the next."""
Kept = tuple[bytes, frozenset[int]]
"""Packed features and blocking keys of one posting."""


class LinkIndex:
    """The features and blocking keys of postings."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._arrays = connection.dialect.name == "postgresql"

    def publish(self, features: Mapping[int, bytes], keys: Mapping[int, Collection[int]]) -> None:
        """Keep features and blocking keys of postings in place of those they had; what is there already stays."""
        before = self._kept(features)
        after = {number: (packed, frozenset(keys[number])) for number, packed in features.items()}
        self._drop((key, n) for n, (_, had) in before.items() for key in had - after[n][1])
        self._write([(n, *kept) for n, kept in sorted(after.items()) if before.get(n) != kept])
        none: Kept = (b"", frozenset())
        self._add(sorted((key, n) for n, (_, wanted) in after.items() for key in wanted - before.get(n, none)[1]))
        if after and max(after) // RECENT > (min(after) - 1) // RECENT:
            self.carry_over()

    def carry_over(self) -> None:
        """Put the recent keys with all others, in their order, so that each page of the index is written once."""
        for order in _CARRY_OVER[self._connection.dialect.name]:
            self._connection.exec_driver_sql(order)

    def unpublish(self, numbers: Collection[int]) -> None:
        """Take postings out of the index, so that they are no longer found."""
        gone = self._kept(numbers)
        self._drop((key, number) for number, (_, keys) in gone.items() for key in keys)
        self._connection.execute(delete(link_features).where(among(self._connection, link_features.c.posting_id, gone)))

    def lists(self, keys: Collection[int], *, most: int) -> dict[int, list[int]]:
        """Return key → the postings under it, for those of ``keys`` that two postings share, and ``most`` at most."""
        order = _SHARED[self._connection.dialect.name]
        # In their order: neighbours in the index are then read from one page.
        wanted = sorted(keys)
        values = (most, most, wanted) if self._arrays else (orjson.dumps(wanted).decode(), most)
        rows = self._connection.exec_driver_sql(order, values).all()
        return {key: sorted(set(map(int, numbers.split(",")))) for key, numbers in rows if numbers}

    def features(self, numbers: Collection[int]) -> dict[int, bytes]:
        """Return the packed features of postings that have any."""
        columns = select(link_features.c.posting_id, link_features.c.features)
        rows = self._connection.execute(columns.where(among(self._connection, link_features.c.posting_id, numbers)))
        return {row.posting_id: row.features for row in rows}

    def _kept(self, numbers: Collection[int]) -> dict[int, Kept]:
        rows = select(link_features).where(among(self._connection, link_features.c.posting_id, numbers))
        return {
            row.posting_id: (row.features, frozenset(_unpacked(row.keys))) for row in self._connection.execute(rows)
        }

    def _write(self, rows: Sequence[tuple[int, bytes, frozenset[int]]]) -> None:
        fresh = [
            {"posting_id": number, "features": features, "keys": _packed(sorted(keys))}
            for number, features, keys in rows
        ]
        insert_rows(self._connection, link_features, fresh, replacing=["posting_id"])

    def _add(self, pairs: Sequence[tuple[int, int]]) -> None:
        if pairs:
            keys, numbers = zip(*pairs, strict=True)
            insert_columns(self._connection, link_key_recent, {"key": keys, "posting_id": numbers}, passing=True)

    def _drop(self, pairs: Iterable[tuple[int, int]]) -> None:
        gone = [{"_key": key, "_number": number} for key, number in pairs]
        for table in (link_key, link_key_recent) if gone else ():
            same = (table.c.key == bindparam("_key"), table.c.posting_id == bindparam("_number"))
            self._connection.execute(delete(table).where(*same), gone)


def _packed(keys: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(keys)}q", *keys)


def _unpacked(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(packed) // 8}q", packed)
