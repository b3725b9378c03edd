"""One module per source family: the ads of a night go in, answers in the family's own wire format come out.

A family module has ``SOURCE`` (its name in the registry), ``hosts(board)`` (the hosts that serve a board),
``start_url(board)`` and ``answer(request, night, board)``. Families with one host for many boards read the board from
the address and are given whichever board comes first.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cache
from pkgutil import iter_modules
from typing import Protocol, cast

from sandbox.reference import employers
from sandbox.web import Request, Response
from sandbox.world import Night


class Family(Protocol):
    """What a module of this package offers."""

    SOURCE: str

    def hosts(self, board: str) -> tuple[str, ...]:
        """Hosts that serve a board."""
        ...

    def start_url(self, board: str) -> str:
        """Where a crawl of the board begins."""
        ...

    def answer(self, request: Request, night: Night, board: str) -> Response | None:
        """Answer a request, ``None`` for an unknown address."""
        ...


@cache
def families() -> dict[str, Family]:
    """All families by source name."""
    modules = [cast("Family", importlib.import_module(f"{__name__}.{found.name}")) for found in iter_modules(__path__)]
    return {module.SOURCE: module for module in modules if hasattr(module, "SOURCE")}


def start_url(source: str, board: str) -> str | None:
    """Where a crawl of a board begins; ``None`` for a family that the sandbox does not serve."""
    family = families().get(source)
    return family.start_url(board) if family else None


@cache
def routes() -> dict[str, tuple[Family, str]]:
    """Host → the family that answers there and the board it stands for."""
    found: dict[str, tuple[Family, str]] = {}
    for source, board in boards():
        for host in families()[source].hosts(board):
            found.setdefault(host, (families()[source], board))
    return found


def shares_host(host: str) -> bool:
    """Whether many boards answer at the host, so that the path tells which one is meant."""
    family, board = routes()[host]
    return family.hosts("") == family.hosts(board)


def boards() -> Iterator[tuple[str, str]]:
    """Every board of every served family."""
    yield from sorted({(one.source, one.board) for one in employers() if one.source in families()})
    yield from ((source, "") for source in SHARED if source in families())


SHARED = ("forem", "actiris", "adzuna", "vdab")
"""Sources with one list that many publishers feed."""
