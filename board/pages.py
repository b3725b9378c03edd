"""Requests for pages in, HTML out: the market of a role in a city, search, one vacancy. No JavaScript, one request."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from board.structured_data import job_posting_script
from models.posting import BaseSalary
from models.vocabulary import Rights, Role, VacancyStatus
from pipeline.reference.places import CITIES, City
from pipeline.search.catalogue import Catalogue
from pipeline.search.records import SearchQuery
from pipeline.search.vacancy_account import find_vacancy, sources_of, why_of

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_BELGIUM = "01000"
_CITY = {city.slug: city for city in CITIES}
_UNITS = {"HOUR": "an hour", "DAY": "a day", "WEEK": "a week", "MONTH": "a month", "YEAR": "a year"}


def role_name(role: Role | None) -> str:
    """Return ``role`` as a heading writes it."""
    return role.value.replace("-", " ").capitalize() if role else "Developer"


def pay_stated(pay: BaseSalary | None) -> str:
    """Return pay as the ad states it, or an empty text; an estimate is no stated pay."""
    if pay is None or pay.estimated or (pay.min is None and pay.max is None):
        return ""
    low, high = (f"{value:,.0f}" if value is not None else "" for value in (pay.min, pay.max))
    figures = low if low == high else f"{low} – {high}" if low and high else f"from {low}" if low else f"up to {high}"
    currency = "€" if pay.currency == "EUR" else f"{pay.currency or ''} "
    kind = " gross" if pay.gross else " net" if pay.gross is False else ""
    return f"{currency}{figures}{kind} {_UNITS.get(pay.unit.value, '') if pay.unit else '(period not stated)'}".strip()


_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PAGES.globals.update(role_name=role_name, pay_stated=pay_stated, roles=tuple(Role), cities=CITIES)


def _page(template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    return HTMLResponse(_PAGES.get_template(template).render(**values), status_code=status, headers=_HEADERS)


def _missing(what: str) -> HTMLResponse:
    return _page("message.html", status=404, title="Not found", text=f"There is no {what} here.")


def pages_router(catalogue: Catalogue) -> APIRouter:
    """Return the routes of the pages, in English; the address parts of roles and cities are their slugs."""
    router = APIRouter(include_in_schema=False)

    @router.get("/", response_class=HTMLResponse)
    def home() -> Response:
        counts = {city.slug: catalogue.state().counts(None, city.slug) for city in CITIES}
        return _page("home.html", title="Developer jobs in Belgium", counts=counts)

    @router.get("/en/jobs/{role}/{city}")
    def jobs(role: str, city: str, request: Request) -> Response:
        if role not in set(Role) or city not in _CITY:
            return _missing(f"market {role} in {city}")
        place, wanted = _CITY[city], Role(role)
        near = _search(catalogue, wanted, place, request)
        page = catalogue.market(wanted, city)
        title = f"{role_name(wanted)} jobs in {place.names['en']}"
        return _page("market.html", title=title, page=page, found=near, role=wanted, city=place, request=request)

    @router.get("/en/hiring/{market}")
    def hiring(market: str) -> Response:
        role, _, city = market.partition("s-in-")
        return RedirectResponse(f"/en/jobs/{role}/{city}#pay") if city in _CITY else _missing(f"market {market}")

    @router.get("/en/search")
    def search(request: Request) -> Response:
        words, cursor = request.query_params.get("q", "")[:200], request.query_params.get("cursor", "")
        found = catalogue.search(SearchQuery(q=words, cursor=cursor))
        return _page("search.html", title="Search", found=found, words=words)

    @router.get("/{language}/vacancy/{vacancy_id}")
    def vacancy(language: str, vacancy_id: str) -> Response:
        known = find_vacancy(catalogue.engine, vacancy_id)
        if known is None:
            return _missing(f"vacancy {vacancy_id}")
        if known.merged_into is not None:
            return RedirectResponse(f"/{language}/vacancy/{known.merged_into}", status_code=301)
        if known.vacancy is None:
            return _page("message.html", status=410, title="Removed", text="This vacancy was removed.")
        hit = catalogue.hit(known.vacancy)
        is_open = known.vacancy.status is not VacancyStatus.CLOSED
        return _page(
            "vacancy.html",
            title=known.vacancy.posting.title,
            hit=hit,
            item=known.vacancy,
            closed_at=known.closed_at,
            sources=sources_of(catalogue.engine, vacancy_id),
            pairs=why_of(catalogue.engine, vacancy_id)["pairs"],
            full=hit.rights is Rights.FULL,
            script=job_posting_script(hit) if is_open and hit.rights is Rights.FULL else "",
        )

    return router


def _search(catalogue: Catalogue, role: Role, city: City, request: Request) -> Any:
    chosen = {name: tuple(request.query_params.getlist(name)) for name in ("level", "work_mode", "contract", "pay")}
    query = SearchQuery(
        roles=(role,),
        place=city.nis,
        levels=chosen["level"],
        work_modes=chosen["work_mode"],
        contracts=chosen["contract"],
        pay=chosen["pay"],
        cursor=request.query_params.get("cursor", ""),
        facets=("level", "work_mode", "contract", "pay"),
    )
    return catalogue.search(query)
