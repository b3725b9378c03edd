"""The words of the place in a few words of text in, the office or home out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.normalize.alternatives import gathered

OFFICE = re.compile(
    gathered(
        r"\b(?:kantoor\w*|o(?<!home o)(?<!home-o)ffices?|on[ -]?site|bureaux?|op locatie|sur (?:site|place)|presentiel"
        r"|at the (?:client|customer)|(?:at|on) (?:the|our) premises"
        r"|(?:client|customer)(?:'?s)? (?:site|premises)|bij de klant|chez le client|in person|hq|buro|vor ort"
        r"|in ons (?:kantoor|huis)|aanwezig\w*|ter plaatse|hoofdkantoor|campus|presen(?:ce|te?s?)|prasenz\w*"
        r"|on location"
        r"|(?:op|in) (?:de|onze) (?:werkplek|vestiging|site)|dans nos (?:locaux|bureaux)|in the lab|in het labo?"
        r"|anwesen\w*|attendance|(?:bent|ben) (?:je )?er"
        r"|(?:everyone|everybody|the (?:whole )?team|we) (?:is|are|comes?)(?: all)? in(?= on)|(?:be|comes?) in"
        r"|(?:in|at) (?:the|our) (?:plant|factory|warehouse|workshop|site)|on the shop ?floor"
        r"|a l'(?:usine|atelier|entrepot)|(?:in|op) (?:de|het|ons|onze) (?:fabriek|magazijn|atelier|werkvloer"
        r"|productie)"
        r"|in de(?:r|m) (?:werk\w*|fabrik)"
        r"|(?:bij ons|chez nous|bei uns|with us)(?= (?:in|op|te|a|au|sur|im|vor)\b)"
        r"|(?:team|anker|buro)(?:dag|tag)|(?:anchor|team) day|jour(?:nee)? d'equipe)\b"
    )
)
ANYWHERE = (
    r"(?:waar (?:je|jij|u) (?:(?:maar|zelf) )?wil\w*|wherever (?:you|suits)|where you (?:like|want|prefer)"
    r"|ou (?:vous voulez|tu veux|bon (?:vous|te) semble|vous le souhaitez)|wo (?:du|sie) (?:willst|wollen|mochte\w*))"
)
HOME = re.compile(
    gathered(
        r"\b(?:thuis\w*|home ?(?:office|work\w*)?|vanuit huis|remote(?:ly)?|teletravail\w*|telewerk\w*|telework\w*"
        r"|wfh|chez (?:vous|toi)|telearbeit|(?:a|depuis|de) la maison|chez soi"
        rf"|a distance|domicile|afstand|homeoffice|mobil\w* arbeit\w*|{ANYWHERE})\b"
    )
)
_DENIED = re.compile(
    r"\b(?:no|not|geen|niet|zonder|without|pas|sans|aucune?|kein\w*|nicht|nor|noch)(?: [\w']+){0,2}[ ']\Z"
)


def any_between(starts: Sequence[int], low: int, high: int) -> bool:
    """Return whether one of ``starts``, in their order, lies between ``low`` and ``high``."""
    return bisect_left(starts, low) < bisect_left(starts, high)


def nearest_place(text: str, *, first: bool) -> str | None:
    """Return which of office and home stands first in ``text``, or last; a home that is denied is none."""
    places = sorted(
        [(found.start(), "office") for found in OFFICE.finditer(text)]
        + [
            (found.start(), "home")
            for found in HOME.finditer(text)
            if not _DENIED.search(text, max(0, found.start() - 24), found.start())
        ]
    )
    if not places:
        return None
    return places[0 if first else -1][1]
