"""Pages that explain: choosing a language, method, data, the state of the sources, the robot, robots.txt."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.responses import PlainTextResponse

from board.language import LANGUAGES, Words
from board.pages_shell import Frame, Site, framed
from pipeline.search.catalogue import State

_TEXTS = {
    "method": ("vacancy", "open", "place", "pay", "threshold", "unseen"),
    "data": ("api", "rights"),
    "robot": ("does", "stop", "person"),
}
_ROBOT_LINES = "User-agent: belfry\nDisallow: /"


def texts_router(site: Site) -> APIRouter:
    """Return the routes of the pages that explain."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def choose(request: Request) -> Response:
        """Answer with the choice of a language; nothing is guessed from headers."""
        alternates = {language: f"/{language}/" for language in LANGUAGES}
        frame = Frame(title="belfry", language="en", path="/", alternates=alternates, default="/")
        return site.page(request, "chooser.html", lambda: (frame, {"all": [Words(language) for language in LANGUAGES]}))

    @router.get("/robots.txt")
    def robots(request: Request) -> Response:
        """Answer what robots may read: everything but the API's answers and searches without end."""
        host = site.host(request)
        lines = ["User-agent: *", "Disallow: /v1/", "Disallow: /*?", f"Sitemap: {host}/sitemap.xml"]
        return PlainTextResponse("\n".join(lines) + "\n", headers={"Cache-Control": "public, max-age=86400"})

    @router.get("/about-our-robot")
    def robot(request: Request) -> Response:
        """Answer who crawls, and how to stop it."""
        asked = request.query_params.get("ui", "en")
        language = asked if asked in LANGUAGES else "en"
        path = "/about-our-robot"
        frame = Frame(
            title=Words(language)("robot.title"),
            language=language,
            path=path,
            switch={other: f"{path}?ui={other}" for other in LANGUAGES},
            canonical=path if language == "en" else f"{path}?ui={language}",
        )
        return site.page(request, "text.html", lambda: (frame, {"texts": _texts("robot"), "lines": _ROBOT_LINES}))

    @router.get("/{language}/status")
    def status(request: Request, language: str) -> Response:
        """Answer how the sources are doing."""
        return framed(site, request, language, "/status", "status.html", "page.status_title", _status)

    @router.get("/{language}/method")
    def method(request: Request, language: str) -> Response:
        """Answer how figures are made."""
        return framed(site, request, language, "/method", "text.html", "site.method", lambda *_: _text("method"))

    @router.get("/{language}/data")
    def data(request: Request, language: str) -> Response:
        """Answer what can be had as data."""
        return framed(site, request, language, "/data", "text.html", "site.data", lambda *_: _text("data"))

    return router


def _texts(name: str) -> dict[str, Any]:
    return {"name": name, "parts": _TEXTS[name]}


def _text(name: str) -> dict[str, Any]:
    return {"texts": _texts(name), "lines": ""}


def _status(words: Words, state: State) -> dict[str, Any]:
    del words
    page = state.market(None, None)
    return {"health": state.dataset.health, "fresh": page.freshness, "page": page}
