"""What a source published, before anybody interpreted it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from models.record import Record, RecordError


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class PostingKey(Record):
    """The identity of one ad, for good: which source, whose list on it, and its number there."""

    source: str
    """Name of the source in the registry, e.g. ``recruitee``."""
    board: str = ""
    """One employer's list on a shared system; empty where the source has a single list."""
    identifier: str
    """The source's own number or slug of the ad."""

    def __str__(self) -> str:
        return f"{self.source}:{self.board}:{self.identifier}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the key that ``str`` wrote. Raises `RecordError` on any other text."""
        source, first, rest = text.partition(":")
        board, second, identifier = rest.partition(":")
        if not (source and first and second and identifier):
            raise RecordError(f"{text!r} names no posting; write source:board:identifier (the board may be empty)")
        return cls(source=source, board=board, identifier=identifier)


@dataclass(frozen=True, kw_only=True, slots=True)
class RawPosting(Record):
    """One ad exactly as its source published it: strings, no interpretation.

    Only ``source``, ``identifier`` and ``title`` are required; an empty one raises `RecordError`. Field names are
    schema.org's JobPosting, in snake case. A missing text is ``None``, never an empty guess.
    """

    source: str
    board: str = ""
    identifier: str
    url: str | None = None
    """The address a person can open."""
    title: str
    description: str | None = None
    """HTML or plain text, unescaped once where the source escapes its HTML."""
    hiring_organization: str | None = None
    job_locations: tuple[str, ...] = ()
    """Each place as one text, e.g. ``8000 Brugge, BE``."""
    date_posted: str | None = None
    valid_through: str | None = None
    employment_types: tuple[str, ...] = ()
    base_salary: str | None = None
    """A text, or the source's own structure as JSON text."""
    in_language: str | None = None
    remote: str | None = None
    """What the source says about remote work, e.g. ``hybrid``, ``TELECOMMUTE``, ``true``."""
    skills: tuple[str, ...] = ()
    external_reference: str | None = None
    """The employer's own requisition number."""
    fetched_at: datetime | None = None
    run_id: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    """Further facts of the source by name: ``enterprise_number``, ``occupation``, ``attribution``, ``latitude`` …"""

    def __post_init__(self) -> None:
        for name in ("source", "identifier", "title"):
            if not getattr(self, name).strip():
                raise RecordError(f"RawPosting.{name} is empty")

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Build the record as `Record` does; a salary that is still a structure becomes its JSON text."""
        salary = data.get("base_salary") if isinstance(data, Mapping) else None
        if isinstance(salary, (dict, list)):
            data = {**data, "base_salary": json.dumps(salary, ensure_ascii=False)}
        return super(RawPosting, cls).from_json(data)

    @property
    def key(self) -> PostingKey:
        """The identity of the ad."""
        return PostingKey(source=self.source, board=self.board, identifier=self.identifier)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sighting(Record):
    """An ad that a run saw in a list and did not fetch again, because nothing about it had changed."""

    source: str
    board: str = ""
    identifier: str

    @property
    def key(self) -> PostingKey:
        """The identity of the ad."""
        return PostingKey(source=self.source, board=self.board, identifier=self.identifier)
