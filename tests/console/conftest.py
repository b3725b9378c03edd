"""The desk on a small database, and somebody who is logged in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from console.auth import add_account
from console.desk import desk_app
from console.settings import Settings, now
from models.store.engine import open_engine, writing
from models.store.tables import audit

PASSWORD = "correct horse battery staple"


@dataclass
class Visitor:
    """A browser without JavaScript."""

    client: TestClient
    engine: Engine
    settings: Settings

    def get(self, path: str, **options: Any) -> Any:
        return self.client.get(f"/desk{path}", **options)

    def post(self, path: str, *, csrf: str | None = None, headers: dict[str, str] | None = None, **fields: str) -> Any:
        data = {**fields, "csrf": self.csrf() if csrf is None else csrf}
        return self.client.post(f"/desk{path}", data=data, headers=headers)

    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.get("/audit").text)
        return found.group(1) if found else ""

    def log_in(self, name: str, password: str = PASSWORD) -> Any:
        return self.client.post("/desk/login", data={"name": name, "password": password})


@pytest.fixture(scope="session")
def _peopled(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one account of each role, made once: hashing passwords is slow on purpose."""
    path = tmp_path_factory.mktemp("desk") / "peopled.sqlite3"
    shutil.copy(sqlite_template, path)
    engine = open_engine(f"sqlite:///{path}")
    for name in ("viewer", "operator", "admin"):
        add_account(engine, name, PASSWORD, name, by="test", now=now())
    with writing(engine) as connection:
        connection.execute(audit.delete())  # each test counts its own lines
    engine.dispose()
    return path


@pytest.fixture
def settings(_peopled: Path, tmp_path: Path) -> Settings:
    path = tmp_path / "desk.sqlite3"
    shutil.copy(_peopled, path)
    return Settings(var=tmp_path / "var", database_url=f"sqlite:///{path}")


@pytest.fixture
def visit(settings: Settings) -> Callable[[], Visitor]:
    engine = open_engine(settings.database_url)
    app = FastAPI()
    app.mount("/desk", desk_app(engine, settings))
    return lambda: Visitor(TestClient(app, follow_redirects=False), engine, settings)


@pytest.fixture
def visitor(visit: Callable[[], Visitor]) -> Visitor:
    return visit()


@pytest.fixture
def operator(visit: Callable[[], Visitor]) -> Visitor:
    found = visit()
    assert found.log_in("operator").status_code == 303
    return found
