"""Webhooks: signatures after Standard Webhooks, retries, and what may be called."""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from board import publishing
from board.api_changes import change_filter, change_page_json
from board.api_context import ApiContext
from board.webhooks import MOST_EVENTS, RETRY_AFTER, deliver, refuse_private, sign, verify
from pipeline.search.catalogue import Catalogue
from pipeline.services.takedown import all_requests
from tests.board.conftest import Clock, Serve
from tests.pipeline.search.world import keep, place, posting, vacancy, vacancy_id


class Receiver:
    """Somebody who is told."""

    def __init__(self, *answers: int | OSError) -> None:
        self.answers, self.got = list(answers), []  # type: ignore[var-annotated]

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        self.got.append((url, body, dict(headers)))
        answer = self.answers.pop(0) if self.answers else 204
        if isinstance(answer, OSError):
            raise answer
        return answer


@pytest.fixture
def tell(catalogue: Catalogue, tmp_path: Path) -> Any:
    context = ApiContext(catalogue=catalogue, snapshots=tmp_path)
    return partial(
        deliver, catalogue, page_json=partial(change_page_json, context), filter_of=change_filter, guard=lambda _: None
    )


def _registered(client: TestClient, **more: Any) -> tuple[dict[str, Any], dict[str, str]]:
    made = client.post("/v1/webhooks", json={"url": "https://board.example/hook", **more})
    assert made.status_code == 201, made.text
    return made.json(), {"Authorization": f"Bearer {made.json()['token']}"}


def test_the_signature_of_the_specification() -> None:
    """The example of standardwebhooks.com's reference libraries."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    signature = sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_message_tells_of_what_happened_and_is_signed(
    catalogue: Catalogue, serve: Serve, tell: Any, clock: Clock
) -> None:
    client, receiver = serve(catalogue), Receiver()
    hook, token = _registered(client)
    assert tell(send=receiver) == 0, "nothing has happened since"
    keep(catalogue.engine, [vacancy(5000)])
    assert tell(send=receiver) == 1
    ((url, body, headers),) = receiver.got
    assert url == "https://board.example/hook"
    assert verify(hook["secret"], headers, body, now=clock.now)
    assert not verify(hook["secret"], headers, body + b" ", now=clock.now)
    assert not verify(hook["secret"], headers, body, now=clock.now + timedelta(minutes=6)), "too old to be believed"
    assert [event["id"] for event in orjson.loads(body)["data"]["events"]] == [vacancy_id(5000)]
    sent = client.get(f"/v1/webhooks/{hook['id']}/deliveries", headers=token).json()["deliveries"]
    assert [(item["state"], item["attempts"], item["status"]) for item in sent] == [("delivered", 1, 204)]
    assert tell(send=receiver) == 0, "and is told once"


def test_failures_are_tried_again_and_given_up_at_last(
    catalogue: Catalogue, serve: Serve, tell: Any, clock: Clock
) -> None:
    client = serve(catalogue)
    hook, token = _registered(client)
    keep(catalogue.engine, [vacancy(5000)])
    receiver = Receiver(500, OSError("refused"), *[503] * 20)
    assert tell(send=receiver) == 1
    assert tell(send=receiver) == 0, "not before its time"
    for pause in RETRY_AFTER:
        clock.now += pause
        assert tell(send=receiver) == 1
    address = f"/v1/webhooks/{hook['id']}/deliveries"
    (last,) = client.get(address, headers=token).json()["deliveries"]
    assert (last["state"], last["attempts"]) == ("given_up", len(RETRY_AFTER) + 1)
    assert len({headers["webhook-id"] for _, _, headers in receiver.got}) == 1, "one message, one identifier"
    assert client.post(f"{address}/{last['id']}/redeliver", headers=token).status_code == 202
    assert tell(send=Receiver(200)) == 1
    assert client.get(address, headers=token).json()["deliveries"][0]["state"] == "delivered"


def test_a_webhook_that_never_answers_is_disabled_and_the_operator_told(
    catalogue: Catalogue, serve: Serve, tell: Any, clock: Clock
) -> None:
    client = serve(catalogue)
    hook, token = _registered(client)
    address = f"/v1/webhooks/{hook['id']}"
    keep(catalogue.engine, [vacancy(5000)])
    assert tell(send=Receiver(503)) == 1
    assert client.get(address, headers=token).json()["disabled"] is None
    for pause in RETRY_AFTER:
        clock.now += pause
        tell(send=Receiver(503))
    assert client.get(address, headers=token).json()["disabled"] == "answered 503"
    (asked,) = all_requests(catalogue.engine)
    assert asked.value == f"{hook['id']} {hook['url']}"
    assert asked.reason == "webhook disabled after 10 attempts: answered 503"
    keep(catalogue.engine, [vacancy(5001)])
    receiver = Receiver()
    assert tell(send=receiver) == 0, "nothing more is sent"
    (last,) = client.get(f"{address}/deliveries", headers=token).json()["deliveries"]
    client.post(f"{address}/deliveries/{last['id']}/redeliver", headers=token)
    assert tell(send=receiver) == 2, "that message, and what was missed meanwhile"
    told = [event["id"] for _, body, _ in receiver.got for event in orjson.loads(body)["data"]["events"]]
    assert told == [vacancy_id(5000), vacancy_id(5001)]
    assert client.get(address, headers=token).json()["disabled"] is None


def test_a_gone_receiver_is_disabled_at_once(catalogue: Catalogue, serve: Serve, tell: Any) -> None:
    hook, token = _registered(serve(catalogue))
    keep(catalogue.engine, [vacancy(5000)])
    assert tell(send=Receiver(410)) == 1
    assert serve(catalogue).get(f"/v1/webhooks/{hook['id']}", headers=token).json()["disabled"] == "answered 410"


def test_a_long_night_is_told_in_several_messages_and_one_failure_ends_the_round(
    catalogue: Catalogue, serve: Serve, tell: Any, clock: Clock
) -> None:
    _registered(serve(catalogue))
    keep(catalogue.engine, [vacancy(number) for number in range(5000, 5000 + 2 * MOST_EVENTS + 50)])
    assert tell(send=Receiver(500)) == 1, "who does not answer is not asked three times in a row"
    clock.now += RETRY_AFTER[0]
    receiver = Receiver()
    assert tell(send=receiver) == 3
    assert sum(len(orjson.loads(body)["data"]["events"]) for _, body, _ in receiver.got) == 2 * MOST_EVENTS + 50


def test_two_processes_send_a_message_once(catalogue: Catalogue, serve: Serve, tell: Any) -> None:
    _registered(serve(catalogue))
    keep(catalogue.engine, [vacancy(5000)])
    receiver, meanwhile = Receiver(), []

    def send(url: str, body: bytes, headers: Mapping[str, str]) -> int:
        meanwhile.append(tell(send=receiver))
        return receiver(url, body, headers)

    assert tell(send=send) == 1
    assert (meanwhile, len(receiver.got)) == ([0], 1)


def test_the_webhooks_are_told_while_the_board_is_served(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = threading.Event()
    monkeypatch.setattr(publishing, "tell_webhooks", lambda *_, **__: told.set())
    with publishing.telling(catalogue, tmp_path, every=0.01):
        assert told.wait(20)
    assert not [thread for thread in threading.enumerate() if thread.name == "webhooks"]


def test_a_filtered_webhook_is_told_of_its_market_only(catalogue: Catalogue, serve: Serve, tell: Any) -> None:
    _registered(serve(catalogue), role="backend-developer", city="bruges")
    receiver = Receiver()
    keep(catalogue.engine, [vacancy(5000), vacancy(5001, posting(5001, places=(place("44021"),)))])
    tell(send=receiver)
    ((_, body, _),) = receiver.got
    assert [event["id"] for event in orjson.loads(body)["data"]["events"]] == [vacancy_id(5000)]


def test_a_board_that_may_only_read_answers_and_says_that_it_keeps_nothing(
    catalogue: Catalogue, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    event.listen(catalogue.engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only=ON"))
    catalogue.engine.dispose()
    client = serve(catalogue)
    assert client.get("/v1/vacancies").status_code == 200
    refused = client.post("/v1/webhooks", json={"url": "https://board.example/hook"})
    assert (refused.status_code, refused.headers["content-type"]) == (503, "application/problem+json")
    assert "can only be read: nothing was kept" in refused.json()["detail"]
    assert str(catalogue.engine.url.database) not in refused.text
    assert "readonly database" in caplog.text


def test_only_the_owner_sees_and_removes_a_webhook(catalogue: Catalogue, serve: Serve) -> None:
    client = serve(catalogue)
    hook, token = _registered(client)
    _, other = _registered(client)
    address = f"/v1/webhooks/{hook['id']}"
    assert client.get(address).status_code == 401
    assert client.get(address).headers["www-authenticate"] == "Bearer"
    assert client.get(address, headers=other).status_code == 404
    shown = client.get(address, headers=token)
    assert shown.status_code == 200
    assert "secret" not in shown.json()
    assert "token" not in shown.json()
    assert client.delete(address, headers=token).status_code == 200
    assert client.get(address, headers=token).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"url": "https://x", "types": ["upsrt"]},
        {"url": "https://x", "role": "nurse"},
        {"url": 3},
        {"url": "https://x", "y": 1},
    ],
)
def test_what_cannot_be_registered(catalogue: Catalogue, serve: Serve, body: dict[str, Any]) -> None:
    refused = serve(catalogue).post("/v1/webhooks", json=body)
    assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://board.example/", None),
        ("https://user:word@board.example/", None),
        ("ftp://board.example/", None),
        ("https://", None),
        ("https://[::1", None),
        ("https://board.example:port/", None),
        ("https://board.example/caf\u00e9", "93.184.216.34"),
        ("https://board.example/a b", "93.184.216.34"),
        ("https://board.example/\r\nHost:x", "93.184.216.34"),
        ("https://inside.example/", "224.0.0.1"),
        ("https://inside.example/", "2002:7f00:1::"),
        ("https://inside.example/", "127.0.0.1"),
        ("https://inside.example/", "10.1.2.3"),
        ("https://inside.example/", "169.254.169.254"),
        ("https://inside.example/", "::1"),
        ("https://inside.example/", "fd00::1"),
    ],
)
def test_our_own_network_cannot_be_called(monkeypatch: pytest.MonkeyPatch, url: str, address: str | None) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (address, 443))])
    assert refuse_private(url)


def test_public_addresses_can_be_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("93.184.216.34", 443))])
    assert refuse_private("https://board.example/hook?x=1") is None
