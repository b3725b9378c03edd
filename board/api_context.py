"""What every endpoint has at hand, and how an endpoint is described: once, for the router and for OpenAPI."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import Request, Response

from board.api_parameters import Parameter, read_parameters
from board.api_problems import MEDIA_TYPE
from board.api_schemas import Schema, ref
from board.caching import Limiter
from board.webhooks import Guard, refuse_private
from pipeline.search.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True, slots=True)
class ApiContext:
    """What the API answers from."""

    catalogue: Catalogue
    snapshots: Path
    """Folder of the snapshot files."""
    public_url: str = ""
    """Where the board stands, without a slash at the end; addresses in answers begin with it."""
    limiter: Limiter = field(default_factory=Limiter)
    guard: Guard = refuse_private
    """Says which addresses webhooks may have."""
    poll_seconds: float = 0.5
    """How often a long poll looks."""


def described(
    summary: str,
    answer: Schema,
    *,
    parameters: Sequence[Parameter] = (),
    problems: Sequence[int] = (),
    media_type: str = "application/json",
    status: int = 200,
    conditional: bool = True,
    about: str = "",
) -> dict[str, Any]:
    """Return what FastAPI needs to describe an endpoint that reads its own parameters."""
    refused = {"description": "Refused", "content": {MEDIA_TYPE: {"schema": ref("Problem")}}}
    responses: dict[int | str, Any] = {
        status: {"description": "The answer", "content": {media_type: {"schema": answer}}},
        **({304: {"description": "You have it already"}} if conditional else {}),
        **dict.fromkeys((400, 429, *problems), refused),
    }
    return {
        "summary": summary,
        "description": about or summary,
        "responses": responses,
        "status_code": status,
        "openapi_extra": {"parameters": [parameter.described() for parameter in parameters]},
        "response_model": None,
        "response_class": Response,
    }


def parameters_of(request: Request, parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Return the values of ``parameters``; see `read_parameters`."""
    return read_parameters(request.query_params, parameters)
