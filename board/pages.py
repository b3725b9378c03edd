"""All pages on one router, and errors told as pages."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.routing import Match

from board.api_context import ApiContext
from board.api_problems import RETRY_AFTER, methods_text
from board.caching import may_ask
from board.language import LANGUAGES, Words
from board.pages_figures import figures_router
from board.pages_market import market_router
from board.pages_more import more_router
from board.pages_report import report_router
from board.pages_shell import Frame, Site, moved
from board.pages_texts import texts_router
from board.pages_vacancy import message, vacancy_router
from models.store.errors import DatabaseError
from pipeline.search.catalogue import Catalogue

log = logging.getLogger("belfry.board")

_TITLES = {404: "page.not_found", 405: "page.read_only"}


def add_pages(app: FastAPI, catalogue: Catalogue, *, public_url: str = "") -> None:
    """Add all pages to ``app``, and answer what is no address of the board with a page that helps."""
    site = Site(catalogue.engine, catalogue, public_url)
    app.include_router(pages_router(site))

    @app.exception_handler(HTTPException)
    async def told(request: Request, error: HTTPException) -> Response:
        path = request.url.path
        allowed = methods_text(_methods(app, path)) if error.status_code == 405 else ""
        if allowed and request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": allowed, **may_ask(allowed)})
        if error.status_code == 404 and (usual := usual_spelling(path)) != path:
            return moved(quote(usual), request)
        words = _words(path)
        title = _TITLES.get(error.status_code, "page.bad_query")
        answer = message(site, request, words, error.status_code, title, "page.not_found_why", catalogue.state())
        answer.headers.update({"Allow": allowed} if allowed else {})
        return answer

    @app.exception_handler(DatabaseError)
    async def unusable(request: Request, error: DatabaseError) -> Response:
        log.error("%s was not answered", request.url.path, exc_info=error)
        return _unavailable(site, request)


def _words(path: str) -> Words:
    """Return the language of an address; English where it names none."""
    language = path.split("/")[1]
    return Words(language if language in LANGUAGES else "en")


def _unavailable(site: Site, request: Request) -> Response:
    """Answer that the database cannot be used, without asking it anything."""
    words = _words(request.url.path)
    frame = Frame(title=words("page.unavailable"), language=words.language, path=f"/{words.language}/", indexable=False)
    body = site.render(site.host(request), "message.html", frame, {"why": words("page.unavailable_why"), "similar": ()})
    headers = {**site.headers, "Cache-Control": "no-store", "Retry-After": str(RETRY_AFTER)}
    return Response(body, status_code=503, media_type="text/html; charset=utf-8", headers=headers)


def _methods(app: FastAPI, path: str) -> list[str]:
    """Return what may be asked of an address: the router itself names the methods of the first route alone."""
    scope = {"type": "http", "path": path, "root_path": "", "headers": []}
    return [
        method
        for method in ("GET", "POST")
        if any(route.matches({**scope, "method": method})[0] is Match.FULL for route in app.router.routes)
    ]


def usual_spelling(path: str) -> str:
    """Return how the board writes such an address: in lower case, with one slash between its parts.

    >>> usual_spelling("//EN/jobs//Backend-Developer/Bruges")
    '/en/jobs/backend-developer/bruges'
    """
    return re.sub("/+", "/", path.lower())


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
