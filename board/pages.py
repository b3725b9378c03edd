"""All pages on one router, and errors told as pages."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exception_handlers import http_exception_handler
from starlette.exceptions import HTTPException

from board.api_context import ApiContext
from board.api_problems import wrong_method
from board.language import LANGUAGES, Words
from board.pages_figures import figures_router
from board.pages_market import market_router
from board.pages_more import more_router
from board.pages_report import report_router
from board.pages_shell import Site
from board.pages_texts import texts_router
from board.pages_vacancy import message, vacancy_router
from pipeline.search.catalogue import Catalogue


def add_pages(app: FastAPI, catalogue: Catalogue, *, public_url: str = "") -> None:
    """Add all pages to ``app``, and answer what is no address of the board with a page that helps."""
    site = Site(catalogue.engine, catalogue, public_url)
    app.include_router(pages_router(site))

    @app.exception_handler(HTTPException)
    async def told(request: Request, error: HTTPException) -> Response:
        if request.url.path.startswith("/v1/"):
            if error.status_code != 405:
                return await http_exception_handler(request, error)
            allowed = (error.headers or {}).get("Allow", "").split(", ")
            return wrong_method(request.method, request.url.path, allowed).response()
        language = request.url.path.split("/")[1]
        words = Words(language if language in LANGUAGES else "en")
        title, why = (
            ("page.not_found", "page.not_found_why")
            if error.status_code == 404
            else (
                "page.bad_query",
                "page.not_found_why",
            )
        )
        return message(site, request, words, error.status_code, title, why, catalogue.state())


def pages_router(site: Site) -> APIRouter:
    """Return the routes of all pages."""
    context = ApiContext(catalogue=site.catalogue, snapshots=Path())
    router = APIRouter()
    parts = (
        figures_router(site),
        market_router(site),
        vacancy_router(site),
        more_router(site),
        texts_router(site),
        report_router(site, context),
    )
    for part in parts:
        router.include_router(part)
    return router
