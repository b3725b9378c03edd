"""Charts as inline SVG: figures in, markup out. Every chart has a title, and its numbers stand in a table beside it.

Lengths across are percents, so that a chart is as wide as its column while its letters keep their size; colours are
classes of the style sheet, so that dark mode and print need no second chart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from board.shapes import shapes
from pipeline.reference.places import arrondissements

_ROW, _TOP = 46, 8
_BARS, _FOOT = 120, 22
_SHADES = 5
_ROOMY = 20
"""Percents of a chart's width that a day takes on a phone."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a range chart; ``reference`` bars are drawn as an outline, because nobody measured them."""

    label: str
    low: float
    high: float
    middle: float | None = None
    note: str = ""
    reference: bool = False


def range_chart(title: str, bars: Sequence[Bar], ticks: Iterable[tuple[float, str]]) -> Markup:
    """Return bars from low to high over a shared scale that the ``ticks`` span; nothing without bars."""
    marks = list(ticks)
    if not bars or len(marks) < 2:
        return Markup("")
    first, last = marks[0][0], marks[-1][0]
    height = _TOP + _ROW * len(bars) + _FOOT

    def x(value: float) -> float:
        return round(100 * (min(max(value, first), last) - first) / (last - first), 2)

    parts = []
    for value, text in marks:
        anchor = "start" if value == first else "end" if value == last else "middle"
        parts.append(
            Markup('<line class="grid" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>').format(x(value), _TOP, height - _FOOT)
            + Markup('<text class="tick" x="{}%" y="{}" text-anchor="{}">{}</text>').format(
                x(value), height - 6, anchor, text
            )
        )
    for number, bar in enumerate(bars):
        y = _TOP + _ROW * number
        parts.append(
            Markup('<text class="lab" x="0" y="{}">{}<tspan class="note" dx="8">{}</tspan></text>').format(
                y + 15, bar.label, bar.note
            )
            + Markup('<rect class="{}" x="{}%" y="{}" width="{}%" height="14" rx="3"/>').format(
                "ref" if bar.reference else "bar", x(bar.low), y + 22, round(max(0.6, x(bar.high) - x(bar.low)), 2)
            )
        )
        if bar.middle is not None:
            parts.append(
                Markup('<line class="mid" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>').format(
                    x(bar.middle), y + 19, y + 39
                )
            )
    return _svg(title, "chart", height, parts)


def nice_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Return about ``count`` round numbers that span ``low`` to ``high``."""
    if high <= low:
        high = low + 1
    raw = (high - low) / max(1, count - 1)
    power = 10 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw)
    start = math.floor(low / step)
    return [step * number for number in range(start, math.ceil(high / step) + 1)]


def week_chart(title: str, counts: Sequence[int], first: str, last: str, highest: str) -> Markup:
    """Return one bar a period, oldest first; the names of the first and the last stand where their bars begin.

    Of periods too narrow for a name the last one's ends where its bar does.
    """
    if not counts or not any(counts):
        return Markup("")
    top, width = max(counts), 100 / len(counts)
    parts = [
        Markup('<line class="grid" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(_BARS),
        Markup('<text class="tick" x="0" y="12">{}</text>').format(highest),
        Markup('<text class="tick" x="0" y="{}">{}</text>').format(_BARS + 16, first),
        Markup('<text class="tick" x="{}%" y="{}" text-anchor="{}">{}</text>').format(
            *((100 - width, _BARS + 16, "start") if width >= _ROOMY else (100, _BARS + 16, "end")), last
        ),
    ]
    for number, count in enumerate(counts):
        size = round((_BARS - 20) * count / top, 1)
        if count:
            parts.append(
                Markup('<rect class="bar" x="{}%" y="{}" width="{}%" height="{}"/>').format(
                    round(width * number, 2), round(_BARS - size, 1), round(width * 0.78, 2), size
                )
            )
    return _svg(title, "chart", _BARS + _FOOT, parts)


def area_map(title: str, counts: Mapping[str, int], language: str, here: str | None = None) -> Markup:
    """Return Belgium's arrondissements, shaded by ``counts``, which are written in them; ``here`` gets an outline.

    The outlines are a sketch (`board.shapes`); borders of provinces are drawn thicker.
    """
    drawing = shapes()
    top = max((counts.get(code, 0) for code in drawing.areas), default=0)
    areas, numbers = [], []
    for code, path in drawing.areas.items():
        count = counts.get(code, 0)
        shade = 0 if not count else max(1, math.ceil(_SHADES * math.sqrt(count / top)))
        name = arrondissements()[code].names[language]
        about = Markup("<title>{}: {}</title>").format(name, count) if count else ""
        areas.append(Markup('<path class="t{}" d="{}">{}</path>').format(shade, path, about))
        if count:
            numbers.append(Markup('<text x="{}" y="{}">{}</text>').format(*drawing.labels[code], count))
    found = Markup('<path class="here" d="{}"/>').format(drawing.areas[here]) if here else Markup("")
    return Markup('<svg class="map" viewBox="-1 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>').format(
        drawing.width + 2,
        drawing.height,
        title,
        Markup("").join(areas),
        Markup('<path class="edge" d="{}"/>').format(drawing.provinces),
        found,
        Markup("").join(numbers),
    )


def _svg(title: str, kind: str, height: int, parts: Iterable[Markup]) -> Markup:
    return Markup('<svg class="{}" width="100%" height="{}" role="img" aria-label="{}">{}</svg>').format(
        kind, height, escape(title), Markup("").join(parts)
    )
