"""The pages, through the application, on a store filled the way the pipeline fills it."""

from datetime import datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, select

from board.app import board_app
from models.store.tables import vacancy
from pipeline.services.ingest import ingest
from pipeline.services.link import link
from tests.landing_writer import land, raw


@pytest.fixture
def client(engine: Engine, tmp_path: Path, now: datetime) -> TestClient:
    ads = [
        raw("1", "Senior Java developer", base_salary="€ 4.000 - € 5.000 bruto per maand"),
        raw("2", "PHP developer", job_locations=("Gent",)),
        raw("3", "Verpleegkundige"),
    ]
    ingest(engine, land(tmp_path, "r1", now, ads), now=now)
    link(engine, now=now)
    return TestClient(board_app(engine, snapshots=tmp_path))


def test_the_market_page_shows_the_jobs_of_the_city_and_marks_the_reference(client: TestClient) -> None:
    page = client.get("/en/jobs/backend-developer/bruges")
    assert page.status_code == 200
    assert "Senior Java developer" in page.text
    assert "PHP developer" not in page.text
    assert "Reference, not measured" in page.text
    assert "<script" not in page.text


def test_a_filter_is_a_plain_address(client: TestClient) -> None:
    assert "Senior Java developer" in client.get("/en/jobs/backend-developer/bruges?level=senior").text
    assert "Senior Java developer" not in client.get("/en/jobs/backend-developer/bruges?level=junior").text


def test_a_vacancy_has_a_page_that_says_how_we_know(client: TestClient, engine: Engine) -> None:
    with engine.connect() as connection:
        ids = connection.execute(select(vacancy.c.id).where(vacancy.c.title.like("%Java%"))).scalars().all()
    page = client.get(f"/en/vacancy/{ids[0]}")
    assert page.status_code == 200
    assert "€4,000 – €5,000 gross a month" in page.text
    assert "How we know" in page.text


@pytest.mark.parametrize("path", ["/en/jobs/backend-developer/atlantis", "/en/jobs/baker/bruges", "/en/vacancy/vac_0"])
def test_what_is_not_there_is_a_404_in_words(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is no" in answer.text


def test_search_and_home_answer(client: TestClient) -> None:
    assert "Senior Java developer" in client.get("/en/search?q=java").text
    assert "Bruges" in client.get("/").text
