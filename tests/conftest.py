"""What all tests share: a fixed day, both databases, and the folder of labelled rows if it is there."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, make_url, text

from models.store.engine import open_engine
from models.store.schema import upgrade
from tests.postgres_server import NoPostgresError, postgres_server

# A busy machine is no failure of the code: no test has a deadline.
settings.register_profile("belfry", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("belfry")

SHARED = Path(__file__).resolve().parents[2] / "shared"
_NOT_RUN = pytest.StashKey[dict[str, str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_NOT_RUN] = {}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for what, why in config.stash[_NOT_RUN].items():
        terminalreporter.section(f"{what} DID NOT RUN", red=True, bold=True)
        terminalreporter.line(why)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker of pytest-xdist could not run, so that the summary says it."""
    node.config.stash[_NOT_RUN].update(getattr(node, "workeroutput", {}).get("not_run", {}))


def could_not(config: pytest.Config, what: str, why: str) -> None:
    """Skip the test and say so in the summary; on a continuous-integration machine it is a failure."""
    config.stash[_NOT_RUN][what] = why
    if hasattr(config, "workeroutput"):
        config.workeroutput["not_run"] = config.stash[_NOT_RUN]
    if os.environ.get("CI"):
        pytest.fail(f"{what} cannot run: {why}")
    pytest.skip(f"{what} cannot run: {why}")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of labelled rows and captures that stands beside a maintainer's checkout."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not here: labelled rows and captures are not part of the project")
    return SHARED


@pytest.fixture
def as_of() -> date:
    """The day on which every example was read."""
    return date(2026, 11, 23)


@pytest.fixture
def now() -> datetime:
    """The moment at which every example happens."""
    return datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def _postgres(pytestconfig: pytest.Config) -> Iterator[str]:
    with ExitStack() as stack:
        address = os.environ.get("BELFRY_TEST_DATABASE_URL")
        if not address:
            try:
                address = stack.enter_context(postgres_server())
            except NoPostgresError as error:
                could_not(pytestconfig, "POSTGRESQL TESTS", str(error))
        assert address is not None
        admin = open_engine(address).execution_options(isolation_level="AUTOCOMMIT")
        template = f"belfry_template_{os.getpid()}"
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {template}"))
            connection.execute(text(f"CREATE DATABASE {template}"))
        engine = open_engine(_named(address, template))
        upgrade(engine)
        engine.dispose()
        yield address
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {template}"))
        admin.dispose()


_NUMBERS = itertools.count(1)


def _named(address: str, name: str) -> str:
    return make_url(address).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a fresh SQLite database with all tables."""
    path = tmp_path / "belfry.sqlite3"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(_postgres: str) -> Iterator[str]:
    """The address of a fresh PostgreSQL database with all tables."""
    template, name = f"belfry_template_{os.getpid()}", f"belfry_{os.getpid()}_{next(_NUMBERS)}"
    admin = open_engine(_postgres).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield _named(_postgres, name)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh database, on each of the two systems in turn."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on a fresh database, on each of the two systems in turn."""
    engine = open_engine(database_url)
    yield engine
    engine.dispose()
