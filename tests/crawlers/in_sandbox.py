"""What the tests that crawl the sandbox share: its largest boards, and requests without those for rules."""

from __future__ import annotations

from collections import Counter

from crawlers.boards import Board
from crawlers.source import source
from sandbox.server import SandboxServer, Seen
from sandbox.sites import key

KEYS = ("ADZUNA_APP_ID", "ADZUNA_APP_KEY", "VDAB_CLIENT_ID", "VDAB_CLIENT_SECRET")


def largest_board(sandbox: SandboxServer, name: str) -> Board:
    """Return the board of a source with the most ads: several pages, where the family has pages."""
    sizes = Counter((key(ad).source, key(ad).board) for ad in sandbox.world.night(1).ads)
    found = max((b for b in sandbox.world.boards() if b.source == name), key=lambda b: sizes[b.source, b.board])
    return Board(source=name, token=found.board, url="" if source(name).single_list else found.url)


def without_rules(log: list[Seen]) -> list[Seen]:
    """Leave out the requests for robots.txt and tdmrep.json."""
    return [seen for seen in log if not seen.url.endswith(("/robots.txt", "/tdmrep.json"))]
