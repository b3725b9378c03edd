"""What the figures of a market page are drawn and listed from: charts, rows, and the link behind every number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from board.addresses import cities
from board.charts import Bar, area_map, nice_ticks, range_chart, week_chart
from board.facts import city_facts, role_facts, surveys
from board.language import Words
from board.pages_words import initial, role_words, scope_name
from models.vocabulary import Role
from pipeline.market.evidence import part_of, receipt_of
from pipeline.market.figures import week_cell
from pipeline.market.receipts import Receipt
from pipeline.market.records import Comparison, MarketPage, PayRow
from pipeline.market.scopes import centre
from pipeline.market.study import ENOUGH, Study
from pipeline.reference.places import arrondissements, distance_km, municipalities, provinces
from pipeline.search.catalogue import State

QUARTER = 13
"""Weeks."""
LISTED = 10
"""Municipalities that a page lists."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number in a table, with its name and the query string that leads to the vacancies behind it."""

    name: str
    n: int
    evidence: str
    wider: bool = False
    """Whether it is the sum over those below it: a province above its arrondissements."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All IT vacancies of a city, as the page of one role tells of them."""

    year: Receipt
    open_now: Receipt
    busiest: tuple[tuple[Role, int], ...]
    """Roles and their open vacancies, the most first."""


def sections_context(
    words: Words, state: State, page: MarketPage, forms: Mapping[str, str], *, hiring: bool
) -> dict[str, Any]:
    """Return what the sections below the list show: figures and curated facts, the same whatever is filtered."""
    study, role, city = state.study, page.role, page.city
    today = study.moment.today
    return {
        "page": page,
        "forms": forms,
        "hiring": hiring,
        "role": role,
        "city": city,
        **figures_context(words, state, page),
        "country": state.market(role, None) if city and role and hiring else None,
        "scene": _scene(study, city) if city and role else None,
        "facts": city_facts(city, words.language, today) if city else None,
        "about": role_facts(role, words.language, today) if role else None,
        "surveys": surveys(words.language, today),
        "roles": {item.value: role_words(words, item) for item in Role},
    }


def _scene(study: Study, city: str) -> Scene:
    area = cities()[city].nis
    counts = [(role, study.count(study.cell("open", role, area))) for role in Role]
    return Scene(
        year=receipt_of(study, study.cell("new", None, area)),
        open_now=receipt_of(study, study.cell("open", None, area)),
        busiest=tuple(sorted(counts, key=lambda item: (-item[1], item[0]))[:2]),
    )


def figures_context(words: Words, state: State, page: MarketPage) -> dict[str, Any]:
    """Return what the templates of the figures show."""
    periods = _periods(words, state.study, page)
    return {
        "pay_chart": _pay_chart(words, page.pay),
        "quarterly": _quarterly(page),
        "periods": periods,
        "period_chart": _period_chart(words, page, periods),
        "change": _change(words, page),
        **map_context(words, state, page),
        "municipalities": _municipalities(words, state.study, page),
        "elsewhere": nearest_first(page),
        "title_evidence": lambda title: part_of(page.receipts.titles.evidence, f"title:{title}"),
    }


def map_context(words: Words, state: State, page: MarketPage) -> dict[str, Any]:
    """Return the map of open vacancies, and the same numbers as rows."""
    return {
        "map": area_map(words("work.map"), dict(page.areas), words.language, _arrondissement(page.city)),
        "areas": _areas(words, state.study, page),
    }


def _pay_chart(words: Words, rows: tuple[PayRow, ...]) -> Any:
    """Return measured months and reference years on one scale of gross euros a month."""
    bars = []
    for row in rows:
        label = initial(words.label("level", row.level.value if row.level else "all"))
        if row.p25 is not None and row.p75 is not None and row.unit == "month":
            note = scope_name(words, row.receipt.scope) if row.receipt else ""
            bars.append(Bar(label, row.p25, row.p75, row.p50, note=note))
        elif row.reference is not None:
            low, high = row.reference.year_min / 12, row.reference.year_max / 12
            bars.append(Bar(label, low, high, note=f"{words('salary.reference')} (÷ 12)", reference=True))
    if not bars:
        return ""
    ticks = nice_ticks(min(bar.low for bar in bars), max(bar.high for bar in bars), 4)
    return range_chart(words("salary.chart"), bars, [(tick, words.money(tick)) for tick in ticks])


def _quarterly(page: MarketPage) -> bool:
    """Say whether weeks would be mostly empty, so that quarters are shown."""
    return page.demand.new_365 < ENOUGH


def _periods(words: Words, study: Study, page: MarketPage) -> list[Count]:
    """Return the last 52 weeks, or the four quarters they make, oldest first."""
    size, weeks, found = QUARTER if _quarterly(page) else 1, page.demand.weeks, []
    for start in range(0, len(weeks), size):
        some = weeks[start : start + size]
        cell = week_cell(study, page.role, page.scope.code, some[0][0], len(some))
        found.append(Count(words.day(some[0][0]), sum(count for _, count in some), cell.query()))
    return found


def _period_chart(words: Words, page: MarketPage, periods: list[Count]) -> Any:
    if not periods:
        return ""
    title, highest = (
        ("demand.quarters", "demand.highest_quarter") if _quarterly(page) else ("demand.chart", "demand.highest")
    )
    top = words(highest, n=words.number(max(period.n for period in periods)))
    return week_chart(words(title), [period.n for period in periods], periods[0].name, periods[-1].name, top)


def _change(words: Words, page: MarketPage) -> str:
    """Return how much more or less than a year before; empty where either year has too few for a percentage."""
    before, same = page.demand.before_365, page.demand.same_365
    if before is None or same is None or min(before, same) < ENOUGH:
        return ""
    change = same / before - 1
    return f"{'+' if change >= 0 else '−'}{words.percent(abs(change))}"


def _areas(words: Words, study: Study, page: MarketPage) -> list[Count]:
    """Return every province with its arrondissements under it, the busiest first; those without a vacancy left out."""
    counts = {code: count for code, count in page.areas if count}
    inside: dict[str, list[str]] = {}
    for code, area in arrondissements().items():
        inside.setdefault(next((parent for parent in area.parents if parent in provinces()), code), []).append(code)

    def named(code: str, names: Mapping[str, str], *, wider: bool) -> Count:
        cell = study.cell("open", page.role, code)
        return Count(names[words.language], counts[code], cell.query(), wider)

    found = []
    for code in sorted(inside, key=lambda code: (-counts.get(code, 0), code)):
        if code in provinces() and code in counts:
            found.append(named(code, provinces()[code].names, wider=True))
        below = [one for one in inside[code] if one in counts]
        found += [
            named(one, arrondissements()[one].names, wider=one == code)
            for one in sorted(below, key=lambda one: (-counts[one], one))
        ]
    return found


def _municipalities(words: Words, study: Study, page: MarketPage) -> list[Count]:
    return [
        Count(municipalities()[code].names[words.language], n, study.cell("open", page.role, code).query())
        for code, n in page.municipalities[:LISTED]
    ]


def nearest_first(page: MarketPage) -> list[Comparison]:
    """Return the same role in other cities, from near to far; in the order of the board where no city was asked for."""
    if page.city is None:
        return list(page.elsewhere)
    here = centre(page.city)
    return sorted(page.elsewhere, key=lambda row: distance_km(*here, *centre(row.city)))


def _arrondissement(city: str | None) -> str | None:
    return next((code for code in cities()[city].ladder if code in arrondissements()), None) if city else None
