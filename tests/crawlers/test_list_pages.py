"""Every page of every family's list fails once: what was listed before is kept, and the run never counts as whole."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from crawlers.boards import Board
from crawlers.source import source
from models.vocabulary import Outcome
from sandbox.server import SandboxServer, Seen
from sandbox.sites import families, key
from sandbox.world import World


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SandboxServer]:
    with SandboxServer(World(7), night=1) as server:
        yield server


@pytest.fixture(autouse=True)
def keys(monkeypatch):
    for name in ("ADZUNA_APP_ID", "ADZUNA_APP_KEY", "VDAB_CLIENT_ID", "VDAB_CLIENT_SECRET"):
        monkeypatch.setenv(f"BELFRY_{name}", f"test-{name.lower()}")


def board_of(sandbox: SandboxServer, name: str) -> Board:
    """Return the board with the most ads: several pages, where the family has pages."""
    ads = [key(ad).board for ad in sandbox.world.night(1).ads if ad.source == name]
    found = max((board for board in sandbox.world.boards() if board.source == name), key=lambda b: ads.count(b.board))
    return Board(source=name, token=found.board, url="" if source(name).single_list else found.url)


def pages_in(log: list[Seen]) -> list[tuple[str, str, int]]:
    """Return host, path and number of earlier requests for the same, of each request but those for rules."""
    pages: list[tuple[str, str, int]] = []
    for parts in (urlsplit(seen.url) for seen in log):
        if not parts.path.endswith(("/robots.txt", "/tdmrep.json")):
            before = sum((host, path) == (parts.hostname, parts.path) for host, path, _ in pages)
            pages.append((parts.hostname or "", parts.path, before))
    return pages


@pytest.mark.parametrize("name", sorted(families()))
def test_a_page_that_fails_is_never_the_last(name, sandbox, crawl):
    board, web = board_of(sandbox, name), SimpleNamespace(address=sandbox.url)
    sandbox.faults.clear()
    good = crawl(name, web=web, boards=[board])
    begun = len(sandbox.log)
    unchanged = crawl(name, web=web, boards=[board], known=good.known, changed_only=True)
    assert good.verdict == unchanged.verdict == ("complete", "finished")
    pages = pages_in(sandbox.log[begun:])
    assert pages, "an unchanged night asks for the list's pages alone"
    for host, path, before in pages:
        sandbox.faults.clear()
        sandbox.faults.add("http_503", host=host, path=path, after=before)
        run = crawl(name, web=web, boards=[board], settings={"RETRY_TIMES": 0})
        assert run.ledger.balance == 0
        assert run.ledger.outcome in {Outcome.PARTIAL, Outcome.BROKEN}, (path, before)
        assert run.ledger.cause == "http_5xx"
