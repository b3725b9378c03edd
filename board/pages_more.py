"""The other pages: choosing a language, home, search, employers, method, data, status, the robot, reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Form, Request, Response
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse

from board.addresses import cities, employer_path
from board.api_context import ApiContext
from board.api_service import NewReport, ReportKind, file_report
from board.language import LANGUAGES, Words
from board.pages_filters import Choice, read_choice
from board.pages_market import form_context, search
from board.pages_shell import Frame, Site
from board.pages_words import role_words
from models.vocabulary import Role
from pipeline.search.catalogue import State
from pipeline.search.filters import QueryError
from pipeline.search.records import SearchQuery

_TEXTS = {
    "method": ("vacancy", "open", "place", "pay", "threshold", "unseen"),
    "data": ("api", "rights"),
    "robot": ("does", "stop", "person"),
}
_ROBOT_LINES = "User-agent: belfry\nDisallow: /"


def more_router(site: Site, context: ApiContext) -> APIRouter:
    """Return the routes of all pages that are no market and no vacancy."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def choose(request: Request) -> Response:
        """Answer with the choice of a language; nothing is guessed from headers."""
        alternates = {language: f"/{language}/" for language in LANGUAGES}
        frame = Frame(title="belfry", language="en", path="/", alternates=alternates, default="/")
        return site.page(
            request, "chooser.html", lambda: (frame, {"all": [Words(language) for language in LANGUAGES]})
        )

    @router.get("/robots.txt")
    def robots(request: Request) -> Response:
        """Answer what robots may read: everything but the API's answers and searches without end."""
        host = str(request.base_url).rstrip("/")
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

    @router.get("/{language}/")
    def home(request: Request, language: str) -> Response:
        """Answer with all roles and cities."""
        return _framed(site, request, language, "", "home.html", "page.home_title", _home)

    @router.get("/{language}/search")
    def find(request: Request, language: str) -> Response:
        """Answer a search, or show the vacancies behind a figure (``cell`` and ``part``)."""
        choice = read_choice(request.query_params)
        cell, part = request.query_params.get("cell", "")[:120], request.query_params.get("part", "")[:120]
        title = "page.evidence" if cell else "page.search_title"

        def context(words: Words, state: State) -> dict[str, Any]:
            return _search(site, words, state, choice, cell, part)

        try:
            return _framed(site, request, language, "/search", "search.html", title, context, indexable=False)
        except QueryError as error:
            raise HTTPException(400) from error

    @router.get("/{language}/employer/{key:path}")
    def employer(request: Request, language: str, key: str) -> Response:
        """Answer with the open vacancies of an employer. 404 when it never had one."""
        if language not in LANGUAGES:
            raise HTTPException(404)
        state = site.catalogue.state()
        found = site.catalogue.search(SearchQuery(employers=(key,), limit=50), state)
        if key not in state.study.columns.words.employer.words:
            raise HTTPException(404)
        words = Words(language)
        named = (hit.vacancy.posting.hiring_organization for hit in found.hits)
        name = next((organization.name for organization in named if organization), key)
        frame = Frame(
            title=words("page.employer_title", name=name),
            language=language,
            path=employer_path(language, key),
            description=words("page.employer_lead", found.total),
            alternates={other: employer_path(other, key) for other in LANGUAGES},
            trail=((words("site.home"), f"/{language}/"),),
            indexable=found.total > 0,
        )
        shown = {"found": found, "now": state.study.moment.at}
        return site.page(request, "employer.html", lambda: (frame, shown))

    @router.get("/{language}/status")
    def status(request: Request, language: str) -> Response:
        """Answer how the sources are doing."""
        return _framed(site, request, language, "/status", "status.html", "page.status_title", _status)

    @router.get("/{language}/method")
    def method(request: Request, language: str) -> Response:
        """Answer how figures are made."""
        return _framed(site, request, language, "/method", "text.html", "site.method", lambda *_: _text("method"))

    @router.get("/{language}/data")
    def data(request: Request, language: str) -> Response:
        """Answer what can be had as data."""
        return _framed(site, request, language, "/data", "text.html", "site.data", lambda *_: _text("data"))

    @router.get("/{language}/report")
    def ask(request: Request, language: str) -> Response:
        """Answer with the form of a report."""
        about = {"vacancy": request.query_params.get("vacancy", "")[:30], "page": request.query_params.get("page", "")[:300]}
        return _framed(
            site, request, language, "/report", "report.html", "report.title", lambda *_: _report(about), indexable=False
        )

    @router.post("/{language}/report")
    def tell(
        request: Request,
        language: str,
        kind: str = Form(""),
        vacancy: str = Form(""),
        page: str = Form(""),
        note: str = Form(""),
    ) -> Response:
        """Keep a report and say so."""
        caller = request.client.host if request.client else ""
        if context.limiter.spend(caller).exceeded:
            raise HTTPException(429)
        about, number = {"vacancy": vacancy, "page": page}, None
        if kind in set(ReportKind) and (vacancy or page or note):
            try:
                body = NewReport(
                    kind=ReportKind(kind), vacancy_id=vacancy or None, page=page or None, note=note or None
                )
                number = file_report(context, body).id
            except ValidationError:
                number = None
        shown = {**_report(about), "number": number, "again": number is None}
        answer = _framed(
            site, request, language, "/report", "report.html", "report.title", lambda *_: shown, indexable=False, kept=False
        )
        answer.status_code = 200 if number else 400
        return answer

    return router


def _framed(
    site: Site,
    request: Request,
    language: str,
    suffix: str,
    template: str,
    title: str,
    context: Callable[[Words, State], dict[str, Any]],
    *,
    indexable: bool = True,
    kept: bool = True,
) -> Response:
    if language not in LANGUAGES:
        raise HTTPException(404)
    words = Words(language)
    query = f"?{request.url.query}" if request.url.query else ""
    trail = ((words("site.home"), f"/{language}/"),) if suffix else ()
    frame = Frame(
        title=words(title),
        language=language,
        path=f"/{language}{suffix or '/'}",
        alternates={other: f"/{other}{suffix or '/'}" for other in LANGUAGES} if indexable else {},
        switch={other: f"/{other}{suffix or '/'}{query}" for other in LANGUAGES},
        trail=trail,
        indexable=indexable,
        default="/" if not suffix else None,
    )
    if not kept:
        host = str(request.base_url).rstrip("/")
        body = site.render(host, template, frame, context(words, site.catalogue.state()))
        return Response(
            body, media_type="text/html; charset=utf-8", headers={**site.headers, "Cache-Control": "no-store"}
        )
    return site.page(request, template, lambda: (frame, context(words, site.catalogue.state())))


def _texts(name: str) -> dict[str, Any]:
    return {"name": name, "parts": _TEXTS[name]}


def _text(name: str) -> dict[str, Any]:
    return {"texts": _texts(name), "lines": ""}


def _report(about: dict[str, str]) -> dict[str, Any]:
    return {"about": about, "kinds": [kind.value for kind in ReportKind], "number": None, "again": False}


def _home(words: Words, state: State) -> dict[str, Any]:
    rows = [(role, role_words(words, role)["Roles"], state.counts(role, None).open_now) for role in Role]
    rows.sort(key=lambda row: (-row[2], row[1]))
    return {
        "rows": [
            (role, name, total, [(city, state.counts(role, city).open_now) for city in cities()])
            for role, name, total in rows
        ],
        "cities": [(city, state.counts(None, city).open_now) for city in cities()],
        "total": state.counts(None, None),
        "forms": {**role_words(words, None), "where": words("site.in_country")},
        "fresh": state.market(None, None).freshness,
    }


def _status(words: Words, state: State) -> dict[str, Any]:
    del words
    page = state.market(None, None)
    return {"health": state.dataset.health, "fresh": page.freshness, "page": page}


def _search(site: Site, words: Words, state: State, choice: Choice, cell: str, part: str) -> dict[str, Any]:
    query = choice.query(state.study.moment.today, cell=cell, part=part)
    found = search(site, query, state)
    path = f"/{words.language}/search"
    more = {"cell": cell, "part": part} if cell else {}
    kept = {name: value for name, value in more.items() if value}
    return {
        "found": found,
        "cell": cell,
        "now": state.study.moment.at,
        "more": choice.link(path, **kept, cursor=found.next_cursor) if found.next_cursor else None,
        "role_options": sorted(((role.value, words(f"role.{role.value}")) for role in Role), key=lambda item: item[1]),
        "city_options": [(slug, city.names[words.language]) for slug, city in cities().items()],
        "all_sources": f"/v1/vacancies?cell={cell}" if cell else "",
        **form_context(words, choice, path, with_distance=bool(choice.city)),
    }
