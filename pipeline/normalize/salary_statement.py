"""A folded text in, its statements of pay out: each figure or range with its words, judged pay or something else."""

from __future__ import annotations

import re
from decimal import Decimal

from models.vocabulary import UnitText
from pipeline.normalize import salary_words as words
from pipeline.normalize.amounts import Amount, amounts_in
from pipeline.normalize.salary_context import Context, context_of, gross_of, single_bound, unit_of
from pipeline.normalize.salary_field import is_said_of_a_thing, may_be_pay
from pipeline.normalize.salary_judgement import (
    Statement,
    is_named,
    is_pay,
    named_before,
    names_other_money,
    speaks_of_internship,
)
from pipeline.normalize.salary_periods import UNIT_AFTER
from pipeline.normalize.salary_range import bound_word, is_counted, only_the_higher_counts, range_end, shared_thousands
from pipeline.reference.pay import plausible, typical

MOST_STATEMENTS = 80
"""No ad states more amounts of money than this; what comes after is not read."""
_NEXT_TO = 14
"""A bare figure this near (characters) before one marked as money may open its range."""
_SAME_SENTENCE = 60
_RATE = re.compile(r"tarie|tarif|rate|tjm|satz|uurloon|stundenlohn|horaire")
_BARE_RATE = re.compile(
    r"(?P<own>^|[^a-z ]\s?|\b(?:the|an?|your|freelance|contract(?:or)?|max|all-in)\s)?\b"
    r"(?<!day )(?<!daily )(?<!hourly )rate (?:(?:is|of|max|from|between|up to) )?$"
)
"""Of what a rate is, without a colon, only a period tells; a success rate is another thing."""
_THOUSANDTHS = re.compile(r"[0-9]{1,2}[.,][0-9]{3}")
_SLASH_J = re.compile(r"\s?(?:/|p/)\s?j\b")
"""A year in Dutch and a day in French: "500 €/j" can be no year."""


def statements_in(
    folded: str, *, windows: list[tuple[int, int]] | None = None, is_field: bool = False
) -> tuple[list[Statement], list[str]]:
    """Return the statements of pay in ``folded``, and the spans that name pay with an impossible figure.

    ``windows``: the only stretches to read. ``is_field``: the whole text is a pay field, so a figure needs no
    word beside it. Takes time linear in the text.
    """
    found: list[Statement] = []
    impossible: list[str] = []
    amounts = amounts_in(folded, windows)
    position = floor = judged = 0
    while position < len(amounts) and judged < MOST_STATEMENTS:
        first, following = amounts[position], amounts[position + 1 : position + 4]
        position += 1
        worth = may_be_pay if is_field else _worth_reading
        if not worth(folded, first, following):
            continue
        judged += 1
        second, used = range_end(folded, first, following)
        position += used
        last = second or first
        context = context_of(folded, first.start, first.end, last.start, last.end, floor=floor)
        floor = last.end if last.marked else floor
        nouns = named_before(context)
        if names_other_money(context, nouns):
            continue
        vouched = is_field and not is_said_of_a_thing(context.before)
        statement = _read(folded, first, second, context, vouched=vouched)
        if not is_pay(statement, nouns, vouched=vouched):
            continue
        if plausible(statement.unit, *statement.figures(), rate=_RATE.search(context.before) is not None):
            found.append(statement)
        else:
            impossible.append(folded[first.start : last.end])
    return _with_shared_periods(folded, found), impossible


def _with_shared_periods(folded: str, statements: list[Statement]) -> list[Statement]:
    """Give a statement the period of the next one in its sentence: "€ 3.000 (schaal 8) of € 3.500 bruto p.m."."""
    shared = list(statements)
    for index in range(len(shared) - 2, -1, -1):
        first, second = shared[index], shared[index + 1]
        if first.unit is not None or second.unit is None or second.start - first.end > _SAME_SENTENCE:
            continue
        between = folded[first.end : second.start]
        if "\n" in between or ". " in between or not typical(second.unit, *first.figures()):
            continue
        shared[index] = first._replace(unit=second.unit, gross=second.gross if first.gross is None else first.gross)
    return shared


def _worth_reading(folded: str, amount: Amount, following: list[Amount]) -> bool:
    """Whether a figure is marked as money, may open the range of one that is, or stands close behind a word for pay."""
    if amount.marked:
        return True
    if is_counted(folded, amount) or folded[amount.start - 1 : amount.start].isalpha():
        return False
    if following and following[0].start - amount.end <= _NEXT_TO:
        neighbour = following[0]
        if neighbour.marked or (neighbour.value >= 1000 and _before_gross(folded, neighbour)):
            return True
    if amount.value < 8 or (amount.value < 1000 and not amount.formatted and not _names_rate(folded, amount)):
        return False
    if not amount.formatted and 1980 <= amount.value <= 2040:
        return False
    if amount.value >= 1000 and _before_gross(folded, amount):
        return True
    before = folded[max(0, amount.start - 60) : amount.start]
    up_to_figure = folded[max(0, amount.start - 60) : amount.start + 1]
    if not any(stem in up_to_figure for stem in words.PAY_STEMS):
        return False
    rate = _BARE_RATE.search(before)
    if rate:
        last = range_end(folded, amount, following)[0] or amount
        return rate["own"] is not None and UNIT_AFTER.match(folded, last.end) is not None
    return words.PAY_NOUN.last(before) is not None and words.MAY_FOLLOW_BARE.match(folded, amount.end) is not None


def _before_gross(folded: str, amount: Amount) -> bool:
    return words.GROSS.match(folded, amount.end + (folded[amount.end : amount.end + 1] == " ")) is not None


def _names_rate(folded: str, amount: Amount) -> bool:
    return _RATE.search(folded, max(0, amount.start - 50), amount.start) is not None


def _read(folded: str, first: Amount, second: Amount | None, context: Context, *, vouched: bool) -> Statement:
    """Return what the figures say, whatever they are."""
    last = second or first
    internship = speaks_of_internship(context)
    minimum, maximum, start = _bounds(folded, first, second, context)
    unit, unit_end, attached = unit_of(context)
    if unit is UnitText.YEAR and _SLASH_J.match(context.after) and typical(UnitText.DAY, first.value, last.value):
        unit = UnitText.DAY
    statement = Statement(
        start=start,
        end=last.end + unit_end,
        figures_end=last.end,
        minimum=minimum,
        maximum=maximum,
        currency=first.currency or last.currency,
        unit=unit,
        gross=gross_of(context),
        context=context,
        named=vouched or internship or is_named(context),
        marked=first.marked or last.marked,
        internship=internship,
    )
    if unit is UnitText.HOUR and second is None:
        statement = _thousandths_of_an_hour(statement, first)
    if unit is not None and not attached and not plausible(unit, *statement.figures()):
        return statement._replace(unit=None)
    return statement


def _bounds(
    folded: str, first: Amount, second: Amount | None, context: Context
) -> tuple[Decimal | None, Decimal | None, int]:
    """Return minimum, maximum and where the statement begins."""
    word, length = bound_word(context.before)
    start = first.start - length if not context.starts_line else first.start
    if second is not None:
        low, high = sorted(shared_thousands(first, second))
        if only_the_higher_counts(folded, first, second, context.before):
            return None, high, start
        return low, high, first.start
    bound = single_bound(context.before, context.after, word)
    return (None if bound == "max" else first.value), (None if bound == "min" else first.value), start


def _thousandths_of_an_hour(statement: Statement, amount: Amount) -> Statement:
    """Read 16.395 an hour as sixteen and a fraction: nobody earns sixteen thousand an hour."""
    if amount.thousands or not _THOUSANDTHS.fullmatch(amount.written):
        return statement
    figure = Decimal(amount.written.replace(",", "."))
    return statement._replace(
        minimum=None if statement.minimum is None else figure,
        maximum=None if statement.maximum is None else figure,
    )
