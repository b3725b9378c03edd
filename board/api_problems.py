"""Refusals as RFC 9457 problem details, and the route that turns every error of the API into one."""

from __future__ import annotations

import difflib
import logging
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from typing import Any

import orjson
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from board.caching import OPEN_TO_ALL, Limiter, may_ask
from models.store.errors import DatabaseError
from pipeline.search.filters import QueryError

MEDIA_TYPE = "application/problem+json"
_TYPES = "https://belfry.dev/problems/"
"""Names of problems; they need not answer, they only need to stay the same (RFC 9457, section 3.1.1)."""

log = logging.getLogger("belfry.board")

_MOST_NAMED = 30
"""Names that a refusal lists where none is near."""


class ProblemError(Exception):
    """A refusal: its kind, its status, and a sentence that says what to do."""

    def __init__(
        self, kind: str, status: int, title: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(detail)
        self.kind, self.status, self.title, self.detail = kind, status, title, detail
        self.headers, self.more = dict(headers or {}), more

    def response(self) -> Response:
        """Return the answer."""
        body = {
            "type": _TYPES + self.kind,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.more,
        }
        return Response(
            orjson.dumps(body),
            status_code=self.status,
            media_type=MEDIA_TYPE,
            headers={"Cache-Control": "no-store", **OPEN_TO_ALL, **self.headers},
        )


RETRY_AFTER = 120
"""Seconds after which a database that was no use may be one again."""
_NO_DATABASE = ProblemError(
    "database-unavailable",
    503,
    "Database unavailable",
    "the database of this site cannot be reached, or can only be read: nothing was kept; try again later",
    headers={"Retry-After": str(RETRY_AFTER)},
)


def unknown_parameter(name: str, known: Iterable[str]) -> ProblemError:
    """Return the refusal of a parameter that does not exist: to ignore it would answer more than was asked."""
    names = list(known)
    nearest = _nearest(name, names)
    detail = f"{name!r} is no parameter of this address{_hint(nearest, names)}"
    return ProblemError("unknown-parameter", 400, "Unknown parameter", detail, parameter=name, nearest=nearest)


def unknown_value(
    name: str, value: str, known: Iterable[str] = (), why: str = "is not a value of it", *, meant: str | None = None
) -> ProblemError:
    """Return the refusal of a value that a parameter does not take; ``meant`` is the one it is another word for."""
    values = list(known)
    nearest = meant or _nearest(value, values)
    detail = f"{name}: {value!r} {why}{_hint(nearest, values)}"
    return ProblemError("unknown-value", 400, "Unknown value", detail, parameter=name, nearest=nearest)


def not_found(what: str, name: str, known: Iterable[str] = (), *, meant: str | None = None) -> ProblemError:
    """Return the refusal of an address that leads nowhere; ``meant`` is the name that it is another word for."""
    nearest = meant or _nearest(name, known)
    detail = f"there is no {what} {name!r}{_hint(nearest)}"
    return ProblemError("not-found", 404, "Not found", detail, nearest=nearest)


def refuse_method(request: Request, taken: Sequence[str]) -> Response:
    """Answer a method that an address does not take; a browser that asks first (OPTIONS) is told which it does."""
    allow = methods_text(taken)
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": allow, **may_ask(allow)})
    detail = f"{request.url.path} does not take {request.method}, only {allow}"
    return ProblemError("method-not-allowed", 405, "Method not allowed", detail, headers={"Allow": allow}).response()


def methods_text(taken: Sequence[str]) -> str:
    """Return what the header Allow says: HEAD goes with GET, and OPTIONS with everything."""
    return ", ".join([*taken, *(["HEAD"] if "GET" in taken else []), "OPTIONS"])


def gone(detail: str, **more: Any) -> ProblemError:
    """Return the answer for what was here and will not come back."""
    return ProblemError("gone", 410, "Gone", detail, **more)


def _hint(nearest: str | None, known: Sequence[str] = ()) -> str:
    if nearest:
        return f" - did you mean {nearest!r}?"
    return f" - there are {', '.join(known)}" if 0 < len(known) <= _MOST_NAMED else ""


def _nearest(name: str, known: Iterable[str]) -> str | None:
    found = difflib.get_close_matches(name[:60].lower(), list(known), n=1, cutoff=0.5)
    return found[0] if found else None


def problem_route(limiter: Limiter) -> type[APIRoute]:
    """Return the class of the API's routes: counts the caller's requests, and answers every refusal as a problem."""

    class ProblemRoute(APIRoute):
        """A route whose refusals are problems."""

        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            """Return the handler, wrapped."""
            handle = super().get_route_handler()

            async def handler(request: Request) -> Response:
                allowance = limiter.spend(request.client.host if request.client else "")
                try:
                    if allowance.exceeded:
                        raise too_many(allowance.resets_in)
                    response = await handle(request)
                except ProblemError as problem:
                    response = problem.response()
                except DatabaseError:
                    log.exception("%s was not answered", request.url.path)
                    response = _NO_DATABASE.response()
                except QueryError as error:
                    response = _of_query(error).response()
                except RequestValidationError as error:
                    response = _of_body(error).response()
                except HTTPException as error:
                    kind = "not-found" if error.status_code == 404 else "refused"
                    response = ProblemError(kind, error.status_code, "Refused", str(error.detail)).response()
                response.headers.update(allowance.headers())
                return response

            return handler

    return ProblemRoute


def too_many(seconds: int) -> ProblemError:
    """Return the refusal of a caller who asks too often."""
    return ProblemError(
        "too-many-requests",
        429,
        "Too many requests",
        f"wait {seconds} s; to copy everything, load a snapshot and follow /v1/changes",
        headers={"Retry-After": str(seconds)},
    )


def _of_query(error: QueryError) -> ProblemError:
    return ProblemError(
        "unknown-value", 400, "Unknown value", str(error), parameter=error.parameter, nearest=error.nearest
    )


def _of_body(error: RequestValidationError) -> ProblemError:
    first = error.errors()[0]
    if first["loc"][0] == "path":
        return not_found(str(first["loc"][-1]), str(first.get("input", "")))
    where = ".".join(str(part) for part in first["loc"] if part != "body")
    if not where:
        needed = "send a JSON object, with Content-Type: application/json"
        return ProblemError("invalid-body", 400, "Invalid request body", needed)
    return ProblemError("invalid-body", 400, "Invalid request body", f"{where or 'body'}: {first['msg']}")
