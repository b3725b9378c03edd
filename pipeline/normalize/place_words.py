"""The words round a place name: work mode, separators, streets, regions round a town, and texts that name nothing."""

from __future__ import annotations

import re

from models.vocabulary import WorkMode
from pipeline.normalize.text import fold_in_place

_AWAY = (
    r"remote(?:ly)?(?: work(?:ing)?)?|tele-?(?:werk(?:en)?|travail|work(?:ing)?)|thuis-?werk(?:en)?|werk(?:en)? van ?(?:uit )?thuis"
    r"|van(?: ?uit)? thuis|home[ -]?(?:office|based|working)|work(?:ing)? from (?:home|anywhere)|wfh|wfa|anywhere"
    r"|(?:van)?op afstand|a distance|distanciel|virtual|virtueel"
)
_MODES: tuple[tuple[WorkMode, re.Pattern[str]], ...] = (
    (WorkMode.ONSITE, re.compile(rf"\b(?:no|not|geen|pas de|sans|kein) (?:{_AWAY})\b")),
    (
        WorkMode.HYBRID,
        re.compile(
            rf"\b(?:(?:deels|gedeeltelijk|partially|partly|partial|partiel(?:lement)?|teilweise)[ -](?:{_AWAY})"
            rf"|(?:{_AWAY}) (?:mogelijk|possible|moglich|bespreekbaar)|hybrid[ae]?s?(?:[ -](?:{_AWAY}|work(?:ing)?|werken))?)\b"
        ),
    ),
    (
        WorkMode.REMOTE,
        re.compile(rf"(?:\b(?:fully|full|100 ?%|volledig|entierement|completely)[ -])?\b(?:{_AWAY})\b(?: only)?"),
    ),
    (
        WorkMode.ONSITE,
        re.compile(r"\b(?:on-?site|in[ -]office|op kantoor|ter plaatse|sur (?:site|place)|presentiel|in-person|vor ort)\b"),
    ),
)

UNNAMED = re.compile(
    r"^(?:\+ ?)?\d+ (?:more )?(?:locations?|locaties|lieux|plaatsen|vestigingen|places|sites|standorte|emplacements)$"
    r"|^(?:multiple|various|several|different|diverse|verschillende|meerdere|plusieurs|divers|differents|mehrere|all|alle)"
    r" (?:locations?|locaties|lieux|plaatsen|regio'?s|regions?|vestigingen|sites|cities|steden|villes|standorte|places)$"
    r"|^(?:unknown|onbekend|inconnue?|n/?a|not specified|unspecified|tbd|tbc|nvt|n\.v\.t\.?|none|null|flexible|flexibel"
    r"|diverse|divers|various|multiple|to be (?:defined|determined)|nader te bepalen|a determiner|\W*)$"
)
"""Folded texts that speak of places and name none."""

WIDER = frozenset(
    """emea europe europa eu european union europese unie union europeenne ue eea eer emeia benelux worldwide wereldwijd global
    international internationaal monde weltweit dach nordics apac americas latam multi national north america""".split()
)
"""Words of areas that hold several countries; a text of these alone names no place."""

NOISE = re.compile(
    r"\b(?:hq|headquarters?|head office|hoofdkantoor|hoofdzetel|siege(?: social)?|office|kantoor|kantoren|bureaux?|campus"
    r"|city cent(?:er|re)|cent(?:er|re|rum)|centre-ville|binnenstad|city|stad|locatie|location|standplaats|plaats|lieu"
    r"|tewerkstelling|werkplaats|werkplek|vestiging|filiaal|based|area code)\b:?"
)
"""Words beside a town's name that change nothing."""

LEADING = re.compile(r"^(?:in|within|binnen|from|vanuit|te|at|a|au|aux|en|et|and|or|of|ou|und|oder|@|dans|chez|op|the)\s+")
DECIDING = re.compile(r"^(?:werk(?:en|t)?|work(?:ing|s)?|travail|job|remote work|mission)\s+(?:in|at|te|a|en)\s+")
"""What opens the name of the place where the work is, against the other places of the text."""

CONJUNCTION = re.compile(r"\s+(?:or|of|ou|oder|and|en|et|und|y|&|\+)\s+|\s*[&+]\s*")

AROUND_BEFORE = re.compile(
    r"^(?:de )?(?:groot-?regio|regio|region(?: of| de| d'| von)?|(?:de )?ruime omgeving(?: van)?|omgeving(?: van)?|omstreken(?: van)?"
    r"|arrondissement(?: administratif)?(?: of| de| d'| van)?|arr\.?(?: de| d')?|bezirk|district(?: of| de)?|rond(?:om)?|nabij"
    r"|near(?:by)?|around|pres de|pres d'|aux alentours de|alentours de|environs de|autour de|greater|grand(?:e)?|groot-regio"
    r"|streek|zone|area(?: of)?|metropool|metropole(?: de)?|agglomeration(?: de| d')?|stadsregio|surroundings of)[\s:]*-?\s*"
)
AROUND_AFTER = re.compile(
    r"[\s,(-]+(?:metropolitan(?: area| region)?|(?:greater )?area|region|regio|district|arrondissement|agglomeration|metropole"
    r"|(?:(?:en|&|\+|et|and|of|ou) )?(?:ruime |wijde )?(?:omgeving|omstreken|omliggende|environs|alentours|surroundings|surrounding area"
    r"|periphery|peripherie)|e\.?o\.?|en omliggende gemeenten)\)?$"
)
"""Words that make a town's name mean the town and what lies round it."""

PROVINCE = re.compile(
    r"^(?:de )?(?:provincie|province|provinz|prov\.?)(?: of| de| d'| du| von| van)?[\s:]*|[\s,(]+(?:province|provincie|prov\.?|provinz)\)?$"
)
GREAT = re.compile(r"^(?:groot|great)[\s-]+")
"""Groot-Brugge: the municipality as merged, with its sub-municipalities."""

STREET = re.compile(
    r"(?:straat|steenweg|stwg|laan|plein|kaai|dreef|straße|strasse|lei|baan|weg|markt|dok|singel|vest|dijk|pad|berg|hof|park)\b[^a-z]*\d"
    r"|\w(?:straat|steenweg|laan|plein|dreef|strasse|kaai)\b"
    r"|^(?:\d+\w?,? )?(?:rue|avenue|av\.?|ave|boulevard|bld|bd|bvd|place|pl\.|chaussee|ch\.|quai|allee|route|impasse|square|clos|dreve"
    r"|parc|zoning|rond-point|galerie|voie|chemin|sentier|esplanade|cours|passage|port|porte)\b"
    r"|\b(?:street|road|lane|drive|str\.)(?=\W|$)"
)
HOUSE_NUMBER = re.compile(r"(?:^|\s)\d{1,4}\s?[a-z]?(?:/\d+)?(?:\s?(?:bus|bte|boite|box)\s?\w+)?$|^\d{1,4}\s?[a-z]?,?\s")

PARTICLES = frozenset(
    """op aan bij sur sous lez les am an der den de du des la le l in on upon under van von zu d aux en saint sint st sainte new nieuw
    nieuwe neu nouveau nouvelle""".split()
)
"""A name beside one of these, and not known as a whole, is part of a longer, other name (Bergen op Zoom)."""

REGION_WORDS = frozenset("area regio region omgeving environs arrondissement omstreken surroundings provincie province".split())


def take_work_mode(line: str) -> tuple[WorkMode | None, str]:
    """Return what ``line`` says of the work mode, and ``line`` without those words.

    Remote and hybrid together are hybrid: the promise that holds in either reading.
    """
    said: list[WorkMode] = []
    for mode, pattern in _MODES:
        folded = fold_in_place(line)
        if pattern.search(folded):
            said.append(mode)
            line = _without(pattern, folded, line)
    if WorkMode.HYBRID in said:
        return WorkMode.HYBRID, line
    return (said[0] if said else None), line


def _without(pattern: re.Pattern[str], folded: str, line: str) -> str:
    kept, end = [], 0
    for found in pattern.finditer(folded):
        kept.append(line[end : found.start()])
        end = found.end()
    return " , ".join([*kept, line[end:]])
