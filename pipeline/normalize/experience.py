"""A description in, the least years of experience it asks for out."""

from __future__ import annotations

from pipeline.normalize.reading import Reading
from pipeline.normalize.text import Prose


def read_experience_years(prose: Prose) -> Reading[int]:
    """Return the smallest number of years of experience that the ad requires, with its words."""
    del prose
    return Reading()
