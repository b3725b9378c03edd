"""Changes of vacancies, numbered: whoever applies them in order has the same vacancies as we."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.record import Record
from models.vocabulary import EventKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Event(Record):
    """One change of one vacancy, written in the transaction that made it."""

    sequence: int
    """Strictly rising, without gaps in what a reader can see; zero until stored."""
    kind: EventKind
    vacancy_id: str
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    """By kind: upsert {changed}, close {reason}, merge {into, by}, split {new, by}, redact {fields, reason}."""
