"""The board's web application: pages, the API and the feeds on one catalogue."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import Engine

from board.api import api_router
from board.feeds import feeds_router
from board.pages import pages_router
from pipeline.search.catalogue import Catalogue


def board_app(engine: Engine, *, snapshots: Path = Path("var/snapshots"), public_url: str = "") -> FastAPI:
    """Return the application that serves what ``engine``'s database holds; ``public_url`` begins absolute addresses."""
    catalogue = Catalogue(engine)
    app = FastAPI(title="belfry", docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(api_router(catalogue, snapshots=snapshots, public_url=public_url))
    app.include_router(feeds_router(catalogue, public_url=public_url or "http://127.0.0.1:8000"))
    app.include_router(pages_router(catalogue))
    return app
