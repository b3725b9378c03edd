"""The API against its own description: requests made up by schemathesis, every answer held to the schema."""

from __future__ import annotations

import contextlib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, ServerError
from schemathesis.openapi.checks import JsonSchemaError, UndefinedContentType, UndefinedStatusCode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.routing import Route

from board.api import api_router
from pipeline.search.catalogue import Catalogue

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
)


EXAMPLES = 4
KNOWN = {"role": "backend-developer", "city": "bruges", "slug": "java", "key": "firm 1"}
"""Values of addresses, so that half of the requests reach something."""


@pytest.mark.slow
def test_no_answer_breaks_the_description(catalogue: Catalogue, tmp_path: Path) -> None:
    app = _app(catalogue, tmp_path)
    asked = Counter[str]()
    for operation in _operations(app):
        for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
            asked[operation.label] += _ask(operation, mode)
    described = TestClient(app).get("/v1/openapi.json").json()["paths"]
    assert set(asked) == {f"{verb.upper()} {path}" for path, verbs in described.items() for verb in verbs}
    assert min(asked.values()) >= 1, asked
    assert asked.total() > 120


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (JSONResponse({"status": "ok", "dataset_version": "x", "seq": "eight"}), JsonSchemaError),
        (JSONResponse({"status": "ok"}, status_code=202), UndefinedStatusCode),
        (PlainTextResponse("ok"), UndefinedContentType),
        (JSONResponse({}, status_code=500), ServerError),
    ],
)
def test_an_answer_that_breaks_the_description_is_noticed(
    catalogue: Catalogue, tmp_path: Path, answer: Response, complaint: type[Failure]
) -> None:
    """The test above can fail: an endpoint that lies is caught by what it lies about."""
    app = _app(catalogue, tmp_path, first=Route("/v1/health", lambda _: answer))
    (health,) = [operation for operation in _operations(app) if operation.path == "/v1/health"]
    with pytest.raises(BaseExceptionGroup) as caught:  # `suppress` makes a plain group of it since Python 3.12
        _ask(health, schemathesis.GenerationMode.POSITIVE)
    assert complaint in {type(failure) for failure in caught.value.exceptions}


def _app(catalogue: Catalogue, folder: Path, first: Route | None = None) -> FastAPI:
    app = FastAPI(openapi_url=None)
    if first is not None:
        app.router.routes.append(first)
    router = api_router(catalogue, snapshots=folder, requests_a_minute=10**6, guard=lambda _: None, poll_seconds=0.01)
    app.include_router(router)
    return app


def _operations(app: FastAPI) -> list[Any]:
    return [found.ok() for found in schemathesis.openapi.from_asgi("/v1/openapi.json", app).get_all_operations()]


def _ask(operation: Any, mode: Any) -> int:
    asked = 0

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    def ask(case: Any) -> None:
        nonlocal asked
        asked += 1
        # Nobody waits half a minute for an event that does not come.
        if isinstance(case.query, dict) and case.query.get("wait"):
            case.query["wait"] = 0
        if mode is schemathesis.GenerationMode.POSITIVE and asked % 2:
            case.path_parameters.update({name: KNOWN[name] for name in case.path_parameters if name in KNOWN})
        case.call_and_validate(checks=list(CHECKS))

    # An operation without parameters has no wrong ones.
    with contextlib.suppress(Unsatisfiable):
        ask()
    return asked
