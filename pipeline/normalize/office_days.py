"""The text around words like office and home in, the days a week at the office out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.normalize.alternatives import grouped
from pipeline.normalize.lexicon import SharedStems
from pipeline.normalize.office_share import OfficeDays, names_shares, read_share
from pipeline.normalize.office_words import ANYWHERE, HOME, OFFICE, any_between, nearest_place
from pipeline.normalize.text import Prose

_NUMBERS = {
    "een": 1,
    "one": 1,
    "un": 1,
    "une": 1,
    "ein": 1,
    "einen": 1,
    "einem": 1,
    "a": 1,
    "twee": 2,
    "two": 2,
    "deux": 2,
    "zwei": 2,
    "drie": 3,
    "three": 3,
    "trois": 3,
    "drei": 3,
    "vier": 4,
    "four": 4,
    "quatre": 4,
    "vijf": 5,
    "five": 5,
    "cinq": 5,
    "funf": 5,
}
_ADVERBS = {"once": 1, "eenmaal": 1, "einmal": 1, "twice": 2, "tweemaal": 2, "zweimal": 2, "driemaal": 3, "dreimal": 3}
_COUNTS = {str(count): count for count in range(1, 6)} | _NUMBERS | _ADVERBS
_NO_NUMBER_BEFORE = r"(?<![.,/-].)(?<!\d[ -].)"
"""Behind the first sign of a count: it goes on from no other number."""
_COUNT_WORDS = grouped("|".join(_NUMBERS | _ADVERBS), behind=_NO_NUMBER_BEFORE)
_COUNT = rf"\b(?P<count>[1-5]{_NO_NUMBER_BEFORE}|{_COUNT_WORDS}(?![a-z]))"
_PER_WEEK = (
    r"(?:\s?(?:per|a|par|/|in|each|every|p|in de|pro|elke|de la)[ .]?(?:week|semaine|w\b|woche|sem\b)|\s?/\s?(?:week"
    r"|semaine|sem\b|5)|\s(?:wekelijks|weekly|hebdomadaires?"
    r"|(?:op(?: de)?|sur|of|out of|von) (?:5|vijf|cinq|five|funf)\b))"
)
# "Five days a week, of which two at the office", "three on site, two from home": the days are understood.
_PLACED = (
    r"\s(?:en (?:presentiel|distanciel|teletravail)|a (?:domicile|distance|la maison)|au (?:bureau|siege)"
    r"|sur (?:site|place)|op kantoor"
    r"|(?:van |vanuit )?thuis\b|from home|at home|(?:in|at) the office|on[- ]site|remotely|remote(?=[.,;)\n]|$)"
    r"|zu hause|im (?:buro|homeoffice))"
)
_DAYS = re.compile(
    rf"{_COUNT}(?:\s?(?:full |vaste |werk|anker|team|thuiswerk|telewerk|kantoor|office |in-office |on-?site "
    rf"|volle |fixed"
    rf" |remote |home |home ?office |home-?working |telework(?:ing)? ){{0,2}}-?(?:dagen|dag|days?|jours?|tag(?:en?)?"
    rf"|homeworking days"
    rf"|[dj](?=\s?(?:/|per |par |p\.)))\b(?P<week>{_PER_WEEK})?"
    rf"|\s?(?:x|keer|times|fois)\b(?P<times>{_PER_WEEK})"
    rf"|(?={_PLACED})(?P<placed>)"
    rf"|(?<=once|wice|maal|nmal|imal)(?P<adverb>{_PER_WEEK}))"
)
# One of these stands in all that `_DAYS` matches, or just before it: looking for them is faster.
_UNITS = tuple("dag day jour tag week sem woche keer times fois maal once twice j/ d/".split())
_RANGE = re.compile(
    r"\b(?:[1-5]|een|one|twee|two|une?|eine?[nm]?|zwei|deux|drie|three|trois)\s?(?:-|a|of|or|ou|to|tot|/|–|à)\s?$"
)
_NOT_WEEKLY = re.compile(
    r"\s?(?:per|a|par|/|each|every|in de|pro)\s?(?:maand|month|mois|jaar|year|an\b|quarter|kwartaal|monat|jahr)"
)
_WEEKDAY_NAMES = (
    *("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"),
    *("monday", "tuesday", "wednesday", "thursday", "friday"),
    *("lundi", "mardi", "mercredi", "jeudi", "vendredi"),
    *("montag", "dienstag", "mittwoch", "donnerstag", "freitag"),
)
_NAMED_WEEKDAYS = SharedStems(_WEEKDAY_NAMES)
_WEEKDAY = rf"(?:{'|'.join(_WEEKDAY_NAMES)})s?"
# "Op maandag is het hele team …", "le mardi, tout le monde …": who does something on the day that is named.
_TEAM_DOES = (
    r",? (?:werk|ben|kom|arbeite|is\b|zijn (?:we|wij)|zien (?:we|wij)|zit|spreken|treffen|verwacht"
    r"|iedereen|we\b|wij\b|everyone|everybody|the (?:whole |entire )?team|all of us|toute? l|tout le monde|nous"
    r"|l'equipe|on se|sind|treffen|op kantoor|at the office|in the office|au bureau|im buro)"
)
# A day alone, "in the office on Wednesday.", is one of work only where it is said whose.
_WHOSE = re.compile(
    r"\b(?:everyone|everybody|we|you|team|equipe|tous|toutes|nous|vous|iedereen|allemaal|collega\w*|samen|together|ensemble"
    r"|alle|verwacht\w*|expected|attendu\w*|presen\w*|aanwezig\w*)\b"
)
_WEEKDAYS = re.compile(
    rf"\b(?P<first>{_WEEKDAY}) ?(?:tot(?: en met)?|t/m|t\.?e\.?m\.?|to|till|through|-|au|bis) ?(?P<last>{_WEEKDAY})\b"
    rf"|\b(?P<listed>{_WEEKDAY}(?:(?:, ?| ?& ?| ?\+ ?| ?/ ?| (?:en|and|et|und) (?:op |on |le )?){_WEEKDAY}){{1,4}})\b"
    rf"|\b(?P<single>(?:every|each|iedere|elke|chaque|jeden|tous les) {_WEEKDAY}"
    rf"|(?:le|op|on|am) {_WEEKDAY}(?={_TEAM_DOES})"
    rf"|{_WEEKDAY}(?= (?:is|est|ist) (?:onze|our|notre|unser|the|de|der|la|le)\b)"
    rf"|(?P<alone>(?:le|op|on|am) (?:{'|'.join(_WEEKDAY_NAMES)})(?= ?[;,.)]|$|\n))|(?:{'|'.join(_WEEKDAY_NAMES)})s)\b"
    rf"(?!,? ?(?:en|and|et|und|[&+/,-]|tot|to|au|bis) ?(?:op |on |le )?{_WEEKDAY})"
    r"(?! (?:morning|afternoon|evening|night|voormiddag|namiddag|avond|ochtend|matin|apres-midi|soir|nach|vor))"
)
# "The office is open from Monday to Friday", "lunch at the office on Tuesday and Thursday": no days of work.
_NOT_OF_WORK = re.compile(
    r"\b(?:open\w*|geopend|ouvert\w*|geoffnet|ferme\w*|closed|gesloten|geschlossen|bereikbaar|reachable|available"
    r"|joignable|fruit|\w*meetings?|\w*vergadering\w*|\w*overleg|stand-?ups?|sync|reunions?|call|bel\b|tel\b"
    r"|\w*interviews?|sollicit\w*|entretiens?|\w*gesprek\w*|assessments?|infosess\w*|infoavond\w*|jobda\w+|events?"
    r"|is er|er is|there is|there's|il y a|gibt es)\b"
)
_LEISURE = re.compile(
    r"\b(?:lunch\w*|ontbijt|breakfast|borrel\w*|drinks?|yoga|sport\w*|fitness|massage|masseu\w*|trainer|boot ?camp"
    r"|bier\w*|beers?|bieres?|soep|soupe?|fruit|taart|cakes?|croissants?|koffiekoeken|barbecue|bbq|games?|gaming|gratis|free"
    r"|pizza\w*|apero\w*|after-?work)\b"
)
# A sign stands before all else, so that the matcher can skip to it.
_END = re.compile(
    r"[.;!?\n, ](?:(?<=[.;!?\n])(?<!min[.;!?\n])(?<!max[.;!?\n])"
    r"|(?<=,) (?:and |en |et )?(?:the |de |le )?(?:rest\b|reste\b|other|remaining|andere"
    r"|overige|les autres|autres|restlich|ubrige|verder\b|sinon\b|otherwise|sonst\b|voor de rest|apart from)"
    # "… and may telework for the remaining days": the days said before are not of this half.
    r"|(?<= )(?:and|en|et|und) (?:[\w'-]+ ){1,4}?(?:the |de |het |les |le |den )?(?:rest\b|reste\b|remaining|overige"
    r"|restant|resterende|restlich|ubrigen))"
)
_OPENED = re.compile(r"\((?:[\w.]+ ?){0,3}$")
# "At the office two days and at home three": what follows has days of its own.
_PARTED = re.compile(
    rf"\s?(?:,|&|\+|and\b|en\b|et\b|und\b)[^.;\n]{{3,40}}?{_COUNT} ?(?:days?|dagen|dag|jours?|tage?)\b"
)
# "Up to five days at home" leaves the days open, and an allowance "based on five days" says what it is worth.
_AT_MOST = re.compile(r"\b(?:up to|max\w*\.?|tot|jusqu'a|bis zu|based on|basis|base)\b[^.;\n]{0,30}\Z")
# What is done at home when the days that are counted are over was done at the office before, and the other way round.
_REST = re.compile(
    r"[^.;\n]{0,40}?(?:[.;] ?[\w']{0,4} ?)?\b(?:the |de |les? |den )?(?:rest|other days?|remaining (?:days?|time)"
    r"|andere dagen|overige dagen|autres jours|reste|restliche\w*"
    r"|ubrige\w*)\b"
)
_COUNTED_DAYS = re.compile(r"\b(?:days?|dagen|dag|jours?|tag(?:en?)?|[1-5]j)\b")
_TRAINING = re.compile(
    r"\b(?:formation|opleiding\w*|training|cursus|seminar\w*|workshop|schulung|onboarding|inwerk\w*|intro\w*)\b"
)
# "On site five days a week, the job does not lend itself to telework": what the days follow is theirs.
_JUST_BEHIND = re.compile(
    rf"(?:{OFFICE.pattern}|{HOME.pattern})\s?"
    r"(?:(?:gemiddeld|minstens|minimaal|minimum|ongeveer|on average|en moyenne|at least|au moins|mindestens) ?)?\Z"
)
_PAUSES = re.compile(r"\s?[,;(\n]")
_GOES_ON = re.compile(r",? (?:and|en|et|und|the rest|de rest)\b")
_REACH = 55
_AROUND = 90
"""Characters beside a word of place in which its days stand; the longest of them take no more."""


def read_office_days(prose: Prose, around: list[tuple[int, int]]) -> OfficeDays | None:
    """Return the days a week at the office that ``prose`` states near the spans ``around``.

    Days at home are taken from a week of five, as is a share: 40 % at home is three days. A range ("2 or 3 days") and
    half of the week leave the number open; a number per month is no answer.
    """
    folded = prose.folded
    done = read = 0
    on_named: OfficeDays | None = None
    left_open: OfficeDays | None = None
    named = sorted(start for _, start, _ in _NAMED_WEEKDAYS.places(prose)) if around else []
    shares = names_shares(prose) if around else False
    for start, end in around[:40]:
        low, high = max(0, start - _AROUND), min(len(folded), end + _AROUND)
        counted = False
        for days in _counted_days(folded, max(low, done, read - _AROUND), high) if high > read else ():
            counted = True
            done = days.end()
            found = _at_office(folded, days)
            if found is None:
                continue
            words = folded[max(0, days.start() - 25) : days.end() + 40].replace("\n", " ")
            if not _RANGE.search(folded, max(0, days.start() - 12), days.start()):
                return OfficeDays(found, words)
            left_open = left_open or OfficeDays(None, words)
        read = max(read, high)
        weekdays = _WEEKDAYS.search(folded, low, high) if any_between(named, low, high) else None
        on_weekdays = _at_office_on(folded, weekdays) if weekdays else None
        if weekdays and on_weekdays is not None and not (counted and weekdays["single"]):
            on_named = on_named or OfficeDays(on_weekdays, weekdays[0])
            continue
        share = read_share(folded, start, end) if shares or "%" in folded[low:high] else None
        if share and share.count is not None:
            return share
        left_open = left_open or share
    # "Monday to Friday at the office, after a while one day from home": what is counted comes before what is named.
    return on_named or left_open


def _counted_days(folded: str, begin: int, end: int) -> Iterable[re.Match[str]]:
    """Return the days that are counted in a stretch of ``folded``."""
    stretch = folded[max(0, begin - _REACH) : end]
    return _DAYS.finditer(folded, begin, end) if any(unit in stretch for unit in _UNITS) else ()


def _at_office(folded: str, days: re.Match[str]) -> int | None:
    count = _count(days)
    if _NOT_WEEKLY.match(folded, days.end()):
        return None
    if days["count"] == "a" and not (days["week"] or days["times"]):
        return None
    if days["placed"] is not None and _COUNTED_DAYS.search(folded, max(0, days.start() - _REACH), days.start()) is None:
        return None
    before, after = folded[max(0, days.start() - _REACH) : days.start()], folded[days.end() : days.end() + _REACH]
    if _OPENED.search(before):
        after = after.split(")", 1)[0]
    place = _place_of(folded, days, before, after)
    if place is None or (count == 1 and place == "office" and _LEISURE.search(_sentence_behind(before))):
        return None
    if place == "office" and not days["week"] and _TRAINING.search(_sentence_behind(before)):
        return None
    if count == 5 and place == "home" and _AT_MOST.search(before):
        return None
    return count if place == "office" else 5 - count


def _place_of(folded: str, days: re.Match[str], before: str, after: str) -> str | None:
    """Return where the counted ``days`` are spent: where they say, else at the place that stands nearest to them."""
    if "thuiswerkdag" in days[0] or "home" in days[0] or "remote" in days[0]:
        return "home"
    if "kantoordag" in days[0] or "office" in days[0]:
        return "office"
    behind = nearest_place(_sentence_behind(before), first=False)
    if behind and _JUST_BEHIND.search(before) and _PAUSES.match(after):
        return behind
    ahead = None if behind and _PARTED.match(after) else nearest_place(_sentence_ahead(after), first=True)
    if ahead is None and (days["week"] or days["times"] or days["adverb"] or _count(days) > 1):
        ahead = behind
    if ahead is not None:
        return ahead
    return _other_than_the_rest(folded, days.end())


def _other_than_the_rest(folded: str, begin: int) -> str | None:
    """Return where the days said before ``begin`` are spent, from where the rest is: "…; the other days at home"."""
    rest = _REST.match(folded, begin, begin + 90)
    elsewhere = nearest_place(_sentence_ahead(folded[rest.end() : rest.end() + _REACH]), first=True) if rest else None
    return {"home": "office", "office": "home"}.get(elsewhere or "")


def _at_office_on(folded: str, weekdays: re.Match[str]) -> int | None:
    """Return the days at the office when days of the week are named for it or for home: "Monday to Friday on site"."""
    before = _sentence_behind(folded[max(0, weekdays.start() - _REACH) : weekdays.start()])
    after = _sentence_ahead(folded[weekdays.end() : weekdays.end() + _REACH])
    behind = nearest_place(before, first=False)
    place = behind if behind and _GOES_ON.match(after) else nearest_place(after, first=True) or behind
    if place is None and weekdays["listed"]:
        place = _other_than_the_rest(folded, weekdays.end())
    if place is None or _NOT_OF_WORK.search(before + after) or _LEISURE.search(before + after):
        return None
    if place == "home" and re.search(ANYWHERE, before + after):
        return None
    if weekdays["alone"] and not _WHOSE.search(before + after):
        return None
    if weekdays["single"]:
        count = 1
    elif weekdays["listed"]:
        count = len(re.findall(_WEEKDAY, weekdays["listed"]))
    else:
        first, last = (_WEEKDAY_NAMES.index(_name(weekdays[end])) % 5 for end in ("first", "last"))
        count = last - first + 1
    if count < 1:
        return None
    return count if place == "office" else 5 - count


def _name(weekday: str) -> str:
    return weekday.removesuffix("s")


def _count(days: re.Match[str]) -> int:
    return _COUNTS[days["count"]]


def _sentence_ahead(text: str) -> str:
    following = _DAYS.search(text)
    end = _END.search(text)
    stops = [found.start() for found in (following, end) if found]
    return text[: min(stops)] if stops else text


def _sentence_behind(text: str) -> str:
    ends = [found.end() for found in _END.finditer(text)]
    return text[ends[-1] :] if ends else text
