"""A clause and its figure that no word names as pay in; out, whether the clause pays it to somebody for the job.

What pays for work is said in few ways: somebody gets it, the firm pays it to somebody, or the figure stands by itself,
in a list of the terms of the job. What is said otherwise pays for the job where it tells of no other dealings.
"""

from __future__ import annotations

import re

from pipeline.normalize import salary_words as words
from pipeline.normalize.salary_dealings import CUSTOMERS, tells_of_other_dealings
from pipeline.normalize.salary_periods import UNIT_AFTER, UNIT_OF_WORD
from pipeline.normalize.salary_range import bound_word

_YOU = r"(?:je|jij|u|ge|gij|jullie|you|tu|vous|du|sie|ihr)"
_ADDRESSED = re.compile(rf"\b{_YOU}\b")
_OURS = r"\b(?:onze|(?<!bij )ons(?= [a-z])|our|notre|nos|unsere?[mnrs]?)\b"
_WORKERS = (
    r"(?:freelanc|contractor|zzp|zelfstandige?n?\b|independ[ae]nt|selbststandig|student|etudiant"
    r"|werkstudent|jobist|flexi-?job|interim|uitzendkracht|junior|medior|senior|starter|beginner|beginnend|debutant"
    r"|schoolverlater|graduate|berufseinsteiger|arbeider|ouvrier|bediende|employes?\b|arbeitnehmer|stagiair|intern\b"
    r"|interns\b|trainee|apprenti|joiner|newcomer|candidate?\b|kandidaat\b"
    r"|experienced|ervaren|experimente|confirme|erfahren|nieuwkomer|nouveaux? (?:venu|engage|collabora)"
    r"|neueinsteiger)[a-z]*"
)
_JOB = r"(?:job|baan|rol|functie|opdracht|vacature|role|position|assignment|poste|fonction|mission|stelle|contract)"
_RIGHT_ONE = (
    r"(?:juiste|geschikte|ideale|right|ideal|bonne?|richtige[nr]?) (?:persoon|kandida|profi|person\b|candidat"
    r"|contractor)"
)
_SAY_NOTHING = words.BRIDGE | words.ABOUT | {"au", "all", "in", "max", "min"}
_WORKER_OR_JOB = re.compile(rf"{_WORKERS}|[a-z]*{_JOB}s?")
_GET = (
    r"(?:(?:krijg|ontvang|verdien|geniet|vang|houd?|trek)t?|krijgen|ontvangen|verdienen|earn|get|receive|make|paid"
    r"|(?:take|bring) home|looking at|bill us|invoice us|touche\w*|percev\w+|percoi\w+|recev\w+|recoi\w+|gagn\w+"
    r"|benefici\w+|verdienst"
    r"|erhalt\w*|bekomm\w+|kriegst)\b"
)
_GET_TOO = r"(?:verdienen|krijgen|ontvangen|earn|get|receive|gagnent|touchent|percoivent|recoivent|bekommen)\b"
_START = (
    r"(?:start|begin|begonnen|kom|land|instap|stap|groei|klim|evolue|pass|grimp|debut|demarr|commenc|entr|steig|fang"
    r"|go\b|rise|grow|move|join|repart|rentr|werk|work|travaill|arbeit|aan de slag|zit|staan?\b|etes|serez|are\b|be\b"
    r"|bist)[a-z]*"
)
_GETS = re.compile(
    rf"\b{_YOU}(?:'ll|'re)? (?:[a-z']+ ){{0,4}}?{_GET}|\b{_GET}[ -]{_YOU}\b|^\W*{_GET}"
    rf"|(?:^|[,.:;?] ?){_OURS} (?!{CUSTOMERS})[a-z]+ {_GET_TOO}"
    r"|\b(?:(?:reken|rekent|rekenen)(?: (?:je|u|maar))? op|count on|expect|(?:comptez|compter|tablez) sur"
    r"|rechne\w* (?:sie )?mit|(?:dich|sie|euch) erwarte[nt]|naar huis)\b"
    r"|\b(?:vous|te|t') ?rapporte\w*|\b(?:levert|brengt) (?:je|jou|u)\b|\b(?:gibt es|bringt (?:dir|ihnen))\b"
    r"|\b(?:(?:uit)?betaald|paid|(?:re)?munere\w*|payee?s?|vergoed|beloond|bezahlt|vergutet|geboten|geboden)\b"
)
_STARTS = re.compile(
    rf"\b(?:{_YOU}'re\b|{_YOU}(?:'ll|'re)? (?:[a-z']+ ){{0,4}}?{_START}|{_START} {_YOU}\b"
    rf"|(?:on|{_JOB}) (?:start|begin|demarr|commenc|debut)[a-z]*)"
)
_BOUNDS = words.FROM | words.UP_TO | frozenset("ten no less than niet minder dan pas".split())
_AT = _BOUNDS | frozenset(
    "aan met op naar at on with to a vers avec mit bei auf tussen between entre zwischen voor for pour fur".split()
)
_ADVERBIAL = (
    _SAY_NOTHING
    | _AT
    | UNIT_OF_WORD.keys()
    | frozenset(
        """bij binnen van hier chez voor for pour par als as comme after na apres nach je tijdens during in pendant
        over elk elke ieder iedere each every chaque tous les daarvoor daar dan dus ook al toch gerust vlot easily
        already deja donc ici here there werden wordt are is start starten starting beginnen ons us nous uns deze
        this ce cette huis tegen minimum gemiddeld average moyenne selon volgens depending afhankelijk
        ervaring experience erfahrung
        dag day jour tag eerste first premier ersten hauteur snel vlug gauw makkelijk quickly vite rapidement schnell
        ligt staat liegt wat er momenteel actuellement currently derzeit nu now gewerkt gewerkte gepresteerd
        gepresteerde worked
        profiel profil you u tu vous du sie ihr""".split()
    )
)
"""What may stand between the verb and a figure that is its object; a noun would be the object itself."""
_IS_GOT = re.compile(
    r"[^.;,\n]{0,30}?\b(?:verwachten|verdienen|krijgen|ontvangen|overhouden|tegemoetzien|erwarten|bekommen|erhalten"
    r"|tegenover|op tafel|in ruil|sur la table|a la cle|en (?:echange|contrepartie)|on the table|in (?:return|exchange)"
    rf"|auf dem tisch|{_RIGHT_ONE})"
)
"""Behind the figure: "mag je 3.000 euro per maand verwachten", "60k a year for the right candidate"."""
_OF_YOURS = re.compile(
    r"\b(?:je|jouw|uw|your|votre|ton|ta|deine[mnrs]?|ihre[mnrs]?) (?:bank)?(?:rekening|loonbrief|portemonnee|account"
    r"|payslip|pocket|compte|fiche de paie|poche|konto|lohnzettel)\b"
)

_FIRM = r"(?:we|wij|nous|wir|on|ik|i)(?:'ll|'re| are)?"
_PAY = (
    r"(?:pay|offer(?:ing)?|propose|verse|betalen|bieden|geven|voorzien|vergoeden|payons|offrons|proposons|versons"
    r"|remunerons|prevoyons|paie|offre|zahlen|bezahlen|bieten)"
)
_PAYS = re.compile(
    rf"\b(?:{_FIRM} (?:[a-z]+ )?{_PAY}|{_PAY}(?: (?:we|wij|wir)|-nous)\b"
    rf"|(?:{_JOB}|shifts?|it|^) ?(?:pays|comes with|betaalt|levert|paie|zahlt|offers|biedt|offre))\b(?![^\n]{{60}})"
)
_OTHERS_OF_OURS = re.compile(rf"{_OURS}(?! (?:[a-z]+ )?{_WORKERS})")
"""A thing or a customer of the firm: freelancers "on our marketplace" are not those whom the ad looks for."""
_SOMEBODY = re.compile(rf"\b(?:{_YOU}|we|wij|nous|wir|they|ze|zij|ils|elles)\b(?! ?['-])")
_WORKER = re.compile(rf"\b{_WORKERS}")
_LOOKED_FOR = re.compile(
    rf"\b(?:voor|als|for|as|pour|comme|fur) (?:(?:an?|een|un|une|eine?n?|de|des|the|les|onze) )?(?:[a-z]+ )?{_WORKERS}"
    r"|zoek|werf|werven|aanwerv|\b(?:looking for|seek|hir(?:e|ing)\b)|cherch|recrut|engageons|\bsuchen\b"
)
_FOR_THIS_JOB = re.compile(
    r"\b(?:voor|bij|in|for|pour|dans|fur) (?:deze|die|dit|this|the|our|ce|cette|onze|diese[nrms]?) (?:[a-z]+ )?"
    rf"(?:{_JOB}|profi[el]+|personn?e?|persoon|kandida[a-z]+|candidate?|hire)\b"
)

_A_JOB_OF_IT = re.compile(rf"[ -]?{_JOB}\b")
"""Behind the figure: "a 60,000 euro a year job"."""
_RATE = re.compile(
    r"\b(?:(?:base|competitive|your|starting|gross|the|fair|hourly|daily|monthly|annual) pay|rates?|taux|honoraires?"
    r"|fourchette|range|comp|competitive|tarie(?:f|ven)|tj)\b|^\W*pay\b"
)
_PAYING_VERBS = frozenset(["pay", "paid", "paie", "offer"])
"""Of these the one who is paid tells what they mean."""
_FOR_THE_JOB = re.compile(
    r"(?:(?:an?|een|un|une|eine?n?|the|de|le|la|l'|het|this|deze|dit|ce|cette|je|jouw|your|votre|ton|uw)\s?)?"
    r"(?:start|begin|commencer|debut|average|top\b|iedereen|everyone|everybody|wie\b|those\b|that\b|which\b|[0-9]"
    rf"|{_WORKERS}|{_RIGHT_ONE}|{_JOB}|[a-z-]*(?:work|werk|job|functi|post|position|stelle|travail"
    r"|prestation|profi[el]|full|volt|voll|temps|part|deel|halft|four|five|vier|vijf|experi|ervaren))"
)
_SPENT_ON = re.compile(
    r"\W{0,2}(?:uit )?(?:(?:om|um)(?: te)?|to|voor|for|pour|fur|aan|on|te"
    r"|a(?= (?:depenser|investir|utiliser|consacrer|repartir|notre|nos)\b))\s"
)
"""What follows is what the money is for."""
_SPEAKS = re.compile(
    rf"\b(?:{_YOU}|we|wij|nous|wir|they|ze|zij|ils?|elles?|is|zijn|was|heeft|hebben|wordt|worden|est|sont|ont|are|has|have"
    rf"|ist|sind|hat|wird|qui|que|which|that)\b|{_OURS}"
)
"""What a sentence has and a list of terms has not."""
_WORD = re.compile(r"[a-z']+")
_AND = re.compile(r"[,+]| (?:and|en|et|und|plus) ")
_PART = re.compile(r"[,:(;|–]| - ")
_BY_EXPERIENCE = re.compile(
    r"[^.;\n]{0,40}\b(?:ervaring|experience|profi[el]l?|leeftijd|age|anci?en|seniori|diplom|erfahrung|skills|compet|level)"
)
_WITHOUT_TAX = re.compile(r"[\s(,]{0,3}(?:ex(?:cl)?\w*\W{1,2}(?:btw|vat)|ht\b|htva|hors tva|zzgl|x ?1[234])")

_OF_THE_FIRM = re.compile(
    rf"{_OURS} (?:[a-z]+ )?(?:(?:dag|uur)?tarie|tarif|(?:dag|uur)prij|tjm|(?:(?:day|daily|hourly) )?rates?\b|"
    r"(?:tages|stunden)satz)"
)
"""What the firm itself asks of its customers."""
_EARNED_BY_THEM = re.compile(
    r"\b(?:(?:who|qui) (?:[a-z]+ )?(?:earn|gagnent|touchent|percoivent|recoivent)"
    r"|die (?:verdienen|krijgen|ontvangen|bekommen|erhalten))\b"
)
_THEY = re.compile(r"\bdie (?:[a-z]+ ){0,3}$")
_THEY_EARN = re.compile(r"[^.;,\n]{0,20}?\b(?<!willen )(?<!wil )(?:verdienen|krijgen|ontvangen|bekommen|erhalten)\b")
"""Around a figure: "arbeiders die 2.800 euro per maand verdienen", whose payroll one does."""

_AVERAGE = re.compile(
    r"\b(?<!boven het )(?<!above )(?<!above the )(?<!dessus de la )"
    r"(?:gemiddelde?|doorsnee|mediane?|mediaan|average|moyen(?:ne)?|durchschnitt[a-z]*)\b[^:]*$"
)
_IN_A_MARKET = re.compile(
    r"\b(?:in|en|dans|op|auf|sur|on) (?:(?:de|het|deze|the|this|our|onze|le|la|ce|der|dieser?) ?)?"
    r"(?:sector|secteur|branche|industr|markt|marche|market|land\b|pays\b|country|belgi|vlaander|flanders|flandre|walloni"
    r"|europ|nederland|netherlands|france|deutschland|luxemb)"
)


def pays_for_the_job(before: str, after: str, *, is_range: bool) -> bool:
    """Return whether the words around an unnamed figure pay it to the one who does the job.

    ``before`` and ``after`` are the folded words of its sentence; ``is_range``: two figures stand between them.
    """
    said = before[: len(before) - bound_word(before)[1]]
    if _SAY_NOTHING.issuperset(_WORD.findall(said)):
        return True
    unit = UNIT_AFTER.match(after)
    rest = after[unit.end() :] if unit else after
    if _FOR_THIS_JOB.match(rest.lstrip(" ,")):
        return True
    purpose = _SPENT_ON.match(rest)
    if purpose and not _FOR_THE_JOB.match(rest, purpose.end()):
        return False
    return (
        _A_JOB_OF_IT.match(rest) is not None
        or _hints_at_pay(before, rest)
        or _is_in_a_list(said, is_range=is_range)
        or _is_got_by_somebody(before, said, rest)
        or _is_paid_by_the_firm(before, said)
        or _is_for_a_worker(before, said)
        or not (_OTHERS_OF_OURS.search(before) or tells_of_other_dealings(before, rest))
    )


def is_earned_by_others(before: str) -> bool:
    """Return whether those who earn what the clause names have to do with the firm, and are not whom it looks for."""
    return _OTHERS_OF_OURS.search(before) is not None and _ADDRESSED.search(before) is None


def is_of_others(before: str, after: str) -> bool:
    """Return whether the clause tells what others earn, a sector pays on average, or the firm itself asks a day."""
    if _AVERAGE.search(before) and _IN_A_MARKET.search(before):
        return True
    if _OF_THE_FIRM.search(before):
        return not (_ADDRESSED.search(before) or _FOR_THIS_JOB.search(before) or _WORKER.search(before))
    if _EARNED_BY_THEM.search(before):
        return True
    return _THEY.search(before) is not None and _THEY_EARN.match(after) is not None


def _hints_at_pay(before: str, rest: str) -> bool:
    hint = words.PAY_HINT.last(before)
    if _RATE.search(before) or (hint and hint.text not in _PAYING_VERBS):
        return True
    if words.PAY_NOUN.last(before) and not is_earned_by_others(before):
        return True
    depends = words.PAY_HINT_AFTER.match(rest)
    return _WITHOUT_TAX.match(rest) is not None or (depends is not None and _BY_EXPERIENCE.match(rest) is not None)


def _is_in_a_list(said: str, *, is_range: bool) -> bool:
    """Return whether the figure is a term of its own in a list: "Freelance, hybride, 600 euro per dag"."""
    return _SPEAKS.search(said) is None and (is_range or _is_a_part(said))


def _is_a_part(said: str) -> bool:
    """Return whether only a comma, a colon or the like parts the figure from what is said before."""
    parts = list(_PART.finditer(said))
    return bool(parts) and _SAY_NOTHING.issuperset(_WORD.findall(said, parts[-1].end()))


def _is_got_by_somebody(before: str, said: str, rest: str) -> bool:
    gets = any(_has_no_other_object(said[verb.end() :]) for verb in _GETS.finditer(before))
    starts = any(_has_no_other_object(before[verb.end() :], at=True) for verb in _STARTS.finditer(before))
    yours = _OF_YOURS.search(before) or _OF_YOURS.search(rest)
    return gets or starts or yours is not None or _IS_GOT.match(rest) is not None


def _has_no_other_object(between: str, *, at: bool = False) -> bool:
    """Return whether only adverbs stand between a verb and its figure; ``at``: with "at" or the like among them."""
    said = _WORD.findall(between)
    if at and _AT.isdisjoint(said):
        return False
    return all(word in _ADVERBIAL or _WORKER_OR_JOB.fullmatch(word) for word in said)


def _is_paid_by_the_firm(before: str, said: str) -> bool:
    if _FOR_THIS_JOB.search(before) and not _ADDRESSED.search(before):
        return True
    pays = _PAYS.search(before)
    if pays is None or _OTHERS_OF_OURS.search(before, pays.end()):
        return False
    return _has_no_other_object(_AND.split(said[pays.end() :])[-1])


def _is_for_a_worker(before: str, said: str) -> bool:
    looked_for, apart = _LOOKED_FOR.search(before) is not None, _is_a_part(said)
    if looked_for and apart:
        return True
    if _WORKER.search(before) is None or _OTHERS_OF_OURS.search(before) is not None:
        return False
    return looked_for or apart or _SOMEBODY.search(before) is None
