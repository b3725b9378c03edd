"""Charts: every bar where its numbers say, references as outlines, hostile names escaped, every area on the map."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from board.charts import Bar, area_map, nice_ticks, range_chart, week_chart
from pipeline.reference.places import arrondissements

TICKS = [(2000.0, "2k"), (4000.0, "4k"), (6000.0, "6k")]


def test_a_bar_begins_and_ends_where_its_numbers_lie() -> None:
    chart = range_chart("Pay", [Bar("senior", 3000, 5000, 4000)], TICKS)
    bar = re.search(r'<rect class="bar" x="([\d.]+)%" y="\d+" width="([\d.]+)%"', chart)
    assert bar is not None
    assert (float(bar[1]), float(bar[2])) == (25.0, 50.0)
    assert 'class="mid" x1="50.0%"' in chart


def test_a_reference_is_an_outline_and_not_a_bar() -> None:
    chart = range_chart("Pay", [Bar("junior", 3000, 4000, note="Reference, not measured", reference=True)], TICKS)
    assert 'class="ref"' in chart
    assert 'class="bar"' not in chart
    assert "Reference, not measured" in chart


def test_names_are_escaped() -> None:
    chart = range_chart('"><script>', [Bar("<b>", 3000, 4000)], TICKS)
    assert "<script>" not in chart
    assert "<b>" not in chart
    etree.fromstring(chart)


def test_without_numbers_there_is_no_chart() -> None:
    assert range_chart("Pay", [], TICKS) == ""
    assert week_chart("Weeks", [0, 0], "a", "b", "c") == ""
    assert week_chart("Weeks", [], "a", "b", "c") == ""


@given(st.floats(500, 20000), st.floats(0, 20000))
def test_ticks_span_what_is_shown(low: float, width: float) -> None:
    ticks = nice_ticks(low, low + width, 4)
    assert ticks[0] <= low
    assert ticks[-1] >= low + width
    assert 2 <= len(ticks) <= 7


def test_weeks_are_as_high_as_their_counts() -> None:
    chart = week_chart("Weeks", [1, 2, 4], "first", "last", "highest")
    heights = [float(height) for height in re.findall(r'height="([\d.]+)"/>', chart)]
    assert heights == [25.0, 50.0, 100.0]


def test_the_last_name_stands_where_its_bar_begins_when_there_is_room() -> None:
    four, many = (
        week_chart("Quarters", [1, 2, 3, 4], "first", "last", "top"),
        week_chart("Weeks", [1] * 52, "a", "last", "top"),
    )
    assert re.search(r'<text class="tick" x="75.0%" y="\d+" text-anchor="start">last<', four)
    assert re.search(r'<rect class="bar" x="75.0%"', four)
    assert re.search(r'<text class="tick" x="100%" y="\d+" text-anchor="end">last<', many)


def test_the_map_says_its_numbers_and_marks_the_place() -> None:
    drawn = area_map("Map", {"31000": 14}, "en", "31000")
    assert "<title>Bruges: 14</title>" in drawn
    assert len(re.findall(r'class="t\d"', drawn)) == len(arrondissements())
    assert drawn.count('class="here"') == 1
    assert len(re.findall(r"<text[^>]*>14</text>", drawn)) == 1
    etree.fromstring(drawn)


def test_the_busiest_area_is_the_darkest_and_an_empty_one_has_no_shade() -> None:
    drawn = area_map("Map", {"31000": 1, "44000": 100}, "nl")
    found = {name: int(shade) for shade, name in re.findall(r'class="t(\d)"[^>]*><title>([^:]+)', drawn)}
    assert found == {"Gent": 5, "Brugge": 1}
    assert drawn.count('class="t0"') == len(arrondissements()) - 2
