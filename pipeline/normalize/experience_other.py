"""The words around an amount of years in; out, whether they speak of something else than what a person must have."""

from __future__ import annotations

import re

from pipeline.normalize.alternatives import gathered
from pipeline.normalize.experience_bounds import is_no_bound_below, refuses_fewer
from pipeline.normalize.experience_numbers import NUMBER
from pipeline.normalize.experience_work import has_worked

_PREFERENCE = re.compile(
    gathered(
        r"(?:prefer\w*|bij voorkeur|liefst|de preference|idealement|ideally|idealiter|idealerweise|souhaitee?)"
        r"[^.;:\n]{0,30}\Z"
    )
)
# Whose years they are: of who guides an intern, of colleagues, of the firm's people.
_OF_OTHERS = re.compile(
    gathered(
        r"(?:\b(?:begeleid\w*|supervised|supervision|coached|coaching|guided|guidance|led|mentored"
        r"|encadr\w+|accompagn\w+|betreu\w+|anleitung|leiding)"
        r" (?:\w+ ){0,2}?(?:door|by|par|durch|von|van)\b[^.;\n]{0,76}"
        r"|\b(?:buddy|mentor|tuteur|parrain|maitre de stage|stagemeester|\w*begeleider|collega|collegue"
        r"|colleague)\b[^.;\n,]{0,40}"
        r"|\b(?:onze|our|nos|unsere) (?:[\w-]+ )?(?:\w*(?:consultant|medewerker|ontwikkelaar|specialist|expert"
        r"|engineer|developer|collaborateur|adviseur)e?[sn]"
        r"|collega'?s|colleagues|collegues|people|mensen|teams?|mitarbeiter|employes)\b[^.;:\n]{0,36}"
        r"|\b(?:docteure?|professeure?|expert|experte|manager|chef|lead|senior|developpeu(?:r|se)"
        r"|ingenieure?)\b[^.;:\n,]{0,30}"
        r"\b(?:qui (?:a|compte|possede|totalise)|with|die|who has) "
        r"|\b(?:gemiddeld|average|en moyenne|moyenne de|durchschnittlich)(?: of| over| ruim)? ?)\Z"
    )
)
# A public employer tells what years elsewhere it pays for.
_PAID_FOR = re.compile(
    gathered(
        r"\b(?:reprise|valoris\w+|reconnaissance|overname|overgenomen|meegenomen|meenemen|tel(?:t|len) mee|erkenn\w+"
        r"|gevaloriseerd\w*|ancienneteit|ancienniteit(?! ?:)|"
        r"anciennete (?:pecuniaire|valorisable|valorisee|reconnue))\b[^.;\n]{0,30}\Z"
    )
)
_WELCOMED = (
    r"\b(?:(?:is|are|zijn|zou|would be|could be|est|sont|serai(?:en)?t|constitue\w*|wird|ware)"
    r" (?:(?!required|vereist|requis|must|nodig|and|en|et|und)\w+ ){0,3}?(?:plus|pre|asset|advantage|pluspunt|troef"
    r"|bonus|voordeel|meerwaarde|atout|avantage|vorteil|nice)\b(?! (?:als|indien|if|si|wenn)\b)|preferred|un atout"
    r"|un plus|nice to have|wenselijk|meegenomen|tot aanbeveling"
    r"|souhait|wunschenswert|von vorteil|waren? schon|keine bedingung|would be nice|zou mooi zijn"
    r"|geen (?:must|vereiste|voorwaarde)|not (?:a must|essential)|pas (?:une condition|indispensable))"
)
_WELCOME = re.compile(rf"(?P<of>(?:\)(?= (?:is|est|ist)\b))?[^.;)\n]{{0,70}}?){_WELCOMED}")
# "Three years of Java, knowledge of Kotlin is a plus", "…, Kotlin is a plus": the plus is of what comes between.
_OF_ANOTHER = re.compile(
    r"(?:,|\b(?:en|and|et|und|but|maar|mais|aber)\b) ?"
    r"(?:(?:an?|een|la|le|une?|the|any|some|elke|extra|goede|good|de) |l')*(?:\w+ )?"
    r"(?:kennis|knowledge|connaissance|(?<!beroeps)(?<!werk)ervaring|experience|kenntnis|notion"
    r"|certifi|diploma|degree|"
    r"master|bachelor|rijbewijs|permis|driv|interes|interet|affinit|familiar|exposure|expertise|notie|basis)"
    r"|, (?:(?!\b(?:and|or|en|of|et|ou|und|oder)\b)[^,]){1,30}\Z"
)
_AFTERWARDS = re.compile(gathered(r"\b(?:na|nach|after|apres|d'ici) (?:de |the |les )?\Z"))
# Words before the amount that tell of the firm, of the past or of a licence.
_OF_THE_FIRM = re.compile(
    gathered(
        r"(?:\b(?:al|reeds|dankzij|onze|ons|our|nos|notre|fort|forte|forts|depuis|since|bestaat|bestaan|unsere|dank|seit"
        r"|afgelopen|laatste|past|last|next|komende|coming|dernieres|derniers|prochaines|iedere|elke|every|each"
        r"|rijbewijs|permis|licen[cs]e|within|binnen|been around|been|history|legacy|heritage|traditi\w+|exist\w*"
        r"|opgericht|founded|combined|gezamenlijk\w*)\b"
        r"(?! (?:een|a|minstens|minimaal|mindestens|enkele|met|zeker|ten minste|au moins|at least))[^.;:\n]{0,28}"
        r"|\b(?:we|wij|they|ze|nous|wir|team|bedrijf|company|organisatie|entreprise|group|groep|who|which)"
        r" (?:have|has|hebben|haben|heeft|hebt|telt|compte|counts|possede|dispose|avons|beschikt|brings?)"
        r"[^.;:\n]{0,28})\Z"
    )
)
# "We are a company with more than 20 years", "With over 20 years", the firm not named: "with" stands in both.
_WITH = re.compile(
    gathered(
        r"\b(?:with|met|avec|mit|fort\w* de|after|na|apres)"
        r" (?:al|already|more than|over|meer dan|ruim|plus de|about|bijna|almost|nearly)? ?\Z"
    )
)
_A_FIRM_WITH = re.compile(
    r"(?:\b(?:we are|(?:we|wij) zijn|nous sommes|wir sind)\b"
    r"(?![^.;:\n]*\b(?:look|zoek|seek|recherche|recruit|hiring|such))[^.;:\n]{0,60}"
    r"|(?:bedrijf|\bkmo|firma|company|agency|consultancy|bureau|societe|entreprise|pme|start-?up|scale-?up"
    r"|marktleider|market leader|unternehmen)(?: (?:in|uit|from|de|of) \w+)?)"
    r" (?:with|met|avec|mit|fort\w* de) (?:al |already |more than |over |meer dan |ruim |plus de "
    r"|bijna |almost )?\Z"
    r"|(?:\A|[.!?\n] ?)(?:with|met|avec|mit|after|na|apres) (?:more than|over|meer dan|ruim|plus de|about|bijna|"
    r"almost|nearly)? ?\Z"
)
_OF_THE_READER = re.compile(
    r"\b(?:you(?:['’]ve| have)|have you|hebt|iemand|someone|somebody|quelqu'un|jemand(?:en)?"
    r"|heb (?:je|jij)|avez[ -]vous|as[ -]tu|hast du|candidates?|candidate?s?"
    r"|kandida(?:at|ten|t)|profile?|profiel|(?:je|jij) (?:bent|draait|werkt)|avez|disposez|justifiez|vous etes"
    r"|vous (?:exercez|travaillez)|du hast)\b"
    r"[^.;:\n]{0,40}\Z"
    # "We are looking for an engineer who has …", whose firm is not spoken of.
    r"|\b(?:looking for|seeking|op zoek naar|zoeken|mikken op|recherchons|cherchons|suchen)\b"
    r"(?:(?!\b(?:\w*bedrijf|company|firm|societe|entreprise|firma|team|equipe)\b)[^.,;:\n]){0,50}"
    r"\b(?:who|die|qui|der|with|met|avec|mit)\b[^.,;:\n]{0,16}\Z"
)
_NOT_WORK = re.compile(
    r"['’]?[ -]?(?:contract|of age|old\b|oude?\b|of ouder|or older|employment|appointment|position|traineeship|"
    r"programme|program\b|phd|master|bachelor|opleiding|study|studies|studie|etudes|d'etudes|history|geleden|ago|"
    r"il y a|guarantee|"
    r"garantie|projects?\b|period|verlenging|extension|een |per\b|d'existence|bestaan|plan\b|period|term\b|d'age|"
    r"budget|horizon)"
)
_ALTERNATIVE = re.compile(r",? (?:or|of(?! exp)|ou|oder) ")
_SHORT_LINE = 8
_GOES_ON = frozenset("is zijn are we wij our onze nous notre est sont has heeft have hebben".split())
_READER = re.compile(
    r"(?:(?!\b(?:we|wij|nous|notre|nos|our|ons|onze|unser\w*|wir)\b).)*?\b(?:you|je|jij|u|vous|du|sie)\b", re.DOTALL
)
_PAYS_FOR = (
    r"\b(?:m(?<!mooi m)(?<!leuk m)eegenomen|mee te nemen|weddeschaal|loonschaal|salarisschaal|overgenomen"
    r"|gevaloriseerd|in aanmerking genomen|telt mee|tellen mee|valorise\w*|valorisable\w*|pris\w* en compte"
    r"|reconnu\w*|taken into account|(?:pour|uit|in) (?:le|de) (?:prive|privesector|secteur prive))\b"
)
_REPLACING = "in lieu of|instead of|in plaats van|a la place d"
_SAID_BEHIND = (
    (60, _PAYS_FOR),
    (60, rf"\b(?:{_REPLACING})"),
    (50, r"\b(?:in the market|op de markt|sur le marche|in the industry, we|am markt)\b"),
    (50, r"\b(?:make us|made us|maken ons|maakten ons|font de nous|machen uns)\b"),
    (30, r"\b(?:on average|en moyenne|gemiddeld|im schnitt|durchschnittlich)\b"),
)
"""Within so many characters of the years, what makes them no requirement."""
_TOLD_BEHIND = tuple(re.compile(rf"[^.;\n]{{0,{reach}}}?{words}") for reach, words in _SAID_BEHIND)
# One look at the words behind the years spares most looks at where they stand.
_MAY_BE_TOLD_BEHIND = re.compile(gathered("|".join((_WELCOMED, *(words for _, words in _SAID_BEHIND)))))
# "Bac + 3", and the years that a degree replaces: "in lieu of one year of experience".
_OF_STUDY = re.compile(
    gathered(
        r"\bbac(?:calaureat)? ?\+? ?\Z"
        rf"|\b(?:(?:{_REPLACING})(?:e\b|')?|in ruil voor)(?: ?\w+){{0,2}} ?\Z"
    )
)
_LATELY = re.compile(
    gathered(r"\b(?:laatste|afgelopen|voorbije|last|past|dernieres|derniers|letzten|precedent\w*) (?:\(?\w+\)? )?\Z")
)
_YEARS_BESIDE = re.compile(rf"\b{NUMBER} ?(?:jaar|years?|ans?|annees?|jahre?)\b")
_OPENING = re.compile(
    r"(?:depuis (?:au moins|plus de|minimum)|forte?s?(?:\(e\)|[.·]e)? (?:de |d['’] ?)?"
    r"(?:une (?:solide )?experience (?:de |d['’]))?(?:au moins|plus de|minimum)?|\S*)\s*"
)
"""What may stand before the years at the head of a sentence: nothing, a word, or "fort d'au moins"."""


def is_something_else(before: str, after: str) -> bool:
    """Say whether the years are welcome, an upper bound, of the firm, of study or of a contract."""
    if refuses_fewer(before, after):
        return False
    if is_no_bound_below(before) or _PREFERENCE.search(before) or _OF_OTHERS.search(before) or _PAID_FOR.search(before):
        return True
    if _MAY_BE_TOLD_BEHIND.search(after) and (_is_welcome(after) or any(told.match(after) for told in _TOLD_BEHIND)):
        return True
    if _OF_STUDY.search(before) or (_AFTERWARDS.search(before) and not _addresses_the_reader(before, after)):
        return True
    if _is_of_the_firm(before) and not (
        has_worked(before, after)
        or _OF_THE_READER.search(before)
        or _addresses_the_reader(before, after)
        or is_all(before, after)
    ):
        return True
    return bool(_NOT_WORK.match(after))


def _is_of_the_firm(before: str) -> bool:
    return bool(_OF_THE_FIRM.search(before) or (_WITH.search(before) and _A_FIRM_WITH.search(before)))


def _is_welcome(after: str) -> bool:
    welcome = _WELCOME.match(after)
    return welcome is not None and _OF_ANOTHER.search(welcome["of"]) is None


def is_a_window(before: str, after: str) -> bool:
    """Say whether the years are those in which others are to lie: "three years of experience in the last five"."""
    if _LATELY.search(before) is None:
        return False
    return _YEARS_BESIDE.search(before) is not None or _YEARS_BESIDE.search(after[:40]) is not None


def is_all(before: str, after: str) -> bool:
    """Say whether "With 5 years of experience in Java" is the whole of a line: who says it of a firm goes on."""
    line = _ALTERNATIVE.split(after, maxsplit=1)[0]
    words = line.split()
    return len(before.split()) <= 1 and len(words) <= _SHORT_LINE and _GOES_ON.isdisjoint(words) and "," not in line


def _addresses_the_reader(before: str, after: str) -> bool:
    """Say whether a sentence that opens with the years goes on with "you": "With 7+ years of experience you lead …"."""
    return _OPENING.fullmatch(before.lstrip(" \n*-•·")) is not None and bool(_READER.match(after[:75]))
