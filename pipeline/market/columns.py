"""Vacancies as columns: one array per fact, so that a question over 100,000 of them takes milliseconds.

Rows in, `Columns` out. A changed vacancy becomes a new row and its old row dies, so that a picture once given to a
reader never changes under it: `Columns.extended` shares nothing that it writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

import numpy as np

from models.vocabulary import (
    Benefit,
    Contract,
    OrganizationKind,
    Role,
    Seniority,
    VacancyStatus,
    WorkMode,
)
from pipeline.market.vocabularies import UNSTATED, Bools, Floats, Ints, Longs, Ragged, Vocabulary, Words

NEVER = np.iinfo(np.int64).max
"""Second of something that has not happened."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What the market needs to know of one vacancy; money is gross EUR, ``None`` is not stated."""

    id: str
    status: VacancyStatus
    title: str
    role: Role | None = None
    level: Seniority | None = None
    mode: WorkMode | None = None
    office_days: int | None = None
    contract: Contract | None = None
    employer: str | None = None
    """Key of the organization."""
    employer_name: str = ""
    employer_kind: OrganizationKind | None = None
    areas: tuple[str, ...] = ()
    """REFNIS codes of every area it counts in; a fully remote vacancy counts in the country only."""
    points: tuple[tuple[float, float], ...] = ()
    """Latitude and longitude of its places; none for a fully remote one."""
    pay_stated: bool = False
    month: tuple[float, float] | None = None
    year: tuple[float, float] | None = None
    day: tuple[float, float] | None = None
    reach: float | None = None
    """The most that the stated pay gives a month, where it can be told."""
    benefits: tuple[Benefit, ...] = ()
    languages: tuple[tuple[str, bool], ...] = ()
    """(code, required)."""
    skills: tuple[tuple[str, bool | None], ...] = ()
    """(slug, required)."""
    sources: tuple[str, ...] = ()
    text_source: str = ""
    """The source whose text is shown."""
    posted: date | None = None
    appeared: date
    """The earlier of our first sight and the ad's own date."""
    first_seen: datetime
    last_confirmed: datetime
    closed_at: datetime | None = None
    valid_through: date | None = None
    words: tuple[str, ...] = ()
    """Folded words by which it is found."""
    in_language: str | None = None
    """Language of the ad's text."""
    changed_at: datetime
    """When the last event about it happened."""


@dataclass(frozen=True, slots=True)
class Columns:
    """All vacancies at one moment; position i of every array is vacancy ``ids[i]``."""

    words: Words
    ids: list[str]
    """Shared by all pictures; this one's are the first ``size``."""
    size: int
    alive: Bools
    closed: Bools
    unconfirmed: Bools
    role: Ints
    level: Ints
    mode: Ints
    office_days: Ints
    contract: Ints
    employer: Ints
    kind: Ints
    title: Ints
    folded_title: Ints
    in_language: Ints
    text_source: Ints
    pay_stated: Bools
    month_low: Floats
    month_high: Floats
    year_low: Floats
    year_high: Floats
    day_low: Floats
    day_high: Floats
    reach: Floats
    posted: Ints
    """Proleptic ordinal of the day, as ``appeared`` and ``valid_through``."""
    appeared: Ints
    valid_through: Ints
    first_seen: Longs
    """Seconds since 1970, as ``last_confirmed``, ``closed_at`` and ``changed_at``."""
    last_confirmed: Longs
    closed_at: Longs
    changed_at: Longs
    areas: Ragged
    skills: Ragged
    languages: Ragged
    benefits: Ragged
    sources: Ragged
    point_row: Ints
    point_latitude: Floats
    point_longitude: Floats

    def extended(self, rows: Sequence[Row], gone: Sequence[int] = ()) -> Columns:
        """Return the picture with ``rows`` added and the rows at the positions ``gone`` dead."""
        fresh = _columns(rows, self.words, self.size)
        del self.ids[self.size :]
        self.ids.extend(row.id for row in rows)
        alive = np.concatenate([self.alive, fresh.alive])
        alive[list(gone)] = False
        merged: dict[str, Any] = {
            item.name: _joined(getattr(self, item.name), getattr(fresh, item.name))
            for item in fields(Columns)
            if item.name not in ("words", "ids", "size", "alive")
        }
        return Columns(words=self.words, ids=self.ids, size=self.size + len(rows), alive=alive, **merged)

    def confirmed(self, moments: Mapping[int, int]) -> Columns:
        """Return the picture with other ``last_confirmed`` at some rows."""
        last_confirmed = self.last_confirmed.copy()
        last_confirmed[list(moments)] = list(moments.values())
        return replace(self, last_confirmed=last_confirmed)


def empty_columns() -> Columns:
    """Return the picture of no vacancies."""
    return _columns((), Words.new(), 0)


def _joined(old: object, new: object) -> object:
    if isinstance(old, Ragged) and isinstance(new, Ragged):
        return old.followed_by(new)
    assert isinstance(old, np.ndarray)
    assert isinstance(new, np.ndarray)
    return np.concatenate([old, new])


def second(moment: datetime) -> int:
    """Return ``moment`` in whole seconds since 1970."""
    return int(moment.timestamp())


def _columns(rows: Sequence[Row], words: Words, start: int) -> Columns:
    for number, row in enumerate(rows, start=start):
        for word in set(row.words):
            words.postings.setdefault(word, []).append(number)
        if row.employer is not None:
            words.employer_name[words.employer.code(row.employer)] = row.employer_name

    def ints(values: Iterable[int]) -> Ints:
        return np.fromiter(values, dtype=np.int32, count=len(rows))

    def longs(values: Iterable[int]) -> Longs:
        return np.fromiter(values, dtype=np.int64, count=len(rows))

    def floats(values: Iterable[float | None]) -> Floats:
        return np.fromiter((np.nan if value is None else value for value in values), np.float64, count=len(rows))

    def bools(values: Iterable[bool]) -> Bools:
        return np.fromiter(values, dtype=np.bool_, count=len(rows))

    def ragged(lists: Iterable[Iterable[tuple[str, bool | None]]], vocabulary: Vocabulary) -> Ragged:
        entries = [
            (number, vocabulary.code(word), -1 if flag is None else int(flag))
            for number, items in enumerate(lists, start=start)
            for word, flag in items
        ]
        table = np.array(entries, dtype=np.int32).reshape(-1, 3)
        start_at = np.searchsorted(table[:, 0], np.arange(start, start + len(rows) + 1))
        return Ragged(start_at, table[:, 0].copy(), table[:, 1].copy(), table[:, 2].astype(np.int8))

    points = [
        (number, latitude, longitude)
        for number, row in enumerate(rows, start=start)
        for latitude, longitude in row.points
    ]
    return Columns(
        words=words,
        ids=[row.id for row in rows],
        size=len(rows),
        alive=np.ones(len(rows), dtype=np.bool_),
        closed=bools(row.status is VacancyStatus.CLOSED for row in rows),
        unconfirmed=bools(row.status is VacancyStatus.UNCONFIRMED for row in rows),
        role=ints(words.role.code(row.role) for row in rows),
        level=ints(words.level.code(row.level) for row in rows),
        mode=ints(words.mode.code(row.mode) for row in rows),
        office_days=ints(UNSTATED if row.office_days is None else row.office_days for row in rows),
        contract=ints(words.contract.code(row.contract) for row in rows),
        employer=ints(words.employer.code(row.employer) for row in rows),
        kind=ints(words.kind.code(row.employer_kind) for row in rows),
        title=ints(words.title.code(row.title) for row in rows),
        folded_title=ints(words.folded_title.code(row.title.casefold()) for row in rows),
        in_language=ints(words.text_language.code(row.in_language) for row in rows),
        text_source=ints(words.source.code(row.text_source or None) for row in rows),
        pay_stated=bools(row.pay_stated for row in rows),
        month_low=floats(row.month[0] if row.month else None for row in rows),
        month_high=floats(row.month[1] if row.month else None for row in rows),
        year_low=floats(row.year[0] if row.year else None for row in rows),
        year_high=floats(row.year[1] if row.year else None for row in rows),
        day_low=floats(row.day[0] if row.day else None for row in rows),
        day_high=floats(row.day[1] if row.day else None for row in rows),
        reach=floats(row.reach for row in rows),
        posted=ints(row.posted.toordinal() if row.posted else UNSTATED for row in rows),
        appeared=ints(row.appeared.toordinal() for row in rows),
        valid_through=ints(row.valid_through.toordinal() if row.valid_through else 10**7 for row in rows),
        first_seen=longs(second(row.first_seen) for row in rows),
        last_confirmed=longs(second(row.last_confirmed) for row in rows),
        closed_at=longs(second(row.closed_at) if row.closed_at else NEVER for row in rows),
        changed_at=longs(second(row.changed_at) for row in rows),
        areas=ragged((((code, None) for code in row.areas) for row in rows), words.area),
        skills=ragged((row.skills for row in rows), words.skill),
        languages=ragged((row.languages for row in rows), words.language),
        benefits=ragged((((item, None) for item in row.benefits) for row in rows), words.benefit),
        sources=ragged((((item, None) for item in row.sources) for row in rows), words.source),
        point_row=np.fromiter((item[0] for item in points), dtype=np.int32, count=len(points)),
        point_latitude=np.fromiter((item[1] for item in points), dtype=np.float64, count=len(points)),
        point_longitude=np.fromiter((item[2] for item in points), dtype=np.float64, count=len(points)),
    )


EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Points:
    """Where the vacancies are: each point once, for many vacancies share one."""

    rows: int
    row: Ints
    """The rows that have a point, ascending; a row with several stands here as often."""
    place: Longs
    """Which point each of them has."""
    latitude: Floats
    longitude: Floats
    """Radians."""

    @classmethod
    def of(cls, columns: Columns) -> Points:
        """Return the points of all rows."""
        known, place = np.unique(columns.point_latitude + 1j * columns.point_longitude, return_inverse=True)
        return cls(columns.size, columns.point_row, place, np.radians(known.real), np.radians(known.imag))

    def distances(self, latitude: float, longitude: float) -> Floats:
        """Return for every row the kilometres to its nearest place (haversine); infinite where no point is known."""
        phi, lam = np.radians(latitude), np.radians(longitude)
        chord = np.sin((self.latitude - phi) / 2) ** 2
        chord += np.cos(phi) * np.cos(self.latitude) * np.sin((self.longitude - lam) / 2) ** 2
        kilometres = 2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(chord)))
        found = np.full(self.rows, np.inf)
        np.minimum.at(found, self.row, kilometres[self.place])
        return found
