"""Every page of every family's list fails once: what was listed before is kept, and the run never counts as whole."""

from __future__ import annotations

from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from models.vocabulary import Outcome
from sandbox.server import Seen
from sandbox.sites import families
from tests.crawlers.in_sandbox import largest_board, without_rules


def pages_in(log: list[Seen]) -> list[tuple[str, str, int]]:
    """Return host, path and number of earlier requests for the same, of each request but those for rules."""
    pages: list[tuple[str, str, int]] = []
    for parts in (urlsplit(seen.url) for seen in without_rules(log)):
        before = sum((host, path) == (parts.hostname, parts.path) for host, path, _ in pages)
        pages.append((parts.hostname or "", parts.path, before))
    return pages


@pytest.mark.parametrize("name", sorted(families()))
def test_a_page_that_fails_is_never_the_last(name, sandbox, crawl):
    board, web = largest_board(sandbox, name), SimpleNamespace(address=sandbox.url)
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
