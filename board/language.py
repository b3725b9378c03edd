"""The four languages of the board: a key, a count and values in → a sentence, number, amount or date out.

Sentences stand in ``i18n/*.toml``, one file per language, all with the same keys. A key that depends on a count is a
table with one sentence per plural category of CLDR 46 (and ``zero`` where a language likes to say "none").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

LANGUAGES = ("nl", "fr", "en", "de")
"""Official languages first, the biggest first; English for those who come from elsewhere."""
LANGUAGE_NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English", "de": "Deutsch"}
BRUSSELS = ZoneInfo("Europe/Brussels")
_NO_BREAK = "\u00a0"
_FOLDER = Path(__file__).parent / "i18n"
_ELIDED = re.compile("[aeiouàâéèêëîïôûü]|y(?![aeiou])", re.IGNORECASE)
"""How names begin before which "de" loses its vowel; an h is not counted, as those of our places are aspirated."""


def plural_category(language: str, count: int) -> str:
    """Return the cardinal category of a whole number (CLDR 46): in French nought is singular, elsewhere it is not."""
    if language == "fr":
        return "one" if abs(count) < 2 else "other"
    return "one" if abs(count) == 1 else "other"


@cache
def catalogue(language: str) -> Mapping[str, Any]:
    """Return key → sentence, or plural category → sentence; sections of the file are joined to keys by dots.

    Raises `KeyError` on a language that the board does not speak.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    tree = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": text for section, entries in tree.items() for name, text in entries.items()}


class _Name(str):
    """A name that French sentences take as ``{name:de}``: "de Bruges", but "d’Anvers"."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        if spec != "de":
            return super().__format__(spec)
        return f"d’{self}" if _ELIDED.match(self) else f"de {self}"


@dataclass(frozen=True, slots=True)
class Words:
    """One language."""

    language: str

    def __call__(self, key: str, n: int | None = None, /, **values: Any) -> str:
        """Return the sentence of ``key``, in the plural form of ``n``. Raises `KeyError` on a key that is none."""
        found = catalogue(self.language)[key]
        if isinstance(found, Mapping):
            count = 0 if n is None else n
            found = found["zero"] if count == 0 and "zero" in found else found[plural_category(self.language, count)]
        if n is not None:
            values = {"n": self.number(n), **values}
        names = {name: _Name(value) if isinstance(value, str) else value for name, value in values.items()}
        return str(found).format_map(names) if names else str(found)

    def has(self, key: str) -> bool:
        """Say whether there is a sentence for ``key``."""
        return key in catalogue(self.language)

    def label(self, section: str, value: str | None) -> str:
        """Return the name of a value of a closed list, the value itself when the list has grown since."""
        key = f"{section}.{value}"
        return str(catalogue(self.language).get(key, value or ""))

    def number(self, value: float | Decimal, digits: int = 0) -> str:
        """Return a number as it is written here: 1,234.5 in English, 1.234,5 in the others."""
        text = f"{value:,.{digits}f}"
        return text if self.language == "en" else text.translate(str.maketrans(",.", ".,"))

    def money(self, value: float | Decimal) -> str:
        """Return an amount of euros; cents only where there are any."""
        digits = 0 if value == int(value) else 2
        gap = "" if self.language == "en" else _NO_BREAK
        return f"€{gap}{self.number(value, digits)}"

    def amount(self, value: float | Decimal, currency: str | None) -> str:
        """Return an amount of any currency."""
        if currency in (None, "EUR"):
            return self.money(value)
        return f"{currency}{_NO_BREAK}{self.number(value, 0 if value == int(value) else 2)}"

    def percent(self, share: float) -> str:
        """Return a share of one as whole percents; 0 % says none and 100 % all, what only rounds to them does not."""
        gap = "" if self.language == "en" else _NO_BREAK
        whole = round(100 * share)
        if whole == 0 and share > 0:
            return f"<{gap}1{gap}%"
        if whole == 100 and share < 1:
            return f">{gap}99{gap}%"
        return f"{self.number(whole)}{gap}%"

    def day(self, value: date | datetime) -> str:
        """Return a day; of a moment, the day in Belgium."""
        if isinstance(value, datetime):
            value = value.astimezone(BRUSSELS).date()
        month = str(self("date.months")).split()[value.month - 1]
        ordinal = "." if self.language == "de" else "er" if self.language == "fr" and value.day == 1 else ""
        return f"{value.day}{ordinal}{_NO_BREAK}{month}{_NO_BREAK}{value.year}"

    def moment(self, value: datetime) -> str:
        """Return a moment, in Belgian time."""
        return f"{self.day(value)}, {value.astimezone(BRUSSELS):%H:%M}"

    def ago(self, value: datetime, now: datetime) -> str:
        """Return how long ago something was: hours up to two days, then the day."""
        hours = max(0, int((now - value).total_seconds() // 3600))
        return self("date.hours_ago", hours) if hours < 48 else self.day(value)

    def listing(self, items: list[str]) -> str:
        """Return "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self('site.and')} {items[-1]}"
