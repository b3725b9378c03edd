"""How fast new postings are linked through the database as the store grows, and how much memory that takes.

    python -m benchmarks.link_store --sizes 10000 100000               # a SQLite file of its own
    python -m benchmarks.link_store --sizes 10000 100000 --postgres    # a PostgreSQL server of its own

The postings are the sandbox's strata. At every size some thousand new ones, stored but not linked yet, are linked by
`pipeline.services.link.link` in a process of its own: features, keys, candidates, weights, clusters, vacancies, events.
What lies there already is written in bulk; of carrying recent keys over, each
posting bears its share. Beyond ``--one-world`` every ad is stored in several *worlds*: its employers
have other names and its text other words, while titles, towns, skills and pay stay as they are, so that lists under a
key grow with the store. Goals: 1,000 postings a second of process time at 100,000 stored, and at 1,000,000 at most
1.5 times as dear. With ``--keep`` a SQLite file that was filled is kept, and copied when the same sizes are asked for
again: a million postings take half an hour to fill.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine, func, select
from sqlalchemy.event import listen

from models.posting import JobPosting
from models.store.engine import open_engine
from models.store.link_index import RECENT
from models.store.postings import SeenPosting
from models.store.schema import upgrade
from models.store.tables import posting
from models.store.unit_of_work import UnitOfWork
from models.store.vacancy_rows import Renewed, stored_record
from models.vacancy import Vacancy
from pipeline.batches import batched
from pipeline.dedup.features import features
from pipeline.dedup.sketch import small_hash
from pipeline.dedup.stream import keys_of
from pipeline.normalize import normalize
from pipeline.services.link import LinkReport, link
from sandbox.strata import LabelledPosting, postings
from tests.postgres_server import postgres_server

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
AS_OF = date(2026, 11, 23)
_TELLING_WORD = re.compile(r"(?<![<&/\w])[A-Za-z]{5,}(?![\w;>])")
Ad = tuple[JobPosting, str]
"""A posting and the true vacancy it is for."""


def in_world(world: int, ad: Ad) -> Ad:
    """Return ``ad`` as it would be written by other people in the same country."""
    here, vacancy = ad
    if world == 0:
        return ad
    mark = f"{'qxzj'[world % 4]}{world}"
    employer = here.hiring_organization
    return replace(
        here,
        key=replace(here.key, board=f"{here.key.board}{mark}" if here.key.board else "",
                    identifier=f"{here.key.identifier}{mark}"),
        hiring_organization=employer and replace(
            employer, name=f"{mark}{employer.name}", key=employer.key and f"{mark}{employer.key}"
        ),
        external_reference=here.external_reference and f"{mark}{here.external_reference}",
        description=here.description and _TELLING_WORD.sub(lambda word: word[0] + mark, here.description),
    ), f"{vacancy}{mark}"  # fmt: skip


class Store:
    """A database that is filled in bulk."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        if self._engine.dialect.name == "sqlite":
            listen(self._engine, "connect", _fill_quickly)
        upgrade(self._engine)

    def fill(self, ads: Iterable[Ad], *, linked: bool) -> None:
        """Write ``ads``; ``linked`` ones with features, keys and vacancies, as if linked long ago."""
        for batch in batched(ads, 2000):
            with UnitOfWork(self._engine) as unit:
                unit.postings.add([SeenPosting(posting=ad, content_hash="") for ad, _ in batch], run_id="r", at=NOW)
                if linked:
                    numbers = unit.vacancies.owed("link", limit=len(batch))
                    self._link(unit, dict(zip(numbers, batch, strict=True)))
                unit.commit()

    def _link(self, unit: UnitOfWork, ads: dict[int, Ad]) -> None:
        read = {number: features(posting) for number, (posting, _) in ads.items()}
        unit.index.publish(
            {number: found.to_bytes() for number, found in read.items()},
            {number: keys_of(found) for number, found in read.items()},
        )
        wanted = {f"vac_{vacancy}": posting for posting, vacancy in ads.values()}
        known = unit.vacancies.stored(wanted)
        fresh = {vacancy: posting for vacancy, posting in wanted.items() if vacancy not in known}
        unit.vacancies.save_all([_renewed(vacancy, posting) for vacancy, posting in fresh.items()])
        unit.vacancies.assign_and_settle({number: f"vac_{vacancy}" for number, (_, vacancy) in ads.items()})

    def rested(self) -> None:
        """Leave the database as one that has been up for a while: the log written back, statistics taken."""
        vacuum = ("VACUUM ANALYZE", "CHECKPOINT")
        connection = self._engine.raw_connection()
        if self._engine.dialect.name == "postgresql":
            connection.driver_connection.autocommit = True  # type: ignore[union-attr]
        cursor = connection.cursor()
        for order in vacuum if self._engine.dialect.name == "postgresql" else ("PRAGMA wal_checkpoint(TRUNCATE)",):
            cursor.execute(order)
        connection.close()
        self._engine.dispose()
        os.sync()  # else the first commit that is measured waits until all this is on the disk


def _fill_quickly(connection: Any, _record: Any) -> None:
    # What is filled is written once and never lost; what is measured is measured over a connection without this.
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-4000000")


def _renewed(vacancy: str, posting: JobPosting) -> Renewed:
    item = Vacancy(id=vacancy, posting=posting, members=(posting.key,), first_seen=NOW, last_confirmed=NOW)
    return Renewed(vacancy=item, record=stored_record(item), closed_at=None, reposts=0)


def _yardstick(engine: Engine) -> float:
    """Return the process time, in milliseconds, of reading one stored posting from its JSON: how fast this machine is.

    Process time grows on a machine whose cores others use too; compare figures as multiples of this one.
    """
    with engine.connect() as connection:
        records = connection.execute(select(posting.c.record).limit(1000)).scalars().all()
    started = time.process_time()
    for record in records:
        JobPosting.from_json(record)
    return 1000 * (time.process_time() - started) / len(records)


class Spent(NamedTuple):
    """What linking took."""

    report: LinkReport
    seconds: float
    """Process time."""
    server_seconds: float
    """Process time of the PostgreSQL backend; nothing for SQLite, which works in the process."""
    waited: float
    """Seconds by the clock."""
    carried: float
    """Process time of carrying the new keys over to all others, which is due once in many postings."""
    before: int
    after: int
    """Most memory used before and in all, in kilobytes."""
    yardstick: float


def _linked(url: str) -> Spent:
    engine = open_engine(url)
    yardsticks = [_yardstick(engine)]
    before = _most_memory()
    started, served, clock = time.process_time(), _server_time(engine), time.perf_counter()
    report = link(engine, now=NOW)
    if engine.dialect.name == "sqlite":
        engine.dispose()  # and with it what stands in the log only
    spent, waited = time.process_time() - started, time.perf_counter() - clock
    served = _server_time(engine) - served
    after = _most_memory()
    yardsticks.append(_yardstick(engine))
    started = time.process_time()
    with UnitOfWork(engine) as unit:
        unit.index.carry_over()
        unit.commit()
    carried = time.process_time() - started
    return Spent(report, spent, served, waited, carried, before, after, sum(yardsticks) / 2)


def _most_memory() -> int:
    """Return the most memory that this program used, in kilobytes; the process it was started from counts nothing."""
    line = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    assert line is not None
    return int(line[1])


def _server_time(engine: Engine) -> float:
    """Return the seconds of process time that the backend of the pooled connection, the only one, has spent."""
    if engine.dialect.name != "postgresql":
        return 0.0
    with engine.connect() as connection:
        backend = connection.execute(select(func.pg_backend_pid())).scalar_one()
    fields = Path(f"/proc/{backend}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(url: str, stored: int, base: float | None) -> float:
    """Link what is owed, in a process of its own, and print what it took; return how many yardsticks each costs."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        report, spent, served, waited, carried, before, after, yardstick = pool.apply(_linked, (url,))
    each = 1000 * (spent / report.postings + carried / RECENT)
    server = f" and {1000 * served / report.postings:.2f} ms of the server's" if served else ""
    dearness = each / yardstick
    ratio = f", {dearness / base:.2f} times as dear" if base else ""
    print(
        f"{stored:>9,} stored: {1000 / each:7,.0f} postings/s of process time ({each:.2f} ms each{server}),"
        f" {report.postings / waited:6,.0f}/s by the clock, keys carried over in {carried:.2f} s,"
        f" memory {before // 1024} to {after // 1024} MB,"
        f" {report.vacancies} minted of {report.postings};"
        f" {dearness:.1f} yardsticks of {1000 * yardstick:.0f} µs{ratio}",
        flush=True,
    )
    return dearness


class Stream:
    """Ads of the sandbox, read as they are taken; those that are passed over are not read."""

    def __init__(self, size: int, seed: int) -> None:
        self._stream = postings(size, seed)

    def take(self, count: int, worlds: int) -> Iterator[Ad]:
        """Yield ``count`` ads: each ad of the sandbox once in every world."""
        ads = ((normalize(item.raw, as_of=AS_OF), item.vacancy) for item in self._raw(count, worlds))
        return islice((in_world(world, ad) for ad in ads for world in range(worlds)), count)

    def scattered(self, count: int, worlds: int) -> Iterator[Ad]:
        """Yield ``count`` ads: each ad of the sandbox in one of the worlds."""
        ads = ((normalize(item.raw, as_of=AS_OF), item.vacancy) for item in self._raw(count, 1))
        return (in_world(small_hash(ad[1]) % worlds, ad) for ad in ads)

    def skip(self, count: int, worlds: int) -> None:
        """Pass over what `take` would yield."""
        for _ in self._raw(count, worlds):
            pass

    def _raw(self, count: int, worlds: int) -> Iterator[LabelledPosting]:
        return islice(self._stream, -(-count // worlds))


def fill_up(url: str, stream: Stream, missing: int, worlds: int, kept: Path | None) -> None:
    """Write ``missing`` linked ads, or take the store from ``kept``, where one that was filled is kept."""
    file = Path(url.removeprefix("sqlite:///"))
    if kept and kept.exists():
        stream.skip(missing, worlds)
        for old in file.parent.glob(f"{file.name}*"):
            old.unlink()  # with its log, which would be taken for the new one's
        shutil.copyfile(kept, file)
        return
    store = Store(url)
    store.fill(stream.take(missing, worlds), linked=True)
    store.rested()
    if kept:
        shutil.copyfile(file, kept)


@contextmanager
def database(postgres: bool) -> Iterator[str]:
    """Yield the address of an empty database."""
    with postgres_server() if postgres else tempfile.TemporaryDirectory() as place:
        yield place if postgres else f"sqlite:///{place}/link.sqlite3"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--fresh", type=int, default=4_000, help="postings linked at every size")
    parser.add_argument("--one-world", type=int, default=100_000, help="stored up to which there are no worlds")
    parser.add_argument("--worlds", type=int, default=10, help="worlds beyond that")
    parser.add_argument("--seed", type=int, default=23)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--keep", type=Path, help="folder of filled SQLite files, to be used again")
    options = parser.parse_args()
    if options.keep and options.postgres:
        parser.error("--keep is for SQLite")
    stream, sizes = Stream(3 * options.one_world, options.seed), sorted(options.sizes)
    with database(options.postgres) as url:
        stored, base = 0, None
        for position, size in enumerate(sizes, start=1):
            worlds = options.worlds if size > options.one_world else 1
            name = "-".join(map(str, (options.seed, options.fresh, *sizes[:position])))
            fill_up(url, stream, size - stored, worlds, options.keep and options.keep / f"{name}.sqlite3")
            store = Store(url)
            store.fill(stream.scattered(options.fresh, worlds), linked=False)
            store.rested()
            each = measure(url, size, base)
            base = base or each
            stored = size + options.fresh


if __name__ == "__main__":
    main()
