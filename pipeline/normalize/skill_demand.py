"""A text in, the stretches where what is named is a must or a nice-to-have out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.normalize.text import Prose

# Cues of one clause: what stands in it is nice to have. Folded.
_NICE_CUES = (
    *(
        "is een pre",
        "zijn een pre",
        "een pre.",
        "een grote pre",
        "als pre",
        "pre is",
        "is pre",
        "een dikke pre",
        "vormt een pre",
    ),
    *("is een plus", "zijn een plus", "een pluspunt", "een plus", "pluspunten", "mooi meegenomen", "is meegenomen"),
    *(
        "is een troef",
        "een troef",
        "strekt tot aanbeveling",
        "geen must",
        "geen vereiste",
        "niet vereist",
        "bij voorkeur",
    ),
    *(
        "liefst ook",
        "wenselijk",
        "bonuspunten",
        "een bonus",
        "streepje voor",
        "is een voordeel",
        "een extra",
        "een meerwaarde",
    ),
    *("un atout", "un plus", "serait un +", "est un +", "atouts", "souhaitable", "souhaite", "apprecie", "un avantage"),
    *("constitue un", "idealement", "de preference", "pas obligatoire"),
    *("a plus", "is a bonus", "a bonus", "a nice to have", "nice to have", "nice-to-have", "would be an advantage"),
    *("an advantage", "advantageous", "is an asset", "an asset", "preferred", "preferably", "desirable", "beneficial"),
    *(
        "not required",
        "not a must",
        "not mandatory",
        "would be great",
        "is welcome",
        "bonus points",
        "optional",
        "a pre",
    ),
    *("von vorteil", "wunschenswert", "idealerweise", "ein plus", "kein muss"),
)
# Cues of one clause: what stands in it is a must.
_MUST_CUES = (
    *("vereist", "noodzakelijk", "verplicht", "een must", "must have", "must-have", "is een vereiste", "must be"),
    *("required", "mandatory", "essential", "is a must", "obligatoire", "exige", "indispensable", "requis", "imperati"),
    *("zwingend", "erforderlich", "voraussetzung"),
)
_NEGATED = re.compile(r"(?:not|niet|geen|pas|non|no|nicht|kein|n'est pas)(?: an?| een| absoluut)? \Z")

# Headings: everything up to the next heading is a must or nice to have.
_NICE_HEADING = re.compile(
    r"nice[- ]to[- ]have|bonus|plus\b|plusse|pluspunt|atout|pre'?s?\b|preferred|desirable|wens(?:en)?\b|beneficial|mooi meegenomen|"
    r"troef|troeven|good to have|extra punten|would be|advantage|optionnel|souhait|wunschenswert|von vorteil|optional"
)
_MUST_HEADING = re.compile(
    r"vereist|eisen|must[- ]haves?|requirement|required|essential|what (?:you|we).{0,20}(?:bring|need|look|have|expect|ask)|"
    r"(?:wat|wie).{0,20}(?:breng|vragen|verwacht|zoeken|heb je)|(?:jouw|je|uw|het) profiel|profiel\b|profil\b|qualifications?\b|"
    r"jij (?:hebt|bent|brengt)|wie ben (?:je|jij)|who you are|about you|votre profil|competences|skills|your profile|dein profil|"
    r"anforderungen|du bringst|minimum|mandatory|vaardigheden|ervaring|experience"
)
_HEADING = re.compile(
    r"^[^\w\n]{0,6}([^\n]{3,70}?)[^\w\n)]{0,4}$|(?:^|[.!?•\n] ?)([A-Z][^\n.!?:]{2,60}):", re.MULTILINE
)
_BULLET = re.compile(r"[\s]*[-*•·+o–▪‣✓✔→>]\s")
_CLAUSE_END = re.compile(r"[\n;•]|[.!?](?=\s|[A-Z]|\Z)")
_LONGEST_CLAUSE = 300


@dataclass(frozen=True, slots=True)
class Demands:
    """Where in one text things are a must, and where they are nice to have."""

    nice: tuple[tuple[int, int], ...]
    must: tuple[tuple[int, int], ...]

    def required(self, at: int) -> bool | None:
        """Return False for a nice-to-have at ``at``, True for a must, None where the ad does not separate them."""
        if _within(self.nice, at):
            return False
        return True if self.nice and _within(self.must, at) else None
