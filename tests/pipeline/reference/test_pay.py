"""The constants of pay and the rules that make stated pay comparable."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.vocabulary import UnitText
from pipeline.reference import pay


def figures(minimum: int | str | None, maximum: int | str | None, unit: UnitText | None, **others: Any) -> Any:
    stated: dict[str, Any] = {"currency": "EUR", "gross": True, "months": None, "full_time_percentage": None, **others}
    low, high = (None if figure is None else Decimal(figure) for figure in (minimum, maximum))
    return pay.gross_figures(low, high, unit, **stated)


def test_the_multipliers_add_up() -> None:
    assert Decimal("13.92") == pay.MONTHS_WITH_EXTRAS
    assert pay.MONTHS_WITHOUT_EXTRAS < pay.MONTHS_WITH_EXTRAS_OLD_RATE < pay.MONTHS_WITH_EXTRAS


def test_a_month_stays_a_month_where_no_months_are_stated() -> None:
    assert figures(3000, 4000, UnitText.MONTH) == pay.GrossFigures(Decimal(3000), Decimal(4000), None, None, "month")


def test_a_month_becomes_a_year_by_the_stated_months() -> None:
    derived = figures(3000, None, UnitText.MONTH, months=Decimal("13.92"))
    assert derived == pay.GrossFigures(Decimal(3000), None, Decimal(41760), None, "month x 13.92 (stated)")


def test_a_year_stays_a_year_where_no_months_are_stated() -> None:
    assert figures(None, 60000, UnitText.YEAR) == pay.GrossFigures(None, None, None, Decimal(60000), "year")


def test_a_year_becomes_a_month_by_the_stated_months() -> None:
    derived = figures(41760, 55680, UnitText.YEAR, months=Decimal("13.92"))
    assert derived.month_min == 3000
    assert derived.month_max == 4000
    assert derived.derivation == "year / 13.92 (stated)"


def test_part_time_pay_is_raised_to_full_time() -> None:
    derived = figures(2400, 2400, UnitText.MONTH, full_time_percentage=Decimal(80))
    assert derived == pay.GrossFigures(Decimal(3000), Decimal(3000), None, None, "month / 80 % of full time")
    assert figures(3000, 3000, UnitText.MONTH, full_time_percentage=Decimal(100)).derivation == "month"


@pytest.mark.parametrize(
    ("unit", "others"),
    [
        (UnitText.HOUR, {}),
        (UnitText.DAY, {}),
        (UnitText.WEEK, {}),
        (None, {}),
        (UnitText.MONTH, {"currency": "GBP"}),
        (UnitText.MONTH, {"currency": None}),
        (UnitText.MONTH, {"gross": False}),
        (UnitText.MONTH, {"gross": None}),
    ],
)
def test_other_pay_is_never_converted(unit: UnitText | None, others: dict[str, Any]) -> None:
    assert figures(3000, 4000, unit, **others) is None


@pytest.mark.parametrize(
    ("minimum", "maximum", "unit"),
    [
        (1500, 3000, UnitText.MONTH),
        (3000, 20001, UnitText.MONTH),
        (20000, 40000, UnitText.YEAR),
        (60000, 260000, UnitText.YEAR),
    ],
)
def test_outside_minimum_and_ceiling_nothing_is_derived(minimum: int, maximum: int, unit: UnitText) -> None:
    assert figures(minimum, maximum, unit) is None


@pytest.mark.parametrize(
    ("unit", "figure", "possible"),
    [
        (UnitText.YEAR, "3", False),
        (UnitText.YEAR, "36000", True),
        (UnitText.MONTH, "650", True),
        (UnitText.MONTH, "45000", False),
        (UnitText.HOUR, "16.39", True),
        (UnitText.HOUR, "2500", False),
        (UnitText.DAY, "550", True),
        (UnitText.DAY, "8", False),
        (None, "95", False),
        (None, "3000", True),
    ],
)
def test_plausible_pay_by_period(unit: UnitText | None, figure: str, possible: bool) -> None:
    assert pay.plausible(unit, Decimal(figure)) is possible


def test_a_rate_without_a_period_may_be_an_hourly_one() -> None:
    assert pay.plausible(None, Decimal(95), rate=True)


@given(st.decimals(2500, 5000, places=2), st.decimals(5000, 12000, places=2), st.sampled_from(list(UnitText)))
def test_derived_figures_keep_their_order(low: Decimal, high: Decimal, unit: UnitText) -> None:
    derived = figures(str(low), str(high), unit, months=Decimal(13))
    if derived is not None and derived.month_min is not None:
        assert derived.month_min <= derived.month_max
        assert derived.year_min <= derived.year_max
