"""Random histories of vacancies, made by the services that make the real ones: ads, changes, merges, splits, ends."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Engine, select, update

from board.api_changes import change_page_json
from board.api_context import ApiContext
from board.api_json import vacancy_json
from models.posting import JobPosting
from models.store.engine import reading, writing
from models.store.tables import event as event_table
from models.store.tables import metadata
from models.store.tables import posting as posting_table
from models.store.unit_of_work import UnitOfWork
from models.vacancy import Vacancy
from models.vocabulary import PostingStatus, Role, WorkMode
from pipeline.search.catalogue import Catalogue
from pipeline.search.changes import Filter, all_open, changes, head, open_vacancies
from pipeline.services.takedown import announce
from pipeline.services.vacancy import renew_vacancies, settle_clusters
from tests.pipeline.search.world import NOW, place, posting

FILTERS = (
    Filter(),
    Filter(role=Role.BACKEND_DEVELOPER),
    Filter(area="31005"),
    Filter(role=Role.DATA_ENGINEER, area="30000"),
)
_ROLES = (Role.BACKEND_DEVELOPER, Role.DATA_ENGINEER, None)
_TOWNS = ("31005", "34022", "44021")

_WRITTEN = ("link_evidence", "link_key", "link_key_recent", "link_features", "link_ledger", "posting_change", "posting",
            "vacancy_place", "vacancy_skill", "vacancy_alias", "event", "counter", "vacancy")  # fmt: skip
"""Tables that a history writes, those that point at others first."""


class Reader:
    """Somebody who keeps a copy, and knows one rule."""

    def __init__(self, wanted: Filter, copy: dict[str, bytes], cursor: int) -> None:
        self.wanted, self.copy, self.cursor = wanted, copy, cursor

    def read(self, context: ApiContext, limit: int) -> bool:
        """Apply one page of changes; say whether there is more."""
        page = changes(context.catalogue.engine, since=self.cursor, limit=limit, wanted=self.wanted)
        answer = change_page_json(context, page)
        for event in answer["events"]:
            if "vacancy" in event:
                self.copy[event["id"]] = orjson.dumps(event["vacancy"])
            else:
                self.copy.pop(event["id"], None)
        self.cursor = int(answer["next_cursor"])
        return bool(answer["has_more"])


def live(context: ApiContext, wanted: Filter = FILTERS[0]) -> dict[str, bytes]:
    """Return what a copy must be: every open vacancy that matches, byte for byte."""
    return _copy_of(_open(context.catalogue.engine), context, wanted)


def _open(engine: Engine) -> dict[str, Vacancy]:
    with reading(engine) as connection:
        return open_vacancies(connection, all_open(connection))


def _copy_of(found: dict[str, Vacancy], context: ApiContext, wanted: Filter) -> dict[str, bytes]:
    return {
        key: orjson.dumps(vacancy_json(context.catalogue.hit(item), synced=True))
        for key, item in found.items()
        if wanted.keeps(item)
    }


def forget_everything(engine: Engine) -> None:
    """Empty the tables for the next history; the sources stay."""
    with writing(engine) as connection:
        for name in _WRITTEN:
            connection.execute(metadata.tables[name].delete())


class History:
    """A database in which things happen at random."""

    def __init__(self, engine: Engine, seed: int) -> None:
        self.engine, self.chance, self.now = engine, random.Random(seed), NOW
        self.ads: dict[int, JobPosting] = {}
        self.groups: list[list[int]] = []

    def step(self) -> None:
        """Let one thing happen."""
        self.now += timedelta(hours=self.chance.randint(1, 30))
        choices: list[Callable[[], None]] = [
            self._appear,
            self._change,
            self._end,
            self._return,
            self._regroup,
            self._take_down,
        ]
        self.chance.choices(choices, weights=(4, 4, 2, 2, 4, 1))[0]()

    def crash(self) -> None:
        """Begin something and lose it: a transaction that is never committed."""
        unit = UnitOfWork(self.engine)
        with unit:
            for number in list(self.ads)[:3]:
                self._write(unit, number, replace(self.ads[number], title="Lost"))
            settle_clusters(unit, [group for group in self.groups if group], now=self.now, tally=Counter())

    def _appear(self) -> None:
        number = len(self.ads) + 1
        self.ads[number] = self._random_ad(number)
        with UnitOfWork(self.engine) as unit:
            self._insert(unit, number)
            settle_clusters(unit, [[number]], now=self.now, tally=Counter())
            unit.commit()
        self.groups.append([number])

    def _change(self) -> None:
        if not self.ads:
            return
        number = self.chance.choice(list(self.ads))
        self.ads[number] = replace(self._random_ad(number), key=self.ads[number].key)
        self._settle([group for group in self.groups if number in group], number)

    def _settle(self, groups: list[list[int]], *changed: int) -> None:
        with UnitOfWork(self.engine) as unit:
            for number in changed:
                self._write(unit, number, self.ads[number])
            settle_clusters(unit, groups, now=self.now, tally=Counter())
            unit.commit()

    def _end(self) -> None:
        kinds = (PostingStatus.WITHDRAWN, PostingStatus.EXPIRED, PostingStatus.REDACTED)
        self._set_status(self.chance.choices(kinds, weights=(5, 3, 1))[0])

    def _return(self) -> None:
        self._set_status(PostingStatus.ACTIVE)

    def _set_status(self, status: PostingStatus) -> None:
        if not self.ads:
            return
        number = self.chance.choice(list(self.ads))
        closed_at = None if status is PostingStatus.ACTIVE else self.now
        with UnitOfWork(self.engine) as unit:
            values: dict[str, Any] = {"status": status.value, "closed_at": closed_at}
            if status is PostingStatus.ACTIVE:
                values["last_confirmed"] = self.now
            unit.connection.execute(update(posting_table).where(posting_table.c.id == number).values(**values))
            renew_vacancies(unit, [number], now=self.now, tally=Counter())
            unit.commit()

    def _take_down(self) -> None:
        """Empty an ad on request: first it is announced, then its vacancy follows, as the service does."""
        if not self.ads:
            return
        number = self.chance.choice(list(self.ads))
        with UnitOfWork(self.engine) as unit:
            ad = posting_table.c.id == number
            owner = unit.connection.execute(select(posting_table.c.vacancy_id).where(ad)).scalar_one()
            status = PostingStatus.REDACTED.value
            unit.connection.execute(update(posting_table).where(ad).values(status=status, closed_at=self.now))
            announce(unit, (owner,) if owner else (), ["*"], self.now)
            unit.commit()
        with UnitOfWork(self.engine) as unit:
            renew_vacancies(unit, [number], now=self.now, tally=Counter())
            unit.commit()

    def _regroup(self) -> None:
        """Make one group of two, or two of one, some with changed words."""
        self.chance.shuffle(self.groups)
        merges = self.chance.random() < 0.5
        if not merges:
            self.groups.sort(key=len, reverse=True)
        taken, self.groups = self.groups[: 2 if merges else 1], self.groups[2 if merges else 1 :]
        numbers = sorted(number for group in taken for number in group)
        if not numbers:
            return
        cut = len(numbers) if merges else self.chance.randint(1, len(numbers))
        self.chance.shuffle(numbers)
        fresh = [group for group in (sorted(numbers[:cut]), sorted(numbers[cut:])) if group]
        changed = self.chance.sample(numbers, self.chance.randint(0, len(numbers)))
        for number in changed:
            self.ads[number] = replace(self._random_ad(number), key=self.ads[number].key)
        self._settle(fresh, *changed)
        self.groups += fresh

    def _random_ad(self, number: int) -> JobPosting:
        town = self.chance.choice(_TOWNS)
        return posting(
            number,
            self.chance.choice(("alpha", "beta", "gamma")),
            title=self.chance.choice(("Developer", "Engineer", "Architect")),
            role=self.chance.choices(_ROLES, weights=(5, 4, 1))[0],
            places=(place(town),),
            work_mode=self.chance.choice((None, WorkMode.HYBRID, WorkMode.REMOTE)),
        )

    def _insert(self, unit: UnitOfWork, number: int) -> None:
        view = self.ads[number]
        unit.connection.execute(
            posting_table.insert().values(
                id=number, source=view.key.source, board="", identifier=str(number), content_hash="x",
                record=view.to_json(), status="active", first_seen=self.now, last_confirmed=self.now, seen_run="r",
                misses=0, stage="done",
            )
        )  # fmt: skip
        self._publish(unit, number, view)

    def _write(self, unit: UnitOfWork, number: int, view: JobPosting) -> None:
        unit.connection.execute(update(posting_table).where(posting_table.c.id == number).values(record=view.to_json()))
        self._publish(unit, number, view)

    def _publish(self, unit: UnitOfWork, number: int, view: JobPosting) -> None:
        # Linking keeps in its index what is for the board, and nothing else.
        if view.role is None:
            unit.index.unpublish([number])
        else:
            unit.index.publish({number: b"features"}, {number: ()})


def check_history(engine: Engine, folder: Path, seed: int, steps: int = 14) -> Counter[str]:
    """Run one history with readers that join and read at random; raise `AssertionError` when a copy drifts.

    The database holds the sources and nothing else. Returns how many events of each kind the log holds in the end.
    """
    history = History(engine, seed)
    catalogue = Catalogue(engine, clock=lambda: history.now, check_every=0)
    # What a copy holds depends on the tables and the rights of sources only, not on how fresh the columns are.
    context = ApiContext(catalogue=Catalogue(engine, check_every=float("inf")), snapshots=folder)
    readers = [Reader(wanted, {}, 0) for wanted in FILTERS]
    for _ in range(steps):
        history.step()
        if history.chance.random() < 0.4:
            catalogue.state()
        if history.chance.random() < 0.1:
            history.crash()
        if history.chance.random() < 0.4:
            # A snapshot, taken now: its number first, as the writer does.
            wanted = history.chance.choice(FILTERS)
            number = head(engine)
            readers.append(Reader(wanted, live(context, wanted), number))
        for reader in readers:
            if history.chance.random() < 0.3:
                reader.read(context, history.chance.choice((1, 2, 7, 200)))
    held = _open(engine)
    for reader in readers:
        while reader.read(context, history.chance.choice((1, 3, 50, 200))):
            pass
        assert reader.copy == _copy_of(held, context, reader.wanted), f"seed {seed}: {reader.wanted} drifted"
    _same_in_memory(catalogue, set(held))
    with reading(engine) as connection:
        return Counter(connection.execute(select(event_table.c.kind)).scalars())


def _same_in_memory(catalogue: Catalogue, held: set[str]) -> None:
    """The columns, followed by events through the whole history, must hold what a fresh reading holds."""
    columns = catalogue.state().dataset.columns
    followed = {columns.ids[row] for row in range(columns.size) if columns.alive[row] and not columns.closed[row]}
    assert followed == held
