"""What the readers could not read, ranked by postings affected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Engine, select

from models.store.engine import reading
from models.store.tables import posting
from models.vocabulary import PostingStatus


@dataclass(frozen=True, slots=True)
class Gap:
    """One text that could not be read, and in how many active postings it stands."""

    field: str
    reason: str
    text: str
    postings: int


def gaps(engine: Engine, *, field: str | None = None, limit: int = 30) -> list[Gap]:
    """Return the texts that active postings carry as issues, most postings first; ``field`` narrows to one field."""
    counts: Counter[tuple[str, str, str]] = Counter()
    statement = select(posting.c.record["issues"]).where(posting.c.status == PostingStatus.ACTIVE.value)
    with reading(engine) as connection:
        for issues in connection.execution_options(yield_per=1000).execute(statement).scalars():
            found = {(item["field"], item["reason"], item["text"]) for item in issues or []}
            counts.update(item for item in found if field is None or item[0] == field)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]
    return [Gap(field=name, reason=reason, text=text, postings=count) for (name, reason, text), count in ranked]
