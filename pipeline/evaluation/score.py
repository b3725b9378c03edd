"""Counting right, wrong and missed values of one field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as made_by

from models.posting import JobPosting
from models.raw import RawPosting

Normalize = Callable[[RawPosting], JobPosting]


@dataclass(frozen=True, slots=True)
class Miss:
    """One labelled row that came out otherwise."""

    row: str
    """Identifier of the labelled row."""
    text: str
    expected: str
    got: str
    ambiguous: bool = False


@dataclass(slots=True)
class Score:
    """The count of one field in one language; rows marked ambiguous are counted apart, in a score of their own."""

    field: str
    language: str = "all"
    ambiguous: bool = False
    right: int = 0
    """Values given and correct, and rows rightly left without a value where the field counts those (accuracy)."""
    wrong: int = 0
    """Values given that are not correct."""
    missed: int = 0
    """Values that were due and not given correctly."""
    misses: list[Miss] = made_by(default_factory=list)

    @property
    def precision(self) -> float | None:
        """Share of given values that are correct; ``None`` when none was given."""
        given = self.right + self.wrong
        return self.right / given if given else None

    @property
    def recall(self) -> float | None:
        """Share of due values that were given correctly; ``None`` when none was due."""
        due = self.right + self.missed
        return self.right / due if due else None


class Scores:
    """The scores of one subject by field and language, each also summed over all languages."""

    def __init__(self) -> None:
        self._scores: dict[tuple[str, str, bool], Score] = {}

    def of(self, name: str, language: str, *, ambiguous: bool = False) -> Score:
        """Return the score of field ``name`` in ``language``, made when first asked for."""
        key = (name, language, ambiguous)
        return self._scores.setdefault(key, Score(field=name, language=language, ambiguous=ambiguous))

    def count(
        self,
        name: str,
        language: str,
        *,
        right: int = 0,
        wrong: int = 0,
        missed: int = 0,
        miss: Miss | None = None,
        ambiguous: bool = False,
    ) -> None:
        """Add to the score of ``name`` in ``language`` and to its sum over all languages."""
        for key in (language, "all"):
            score = self.of(name, key, ambiguous=ambiguous)
            score.right += right
            score.wrong += wrong
            score.missed += missed
            if miss is not None:
                score.misses.append(miss)

    def all(self) -> list[Score]:
        """Return every score, in the order in which the fields were first counted."""
        return list(self._scores.values())
