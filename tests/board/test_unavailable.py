"""Pages on a database that cannot be used: said in the reader's language, with nothing kept and nothing given away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from board.app import board_app
from board.language import LANGUAGES, Words
from models.store.engine import open_engine
from pipeline.services.takedown import all_requests
from tests.unusable import TRIES, UNUSABLE, no_database, only_read

REPORT = {"kind": "other", "page": "/en/"}


@pytest.fixture
def site_engine(sqlite_url: str) -> Iterator[Engine]:
    """A board without vacancies."""
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", UNUSABLE)
def test_a_report_that_cannot_be_kept_is_told_so(site_engine: Engine, language: str, way: str) -> None:
    client = TestClient(board_app(site_engine))
    with UNUSABLE[way](site_engine):
        for sent in range(TRIES if way == "full" else 1):
            answer = client.post(f"/{language}/report", data={**REPORT, "note": f"{sent} " + "of 3 days " * 150})
            if answer.status_code != 200:
                break
    words = Words(language)
    assert (answer.status_code, answer.headers["content-type"]) == (503, "text/html; charset=utf-8")
    assert f'lang="{language}"' in answer.text
    assert words("page.unavailable") in answer.text
    assert words("page.unavailable_why") in answer.text
    assert "rep_" not in answer.text
    assert str(site_engine.url.database) not in answer.text
    assert (answer.headers["cache-control"], answer.headers["retry-after"]) == ("no-store", "120")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert len(all_requests(site_engine)) == sent


@pytest.mark.postgres
def test_a_standby_server_keeps_no_report(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    client = TestClient(board_app(engine))
    with only_read(engine):
        answer = client.post("/de/report", data={**REPORT, "note": "drei Tage"})
        looked = client.get("/de/report")
    engine.dispose()
    assert (answer.status_code, looked.status_code) == (503, 200)
    assert Words("de")("page.unavailable") in answer.text


def test_a_page_that_cannot_be_read_says_so_too(site_engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    no_database(site_engine)
    answer = TestClient(board_app(site_engine)).get("/fr/")
    assert (answer.status_code, Words("fr")("page.unavailable") in answer.text) == (503, True)
    assert "file is not a database" in caplog.text
