"""The small Belgium: as large as promised, the same for one seed, true to its own truth, and varied in its words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, pairwise

import pytest

from models.vocabulary import Role
from sandbox.ads import Ad, Stratum
from sandbox.reference import employers, towns, works
from sandbox.sites import key
from sandbox.texts import bank
from sandbox.world import World

BRUGES = "31005"


def shingles(html: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", re.sub(r"<[^>]*>", " ", html).lower())
    return frozenset(zip(*(words[start:] for start in range(5)), strict=False))


def test_the_country_is_as_large_as_promised(world: World) -> None:
    truth = world.truth(1)
    assert len({one.vacancy.employer.name for one in truth}) >= 60
    assert len(truth) >= 800
    assert len(world.night(1).ads) >= 1_500
    assert {one.vacancy.role for one in truth} == {*Role, None}


def test_bruges_has_a_market_for_backend_developers(world: World) -> None:
    found = [
        one
        for one in world.truth(1)
        if one.vacancy.role is Role.BACKEND_DEVELOPER and any(town.nis_code == BRUGES for town in one.vacancy.towns)
    ]
    assert 12 <= len(found) <= 22
    assert any(one.vacancy.pay for one in found)


def test_about_one_ad_in_eight_is_no_it_job(world: World) -> None:
    truth = world.truth(1)
    assert 0.08 <= sum(one.vacancy.role is None for one in truth) / len(truth) <= 0.16


def test_a_seed_makes_one_world_and_another_seed_another() -> None:
    first, again, other = World(3, scale=0.2), World(3, scale=0.2), World(4, scale=0.2)
    assert first.night(2).ads == again.night(2).ads
    assert first.night(2).ads != other.night(2).ads


def test_every_key_is_one_ad(world: World) -> None:
    for night in (1, 2, 3):
        assert max(Counter(key(ad) for ad in world.night(night).ads).values()) == 1


def test_truth_and_boards_tell_the_same_story(world: World) -> None:
    for night in (1, 2, 3):
        listed = {key(ad) for ad in world.night(night).ads}
        known = {key for one in world.truth(night) for key in one.postings}
        assert listed == known
        for one in world.truth(night):
            own = [ad for key, ad in one.postings.items() if key.board == one.vacancy.employer.board]
            assert bool([ad for ad in own if ad.stratum is not Stratum.AGENCY]) == one.open


def test_nights_bring_every_kind_of_change() -> None:
    world = World(7, nights=6, scale=0.5)
    ads = [{key(ad): ad for ad in world.night(night).ads} for night in range(1, 7)]
    states = [{one.vacancy.identifier: one.open for one in world.truth(night)} for night in range(1, 7)]
    assert all(set(after) - set(before) for before, after in pairwise(ads)), "new"
    assert all(set(before) - set(after) for before, after in pairwise(ads)), "withdrawn"
    assert any(ads[0][key].html != ads[2][key].html for key in set(ads[0]) & set(ads[2])), "changed"
    assert any(not states[n][one] and states[n + 1].get(one) for n in range(5) for one in states[n]), "reopened"
    assert any(ad.stratum is Stratum.REPOST for night in ads[1:] for ad in night.values()), "reposted"


def test_nights_after_the_last_are_like_the_last(world: World) -> None:
    assert world.night(9).ads == world.night(3).ads


def test_ads_state_the_facts_of_the_truth(world: World) -> None:
    for ad in world.night(1).ads:
        if ad.stratum in (Stratum.TRUNCATED, Stratum.AGENCY, Stratum.REWORDED) or ad.source == "forem":
            continue
        for skill in ad.vacancy.skills:
            assert skill in ad.html
        if ad.vacancy.years is not None:
            assert re.search(rf"\b{ad.vacancy.years}\b", ad.html)
        if ad.vacancy.pay and ad.vacancy.pay.unit.value in ("DAY", "HOUR"):
            amount = ad.vacancy.pay.max or ad.vacancy.pay.min
            assert re.search(rf"{int(amount or 0)}", ad.html)


def test_an_agency_copy_does_not_name_the_employer(world: World) -> None:
    copies = [ad for ad in world.night(1).ads if ad.stratum is Stratum.AGENCY]
    assert len(copies) > 30
    for ad in copies:
        assert ad.vacancy.employer.name not in ad.html


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_texts_of_different_vacancies_differ(world: World, language: str) -> None:
    by_employer: dict[str, list[Ad]] = {}
    for ad in world.night(1).ads:
        if ad.stratum is Stratum.ORIGINAL and ad.language == language and "twin" not in ad.vacancy.identifier:
            by_employer.setdefault(ad.vacancy.employer.name, []).append(ad)
    shared = [
        len(one & other) / min(len(one), len(other))
        for ads in by_employer.values()
        for one, other in combinations([shingles(ad.html) for ad in ads], 2)
    ]
    assert max(shared) <= 0.6
    assert sum(shared) / len(shared) <= 0.3


def test_no_layout_or_heading_carries_the_board(world: World) -> None:
    openings = Counter(ad.html[:24] for ad in world.night(1).ads if ad.source != "forem")
    assert openings.most_common(1)[0][1] < 0.1 * len(world.night(1).ads)


def test_every_idea_speaks_three_languages() -> None:
    for ideas in bank().values():
        for idea in ideas:
            assert {"nl", "fr", "en"} <= set(idea.languages)


def test_tables_hold_together() -> None:
    assert len({(one.source, one.board) for one in employers() if one.board}) == len(
        [one for one in employers() if one.board]
    )
    assert all(
        re.fullmatch(r"\d{5}", town.nis_code) and re.fullmatch(r"\d{4}", town.postal_code) for town in towns().values()
    )
    assert {work.role for work in works()} == {*Role, None}
    assert all(work.tasks in bank() for work in works())
