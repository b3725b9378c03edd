"""The API against its own description: requests made up by schemathesis, every answer held to the schema."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

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
    app = FastAPI(openapi_url=None)
    router = api_router(catalogue, snapshots=tmp_path, requests_a_minute=10**6, guard=lambda _: None, poll_seconds=0.01)
    app.include_router(router)
    schema = schemathesis.openapi.from_asgi("/v1/openapi.json", app)
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
            asked += _ask(operation, mode)
    assert asked > 120


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
