"""A query in, one mask per group of filters out, so that counts of a group can leave its own filter aside."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np

from models.vocabulary import VacancyStatus
from pipeline.market.cells import Cell, CellError
from pipeline.market.columns import Columns, second
from pipeline.market.moment import BRUSSELS, listed_rows, open_rows
from pipeline.market.parts import NOT_STATED
from pipeline.market.scopes import scope
from pipeline.market.study import Study
from pipeline.market.vocabularies import UNSTATED, Bools, Floats, Ints, Longs, Vocabulary
from pipeline.reference.skills import technologies
from pipeline.search.records import VALUES, FacetValue, SearchQuery
from pipeline.search.rows import words_of

Masks = Mapping[str, Bools]
SORTS = ("newest", "pay", "distance")
FACETS = ("level", "work_mode", "language", "contract", "skill", "pay", "employer_kind", "employer", "role", "source")
LONGEST_LIST = 30
"""Values of a group without a closed list that are counted out: the most frequent ones, and those selected."""


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
    base &= _where(columns, query, kilometres)
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
    counted = open_rows(columns, study.moment)
    if VacancyStatus.ACTIVE in wanted:
        found |= counted
    if VacancyStatus.UNCONFIRMED in wanted:
        found |= listed_rows(columns, study.moment) & ~counted
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


def _where(columns: Columns, query: SearchQuery, kilometres: Floats | None) -> Bools:
    inside = _in_area(columns, query.place) if query.place else np.ones(columns.size, dtype=np.bool_)
    if kilometres is not None and query.radius_km is not None:
        near: Bools = kilometres <= query.radius_km
        inside = inside | near if query.place else near
    return inside & ~_in_area(columns, query.outside) if query.outside else inside


def _in_area(columns: Columns, code: str) -> Bools:
    try:
        scope(code)
    except KeyError as error:
        raise QueryError("place", code, why="is no REFNIS code of 2025") from error
    return columns.areas.rows_with(columns.words.area.find(code), columns.size)


def _groups(columns: Columns, query: SearchQuery) -> dict[str, Bools]:
    words = columns.words
    chosen: dict[str, Bools] = {}

    def among(name: str, values: tuple[str, ...], column: Ints, vocabulary: Vocabulary) -> None:
        if values:
            codes = [UNSTATED if value == NOT_STATED else vocabulary.find(value) for value in values]
            chosen[name] = np.isin(column, codes)

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
        return ~columns.languages.anything(columns.size)
    return columns.languages.rows_with(columns.words.language.find(value), columns.size, 1)


def count_employers(columns: Columns, mask: Bools) -> int:
    """Return how many distinct employers the vacancies of ``mask`` have; those that name none count as one."""
    return int(np.count_nonzero(np.bincount(columns.employer[mask] - UNSTATED)))


def facet_counts(columns: Columns, asked: Asked, query: SearchQuery) -> dict[str, tuple[FacetValue, ...]]:
    """Return value → count for every group that ``query`` asks for. Raises `QueryError` on a group that is none.

    The counts of a group leave its own filter aside; skills are the exception, because all that are chosen must be
    named: a count there says what is left when this one is chosen too. ``not_stated`` stands last.
    """
    found = {}
    for name in query.facets:
        if name not in FACETS:
            raise QueryError("facets", name, FACETS)
        mask = asked.everything() if name == "skill" else asked.without(name)
        found[name] = _COUNTED[name](columns, mask, query)
    return found


def _closed_list(name: str, field: str, chosen: str) -> Callable[[Columns, Bools, SearchQuery], tuple[FacetValue, ...]]:
    def count(columns: Columns, mask: Bools, query: SearchQuery) -> tuple[FacetValue, ...]:
        vocabulary: Vocabulary = getattr(columns.words, field)
        codes = getattr(columns, field)[mask] - UNSTATED
        counts = np.bincount(codes, minlength=len(vocabulary) + 1)
        selected: tuple[str, ...] = getattr(query, chosen)
        everything = name in VALUES
        pairs = _pairs(vocabulary, counts[1:], selected, everything=everything)
        return _facets([*pairs, (NOT_STATED, int(counts[0]))], selected, everything=everything)

    return count


def _pairs(
    vocabulary: Vocabulary, counts: Longs | Ints, selected: tuple[str, ...], *, everything: bool = False
) -> list[tuple[str, int]]:
    """Return (word, count): of ``everything``, or of those that a list of the most frequent ones can hold."""
    codes = np.arange(len(vocabulary)) if everything else np.flatnonzero(counts)
    if len(codes) > LONGEST_LIST and not everything:
        codes = codes[counts[codes] >= np.partition(counts[codes], -LONGEST_LIST)[-LONGEST_LIST]]
    chosen = [code for word in selected if (code := vocabulary.find(word)) >= 0]
    return [(vocabulary.words[code], int(counts[code])) for code in {*codes.tolist(), *chosen}]


def _facets(pairs: Iterable[tuple[str, int]], selected: tuple[str, ...], *, everything: bool) -> tuple[FacetValue, ...]:
    """Return the values of a group: a closed list in its own order, any other the most frequent first."""
    values = [FacetValue(value=str(word), count=count, selected=word in selected) for word, count in pairs]
    if everything:
        return tuple(values)
    last = [item for item in values if item.value == NOT_STATED and (item.count or item.selected)]
    shown = [item for item in values if item.value != NOT_STATED and (item.count or item.selected)]
    shown.sort(key=lambda item: (not item.selected, -item.count, item.value))
    return (*sorted(shown[:LONGEST_LIST], key=lambda item: (-item.count, item.value)), *last)


def _pay_facet(columns: Columns, mask: Bools, query: SearchQuery) -> tuple[FacetValue, ...]:
    stated, total = int(np.count_nonzero(mask & columns.pay_stated)), int(np.count_nonzero(mask))
    return _facets([("stated", stated), (NOT_STATED, total - stated)], query.pay, everything=True)


def _language_facet(columns: Columns, mask: Bools, query: SearchQuery) -> tuple[FacetValue, ...]:
    words = columns.words.language
    counts = columns.languages.counts(_rows(mask), len(words), 1)
    unstated = int(np.count_nonzero(mask & ~columns.languages.anything(columns.size)))
    pairs = [*_pairs(words, counts, query.languages), (NOT_STATED, unstated)]
    return _facets(pairs, query.languages, everything=False)


def _ragged_facet(field: str, vocabulary: str, chosen: str) -> Callable[..., tuple[FacetValue, ...]]:
    def count(columns: Columns, mask: Bools, query: SearchQuery) -> tuple[FacetValue, ...]:
        words: Vocabulary = getattr(columns.words, vocabulary)
        counts = getattr(columns, field).counts(_rows(mask), len(words))
        selected: tuple[str, ...] = getattr(query, chosen)
        return _facets(_pairs(words, counts, selected), selected, everything=False)

    return count


def _rows(mask: Bools) -> Ints:
    return np.flatnonzero(mask).astype(np.int32)


_COUNTED: Mapping[str, Any] = {
    "level": _closed_list("level", "level", "levels"),
    "work_mode": _closed_list("work_mode", "mode", "work_modes"),
    "contract": _closed_list("contract", "contract", "contracts"),
    "employer_kind": _closed_list("employer_kind", "kind", "employer_kinds"),
    "role": _closed_list("role", "role", "roles"),
    "employer": _closed_list("employer", "employer", "employers"),
    "pay": _pay_facet,
    "language": _language_facet,
    "skill": _ragged_facet("skills", "skill", "skills"),
    "source": _ragged_facet("sources", "source", "sources"),
}
