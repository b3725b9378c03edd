"""Labelled place texts in, counts out: how many give exactly the labelled set of REFNIS codes."""

from __future__ import annotations

import csv
from pathlib import Path

from models.raw import RawPosting
from models.vocabulary import PlacePrecision
from pipeline.evaluation.score import Miss, Normalize, Scores

FILE = "location.csv"
_FINE = frozenset(
    {
        PlacePrecision.ADDRESS,
        PlacePrecision.POSTAL_CODE,
        PlacePrecision.SUBMUNICIPALITY,
        PlacePrecision.MUNICIPALITY,
    }
)


def evaluate_places(folder: Path, normalize: Normalize) -> Scores:
    """Return the scores of the rows of ``location.csv`` in ``folder``; rows marked ambiguous are counted apart.

    ``places``: a row is right when the codes of its municipalities, and of nothing wider or abroad, equal the labelled
    set; missed when a labelled code is absent; wrong when a code is given that is not labelled (both can be).
    ``wrong_code``: a row is wrong when it gives a code that is not labelled and right otherwise, so that its precision
    is the share of rows without a false claim. A place name has no language: the kind of text (municipality, foreign,
    remote …) stands in its stead.
    """
    scores = Scores()
    with (folder / FILE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            due = frozenset(row["nis5"].split())
            given = _codes_read(row["id"], row["text"], normalize)
            ambiguous = row["ambiguous"] == "1"
            miss = Miss(row["id"], row["text"], _shown(due), _shown(given), ambiguous)
            exact, false_claim = given == due, bool(given - due)
            scores.count(
                "places",
                row["kind"],
                right=int(exact),
                wrong=int(false_claim),
                missed=int(bool(due - given)),
                miss=None if exact else miss,
                ambiguous=ambiguous,
            )
            scores.count(
                "wrong_code",
                row["kind"],
                right=int(not false_claim),
                wrong=int(false_claim),
                miss=miss if false_claim else None,
                ambiguous=ambiguous,
            )
    return scores


def _codes_read(row: str, text: str, normalize: Normalize) -> frozenset[str]:
    raw = RawPosting(source="labelled", board="location", identifier=row, title="Vacancy", job_locations=(text,))
    return frozenset(place.nis_code or "none" for place in normalize(raw).places if place.precision in _FINE)


def _shown(codes: frozenset[str]) -> str:
    return " ".join(sorted(codes)) or "none"
