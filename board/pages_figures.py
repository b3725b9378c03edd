"""The figures of a market as CSV: one number a line, each with its receipt; the same numbers as the page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from board.addresses import city_named, market_path, role_named
from board.caching import cached, strong_etag
from board.language import LANGUAGES
from board.pages_shell import Site, moved
from models.vocabulary import Role
from pipeline.market.figures import Figure, figures

_COLUMNS = (
    "section",
    "item",
    "measure",
    "value",
    "unit",
    "n",
    "employers",
    "window_from",
    "window_to",
    "area_code",
    "area",
    "reason",
    "tried_first",
    "basis",
    "method",
    "computed_at",
    "evidence",
)


def figures_router(site: Site) -> APIRouter:
    """Return the routes of the CSV downloads; they stand before those of the pages, whose addresses they extend."""
    router = APIRouter(include_in_schema=False)

    @router.get("/{language}/jobs/{role}.csv")
    @router.get("/{language}/jobs/{role}/{city}.csv")
    def market(request: Request, language: str, role: str, city: str | None = None) -> Response:
        """Answer with the figures of a role, in a city or in Belgium."""
        found, where = role_named(role), city_named(city) if city else None
        if found is None or (city and where is None):
            raise HTTPException(404)
        return _answer(site, request, language, found, where)

    @router.get("/{language}/city/{city}.csv")
    def everything(request: Request, language: str, city: str) -> Response:
        """Answer with the figures of all roles of a city."""
        where = city_named(city)
        if where is None:
            raise HTTPException(404)
        return _answer(site, request, language, None, where)

    return router


def _answer(site: Site, request: Request, language: str, role: Role | None, city: str | None) -> Response:
    if language not in LANGUAGES:
        raise HTTPException(404)
    path = f"{market_path(language, role, city)}.csv"
    if request.url.path != path:
        return moved(path, request)
    state = site.catalogue.state()
    host = site.host(request)
    name = "-".join(("belfry", role.value if role else "all", city or "belgium", state.study.moment.today.isoformat()))

    def body() -> bytes:
        return figures_csv(figures(state.market(role, city), state.study), language, host).encode()

    return cached(
        request,
        strong_etag(state.token, host, path),
        body,
        media_type="text/csv; charset=utf-8; header=present",
        version=state.version,
        headers={
            **site.headers,
            "Content-Disposition": f'attachment; filename="{name}.csv"',
            "X-Robots-Tag": "noindex",
        },
    )


def figures_csv(found: Iterable[Figure], language: str, host: str) -> str:
    """Return the figures as CSV (RFC 4180); names of areas in ``language``, all else as in the API."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(_COLUMNS)
    for figure in found:
        receipt = figure.receipt
        lines.writerow(
            (
                figure.section,
                _harmless(str(figure.item)),
                figure.measure,
                "" if figure.value is None else figure.value,
                figure.unit,
                receipt.n,
                receipt.employers,
                receipt.window_from.isoformat(),
                receipt.window_to.isoformat(),
                receipt.scope.code,
                receipt.scope.name(language),
                receipt.reason,
                " ".join(f"{step.scope.code}:{step.n}" for step in receipt.path[:-1]),
                receipt.basis,
                receipt.method,
                receipt.computed_at.isoformat(),
                f"{host}/v1/vacancies?{receipt.evidence}",
            )
        )
    return text.getvalue()


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: titles and names are written by strangers (OWASP)."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
