"""Where belfry keeps its things, from the environment."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from console.errors import WrongValueError

if TYPE_CHECKING:
    from sqlalchemy import Engine

WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


@dataclass(frozen=True, slots=True)
class Settings:
    """The folders and the database of this installation."""

    var: Path
    """``BELFRY_VAR``, default ``var`` also where that is empty: database, landing zone, logs."""
    database_url: str
    """``BELFRY_DATABASE_URL``, default ``sqlite:///<var>/belfry.sqlite3``."""
    public_url: str = ""
    """``BELFRY_PUBLIC_URL``, where visitors find the board, with no slash at its end; empty for where it is served."""

    @classmethod
    def from_environment(cls) -> Settings:
        """Read the environment. Raises `WrongValueError` for a web address that is none."""
        _web_address("BELFRY_CONTACT_URL")  # the crawls read it
        var = var_folder()
        return cls(
            var=var,
            database_url=os.environ.get("BELFRY_DATABASE_URL") or sqlite_url(var / "belfry.sqlite3"),
            public_url=_web_address("BELFRY_PUBLIC_URL"),
        )

    @property
    def landing(self) -> Path:
        """The landing zone."""
        return self.var / "landing"

    def engine(self) -> Engine:
        """Open the database; the default one is made when it is not there. Raises `DatabaseError`."""
        # The database's libraries take a second to import; most words on the command line do not need them.
        from models.store.engine import open_engine
        from models.store.schema import require_current, upgrade

        engine = open_engine(self.database_url)
        if os.environ.get("BELFRY_DATABASE_URL"):
            require_current(engine)
        else:
            upgrade(engine)
        return engine


def var_folder() -> Path:
    """Return the folder of this installation."""
    return Path(os.environ.get("BELFRY_VAR") or "var")


def sqlite_url(file: Path) -> str:
    """Return the address of a SQLite database, whatever characters its path has."""
    return f"sqlite:///{quote(str(file))}"


def _web_address(name: str) -> str:
    given = os.environ.get(name, "")
    if given and not WEB_ADDRESS.fullmatch(given):
        raise WrongValueError(f"{name} {given!r} is no web address such as https://jobs.example")
    return given.rstrip("/")


def now() -> datetime:
    """Return this moment: the one clock of the command line."""
    return datetime.now(UTC)
