"""The shapes of Belgium's arrondissements, drawn from the coordinates of its localities: 2,200 points in, outlines out.

No boundary is copied from anywhere: every spot belongs to the arrondissement of the locality nearest to it, as far as
one is near. The outlines are therefore a sketch, right to a few kilometres, and pages say so. They stand in
``reference/shapes.json``; ``python -m board.shapes`` writes that file anew.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.reference.places import arrondissements, municipalities, rows

FILE = Path(__file__).parent / "reference" / "shapes.json"
_WEST, _NORTH, _MIDDLE = 2.48, 51.57, 50.6
"""Degrees: the corner of the drawing, and the latitude whose degrees of longitude are taken for all."""
_KM = 111.32
"""Kilometres in a degree of latitude."""
_STEP, _REACH, _KEEP = 1.5, 5.5, 12
"""Kilometres between spots and as far as a locality reaches; spots below which a fragment goes to its neighbour."""
_TOLERANCE = 1.3
"""Spots that a simplified line may lie off."""
_OUTSIDE = ""

Node = tuple[int, int]
Line = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Shapes:
    """What a map is drawn from; a unit of length is 1.5 kilometres."""

    width: int
    height: int
    areas: Mapping[str, str]
    """Arrondissement → SVG path."""
    labels: Mapping[str, tuple[int, int]]
    """Arrondissement → where its number is written."""
    provinces: str
    """SVG path of the borders between provinces, and of the country's."""


@cache
def shapes() -> Shapes:
    """Return the shapes of ``reference/shapes.json``."""
    found = json.loads(FILE.read_text(encoding="utf-8"))
    return Shapes(**{**found, "labels": {code: (x, y) for code, (x, y) in found["labels"].items()}})


def drawn_shapes() -> dict[str, Any]:
    """Return the shapes as computed from the localities of the reference data."""
    grid = _grid()
    lines = [(_simplified(line), sides) for line, sides in _lines(grid)]
    areas = {code: _area(code, lines) for code in sorted(arrondissements())}
    apart = [line for line, (a, b) in lines if _province(a) != _province(b)]
    return {
        "width": grid.shape[1] - 2,
        "height": grid.shape[0] - 2,
        "areas": areas,
        "labels": _labels(grid, areas),
        "provinces": "".join(_path(line) for line in _joined(apart)),
    }


def _points() -> tuple[Any, list[str]]:
    """Return (x, y) in kilometres and the arrondissement of every locality that has coordinates."""
    found = [
        (float(row["longitude"]), float(row["latitude"]), municipalities()[row["nis"]].arrondissement)
        for row in rows("localities")
        if row["latitude"] and row["nis"] in municipalities()
    ]
    found += [(place.longitude, place.latitude, place.arrondissement) for place in municipalities().values()]
    degrees = np.array([(longitude, latitude) for longitude, latitude, _ in found])
    x = (degrees[:, 0] - _WEST) * math.cos(math.radians(_MIDDLE)) * _KM
    return np.column_stack([x, (_NORTH - degrees[:, 1]) * _KM]), [code for *_, code in found]


def _grid() -> Any:
    """Return the arrondissement of every spot, rows from north to south, with a border of nothing around."""
    points, codes = _points()
    width, height = (math.ceil((points[:, axis].max() + _REACH) / _STEP) + 1 for axis in (0, 1))
    across = (np.arange(width)[:, None] * _STEP - points[None, :, 0]) ** 2
    grid = np.full((height + 2, width + 2), _OUTSIDE, dtype=object)
    inner = grid.copy()
    for row in range(height):
        squares = across + (row * _STEP - points[None, :, 1]) ** 2
        nearest = squares.argmin(axis=1)
        inner[row + 1, 1:-1] = np.array(codes, dtype=object)[nearest]
        grid[row + 1, 1:-1] = np.where(squares.min(axis=1) <= _REACH**2, inner[row + 1, 1:-1], _OUTSIDE)
    for spots_of in _pieces(grid):
        name = grid[spots_of[0]]
        if name == _OUTSIDE and (0, 0) not in spots_of:
            for spot in spots_of:  # a hole in the country
                grid[spot] = inner[spot]
        elif name != _OUTSIDE and len(spots_of) < _KEEP:
            around = Counter(grid[next_to] for spot in spots_of for next_to in _beside(grid, spot))
            del around[name]
            for spot in spots_of:
                grid[spot] = around.most_common(1)[0][0]
    return _trimmed(grid)


def _trimmed(grid: Any) -> Any:
    """Return the grid without its outermost spots: the reach that closes gaps inland goes too far at the border."""
    trimmed = grid.copy()
    for spot in np.argwhere(grid != _OUTSIDE):
        if any(grid[next_to] == _OUTSIDE for next_to in _beside(grid, tuple(spot))):
            trimmed[tuple(spot)] = _OUTSIDE
    return trimmed


def _pieces(grid: Any) -> list[list[tuple[int, int]]]:
    """Return the spots of every connected piece of one name."""
    seen, pieces = set[tuple[int, int]](), []
    for start in np.ndindex(grid.shape):
        if start in seen:
            continue
        seen.add(start)
        piece, waiting = [], [start]
        while waiting:
            spot = waiting.pop()
            piece.append(spot)
            for beside in _beside(grid, spot):
                if beside not in seen and grid[beside] == grid[spot]:
                    seen.add(beside)
                    waiting.append(beside)
        pieces.append(piece)
    return pieces


def _beside(grid: Any, spot: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    row, column = spot
    for r, c in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
        if 0 <= r < grid.shape[0] and 0 <= c < grid.shape[1]:
            yield r, c


def _lines(grid: Any) -> list[tuple[Line, tuple[str, str]]]:
    """Return every border line between two names, from one meeting of three to the next, or all around."""
    edges: dict[Node, list[Node]] = defaultdict(list)
    sides: dict[frozenset[Node], tuple[str, str]] = {}
    for (row, column), name in np.ndenumerate(grid):
        for other, a, b in (
            ((row, column + 1), (column + 1, row), (column + 1, row + 1)),
            ((row + 1, column), (column, row + 1), (column + 1, row + 1)),
        ):
            if other[0] < grid.shape[0] and other[1] < grid.shape[1] and grid[other] != name:
                edges[a].append(b)
                edges[b].append(a)
                sides[frozenset((a, b))] = (min(name, grid[other]), max(name, grid[other]))
    return _walked(edges, sides)


def _walked(
    edges: Mapping[Node, list[Node]], sides: Mapping[frozenset[Node], tuple[str, str]]
) -> list[tuple[Line, tuple[str, str]]]:
    left, lines = dict(sides), []
    # Meetings first, so that only closed lines are left for the second round.
    for start in (*sorted(node for node in edges if len(edges[node]) != 2), *sorted(edges)):
        for first in edges[start]:
            if frozenset((start, first)) not in left:
                continue
            pair, line = left.pop(frozenset((start, first))), [start, first]
            while len(edges[line[-1]]) == 2 and line[-1] != start:
                following = next((n for n in edges[line[-1]] if frozenset((line[-1], n)) in left), None)
                if following is None:
                    break
                del left[frozenset((line[-1], following))]
                line.append(following)
            lines.append((tuple(line), pair))
    return lines


def _simplified(line: Line) -> Line:
    """Return fewer nodes of a line, none dropped that lies further off than the tolerance (Ramer-Douglas-Peucker)."""
    if line[0] == line[-1]:
        half = len(line) // 2
        return _simplified(line[: half + 1])[:-1] + _simplified(line[half:])
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = math.hypot(bx - ax, by - ay)
    off = [abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length for x, y in line]
    furthest = max(range(len(line)), key=off.__getitem__)
    if off[furthest] <= _TOLERANCE:
        return line[0], line[-1]
    return _simplified(line[: furthest + 1])[:-1] + _simplified(line[furthest:])


def _area(code: str, lines: Iterable[tuple[Line, tuple[str, str]]]) -> str:
    return "".join(_path(ring) for ring in _joined([line for line, pair in lines if code in pair]))


def _joined(lines: list[Line]) -> list[Line]:
    """Return the lines joined end to end, as far as they go."""
    waiting, joined = list(lines), []
    while waiting:
        line = waiting.pop(0)
        while line[0] != line[-1]:
            found = next((other for other in waiting if line[-1] in (other[0], other[-1])), None)
            if found is None:
                break
            waiting.remove(found)
            line += (found if found[0] == line[-1] else found[::-1])[1:]
        joined.append(line)
    return joined


def _path(line: Line) -> str:
    """Return a line as the shortest SVG path: one absolute point, then steps."""
    points = [(x - 1, y - 1) for x, y in line]
    end = "z" if points[0] == points[-1] else ""
    if end:
        points.pop()
    text, (x, y) = f"M{points[0][0]} {points[0][1]}l", points[0]
    for number, (to_x, to_y) in enumerate(points[1:]):
        across, down = to_x - x, to_y - y
        text += f"{'' if across < 0 or not number else ' '}{across}{'' if down < 0 else ' '}{down}"
        x, y = to_x, to_y
    return text + end


def _labels(grid: Any, codes: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return the spot for the number of each area: deep within it, and clear of the numbers of smaller ones."""
    placed: dict[str, Any] = {}
    for code in sorted(codes, key=lambda code: int((grid == code).sum())):
        inside = np.argwhere(grid == code)
        edge = np.array([spot for at in inside for spot in _beside(grid, tuple(at)) if grid[spot] != code])
        room = _least_distance(inside, edge)
        if placed:
            # A number is about twice as wide as it is high.
            room = np.minimum(room, _least_distance(inside * (1, 0.5), np.array([*placed.values()]) * (1, 0.5)))
        placed[code] = inside[int(np.argmax(room))]
    return {code: (int(placed[code][1]), int(placed[code][0])) for code in codes}


def _least_distance(spots: Any, others: Any) -> Any:
    return ((spots[:, None, :] - others[None, :, :]) ** 2).sum(axis=2).min(axis=1)


def _province(code: str) -> str:
    """Return the province of an arrondissement; Brussels lies in none and stands for itself."""
    return next(iter(arrondissements()[code].parents), code) if code in arrondissements() else _OUTSIDE


if __name__ == "__main__":
    FILE.write_text(json.dumps(drawn_shapes(), indent=1) + "\n", encoding="utf-8")
