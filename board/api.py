"""The HTTP API ``/v1``: vacancies, markets, statistics, changes, snapshots, webhooks, and its own description."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute

from board.api_changes import add_changes
from board.api_context import ApiContext
from board.api_directory import add_names, add_places_and_roles
from board.api_markets import add_markets
from board.api_problems import ProblemError, not_found, problem_route, refuse_method
from board.api_schemas import SCHEMAS
from board.api_service import add_service
from board.api_vacancies import add_vacancies
from board.api_webhooks import add_webhooks
from board.caching import Limiter, cached_json
from board.webhooks import Guard, refuse_private
from pipeline.search.catalogue import Catalogue

VERSION = "1.0.0"
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_ABOUT = """Belgian developer vacancies, each opening once, every figure with its receipt.

To keep a copy: load `/v1/snapshots/latest.ndjson.gz`, then follow `/v1/changes` from its `seq`. Unknown parameters and
values are refused (RFC 9457) with the nearest name. Money is EUR as the ad states it. Text follows the rights of its
source: `full`, `excerpt` or `facts`."""


def api_router(
    catalogue: Catalogue,
    *,
    snapshots: Path = Path("var/snapshots"),
    public_url: str = "",
    requests_a_minute: int = 600,
    guard: Guard = refuse_private,
    poll_seconds: float = 0.5,
) -> APIRouter:
    """Return the router of ``/v1``; ``public_url`` (no slash at its end) begins the addresses in answers.

    ``snapshots`` is the folder of the snapshot files; ``guard`` says which addresses webhooks may have.
    """
    limiter = Limiter(limit=requests_a_minute)
    context = ApiContext(
        catalogue=catalogue,
        snapshots=snapshots,
        public_url=public_url,
        limiter=limiter,
        guard=guard,
        poll_seconds=poll_seconds,
    )
    router = APIRouter(prefix="/v1", route_class=problem_route(limiter))
    for add in (add_vacancies, add_markets, add_places_and_roles, add_names, add_changes, add_webhooks, add_service):
        add(router, context)
    description = openapi(router, public_url)

    @router.get("/openapi.json", include_in_schema=False)
    def described(request: Request) -> Response:
        return cached_json(request, description)

    known = [route for route in router.routes if isinstance(route, APIRoute)]

    @router.api_route("/{rest:path}", methods=[*_METHODS, "OPTIONS"], include_in_schema=False)
    def nowhere(request: Request, rest: str) -> Response:
        address = f"/v1/{rest}"
        if not rest:
            return RedirectResponse("/v1/openapi.json")
        taken = {method for route in known if route.path_regex.match(address) for method in route.methods or ()}
        if not taken:
            raise not_found("address", address, sorted({route.path for route in known}))
        return refuse_method(request, [method for method in _METHODS if method in taken])

    return router


def openapi(router: APIRouter, public_url: str = "") -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of the router."""
    found = get_openapi(
        title="belfry",
        version=VERSION,
        openapi_version="3.1.0",
        description=_ABOUT,
        routes=router.routes,
        servers=[{"url": public_url or "/"}],
    )
    for operations in found["paths"].values():
        for operation in operations.values():
            # Every refusal is a problem with status 400; the framework's own 422 is never sent.
            operation["responses"].pop("422", None)
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas.update(SCHEMAS)
    return found


__all__ = ["ApiContext", "ProblemError", "api_router", "openapi"]
