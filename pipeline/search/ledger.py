"""The ledgers of the desk, read: jobs, the audit, and what operators decided about pairs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Engine

from models.posting import JobPosting
from models.store.desk import Audit, AuditLine
from models.store.engine import reading
from models.store.leases import Leases, StoredJob
from models.store.links import Links
from models.store.vacancies import Vacancies


def jobs_since(engine: Engine, day: date) -> list[StoredJob]:
    """Return the night's jobs of ``day`` and later, newest first."""
    with reading(engine) as connection:
        return Leases(connection).jobs(since=day)


def audit_lines(engine: Engine, *, limit: int = 200) -> list[AuditLine]:
    """Return the newest lines of the audit, newest first."""
    with reading(engine) as connection:
        return Audit(connection).lines(limit=limit)


def labelled_pairs(engine: Engine) -> Iterator[dict[str, Any]]:
    """Yield every verdict of an operator as a labelled pair, in the form that ``belfry evaluate`` reads."""
    with reading(engine) as connection:
        links = Links(connection)
        verdicts = links.verdicts()
        numbers = links.numbers_of({key for item in verdicts for key in (item.a, item.b)})
        members = {str(m.posting.key): m.posting for m in Vacancies(connection).members(list(numbers.values()))}
    for number, item in enumerate(verdicts, start=1):
        if item.a in members and item.b in members:
            yield {
                "id": f"operator-{number}",
                "label": item.verdict,
                "relation": "operator",
                "ambiguous": "1" if item.verdict == "unsure" else "0",
                "author": item.author,
                "a": _side(members[item.a]),
                "b": _side(members[item.b]),
            }


def _side(posting: JobPosting) -> dict[str, str]:
    employer = posting.hiring_organization
    return {
        "site": posting.key.source,
        "id": str(posting.key),
        "url": posting.url or "",
        "title": posting.title_raw,
        "company": employer.name if employer else "",
        "location": "; ".join(place.municipality or place.country or "" for place in posting.places),
        "description": posting.description or "",
        "date_posted": posting.date_posted.isoformat() if posting.date_posted else "",
    }
