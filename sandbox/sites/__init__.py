"""One module per source family: the ads of a night go in, answers in the family's own wire format come out.

A family module has ``SOURCE`` (its name in the registry), ``hosts(board)`` (the hosts that serve a board),
``start_url(board)`` and ``answer(request, night, board)``; ``identifier(ad)`` where the source's own name for an ad is
not its number, and ``SITEMAPS`` where robots.txt names other sitemaps than the start. Families with one host for many
boards read the board from the address and are given whichever board comes first.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cache
from pkgutil import iter_modules
from typing import Protocol, cast

from models.raw import PostingKey
from sandbox.ads import Ad
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


def start_url(source: str, board: str) -> str:
    """Return the address where a crawl of a board begins."""
    return families()[source].start_url(board)


@cache
def routes() -> dict[str, tuple[Family, str]]:
    """Host → the family that answers there and the board it stands for."""
    found: dict[str, tuple[Family, str]] = {}
    for source, board in boards():
        for host in families()[source].hosts(board):
            found.setdefault(host, (families()[source], board))
    return found


def key(ad: Ad) -> PostingKey:
    """Return the identity of an ad by its source's own convention."""
    name = getattr(families().get(ad.source), "identifier", None)
    return PostingKey(source=ad.source, board=ad.board, identifier=name(ad) if name else ad.identifier)


def sitemaps(source: str, board: str) -> tuple[str, ...]:
    """Return the sitemaps that robots.txt names at a board's host."""
    first = families()[source].start_url(board)
    named: tuple[str, ...] = getattr(families()[source], "SITEMAPS", (first,) if first.endswith(".xml") else ())
    return named


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
