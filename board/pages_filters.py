"""The filters of a list as one GET form: a query string in; a search, chips, and links with one filter less out.

A page is lenient where the API is strict: addresses travel through mail and chat, so what a parameter does not take is
left out, and names that are no filter of ours are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from board.language import Words
from board.pages_words import scope_name
from models.vocabulary import Role
from pipeline.reference.places import COUNTRY
from pipeline.reference.skills import technologies
from pipeline.search.records import VALUES, FacetValue, SearchQuery
from pipeline.search.spots import Spot, find_spot

NOT_STATED = "not_stated"
PAGE_SIZE = 20
POSTED = (1, 7, 30)
RADII = (10, 25, 50)
OFFICE_DAYS = (1, 2, 3)
SORTS = ("newest", "pay", "distance")
_CURSOR = re.compile(r"[A-Za-z0-9_-]{1,300}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_MOST = 12


@dataclass(frozen=True, slots=True)
class Group:
    """A group of check boxes: its parameter, the field of `SearchQuery`, the facet, and where its values have names."""

    parameter: str
    field: str
    facet: str
    names: str


GROUPS = (
    Group("level", "levels", "level", "level"),
    Group("pay", "pay", "pay", "pay"),
    Group("remote", "work_modes", "work_mode", "work_mode"),
    Group("language", "languages", "language", "tongue"),
    Group("contract", "contracts", "contract", "contract"),
    Group("employer_type", "employer_kinds", "employer_kind", "employer_kind"),
    Group("skill", "skills", "skill", ""),
)
_ROLE = Group("role", "roles", "role", "role")


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What a visitor chose."""

    q: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Parameter of a group → values."""
    place: str = ""
    """A postal code or the name of a place, as typed; only the search page asks for it."""
    posted: int | None = None
    """Appeared in the last so many days."""
    radius_km: int | None = None
    office_days_max: int | None = None
    sort: str = "newest"
    cursor: str = ""

    @property
    def filtered(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.q or any(self.chosen.values()) or self.place or self.posted or self.radius_km) or (
            self.office_days_max is not None
        )

    @property
    def spot(self) -> Spot | None:
        """The place that was typed, ``None`` where there is none or we do not know it."""
        return find_spot(self.place) if self.place else None

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query string's pairs, in one order for all spellings; the cursor is left out."""
        single = (
            ("q", self.q),
            ("place", self.place),
            ("posted", self.posted),
            ("radius_km", self.radius_km),
            ("office_days_max", self.office_days_max),
            ("sort", self.sort if self.sort != "newest" else ""),
        )
        found = [(name, str(value)) for name, value in single if value not in (None, "")]
        return found + [(name, value) for name, values in self.chosen.items() for value in values]

    def link(self, path: str, **more: str) -> str:
        """Return the address of this choice at ``path``."""
        query = urlencode([*self.pairs(), *more.items()])
        return f"{path}?{query}" if query else path

    def feed(self, language: str) -> str:
        """Return the address of the feed of this choice; it begins with the newest, so day and order are left out."""
        left_out = ("place", "posted", "radius_km", "sort")
        pairs = [("lang", language), *(pair for pair in self.pairs() if pair[0] not in left_out)]
        if self.spot:
            pairs.append(("scope", self.spot.scope.code))
            if self.radius_km and self.spot.point:
                point = zip(("lat", "lon"), self.spot.point, strict=True)
                pairs += [("radius_km", str(self.radius_km)), *((name, str(degrees)) for name, degrees in point)]
        return f"/feeds/search.atom?{urlencode(pairs)}"

    def without(self, parameter: str, value: str) -> Choice:
        """Return the choice with one filter less."""
        if parameter in self.chosen:
            left = tuple(item for item in self.chosen[parameter] if item != value)
            return replace(self, chosen={**self.chosen, parameter: left}, cursor="")
        nothing: Any = "" if parameter in ("q", "place") else None
        return replace(self, cursor="", **{parameter: nothing})

    def chips(self, words: Words) -> list[tuple[str, Choice]]:
        """Return (what is filtered on, the choice without it)."""
        found = [] if not self.q else [(words("site.quoted", words=self.q), self.without("q", ""))]
        if self.spot:
            found.append((scope_name(words, self.spot.scope), self.without("place", "")))
        if self.posted:
            found.append((words("market.posted_days", self.posted), self.without("posted", "")))
        if self.radius_km:
            found.append((words("market.radius", km=self.radius_km), self.without("radius_km", "")))
        if self.office_days_max is not None:
            days = words("market.office_days", self.office_days_max)
            found.append((_told(words, "office_days_max", days), self.without("office_days_max", "")))
        for group in (_ROLE, *GROUPS):
            for value in self.chosen.get(group.parameter, ()):
                label = value_name(words, group, value)
                if value == NOT_STATED:
                    label = _told(words, group.parameter, label)
                found.append((label, self.without(group.parameter, value)))
        return found

    def query(self, today: date, **fixed: Any) -> SearchQuery:
        """Return the search; ``fixed`` are the fields that the page itself decides."""
        values: dict[str, Any] = {group.field: self.chosen.get(group.parameter, ()) for group in GROUPS}
        values["roles"] = tuple(Role(value) for value in self.chosen.get("role", ()))
        city, country = fixed.pop("city", None), fixed.pop("country", False)
        spot = find_spot(city) if city else self.spot
        values["place"] = spot.scope.code if spot else COUNTRY if country else ""
        if spot and spot.point:
            latitude, longitude = spot.point
            values |= {"latitude": latitude, "longitude": longitude, "radius_km": self.radius_km}
        sort = self.sort if self.sort != "distance" or (spot and spot.point) else "newest"
        return SearchQuery(
            **{
                **values,
                "q": self.q,
                "office_days_max": self.office_days_max,
                "posted_since": today - timedelta(days=self.posted - 1) if self.posted else None,
                "sort": sort,
                "cursor": self.cursor,
                "limit": PAGE_SIZE,
                "facets": tuple(group.facet for group in GROUPS),
                **fixed,
            }
        )


def read_choice(query: QueryParams, *, with_place: bool = False) -> Choice:
    """Return what a query string chooses; what is no value of a filter is left out.

    ``with_place`` reads a place too (``city`` is its older name); without one nothing can be near or far.
    """
    chosen = {
        group.parameter: tuple(
            dict.fromkeys(value for value in _split(query.getlist(group.parameter)) if _takes(group, value))
        )
        for group in (_ROLE, *GROUPS)
    }
    place = " ".join((query.get("place") or query.get("city", "")).split())[:80] if with_place else ""
    measurable = not with_place or bool((spot := find_spot(place)) and spot.point)
    sort, cursor = query.get("sort", ""), query.get("cursor", "")
    return Choice(
        q=" ".join(query.get("q", "").replace("\0", " ").split())[:200],
        chosen={name: values for name, values in chosen.items() if values},
        place=place,
        posted=_among(query.get("posted"), POSTED),
        radius_km=_among(query.get("radius_km"), RADII) if measurable else None,
        office_days_max=_among(query.get("office_days_max"), (0, *OFFICE_DAYS)),
        sort=sort if sort in SORTS and (measurable or sort != "distance") else "newest",
        cursor=cursor if _CURSOR.fullmatch(cursor) else "",
    )


def _split(values: list[str]) -> list[str]:
    return [part for value in values for part in value.split(",")][:40]


def _takes(group: Group, value: str) -> bool:
    if group.parameter == "skill":
        return value in technologies()
    if group.parameter == "role":
        return value in set(Role)
    if group.parameter == "language":
        return value == NOT_STATED or bool(_LANGUAGE.fullmatch(value))
    return value in (*VALUES[group.facet], NOT_STATED)


def _among(text: str | None, known: tuple[int, ...]) -> int | None:
    return next((number for number in known if str(number) == text), None)


def _told(words: Words, parameter: str, value: str) -> str:
    """Return a value that says too little without the name of its group."""
    return f"{words(f'market.group_{parameter}')}{words('site.colon')} {value}"


def value_name(words: Words, group: Group, value: str) -> str:
    """Return what a value of a group is called."""
    if group.parameter == "skill":
        return technologies()[value].name if value in technologies() else value
    return words.label(group.names, value)


@dataclass(frozen=True, slots=True)
class Option:
    """One check box."""

    value: str
    name: str
    count: int
    selected: bool


def options(words: Words, group: Group, facet: tuple[FacetValue, ...]) -> list[Option]:
    """Return the check boxes of a group: closed lists in their own order, others by count; "not stated" last."""
    order = VALUES.get(group.facet, ())
    values = sorted(
        facet, key=lambda item: (item.value == NOT_STATED, order.index(item.value) if item.value in order else 0)
    )
    if not order:
        rest = [item for item in values if item.value == NOT_STATED]
        values = [item for item in values if item.value != NOT_STATED]
        values = [item for number, item in enumerate(values) if number < _MOST or item.selected] + rest
    return [Option(item.value, value_name(words, group, item.value), item.count, item.selected) for item in values]
