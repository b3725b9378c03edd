"""The sketch of Belgium: made from the localities of the reference data, each area once, where it lies."""

from __future__ import annotations

import json
import re

import pytest

from board.shapes import FILE, drawn_shapes, shapes
from pipeline.reference.places import arrondissements, municipalities

_MOVE = re.compile(r"M(\d+) (\d+)l([^zM]*)")


def _rings(path: str) -> list[list[tuple[int, int]]]:
    """The corners of every ring of a path."""
    rings = []
    for x, y, steps in _MOVE.findall(path):
        ring, numbers = [(int(x), int(y))], [int(step) for step in re.findall(r"-?\d+", steps)]
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            ring.append((ring[-1][0] + across, ring[-1][1] + down))
        rings.append(ring)
    return rings


def _size(ring: list[tuple[int, int]]) -> float:
    """The area of a ring (shoelace formula)."""
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def _inside(ring: list[tuple[int, int]], x: float, y: float) -> bool:
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        crossings += (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax)
    return crossings % 2 == 1


def test_the_file_is_what_the_localities_give() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == json.loads(json.dumps(drawn_shapes()))


def test_every_arrondissement_is_drawn_once_with_its_number_inside() -> None:
    drawing = shapes()
    assert drawing.areas.keys() == drawing.labels.keys() == arrondissements().keys()
    for code, path in drawing.areas.items():
        assert any(_inside(ring, *drawing.labels[code]) for ring in _rings(path)), code


def test_together_they_are_about_as_large_as_belgium() -> None:
    """30,689 square kilometres; a unit of the drawing is 1.5 kilometres."""
    whole = sum(_size(ring) for path in shapes().areas.values() for ring in _rings(path)) * 1.5**2
    assert whole == pytest.approx(30_689, rel=0.06)


def test_nearly_every_municipality_lies_in_its_own_arrondissement() -> None:
    wrong = []
    for place in municipalities().values():
        x = (place.longitude - 2.48) * 70.66 / 1.5
        y = (51.57 - place.latitude) * 111.32 / 1.5
        if not any(_inside(ring, x, y) for ring in _rings(shapes().areas[place.arrondissement])):
            wrong.append(place.nis)
    assert len(wrong) <= 20, wrong
