"""What two ads of one vacancy cannot have: each function returns True when the pair is forbidden."""

from __future__ import annotations

from models.vocabulary import Contract
from pipeline.dedup.comparisons import (
    SHORT,
    compare_pay,
    compare_places,
    compare_titles,
    is_short,
    is_translation,
    same_employer,
)
from pipeline.dedup.features import Features
from pipeline.dedup.sketch import SIZE, containment

LONGEST_LIFE = 120
"""Days between two postings of one opening; later it is hired for again."""
EQUAL = 0.85
"""Estimated share of passages in common from which on two texts of one title and place are held to be equal."""
SEVERAL = 3
"""Technologies from which on two texts can be told apart by them, or told to be one."""
RETITLED = 0.65
"""Estimated share of passages that an employer's own ad keeps at least when only its title and role are changed."""
REWRITTEN = 0.4
"""Estimated share of passages that a go-between's copy keeps at least, when it even changes the title."""
TOGETHER = 45
"""Days between two postings on a site that says of no ad when it ends, within which both are taken to be open."""
LEADING = frozenset(["lead", "head", "director"])
"""Levels of those who lead others."""
_LEARNING = frozenset([Contract.INTERNSHIP.value, Contract.STUDENT.value])
_OTHER_TITLE = frozenset(["mostly shared", "partly shared", "different"])


def different_seniority(a: Features, b: Features) -> bool:
    """Return whether both titles state a level, and none in common, or whether only one is for learners or leaders.

    A copy may lose *senior*, but no copy of an internship calls it a job, nor does one lose that a team is led.
    """
    if a.levels and b.levels:
        return not a.levels & b.levels
    if "intern" in a.levels | b.levels:
        return not (_learns(a) and _learns(b))
    return bool(LEADING & (a.levels | b.levels))


def _learns(posting: Features) -> bool:
    return "intern" in posting.levels or posting.contract in _LEARNING


def exclusive_stack(a: Features, b: Features) -> bool:
    """Return whether each title names technology that the other does not: Java and PHP, Python/Vue and PHP/Vue.

    A copy may leave one out, but none puts another in its place.
    """
    return bool(a.stacks - b.stacks and b.stacks - a.stacks)


def different_place(a: Features, b: Features) -> bool:
    """Return whether both places are known, and none of one lies in or around one of the other."""
    return compare_places(a, b) == "different"


def different_requisition(a: Features, b: Features) -> bool:
    """Return whether one list gives them different requisition numbers; other lists may have numbers of their own."""
    if not a.reference or not b.reference or a.reference == b.reference:
        return False
    return (a.source, a.board) == (b.source, b.board)


def open_together(a: Features, b: Features) -> bool:
    """Return whether one list carries both at once, and they are not equal.

    On an employer's board, title, place and text are; on a site with ads of many, where one opening is often put up
    twice, one title is enough, or one text. One opening in two languages is no second opening, nor is one with the
    employer's own number on both.
    """
    if (a.source, a.board) != (b.source, b.board) or not _overlap(a, b) or is_translation(a, b):
        return False
    if _one_number(a, b):
        return False
    if not a.board:
        return a.text.digest != b.text.digest and same_employer(a, b) and _other_title(a, b)
    if a.title != b.title or set(a.spots) != set(b.spots):
        return True
    return a.text.digest != b.text.digest and containment(a.text.shingles, b.text.shingles, SIZE).share < EQUAL


def _one_number(a: Features, b: Features) -> bool:
    """Return whether both carry the employer's own number for one opening."""
    return bool(a.reference) and a.reference == b.reference


def _one_role(a: Features, b: Features) -> bool:
    return bool(a.role) and a.role == b.role


def _other_title(a: Features, b: Features) -> bool:
    return compare_titles(a, b) in _OTHER_TITLE or a.levels != b.levels


def _overlap(a: Features, b: Features) -> bool:
    if not a.board and a.posted is not None and b.posted is not None:
        return abs(a.posted - b.posted) <= TOGETHER
    return not (_left_before(a, b) or _left_before(b, a))


def _left_before(gone: Features, other: Features) -> bool:
    return gone.closed is not None and other.posted is not None and other.posted >= gone.closed


def nothing_specific(a: Features, b: Features) -> bool:
    """Return whether two ads in different languages share nothing that names the work.

    Employer, town, week, contract and pay scale are the same for all that an employer seeks at one time; a role, words
    of the title, a reference or several technologies are not.
    """
    if not is_translation(a, b) or _one_number(a, b):
        return False
    if _one_role(a, b) or compare_titles(a, b) not in {"partly shared", "different"}:
        return False
    return len(set(a.skills) & set(b.skills)) < SEVERAL


def other_work(a: Features, b: Features) -> bool:
    """Return whether one employer's two ads have other titles, no role in common, and no more than house style shared.

    What an employer says of itself and offers to all makes up half of many ads.
    """
    if not same_employer(a, b) or is_translation(a, b) or is_short(a, b) or _one_number(a, b):
        return False
    if _one_role(a, b) or compare_titles(a, b) not in _OTHER_TITLE:
        return False
    return containment(a.text.shingles, b.text.shingles, SIZE).share < RETITLED


def two_employers(a: Features, b: Features) -> bool:
    """Return whether each names an employer of its own, and neither title, role nor text is the other's.

    An unknown agency keeps the title, the role or most of the text of the ad that it copies.
    """
    if not a.employer or not b.employer or a.between or b.between or same_employer(a, b) or is_translation(a, b):
        return False
    if _one_role(a, b) or compare_titles(a, b) not in _OTHER_TITLE:
        return False
    return is_short(a, b) or containment(a.text.shingles, b.text.shingles, SIZE).share < REWRITTEN


def different_technologies(a: Features, b: Features) -> bool:
    """Return whether both texts name several technologies, and hardly one in common."""
    fewer = min(len(a.skills), len(b.skills))
    return fewer >= SEVERAL and len(set(a.skills).intersection(b.skills)) < 0.3 * fewer


def different_pay(a: Features, b: Features) -> bool:
    """Return whether both state pay, in one unit, and the ranges do not touch.

    Another site's own figure beside the whole text is no other job.
    """
    copied = a.source != b.source and a.text.digest == b.text.digest and a.text.length >= SHORT and a.title == b.title
    return not copied and compare_pay(a, b) == "apart"


def too_far_apart(a: Features, b: Features) -> bool:
    """Return whether more than 120 days lie between the two dates of posting."""
    return a.posted is not None and b.posted is not None and abs(a.posted - b.posted) > LONGEST_LIFE
