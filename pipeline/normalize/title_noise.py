"""A part of a title in, whether it says nothing about the work out: hours, contract, mode, slogan, reference, pay."""

from __future__ import annotations

import re

_SHARE = r"\d{1,3}(?:\s?(?:-|à|a|tot|to|/)\s?\d{1,3})?\s?"
_KINDS = {
    "hours": (
        rf"(?:min(?:imum|\.)?\ |ca\.?\ )?{_SHARE}(?:%|u(?:ur|ren)?(?:/w|/week|\ per\ week|\ p/w)?|h(?:ours)?(?:/w|/week"
        r"|\ per\ week)?|heures?)(?:\ (?:thuiswerk|remote|homeworking|t[ée]l[ée]travail|hybride?))?"
        r"|(?:full|part)[\ -]?time|(?:vol|deel)tijds?|voltijds\ of\ deeltijds|temps\ (?:plein|partiel)"
        r"|vollzeit|teilzeit|halftijds|mi-temps|[34]/[45](?:de|e|ème)?"
    ),
    "contract": (
        r"freelance(?:r)?|contractor|zzp|interim|cdi|cdd|vast(?:\ contract)?|vaste\ job|(?:on)?bepaalde\ duur|tijdelijk"
        r"|temporary|permanent(?:\ contract)?|contract\ (?:vast|onbepaalde\ duur)|fixed\ term|unbefristet"
        r"|(?:directe?\ )?vaste?\ indienst(?:name|treding)"
    ),
    "work mode": (
        r"(?:\d{2,3}%\ )?(?:fully?\ )?remote(?:\ (?:possible|mogelijk|first|working|work|ok))?|on[\ -]?site"
        r"|hybride?(?:\ (?:working|werken|model))?|thuiswerk(?:\ mogelijk)?|home\ ?working|home\ ?office"
        r"|t[ée]l[ée]travail(?:\ possible)?"
    ),
    "slogan": (
        r"dringend(?:\ gezocht)?|urgent(?:\ hiring)?|(?:start\ )?asap|immediate\ start|snelle\ (?:op)?start|gezocht"
        r"|hiring"
        r"|onmiddellijke?\ (?:start|indiensttreding)|new|nieuw|nouveau|hot\ job|top\ ?job|we'?re\ hiring|join\ us"
        r"|vacature|vacancy|job|offre\ d'emploi|nouvelle\ fenêtre"
    ),
    "reference": (
        r"(?:ref(?:erence|erentie|érence)?\.?|job\ ?id|req(?:uisition)?(?:\ ?id)?|id|vacature(?:nummer)?|nr\.?|n°|\#)"
        r"\s?[:.\#-]?\s?[a-z]{0,6}[-_/]?\d[\w/-]{1,20}|[a-z]{0,4}[-_]?\d{4,}[\w-]{0,12}|\#\d+"
    ),
    "pay": (
        r"(?:€|eur)\s?\d[\d.,k\s€-]{0,20}(?:\s?(?:bruto|gross|brut|/h|/uur|per\ month|per\ maand))?"
        r"|\d[\d.,]{2,8}\s?(?:€|eur)(?:/h|/uur)?"
        r"|(?:met\ )?(?:bedrijfswagen|firmawagen|company\ car|voiture\ de\ société|laptop|flex\ income"
        r"|(?:lease\ ?)?wagen|auto)"
        r"(?:\ (?:en|&|\+|et|and)\ [\w\ ]{1,30})?"
    ),
    "country": r"belgi(?:um|ë|e|que|en)|vlaanderen|wallonie",
}
_NOISE = re.compile(rf"(?:{'|'.join(_KINDS.values())})[!.\s]*", re.IGNORECASE)
_EDGES = " \t-–—|⏐¦•·,;:/!*_.~+=<>\"'"
_LONGEST = 60


def is_noise(part: str) -> bool:
    """Tell whether ``part``, a piece between separators or brackets, is empty or decoration."""
    part = part.strip(_EDGES)
    return not part or (len(part) <= _LONGEST and _NOISE.fullmatch(part) is not None)
