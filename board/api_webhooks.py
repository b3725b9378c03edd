"""``/v1/webhooks``: register, look, remove, and see what was sent."""

from __future__ import annotations

import hmac
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from board.api_context import ApiContext, described, parameters_of
from board.api_problems import ProblemError, not_found, unknown_value
from board.api_query import cities, roles
from board.api_schemas import envelope, ref
from board.caching import OPEN_TO_ALL, json_bytes
from board.webhooks import redeliver, register, token_hash
from models.store.board_notes import BoardNotes, Delivery, Webhook
from models.store.engine import reading, writing
from pipeline.search.changes import KINDS, head

Token = Annotated[str | None, Header(alias="Authorization", description="``Bearer`` and the token of the webhook.")]
_NO_STORE = {"Cache-Control": "no-store", **OPEN_TO_ALL}
_LONGEST_ADDRESS = 2000


class NewWebhook(BaseModel):
    """What somebody who registers sends."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"url": "https://example.org/belfry"}})

    url: str = Field(min_length=1, max_length=_LONGEST_ADDRESS, description="Where to post; https only.")
    types: list[str] = Field(default_factory=list, max_length=20, description="Kinds of events; all when empty.")
    role: str | None = Field(default=None, max_length=60)
    city: str | None = Field(default=None, max_length=60)


def add_webhooks(router: APIRouter, context: ApiContext) -> None:
    """Add the endpoints."""
    engine = context.catalogue.engine

    @router.post(
        "/webhooks",
        **described(
            "Be told of changes",
            ref("Webhook"),
            status=201,
            conditional=False,
            problems=(403,),
            about="The secret signs messages (Standard Webhooks); the token manages this webhook. Both are shown once.",
        ),
    )
    def create(request: Request, body: NewWebhook) -> Response:
        parameters_of(request, ())
        _check(body, context)
        made = register(
            context.catalogue,
            body.url,
            types=tuple(dict.fromkeys(body.types)),
            role=body.role,
            city=body.city,
            sequence=head(engine),
        )
        if made is None:
            raise ProblemError("too-many-webhooks", 403, "Too many webhooks", "this board takes no further webhooks")
        answer = _public(made.webhook) | {"secret": made.webhook.secret, "token": made.token}
        location = {"Location": f"{context.public_url}/v1/webhooks/{made.webhook.id}"}
        return Response(json_bytes(answer), 201, {**_NO_STORE, **location}, "application/json")

    @router.get(
        "/webhooks/{webhook_id}", **described("One webhook", ref("Webhook"), conditional=False, problems=(401, 404))
    )
    def show(request: Request, webhook_id: str, authorization: Token = None) -> Response:
        parameters_of(request, ())
        item = _owned(context, webhook_id, authorization)
        with reading(engine) as connection:
            given_up = BoardNotes(connection).disabled_webhooks().get(item.id)
        return _json(_public(item) | {"disabled": given_up.error if given_up else None})

    @router.delete(
        "/webhooks/{webhook_id}",
        **described("Be told no more", ref("Webhook"), conditional=False, problems=(401, 404)),
    )
    def remove(request: Request, webhook_id: str, authorization: Token = None) -> Response:
        parameters_of(request, ())
        item = _owned(context, webhook_id, authorization)
        with writing(engine) as connection:
            BoardNotes(connection).remove_webhook(item.id)
        return _json(_public(item))

    @router.get(
        "/webhooks/{webhook_id}/deliveries",
        **described("What was sent", envelope("deliveries", "Delivery"), conditional=False, problems=(401, 404)),
    )
    def deliveries(request: Request, webhook_id: str, authorization: Token = None) -> Response:
        parameters_of(request, ())
        item = _owned(context, webhook_id, authorization)
        with reading(engine) as connection:
            return _json({"deliveries": [_sent(found) for found in BoardNotes(connection).deliveries(item.id)]})

    @router.post(
        "/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver",
        **described("Send a message again", ref("Delivery"), status=202, conditional=False, problems=(401, 404)),
    )
    def again(request: Request, webhook_id: str, delivery_id: str, authorization: Token = None) -> Response:
        parameters_of(request, ())
        item = _owned(context, webhook_id, authorization)
        with reading(engine) as connection:
            delivery = BoardNotes(connection).find_delivery(item.id, _plain(delivery_id))
        if delivery is None:
            raise not_found("delivery", delivery_id)
        return Response(json_bytes(_sent(redeliver(context.catalogue, delivery))), 202, _NO_STORE, "application/json")


def _check(body: NewWebhook, context: ApiContext) -> None:
    for kind in body.types:
        if kind not in KINDS:
            raise unknown_value("types", kind, KINDS)
    if body.role is not None and body.role not in roles():
        raise unknown_value("role", body.role, roles())
    if body.city is not None and body.city not in cities():
        raise unknown_value("city", body.city, cities())
    refused = context.guard(body.url)
    if refused is not None:
        raise unknown_value("url", body.url[:200], why=f"cannot be called: {refused}")


def _owned(context: ApiContext, webhook_id: str, authorization: str | None) -> Webhook:
    """Return the webhook if the caller has its token. Raises `ProblemError`: 401, or 404 when there is none."""
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise ProblemError(
            "unauthorized",
            401,
            "Token needed",
            "send Authorization: Bearer and the token that was shown when the webhook was registered",
            headers={"WWW-Authenticate": "Bearer"},
        )
    with reading(context.catalogue.engine) as connection:
        item = BoardNotes(connection).find_webhook(_plain(webhook_id))
    if item is None or not hmac.compare_digest(item.token_hash, token_hash(token.strip())):
        raise not_found("webhook", webhook_id)
    return item


def _plain(name: str) -> str:
    """Return an identifier as a database takes it: some refuse NUL."""
    return name.replace("\x00", "")[:60]


def _public(item: Webhook) -> dict[str, Any]:
    return {
        "id": item.id,
        "url": item.url,
        "types": list(item.types),
        "role": item.role,
        "city": item.city,
        "seq": item.sequence,
        "created_at": item.created_at.isoformat(),
    }


def _sent(item: Delivery) -> dict[str, Any]:
    found = item.to_json()
    return {name: value for name, value in found.items() if name not in ("webhook_id", "body")}


def _json(payload: Any) -> Response:
    return Response(json_bytes(payload), 200, _NO_STORE, "application/json")
