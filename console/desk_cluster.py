"""A cluster as a small picture: its ads on two arcs, one for each side of the seam, and the links between them."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from models.raw import PostingKey
from pipeline.search.inspector import ClusterView

MOST = 24
"""Ads that are drawn; a larger cluster is a list only."""
WIDTH, HEIGHT, RADIUS = 260, 150, 60


@dataclass(frozen=True, slots=True)
class Node:
    """An ad: where it is drawn and the number it has in the list."""

    x: float
    y: float
    number: int
    far: bool
    """Whether it stands on the far side of the seam."""


@dataclass(frozen=True, slots=True)
class Line:
    """A link between two ads."""

    a: Node
    b: Node
    weak: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    width: int = WIDTH
    height: int = HEIGHT


def picture(view: ClusterView) -> Picture | None:
    """Return the picture of a cluster; None when it would be a tangle."""
    if len(view.members) > MOST:
        return None
    keys = [member.posting.key for member in view.members]
    far = [key for key in keys if key in view.second_side and view.seam is not None]
    near = [key for key in keys if key not in far]
    nodes: dict[PostingKey, Node] = {}
    for side, middle, first in ((near, WIDTH / 3, pi / 2), (far, 2 * WIDTH / 3, -pi / 2)):
        for place, key in enumerate(side):
            angle = first + pi * (place + 0.5) / len(side)
            x, y = middle + RADIUS * cos(angle), HEIGHT / 2 - RADIUS * sin(angle)
            nodes[key] = Node(round(x, 1), round(y, 1), keys.index(key) + 1, side is far)
    lines = [
        Line(nodes[link.a], nodes[link.b], link is view.seam)
        for link in view.links
        if link.a in nodes and link.b in nodes
    ]
    return Picture(tuple(nodes[key] for key in keys), tuple(lines))
