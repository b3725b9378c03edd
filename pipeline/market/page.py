"""Everything computed for one market, in one call: columns and a moment in, a `MarketPage` out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from models.vocabulary import Role, WorkMode
from pipeline.market.columns import Columns
from pipeline.market.demand import demand
from pipeline.market.employers import employers
from pipeline.market.evidence import receipt_of
from pipeline.market.parts import NEARBY_KM
from pipeline.market.pay import LEVELS, day_rate, local_pay, pay_row
from pipeline.market.receipts import Scope, ScopeKind
from pipeline.market.records import Comparison, CountReceipts, Counts, Freshness, MarketPage
from pipeline.market.scopes import ladder
from pipeline.market.shares import (
    SKILL_KINDS,
    TOOLS,
    benefit_rows,
    english_only,
    language_rows,
    pay_stated,
    pay_trend,
    skill_rows,
    work_rows,
)
from pipeline.market.study import Study
from pipeline.reference.places import CITIES, COUNTRY, arrondissements, municipalities, provinces

INDEXABLE_OPEN, INDEXABLE_YEAR = 3, 10
"""A page is for search engines with so many open vacancies within 25 km, or so many in a year."""
TITLES = 12
MUNICIPALITIES = 40
_BY_TITLE = "vacancies that appeared in the window, by title"


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceHealth:
    """What the run ledger says of one source."""

    name: str
    title: str
    first_run: date | None
    """Since when it is read with success."""
    last_run: datetime | None
    good: bool
    """Whether its last run proved itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dataset:
    """What pages are computed from: the columns, and what stands beside them."""

    columns: Columns
    version: str
    sequence: int
    health: tuple[SourceHealth, ...] = ()


def market_page(dataset: Dataset, role: Role | None, city: str | None, study: Study) -> MarketPage:
    """Return the page of ``role`` (all for ``None``) in ``city`` (Belgium for ``None``). Raises `KeyError` on a city.

    ``study`` holds the columns at the moment of the page; pages of one dataset may share it.
    """
    scopes = ladder(city)
    scope = scopes[0]
    counts = market_counts(study, role, city)
    return MarketPage(
        role=role,
        city=city,
        scope=scope,
        counts=counts,
        receipts=_receipts(study, role, city),
        freshness=_freshness(dataset, study, role, scope),
        pay=tuple(pay_row(study, role, level, scopes, city) for level in LEVELS),
        pay_stated=pay_stated(study, role, scopes),
        pay_trend=pay_trend(study, role, scopes),
        benefits=benefit_rows(study, role, scopes),
        day_rate=day_rate(study, role, scopes),
        demand=demand(study, role, scope, _first_runs(dataset)),
        skills=skill_rows(study, role, scopes, SKILL_KINDS),
        tools=skill_rows(study, role, scopes, TOOLS),
        languages=language_rows(study, role, scopes),
        english_only=english_only(study, role, scopes),
        work=work_rows(study, role, scopes),
        municipalities=_municipalities(study, role, scopes),
        areas=_areas(study, role),
        employers=employers(study, role, scopes),
        elsewhere=_elsewhere(study, role, city),
        other_roles=_other_roles(study, role, city),
        title_variants=_titles(study, role, scopes),
        indexable=is_indexable(counts),
        dataset_version=dataset.version,
        sequence=dataset.sequence,
        computed_at=study.moment.at,
    )


def is_indexable(counts: Counts) -> bool:
    """Say whether search engines may keep the page: a market of next to nothing is a doorway, not a page."""
    return counts.nearby >= INDEXABLE_OPEN or counts.new_365 >= INDEXABLE_YEAR


def market_counts(study: Study, role: Role | None, city: str | None) -> Counts:
    """Return the numbers of the headline."""
    area = ladder(city)[0].code
    here = study.rows(study.cell("open", role, area))
    country = study.rows(study.cell("open", role, COUNTRY))
    nearby = len(country)
    if city is not None:
        near = study.kilometres(city) <= NEARBY_KM
        nearby = int(np.count_nonzero(near[country]) + np.count_nonzero(~near[here]))
    return Counts(
        open_now=len(here),
        nearby=nearby,
        remote=int(np.count_nonzero(study.part("mode:remote")[country])),
        new_7=study.count(study.cell("new", role, area, days=7)),
        new_365=study.count(study.cell("new", role, area)),
    )


def _receipts(study: Study, role: Role | None, city: str | None) -> CountReceipts:
    scopes = ladder(city)
    here = scopes[0].code
    now, country = study.cell("open", role, here), study.cell("open", role, COUNTRY)
    titles = study.enough("new", role, scopes, _BY_TITLE)
    return CountReceipts(
        open_now=receipt_of(study, now),
        nearby=receipt_of(study, country, f"near:{city}") if city else receipt_of(study, country),
        remote=receipt_of(study, country, f"mode:{WorkMode.REMOTE}"),
        new_7=receipt_of(study, study.cell("new", role, here, days=7)),
        new_30=receipt_of(study, study.cell("new", role, here, days=30)),
        new_365=receipt_of(study, study.cell("new", role, here)),
        areas=receipt_of(study, country),
        municipalities=receipt_of(study, study.cell("open", role, _around(scopes).code)),
        titles=titles.receipt,
    )


def _first_runs(dataset: Dataset) -> Mapping[str, date]:
    return {source.name: source.first_run for source in dataset.health if source.first_run is not None}


def _freshness(dataset: Dataset, study: Study, role: Role | None, scope: Scope) -> Freshness:
    ran = [source for source in dataset.health if source.last_run is not None]
    base = study.enough("listed", role, (scope,), "vacancies in the lists; share confirmed within 24 hours")
    return Freshness(
        last_run=max((source.last_run for source in ran if source.last_run and source.good), default=None),
        sources=len(ran),
        sources_good=sum(source.good for source in ran),
        confirmed_24h=study.share(base, "confirmed:24h") if base.n else None,
        held=tuple(source.title for source in ran if not source.good),
    )


def _municipalities(study: Study, role: Role | None, scopes: tuple[Scope, ...]) -> tuple[tuple[str, int], ...]:
    """Return open vacancies by municipality in the province of the city, in the region where it has none."""
    around, known = _around(scopes).code, municipalities()
    counts = _by_area(study, role, around)
    # A vacancy with several places may lie in another province as well.
    found = [(code, count) for code, count in counts.items() if code in known and around in known[code].ladder]
    return tuple(sorted(found, key=lambda item: (-item[1], item[0]))[:MUNICIPALITIES])


def _around(scopes: tuple[Scope, ...]) -> Scope:
    kinds = (ScopeKind.PROVINCE, ScopeKind.REGION, ScopeKind.COUNTRY)
    return next(scope for kind in kinds for scope in scopes if scope.kind is kind)


def _areas(study: Study, role: Role | None) -> tuple[tuple[str, int], ...]:
    counts = _by_area(study, role, COUNTRY)
    return tuple((code, counts.get(code, 0)) for code in sorted({*arrondissements(), *provinces()}))


def _by_area(study: Study, role: Role | None, area: str) -> dict[str, int]:
    words = study.columns.words.area
    counts = study.columns.areas.counts(study.rows(study.cell("open", role, area)), len(words))
    return {code: int(count) for code, count in zip(words.words, counts, strict=False) if count}


def _elsewhere(study: Study, role: Role | None, city: str | None) -> tuple[Comparison, ...]:
    if role is None:
        return ()
    return tuple(_comparison(study, role, other.slug) for other in CITIES if other.slug != city)


def _other_roles(study: Study, role: Role | None, city: str | None) -> tuple[Comparison, ...]:
    found = [_comparison(study, other, city) for other in Role if other is not role]
    shown = [item for item in found if item.open_now or item.new_30]
    return tuple(sorted(shown, key=lambda item: (-item.open_now, -item.new_30, item.role)))


def _comparison(study: Study, role: Role, city: str | None) -> Comparison:
    scopes = ladder(city)
    now, new = study.cell("open", role, scopes[0].code), study.cell("new", role, scopes[0].code, days=30)
    return Comparison(
        role=role,
        city=city or "",
        open_now=study.count(now),
        open_evidence=now.query(),
        new_30=study.count(new),
        new_evidence=new.query(),
        pay=local_pay(study, role, scopes),
    )


def _titles(study: Study, role: Role | None, scopes: tuple[Scope, ...]) -> tuple[tuple[str, int], ...]:
    """Return the titles that ads carry here, spellings that differ in case only taken together."""
    base = study.enough("new", role, scopes, _BY_TITLE)
    folded, totals = np.unique(study.columns.folded_title[base.rows], return_counts=True)
    if len(folded) > TITLES:
        folded = folded[totals >= np.partition(totals, -TITLES)[-TITLES]]
    rows = base.rows[np.isin(study.columns.folded_title[base.rows], folded)]
    codes, counts = np.unique(study.columns.title[rows], return_counts=True)
    spellings: dict[str, Counter[str]] = {}
    for code, count in zip(codes, counts, strict=True):
        title = study.columns.words.title.words[int(code)]
        spellings.setdefault(title.casefold(), Counter())[title] += int(count)
    ranked = sorted(
        ((min(found, key=lambda title: (-found[title], title)), found.total()) for found in spellings.values()),
        key=lambda item: (-item[1], item[0]),
    )
    return tuple(ranked[:TITLES])
