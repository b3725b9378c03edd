"""A title and a description in, the technologies they name out."""

from __future__ import annotations

from functools import cache
from itertools import starmap

from models.posting import Skill
from pipeline.normalize.skill_companies import companies_in, others_in
from pipeline.normalize.skill_context import confirmed, is_sought
from pipeline.normalize.skill_demand import read_demands
from pipeline.normalize.skill_finder import find_mentions
from pipeline.normalize.skill_sections import within
from pipeline.normalize.text import Prose, one_line
from pipeline.reference.skills import all_aliases, technologies

_LONGEST = 30_000
"""Characters of a description that are read; no ad needs more."""
_LONGEST_ENTRY = 300
"""The same, of a title or of one entry of a source's list."""


def read_skills(
    title: Prose, prose: Prose, listed: tuple[str, ...] = (), *, employer: str | None = None
) -> tuple[Skill, ...]:
    """Return the technologies named in the title, the text and the source's own list, none twice.

    ``required`` is False where the text calls a technology a nice-to-have and nowhere a must, True where it stands
    among the musts of an ad that separates the two, else ``None``; what the title names is never nice to have.
    A name among those of customers, investors or former employers is a company's: "veterans from Databricks"; so is
    that of the ad's own ``employer`` (its key), save where the text asks for it: "experience with Odoo".
    """
    found: dict[str, bool | None] = dict.fromkeys(_named(_beginning(title, _LONGEST_ENTRY)))
    titled = frozenset(found)
    prose = _beginning(prose, _LONGEST)
    if mentions := confirmed(find_mentions(prose), prose):
        demands, companies = read_demands(prose), companies_in(prose) + others_in(prose)
        own = all_aliases().get(employer or "")
        for index, mention in enumerate(mentions):
            slug = mention.technology.slug
            if within(companies, mention.start) or (slug == own and not is_sought(index, mentions, prose)):
                continue
            required = demands.required(mention.start)
            if required is False and slug in titled:
                required = None
            found[slug] = _stronger(found.get(slug), required)
    for entry in listed:
        for slug in _listed(entry):
            found.setdefault(slug, None)
    return tuple(starmap(_skill, found.items()))


@cache
def _skill(slug: str, required: bool | None) -> Skill:
    """Return the record of one technology: ads name the same ones over and over."""
    technology = technologies()[slug]
    return Skill(slug=slug, name=technology.name, kind=technology.kind, required=required)


def _beginning(prose: Prose, length: int) -> Prose:
    return prose if len(prose.text) <= length else Prose(text=prose.text[:length], folded=prose.folded[:length])


def _named(prose: Prose) -> list[str]:
    return [mention.technology.slug for mention in confirmed(find_mentions(prose), prose)]


def _listed(entry: str) -> list[str]:
    """Return what one entry of a source's list names; there a lone "Go" needs no context."""
    prose = Prose.of(one_line(entry[:_LONGEST_ENTRY]))
    slug = all_aliases().get(prose.folded)
    return [slug] if slug else _named(prose)


def _stronger(one: bool | None, other: bool | None) -> bool | None:
    """Return what two mentions say together: a must outweighs a nice-to-have, which outweighs silence."""
    if one or other:
        return True
    return False if one is False or other is False else None
