"""The words for a point of a career in nl, fr, en and de, folded: at the start, after ten years, for a junior."""

from __future__ import annotations

import re

from models.vocabulary import Seniority

_SERVICE = (
    r"(?:(?:geldelijke|relevante|nuttige|volledige|maximale|maximum|full|relevant|pleine|d'|of|an)\s?){0,2}"
    r"(?:anciennitei?te?|anciennete|(?:berufs)?erfahrung|ervaring|experience|service|seniority|dienst(?:jahren?)?)"
)
_SOMEBODY = (
    r"(?:(?:een|un|une|an?|einen?|des|les|onze|our|nos)\s)?(?:[a-z]{4,12}\s)?"
    r"(?:junior|medior|senior|starter|beginner|debutant|schoolverlater|graduate|berufseinsteiger|ervaren|confirme"
    r"|experimente|experienced)(?:e?s|e?n)?\b(?:\s(?:profi[el]l?s?|profielen|medewerkers?|kracht(?:en)?|profiles?))?"
)
POINT_OF_CAREER = re.compile(
    r"\s\(?(?:(?:bij|met|na|with|after|avec|apres|pour|a|bei|nach|mit)\s(?:[0-9]{1,2}|[a-z]{3,9})\s"
    rf"(?:jaar|ans?|years?|jahren?|maanden|mois|months|monaten)\b(?:\s{_SERVICE})?"
    rf"|(?:zonder|sans|without|with no|no|ohne|met|bij|na|avec|with|at)\s{_SERVICE}"
    rf"|(?:voor|pour|for|fur|als|comme|as)\s{_SOMEBODY}"
    r"|(?:bij|vanaf|in|aan|op|tegen|naar)\s(?:de\s|het\s)?(?:start|aanvang|aanwerving|indiensttreding|begin|einde?)"
    r"|einde?(?=\s(?:van|loopbaan|carriere))"
    r"|(?:a|au|des|en)\s(?:l')?(?:depart|debut|fin|embauche|engagement|entree(?:\sen\s(?:service|fonction))?)"
    r"|(?:at|on|in|to)\s(?:the\s)?(?:start|beginning|hiring|entry|end)(?:\slevel|\swith)?"
    r"|(?:zum|am|bei|im)\s(?:einstieg|anfang|start|einstellung|ende)"
    r"|(?:na|after|apres|nach)\s(?:[a-z]{1,5}\s)?(?:(?:good|goede|gunstige|positieve?|positiver|bonne)\s)?"
    r"(?:evaluati(?:e|on)|review|probation|proef(?:periode|tijd)|periode d'essai|probezeit)(?:\s(?:positi|favorab)\w+)?"
    r")\b"
    r"(?:\s(?:van|de|of|der|la|the|je|your|uw|votre|ta)){0,2}(?:\s(?:loopbaan|carriere|career|laufbahn))?"
)
"""What a bound of pay is paid for: "min. € 3.027 bij 0 jaar anciënniteit", "en fin de carrière", "voor een junior"."""

_A_LEVEL = (
    r"(?:(?P<junior>junior|starter|beginn|debutant|schoolverlater|berufseinsteiger)|(?P<medior>medior|confirme|mid-level)"
    r"|(?P<senior>senior|ervaren|experienced|experimente|erfahren))"
)
_LEVEL = re.compile(rf"\b{_A_LEVEL}")
_LEVEL_BEHIND = re.compile(
    rf"[^0-9€,;]{{0,30}}?(?:\b(?:voor|pour|for|fur|als|comme|as)\s|\()[^0-9€,;)]{{0,20}}?\b{_A_LEVEL}"
)


def level_named(before: str, after: str) -> Seniority | None:
    """Return the level that a figure is paid for by the words around it: "€ 4.400 voor senioren", "senior: € 4.400"."""
    behind = _LEVEL_BEHIND.match(after)
    named = [behind] if behind else list(_LEVEL.finditer(before))[-1:]
    return Seniority(named[0].lastgroup or "") if named else None
