"""One statement of pay and the words around it in; out, whether its figures are pay or other money."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from models.vocabulary import UnitText
from pipeline.normalize import salary_words as words
from pipeline.normalize.salary_clause import is_earned_by_others, is_of_others, pays_for_the_job
from pipeline.normalize.salary_context import Context
from pipeline.normalize.salary_periods import UNIT_AFTER
from pipeline.normalize.salary_range import bound_word
from pipeline.reference.pay import LOWEST_ALONE, typical, typical_without_unit

_CLOSE = 25
"""A word for pay this near (characters) before a figure outweighs whatever follows it."""
_BREAK = re.compile(r"[,+:)]| en (?!moyenne|tout|total)| and | et | plus | - ")
_LABELS = re.compile(r"\s?(?:\(|(?:\([^()]{0,25}\)\s?)?[:-])\s?")
"""Between other money and its figure: "mobility budget: € 1.200 per month"."""
_MAY_BE_PAID = re.compile(r"(?:uur|dag|week|maand)?pri(?:js|x|ce|jzen)|preis|extra|forfait")
"""Such a label may also name what a freelancer asks."""
_TOGETHER = re.compile(r"(?:incl\w*\.?|met|with|avec|y compris|mit|plus|\+|en|et|and|und) (?:[a-z]+ )?$")
_WORD_OR_MARK = re.compile(r"\s?([a-z'-]+|[^a-z\s])")
_PER_THING = re.compile(
    r"\s?(?:ct\s?)?(?:/|per|par|pro|a|le|du)\s?(?:afgelegde |gereden )?(?:km|kilomet|kind|child|enfant|thuiswerk"
    r"|werkdag|maaltijd|page|night|nacht|persoon|person|personne|m2|cheque|user|licen|klant|client|customer|kund"
    r"|gebruiker|bestelling|order\b|commande|factu|invoice|rechnung|dossier|aankoop|achat|purchase|ticket|transacti"
    r"|student\b|leerling|eleve|pupil|deelnemer|participant|bezoeker|visiteur|visitor|gezin\b|menage|household)"
)
_MOST_WORDS_TO_OTHER_MONEY = 5
_QUALIFIER = re.compile(r"(?:mensuel|annuel|horaire)s? (?:de|fixe)")
"""Belongs to the noun before it: "budget de formation annuel de" names no pay."""
_EARNS = re.compile(r"verdien|you|tu |vous ")
_EARN = re.compile(r"verdien(?:en|t)$")
_REFERRAL = re.compile(
    r"aanbreng|aangebracht|vriend|kenni|collega|kandida|parrain|coopt|refer|know |ken |connaissez|kennst|kennen|empf"
)
"""Earned by whoever brings in a colleague: "breng een vriend aan en verdien …" names no pay."""
_WORTH = re.compile(
    r"\s?(?:(?:is|van|package|pakket|paket|annuel|salarial|total|totaal|brut|bruto|gross|est|with a)\s){0,3}"
    r"(?:ter waarde van|t\.?w\.?v\.?|waard|worth|valued at|value of|d'une valeur (?:totale )?de|im wert von)\W*"
)
_COMPENSATION = re.compile(r"(?:uur|dag|week|maand|jaar|basis)?vergoeding|indemnite")
"""What pays the work where its figure is usual pay for its period, or for any period and gross; else an expense."""


_BUDGET = re.compile(r"(?:^|[,.:(;–-] ?|\b(?:een|het|an?|un|le|the|ein|das|max|all-in) )budget$")
"""Qualified by nothing it may be set aside for pay: where it is gross, or paid by the hour or the day."""


_Nouns = tuple[words.Named | None, words.Named | None]
"""The word for pay and the one for other money before a figure."""


class Statement(NamedTuple):
    """What one figure, or one range, says with the words around it."""

    start: int
    end: int
    """Span of the figures, with the word that bounds them and their period."""
    figures_end: int
    """Where the figures themselves end."""
    minimum: Decimal | None
    maximum: Decimal | None
    currency: str | None
    unit: UnitText | None
    gross: bool | None
    context: Context
    """The words around the figures."""
    named: bool = False
    """Whether a word for pay stands with it."""
    marked: bool = True
    """Whether a currency or a k stands with it."""
    internship: bool = False

    @property
    def is_range(self) -> bool:
        """Whether two different figures are given."""
        return self.minimum is not None and self.maximum is not None and self.minimum != self.maximum

    @property
    def is_typical(self) -> bool:
        """Whether the period is known and the figures are usual pay for it."""
        return self.unit is not None and typical(self.unit, *self.figures())

    @property
    def is_typical_gross(self) -> bool:
        """Whether the period is not known and the figures are gross and usual pay for a month or a year."""
        return self.unit is None and self.gross is True and typical_without_unit(*self.figures())

    @property
    def weight(self) -> int:
        """How likely this is the main pay statement: named as pay first, then period, gross, range, currency."""
        return 8 * self.named + 3 * bool(self.unit) + 2 * bool(self.gross) + 2 * self.is_range + bool(self.currency)

    def figures(self) -> tuple[Decimal, ...]:
        """Return the figures that are given."""
        return tuple(figure for figure in (self.minimum, self.maximum) if figure is not None)


def is_named(context: Context) -> bool:
    """Whether a word for pay stands before the figure, or directly behind: "€ 3.000 verdien je"."""
    behind = context.after[:35].partition(",")[0]
    return words.PAY_NOUN.last(context.before) is not None or words.PAY_NOUN.last(behind) is not None


def named_before(context: Context) -> _Nouns:
    """Return the last word for pay and the last for other money before the figures, as far as they mean that."""
    pay, other = words.PAY_NOUN.last(context.before), words.OTHER_MONEY.last(context.before)
    if pay and _EARN.match(pay.text) and is_earned_by_others(context.before):
        pay = None
    if pay and other:
        if _QUALIFIER.fullmatch(pay.text) and not _BREAK.search(context.before, other.end, pay.start):
            return None, other
        if _EARNS.match(pay.text) and _REFERRAL.search(other.text):
            return None, other
        if _WORTH.fullmatch(context.before, pay.end):
            return pay, None  # "loonpakket ter waarde van": the worth of the pay itself
    return pay, other


def names_other_money(context: Context, nouns: _Nouns) -> bool:
    """Whether the words before the figures, whatever those say, make them a voucher, a budget or the like.

    So it is with most money that ads name; `is_pay` would find the same, after the figures are read. ``nouns``: what
    `named_before` returns.
    """
    pay, other = nouns
    return (
        other is not None
        and _stands_nearer(other, pay)
        and not _is_apart(other, pay, context)
        and not _COMPENSATION.fullmatch(other.text)
        and _BUDGET.search(context.before, max(0, other.start - 8), other.end) is None
        and not speaks_of_internship(context)
    )


def speaks_of_internship(context: Context) -> bool:
    """Whether the sentence is about an internship, whose allowance is its pay."""
    return words.INTERN_WORDS.search(context.before + context.after) is not None


def is_pay(statement: Statement, nouns: _Nouns, *, vouched: bool) -> bool:
    """Whether the figures are pay: named so, and no voucher, budget or turnover stands nearer to them.

    ``nouns``: what `named_before` returns. ``vouched``: the text is a pay field that speaks of nothing else, so that
    they need no word for pay.
    """
    context = statement.context
    if words.RISE.search(context.before) or words.EXTRA_AFTER.match(context.after):
        return False
    if words.DENIED.search(context.before) and bound_word(context.before)[0] is None:
        return False
    pay, other = nouns
    if (
        other
        and statement.internship
        and words.INTERN_ALLOWANCE.search(other.text)
        and (not pay or pay.end < other.end)
    ):
        pay, other = other, None
    if other and (statement.is_typical or statement.is_typical_gross) and _COMPENSATION.fullmatch(other.text):
        pay, other = other, None
    if other and _is_meant_for_pay(statement, context, other):
        pay, other = other, None
    if other and _stands_nearer(other, pay):
        if not _is_apart(other, pay, context) or not (statement.is_typical or (statement.gross and statement.is_range)):
            return False
        pay = None
    close = pay is not None and len(context.before) - pay.end <= _CLOSE and statement.figures()[-1] >= 1000
    what = None if close else _other_money_after(context.after, statement)
    if what is not None:
        return statement.internship and words.INTERN_ALLOWANCE.search(what) is not None
    is_said = vouched or pay is not None or _is_pay_unnamed(statement, context)
    return is_said and not is_of_others(context.before, context.after)


def _is_meant_for_pay(statement: Statement, context: Context, other: words.Named) -> bool:
    """Whether ``other`` is a budget for whoever does the job: "een budget van 80 euro per uur" for a freelancer."""
    if not statement.is_typical or _BUDGET.search(context.before, max(0, other.start - 8), other.end) is None:
        return False
    by_time = (
        statement.unit in (UnitText.HOUR, UnitText.DAY)
        and words.FREELANCE.search(context.before + context.after) is not None
    )
    return by_time or statement.gross is True


def _stands_nearer(other: words.Named, pay: words.Named | None) -> bool:
    """Whether ``other`` stands nearer to the figure that follows; of two that end together the longer one names it."""
    return pay is None or (other.end, -other.start) > (pay.end, -pay.start)


def _is_apart(other: words.Named, pay: words.Named | None, context: Context) -> bool:
    """Whether a new thought begins between ``other`` and the figure, so that it does not name the figure."""
    if not _BREAK.search(context.before, other.end):
        return False
    end = len(context.before) - bound_word(context.before)[1]
    labels = pay is None and _LABELS.fullmatch(context.before, other.end, end) is not None
    asked = _MAY_BE_PAID.match(other.text) is not None
    return not labels or asked or _TOGETHER.search(context.before, 0, other.start) is not None


def _is_pay_unnamed(statement: Statement, context: Context) -> bool:
    """Whether figures without a word for pay are pay all the same: by their period, by "gross", or as a lone range."""
    if statement.internship and statement.gross:
        return True
    if statement.unit is not None:
        fills_line = context.starts_line and not context.after[statement.end - statement.figures_end :].strip(" .,;*")
        alone = fills_line and statement.marked and statement.figures()[0] >= LOWEST_ALONE[statement.unit]
        if alone or not statement.is_typical or statement.gross is not None:
            return alone or (statement.is_typical and (statement.marked or bool(statement.gross)))
        return statement.marked and (context.starts_line or _is_said_to_be_paid(statement, context))
    if not typical_without_unit(*statement.figures()):
        return False
    if statement.gross is not None:
        return statement.marked or statement.gross
    if not statement.marked:
        return False
    bound_only = bound_word(context.before)[1] >= len(context.before.strip()) and not context.after.strip(" .!")
    if context.alone or bound_only or words.PAY_HINT.last(context.before) is not None:
        return True
    if statement.is_range and (context.starts_line or _is_said_to_be_paid(statement, context)):
        return True
    return words.PAY_HINT_AFTER.match(context.after) is not None


def _is_said_to_be_paid(statement: Statement, context: Context) -> bool:
    return pays_for_the_job(context.before, context.after, is_range=statement.is_range)


def _other_money_after(after: str, statement: Statement) -> str | None:
    """Return the words directly behind the figure that make it a voucher, a budget or the like."""
    thing = _PER_THING.match(after)
    if thing:
        return thing[0]
    if statement.is_typical and statement.gross and statement.unit is not UnitText.DAY:
        return None
    unit = UNIT_AFTER.match(after)
    if unit and unit["glued"]:
        return None  # what is glued to a period began a new line
    position = unit.end() if unit else 0
    for _ in range(_MOST_WORDS_TO_OTHER_MONEY):
        word = _WORD_OR_MARK.match(after, position)
        if word is None or word[1] in words.NOT_ATTACHED:
            return None
        other = words.OTHER_MONEY.starts(after, word.start(1))
        if other is not None:
            return other.text
        position = word.end()
    return None
