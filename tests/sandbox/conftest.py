"""One world for all tests of the sandbox, and a client that speaks to its server."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

import pytest

from sandbox.server import URL_HEADER, SandboxServer
from sandbox.world import World


@dataclass
class Answer:
    status: int
    headers: Message
    body: bytes


class Client:
    def __init__(self, url: str) -> None:
        self._address = url.removeprefix("http://")

    def get(self, url: str, *, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection(self._address, timeout=5)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, "/", body=body, headers={URL_HEADER: url, **named})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()


@pytest.fixture(scope="session")
def world() -> World:
    return World(seed=7)


@pytest.fixture
def server(world: World) -> Iterator[SandboxServer]:
    with SandboxServer(world, night=1) as running:
        yield running


@pytest.fixture
def client(server: SandboxServer) -> Client:
    return Client(server.url)
