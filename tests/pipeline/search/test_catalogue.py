"""Searching: filters against a slow reading of the same rules, counts, pages, and following the tables."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from models.posting import RequiredLanguage, Skill
from models.store.engine import open_engine
from models.store.schema import upgrade
from models.store.unit_of_work import UnitOfWork
from models.vacancy import Vacancy
from models.vocabulary import (
    Contract,
    Role,
    Seniority,
    SkillKind,
    VacancyStatus,
    WorkMode,
)
from pipeline.market.moment import BRUSSELS
from pipeline.reference.places import distance_km
from pipeline.search.catalogue import Catalogue
from pipeline.search.facets import FACETS
from pipeline.search.filters import QueryError
from pipeline.search.loading import Mark
from pipeline.search.records import SearchQuery
from pipeline.search.rows import words_of
from tests.pipeline.search.world import NOW, keep, market, place, posting, salary, vacancy, vacancy_id

SLOW: dict[str, tuple[SearchQuery, Callable[[Vacancy], bool]]] = {
    "role": (
        SearchQuery(roles=(Role.BACKEND_DEVELOPER, Role.DATA_ENGINEER)),
        lambda v: v.posting.role in (Role.BACKEND_DEVELOPER, Role.DATA_ENGINEER),
    ),
    "level or unstated": (
        SearchQuery(levels=("senior", "not_stated")),
        lambda v: v.posting.seniority in (Seniority.SENIOR, None),
    ),
    "work mode": (SearchQuery(work_modes=("hybrid",)), lambda v: v.posting.work_mode is WorkMode.HYBRID),
    "contract": (SearchQuery(contracts=("freelance",)), lambda v: v.posting.contract is Contract.FREELANCE),
    "all skills": (
        SearchQuery(skills=("java", "docker")),
        lambda v: {"java", "docker"} <= {skill.slug for skill in v.posting.skills},
    ),
    "language": (
        SearchQuery(languages=("nl", "fr")),
        lambda v: any(x.code in ("nl", "fr") and x.required for x in v.posting.required_languages),
    ),
    "no language": (SearchQuery(languages=("not_stated",)), lambda v: not v.posting.required_languages),
    "pay stated": (SearchQuery(pay=("stated",)), lambda v: _stated(v)),
    "pay not stated": (SearchQuery(pay=("not_stated",)), lambda v: not _stated(v)),
    "office days": (
        SearchQuery(office_days_max=2),
        lambda v: v.posting.office_days is not None and v.posting.office_days <= 2,
    ),
    "source": (SearchQuery(sources=("beta",)), lambda v: any(key.source == "beta" for key in v.members)),
    "words": (
        SearchQuery(q="JAVA firm"),
        lambda v: (
            {"java", "firm"}
            <= set(
                words_of(f"{v.posting.title} {_employer(v)} {' '.join(f'{s.name} {s.slug}' for s in v.posting.skills)}")
            )
        ),
    ),
    "place": (
        SearchQuery(place="30000"),
        lambda v: v.posting.work_mode is not WorkMode.REMOTE and any(p.province == "30000" for p in v.posting.places),
    ),
    "around": (
        SearchQuery(latitude=51.2, longitude=3.22, radius_km=40),
        lambda v: (
            v.posting.work_mode is not WorkMode.REMOTE
            and any(distance_km(51.2, 3.22, p.latitude, p.longitude) <= 40 for p in v.posting.places)
        ),  # type: ignore[arg-type]
    ),
}


def _stated(v: Vacancy) -> bool:
    pay = v.posting.base_salary
    return pay is not None and not pay.estimated and (pay.min is not None or pay.max is not None)


def _employer(v: Vacancy) -> str:
    return v.posting.hiring_organization.name if v.posting.hiring_organization else ""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalogue, list[Vacancy]]:
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('catalogue')}/market.sqlite3")
    upgrade(engine)
    items = market(engine, 400)
    return Catalogue(engine, clock=lambda: NOW, check_every=0), items


def _listed(items: list[Vacancy], now: Any) -> list[Vacancy]:
    return [
        v
        for v in items
        if v.status is not VacancyStatus.CLOSED
        and now - v.last_confirmed < timedelta(days=7)
        and not (v.posting.valid_through and v.posting.valid_through < NOW.date())
    ]


@pytest.mark.parametrize("name", SLOW)
def test_a_filter_finds_what_its_rule_says(filled: tuple[Catalogue, list[Vacancy]], name: str) -> None:
    catalogue, items = filled
    query, rule = SLOW[name]
    expected = {v.id for v in _listed(items, catalogue.state().study.moment.at) if rule(v)}
    assert expected, "the example finds nothing and shows nothing"
    assert {hit.vacancy.id for hit in _all(catalogue, query)} == expected


def _all(catalogue: Catalogue, query: SearchQuery, limit: int = 200) -> list[Any]:
    hits: list[Any] = []
    cursor = ""
    while True:
        page = catalogue.search(replace(query, limit=limit, cursor=cursor))
        hits += page.hits
        cursor = page.next_cursor
        if not cursor:
            assert len(hits) == page.total
            return hits


@pytest.mark.parametrize("sort", ["newest", "pay", "distance"])
def test_pages_neither_repeat_nor_skip(filled: tuple[Catalogue, list[Vacancy]], sort: str) -> None:
    catalogue, _ = filled
    query = SearchQuery(sort=sort, latitude=51.2, longitude=3.22)
    whole = [hit.vacancy.id for hit in _all(catalogue, query)]
    assert len(set(whole)) == len(whole)
    assert [hit.vacancy.id for hit in _all(catalogue, query, limit=7)] == whole


def test_orders(filled: tuple[Catalogue, list[Vacancy]]) -> None:
    catalogue, _ = filled
    newest = _all(catalogue, SearchQuery())
    seen = [hit.vacancy.first_seen.astimezone(BRUSSELS).date() for hit in newest]
    days = [min(hit.vacancy.posting.date_posted or day, day) for hit, day in zip(newest, seen, strict=True)]
    assert days == sorted(days, reverse=True)
    near = [hit.distance_km for hit in _all(catalogue, SearchQuery(sort="distance", latitude=51.2, longitude=3.2))]
    known = [km for km in near if km is not None]
    assert known == sorted(known)
    assert None not in near[: len(known)], "those without a point come last"


def test_counts_of_a_group_leave_its_own_filter_aside(filled: tuple[Catalogue, list[Vacancy]]) -> None:
    catalogue, _ = filled
    chance = random.Random(3)
    for _ in range(12):
        chosen: dict[str, Any] = {
            "levels": tuple(chance.sample(["senior", "junior", "not_stated"], chance.randint(0, 2))),
            "work_modes": tuple(chance.sample(["hybrid", "remote", "not_stated"], chance.randint(0, 2))),
            "pay": tuple(chance.sample(["stated"], chance.randint(0, 1))),
            "languages": tuple(chance.sample(["nl", "fr", "not_stated"], chance.randint(0, 2))),
        }
        page = catalogue.search(SearchQuery(**chosen, facets=FACETS, limit=0))
        for group, field in (
            ("level", "levels"),
            ("work_mode", "work_modes"),
            ("pay", "pay"),
            ("language", "languages"),
        ):
            for value in page.facets[group]:
                alone = catalogue.search(SearchQuery(**{**chosen, field: (value.value,)}, limit=0))
                assert value.count == alone.total, (group, value)
                assert value.selected == (value.value in chosen[field])


def test_a_count_of_skills_says_what_is_left_when_it_is_chosen_too(filled: tuple[Catalogue, list[Vacancy]]) -> None:
    catalogue, _ = filled
    page = catalogue.search(SearchQuery(skills=("java",), facets=("skill",), limit=0))
    for value in page.facets["skill"]:
        assert value.count == catalogue.search(SearchQuery(skills=("java", value.value), limit=0)).total


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        (SearchQuery(levels=("senor",)), "senior"),
        (SearchQuery(skills=("pythn",)), "python"),
        (SearchQuery(sort="newst"), "newest"),
        (SearchQuery(facets=("levl",)), "level"),
        (SearchQuery(place="99999"), None),
        (SearchQuery(sort="distance"), None),
        (SearchQuery(cursor="nonsense"), None),
        (SearchQuery(cell="pay.what"), None),
        (SearchQuery(cell="new.all.all.01000.2025-01-01.2026-01-01", part="colour:red"), None),
        (SearchQuery(limit=201), None),
    ],
)
def test_what_cannot_be_answered_is_refused(
    filled: tuple[Catalogue, list[Vacancy]], query: SearchQuery, nearest: str | None
) -> None:
    with pytest.raises(QueryError) as refused:
        filled[0].search(query)
    assert refused.value.nearest == nearest


def test_a_cursor_of_another_order_is_refused(filled: tuple[Catalogue, list[Vacancy]]) -> None:
    page = filled[0].search(SearchQuery(limit=2))
    with pytest.raises(QueryError, match="sort=newest"):
        filled[0].search(SearchQuery(limit=2, sort="pay", cursor=page.next_cursor))


def test_the_catalogue_follows_the_tables(engine: Engine) -> None:
    now = [NOW]
    catalogue = Catalogue(engine, clock=lambda: now[0], check_every=0)
    assert catalogue.search(SearchQuery()).total == 0
    keep(engine, [vacancy(1), vacancy(2, posting(2, title="Data engineer", role=Role.DATA_ENGINEER))])
    assert catalogue.search(SearchQuery()).total == 2
    before = catalogue.state()
    keep(engine, [vacancy(1, posting(1, title="Rust developer"))])
    assert [hit.vacancy.posting.title for hit in catalogue.search(SearchQuery(q="rust")).hits] == ["Rust developer"]
    assert catalogue.search(SearchQuery(q="backend")).total == 0, "the words of the old title are gone"
    assert catalogue.search(SearchQuery(q="backend"), before).total == 1, "a picture once given does not change"
    with UnitOfWork(engine) as unit:
        unit.vacancies.remove(vacancy_id(2), into=vacancy_id(1))
        unit.commit()
    keep(engine, [vacancy(1, posting(1, title="Go developer"))])
    keep(engine, [vacancy(3)])
    assert {hit.vacancy.id for hit in catalogue.search(SearchQuery(roles=(Role.BACKEND_DEVELOPER,))).hits} == {
        vacancy_id(1),
        vacancy_id(3),
    }


def test_confirmations_arrive_without_an_event(engine: Engine) -> None:
    now = [NOW]
    catalogue = Catalogue(engine, clock=lambda: now[0], check_every=0)
    keep(engine, [vacancy(1)])
    assert catalogue.state().counts(None, None).open_now == 1
    token = catalogue.state().token
    now[0] = NOW + timedelta(days=3)
    assert catalogue.state().counts(None, None).open_now == 0, "unconfirmed for 48 hours: out of the counts"
    assert catalogue.search(SearchQuery()).total == 1, "but still in the lists"
    assert catalogue.state().token != token
    with UnitOfWork(engine) as unit:
        unit.vacancies.touch(vacancy_id(1), now[0] - timedelta(hours=1))
        unit.commit()
    assert catalogue.state().counts(None, None).open_now == 1
    assert catalogue.search(SearchQuery()).hits[0].vacancy.last_confirmed == now[0] - timedelta(hours=1)
    now[0] = NOW + timedelta(days=11)
    assert catalogue.search(SearchQuery()).total == 0, "unseen for 7 days: out of the lists"


def test_a_fully_remote_vacancy_counts_in_the_country_only(engine: Engine) -> None:
    keep(engine, [vacancy(1, posting(1, work_mode=WorkMode.REMOTE, places=(place("31005"),))), vacancy(2)])
    state = Catalogue(engine, clock=lambda: NOW, check_every=0).state()
    here, country = state.counts(Role.BACKEND_DEVELOPER, "bruges"), state.counts(Role.BACKEND_DEVELOPER, None)
    assert (here.open_now, here.nearby, here.remote) == (1, 1, 1)
    assert (country.open_now, country.remote) == (2, 1)


def test_estimates_are_not_pay(engine: Engine) -> None:
    keep(engine, [vacancy(1, posting(1, base_salary=salary(3000, 4000, estimated=True)))])
    catalogue = Catalogue(engine, clock=lambda: NOW, check_every=0)
    assert catalogue.search(SearchQuery(pay=("stated",))).total == 0
    assert catalogue.search(SearchQuery(pay_min=1)).total == 0


def test_words_are_folded_and_half_typed_ones_complete(engine: Engine, tmp_path: Path) -> None:
    view = posting(
        1,
        title="Développeur C++ (Liège)",
        skills=(Skill(slug="c#", name="C#", kind=SkillKind.LANGUAGE),),
        required_languages=(RequiredLanguage(code="fr"),),
    )
    keep(engine, [vacancy(1, view)])
    catalogue = Catalogue(engine, clock=lambda: NOW, check_every=0)
    for text, found in (("DEVELOPPEUR", 1), ("liege c++", 1), ("c#", 1), ("dévelo", 1), ("eveloppeur", 0), ("java", 0)):
        assert catalogue.search(SearchQuery(q=text)).total == found, text


@pytest.mark.parametrize("background", [False, True])
def test_many_may_ask_first_at_the_same_time(engine: Engine, background: bool) -> None:
    keep(engine, [vacancy(number) for number in range(200)])
    catalogue = Catalogue(engine, clock=lambda: NOW, background=background)
    with ThreadPoolExecutor(8) as pool:
        sizes = list(pool.map(lambda _: catalogue.state().dataset.columns.size, range(8)))
    assert sizes == [200] * 8
    for thread in threading.enumerate():
        if thread.name == "catalogue":
            thread.join()


def test_in_the_background_nobody_waits_for_a_new_picture(engine: Engine) -> None:
    keep(engine, [vacancy(1)])
    catalogue = Catalogue(engine, clock=lambda: NOW, check_every=0, background=True)
    assert catalogue.market(Role.BACKEND_DEVELOPER, "bruges").counts.open_now == 1
    keep(engine, [vacancy(2)])
    until = time.monotonic() + 120
    while catalogue.state().counts(Role.BACKEND_DEVELOPER, "bruges").open_now != 2:
        assert time.monotonic() < until, "the new picture never came"
        time.sleep(0.02)
    for thread in threading.enumerate():
        if thread.name == "catalogue":
            thread.join()


def test_no_figure_is_computed_before_the_data_came_in() -> None:
    """The moment of an answer is the beginning of the hour, so that answers can be kept; news moves it on at once."""
    noon = NOW.replace(hour=12, minute=0, second=0, microsecond=0)
    now, came = noon + timedelta(minutes=45), noon + timedelta(minutes=40, seconds=9)
    assert Mark(ingested=noon - timedelta(hours=5)).moment(now).at == noon
    assert Mark(ingested=came).moment(now).at == came
    assert Mark(ingested=now + timedelta(minutes=1)).moment(now).at == noon
    assert Mark().moment(now).at == noon
