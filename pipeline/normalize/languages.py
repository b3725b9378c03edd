"""A text in, its language and the languages it asks for out; the ad's own language is no requirement."""

from __future__ import annotations

from models.posting import RequiredLanguage
from pipeline.normalize.text import Prose


def detect_language(title: str, prose: Prose) -> str | None:
    """Return ``nl``, ``fr``, ``en`` or ``de``, or ``None`` when the text is too short to tell."""
    del title, prose
    return None


def read_required_languages(prose: Prose) -> tuple[RequiredLanguage, ...]:
    """Return the spoken languages that the work asks for, none twice."""
    del prose
    return ()
