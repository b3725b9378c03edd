"""The words around a figure in, what they say of it out: its bound, period, gross or net, months and percentage."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from models.vocabulary import UnitText
from pipeline.normalize import salary_periods as periods
from pipeline.normalize import salary_words as words

BEFORE = 140
"""How many characters before a figure are read."""
AFTER = 110
_LONGEST_HEADING = 80

_NO_ABBREVIATION = "".join(
    rf"(?<!\b{word}.)" for word in ("[a-z]", "max", "min", "mind", "ca", "incl", "excl", "eur", "nl", "mnd")
)
# A mark stands first and outside all alternatives, so that the scanner can skip to it.
_SENTENCE_END = re.compile(
    r"[.!?;|•✔·\n*](?:(?<=\n)|(?<=\*)\*{3}"
    rf"|(?<!\*){_NO_ABBREVIATION}(?=[\s*])(?!(?<=\?) (?:dan|then|alors|dann)\b)|(?<=[a-z][a-z][a-z][.!?;])(?=[a-z]))"
)
_MAXIMUM_OF_PAY = re.compile(
    r"\b(?P<which>max|min)(?:\w*\.?\s+(?:\w+\s+){0,2}?)?\w*(?:salar|salair|loon|wedde|remuner|gehalt|wage|pay|rate|tarief)[^,]*$"
    r"|\b(?:salaire|remuneration|traitement) (?P<behind>max|min)i[^,]*$"
)
_PERIOD = (
    r"(?:(?:bruto?|bruts?|brutto|gross|euro?|p\.?/?m|monatlich|mensuels?|annuels?|(?:/ ?|(?:per|par|pro|an?|im) )"
    r"(?:hour|h|uur|u|heure|stunde|day|dag|jour|tag|month|maand|mois|monat|year|jaar|an|jahr))\b ?){0,3}"
)
"""May stand between a figure and the word that bounds it."""
_PLUS = re.compile(
    rf"\+(?!\s?\d)|\s?{_PERIOD}(?:(?:et|ou) (?:plus|davantage)|et au-dela|(?:en|of) (?:meer|hoger)"
    r"|(?:and|or) (?:more|up(?:wards)?|higher|above)|(?:und|oder) (?:mehr|hoher)|(?:und )?aufwarts)\b"
)
_LIMIT_AFTER = re.compile(
    rf"\s?\(?{_PERIOD}"
    r"(?:(?P<up>max(?:imum|imaal)?|ni(?:ch|e)t (?:ubersteigen|uberschreiten|overschrijden|overstijgen))"
    r"|(?P<low>min(?:imum|imaal)?))\b(?!\s?[€\d])"
)
_OF_CONTRACT = re.compile(r"cdd|contra[ct]|mission|duree|duur|periode|project|opdracht")
"""Months behind one of these are the length of a contract."""
_BULLETS = " *-+:~•·\n|"


class Context(NamedTuple):
    """The words of one sentence before, between and after the figures of one statement."""

    before: str
    """From the start of the sentence, or of the question that it answers; of a line that starts with the figure, the
    short line above."""
    between: str
    after: str
    """To the end of the sentence; of a line that ends with the figure, a period on the next line."""
    starts_line: bool
    """Whether nothing but bullets stands before the figure on its line, or in its cell between bars."""

    @property
    def alone(self) -> bool:
        """Whether the figures fill their line, or their cell between bars; a letter glued to them began a new line."""
        return self.starts_line and (self.after[:1].isalpha() or len(self.after.strip(_BULLETS)) <= 3)


def context_of(folded: str, start: int, first_end: int, last_start: int, end: int, *, floor: int) -> Context:
    """Return the words around the figures at ``start`` to ``end``; nothing before ``floor`` is read."""
    before, starts_line = _before(folded, start, floor)
    return Context(before, folded[first_end:last_start], _after(folded, end), starts_line)


def _before(folded: str, start: int, floor: int) -> tuple[str, bool]:
    window = folded[max(floor, start - BEFORE) : start]
    ends = [match.end() for match in _SENTENCE_END.finditer(window)]
    if not ends:
        return window, start - len(window) == 0 and not window.strip(_BULLETS)
    here, starts = window[ends[-1] :], [0, *ends]
    above = window[starts[-2] : ends[-1]]
    if len(ends) > 1 and not above.strip() and window[: ends[-2]].endswith("?"):
        above = window[starts[-3] : ends[-1]]  # a question at the end of its line
    heading = above.rstrip("\n.;|") + " " if len(above) <= _LONGEST_HEADING else ""
    if here.strip(_BULLETS):
        return (heading + here.lstrip() if heading.rstrip().endswith("?") else here), False
    return heading, True


def _after(folded: str, end: int) -> str:
    window = folded[end : end + AFTER]
    stop = _SENTENCE_END.search(window)
    if stop is None:
        return window
    if window[: stop.start()].strip(" ,-") or stop[0] != "\n":
        return window[: stop.start()]
    line = window[stop.end() :].partition("\n")[0]
    period = periods.UNIT_AFTER.match(line)
    return " " + line if (period and period["noun"]) or words.GROSS.match(line) else ""


def single_bound(before: str, after: str, named: str | None) -> str | None:
    """Return ``max``, ``min`` or ``None`` for a figure that stands alone; ``named`` is the word directly before it."""
    if named is not None:
        return named
    limit = _LIMIT_AFTER.match(after)
    if limit:
        return "max" if limit["up"] else "min"
    if _PLUS.match(after):
        return "min"
    of_pay = _MAXIMUM_OF_PAY.search(before) if "max" in before or "min" in before else None
    return of_pay["which"] or of_pay["behind"] if of_pay else None


def unit_of(context: Context) -> tuple[UnitText | None, int, bool]:
    """Return the period, how far into ``after`` it reaches, and whether it is attached to the figure.

    Attached, directly behind or between the figures, wins; then what the word for pay says ("monthly salary"); then a
    plain statement further on ("gross per month"), then that it is multiplied by the months of a year. Hours and weeks
    of work are no period of pay.
    """
    attached = periods.UNIT_AFTER.match(context.after)
    if attached:
        return periods.UNIT_OF_WORD[attached["noun"] or attached["glued"] or attached["adj"]], attached.end(), True
    of_pay = periods.UNIT_OF_PAY_AFTER.match(context.after)
    if of_pay:
        return periods.UNIT_OF_STEM[of_pay["c"]], of_pay.end(), True
    inside = periods.UNIT_IN_PARENTHESES.match(context.after)
    if inside:
        word = inside["noun"] or inside["word"]
        return periods.UNIT_OF_STEM.get(word) or periods.UNIT_OF_WORD[word], 0, False
    middle = periods.UNIT_AFTER.match(context.between)
    if middle:
        return periods.UNIT_OF_WORD[middle["noun"] or middle["glued"] or middle["adj"]], 0, True
    named = list(periods.UNIT_BEFORE.finditer(context.before))
    if named:
        word = next(group for group in named[-1].groups() if group)
        return periods.UNIT_OF_STEM.get(word) or periods.UNIT_OF_WORD[word], 0, False
    later = periods.UNIT_LATER.match(context.after)
    if later and words.OTHER_MONEY.last(later[0]) is None:
        return (UnitText.MONTH if later["month"] else UnitText.YEAR), 0, False
    return (UnitText.MONTH if periods.TIMES_MONTHS.match(context.after) else None), 0, False


def gross_of(context: Context) -> bool | None:
    """Return what the nearest of "gross" and "net" says, behind the figure first; ``None`` without either."""
    said = words.GROSS_OR_NET.search(context.after[:60]) or words.GROSS_OR_NET.search(context.between)
    nearest = [said] if said else list(words.GROSS_OR_NET.finditer(context.before))[-1:]
    return nearest[0].lastgroup == "gross" if nearest else None


def months_of(context: Context) -> Decimal | None:
    """Return the number of monthly pays in a year, where it is written out beside the figure."""
    behind = periods.MONTHS.search(context.after)
    if behind is not None and _OF_CONTRACT.search(context.after, 0, behind.start()):
        return None
    match = behind or periods.MONTHS.search(context.before[-30:])
    if match is None:
        return None
    return Decimal((match["a"] or match["b"] or match["c"]).replace(",", "."))


def percentage_of(context: Context) -> Decimal | None:
    """Return the percentage of full-time work that the figure pays, where stated: 100 for "full-time"."""
    match = periods.PERCENTAGE.search(context.after[:80]) or periods.PERCENTAGE.search(context.before[-60:])
    if match is None:
        return None
    if match["p"]:
        return Decimal(match["p"])
    return Decimal(80) if match["q"] else Decimal(50) if match["h"] else Decimal(100)
