"""A query in, one mask per group of filters out, so that counts of a group can leave its own filter aside."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from models.vocabulary import VacancyStatus
from pipeline.market.cells import Cell, CellError
from pipeline.market.columns import Columns, second
from pipeline.market.moment import BRUSSELS, listed_rows, open_rows
from pipeline.market.parts import NOT_STATED
from pipeline.market.scopes import scope
from pipeline.market.study import Study
from pipeline.market.vocabularies import UNSTATED, Bools, Floats, Ints, Vocabulary
from pipeline.reference.skills import technologies
from pipeline.search.records import VALUES, SearchQuery
from pipeline.search.rows import words_of

Masks = Mapping[str, Bools]
SORTS = ("newest", "pay", "distance")


class QueryError(ValueError):
    """A query that cannot be answered as asked: which parameter, which value, and the nearest value there is."""

    def __init__(self, parameter: str, value: str, known: Iterable[str] = (), why: str = "") -> None:
        near = difflib.get_close_matches(value.lower(), list(known), n=1, cutoff=0.5)
        self.parameter, self.value, self.nearest = parameter, value, near[0] if near else None
        hint = f"; did you mean {self.nearest!r}?" if self.nearest else ""
        super().__init__(f"{parameter}: {value!r} {why or 'is no value of it'}{hint}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, answered as far as its filters go."""

    base: Bools
    """What no facet varies: words, place, dates, status."""
    groups: Masks
    """Group → what its own filter lets through."""
    kilometres: Floats | None

    def without(self, group: str) -> Bools:
        """Return what all filters but that of ``group`` let through."""
        found = self.base.copy()
        for name, mask in self.groups.items():
            if name != group:
                found &= mask
        return found

    def everything(self) -> Bools:
        """Return what all filters let through."""
        return self.without("")


def ask(study: Study, query: SearchQuery) -> Asked:
    """Return the masks of ``query``. Raises `QueryError` on a value that is none."""
    columns = study.columns
    kilometres = None
    if query.latitude is not None and query.longitude is not None:
        kilometres = study.distances(query.latitude, query.longitude)
    base = columns.alive & (_cell(study, query) if query.cell else _statuses(study, query))
    base &= _words(columns, query.q)
    base &= _where(study, query, kilometres)
    if query.pay_min is not None:
        with np.errstate(invalid="ignore"):
            base &= columns.pay_stated & (columns.reach >= query.pay_min)
    if query.office_days_max is not None:
        base &= (columns.office_days != UNSTATED) & (columns.office_days <= query.office_days_max)
    if query.posted_since is not None:
        base &= columns.appeared >= query.posted_since.toordinal()
    if query.ids:
        base &= np.isin(np.array(columns.ids[: columns.size]), list(query.ids))
    return Asked(base, _groups(columns, query), kilometres)


def _cell(study: Study, query: SearchQuery) -> Bools:
    found = np.zeros(study.columns.size, dtype=np.bool_)
    try:
        found[study.rows(Cell.parse(query.cell))] = True
        if query.part:
            found &= study.part(query.part)
    except CellError as error:
        raise QueryError(
            "part" if query.part in str(error) and query.part else "cell", query.cell, why=f"({error})"
        ) from error
    return found


def _statuses(study: Study, query: SearchQuery) -> Bools:
    columns, wanted = study.columns, set(query.statuses)
    found = np.zeros(columns.size, dtype=np.bool_)
    counted = study.keep("open", None, lambda: open_rows(columns, study.moment))
    if VacancyStatus.ACTIVE in wanted:
        found |= counted
    if VacancyStatus.UNCONFIRMED in wanted:
        found |= study.keep("listed", None, lambda: listed_rows(columns, study.moment)) & ~counted
    if VacancyStatus.CLOSED in wanted:
        since = -1 if query.closed_since is None else _midnight(query.closed_since)
        found |= columns.closed & (columns.closed_at >= since)
    return found


def _midnight(day: date) -> int:
    return second(datetime.combine(day, datetime.min.time(), BRUSSELS))


def _words(columns: Columns, text: str) -> Bools:
    words = words_of(text)
    # A text without a word, such as an emoji, is in no ad; it must not answer with all of them.
    found = np.full(columns.size, bool(words) or not text.strip(), dtype=np.bool_)
    for word in words:
        mask = np.zeros(columns.size, dtype=np.bool_)
        mask[_rows_with(columns, word)] = True
        found &= mask
    return found


def _rows_with(columns: Columns, word: str) -> Ints:
    """Return the rows with ``word``; where nobody uses it, those with words that it begins (somebody is typing)."""
    postings = columns.words.postings
    lists = (
        [postings[word]] if word in postings else [rows for key, rows in list(postings.items()) if key.startswith(word)]
    )
    rows = np.array([row for found in lists for row in found], dtype=np.int32)
    return rows[rows < columns.size]


def _where(study: Study, query: SearchQuery, kilometres: Floats | None) -> Bools:
    inside = _in_area(study, query.place) if query.place else np.ones(study.columns.size, dtype=np.bool_)
    if kilometres is not None and query.radius_km is not None:
        near: Bools = kilometres <= query.radius_km
        inside = inside | near if query.place else near
    return inside & ~_in_area(study, query.outside) if query.outside else inside


def _in_area(study: Study, code: str) -> Bools:
    try:
        scope(code)
    except KeyError as error:
        raise QueryError("place", code, why="is no REFNIS code of 2025") from error
    found = np.zeros(study.columns.size, dtype=np.bool_)
    found[study.area(code)] = True
    return found


def _groups(columns: Columns, query: SearchQuery) -> dict[str, Bools]:
    words = columns.words
    chosen: dict[str, Bools] = {}

    def among(name: str, values: tuple[str, ...], column: Ints, vocabulary: Vocabulary) -> None:
        if values:
            codes = [UNSTATED if value == NOT_STATED else vocabulary.find(value) for value in values]
            chosen[name] = _any(column == code for code in codes)

    for name, values in (("level", query.levels), ("work_mode", query.work_modes), ("contract", query.contracts),
                         ("employer_kind", query.employer_kinds), ("pay", query.pay)):  # fmt: skip
        for value in values:
            if value not in (*VALUES[name], NOT_STATED):
                raise QueryError(name, value, (*VALUES[name], NOT_STATED))
    among("role", tuple(query.roles), columns.role, words.role)
    among("level", query.levels, columns.level, words.level)
    among("work_mode", query.work_modes, columns.mode, words.mode)
    among("contract", query.contracts, columns.contract, words.contract)
    among("employer_kind", query.employer_kinds, columns.kind, words.kind)
    among("employer", query.employers, columns.employer, words.employer)
    if query.pay:
        chosen["pay"] = _any(_pay(columns, value) for value in query.pay)
    if query.languages:
        chosen["language"] = _any(_language(columns, value) for value in query.languages)
    if query.sources:
        chosen["source"] = _any(_source(columns, value) for value in query.sources)
    for slug in query.skills:
        if slug not in technologies():
            raise QueryError("skill", slug, technologies())
        mask = columns.skills.rows_with(words.skill.find(slug), columns.size)
        chosen["skill"] = chosen["skill"] & mask if "skill" in chosen else mask
    return chosen


def _any(masks: Iterable[Bools]) -> Bools:
    found: Bools = np.logical_or.reduce(list(masks))
    return found


def _pay(columns: Columns, value: str) -> Bools:
    return ~columns.pay_stated if value == NOT_STATED else columns.pay_stated


def _source(columns: Columns, value: str) -> Bools:
    known = columns.words.source
    if known.find(value) < 0:
        raise QueryError("source", value, known.words)
    return columns.sources.rows_with(known.find(value), columns.size)


def _language(columns: Columns, value: str) -> Bools:
    if value == NOT_STATED:
        return ~columns.languages.anything()
    return columns.languages.rows_with(columns.words.language.find(value), columns.size, 1)
