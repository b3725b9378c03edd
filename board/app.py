"""The board's web application: pages, the API and the feeds on one catalogue."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Lifespan

from board.addresses import city_named, market_path, role_named
from board.api import api_router
from board.codings import TagPerCoding
from board.feeds import Addresses, feeds_router
from board.head import HeadLikeGet
from board.pages import add_pages
from board.pages_market import market_title
from board.publishing import telling
from pipeline.search.catalogue import Catalogue

ADDRESSES = Addresses(market=market_path, role_named=role_named, city_named=city_named, title=market_title)
"""Where pages stand, for feeds and sitemaps."""


def board_app(engine: Engine, *, snapshots: Path = Path("var/snapshots"), public_url: str = "") -> FastAPI:
    """Return the application that serves what ``engine``'s database holds; ``public_url`` begins absolute addresses."""
    catalogue = Catalogue(engine, background=True)

    @asynccontextmanager
    async def serving(_: FastAPI) -> AsyncIterator[None]:
        # The vacancies are read before anybody asks for them.
        threading.Thread(target=catalogue.state, name="catalogue", daemon=True).start()
        with telling(catalogue, snapshots, public_url=public_url):
            yield

    return board_on(catalogue, snapshots=snapshots, public_url=public_url, lifespan=serving)


def board_on(
    catalogue: Catalogue,
    *,
    snapshots: Path,
    public_url: str = "",
    requests_a_minute: int = 600,
    lifespan: Lifespan[FastAPI] | None = None,
) -> FastAPI:
    """Return the application that serves what ``catalogue`` holds."""
    app = FastAPI(title="belfry", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(TagPerCoding)
    app.add_middleware(HeadLikeGet)
    app.include_router(
        api_router(catalogue, snapshots=snapshots, public_url=public_url, requests_a_minute=requests_a_minute)
    )
    feeds = feeds_router(
        catalogue,
        public_url=public_url or "http://127.0.0.1:8000",
        addresses=ADDRESSES,
        requests_a_minute=requests_a_minute,
    )
    app.include_router(feeds)
    add_pages(app, catalogue, public_url=public_url)
    return app
