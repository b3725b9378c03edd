"""A share of the working time near a word of place in, the days a week at the office out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalize.lexicon import SharedStems
from pipeline.normalize.office_words import OFFICE
from pipeline.normalize.text import Prose

_SHARE = re.compile(
    r"(?P<share>\d{2,3}) ?(?:%|pro(?:c|z)ent|percent|per cent|pour ?cent)"
    r"(?: (?!outside|buiten|hors|dehors|ausserhalb)\w+){0,7}? (?P<place>thuis\w*|remote\w*|tele(?:werk|work)\w*"
    r"|teletravail\w*"
    r"|home ?(?:office|work\w*)|van thuis|from home|kantoor|office|on[- ]?site|sur site|bureau|presentiel)"
    r"|\b(?P<there>thuis\w*|remote|tele(?:werk|work)\w*|teletravail\w*|home ?(?:office|work\w*)|from home|kantoor"
    r"|office"
    r"|on[- ]?site|sur site|bureau|presentiel)"
    r"(?:[ (]+(?:work\w*|werk\w*|possible|mogelijk|moglich|max\w*\.?|voor|for|pour|a raison de"
    r"|a hauteur de|a|jusqu'a|up to|tot|about|roughly|circa|ongeveer|environ|:))* ?"
    r"(?P<of_time>\d{2}) ?%"
    r"|\b(?:half(?: of)?|de helft|la moitie|die halfte) (?:(?:van|of|de|du|der|your|je|jouw|the|la|deiner) )*"
    r"(?:werk|arbeits)?(?:week|time|tijd|temps|semaine|zeit|woche)(?: (?!and|en|et|und)[\w']+){0,3}?"
    r" (?:thuis\w*|home|remote\w*|tele(?:werk|work|travail)\w*|kantoor|office|on[- ]?site|sur (?:site|place)|bureau"
    r"|presentiel|buro|domicile|maison)"
)
_SHARES = SharedStems(
    (
        "half of",
        "half the",
        "half your",
        "de helft",
        "la moitie",
        "die halfte",
        "procent",
        "prozent",
        "percent",
        "pour cent",
    )
)
_OF_OTHERS = re.compile(
    r"\b(?:klanten|clients|customers|kunden|bedrijven|companies|entreprises|(?:of|van|de|des) (?:our|onze|nos) \w+)\b"
)


@dataclass(frozen=True, slots=True)
class OfficeDays:
    """Some days of the week at the office: how many, or none where the ad leaves it open, and the words."""

    count: int | None
    words: str


def names_shares(prose: Prose) -> bool:
    """Return whether ``prose`` names any share in words: in percent, or a half."""
    return bool(_SHARES.places(prose))


def read_share(folded: str, start: int, end: int) -> OfficeDays | None:
    """Return what a share near the place from ``start`` to ``end`` says; half of the week leaves the days open."""
    share = _SHARE.search(folded, max(0, start - 40), min(len(folded), end + 30))
    if share is None or _OF_OTHERS.search(folded, max(0, share.start() - 40), share.end()):
        return None
    percent = int(share["share"] or share["of_time"] or 50)
    if percent in {20, 40, 60, 80}:
        fifths = percent // 20
        return OfficeDays(fifths if OFFICE.match(share["place"] or share["there"]) else 5 - fifths, share[0])
    return OfficeDays(None, share[0]) if percent < 100 else None
