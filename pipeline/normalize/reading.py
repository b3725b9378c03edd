"""What a reader gives back: a value, the words that decided, and what it could not read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from models.posting import Issue

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """One field, read from text. ``None`` with issues: there was text and it could not be read."""

    value: T | None = None
    evidence: str | None = None
    issues: tuple[Issue, ...] = ()


def unread(field: str, text: str, reason: str) -> Issue:
    """Return the issue that ``text`` of ``field`` could not be read for ``reason``."""
    return Issue(field=field, text=text[:200], reason=reason)
