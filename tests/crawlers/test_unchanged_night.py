"""The same night twice in the sandbox, source by source: the second time lists are asked for, and they answer 304."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from benchmarks.unchanged_night import measured
from crawlers.night_cost import A_TWENTIETH, has_details, least_share, measured_nights, night_cost
from crawlers.source import all_sources, source
from models.vocabulary import Basis
from sandbox.sites import families
from tests.crawlers.in_sandbox import largest_board, without_rules

LISTS_ALONE_COST_MORE = {"join": 5, "odoo": 12, "talent_brussels": 5}
"""Source → postings on a page, where the source fixes fewer than nineteen and nothing shows their order."""

LISTS_HOLD_THE_ADS = set(
    """ashby cvwarehouse dvinci forem greenhouse infrabel jibe lever personio recruitee talentsoft teamtailor
    vdab workable""".split()
)
"""A full crawl of these is their list: no request can be saved, only the bytes of an unchanged answer."""

BEGIN_WITH_THE_NEWEST = {"adzuna", "vlaanderen", "werkenvoor", "workday"}
"""One request shows that nothing has changed."""

FEW_PAGES = {"adzuna": "a full crawl is eight pages of fifty", "vlaanderen": "a full crawl is two pages of fifty"}
"""Lists whose measured share of requests is above a twentieth because there is little to save."""


def spiders():
    return {one.name: one.spider for one in all_sources() if one.name in families()}


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
    assert (second.ledger.declared, second.ledger.listed) == (first.ledger.declared, first.ledger.listed)
    assert {s.identifier for s in second.sightings} == {p.identifier for p in first.postings}
    details = first.ledger.fetched if has_details(source(name).spider) else 0
    if name in BEGIN_WITH_THE_NEWEST:
        assert (len(night), second.ledger.basis) == (1, Basis.PROBE)
    else:
        assert len(night) == len(full) - details, "one request for each page of the list, none for what it names"
        assert second.ledger.basis is Basis.WALK
        assert sum(seen.bytes for seen in night) <= A_TWENTIETH * sum(seen.bytes for seen in full)
        assert {seen.status for seen in night if seen.method == "GET"} == {304}


def test_the_sources_that_cannot_keep_to_a_twentieth_are_named():
    found = spiders()
    whole = {name for name, spider in found.items() if least_share(spider) == 1}
    costly = {name for name, spider in found.items() if A_TWENTIETH < least_share(spider) < 1}
    assert {name for name, spider in found.items() if spider.newest_first} == BEGIN_WITH_THE_NEWEST
    assert whole == LISTS_HOLD_THE_ADS
    assert {name: found[name].page_size for name in costly} == LISTS_ALONE_COST_MORE
    for name in costly:
        assert "more than 5 %" in night_cost(found[name])
    for spider in found.values():
        assert spider.asks_by_post == ("nothing answers 304" in night_cost(spider))


def test_the_figures_of_every_family_are_those_that_its_declarations_promise():
    assert set(measured_nights()) == set(families())
    for name, night in measured_nights().items():
        assert night.postings > 19, "large enough for a twentieth to be reachable"
        details = night.postings if has_details(spiders()[name]) else 0
        assert night.requests == (1 if name in BEGIN_WITH_THE_NEWEST else night.full_requests - details)
        assert (night.request_share > A_TWENTIETH) == (least_share(spiders()[name]) > A_TWENTIETH or name in FEW_PAGES)
        assert night.byte_share <= A_TWENTIETH


def test_the_figures_are_those_that_a_crawl_gives():
    (again,) = measured(["vlaanderen"])
    figure = measured_nights()["vlaanderen"]
    assert (again.postings, again.full_requests, again.requests) == (84, figure.full_requests, figure.requests)
    assert again.byte_share == pytest.approx(figure.byte_share, abs=0.005), "zlib may pack a little better or worse"
