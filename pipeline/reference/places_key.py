"""A place name in, the form by which names are compared out."""

from __future__ import annotations

import re
import unicodedata

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l"})


def place_key(name: str) -> str:
    """Return ``name`` in lower case without accents, its words parted by single spaces, nothing else kept.

    >>> place_key("Braine-l’Alleud")
    'braine l alleud'
    """
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name.translate(_LIGATURES))
        name = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NOT_A_WORD.sub(" ", name.lower()).strip()


def squashed(key: str) -> str:
    """Return ``key`` as one word, by which "Kessello" and "Kessel Lo" are the same."""
    return key.replace(" ", "")
