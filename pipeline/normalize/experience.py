"""A description in, the least years of experience it asks for out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize.alternatives import grouped
from pipeline.normalize.experience_choice import Statement, least_of_alternatives
from pipeline.normalize.lexicon import SharedStems
from pipeline.normalize.reading import Reading
from pipeline.normalize.skill_demand import nice_sections, within
from pipeline.normalize.text import Prose, fold

_MOST_STATEMENTS = 60
_MOST_YEARS = 15
"""Ads that name more speak of the firm: "for over 25 years"; of 2,350 ads read none asks a person for more than
15."""

_WORDS = {
    **dict.fromkeys(("een", "one", "un", "une", "ein", "1"), 1),
    **dict.fromkeys(("twee", "tweetal", "two", "deux", "zwei"), 2),
    **dict.fromkeys(("drie", "drietal", "three", "trois", "drei"), 3),
    **dict.fromkeys(("vier", "viertal", "four", "quatre"), 4),
    **dict.fromkeys(("vijf", "vijftal", "five", "cinq", "funf"), 5),
    **dict.fromkeys(("zes", "six", "sechs"), 6),
    **dict.fromkeys(("zeven", "seven", "sept", "sieben"), 7),
    **dict.fromkeys(("acht", "eight", "huit"), 8),
    **dict.fromkeys(("negen", "nine", "neuf", "neun"), 9),
    **dict.fromkeys(("tien", "tiental", "ten", "dix", "dizaine", "zehn"), 10),
}
_UNITS = SharedStems(
    ("jaar", "jaren", "j ervaring", "j. ervaring", "year", "yrs", "ans", " an ", " an(", "annee", "jahr")
)
# Months that make a year are written in digits: the last stands in the stem, so that "per month" costs nothing.
_MONTHS_IN_DIGITS = SharedStems(
    f"{digit} {month}" for month in ("maand", "month", "mois", "monat") for digit in "0123456789"
)
_NUMBER = r"(?:\d{1,2}(?:[.,]\d|-tal)?|" + "|".join(word for word in _WORDS if word.isalpha()) + ")"
# Read backwards from the unit: "3", "3+", "3 (three)", "3-5", "3 à 5", "tussen 3 en 5".
_AMOUNT = re.compile(
    r"(?:(?<!\w)|(?<=[a-z])(?=\d))(?<!\d[.,])(?<![€$])"
    rf"(?P<sign>[+>≥] ?)?(?P<low>{_NUMBER}) ?(?:\([\w ]{{1,8}}\))? ?"
    r"(?P<plus>\+|plus|or more|of meer|ou plus|oder mehr)?"
    rf"(?: ?(?:-|a|to|tot|/|ou|or|of|en|et|and|bis|oder|a\s) ?{_NUMBER} ?\+?)?[ -]?(?:(?:full|volle|volledige|"
    rf"hele) )?(?:d')?\Z"
)
_UNIT = re.compile(
    r"(?:jaar|jaren|j\.?(?= ervaring)|years?|yrs?|ans?|annees?|jahren?|(?P<months>maand(?:en)?|months?|mois|monaten?))"
    r"(?P<plus> ?\+| plus)?(?!\w)"
)
# "Een jaar of vijf" is about five.
_ABOUT = re.compile(rf" (?:of|oder) (?P<low>{_NUMBER})\b(?! jaar)")
_BESIDE = 26
_A_YEAR = 12
"""Months; a requirement of fewer is no number of years and is left out."""

_EXPERIENCE = re.compile(
    r"ervaring|experience|experiance|erfahrung|berufspraxis|track record|ervaren\b|gewerkt|anciennete|background|"
    r"\bmee als\b|\bwerk(?:t|te)? (?:je|jij|u) als\b|actief als|\bmetier\b|vecu professionnel|\bexp\b|"
    r"(?:similar|comparable|gelijkaardige|vergelijkbare|soortgelijke) (?:role|position|functie|rol)|fonction similaire|"
    r"(?:have|'ve) worked|avez travaille|under your belt|hast gearbeitet"
)
_MINIMUM = re.compile(
    grouped(
        r"minimaal|minimum|minstens|min\.?|at least|ten minste|tenminste|minimal|au moins|mindestens|a minimum of|"
        r"minimum of|minimum de|minimaal al|toch al|meer dan|more than|plus de|over"
    )
    + r"[\s:(]*(?:a |de |of |van )?\Z"
)
_OF_WORK = re.compile(
    r"['’]? ?(?:in|as|als|met|with|working|binnen|on|op|of|en tant|dans|comme|relevant\w*|hands-on|professional|"
    r"commercial|"
    r"werk\w*|specifically|within|proven|developing|using|doing|de pratique|d'|in der|als|mit|une? fonction|leadership|"
    r"management|python|java)\b"
)
# "Développeur confirmé (minimum 5 ans)".
_OF_A_LEVEL = re.compile(
    r"\b(?:senior|medior|confirmee?|experimentee?|seniorite|senioriteit|seniority) ?[(:–-][^()]*\Z"
)
_PREFERENCE = re.compile(
    r"(?:prefer\w*|bij voorkeur|liefst|de preference|idealement|ideally|idealiter|idealerweise|souhaitee?)"
    r"[^.;:\n]{0,30}\Z"
)
_WELCOME = re.compile(
    r"(?:\)(?= (?:is|est|ist)\b))?(?:(?!, \w+ experience)[^.;)\n]){0,70}?"
    r"\b(?:is (?:a |an |een )?(?:plus|pre|asset|advantage|pluspunt|troef)\b"
    r"(?! (?:als|indien|if|si|wenn)\b)|preferred|un atout|"
    r"un plus|nice to have|wenselijk|meegenomen|tot aanbeveling|"
    r"souhait|wunschenswert|von vorteil)"
)
_AFTERWARDS = re.compile(r"\b(?:na|nach|after|apres|d'ici) (?:de |the |les )?\Z")
_UPPER_BOUND = re.compile(
    grouped(
        r"up to|no more than|not more than|at most|niet meer dan|pas plus de|maximaal|maximum|max\.?|tot|jusqu'a|"
        r"less than|minder dan|moins de|hoogstens|bis zu|<|≤"
    )
    + r"[\s:]*\Z"
)
# Words before the amount that tell of the firm, of the past or of a licence.
_OF_THE_FIRM = re.compile(
    r"(?:\b(?:al|reeds|dankzij|onze|ons|our|nos|notre|fort|forte|forts|depuis|since|bestaat|bestaan|unsere|dank|seit|"
    r"afgelopen|laatste|past|last|next|komende|coming|dernieres|derniers|prochaines|iedere|elke|every|each|"
    r"rijbewijs|permis|"
    r"within|binnen|been around|been|history|exist\w*|opgericht|founded|combined|gezamenlijk\w*)\b"
    r"(?! (?:een|a|minstens|minimaal|enkele|met))[^.;:\n]{0,28}|"
    r"\b(?:we|wij|they|ze|team|bedrijf|company|organisatie|entreprise|group|groep|who|which) (?:have|has|hebben|"
    r"heeft|hebt|telt|compte|counts|"
    r"possede|dispose|avons|beschikt|brings?)[^.;:\n]{0,28}|"
    r"(?:\A|[.!?\n] ?)(?:with|met|avec|mit|after|na|apres) (?:more than|over|meer dan|ruim|plus de|about|bijna|"
    r"almost|nearly)? ?)\Z"
)
_AT_WORK = re.compile(
    r"\b(?:(?:je|jij|u) werkt|you(?:['’]ve| have) (?:been )?work\w*|vous (?:travaillez|exercez))\b"
    r"(?:(?!\b(?:die|dat|that|who|qui)\b)[^.;:\n]){0,40}\b(?:al|reeds|already|deja|depuis|for)\b[^.;:\n]{0,16}\Z"
)
_OF_THE_READER = re.compile(
    r"\b(?:you(?:['’]ve| have)|(?:je|jij) (?:hebt|bent|draait|werkt)|vous (?:avez|exercez|travaillez)|du hast)\b"
    r"[^.;:\n]{0,40}\Z"
)
_NOT_WORK = re.compile(
    r"['’]?[ -]?(?:contract|of age|old\b|oud\b|of ouder|or older|employment|appointment|position|traineeship|"
    r"programme|program\b|phd|master|bachelor|opleiding|study|studies|studie|etudes|d'etudes|history|geleden|ago|"
    r"il y a|guarantee|"
    r"garantie|project|period|verlenging|extension|een |per\b|d'existence|bestaan|plan\b|period|term\b|d'age|"
    r"budget|horizon)"
)
_OF_A_CONTRACT = re.compile(
    r"contract|\bduur\b|duration|overeenkomst|looptijd|\bperiode?\b|appointment|\bcdd|leeftijd|\baged?\b|vakantie|verleng"
)
_ALTERNATIVE = re.compile(r",? (?:or|of(?! exp)|ou|oder) ")
_CLAUSE_END = re.compile(r"[\n;]|[.!?] | - ")
_ABBREVIATION = re.compile(r"\b(?:min|max|ca)\Z")
_SHORT_LINE = 8
_GOES_ON = frozenset("is zijn are we wij our onze nous notre est sont has heeft have hebben".split())
_READER = re.compile(
    r"(?:(?!\b(?:we|wij|nous|notre|nos|our|ons|onze|unser\w*|wir)\b).)*?\b(?:you|je|jij|u|vous|du|sie)\b", re.DOTALL
)
_MARKET = re.compile(r"[^.;\n]{0,50}?\b(?:in the market|op de markt|sur le marche|in the industry, we|am markt)\b")
_IN_LIEU = re.compile(r"[^.;\n]{0,60}?\b(?:in lieu of|instead of|in plaats van|a la place d)")
_OF_STUDY = re.compile(r"\bbac(?:calaureat)? ?\+? ?\Z")
_MADE_THE_FIRM = re.compile(r"[^.;\n]{0,50}?\b(?:make us|made us|maken ons|maakten ons|font de nous|machen uns)\b")
_OPENING = re.compile(
    r"(?:forte?s? (?:de |d['’] ?)?(?:une (?:solide )?experience (?:de |d['’]))?(?:au moins|plus de|minimum)?|\S*)\s*"
)
"""What may stand before the years at the head of a sentence: nothing, a word, or "fort d'au moins"."""


def read_experience_years(prose: Prose) -> Reading[int]:
    """Return the smallest number of years of experience that the ad requires, with its words.

    "3 to 5 years" asks for 3. Of several requirements the highest counts: only who meets it meets them all. Years
    that are
    welcome, an upper bound ("up to 2 years") or the firm's own do not count.
    """
    statements = list(_statements(prose))
    if not statements:
        return Reading()
    welcome = nice_sections(prose)
    required = least_of_alternatives(
        [one for one in statements if not within(welcome, one[1]) or _is_a_minimum(prose.folded, one[1])], prose.folded
    )
    if not required:
        return Reading()
    years, start, end = max(required, key=lambda statement: statement[0])
    return Reading(value=years, evidence=prose.text[start:end].strip())


def _is_a_minimum(folded: str, start: int) -> bool:
    """Say whether the years are a minimum in so many words, whatever the heading above says."""
    return _MINIMUM.search(folded[max(0, start - 24) : start]) is not None


_FIELD = re.compile(r"(?:lt-)?(?P<low>\d{1,2})(?: ?(?:[-–]|a|to|tot|bis) ?\d{1,2}| ?\+)? ?(?P<unit>[a-z]*)\.?")
_MONTHS = frozenset(["mois", "maand", "maanden", "month", "months", "monat", "monate"])


def read_stated_experience(text: str | None) -> Reading[int]:
    """Return the years in a source's own field, ``10 ans`` or ``5-7``; a level such as ``mid-level`` is no number."""
    field = _FIELD.fullmatch(fold(text).strip()) if text else None
    if field is None or not (field["unit"] in _MONTHS or field["unit"] == "" or _UNIT.fullmatch(field["unit"])):
        return Reading()
    low = 0 if field[0].startswith("lt-") else int(field["low"])
    years = low // _A_YEAR if field["unit"] in _MONTHS else low
    return Reading(value=years, evidence=text) if years <= _MOST_YEARS else Reading()


def _statements(prose: Prose) -> Iterator[Statement]:
    """Yield the years of every statement that asks for experience, with its span."""
    folded = prose.folded
    for at in _unit_positions(prose):
        unit = _UNIT.match(folded, at)
        if unit is None:
            continue
        head_start = max(0, at - 30)
        amount = _AMOUNT.search(folded[head_start:at])
        if amount is None:
            continue
        about = _ABOUT.match(folded, unit.end()) if amount["low"] in {"een", "ein"} else None
        years = _number(about["low"] if about else amount["low"]) // (_A_YEAR if unit["months"] else 1)
        start = head_start + amount.start()
        before, after = _clause_before(folded, start), _clause_after(folded, unit.end())
        if years > _MOST_YEARS or (unit["months"] and not years):
            continue
        open_ended = bool(amount["plus"] or amount["sign"] or unit["plus"])
        if unit["months"]:
            # Months are mostly of a contract or a trial: only experience right beside them counts.
            open_ended, before, after = False, before[-_BESIDE:], after[:_BESIDE].split(",")[0]
        if _asks_for_experience(before, after, open_ended=open_ended) and not _is_something_else(before, after):
            yield years, start, unit.end() + min(len(after), 60)


def _unit_positions(prose: Prose) -> list[int]:
    folded = prose.folded
    begins = {start + (folded[start] == " ") for _, start, _ in _UNITS.places(prose)}
    begins.update(start + len("0 ") for _, start, _ in _MONTHS_IN_DIGITS.places(prose))
    return sorted(begin for begin in begins if begin and not folded[begin - 1].isalpha())[:_MOST_STATEMENTS]


def _number(word: str) -> int:
    """Return the number that ``word`` writes, rounded down."""
    return _WORDS[word] if word.isalpha() else int(re.split(r"[.,-]", word)[0])


def _clause_before(folded: str, start: int) -> str:
    low = first = max(0, start - 80)
    for mark in (". ", "; ", "! ", "? "):
        at = folded.rfind(mark, first, start)
        if at >= 0 and not _ABBREVIATION.search(folded, max(0, at - 4), at):
            first = at + len(mark)
    line = folded.rfind("\n", low, start)
    # A heading alone on its line speaks for the line below it: "Ervaring:\n3 jaar".
    if line >= first and not folded[line:start].strip(" \n*-•:·+>≥"):
        line = folded.rfind("\n", low, line)
    return folded[max(first, line + 1) if line >= 0 else first : start]


def _clause_after(folded: str, end: int) -> str:
    high = min(len(folded), end + 90)
    ended = _CLAUSE_END.search(folded, end, high)
    return folded[end : ended.start() if ended else high]


def _is_something_else(before: str, after: str) -> bool:
    if _UPPER_BOUND.search(before) or _PREFERENCE.search(before) or _WELCOME.match(after):
        return True
    if _AFTERWARDS.search(before) and not _addresses_the_reader(before, after):
        return True
    if _IN_LIEU.match(after) or _OF_STUDY.search(before):
        return True
    if _MARKET.match(after) or _MADE_THE_FIRM.match(after):
        return True
    if _OF_THE_FIRM.search(before) and not (
        _OF_THE_READER.search(before) or _addresses_the_reader(before, after) or _is_all(before, after)
    ):
        return True
    return bool(_NOT_WORK.match(after))


def _is_all(before: str, after: str) -> bool:
    """Say whether "With 5 years of experience in Java" is the whole of a line: who says it of a firm goes on."""
    line = _ALTERNATIVE.split(after, maxsplit=1)[0]
    words = line.split()
    return len(before.split()) <= 1 and len(words) <= _SHORT_LINE and _GOES_ON.isdisjoint(words) and "," not in line


def _addresses_the_reader(before: str, after: str) -> bool:
    """Say whether a sentence that opens with the years goes on with "you": "With 7+ years of experience you lead …"."""
    return _OPENING.fullmatch(before.lstrip(" \n*-•·")) is not None and bool(_READER.match(after[:75]))


def _asks_for_experience(before: str, after: str, *, open_ended: bool) -> bool:
    if _OF_A_CONTRACT.search(before[-30:]):
        return False
    if _EXPERIENCE.search(after[:75]) or after.startswith(
        (" (vereist)", " (required)", " (requis)", " (erforderlich)")
    ):
        return True
    if _EXPERIENCE.search(before[-48:]):
        return True
    if _AT_WORK.search(before) and (not after.strip(" .") or _OF_WORK.match(after.lstrip())):
        return True
    if _MINIMUM.search(before) is None:
        return open_ended
    return open_ended or bool(_OF_WORK.match(after.lstrip()) or _OF_A_LEVEL.search(before))
