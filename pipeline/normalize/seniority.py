"""A title, and the years an ad asks for, in; the level out."""

from __future__ import annotations

from functools import cache, lru_cache

from models.vocabulary import Seniority
from pipeline.normalize.reading import Reading
from pipeline.normalize.title_tokens import Terms, Words, by_first_word, longest_at, post_in, words_of
from pipeline.reference.roles import level_terms

# DESIGN.md section 4: 0 to 2 years, 3 to 5, 6 and more.
JUNIOR_YEARS = 2
MEDIOR_YEARS = 5

_RANKS = (Seniority.INTERN, Seniority.DIRECTOR, Seniority.MANAGER, Seniority.LEAD)
_CAREER = (Seniority.JUNIOR, Seniority.MEDIOR, Seniority.SENIOR)
_POSTS_OF_JUNIORS = frozenset([Seniority.MANAGER, Seniority.LEAD])
# "staff" is a grade only before one of these; elsewhere it is personnel.
_STAFF_HEADS = frozenset(
    """software data engineer developer scientist applied product machine backend frontend devops platform site security
    information ai ux solutions reliability technical research architect designer""".split()
)

_MANAGER = "manager"
_GRADES = ("junior", "medior", "senior", "lead")
_GRADED = frozenset(
    """ontwikkelaar developer programmeur architect engineer ingenieur consultant designer analist analyst tester
    beheerder entwickler scientist onderzoeker medewerker adviseur""".split()
)
_SHORTEST_COMPOUND = 2

# After one of these, the rest of the part names another's post, or a later one: "rechterhand van de manager".
_NOT_YET = frozenset(
    "rechterhand doorgroei doorgroeien doorgroeimogelijkheden doorgroeikansen future toekomstig".split()
)


def read_seniority(title: str, *, experience_years_min: int | None) -> Reading[Seniority]:
    """Return the level from the words of ``title``, else from stated years (0-2, 3-5, 6+), else ``None``.

    The first part of a title that names a level decides. There, a post outranks a career level (intern, director,
    manager, lead, in this order), except that a junior manager or lead is a junior; of several career levels the
    lowest counts: who asks for "junior/medior" takes a junior.
    """
    by_segment: dict[int, dict[Seniority, str]] = {}
    for level, text, segment in _levels_of(words_of(title)):
        by_segment.setdefault(segment, {}).setdefault(level, text)
    for levels in by_segment.values():
        level = _decide(levels)
        return Reading(value=level, evidence=_evidence(levels, level))
    return _from_years(experience_years_min)


def _from_years(years: int | None) -> Reading[Seniority]:
    if years is None:
        return Reading()
    level = (
        Seniority.JUNIOR if years <= JUNIOR_YEARS else Seniority.MEDIOR if years <= MEDIOR_YEARS else Seniority.SENIOR
    )
    return Reading(value=level, evidence=f"{years} years")


def _decide(levels: dict[Seniority, str]) -> Seniority:
    for level in _RANKS:
        if level in levels and not (level in _POSTS_OF_JUNIORS and Seniority.JUNIOR in levels):
            return level
    return next(level for level in _CAREER if level in levels)


def _evidence(levels: dict[Seniority, str], level: Seniority) -> str:
    others = [text for other, text in levels.items() if other is not level]
    return f"{levels[level]}; beside {', '.join(others)}" if others else levels[level]


@cache
def _terms() -> Terms[Seniority | None]:
    return by_first_word(level_terms())


def _levels_of(words: Words) -> list[tuple[Seniority, str, int]]:
    found: list[tuple[Seniority, str, int]] = []
    terms, place, muted = _terms(), 0, -1
    while place < len(words.texts):
        if words.texts[place] in _NOT_YET:
            muted = words.segments[place]
        match = longest_at(words, place, terms)
        length, level = match or (1, _compound_level(words.texts[place]) or _grade_of_staff(words, place))
        if level is not None and words.segments[place] != muted:
            found.append((level, words.joined(place, length), words.segments[place]))
        place += length
    return found


@lru_cache(maxsize=1024)
def _compound_level(word: str) -> Seniority | None:
    """Return the level of a Dutch compound as that of its two words: "salesmanager", "leadontwikkelaar"."""
    post = post_in(word)
    if post is not None:
        return Seniority.DIRECTOR if post == "directeur" else Seniority.MANAGER
    before = word.removesuffix(_MANAGER)
    if before != word and len(before) >= _SHORTEST_COMPOUND:
        return _levels().get(f"{before} {_MANAGER}", Seniority.MANAGER)
    for grade in _GRADES:
        behind = word.removeprefix(grade)
        if behind != word and behind in _GRADED:
            return _levels()[grade]
    return None


@cache
def _levels() -> dict[str, Seniority | None]:
    return dict(level_terms())


def _grade_of_staff(words: Words, place: int) -> Seniority | None:
    following = words.texts[place + 1 : place + 2]
    return (
        Seniority.LEAD if words.texts[place] == "staff" and _STAFF_HEADS.issuperset(following) and following else None
    )
