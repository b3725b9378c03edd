"""Employment words in, schema.org employment types and the legal shape of the work out."""

from __future__ import annotations

from dataclasses import dataclass

from models.posting import Issue
from models.vocabulary import Contract, EmploymentType
from pipeline.normalize.text import Prose


@dataclass(frozen=True, slots=True)
class EmploymentReading:
    """How the work is offered, and what could not be read."""

    types: tuple[EmploymentType, ...] = ()
    contract: Contract | None = None
    issues: tuple[Issue, ...] = ()


def read_employment(texts: tuple[str, ...], *, title: str, prose: Prose) -> EmploymentReading:
    """Return the employment types and the contract: from the field, else the title, else the description."""
    del texts, title, prose
    return EmploymentReading()
