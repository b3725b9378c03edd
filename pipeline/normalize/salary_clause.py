"""A clause and its figure that no word names as pay in; out, whether the clause pays it to somebody for the job.

Firms write of what they spend, earn and charge as well, in words without end. What pays for work is said in few ways:
somebody gets it, the firm pays it to somebody, or the figure stands by itself, in a list of the terms of the job.
"""

from __future__ import annotations

import re

from pipeline.normalize import salary_words as words
from pipeline.normalize.salary_periods import UNIT_AFTER
from pipeline.normalize.salary_range import bound_word

_WORKERS = (
    r"(?:freelanc|contractor|consultants? independant|zzp|zelfstandige?n?\b|independant|selbststandig|student|etudiant"
    r"|werkstudent|jobist|flexi-?job|interim|uitzendkracht|junior|medior|senior|starter|beginner|beginnend|debutant"
    r"|schoolverlater|graduate|berufseinsteiger|arbeider|ouvrier|bediende|employes?\b|arbeitnehmer|stagiair|intern\b"
    r"|interns\b|trainee|apprenti)[a-z]*"
)
_WORKER = re.compile(rf"\b{_WORKERS}")
_OURS = r"\b(?:onze|(?<!bij )ons(?= [a-z])|our|notre|nos|unsere?[mnrs]?)\b"
_OTHERS_OF_OURS = re.compile(rf"{_OURS}(?! (?:[a-z]+ )?{_WORKERS})")
"""A thing or a customer of the firm: freelancers "on our marketplace" are not those whom the ad looks for."""
_YOU = r"(?:je|jij|u|ge|gij|jullie|you|tu|vous|du|sie|ihr)"
_ADDRESSED = re.compile(rf"\b{_YOU}\b")
_GET = (
    r"(?:(?:krijg|ontvang|verdien|geniet|vang|houd?|trek)t?|krijgen|ontvangen|verdienen|earn|get|receive|make"
    r"|(?:take|bring) home|paid|touche\w*|percev\w+|percoi\w+|recev\w+|recoi\w+|gagn\w+|benefici\w+|verdienst|erhalt\w*"
    r"|bekomm\w+|kriegst)"
)
_START = r"(?:start|begin|kom|land|instap|stap|debut|demarr|commenc|steig)[a-z]*"
_AT = r"(?:aan|met|op|vanaf|at|on|from|with|a|avec|mit|bei|auf)\b"
_GETS = re.compile(
    rf"\b{_YOU}(?:'ll)? (?:[a-z']+ ){{0,4}}?(?:{_GET}\b|{_START} (?:[a-z]+ ){{0,4}}?{_AT})"
    rf"|\b(?:{_GET}[ -]{_YOU}\b|{_START} {_YOU} (?:[a-z]+ ){{0,4}}?{_AT})|^\W*{_GET}\b"
    r"|\b(?:reken|rekent|rekenen)(?: (?:je|u|maar))? op\b|\b(?:count on|expect|comptez sur|compter sur|tablez sur)\b"
    r"|\brechne\w* (?:sie )?mit\b"
    r"|\b(?:(?:uit)?betaald|paid|(?:re)?munere\w*|payee?s?|vergoed|beloond|bezahlt|vergutet)\b"
)
_FIRM = r"(?:we|wij|nous|wir|on|ik|i)"
_PAY = (
    r"(?:pay|offer|betalen|bieden|geven|voorzien|vergoeden|payons|offrons|proposons|versons|remunerons|prevoyons|paie"
    r"|offre|zahlen|bezahlen|bieten)"
)
_PAYS = re.compile(
    rf"\b(?:{_FIRM}(?:'ll)? (?:[a-z]+ )?{_PAY}|{_PAY}[ -]{_FIRM}"
    r"|(?:job|baan|rol|functie|role|position|poste|fonction|mission|opdracht|stelle|shifts?|it|^)"
    r" ?(?:pays|betaalt|levert|paie|zahlt|offers|biedt|offre))\b(?![^\n]{60})"
)
_RATE = re.compile(r"\b(?:rates?|taux|honoraires?|fourchette|range|comp|competitive|tarie(?:f|ven)|tj)\b")
_FOR_THE_JOB = re.compile(
    rf"(?:(?:an?|een|un|une|eine?n?|the|de|le|la|l'|het|this|deze|dit|ce|cette|je|jouw|your|votre|ton|uw)\s?)?"
    r"(?:start|begin|commencer|debut|average|top\b|wie\b|those\b|that\b|which\b|[0-9]"
    rf"|{_WORKERS}|[a-z-]*(?:work|werk|job|baan|rol\b|role|functi|fonction|post|position|stelle|travail|prestation"
    r"|profi[el]|full|volt|voll|temps|part|deel|halft|four|five|vier|vijf|experi|ervaren))"
)
_SPENT_ON = re.compile(
    r"\W{0,2}(?:uit )?(?:(?:om|um)(?: te)?|to|voor|for|pour|fur|aan|on|te"
    r"|a(?= (?:depenser|investir|utiliser|consacrer|repartir)))\s"
)
"""What follows is what the money is for."""
_SPEAKS = re.compile(
    rf"\b(?:{_YOU}|we|wij|nous|wir|they|ze|zij|ils?|elles?|is|zijn|was|heeft|hebben|wordt|worden|est|sont|ont|are|has|have"
    rf"|ist|sind|hat|wird|qui|que|which|that)\b|{_OURS}"
)
"""What a sentence has and a list of terms has not."""
_WORD = re.compile(r"[a-z']+")
_SAY_NOTHING = words.BRIDGE | words.ABOUT | {"au", "all", "in", "max", "min"}
_PART = re.compile(r"[,:(;|–]| - ")
_BY_EXPERIENCE = re.compile(
    r"[^.;\n]{0,40}\b(?:ervaring|experience|profi[el]l?|leeftijd|age|anci?en|seniori|diplom|erfahrung|skills|compet|level)"
)
_WITHOUT_TAX = re.compile(r"[\s(,]{0,3}(?:ex(?:cl)?\w*\W{1,2}(?:btw|vat)|ht\b|htva|hors tva|zzgl|x ?1[234])")


def pays_for_the_job(before: str, after: str, *, is_range: bool) -> bool:
    """Return whether the words around an unnamed figure pay it to the one who does the job.

    ``before`` and ``after`` are the folded words of its sentence; ``is_range``: two figures stand between them.
    """
    said = before[: len(before) - bound_word(before)[1]]
    if _SAY_NOTHING.issuperset(_WORD.findall(said)):
        return True
    unit = UNIT_AFTER.match(after)
    rest = after[unit.end() :] if unit else after
    purpose = _SPENT_ON.match(rest)
    if purpose and not _FOR_THE_JOB.match(rest, purpose.end()):
        return False
    named = words.PAY_NOUN.last(before) is not None and not is_earned_by_others(before)
    if named or words.PAY_HINT.last(before) or _RATE.search(before) or _is_in_a_list(said, is_range=is_range):
        return True
    if _GETS.search(before) or _is_paid_by_the_firm(before) or _is_for_a_worker(before):
        return True
    depends = words.PAY_HINT_AFTER.match(rest)
    return _WITHOUT_TAX.match(rest) is not None or (depends is not None and _BY_EXPERIENCE.match(rest) is not None)


def is_earned_by_others(before: str) -> bool:
    """Return whether those who earn what the clause names have to do with the firm, and are not whom it looks for."""
    return _OTHERS_OF_OURS.search(before) is not None and _ADDRESSED.search(before) is None


def _is_in_a_list(said: str, *, is_range: bool) -> bool:
    """Return whether the figure is a term of its own in a list: "Freelance, hybride, 600 euro per dag"."""
    if _SPEAKS.search(said):
        return False
    parts = list(_PART.finditer(said))
    return is_range or (bool(parts) and _SAY_NOTHING.issuperset(_WORD.findall(said, parts[-1].end())))


def _is_paid_by_the_firm(before: str) -> bool:
    pays = _PAYS.search(before)
    return pays is not None and _OTHERS_OF_OURS.search(before, pays.end()) is None


def _is_for_a_worker(before: str) -> bool:
    return _WORKER.search(before) is not None and _OTHERS_OF_OURS.search(before) is None
