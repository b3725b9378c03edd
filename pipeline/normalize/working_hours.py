"""The hours a week and the share of a full-time job that an ad names in figures in, full or part time out.

A job of 35 hours a week or more is full time, one of fewer part time: in Belgium a week counts 38 hours, or up to 40
where days of working time reduction (ADV, RTT) make up for it (Labour Act of 16 March 1971, articles 19 and 20bis).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.vocabulary import EmploymentType
from pipeline.normalize.alternatives import gathered
from pipeline.normalize.lexicon import SharedStems
from pipeline.normalize.text import Prose

FULL_WEEK = 35.0
"""Hours from which a week is full time."""
_WHOLE_WEEK = 38.0
_LONGEST_WEEK = 42.0
_SHORTEST_WEEK = 10.0
"""A course or a sport may take fewer hours a week; fewer are believed only as the beginning of a range."""
_NEARLY_FULL = 30.0
"""Who asks for so many hours at least takes somebody for all of them too."""
_DAY_AND_NIGHT = 24
_MANY = 400

_FULL, _PART = EmploymentType.FULL_TIME, EmploymentType.PART_TIME

_WEEKS = SharedStems(("week", "semaine", "/sem", "hebdo", "woche", "wochentlich", "wekelijks", "p/w"))
_COUNTS = SharedStems(("aantal uren", "aantal uur", "number of hours", "nombre d'heures", "wochenstunden"))
_HOURS = SharedStems(("uur", "uren", "hours", "heures", "stunden"))
_SHARES = SharedStems(("fte", "vte", "etp"))
_FRACTIONS = SharedStems(("/36", "/37", "/38", "/39", "/40", "/20", "/21", "/22", "/23", "/24"))

_NUMBER = r"\d{1,2}(?:[.,]\d{1,2}|[hu]\d\d)?"
_UNIT = r"(?:h|u|uur|uren|hrs?|hours?|heures?|stunden|std|urige?)\b\.?"
_JOIN = r"(?:-|/|a|tot(?: en met)?|t/m|to|of|or|ou|oder|en|et|and|bis)"
# One number of hours, or a range such as "32, 36 of 40" and "32- tot 40".
_RANGE = (
    rf"(?<![\d.,/€#:-])(?:(?P<low>{_NUMBER})(?:, ?{_NUMBER}){{0,3}}-? ?(?:{_UNIT})? ?{_JOIN} ?(?:max\.? |maximum )?)?"
    rf"(?P<high>{_NUMBER})"
)
_DIGIT = re.compile("[0-9]")
_SOME_HOURS = re.compile(rf"{_RANGE} ?\Z")
# Such as "38 uur per week", "40-hour working week", "24 h de travail par semaine" and "36-urige werkweek".
_BEFORE_WEEK = re.compile(
    rf"{_RANGE}[ -]?{_UNIT}(?:[ /(-]|(?:per|par|pro|a|each|every|elke|je|die|in (?:de|the|der)|of work|de travail"
    r"|(?:te )?werken|working|prestaties|(?:te )?presteren)\b|werk|work)*\Z"
)
_HOURS_A = re.compile(gathered(rf"\b{_UNIT} ?(?:per|par|pro|je|a|/) ?\Z"))
_SAID_BEHIND = re.compile(
    r"(?:week|semaine|woche)?(?: per week| par semaine)?\)?(?: ?:| ?=| is| bedraagt| [-•|])?\s{0,2}"
    r"(?:niet minder dan |min\w*\.? |ca\.? |\+/- )?"
    rf"(?:(?P<low>{_NUMBER}) ?{_JOIN} ?)?(?P<high>{_NUMBER})"
    r"(?![\d%:]|[.,/]\d| ?(?:%|€|eur|jaar|maand|mois|months?|years?|[hu]\d|dagen|days))"
)
_FTE = r"(?:(?P<low>[01][.,]\d{1,2}) ?(?:-|/|a|tot|to|of|or|ou|bis) ?)?(?P<high>[01][.,]\d{1,2}|1\b)"
_BEFORE_FTE = re.compile(rf"(?<![\d.,]){_FTE} ?\Z")
_BEHIND_FTE = re.compile(rf"(?:fte|vte|etp)(?: min\w*\.?| max\w*\.?)? ?: ?{_FTE}")
_PART_OF = re.compile(r"(?<![\d/.,])(?P<part>\d{1,2}(?:[.,]\d)?) ?(?P<unit>u|h|uur|uren|heures)? ?\Z")
_A_CHOICE = re.compile(r"/\d\d ?(?:u|h|uur|uren|heures?|hours?|stunden)\b")
_OF_LESSONS = re.compile(
    r"\b(?:\w*opdracht|betrekking|lestijden|lesuren|vacature|functie|charge|volume|horaire)\W{1,3}(?:(?:van|de) )?\Z"
)
_NO_WORK = re.compile(r"\b(?:binnen|within|dans|na|after|sous|innerhalb|elke|every|op|avant|om)(?: de| les| the)? \Z")

# What only scales pay and leave, or comes beside the job: "25 days for a 40-hour week", "gross for 38 hours".
_SCALE = re.compile(
    r"\b(?:if|als (?:je|jij|u|er|het)|wie|keuzetijd|tot en met|basis|base|based|o\.?b\.?v|bij|bei|bruto|gross|brutto"
    r"|brut|salar\w*|salaire|scale|schaal|eur|euro|overur\w*|overtime|open\w*|geopend|ouvert\w*|opleiding|formation"
    r"|training|coaching)\b[^\n;]{0,50}\Z"
    r"|[€$£][^\n;]{0,40}\Z"
    r"|\b(?:\w*vakantie\w*|vacances|vacation|holidays?|conges?|\w*verlof\w*|urlaub\w*|leave)\b[^\n;,]{0,50}\Z"
)
_OF_A_CONTRACT = re.compile(
    r"\b(?:contract|overeenkomst|contrat|vertrag|agreement|dienstverband),? (?:is )?(?:op )?"
    r"(?:basis|based|obv|sur base)\b[^\n;€]{0,24}\Z"
)
# "16 hours a week from home", and "a 38-hour working week comes with 29 days of leave"
_OF_ANOTHER_THING = re.compile(
    r"[^.;,\n]{0,24}\b(?:thuis|from home|remote|telew|teletrav|homeoffice|sport|opleiding|training|formation|cours)"
    r"|\w* (?:comes with|hoort|heb je|krijg je|you (?:will )?(?:have|get|receive)|geeft recht|donne droit)\b"
)
_SENTENCE_END = re.compile(r"(?<=\w\w\w)[.!?] ")
_AT_LEAST = re.compile(
    r"\b(?:at least|min(?:imum|imaal|\.)?|minstens|vanaf|au moins|a partir de|mindestens|from)(?: of| de| van)? ?\(?\Z"
)
_AT_MOST = re.compile(r"\b(?:up to|max(?:imum|imaal|\.)?|tot|jusqu'a|bis zu|hochstens)(?: of| de| van)? ?\Z")


def read_working_hours(prose: Prose) -> Iterator[EmploymentType]:
    """Yield full and part time as often as ``prose`` says one of them in figures.

    ``40 uur per week``, ``32-40 hours/week``, ``0,8 FTE`` and ``19/38`` do; what only scales pay or leave does not. A
    range is of both where it goes from part to full time, and so is "at least 32 hours".
    """
    folded = prose.folded
    for _, start, _ in _WEEKS.places(prose)[:_MANY]:
        yield from _a_week(folded, start)
    for _, start, end in _COUNTS.places(prose)[:_MANY]:
        yield from _of_hours(_SAID_BEHIND.match(folded, end), folded, start)
    for _, start, _ in _HOURS.places(prose)[:_MANY]:
        if folded[max(0, start - 2) : start].rstrip()[-1:].isdigit():
            yield from _a_range(folded, start)
    for _, start, _ in _SHARES.places(prose)[:_MANY]:
        yield from _of_full_time(folded, start)
    for _, start, end in _FRACTIONS.places(prose)[:_MANY]:
        yield from _a_fraction(folded, start, end)


def _a_week(folded: str, week: int) -> Iterator[EmploymentType]:
    """Yield what the hours before "a week" say, or those behind "hours a week:"."""
    low = max(0, week - 48)
    digit = _DIGIT.search(folded, low, week)
    hours = _BEFORE_WEEK.search(folded, digit.start(), week) if digit else None
    begin = week if hours is None else hours.start()
    if hours is None and _HOURS_A.search(folded, low, week):
        hours = _SAID_BEHIND.match(folded, week)
    if hours is not None and not _OF_ANOTHER_THING.match(folded, week):
        yield from _of_hours(hours, folded, begin)


def _a_range(folded: str, unit: int) -> Iterator[EmploymentType]:
    """Yield what "32-40 uur" says: the hours of a week without the word."""
    hours = _SOME_HOURS.search(folded, max(0, unit - 24), unit)
    if hours is None or hours["low"] is None:
        return
    low, high = _number(hours["low"]), _number(hours["high"])
    if 16 <= low < high >= 24 and not _NO_WORK.search(folded, max(0, hours.start() - 16), hours.start()):
        yield from _of_hours(hours, folded, hours.start())


def _of_full_time(folded: str, stem: int) -> Iterator[EmploymentType]:
    """Yield what "0,8 FTE" and "FTE: 0,8" say; "a team of 12 FTE" says nothing."""
    before = _BEFORE_FTE.search(folded, max(0, stem - 16), stem)
    share = before or _BEHIND_FTE.match(folded, stem)
    if share is None or _scales(folded, share.start()):
        return
    at_least = _AT_LEAST.search(folded, max(0, share.start() - 16), share.start()) is not None
    for part in filter(None, (share["low"], share["high"])):
        yield from _kinds(_number(part) * _WHOLE_WEEK, at_least=at_least)


def _a_fraction(folded: str, start: int, end: int) -> Iterator[EmploymentType]:
    """Yield what "19/38" and "36u/36" say, and a teacher's "opdracht 12/20"; "36/40 uur" is a choice, no fraction."""
    part_of = _PART_OF.search(folded, max(0, start - 10), start)
    if part_of is None or folded[end : end + 1].isdigit() or _A_CHOICE.match(folded, start):
        return
    part, whole = _number(part_of["part"]), int(folded[start + 1 : end])
    of_lessons = whole < FULL_WEEK
    if of_lessons and not _OF_LESSONS.search(folded, max(0, part_of.start() - 24), part_of.start()):
        return
    if part == whole == _DAY_AND_NIGHT:
        return
    if part == whole:
        yield _FULL
    elif part <= whole - 3 and (of_lessons or whole in {36, 38} or part_of["unit"]):
        yield _PART


def _of_hours(hours: re.Match[str] | None, folded: str, begin: int) -> Iterator[EmploymentType]:
    """Yield what ``hours`` a week say, unless the words before ``begin`` make a scale of them."""
    if hours is None:
        return
    high, before = _number(hours["high"]), max(0, begin - 16)
    if not _SHORTEST_WEEK <= high <= _LONGEST_WEEK or _scales(folded, begin):
        return
    if hours["low"] is not None:
        # "4 jours de 9h - 36h/semaine": nobody offers a day's hours up to a whole week.
        if high < FULL_WEEK or _number(hours["low"]) >= _SHORTEST_WEEK:
            yield from _kinds(_number(hours["low"]), at_least=False)
        yield from _kinds(high, at_least=False)
    elif high < FULL_WEEK or not _AT_MOST.search(folded, before, begin):
        yield from _kinds(high, at_least=_AT_LEAST.search(folded, before, begin) is not None)


def _kinds(hours: float, *, at_least: bool) -> Iterator[EmploymentType]:
    if hours < FULL_WEEK:
        yield _PART
    if hours >= FULL_WEEK or (at_least and hours >= _NEARLY_FULL):
        yield _FULL


def _scales(folded: str, begin: int) -> bool:
    """Return whether the words of the sentence before ``begin`` make what follows a measure of pay or leave."""
    low = max(0, begin - 60)
    for end in _SENTENCE_END.finditer(folded, low, begin):
        low = end.end()
    return _SCALE.search(folded, low, begin) is not None and _OF_A_CONTRACT.search(folded, low, begin) is None


def _number(text: str) -> float:
    """Return the hours that "38", "7,5" and "37h30" name."""
    hours, mark, rest = re.sub(r"([.,hu])", r" \1 ", text).partition(" ")
    if not mark:
        return float(hours)
    sign, _, digits = rest.partition(" ")
    return int(hours) + (int(digits) / 60 if sign in "hu" else float(f"0.{digits}"))
