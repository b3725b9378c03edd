"""A description in, the least years of experience it asks for out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize.experience_choice import Statement, least_of_alternatives
from pipeline.normalize.experience_numbers import NUMBER, NUMBER_WORDS
from pipeline.normalize.experience_other import is_a_window, is_something_else
from pipeline.normalize.experience_sense import MINIMUM, asks_for_experience, names_experience
from pipeline.normalize.experience_work import has_worked, is_of_a_technology
from pipeline.normalize.lexicon import SharedStems
from pipeline.normalize.reading import Reading
from pipeline.normalize.skill_sections import nice_sections, within
from pipeline.normalize.text import Prose, fold

_MOST_STATEMENTS = 60
_MOST_YEARS = 15
"""Ads that name more speak of the firm: "for over 25 years"; of 2,350 ads read none asks a person for more than
15."""

_UNITS = SharedStems(
    (
        *("jaar", "jaren", "jr", "year", "yr", "ans", "annee", "jahr", "decade", "decenni", "jahrzehnt"),
        *("j)", "j+", "j ervaring", "j. ervaring", "y)", "y+", "y exp", "y of exp"),
    )
)
_YEARLY = SharedStems(("jarig", "jahrig"))
"""Grown onto the number: "driejarige ervaring", "zweijährige Erfahrung"."""
# "An" and "per month" are everywhere: a digit before them, or "un", stands in the stem.
_COUNTED_UNITS = SharedStems(
    (
        *(f"{digit} {unit}" for unit in ("an", "maand", "month", "mois", "monat") for digit in "0123456789"),
        "un an",
    )
)
_BETWEEN = "full|volle|volledige|hele|dernieres|belles|bonnes|solides|goede|good|solid"
_PLUS = "plus|or more|of meer|ou plus|oder mehr"
_ENDS_AN_AMOUNT = frozenset([*NUMBER_WORDS, *_BETWEEN.split("|"), *(words.split()[-1] for words in _PLUS.split("|"))])
"""One of these, or no plain word, stands before the unit of every amount."""
# Read backwards from the unit: "3", "3+", "3 (three)", "3-5", "3 à 5", "tussen 3 en 5".
_AMOUNT = re.compile(
    r"(?:(?<!\w)|(?<=[a-z])(?=\d))(?<!bac )(?<!bac)(?<!bac\+)(?<!bac \+)(?<!\d[.,])(?<![€$])"
    rf"(?P<sign>[+>≥] ?)?(?P<low>{NUMBER}) ?(?:\([\w ]{{1,8}}\))? ?"
    rf"(?P<plus>\+|{_PLUS})?"
    rf"(?: ?(?:-|a|to|tot|/|ou|or|of|en|et|and|bis|oder|a\s) ?{NUMBER} ?\+?)?[ -]?(?:(?:{_BETWEEN}) )?(?:d')?\Z"
)
_UNIT = re.compile(
    r"(?:jaar|jaren|jr\.?|[jy]\.?(?=\+|\))|j\.?(?= ervaring)|years?|yrs?|y(?=\+| exp| of exp)|ans?|annees?|jahr(?:en?)?"
    r"|(?P<beside>jarige?|jahrige?[mnrs]?|(?P<months>maand(?:en)?|months?|mois|monaten?)))"
    r"(?P<plus> ?\+| plus| (?:et|en|and|und|ou|of|or) \+)?(?!\w)"
)
_DECADE = re.compile(r"(?:decades?|decenni(?:um|a|es?)|jahrzehnte?n?)(?!\w)")
_DECADES = re.compile(
    r"(?<!\w)(?P<half>half |demi-|une demi-|een half |ein halbes )?(?P<low>an?|one|een|une?|ein|two|twee|deux|zwei)?"
    r" ?(?:good |bonne |full |volledig )?\Z"
)
_TWO = frozenset(["two", "twee", "deux", "zwei"])
_A_DECADE = 10
"""Years."""
# "Een jaar of vijf" is about five.
_ABOUT = re.compile(rf" (?:of|oder) (?P<low>{NUMBER})\b(?! jaar)")
# "Enige jaren (3+) ervaring", "Aantal jaren ervaring: 2".
_COUNTED_BEHIND = re.compile(
    r" ?(?:\(|\)? ?: |(?:(?:of|relevante?|d'|de) ?)*(?:werk|beroeps)?(?:ervaring|experience|erfahrung)"
    r"[\w ]{0,20}(?:: ?| ?\())"
    r"(?:min\w*\.? |at least |au moins |mindestens )?"
    rf"(?P<low>{NUMBER})(?P<plus> ?\+)?(?: ?(?:-|a|to|tot) ?{NUMBER})?"
    r"(?! ?(?:u\b|uur|h\b|maand|month|mois|%|/))[^\n)]{0,12}"
)
_BESIDE = 26
_A_YEAR = 12
"""Months; a requirement of fewer is no number of years and is left out."""

_DIGIT = re.compile(r"\d")
_CLAUSE_END = re.compile(r"\n|;|\. |! |\? | - ")
_ABBREVIATION = re.compile(r"\b(?:min|max|ca)\Z")


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


def read_years_of_title(title: str) -> Reading[int]:
    """Return the years that ``title`` requires, which titles write in digits."""
    return read_experience_years(Prose.of(title)) if _DIGIT.search(title) else Reading()


def _is_a_minimum(folded: str, start: int) -> bool:
    """Say whether the years are a minimum in so many words, whatever the heading above says."""
    return MINIMUM.search(folded[max(0, start - 24) : start]) is not None


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
            yield from _of_decades(folded, at)
            continue
        head_start = max(0, at - 30)
        amount = _amount(folded[head_start:at])
        if amount is None:
            behind = _COUNTED_BEHIND.match(folded, unit.end()) if not unit["beside"] else None
            begin = unit.end() if behind is None or behind[0][0] not in "):" else max(0, at - _BESIDE)
            if behind and names_experience(folded[begin : behind.end() + _BESIDE]):
                yield _number(behind["low"]), at, behind.end()
            continue
        about = _ABOUT.match(folded, unit.end()) if amount["low"] in {"een", "ein"} else None
        years = _number(about["low"] if about else amount["low"]) // (_A_YEAR if unit["months"] else 1)
        start = head_start + amount.start()
        end = about.end() if about else unit.end()
        before, after = _clause_before(folded, start), _clause_after(folded, end)
        if years > _MOST_YEARS or (unit["months"] and not years) or is_a_window(before, after):
            continue
        open_ended = bool(amount["plus"] or amount["sign"] or unit["plus"])
        if unit["beside"]:
            # Months and "three-year" are mostly of a contract or a trial: only experience right beside them counts.
            if not has_worked(before, after):
                before, after = before[-_BESIDE:], after[:_BESIDE].split(",")[0]
            open_ended = False
        asks = asks_for_experience(before, after, open_ended=open_ended) or (
            not unit["beside"] and is_of_a_technology(prose.text, start, unit.end())
        )
        if asks and not is_something_else(before, after):
            yield years, start, end + min(len(after), 60)


def _amount(head: str) -> re.Match[str] | None:
    """Return the amount that ``head`` ends with."""
    last = head.rstrip(" -").rpartition(" ")[2]
    return _AMOUNT.search(head) if last in _ENDS_AN_AMOUNT or not last.isalpha() else None


def _of_decades(folded: str, at: int) -> Iterator[Statement]:
    """Yield the years of "a decade of experience", "half a decade", "une décennie", where a decade stands at ``at``."""
    unit = _DECADE.match(folded, at)
    amount = _DECADES.search(folded[max(0, at - 20) : at]) if unit else None
    if unit is None or amount is None or not amount[0].strip():
        return
    low = 2 if (amount["low"] or "") in _TWO else 1
    start = at - len(amount[0])
    before, after = _clause_before(folded, start), _clause_after(folded, unit.end())
    years = low * _A_DECADE // (2 if amount["half"] else 1)
    if years > _MOST_YEARS or is_something_else(before, after):
        return
    if asks_for_experience(before, after, open_ended=False):
        yield years, start, unit.end() + min(len(after), 60)


def _unit_positions(prose: Prose) -> list[int]:
    folded = prose.folded
    begins = {start for _, start, _ in _UNITS.places(prose)}
    begins.update(folded.index(" ", start) + 1 for _, start, _ in _COUNTED_UNITS.places(prose))
    grown = {start for _, start, _ in _YEARLY.places(prose)}
    begins = {begin for begin in begins if not begin or not folded[begin - 1].isalpha()} | grown
    return sorted(begins)[:_MOST_STATEMENTS]


def _number(word: str) -> int:
    """Return the number that ``word`` writes, rounded down."""
    return NUMBER_WORDS[word] if word.isalpha() else int(re.split(r"[.,-]", word)[0])


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
