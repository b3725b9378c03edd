"""Charts: every bar where its numbers say, references as outlines, hostile names escaped, every area on the map."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from board.charts import Bar, nice_ticks, range_chart, tile_map, tile_places, week_chart
from pipeline.reference.places import arrondissements

TICKS = [(2000.0, "2k"), (4000.0, "4k"), (6000.0, "6k")]


def test_a_bar_begins_and_ends_where_its_numbers_lie() -> None:
    chart = range_chart("Pay", [Bar("senior", 3000, 5000, 4000)], TICKS)
    bar = re.search(r'<rect class="bar" x="([\d.]+)%" y="\d+" width="([\d.]+)%"', chart)
    assert bar is not None
    assert (float(bar[1]), float(bar[2])) == (26.0, 48.0)
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


def test_every_arrondissement_has_a_tile_of_its_own_and_east_is_right_of_west() -> None:
    places = tile_places()
    assert places.keys() == arrondissements().keys()
    assert len(set(places.values())) == len(places)
    assert places["31000"][0] < places["62000"][0]
    assert places["11000"][1] < places["85000"][1]


def test_the_map_says_its_numbers_and_marks_the_place() -> None:
    drawn = tile_map("Map", {"31000": 14}, "en", "31000")
    assert "<title>Bruges: 14</title>" in drawn
    assert drawn.count("<g>") == len(arrondissements())
    assert drawn.count(" here") == 1
    etree.fromstring(drawn)
