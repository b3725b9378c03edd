"""The words of pay in nl, fr, en and de, folded: what names pay, what names other money, what bounds a figure."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple

from pipeline.normalize.alternatives import WORD_START, gathered, grouped
from pipeline.normalize.salary_periods import UNIT_OF_WORD


class Named(NamedTuple):
    """A word or phrase of a vocabulary where it was found."""

    start: int
    end: int
    text: str


class Vocabulary:
    r"""Words and phrases of one kind, as patterns.

    A pattern without a blank or ``\W`` is looked for in one word at a time and the answer kept, since ads repeat their
    words; the others are phrases, looked for in the text.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        phrases = [pattern for pattern in patterns if " " in pattern or r"\W" in pattern]
        words = re.compile("|".join(pattern for pattern in patterns if pattern not in phrases))
        self._phrases = re.compile(gathered("|".join(phrases)))
        self._is_in = lru_cache(maxsize=20_000)(lambda word: len(word) < _LONG and words.search(word) is not None)
        # One statement asks for the same words several times.
        self.last = lru_cache(maxsize=64)(self._last)

    def _last(self, text: str) -> Named | None:
        """Return the word or phrase that ends last in ``text``; of two that end together the longer."""
        found = None
        texts = _WORD.findall(text)
        for number in reversed(range(len(texts))):
            if self._is_in(texts[number]):
                word = next(islice(_WORD.finditer(text), number, None))
                found = Named(word.start(), word.end(), word[0])
                break
        for phrase in self._phrases.finditer(text):
            if found is None or (phrase.end(), -phrase.start()) > (found.end, -found.start):
                found = Named(phrase.start(), phrase.end(), phrase[0])
        return found

    def starts(self, text: str, position: int) -> Named | None:
        """Return the word or phrase of this vocabulary that stands at ``position`` of ``text``."""
        phrase = self._phrases.match(text, position)
        if phrase:
            return Named(phrase.start(), phrase.end(), phrase[0])
        word = _WORD.match(text, position)
        if word and self._is_in(word[0]):
            return Named(word.start(), word.end(), word[0])
        return None


_WORD = re.compile(r"[a-z][a-z']*")
_LONG = 40
"""Characters from which a word is none of these."""


def _vocabulary(kind: str) -> Vocabulary:
    """Return the patterns of ``kind`` in ``pipeline/reference/data/pay_words.csv``."""
    text = files("pipeline.reference").joinpath("data/pay_words.csv").read_text(encoding="utf-8")
    return Vocabulary([row["pattern"] for row in csv.DictReader(text.splitlines()) if row["kind"] == kind])


PAY_NOUN = _vocabulary("pay")
"""What is paid for the work itself: salary, loon, salaire, tarief, stipend …"""
PAY_HINT = _vocabulary("hint")
"""What often stands beside pay and does not prove it: scale, package, gross …"""
OTHER_MONEY = _vocabulary("other")
"""Money that is not pay: budgets, vouchers, allowances, bonuses, insurance, company figures, prices, rises."""

PAY_STEMS = (
    "salar", "salair", "loon", "wedde", "bezold", "remuner", "gehalt", "lohn", "verdien", "tarie", "tarif", "tjm",
    "inkomen", "stipend", "rate:", "pay:", "compensation:", "traitement m", "taux h", "daily rate", "day rate",
    "hourly rate", *(f"rate {digit}" for digit in range(1, 10)), "rate is", "rate up to", "rate between", "rate from",
)  # fmt: skip
"""Behind one of these a figure without a currency is read as well."""

PAY_HINT_AFTER = re.compile(
    r"[\s,(]{0,3}(?:doe\b|depending|afhankelijk|selon|based on|op basis van|o\.?b\.?v|en fonction|je nach"
    r"|(?:incl|including)\w*\.? (?:all|8)|base\b|basic\b|fixe?d?\b|vast\b|doe|x ?1[234]\b)"
)
"""What follows pay in ads, so that a single usual figure before it is read as pay."""

MAY_FOLLOW = tuple(
    """brut gross net based depending op\\b afhank o\\.?b\\.?v incl excl voor bij for in\\b selon en\\b
    and\\b et\\b per\\b par\\b pm\\b p\\b tot\\b to\\b a\\b an\\b max min euro annual year month maand
    jaar duration at\\b naar with met\\b plus avec of\\b or\\b full b\\b t/m uur hour""".split()
)
MAY_FOLLOW_BARE = re.compile(rf"\s*(?:$|[^a-z\s+]|\n|\+\s|(?:{'|'.join(MAY_FOLLOW)}))")
"""What may stand behind a figure without a currency after a word for pay; "200,000+ employees" does not."""

INTERN_WORDS = re.compile(
    gathered(
        r"\b(?:intern(?:ship)?s?|trainee(?:ship)?s?|stage(?<!-stage)(?! of| in|-)|stagevergoeding|stagiairs?e?"
        r"|afstudeer\w*|graduation|thesis)\b"
    )
)
INTERN_ALLOWANCE = re.compile(r"vergoeding|allowance|indemnite|forfait|reimburs")
"""Words that name pay when the sentence speaks of an internship."""

RISE = re.compile(
    gathered(
        r"(?:verhoging|verhoogd|stijging|increase|raise|augmentation)\W+(?:\w+\W+){0,3}"
        r"\w*(?:salar|salair|loon|wage|pay)\w*\W+(?:\w+\W+){0,2}$"
        r"|(?:salaris|loon)(?:s)?(?:verhoging|opslag)\b"
    )
)
"""A rise of pay: its figure is no pay."""

DENIED = re.compile(gathered(r"\b(?:geen|niet|no|not|pas(?: de)?|non|nicht|keine?n?)\s$"))
"""Directly before a figure: "geen 2.500 maar 2.800 euro"."""

EXTRA_AFTER = re.compile(
    r"\s*(?:(?:bruto|netto|gross|net|bruts?|nets?)\s)?(?:extra|en plus|bovenop|on top"
    r"|(?:aan|de|an|in|d')\s?(?:[a-z-]+ )?(?:voordelen|avantages|benefits|vorteilen))\b(?!\W?legal)"
)
"""Directly behind a figure: what comes on top of pay is not the pay."""

NOT_ATTACHED = frozenset(
    """en and et und plus + with met avec mit aangevuld supplemented excl exclusief incl inclusief including
    excluding naast depending afhankelijk based op selon obv volgens according in for voor pour bij at als if
    when maar but je you we wij afgestemd ; , ( . :""".split()
)
"""Words after a figure that start another thought."""

GROSS = re.compile(
    grouped("bruto?|bruts?|brutes?|brutto|gross|brut", behind=WORD_START)
    + rf"(?![a-z])|b{WORD_START}rutt?o(?=[a-z])|p{WORD_START}re-tax\b"
)
NET = re.compile(
    grouped("netto?|nets?|nettes?", behind=WORD_START)
    + rf"(?![a-z.]|-)|a{WORD_START}fter tax\b"
    + rf"|n{WORD_START}etto(?=(?:maand|monats|stunden)?(?:loon|salaris|wedde|gehalt|lohn))"
)

GROSS_OR_NET = re.compile(rf"(?P<gross>{GROSS.pattern})|(?P<net>{NET.pattern})")

UP_TO = frozenset(
    """tot max maximum maximaal maximale maxi jusqu'a jusqu hoogstens jusque bis until upto maximal hooguit
    allerhochstens topping
    capped plafonne plafonnee atteindre atteint reach reaches reaching hochstens hochst t/m
    plafond salarisplafond loonplafond ceiling cap bovengrens obergrenze gehaltsobergrenze <""".split()
)
FROM = frozenset(
    """vanaf from min minimum minimaal minimale partir ab minstens minste tenminste least moins mindestens
    departing des depuis minimal mindest mind plancher floor ondergrens untergrenze gehaltsuntergrenze >""".split()
)
STARTS = frozenset(
    """start starts starting starten startend startet begin begint begins beginnen beginnend beginnt
    commence commencent commencera commencant debute debutent debutera debutant demarre demarrent demarrera
    demarrant""".split()
)
"""Said of pay these give its lower bound; somebody who starts at a figure is paid that figure."""
SOMEBODY = re.compile(
    r"\b(?:je|jij|u|ge|we|wij|you|they|on|du|sie|wir|expect to|(?:junior|senior|medior|starter)s?)"
    r"(?:'ll|(?: (?:will|can|kan|kunt|zal|zult))?) $"
)
"""Who starts, directly before the verb."""
BOUNDS_ENDING_IN = {
    "to": tuple(f"{verb} to" for verb in ("up", "rise", "rises", "rising", "climb", "climbs", "grow", "grows")),
    "as": ("as much as", "as high as"),
    "naar": ("stijgen naar", "groeien naar", "klimmen naar"),
    "a": (
        *(f"{verb} a" for verb in ("monter", "monte", "grimper", "grimpe", "aller", "allant")),
        *(f"{may} s'elever a" for may in ("peut", "pourra", "pouvant")),
    ),
    "pas": ("ne depasse pas", "ne depassant pas", "n'excede pas", "n'excedant pas"),
}
"""Last word of the phrases that say "up to", and the phrases."""
ENDS_COMPARISON = frozenset(
    """than dan de als que a of onder boven below above unter uber exceed exceeds exceeding depasser depasse
    depassant over""".split()
)
COMPARISON = re.compile(
    r"(?:\b(?P<no>no|not|won't|don't|never|nothing|niet|nooit|niets|niks|pas|jamais|rien|non|nicht|nie|nichts)"
    r" (?:[a-z']+ )?)?"
    r"\b(?:(?P<more>(?:more|higher) than|(?:meer|hoger)(?: zijn| liggen)? dan|plus (?:de|que)|superieure? a"
    r"|(?:mehr|hoher) als|boven(?: de)?|above|uber|exceed(?:s|ing)?|depass(?:er?|ant)|au-dela de"
    r"|in excess of|upwards of|(?:earn|make|pays?|paying|salary of|well|just) over)"
    r"|(?P<less>(?:less|lower) than|(?:minder|lager)(?: zijn| liggen)? dan|moins (?:de|que)"
    r"|inferieure? a|(?:weniger|niedriger) als|onder(?: de)?|below|unter))$"
)
"""What a figure is compared with: "more than" gives its lower bound, "not more than" the upper one."""
OPENS_FROM = {"partir": "a ", "moins": "au ", "least": "at ", "minste": "ten "}
"""The word that such a bound begins with."""
ABOUT = frozenset("rond circa ca ongeveer around about approximately environ rondom ergens ~ roughly +/- ±".split())
BRIDGE = frozenset(
    """of van een a an the de du het le la is : whopping wel bruto brut brute gross salaris salary loon bedrag
    amount sur op ( ) . , - * en to up at salaire maandsalaris monthly annual mensuel annuel jaarsalaris fixed
    base net netto euro eur ligt be will you'll earn € und zu uurloon per uur hour month maand maandloon
    remuneration = bij bei indexe indexee geindexeerd geindexeerde indexed garanti garantie gegarandeerd gegarandeerde
    guaranteed garantiert salarial salariale maar liefst zelfs meme even sogar aan""".split()
)
"""Words that may stand between "up to" and its figure."""

OPENER = re.compile(
    r"\b(?:between|tussen|entre|zwischen|min(?:\.|imum|imaal|imale|stens)?|from|van(?:af)?|ranging|ranges?|range|de|varie\w*)\b"
)
JOINS = (UP_TO - {"<"}) | frozenset(
    "naar vers - a to till tm eind tussen through ~ up wordt devient becomes puis".split()
)
"""Words between two figures that make them a range."""
JOINS_AFTER_OPENER = frozenset("en and et und & y".split())
"""Words that do so after "between" or "from"."""
OR = re.compile(r"\b(?:or|ou|oder)\b|(?<!max )(?<!maximum )(?<!minimum )(?<!min )\bof\b")
"""Between two figures after "up to": the higher one is the limit."""
GAP = (
    JOINS
    | JOINS_AFTER_OPENER
    | UNIT_OF_WORD.keys()
    | frozenset(
        """bruto gross brut brute bruts brutes brutto netto net per par p pm euro euros eur of een het de van le la du
    the first second third fourth last in eerste vierde laatste jaar for over level salary salaris loon min
    minimum minimaal is wel ca circa ongeveer , . ( ) : * wedde salaire pay rate tarief or ou oder monatlich
    monthly verdient mensuel mensuels annuel annuels / during increases rises stijgt groeit door evolueert
    rising increasing growing oplopend oplopen stijgend doorgroei doorgroeien brutoloon
    maandloon maandsalaris brutomaandloon brutomaandsalaris brutomaandwedde gehalt lohn traitement remuneration
    ein kan kunnen klimmen klimt stijgen groeien groeit evolueren peut pouvant monter monte aller grimper evoluer can
    may rise climb climbs grow grows kann loopt dat dit op bedraagt krijg krijgt je cela passe passer passera
    passant qui which that it then dan going goes increases steigt das die ± +/- \\""".split()
    )
)
"""Words that may stand between the two figures of one range."""

FREELANCE = re.compile(
    rf"freelanc|z(?:elfstandig|{WORD_START}zp)|contractor|independant|selbststandig|t{WORD_START}jm\b"
    r"|da(?:gtarief|y rate|ily rate)"
)

MONEY_MARKS = ("€", "eur", "£", "$", "chf", "usd", "gbp", "¬", "brut", "gross")
"""Marks that stand beside a figure of money, on either side."""

FIGURES_WITH_K = tuple(f"{digit}{blank}k" for digit in range(10) for blank in ("", " "))
"""The end of every figure in thousands."""
