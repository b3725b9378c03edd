"""The board on an invented market."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from board.api import api_router
from board.feeds import feeds_router
from models.store.engine import open_engine
from models.store.schema import upgrade
from pipeline.search.catalogue import Catalogue
from tests.pipeline.search.world import NOW, market

SIZE = 900


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the invented market; copy it before writing."""
    path = tmp_path_factory.mktemp("market") / "market.sqlite3"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    market(engine, SIZE)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def shared_catalogue(filled: Path) -> Iterator[Catalogue]:
    """A catalogue of the market that nobody writes to."""
    engine = open_engine(f"sqlite:///{filled}")
    yield Catalogue(engine, clock=Clock(NOW), check_every=0)
    engine.dispose()


@pytest.fixture
def market_engine(filled: Path, tmp_path: Path) -> Iterator[Engine]:
    """A market of one's own to write to."""
    path = tmp_path / "market.sqlite3"
    shutil.copy(filled, path)
    engine = open_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> Clock:
    """The board's clock."""
    return Clock(NOW)


@pytest.fixture
def catalogue(market_engine: Engine, clock: Clock) -> Catalogue:
    """A catalogue of one's own market, that looks at the tables with every question."""
    return Catalogue(market_engine, clock=clock, check_every=0)


Serve = Callable[[Catalogue], TestClient]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """Return what serves API and feeds of a catalogue."""

    def serve(catalogue: Catalogue, **options: object) -> TestClient:
        app = FastAPI(openapi_url=None)
        usual = {"snapshots": tmp_path / "snapshots", "guard": lambda _: None, "requests_a_minute": 100_000}
        app.include_router(api_router(catalogue, **{**usual, **options}))  # type: ignore[arg-type]
        app.include_router(feeds_router(catalogue, public_url="http://board.example", requests_a_minute=100_000))
        return TestClient(app, follow_redirects=False)

    return serve


@pytest.fixture
def client(serve: Serve, shared_catalogue: Catalogue) -> TestClient:
    """The board of the market that nobody writes to."""
    return serve(shared_catalogue)
