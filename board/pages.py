"""All pages on one router, and the frame in which errors are told."""

from __future__ import annotations

from fastapi import APIRouter

from board.pages_market import market_router
from board.pages_shell import Site
from pipeline.search.catalogue import Catalogue


def pages_router(catalogue: Catalogue) -> APIRouter:
    """Return the routes of all pages."""
    site = Site(catalogue.engine, catalogue)
    router = APIRouter()
    router.include_router(market_router(site))
    return router
