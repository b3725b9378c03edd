"""The operator's desk: a web application of plain forms, to be mounted at ``/desk``.

Everybody logs in; viewers look, operators act, admins keep the accounts. No page needs JavaScript;
where something is under way a vendored htmx, the only script that may run, asks for the page again.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from sqlalchemy import Engine
from starlette.exceptions import HTTPException

from board.api_problems import RETRY_AFTER
from console.auth import SESSION, Guesses, accounts_of, log_in, log_out, who
from console.desk_actions import actions_router
from console.desk_consumers import consumers_router
from console.desk_judgement import judgement_router
from console.desk_pages import pages_router
from console.desk_review import review_router
from console.desk_view import COOKIE, Desk
from console.settings import Settings, now
from models.store.errors import DatabaseError

log = logging.getLogger("belfry.desk")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}
_OPEN = ("/login", "/static/")
MAX_FORM = 64 * 1024
"""Bytes of a form; none of ours needs more."""


def desk_app(engine: Engine, settings: Settings) -> FastAPI:
    """Return the desk on ``engine``'s database and the landing zone of ``settings``."""
    app = FastAPI(title="belfry desk", docs_url=None, redoc_url=None, openapi_url=None)
    desk = Desk(engine=engine, settings=settings)
    app.state.desk = desk
    app.mount("/static", StaticFiles(directory=Path(__file__).with_name("static")), name="static")
    app.include_router(_door(desk, Guesses()))
    app.include_router(pages_router(desk))
    app.include_router(review_router(desk))
    app.include_router(consumers_router(desk))
    app.include_router(judgement_router(desk))
    app.include_router(actions_router())

    @app.middleware("http")
    async def guard(request: Request, follow: Callable[[Request], Awaitable[Response]]) -> Response:
        try:
            response = _refused(request) or await _as_somebody(desk, request, follow)
        except DatabaseError as error:
            response = _unusable(desk, request, error)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    @app.exception_handler(HTTPException)
    async def failed(request: Request, error: HTTPException) -> Response:
        page = {"title": str(error.status_code), "message": str(error.detail)}
        return desk.page(request, "message.html", status=error.status_code, **page)

    return app


def _unusable(desk: Desk, request: Request, error: DatabaseError) -> Response:
    """Answer that the database cannot be used; those who are logged in, and may mend it, read why."""
    log.error("%s was not answered", request.url.path, exc_info=error)
    known = getattr(request.state, "session", None) is not None
    why = str(error) if known else "The database cannot be used just now."
    answer = desk.page(request, "message.html", status=503, title="Nothing was kept", message=why)
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


async def _as_somebody(desk: Desk, request: Request, follow: Callable[[Request], Awaitable[Response]]) -> Response:
    path = _path(request)
    request.state.session = who(desk.engine, request.cookies.get(COOKIE), now=now())
    if request.state.session is None and not path.startswith(_OPEN):
        return RedirectResponse(f"{desk.base(request)}/login", status_code=303)
    return await follow(request)


def _path(request: Request) -> str:
    return request.url.path.removeprefix(str(request.scope.get("root_path", "")))


def _refused(request: Request) -> Response | None:
    """Refuse a form that is too large, or that another site sent."""
    if request.method != "POST":
        return None
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > MAX_FORM:
        return HTMLResponse("The form is too large.", status_code=413)
    origin = request.headers.get("origin")
    elsewhere = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if elsewhere or request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return HTMLResponse("This form was sent by another site.", status_code=403)
    return None


def _door(desk: Desk, guesses: Guesses) -> APIRouter:
    router = APIRouter()

    @router.get("/login")
    def form(request: Request) -> Response:
        return desk.page(request, "login.html", nobody=not accounts_of(desk.engine))

    @router.post("/login")
    def enter(request: Request, name: str = Form(""), password: str = Form("", max_length=1000)) -> Response:
        address = f"address {request.client.host if request.client else '-'}"
        moment = now()
        if guesses.too_many(address, f"name {name}", now=moment):
            return desk.page(
                request, "login.html", status=429, error="Too many attempts. Wait five minutes.", nobody=False
            )
        token = log_in(desk.engine, name, password, now=moment)
        if token is None:
            guesses.failed(address, f"name {name}", now=moment)
            return desk.page(request, "login.html", status=401, error="Name or password is wrong.", nobody=False)
        log_out(desk.engine, request.cookies.get(COOKIE))
        response = RedirectResponse(f"{desk.base(request)}/", status_code=303)
        response.set_cookie(
            COOKIE,
            token,
            max_age=int(SESSION.total_seconds()),
            path=desk.base(request) or "/",
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return response

    return router
