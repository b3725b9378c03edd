"""Two postings' features in, a level of agreement out: one function for each thing that is compared.

Every function is symmetric and returns ``missing`` when one side does not say.
"""

from __future__ import annotations

from collections.abc import Collection

from rapidfuzz import fuzz

from pipeline.dedup.features import Features
from pipeline.dedup.linkage import MISSING, Comparison, Rarity
from pipeline.dedup.sketch import SIZE, WORDS, containment
from pipeline.dedup.words import Spot

SHORT = 80
"""Words under which a text is short: it may fit many openings, and never decides alone."""
_TELLING = 4.0


def same_employer(a: Features, b: Features) -> bool:
    """Return whether both name one organization: equal keys, or one name inside the other at its start."""
    if not a.employer or not b.employer:
        return False
    if a.employer_key == b.employer_key or a.employer == b.employer:
        return True
    shorter, longer = sorted((a.employer, b.employer), key=len)
    return longer[: len(shorter)] == shorter or fuzz.ratio("".join(shorter), "".join(longer)) >= 93


def is_short(a: Features, b: Features) -> bool:
    """Return whether a text of the pair is too short to decide."""
    return min(a.text.length, b.text.length) < SHORT


def is_translation(a: Features, b: Features) -> bool:
    """Return whether the two texts are known to be in different languages."""
    return bool(a.in_language and b.in_language and a.in_language != b.in_language)


def compare_titles(a: Features, b: Features) -> str:
    """Return how the words of two titles agree, levels and slogans aside."""
    if not a.title or not b.title:
        return MISSING
    if a.title == b.title:
        return "same"
    ours, theirs = set(a.title), set(b.title)
    if ours == theirs or "".join(a.title) == "".join(b.title):
        return "same"
    if fuzz.ratio(" ".join(sorted(ours)), " ".join(sorted(theirs))) >= 90:
        return "nearly the same"
    common = len(ours & theirs)
    if common and (ours <= theirs or theirs <= ours):
        return "one inside the other"
    if common * 2 >= len(ours | theirs):
        return "mostly shared"
    return "partly shared" if common else "different"


def _title(a: Features, b: Features, _: Rarity) -> str:
    return compare_titles(a, b)


_ROLE_FAMILIES = (
    {"backend-developer", "frontend-developer", "full-stack-developer", "mobile-developer", "software-developer"},
    {"data-engineer", "data-scientist", "machine-learning-engineer", "data-analyst"},
    {"devops-engineer", "systems-administrator", "database-administrator", "security-engineer"},
)


def _role(a: Features, b: Features, _: Rarity) -> str:
    if not a.role or not b.role:
        return MISSING
    if a.role == b.role:
        return "same"
    return "related" if any(a.role in family and b.role in family for family in _ROLE_FAMILIES) else "different"


def _stack(a: Features, b: Features, _: Rarity) -> str:
    if not a.stacks and not b.stacks:
        return MISSING
    if a.stacks == b.stacks:
        return "same"
    return "overlapping" if a.stacks & b.stacks else "one names it"


def _level(a: Features, b: Features, _: Rarity) -> str:
    if a.levels or b.levels:
        if a.levels == b.levels:
            return "same"
        return "overlapping" if a.levels & b.levels else "one states it"
    if not a.seniority or not b.seniority:
        return MISSING
    return "same, from years" if a.seniority == b.seniority else "different, from years"


def _text(a: Features, b: Features, rarity: Rarity) -> str:
    """How much of the shorter text stands in the longer, boilerplate discounted."""
    if not a.text.shingles or not b.text.shingles or is_short(a, b):
        return MISSING
    share, sampled = containment(a.text.shingles, b.text.shingles, SIZE, rarity)
    if sampled < 1.0:
        return "boilerplate only"
    return _step(share, ((0.85, "nearly all"), (0.65, "most"), (0.4, "half"), (0.2, "some"), (0.06, "little")), "none")


def _resemblance(a: Features, b: Features, _: Rarity) -> str:
    """How alike the two whole texts are, boilerplate and all."""
    if not a.text.length or not b.text.length:
        return MISSING
    if a.text.digest == b.text.digest:
        return "identical"
    share, _sampled = containment(a.text.shingles, b.text.shingles, SIZE)
    alike = share * min(a.text.length, b.text.length) / max(a.text.length, b.text.length)
    return _step(alike, ((0.8, "very alike"), (0.5, "alike"), (0.2, "somewhat alike")), "unlike")


def _vocabulary(a: Features, b: Features, _: Rarity) -> str:
    """How many of the long words of the shorter text stand in the longer: tells a reworded copy."""
    share, sampled = containment(a.text.words, b.text.words, WORDS)
    if sampled < _TELLING:
        return MISSING
    return _step(share, ((0.85, "nearly all"), (0.65, "most"), (0.5, "half"), (0.35, "some")), "few")


def _skills(a: Features, b: Features, _: Rarity) -> str:
    # A single technology is mostly the one that the title names already.
    if min(len(a.skills), len(b.skills)) == 1:
        return "the only one" if set(a.skills).intersection(b.skills) else "few"
    return _shared(a.skills, b.skills, least=2)


def _numbers(a: Features, b: Features, _: Rarity) -> str:
    return _shared(a.text.numbers, b.text.numbers, least=2)


def _languages(a: Features, b: Features, _: Rarity) -> str:
    if not a.languages or not b.languages:
        return MISSING
    if a.languages == b.languages:
        return "same"
    return "overlapping" if set(a.languages) & set(b.languages) else "different"


def _shared(ours: Collection[object], theirs: Collection[object], least: int) -> str:
    smaller = min(len(ours), len(theirs))
    if smaller < least:
        return MISSING
    common = len(set(ours) & set(theirs))
    if common == len(ours) == len(theirs):
        return "the same"
    if common == smaller:
        return "one inside the other"
    if common == smaller - 1 and common:
        return "all but one"
    return _step(common / smaller, ((0.6, "most"), (0.3, "some")), "few")


def _reference(a: Features, b: Features, _: Rarity) -> str:
    if not a.reference or not b.reference:
        return MISSING
    return "same" if a.reference == b.reference else "different"


def compare_pay(a: Features, b: Features) -> str:
    """Return how the stated pay of two postings agrees; figures of different units are not compared."""
    if a.pay is None or b.pay is None or a.pay[2] != b.pay[2]:
        return MISSING
    (low, high, _), (least, most, _) = a.pay, b.pay
    if (low, high) == (least, most):
        return "same"
    if low is not None and most is not None and low > most * 1.02:
        return "apart"
    if high is not None and least is not None and least > high * 1.02:
        return "apart"
    return "one bound shared" if (low == least and low) or (high == most and high) else "overlapping"


def _pay(a: Features, b: Features, _: Rarity) -> str:
    return compare_pay(a, b)


def _years(a: Features, b: Features, _: Rarity) -> str:
    if a.years is None or b.years is None:
        return MISSING
    return "same" if a.years == b.years else "different"


def _contract(a: Features, b: Features, _: Rarity) -> str:
    if not a.contract or not b.contract:
        return MISSING
    return "same" if a.contract == b.contract else "different"


def _dates(a: Features, b: Features, _: Rarity) -> str:
    if a.posted is None or b.posted is None:
        return MISSING
    days = abs(a.posted - b.posted)
    return _step(-days, ((-2, "within 2 days"), (-14, "within 2 weeks"), (-45, "within 6 weeks")), "longer apart")


def _source(a: Features, b: Features, _: Rarity) -> str:
    return "another source" if a.source != b.source else "another board" if a.board != b.board else "same list"


def _go_between(a: Features, b: Features, _: Rarity) -> str:
    """Why two postings that do not name one employer may still be one opening."""
    if not a.employer or not b.employer:
        return "employer withheld"
    return "an agency" if a.between or b.between else "two employers"


PLACE_LEVELS = ("same", "a town and its part", "nested", MISSING, "different")


def compare_places(a: Features, b: Features) -> str:
    """Return how the places of two postings agree, by the best pair of them; a country alone does not say where."""
    if not a.spots or not b.spots:
        return MISSING
    if a.spots == b.spots and a.spots[0].town:
        return "same"
    if len(a.spots) == len(b.spots) == 1:
        return _compare_spots(a.spots[0], b.spots[0])
    found = {_compare_spots(one, other) for one in a.spots for other in b.spots}
    return next(level for level in PLACE_LEVELS if level in found)


_BRUSSELS = "21004"


def _compare_spots(a: Spot, b: Spot) -> str:
    if a.country and b.country and a.country != b.country:
        return "different"
    if a.town and b.town:
        return _compare_towns(a, b)
    for ours, theirs in ((a.province, b.province), (a.region, b.region)):
        if ours and theirs:
            return "nested" if ours == theirs else "different"
    return MISSING


def _compare_towns(a: Spot, b: Spot) -> str:
    if a.town == b.town:
        return _compare_parts(a.part, b.part)
    if a.town.isdigit() and b.town.isdigit():
        # "Brussels" in an ad is the city or any of the nineteen municipalities of its region.
        in_brussels = a.town[:2] == b.town[:2] == "21" and _BRUSSELS in (a.town, b.town)
        return "nested" if in_brussels else "different"
    ours, theirs = sorted((a.town.split(), b.town.split()), key=len)
    if theirs[: len(ours)] == ours:
        return "same"
    return "same" if fuzz.ratio(a.town, b.town) >= 90 else "different"


def _compare_parts(a: str, b: str) -> str:
    if a and b:
        return "same" if a == b or fuzz.ratio(a, b) >= 90 else "different"
    return "a town and its part" if a or b else "same"


def _place(a: Features, b: Features, _: Rarity) -> str:
    return compare_places(a, b)


def _step(value: float, steps: tuple[tuple[float, str], ...], otherwise: str) -> str:
    return next((level for least, level in steps if value >= least), otherwise)


TITLE = Comparison(
    "title",
    ("same", "nearly the same", "one inside the other", "mostly shared", "partly shared", "different"),
    _title,
    cost=2,
)
ROLE = Comparison("role", ("same", "related", "different"), _role)
STACK = Comparison("technology in the title", ("same", "overlapping", "one names it"), _stack)
LEVEL = Comparison(
    "level", ("same", "overlapping", "same, from years", "different, from years", "one states it"), _level
)
TEXT = Comparison("text", ("nearly all", "most", "half", "some", "little", "boilerplate only", "none"), _text, cost=7)
RESEMBLANCE = Comparison(
    "whole text", ("identical", "very alike", "alike", "somewhat alike", "unlike"), _resemblance, cost=4
)
VOCABULARY = Comparison("vocabulary", ("nearly all", "most", "half", "some", "few"), _vocabulary, cost=6)
_SHARED = ("the same", "one inside the other", "all but one", "most", "some", "few")
SKILLS = Comparison("skills", (*_SHARED[:2], "the only one", *_SHARED[2:]), _skills, cost=1)
NUMBERS = Comparison("numbers", _SHARED, _numbers, cost=1)
LANGUAGES = Comparison("languages asked", ("same", "overlapping", "different"), _languages)
REFERENCE = Comparison("reference", ("same", "different"), _reference)
PAY = Comparison("pay", ("same", "one bound shared", "overlapping", "apart"), _pay)
YEARS = Comparison("years", ("same", "different"), _years)
CONTRACT = Comparison("contract", ("same", "different"), _contract)
DATES = Comparison("dates", ("within 2 days", "within 2 weeks", "within 6 weeks", "longer apart"), _dates)
SOURCE = Comparison("source", ("another source", "another board", "same list"), _source)
PLACE = Comparison("place", ("same", "a town and its part", "nested", "different"), _place, cost=1)
GO_BETWEEN = Comparison("go-between", ("an agency", "employer withheld", "two employers"), _go_between)
