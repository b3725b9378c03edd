"""What two ads of one vacancy cannot have: each function returns True when the pair is forbidden."""

from __future__ import annotations

from pipeline.dedup.comparisons import compare_pay, compare_places, is_translation
from pipeline.dedup.features import Features
from pipeline.dedup.sketch import SIZE, containment

LONGEST_LIFE = 120
"""Days between two postings of one opening; later it is hired for again."""
EQUAL = 0.85
"""Estimated share of passages in common from which on two texts of one title and place are held to be equal."""
SEVERAL = 3
"""Technologies from which on two texts can be told apart by them."""


def different_seniority(a: Features, b: Features) -> bool:
    """Return whether both titles state a level, and none in common."""
    return bool(a.levels and b.levels and not a.levels & b.levels)


def exclusive_stack(a: Features, b: Features) -> bool:
    """Return whether both titles name technology, and none in common: Java and PHP, Angular and React."""
    return bool(a.stacks and b.stacks and not a.stacks & b.stacks)


def different_place(a: Features, b: Features) -> bool:
    """Return whether both places are known, and none of one lies in or around one of the other."""
    return compare_places(a, b) == "different"


def different_requisition(a: Features, b: Features) -> bool:
    """Return whether one list gives them different requisition numbers; other lists may have numbers of their own."""
    if not a.reference or not b.reference or a.reference == b.reference:
        return False
    return (a.source, a.board) == (b.source, b.board)


def open_together(a: Features, b: Features) -> bool:
    """Return whether one employer's board lists both at once, and title, place or text are not equal.

    One opening in two languages is no second opening, nor is one with the employer's own number on both.
    """
    if not a.board or a.board != b.board or not _overlap(a, b) or is_translation(a, b):
        return False
    if a.reference and a.reference == b.reference:
        return False
    if a.title != b.title or set(a.spots) != set(b.spots):
        return True
    return a.text.digest != b.text.digest and containment(a.text.shingles, b.text.shingles, SIZE).share < EQUAL


def _overlap(a: Features, b: Features) -> bool:
    return not any(
        gone.closed is not None and other.posted is not None and other.posted >= gone.closed
        for gone, other in ((a, b), (b, a))
    )


def different_technologies(a: Features, b: Features) -> bool:
    """Return whether both texts name several technologies, and hardly one in common."""
    fewer = min(len(a.skills), len(b.skills))
    return fewer >= SEVERAL and len(set(a.skills) & set(b.skills)) < 0.3 * fewer


def different_pay(a: Features, b: Features) -> bool:
    """Return whether both state pay, in one unit, and the ranges do not touch."""
    return compare_pay(a, b) == "apart"


def too_far_apart(a: Features, b: Features) -> bool:
    """Return whether more than 120 days lie between the two dates of posting."""
    return a.posted is not None and b.posted is not None and abs(a.posted - b.posted) > LONGEST_LIFE
