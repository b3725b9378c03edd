"""A title, and where needed its text, in; the role it asks for out."""

from __future__ import annotations

from models.vocabulary import Role
from pipeline.normalize.reading import Reading
from pipeline.normalize.text import Prose


def read_role(title: str, prose: Prose) -> Reading[Role]:
    """Return the role that ``title`` asks for; ``prose`` (the description) only decides between open readings.

    ``None`` with evidence: no IT job, and the words that say so. ``None`` with an issue: a title that no rule knows.
    """
    del title, prose
    return Reading()
