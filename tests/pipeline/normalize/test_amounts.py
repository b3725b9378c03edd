"""Every European way to write an amount of money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.amounts import MOST_NUMBERS, amounts_in, parse_amount
from pipeline.normalize.text import fold_in_place

EXAMPLES: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("1.234,56", [("1234.56", None)]),
    ("1 234,56 €", [("1234.56", "EUR")]),
    ("1\u202f234,56 €", [("1234.56", "EUR")]),
    ("1,234.56", [("1234.56", None)]),
    ("1'234", [("1234", None)]),
    ("1.234.567,89 €", [("1234567.89", "EUR")]),
    ("€2.618,-", [("2618", "EUR")]),
    ("€ 2.618,--", [("2618", "EUR")]),
    ("€ 40.000, -", [("40000", "EUR")]),
    ("€4920- en", [("4920", "EUR")]),
    ("4345.- to", [("4345", None)]),
    ("3k5", [("3500", None)]),
    ("45k", [("45000", None)]),
    ("45 K€", [("45000", "EUR")]),
    ("12,5 k€", [("12500", "EUR")]),
    ("50 Ke selon", [("50000", "EUR")]),
    ("50 kEUR", [("50000", "EUR")]),
    ("45K-60K", [("45000", None), ("60000", None)]),
    ("€3.8k–€62k", [("3800", "EUR"), ("62000", "EUR")]),
    ("3.500 à 4.200", [("3500", None), ("4200", None)]),
    ("EUR 3500", [("3500", "EUR")]),
    ("Eur. 3500", [("3500", None)]),
    ("3500€", [("3500", "EUR")]),
    ("3500 euro's", [("3500", "EUR")]),
    ("tussen 3000 en 4000 euro", [("3000", None), ("4000", "EUR")]),
    ("€17-18/hour", [("17", "EUR"), ("18", None)]),
    ("€16,3949/uur", [("16.3949", "EUR")]),
    ("3 026.10€ brut", [("3026.10", "EUR")]),
    ("US$144,597", [("144597", "USD")]),
    ("CHF 6'500", [("6500", "CHF")]),
    ("£50k", [("50000", "GBP")]),
    ("loonEUR 3.000", [("3000", None)]),
    ("Salaris€4024,- tot", [("4024", "EUR")]),
    ("â‚¬ 3.500", [("3500", "EUR")]),
]
NO_AMOUNT = [
    "",
    "17,05% van je loon",
    "€180 million",
    "€35M Series B",
    "3,8 miljard euro",
    "€1,2 mld",
    "EUR 30 billion",
    "22.05.2026",
    "401(k)",
    "versie 3.9.1",
    "100 %",
]
BUGS_CAUGHT: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("50/70 Ke", [("50", None), ("70000", "EUR")]),
    ("€3.261,00- €4615,00", [("3261", "EUR"), ("4615", "EUR")]),
]


@pytest.mark.parametrize(("text", "amounts"), [*EXAMPLES, *BUGS_CAUGHT])
def test_amounts_are_read(text: str, amounts: list[tuple[str, str | None]]) -> None:
    found = amounts_in(fold_in_place(text))
    assert [(amount.value, amount.currency) for amount in found] == [(Decimal(v), c) for v, c in amounts]


@pytest.mark.parametrize("text", NO_AMOUNT)
def test_what_is_no_amount_of_money_is_left_out(text: str) -> None:
    assert amounts_in(fold_in_place(text)) == []


def test_a_span_covers_the_currency_and_the_tail() -> None:
    text = "loon van € 3.500,- of 45 k€ bruto"
    assert [text[amount.start : amount.end] for amount in amounts_in(text)] == ["€ 3.500,-", "45 k€"]


@pytest.mark.parametrize("gap", ["", " ", "*", "  ", "* "])
@pytest.mark.parametrize(
    "mark", ["€", "$", "us$", "£", "a‚¬", "k€", "ke", "eur", "euro", "euros", "euro's", "usd", "chf"]
)
def test_a_currency_stands_before_its_figure(mark: str, gap: str) -> None:
    assert amounts_in(f"van {mark}{gap}35")[0].currency is not None


def test_only_the_given_stretches_are_read() -> None:
    text = "€ 100 en € 200 en € 300"
    assert [amount.value for amount in amounts_in(text, [(8, 15)])] == [200]


def test_a_table_of_figures_is_not_read_to_its_end() -> None:
    assert len(amounts_in("€ 1 " * (MOST_NUMBERS + 50))) == MOST_NUMBERS


@pytest.mark.parametrize(
    ("text", "value"), [("3.500,00", "3500"), ("€ 45k", "45000"), ("3000-4000", None), ("", None), ("loon", None)]
)
def test_one_amount(text: str, value: str | None) -> None:
    assert parse_amount(text) == (None if value is None else Decimal(value))


@given(st.decimals(min_value=1000, max_value=999_999, places=2))
def test_every_notation_of_one_amount_reads_the_same(amount: Decimal) -> None:
    english = f"{amount:,}"
    dutch = english.translate(str.maketrans(",.", ".,"))
    french = english.replace(",", " ").replace(".", ",")
    swiss = english.replace(",", "'")
    for written in (english, dutch, french, swiss, str(amount), str(amount).replace(".", ",")):
        assert [found.value for found in amounts_in(f"€ {written} bruto")] == [amount]


@given(st.text(max_size=300))
def test_reading_is_total(text: str) -> None:
    folded = fold_in_place(text)
    for amount in amounts_in(folded):
        assert 0 <= amount.start <= amount.digits_end <= amount.end <= len(folded)
        assert amount.value >= 0
