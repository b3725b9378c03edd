"""Where features and blocking keys are kept while linking: a protocol of three verbs, and a temporary SQLite file.

The store of the project has its own index in its tables ``link_key…`` and ``link_features``; the temporary one serves a
filter that links what it reads and forgets it. Every verb takes a batch: one round trip for some hundreds of postings.
"""

from __future__ import annotations

import sqlite3
import struct
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from pipeline.dedup.blocking import CROWD
from pipeline.dedup.features import Features


class Entry(NamedTuple):
    """One posting to be found again."""

    id: int
    keys: Mapping[int, float]
    """Blocking key → how telling it is that another posting has it too."""
    features: Features


class KeyIndex(Protocol):
    """What linking asks of the place where postings are kept."""

    def add(self, entries: Sequence[Entry]) -> None:
        """Keep ``entries``; an id that is there already is replaced."""
        ...

    def lists(self, keys: Collection[int]) -> Mapping[int, Sequence[int]]:
        """Return key → the ids under it, for those of ``keys`` that two ids share, and `CROWD` at most.

        What a crowd shares tells nothing, and counting it would let the order of arrival matter.
        """
        ...

    def features(self, ids: Collection[int]) -> Mapping[int, Features]:
        """Return the features of ``ids``."""
        ...


_SCHEMA = """
CREATE TABLE posting (id INTEGER PRIMARY KEY, features BLOB NOT NULL, keys BLOB NOT NULL);
CREATE TABLE link_key (key INTEGER NOT NULL, posting INTEGER NOT NULL, PRIMARY KEY (key, posting)) WITHOUT ROWID;
"""
_KEPT = 20_000


class TemporaryIndex:
    """A `KeyIndex` in a private SQLite file that vanishes when closed; memory stays bounded however much it holds."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect("")
        """For a caller that keeps more beside the index."""
        self.connection.executescript(
            "PRAGMA cache_size = -65536; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        )
        self.connection.executescript(_SCHEMA)
        self._recent: OrderedDict[int, Features] = OrderedDict()

    def add(self, entries: Sequence[Entry]) -> None:
        """As `KeyIndex.add`."""
        self._forget([entry.id for entry in entries])
        last = {entry.id: entry for entry in entries}.values()
        write = self.connection.executemany
        write("INSERT INTO posting VALUES (?, ?, ?)", [(e.id, e.features.to_bytes(), _packed(e.keys)) for e in last])
        write("INSERT OR IGNORE INTO link_key VALUES (?, ?)", sorted((key, e.id) for e in last for key in e.keys))

    def _forget(self, ids: Sequence[int]) -> None:
        for identity in ids:
            self._recent.pop(identity, None)
            row = self.connection.execute("DELETE FROM posting WHERE id = ? RETURNING keys", (identity,)).fetchone()
            if row is not None:
                gone = [(key, identity) for key in _unpacked(row[0])]
                self.connection.executemany("DELETE FROM link_key WHERE key = ? AND posting = ?", gone)

    def lists(self, keys: Collection[int]) -> Mapping[int, Sequence[int]]:
        """As `KeyIndex.lists`."""
        query = f"SELECT posting FROM link_key WHERE key = ? LIMIT {CROWD + 1}"  # noqa: S608  # a number of ours
        ask = self.connection.execute
        found = ((key, [row[0] for row in ask(query, (key,))]) for key in sorted(keys))
        return {key: ids for key, ids in found if 2 <= len(ids) <= CROWD}

    def features(self, ids: Collection[int]) -> Mapping[int, Features]:
        """As `KeyIndex.features`."""
        found: dict[int, Features] = {}
        ask, recent = self.connection.execute, self._recent
        for identity in ids:
            kept = recent.get(identity)
            if kept is None:
                row = ask("SELECT features FROM posting WHERE id = ?", (identity,)).fetchone()
                if row is None:
                    continue
                kept = recent[identity] = Features.from_bytes(row[0])
                if len(recent) > _KEPT:
                    recent.popitem(last=False)
            found[identity] = kept
        return found

    def close(self) -> None:
        """Drop everything."""
        self.connection.close()


def _packed(keys: Collection[int]) -> bytes:
    return struct.pack(f"<{len(keys)}q", *keys)


def _unpacked(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(packed) // 8}q", packed)
