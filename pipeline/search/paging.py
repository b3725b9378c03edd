"""A page out of a mask: sorted, the identifier breaking ties, with a cursor that says where the page ended."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

import numpy as np
import orjson

from pipeline.market.columns import Bools, Columns, Floats, Ints
from pipeline.search.filters import SORTS, QueryError

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Cut:
    """The rows of one page, and the cursor of the next; empty when this is the last."""

    rows: list[int]
    next_cursor: str


def cut_page(columns: Columns, mask: Bools, kilometres: Floats | None, *, sort: str, cursor: str, limit: int) -> Cut:
    """Return the ``limit`` rows of ``mask`` after ``cursor``. Raises `QueryError` on a cursor or sort that is none.

    The order is total, so pages neither repeat nor skip a vacancy that stays where it is; a vacancy that changes while
    somebody pages may move. Only as many rows are sorted as the page needs.
    """
    rows = np.flatnonzero(mask).astype(np.int32)
    keys: Floats = _keys(columns, rows, kilometres, sort).round(_DIGITS)
    if cursor:
        key, last = _parse(cursor, sort)
        same = np.flatnonzero(keys == key)
        later = keys > key
        later[[place for place in same if columns.ids[rows[place]] > last]] = True
        rows, keys = rows[later], keys[later]
    if len(rows) > limit:
        furthest = np.partition(keys, limit)[limit]
        near = keys <= furthest
        rows, keys = rows[near], keys[near]
    ordered = sorted(zip(keys.tolist(), (columns.ids[row] for row in rows), rows.tolist(), strict=True))
    page = ordered[:limit]
    more = len(ordered) > limit
    return Cut([row for *_, row in page], _cursor(sort, page[-1][0], page[-1][1]) if more and page else "")


def _keys(columns: Columns, rows: Ints, kilometres: Floats | None, sort: str) -> Floats:
    if sort == "newest":
        return -columns.appeared[rows].astype(np.float64)
    if sort == "pay":
        keys: Floats = np.nan_to_num(-columns.reach[rows], nan=np.inf)
        return keys
    if sort == "distance":
        if kilometres is None:
            raise QueryError("sort", sort, why="needs a place to measure from: give city, or lat and lon")
        return kilometres[rows]
    raise QueryError("sort", sort, SORTS)


def _cursor(sort: str, key: float, last: str) -> str:
    text = orjson.dumps([sort, None if key == float("inf") else key, last])
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def _parse(cursor: str, sort: str) -> tuple[float, str]:
    try:
        known, key, last = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if known != sort or not isinstance(last, str):
            raise QueryError("cursor", cursor, why=f"belongs to sort={known}")
        return float("inf") if key is None else float(key), last
    except (binascii.Error, ValueError, TypeError) as error:
        if isinstance(error, QueryError):
            raise
        raise QueryError("cursor", cursor, why="is no cursor of ours") from error
