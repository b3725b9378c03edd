"""A source's own pay structure in, as JSON text; the stated figures out, whatever the source calls its keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from models.posting import BaseSalary
from models.vocabulary import UnitText
from pipeline.normalize.amounts import parse_amount
from pipeline.normalize.salary_periods import UNIT_OF_STEM, UNIT_OF_WORD
from pipeline.normalize.text import fold
from pipeline.reference.pay import plausible

Pairs: TypeAlias = "list[tuple[str, Any]]"

_LONGEST = 20_000
"""A pay field longer than this (characters) is no pay field."""
_MOST_PAIRS = 300

# Keys as sources spell them, reduced to lower-case letters: schema.org, Recruitee, Lever, Ashby, Greenhouse,
# Teamtailor, Adzuna, Workable, SmartRecruiters, VDAB, JobSpy and plain ones.
_MIN = frozenset(
    """minvalue min minimum minamount salarymin minsalary salaryfrom from low lower lowerbound start minpay
    minimumbrutoloon""".split()
)
_MAX = frozenset(
    """maxvalue max maximum maxamount salarymax maxsalary salaryto to high upper upperbound end maxpay
    maximumbrutoloon""".split()
)
_MIN_CENTS = frozenset(["mincents"])
_MAX_CENTS = frozenset(["maxcents"])
_ONE = frozenset("value amount salary basesalary basepay fixed rate pay".split())
_UNIT = frozenset(
    """unittext unit unitcode period interval salarytimeunit timeunit per frequency payperiod salaryperiod
    periodicity""".split()
)
_CURRENCY = frozenset("currency currencycode currencytype salarycurrency".split())
_PREDICTED = frozenset("salaryispredicted ispredicted estimated isestimated predicted".split())
_TEXT = frozenset(
    """text label libelle summary description name title blurb commentaire scrapeablecompensationsalarysummary
    compensationtiersummary value salary basesalary basepay amount pay""".split()
)
_NOT_SALARY = re.compile(r"equity|bonus|commission|stock|allowance|benefit")
_UNIT_WORD = re.compile(r"[a-z]+")
_LETTERS = re.compile(r"[^a-z]")
_DECODER = json.JSONDecoder(parse_float=Decimal)


def parse_structure(text: str) -> Any:
    """Return the JSON object or list that ``text`` holds, or ``None`` when it is plain text or too long."""
    stripped = text.strip()
    if stripped[:1] not in ("{", "[") or len(stripped) > _LONGEST:
        return None
    try:
        data = _DECODER.decode(stripped)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, (dict, list)) else None


@dataclass(frozen=True, slots=True)
class Structure:
    """What the keys of a pay structure say."""

    salary: BaseSalary | None
    """The stated pay, where keys name a figure that can be pay."""
    implausible: bool
    """Whether keys name a figure that cannot be pay for its period."""
    empty: bool
    """Whether every value is empty: the source says nothing."""
    texts: tuple[str, ...]
    """Its texts, for reading when no key gave a figure."""
    unit: UnitText | None
    currency: str | None


def read_structure(data: Any) -> Structure:
    """Return what ``data`` states by its keys.

    Cents become euros; a zero is no figure; an object about equity or a bonus is passed over. The unit and the currency
    stay ``None`` where no key names them.
    """
    everything: Pairs = []
    implausible = False
    for pairs in _objects(data):
        salary = _from_pairs(pairs)
        if salary is not None and plausible(salary.unit, *_figures(salary), rate=True):
            return Structure(salary, False, False, (), salary.unit, salary.currency)
        implausible = implausible or salary is not None
        everything.extend(pairs)
    return Structure(
        salary=None,
        implausible=implausible,
        empty=not any(value not in (None, "", 0, False) for _, value in everything),
        texts=tuple(_texts(data)),
        unit=_unit(everything),
        currency=_currency(everything),
    )


def _figures(salary: BaseSalary) -> list[Decimal]:
    return [figure for figure in (salary.min, salary.max) if figure is not None]


def _objects(data: Any) -> Iterator[Pairs]:
    """Yield each object of ``data`` as flat pairs: a list gives one object per member, nested objects join theirs."""
    if isinstance(data, list):
        for member in data[:50]:
            yield from _objects(member)
    elif isinstance(data, dict):
        flat, lists = _flatten(data)
        if not _NOT_SALARY.search(fold(" ".join(str(v) for k, v in flat if k == "compensationtype"))):
            yield flat
        for member in lists:
            yield from _objects(member)


def _flatten(data: dict[str, Any]) -> tuple[Pairs, list[list[Any]]]:
    flat: Pairs = []
    lists: list[list[Any]] = []
    stack: list[Any] = [data]
    while stack and len(flat) < _MOST_PAIRS:
        for key, value in stack.pop().items():
            if isinstance(value, dict):
                stack.append(value)
            elif isinstance(value, list) and not any(isinstance(member, dict | list) for member in value):
                flat.append((_LETTERS.sub("", str(key).lower()), value[0] if value else None))
            elif isinstance(value, list):
                lists.append(value)
            else:
                flat.append((_LETTERS.sub("", str(key).lower()), value))
    return flat, lists


def _from_pairs(pairs: Pairs) -> BaseSalary | None:
    low = _figure(pairs, _MIN) or _cents(pairs, _MIN_CENTS)
    high = _figure(pairs, _MAX) or _cents(pairs, _MAX_CENTS)
    if low is None and high is None:
        low = high = _figure(pairs, _ONE)
    if low and high and low > high:
        low, high = high, low
    if low is None and high is None:
        return None
    return BaseSalary(min=low, max=high, currency=_currency(pairs), unit=_unit(pairs), estimated=_predicted(pairs))


def _figure(pairs: Pairs, keys: frozenset[str]) -> Decimal | None:
    for key, value in pairs:
        figure = _decimal(value) if key in keys else None
        if figure is not None and figure > 0:
            return figure
    return None


def _cents(pairs: Pairs, keys: frozenset[str]) -> Decimal | None:
    figure = _figure(pairs, keys)
    return None if figure is None else figure / 100


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | Decimal):
        return Decimal(value) if -(10**9) < value < 10**9 else None
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        plain = Decimal(value) if re.fullmatch(r"[0-9]+(?:\.[0-9]{1,2}|\.0+)?", value.strip()) else None
    except InvalidOperation:
        plain = None
    return plain if plain is not None else parse_amount(value)


def _unit(pairs: Pairs) -> UnitText | None:
    for key, value in pairs:
        if key not in _UNIT or not isinstance(value, str):
            continue
        for word in _UNIT_WORD.findall(fold(value)[:60]):
            unit = UNIT_OF_WORD.get(word) or UNIT_OF_STEM.get(word) or _CODES.get(word)
            if unit is not None:
                return unit
    return None


# UN/CEFACT codes that schema.org allows as unitCode.
_CODES = {"hur": UnitText.HOUR, "wee": UnitText.WEEK, "mon": UnitText.MONTH, "ann": UnitText.YEAR}


def _currency(pairs: Pairs) -> str | None:
    for key, value in pairs:
        if key in _CURRENCY and isinstance(value, str):
            code = {"€": "EUR", "$": "USD", "£": "GBP", "EURO": "EUR"}.get(value.strip().upper(), value.strip().upper())
            if re.fullmatch(r"[A-Z]{3}", code):
                return code
    return "EUR" if any(isinstance(value, str) and "€" in value for _, value in pairs) else None


def _predicted(pairs: Pairs) -> bool:
    return any(key in _PREDICTED and str(value).lower() in ("1", "true", "yes") for key, value in pairs)


def _texts(data: Any) -> Iterator[str]:
    stack, seen = [data], 0
    while stack and seen < _MOST_PAIRS:
        seen += 1
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed([member for member in node[:50] if isinstance(member, (dict, list))]))
        elif isinstance(node, dict):
            for key, value in node.items():
                if isinstance(value, (dict, list)):
                    stack.append(value)
                elif isinstance(value, str) and _LETTERS.sub("", str(key).lower()) in _TEXT:
                    yield value
