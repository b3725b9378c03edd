"""How fast the board answers: a market of 100,000 open vacancies, one worker, SQLite or PostgreSQL.

    python -m benchmarks.board --size 100000                         # a SQLite file of its own
    python -m benchmarks.board --size 100000 --postgres              # a PostgreSQL server of its own
    python -m benchmarks.board --histories 10000                     # random histories whose copies must not drift

Goals: p95 of a market page at most 50 ms, of a 304 at most 5 ms. *Cold* answers are computed for the request at hand,
from a picture of the data that is new: the worst case, for a running board computes the figures of every market before
it shows a new picture. On a machine that is busy with other things, read the processor time.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from fastapi import FastAPI
from sqlalchemy import Engine

from board.addresses import employer_path, market_path
from board.app import board_on
from models.store.engine import open_engine
from models.store.schema import upgrade
from models.store.tables import counter, event, vacancy
from models.store.vacancy_rows import search_text, stored_record
from models.vacancy import Vacancy
from models.vocabulary import Role, VacancyStatus
from pipeline.reference.places import CITIES
from pipeline.search.catalogue import EVERY_MARKET, Catalogue, settle
from pipeline.search.directory import employer_lines
from tests.pipeline.search.histories import check_history, forget_everything
from tests.pipeline.search.world import NOW, ROLES, keep, keep_sources, random_vacancy
from tests.postgres_server import postgres_server

_BATCH = 2000
EMPLOYERS = 8000
COUNTED = "&facets=level,remote,pay,skill,language,employer"


def fill(engine: Engine, size: int) -> None:
    """Write ``size`` open vacancies, and a third as many closed ones, in bulk."""
    chance = random.Random(1)
    keep_sources(engine)
    number, still_open = 0, 0
    while still_open < size:
        batch = []
        while len(batch) < _BATCH and still_open < size:
            number += 1
            item = _of_one_of_many(chance, random_vacancy(chance, number))
            if item.status is not VacancyStatus.CLOSED:
                item = Vacancy.from_json({**item.to_json(), "status": "active",
                                          "last_confirmed": (NOW - timedelta(hours=6)).isoformat()})  # fmt: skip
                still_open += 1
            batch.append((number, item))
        _write(engine, batch)
    with engine.begin() as connection:
        connection.execute(counter.insert().values(name="event", value=number))


def _of_one_of_many(chance: random.Random, item: Vacancy) -> Vacancy:
    """Return a vacancy of one of `EMPLOYERS`: a few have thousands of vacancies, most have a handful."""
    employer = item.posting.hiring_organization
    if employer is None:
        return item
    number = int(EMPLOYERS ** chance.random())
    renamed = replace(employer, name=f"Firm {number}", key=f"firm {number}")
    return replace(item, posting=replace(item.posting, hiring_organization=renamed))


def _write(engine: Engine, batch: list[tuple[int, Vacancy]]) -> None:
    rows = [
        {
            "id": item.id, "record": stored_record(item), "status": item.status.value, "reason": item.reason,
            "title": item.posting.title, "pay_stated": False, "first_seen": item.first_seen,
            "last_confirmed": item.last_confirmed, "postings": 1, "reposts": 0, "sequence": number,
            "closed_at": item.last_confirmed if item.status is VacancyStatus.CLOSED else None,
            "search_text": search_text(item),
        }
        for number, item in batch
    ]  # fmt: skip
    events = [
        {"sequence": number, "kind": "upsert", "vacancy_id": item.id, "at": NOW, "data": {"changed": ["*"]}}
        for number, item in batch
    ]
    with engine.begin() as connection:
        connection.execute(vacancy.insert(), rows)
        connection.execute(event.insert(), events)


@contextmanager
def database(postgres: bool) -> Iterator[str]:
    """Yield the address of an empty database."""
    with ExitStack() as stack:
        if postgres:
            yield stack.enter_context(postgres_server())
        else:
            yield f"sqlite:///{stack.enter_context(tempfile.TemporaryDirectory())}/board.sqlite3"


class Caller:
    """Calls an application as a server would, without a network between."""

    def __init__(self, app: FastAPI) -> None:
        self._app, self._runner = app, asyncio.Runner()

    def get(self, address: str, etag: str = "", *, status: str = "200") -> dict[str, str]:
        """Ask for ``address`` as a browser that may have it already; return status and headers of the answer."""
        headers = {"Accept-Encoding": "gzip", **({"If-None-Match": etag} if etag else {})}
        got = self._runner.run(self._ask(address, headers))
        if got["status"] != status:
            raise RuntimeError(f"{address} answered {got}")
        return got

    async def _ask(self, address: str, headers: dict[str, str]) -> dict[str, str]:
        path, _, query = address.partition("?")
        got: dict[str, str] = {}
        scope = {
            "type": "http", "method": "GET", "path": unquote(path), "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "scheme": "http", "http_version": "1.1",
            "root_path": "",
        }  # fmt: skip

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                got["status"] = str(message["status"])
                got.update((name.decode(), value.decode()) for name, value in message["headers"])

        await self._app(scope, receive, send)
        return got


def timed(name: str, ask: Callable[[int], object], times: int) -> None:
    """Print how long ``ask`` takes: by the clock, and the processor time of this process."""
    clock, processor = [], []
    for number in range(times):
        started, worked = time.perf_counter(), time.process_time()
        ask(number)
        clock.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - worked) * 1000)
    shown = "   ".join(
        f"{kind} p50 {statistics.median(spent):8.2f}  p95 {sorted(spent)[min(times - 1, int(times * 0.95))]:8.2f} ms"
        for kind, spent in (("clock", clock), ("processor", processor))
    )
    print(f"{name:44} n={times:4}  {shown}", flush=True)


class HourHand:
    """A clock that is moved on by hand: a new hour makes a new picture, of which nothing is computed yet."""

    def __init__(self, engine: Engine) -> None:
        self._now = NOW
        self.catalogue = Catalogue(engine, clock=lambda: self._now)

    def move(self) -> None:
        """Let an hour pass, and the catalogue notice."""
        self._now += timedelta(hours=1)
        time.sleep(1.05)
        self.catalogue.market(None, None)


def answers(engine: Engine, folder: Path) -> None:
    """Measure a board on ``engine``."""
    hand = HourHand(engine)
    catalogue = hand.catalogue
    timed("load everything", lambda _: catalogue.market(None, None), 1)

    settle()
    client = Caller(board_on(catalogue, snapshots=folder, public_url="http://board", requests_a_minute=10**9))
    used = [(role, city.slug) for role in sorted(set(ROLES)) for city in CITIES]
    random.Random(2).shuffle(used)
    markets = list(EVERY_MARKET)
    random.Random(3).shuffle(markets)

    def figures(role: Role | None, city: str | None, etag: str = "") -> object:
        return client.get(f"/v1/markets/{role or 'all'}/{city or 'belgium'}", etag)

    def page(number: int, query: str = "", etag: str = "") -> object:
        role, city = used[number % len(used)]
        return client.get(market_path("en", role, city) + query, etag)

    timed("JSON of a market, cold, roles with vacancies", lambda n: figures(*used[n]), len(used))
    hand.move()
    timed("JSON of a market, cold, all markets", lambda n: figures(*markets[n]), len(markets))
    timed("JSON of a market, warm", lambda n: figures(*markets[n % len(markets)]), 1000)
    hand.move()
    timed("HTML of a market, cold, figures too", page, len(used))
    timed("HTML of a market, cold, figures computed", lambda n: client.get(market_path("nl", *used[n])), len(used))
    timed("HTML of a market, filtered for the first time", lambda n: page(n, "?level=senior"), len(used))
    timed("HTML of a market, warm", page, 1000)
    employers = [employer_path("en", line.key) for line in employer_lines(catalogue.state().study)]
    biggest, others = employers[:100], random.Random(4).sample(employers[100:], 200)
    timed("HTML of the 100 biggest employers, cold", lambda n: client.get(biggest[n]), 100)
    timed("HTML of 200 other employers, cold", lambda n: client.get(others[n]), 200)
    timed("HTML of an employer, warm", lambda n: client.get(biggest[n % 100]), 1000)
    timed("search in a city with 6 groups of counts", lambda n: client.get(
        f"/v1/vacancies?role={used[n % len(used)][0]}&city={CITIES[n % 13].slug}&radius_km=25"
        + COUNTED), 200)  # fmt: skip
    timed("search of everything, 6 groups of counts", lambda n: client.get(
        f"/v1/vacancies?limit=20&pay_min={2000 + n}" + COUNTED), 50)  # fmt: skip
    for name, address in (
        ("304 of a market, HTML", "/en/jobs/backend-developer/bruges"),
        ("304 of an employer, HTML", biggest[0]),
        ("304 of a market, JSON", "/v1/markets/backend-developer/bruges"),
        ("304 of a search", "/v1/vacancies?role=backend-developer&city=bruges"),
        ("304 of a feed", "/en/jobs/backend-developer/bruges.atom"),
    ):
        known = client.get(address)["etag"]
        timed(name, lambda _, address=address, known=known: client.get(address, known, status="304"), 1000)
    timed("suggest, one letter after the other", lambda n: client.get(f"/v1/suggest?q={'firm 12'[: 1 + n % 7]}"), 70)
    timed("changes, 200 events", lambda n: client.get(f"/v1/changes?since={n * 200}"), 20)
    chance = random.Random(3)

    def renewed(number: int) -> object:
        keep(engine, [random_vacancy(chance, 10**7 + number * 10 + k) for k in range(10)])
        return hand.move()

    timed("ten vacancies change, the catalogue follows", renewed, 5)
    timed(f"all {len(EVERY_MARKET)} markets, in the background", lambda _: catalogue.state().warm(), 1)


def histories(count: int) -> None:
    """Run random histories on every processor; a copy that drifts ends it."""
    workers = os.cpu_count() or 1
    started = time.perf_counter()
    with ProcessPoolExecutor(workers) as pool:
        parts = list(pool.map(_histories_of, [range(first, count, workers) for first in range(workers)]))
    happened = sum((part for part, _ in parts), Counter[str]())
    worked = sum(seconds for _, seconds in parts)
    print(f"{count} histories, no copy drifted; {dict(sorted(happened.items()))}")
    print(
        f"{worked:.0f} s of processor time in {workers} processes, {time.perf_counter() - started:.0f} s by the clock"
    )


def _histories_of(seeds: range) -> tuple[Counter[str], float]:
    """Return the events of the histories of ``seeds``, and the processor time that they took."""
    happened, started = Counter[str](), time.process_time()
    # In memory where the system has a folder for it: nothing here is to survive a power cut.
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        engine = open_engine(f"sqlite:///{folder}/board.sqlite3")
        upgrade(engine)
        keep_sources(engine)
        for seed in seeds:
            forget_everything(engine)
            happened += check_history(engine, Path(folder), seed)
        engine.dispose()
    return happened, time.process_time() - started


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=0, help="open vacancies")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--database", default="", help="a database that was filled before")
    parser.add_argument("--histories", type=int, default=0)
    asked = parser.parse_args()
    if asked.histories:
        histories(asked.histories)
    if asked.database:
        with tempfile.TemporaryDirectory() as folder:
            answers(open_engine(asked.database), Path(folder))
    if asked.size:
        with database(asked.postgres) as url, tempfile.TemporaryDirectory() as folder:
            engine = open_engine(url)
            upgrade(engine)
            fill(engine, asked.size)
            print(f"{asked.size} open vacancies, {engine.dialect.name}, one worker", flush=True)
            answers(engine, Path(folder))
            engine.dispose()


if __name__ == "__main__":
    main()
