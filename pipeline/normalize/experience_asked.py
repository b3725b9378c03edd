"""The words around an amount of years in; out, whether somebody asks for them, or for what was done so long."""

from __future__ import annotations

import re

_ASKED = re.compile(
    r"\b(?:we|wij|nous|wir) (?:want|require|need|expect|ask for|vragen|verwachten|eisen|zoeken|demandons|exigeons"
    r"|attendons|verlangen|erwarten)\b[^.;\n]{0,16}\Z"
    r"|\b(?:someone|somebody|iemand|quelqu'un|jemanden)(?: with| met| avec| mit| (?:who|that|die|qui|der)"
    r"(?: has| brings| a| compte| possede| hat)?)(?: al| reeds| already| deja| schon)?"
    r" (?:between |tussen |entre |zwischen |roughly |about |around |some |zo'n |ongeveer |environ |etwa |rund )?\Z"
    # "You bring three to six years in a regulated sector", "somewhere between 3 and 6 years in retail".
    r"|\b(?:you|candidates?|je|jij|u|vous|tu|sie|du) (?:\w+ly )?(?:bring|brengt|bezit|apportez|possedez"
    r"|cumulez|bringen|bringst)(?: al| reeds| already| deja| schon)? \Z"
    r"|\b(?:somewhere|ergens|quelque part|irgendwo|and|en|et|und|with|met|avec|mit)"
    r" (?:between|tussen|entre|zwischen) \Z"
)
# "Vereist: 5 jaar ABAP", "Vous comptez cinq ans de barreau".
_DEMANDED = re.compile(
    r"(?:^|\n)[^\w\n]*(?:vereist\w*|gevraagd|requis\w*|exigee?s?|required|requirements|erforderlich)"
    r"(?: ervaring| experience)? ?: ?\Z"
)
_COUNTS = re.compile(
    r"\b(?:vous|tu) (?:comptez|totalisez|cumulez|comptes|(?:pouvez|peux) (?:faire valoir|justifier de"
    r"|vous prevaloir de))"
    r"(?: deja)? \Z|\bil (?:(?:vous|te) )?fau(?:t|dra)(?: bien)? \Z"
)
_OF_SOMETHING = re.compile(r" d(?!e (?:patience|garantie|vie|residence|sejour))")
# "Twee jaar volstaat", "Two years in Java is what we look for", "une à deux années suffisent".
_ASKED_AFTER = re.compile(
    r"[^.;\n]{0,60}?(?:\bis what we|\bas a minimum|\bvolsta(?:at|an)\b|\bsuffi(?:t|sent)\b|\b(?:is"
    r"|are) (?:enough|required|expected)"
    r"|\bis genoeg|\bgenug|\breich(?:t|en)\b|\bsont (?:un minimum|requis|demand|attendu|exig)"
    r"|\b(?:is|zijn) (?:vereist|een vereiste|een must)|\bverwachten we|\bvragen we)"
)
# "Il te faudra avoir codé en C# pendant deux ans."
_MUST_HAVE_DONE = re.compile(
    r"\b(?:il (?:(?:te|vous) )?fau(?:t|dra) avoir \w+[eiu]|you (?:should|must|need to) have \w+(?:ed"
    r"|ught|ilt|en|ent|ne|ung)"
    r"|applicants should have \w+)\b(?:[^.;:\n]|\.(?=\S)){0,50}(?<=\W)(?:pendant|durant|for) (?:\w+ )?\Z"
)
# "You have shipped embedded products for at least three years."
_HAS_DONE = re.compile(
    r"\b(?:you(?:['’]ve| have) (?:\w+ly )?\w+(?:ed|ught|ilt|un|one|ken|ven|tten)|(?:vous avez"
    r"|tu as) (?:deja )?\w+[eiu]"
    r"|(?:il (?:(?:te|vous) )?fau(?:t|dra)|(?:vous devez|tu dois)) avoir (?:deja )?\w+[eiu])\b"
    r"(?:[^.;:\n]|\.(?=\S)){0,50}(?<=\W)(?:for|pendant|durant|depuis|at least|au moins|minimum|plus de)\b"
    r"[^.;\n]{0,16}\Z"
)


def is_asked(before: str, after: str) -> bool:
    """Say whether the years are asked for in so many words: "we require", "somebody with", "… is what we look for"."""
    return _ASKED.search(before) is not None or _ASKED_AFTER.match(after) is not None


def is_demanded(before: str, after: str) -> bool:
    """Say whether they follow a heading or a verb that asks for nothing but experience: "Vereist: 5 jaar ABAP"."""
    if _DEMANDED.search(before) and after[:1] == " ":
        return True
    return _COUNTS.search(before) is not None and _OF_SOMETHING.match(after) is not None


def must_have_done(before: str) -> bool:
    """Say whether so long something must have been done: "il faudra avoir codé pendant", "should have spent"."""
    return _MUST_HAVE_DONE.search(before) is not None


def has_done(before: str) -> bool:
    """Say whether the reader has done something for so long: "you have shipped products for at least"."""
    return _HAS_DONE.search(before) is not None
