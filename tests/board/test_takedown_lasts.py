"""A takedown as a visitor sees it: gone from every page, answer, feed and snapshot at once, and not back tomorrow."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, select

from board.app import board_on
from board.publishing import publish
from models.store.engine import open_engine, reading
from models.store.tables import vacancy
from pipeline.search.catalogue import Catalogue
from pipeline.services.enforcement import enforce_run, standing_stones
from pipeline.services.ingest import ingest
from pipeline.services.link import link
from pipeline.services.takedown import carry_out, receive
from tests.landing_writer import land, raw

EMPLOYER = "Klokgieterij Hemony"
TITLE = "Backend developer carillons"
ADDRESS = "https://hemony.example/jobs/7"
SURFACES = (
    "/en/jobs/backend-developer/bruges",
    "/nl/jobs/backend-developer/brugge",
    "/en/hiring/backend-developers-in-bruges",
    "/en/search?q=carillons",
    "/en/employer/klokgieterij hemony",
    "/v1/vacancies?q=carillons",
    "/v1/markets/backend-developer/bruges",
    "/v1/changes",
    "/v1/employers",
    "/feeds/search.atom?q=carillons",
    "/feeds/partner.xml",
    "/en/jobs/backend-developer/bruges.atom",
    "/en/jobs/backend-developer/bruges.json",
    "/en/jobs/backend-developer/bruges.rss",
)


@pytest.fixture
def engine(sqlite_url: str) -> Iterator[Engine]:
    opened = open_engine(sqlite_url)
    yield opened
    opened.dispose()


def crawl(engine: Engine, landing: Path, run_id: str, now: datetime) -> None:
    ads = [
        raw("7", TITLE, hiring_organization=EMPLOYER, url=ADDRESS, description="<p>We cast bells in Django.</p>"),
        *(raw(str(n), "Java backend developer", hiring_organization=f"Huis {n}") for n in range(20, 26)),
    ]
    run = land(landing, run_id, now, ads)
    enforce_run(run, standing_stones(engine))
    ingest(engine, run, now=now)
    link(engine, now=now)


@pytest.mark.parametrize(("kind", "value"), [("url", ADDRESS), ("employer", EMPLOYER)])
def test_it_is_gone_everywhere_at_once_and_stays_away(
    engine: Engine, tmp_path: Path, now: datetime, kind: str, value: str
) -> None:
    landing, snapshots = tmp_path / "landing", tmp_path / "snapshots"
    crawl(engine, landing, "20261123T020000-recruitee", now)
    catalogue = Catalogue(engine, clock=lambda: now, check_every=0)
    publish(catalogue, snapshots)
    board = TestClient(board_on(catalogue, snapshots=snapshots, requests_a_minute=100_000))
    with reading(engine) as connection:
        number = connection.execute(select(vacancy.c.id).where(vacancy.c.title == TITLE)).scalar_one()
    own = (f"/en/vacancy/{number}", f"/v1/vacancies/{number}")

    def told() -> dict[str, str]:
        """Everything that the board says, with what its snapshots hold."""
        # A page that is not there may repeat the address that was asked for.
        answers = {path: board.get(path) for path in (*SURFACES, *own)}
        said = {path: answer.text for path, answer in answers.items() if answer.status_code != 404}
        files = snapshots.glob("*/*.gz")
        return {**said, "snapshots": "".join(gzip.decompress(file.read_bytes()).decode() for file in files)}

    def naming() -> set[str]:
        words = (TITLE, EMPLOYER, ADDRESS, "hemony", "cast bells")
        return {path for path, text in told().items() if any(word in text for word in words)}

    before = naming()
    assert {"/en/search?q=carillons", "/v1/vacancies?q=carillons", "/v1/changes", "snapshots", *own} <= before
    assert len(before) >= 8, "a surface that never names the ad proves nothing"
    request = receive(engine, kind, value, reason="the publisher asks", now=now)
    carry_out(engine, request, landing, by="an", now=now, snapshots=snapshots)
    assert naming() == set()
    later = now + timedelta(days=1)
    crawl(engine, landing, "20261124T020000-recruitee", later)
    publish(Catalogue(engine, clock=lambda: later, check_every=0), snapshots)
    assert naming() == set()
