"""The board's memory of all vacancies: read from the tables once, kept up by events, asked by pages and the API.

A *state* is one picture: columns, the moment it is seen at, and what was computed from it. A request takes the state
once and answers from it alone; `Catalogue.refresh` replaces the state, never changes it.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import numpy as np
from sqlalchemy import Engine

from models.run import SourceCard
from models.store.engine import reading
from models.store.vacancies import Vacancies
from models.vacancy import Vacancy
from models.vocabulary import Rights, Role, VacancyStatus
from pipeline.market.columns import NEVER, Columns, second
from pipeline.market.moment import Moment
from pipeline.market.page import Dataset, market_counts, market_page
from pipeline.market.records import Counts, MarketPage
from pipeline.market.study import Study
from pipeline.reference.places import CITIES
from pipeline.search.directory import employer_lines
from pipeline.search.facets import count_employers, facet_counts
from pipeline.search.filters import QueryError, ask
from pipeline.search.following import follow, load
from pipeline.search.loading import Mark, read_cards, read_health, read_mark
from pipeline.search.paging import cut_page
from pipeline.search.records import MAX_LIMIT, Hit, SearchPage, SearchQuery

_KEPT = 4000  # full records in memory
_BUSY = 0.2
"""Most of the time that is spent on new pictures, however often the data change."""
EVERY_MARKET = tuple((role, city) for role in (None, *Role) for city in (None, *(city.slug for city in CITIES)))


@dataclass(frozen=True, slots=True)
class State:
    """One picture of everything, and what has been computed from it."""

    dataset: Dataset
    mark: Mark
    study: Study
    cards: Mapping[str, SourceCard]
    places: Mapping[str, int]
    """Identifier → row."""
    _pages: dict[tuple[Role | None, str | None], MarketPage] = field(default_factory=dict)
    _counts: dict[tuple[Role | None, str | None], Counts] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The name of the data: the day of the last confirmation and the number of the last event."""
        return self.dataset.version

    @property
    def sequence(self) -> int:
        """The number of the last event that is in the picture."""
        return self.mark.sequence

    @property
    def token(self) -> str:
        """What answers depend on beside the question; part of every ETag."""
        confirmed = second(self.mark.confirmed) if self.mark.confirmed else 0
        ingested = second(self.mark.ingested) if self.mark.ingested else 0
        return f"{self.mark.sequence}.{confirmed}.{ingested}.{second(self.study.moment.at)}"

    def market(self, role: Role | None, city: str | None) -> MarketPage:
        """Return the page of a market; computed once per picture. Raises `KeyError` on an unknown city."""
        if (role, city) not in self._pages:
            self._pages[role, city] = market_page(self.dataset, role, city, self.study)
        return self._pages[role, city]

    def warm(self) -> None:
        """Compute every market's page and the list of employers, so that nobody waits for one."""
        employer_lines(self.study)
        for role, city in EVERY_MARKET:
            self.market(role, city)

    def counts(self, role: Role | None, city: str | None) -> Counts:
        """Return the headline of a market; computed once per picture."""
        if (role, city) not in self._counts:
            self._counts[role, city] = market_counts(self.study, role, city)
        return self._counts[role, city]


class Catalogue:
    """All vacancies, in memory, for any number of threads of one process."""

    def __init__(
        self,
        engine: Engine,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        check_every: float = 1.0,
        background: bool = False,
    ) -> None:
        """With ``background`` a thread makes a new picture, every market's page with it, and then it is shown."""
        self.engine = engine
        self.clock = clock
        self._check_every, self._background = check_every, background
        self._due = float("-inf")
        self._lock = threading.Lock()
        self._state: State | None = None
        self._records: dict[tuple[str, int], Vacancy] = {}

    def state(self) -> State:
        """Return the newest picture; asks the tables at most every ``check_every`` seconds whether it still is."""
        state = self._state
        due = state is None or time.monotonic() >= self._due
        # One thread renews; the others answer from the picture that they have.
        if due and self._lock.acquire(blocking=state is None):
            state = self._state  # which another thread may have made while this one waited
            if self._background and state is not None:
                _aside(self._renew)
            else:
                self._renew()
                state = self._state
                if self._background and state is not None:
                    _aside(state.warm)
        assert state is not None
        return state

    def _renew(self) -> None:
        """Show the newest picture; the caller holds the lock, and this gives it back."""
        started = time.monotonic()
        try:
            before, after = self._state, self._renewed(self._state)
            if self._background and after is not before:
                # What the page of everything needs, all other pages need too.
                after.market(None, None)
                if before is not None:
                    after.warm()
            self._state = after
            if self._background and after is not before:
                settle()
        finally:
            # After a failure too: a database that is away is not asked by every request.
            took = time.monotonic() - started
            self._due = started + max(took + self._check_every, took / _BUSY if self._background else 0.0)
            self._lock.release()

    def _renewed(self, state: State | None) -> State:
        with reading(self.engine) as connection:
            mark = read_mark(connection)
            moment = mark.moment(self.clock())
            if state is not None and mark == state.mark:
                return state if moment == state.study.moment else _state(state, state.dataset.columns, mark, moment)
            if state is None:
                columns, places = load(connection)
            else:
                columns, places = follow(connection, state.dataset.columns, state.places, state.mark, mark)
            health, cards = read_health(connection), read_cards(connection)
        day = (mark.confirmed or moment.at).date()
        dataset = Dataset(
            columns=columns, version=f"{day.isoformat()}.{mark.sequence}", sequence=mark.sequence, health=health
        )
        return State(dataset=dataset, mark=mark, study=Study(columns, moment), cards=cards, places=places)

    def search(self, query: SearchQuery, state: State | None = None) -> SearchPage:
        """Answer ``query``. Raises `QueryError` on a value, cursor, sort or group of counts that is none."""
        if not 0 <= query.limit <= MAX_LIMIT:
            raise QueryError("limit", str(query.limit), why=f"must lie between 0 and {MAX_LIMIT}")
        state = state or self.state()
        columns = state.dataset.columns
        asked = ask(state.study, query)
        mask = asked.everything()
        cut = cut_page(columns, mask, asked.kilometres, sort=query.sort, cursor=query.cursor, limit=max(1, query.limit))
        rows = cut.rows[: query.limit]
        found = self.records([columns.ids[row] for row in rows])
        hits = tuple(
            self._hit(
                state, found[columns.ids[row]], None if asked.kilometres is None else float(asked.kilometres[row])
            )
            for row in rows
            if columns.ids[row] in found
        )
        return SearchPage(
            total=int(np.count_nonzero(mask)),
            hits=hits,
            facets=facet_counts(columns, asked, query),
            next_cursor=cut.next_cursor if query.limit else "",
            employers=count_employers(columns, mask),
            sequence=state.sequence,
        )

    def market(self, role: Role | None, city: str | None) -> MarketPage:
        """As `State.market`, of the newest picture."""
        return self.state().market(role, city)

    def records(self, ids: Sequence[str]) -> dict[str, Vacancy]:
        """Return the full records of vacancies; those that are gone are missing."""
        state = self.state()
        keys = {vacancy_id: (vacancy_id, state.places.get(vacancy_id, -1)) for vacancy_id in ids}
        found = {vacancy_id: self._records[key] for vacancy_id, key in keys.items() if key in self._records}
        missing = [vacancy_id for vacancy_id in ids if vacancy_id not in found]
        if missing:
            with reading(self.engine) as connection:
                fresh = Vacancies(connection).get_stored(missing)
            if len(self._records) > _KEPT:
                self._records = {}
            self._records.update((keys[vacancy_id], item) for vacancy_id, item in fresh.items())
            found.update(fresh)
        return {vacancy_id: _confirmed(item, state) for vacancy_id, item in found.items()}

    def hit(self, item: Vacancy) -> Hit:
        """Return a vacancy as lists show it, with the rights to its text."""
        return self._hit(self.state(), item, None)

    def _hit(self, state: State, item: Vacancy, kilometres: float | None) -> Hit:
        sources = {key.source for key in item.members}
        lines = {card.attribution for name, card in state.cards.items() if name in sources and card.attribution}
        if item.posting.attribution:
            lines.add(item.posting.attribution)
        return Hit(
            vacancy=item,
            rights=rights_of(item, state.cards),
            distance_km=None if kilometres is None or kilometres == float("inf") else round(kilometres, 1),
            postings=max(1, len(item.members)),
            sources=max(1, len(sources)),
            closed_at=_closed_at(item, state),
            attributions=tuple(sorted(lines)),
        )


def settle() -> None:
    """Tell the garbage collector that what is in memory now stays: else it looks through all of it again and again.

    At 100,000 vacancies that look takes a tenth of a second, in the middle of some visitor's request.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _aside(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="catalogue", daemon=True).start()


def rights_of(item: Vacancy, cards: Mapping[str, SourceCard]) -> Rights:
    """Return how much of a vacancy's text may be shown: what the source of that text allows, else facts only."""
    shown = item.provenance.get("description") or item.provenance.get("excerpt") or str(item.posting.key)
    card = cards.get(shown.partition(":")[0])
    return card.rights if card is not None else Rights.FACTS


def _confirmed(item: Vacancy, state: State) -> Vacancy:
    """Return a kept record with the confirmation that came since; confirmations are no events."""
    row = state.places.get(item.id)
    if row is None:
        return item
    latest = int(state.dataset.columns.last_confirmed[row])
    if latest <= second(item.last_confirmed):
        return item
    return replace(item, last_confirmed=datetime.fromtimestamp(latest, UTC))


def _closed_at(item: Vacancy, state: State) -> datetime | None:
    row = state.places.get(item.id)
    if row is None or item.status is not VacancyStatus.CLOSED:
        return None
    closed = int(state.dataset.columns.closed_at[row])
    return None if closed == NEVER else datetime.fromtimestamp(closed, UTC)


def _state(state: State, columns: Columns, mark: Mark, moment: Moment) -> State:
    return State(dataset=state.dataset, mark=mark, study=Study(columns, moment), cards=state.cards, places=state.places)
