"""The same night twice in the sandbox, source by source: the second time lists are asked for, and they answer 304."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from crawlers.source import all_sources, source
from crawlers.source_docs import has_details, least_share, night_cost
from sandbox.sites import families
from tests.crawlers.in_sandbox import largest_board, without_rules

A_TWENTIETH = 0.05

LISTS_ALONE_COST_MORE = {"join": 5, "odoo": 12, "talent_brussels": 5}
"""Source → postings on a page, where the source fixes fewer than nineteen."""

LISTS_HOLD_THE_ADS = set(
    """adzuna ashby cvwarehouse dvinci forem greenhouse infrabel jibe lever personio recruitee talentsoft teamtailor
    vdab vlaanderen workable""".split()
)
"""A full crawl of these is their list: no request can be saved, only the bytes of an unchanged answer."""

NEVER_304 = {"adzuna": "asked with a key", "vdab": "asked with a key", "vlaanderen": "asked by POST"}
"""Of those, the ones whose bytes cannot be saved either."""


@pytest.mark.parametrize("name", sorted(families()))
def test_an_unchanged_night_asks_for_lists_only(name, sandbox, crawl):
    board, web = largest_board(sandbox, name), SimpleNamespace(address=sandbox.url)
    begun = len(sandbox.log)
    first = crawl(name, web=web, boards=[board])
    between = len(sandbox.log)
    second = crawl(name, web=web, boards=[board], known=first.known, changed_only=True)
    full, night = without_rules(sandbox.log[begun:between]), without_rules(sandbox.log[between:])

    assert first.verdict == second.verdict == ("complete", "finished")
    assert (second.postings, second.ledger.unchanged) == ([], first.ledger.fetched)
    assert {s.identifier for s in second.sightings} == {p.identifier for p in first.postings}
    details = first.ledger.fetched if has_details(source(name).spider) else 0
    assert len(night) == len(full) - details, "one request for each page of the list, none for what it names"
    if name not in NEVER_304:
        assert sum(seen.bytes for seen in night) <= A_TWENTIETH * sum(seen.bytes for seen in full)
        assert source(name).spider.asks_by_post or {seen.status for seen in night} == {304}


def test_the_sources_that_cannot_keep_to_a_twentieth_are_named():
    spiders = {one.name: one.spider for one in all_sources() if one.name in families()}
    assert {name for name, spider in spiders.items() if not has_details(spider)} == LISTS_HOLD_THE_ADS
    costly = {name for name, spider in spiders.items() if has_details(spider) and least_share(spider) > A_TWENTIETH}
    assert {name: spiders[name].page_size for name in costly} == LISTS_ALONE_COST_MORE
    assert {name for name, s in spiders.items() if s.passport.keys or (s.asks_by_post and not has_details(s))} == set(
        NEVER_304
    )
    for name in costly:
        assert "more than 5 %" in night_cost(spiders[name])
    for name in NEVER_304:
        assert "nothing answers 304" in night_cost(spiders[name])
