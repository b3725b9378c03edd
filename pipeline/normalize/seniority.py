"""A title, and the years an ad asks for, in; the level out."""

from __future__ import annotations

from models.vocabulary import Seniority
from pipeline.normalize.reading import Reading


def read_seniority(title: str, *, experience_years_min: int | None) -> Reading[Seniority]:
    """Return the level from the words of ``title``, else from stated years (0-2, 3-5, 6+), else ``None``."""
    del title, experience_years_min
    return Reading()
