"""Every kind of fault changes what a client of the real site would see, where it was aimed and nowhere else."""

from __future__ import annotations

import json
import socket
from contextlib import closing

import pytest

from models.vocabulary import Cause, Outcome
from sandbox.fault_kinds import kinds
from sandbox.server import URL_HEADER, SandboxServer
from sandbox.world import World

OFFERS = "https://brugwacht.recruitee.com/api/offers/"
EXPORT = "https://www.odwb.be/api/explore/v2.1/catalog/datasets/offres-d-emploi-forem/records?limit=50&offset=50"
PAGE_FAULTS = {
    "tdm_meta": "https://jobs.reiebank.example/contact",
    "tdmrep": "https://jobs.reiebank.example/.well-known/tdmrep.json",
}
SILENT = ("slow", "drip", "hang", "length_too_long")
PAGED = ("wrong_total", "repeated_page", "endless_pages")


def address(kind: str) -> str:
    if kind.startswith("robots_"):
        return "https://brugwacht.recruitee.com/robots.txt"
    return EXPORT if kind in PAGED else PAGE_FAULTS.get(kind, OFFERS)


def exchange(server: SandboxServer, url: str, *, patience: float = 10) -> bytes:
    """Send one request over a bare socket and return every byte that comes back, with a word for how it ended."""
    host, port = server.url.removeprefix("http://").split(":")
    with closing(socket.create_connection((host, int(port)), timeout=patience)) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: x\r\n{URL_HEADER}: {url}\r\nConnection: close\r\n\r\n".encode())
        received = b""
        while True:
            try:
                piece = connection.recv(1 << 20)
            except TimeoutError:
                return received + b"<timeout>"
            except ConnectionResetError:
                return received + b"<reset>"
            if not piece:
                return received
            received += piece


def lasting(answer: bytes) -> list[bytes]:
    """Return the lines that do not depend on the clock."""
    return [line for line in answer.splitlines() if not line.startswith((b"Date:", b"Server:"))]


def body(answer: bytes) -> bytes:
    return answer.split(b"\r\n\r\n", 1)[-1]


def test_there_are_forty_kinds_and_more_and_they_know_their_words() -> None:
    assert len(kinds()) >= 40
    assert sum(kind.outcome is not None for kind in kinds().values()) >= 40
    assert all(kind.stopped_by in ("crawl", "gate", "nobody") and kind.about for kind in kinds().values())
    assert kinds()["consent_page"].outcome is Outcome.BLOCKED
    assert kinds()["consent_page"].cause is Cause.CONSENT_PAGE


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_each_kind_changes_what_is_seen(server: SandboxServer, kind: str) -> None:
    url = address(kind)
    healthy = exchange(server, url)
    server.faults.add(kind)
    faulty = exchange(server, url, patience=0.3 if kind in SILENT else 10)
    assert lasting(faulty) != lasting(healthy)
    server.faults.clear()
    assert body(exchange(server, url)) == body(healthy)


def test_a_fault_strikes_only_its_host_path_and_night(server: SandboxServer) -> None:
    other = "https://leiestroom.recruitee.com/api/offers/"
    healthy = body(exchange(server, other))
    server.faults.add("closure_storm", host="brugwacht.*", path="/api/*", nights={2})
    assert len(json.loads(body(exchange(server, OFFERS)))["offers"]) > 3
    server.night = 2
    assert len(json.loads(body(exchange(server, OFFERS)))["offers"]) == 1
    server.night = 1
    assert body(exchange(server, other)) == healthy


def test_a_fault_at_one_board_of_a_shared_host_spares_the_others(server: SandboxServer) -> None:
    at = "https://boards-api.greenhouse.io/v1/boards/{}/jobs?content=true".format
    before = body(exchange(server, at("zwinlicht")))
    server.faults.add("empty_board", path="*/boterham/*")
    assert json.loads(body(exchange(server, at("boterham"))))["jobs"] == []
    assert body(exchange(server, at("zwinlicht"))) == before


def test_a_fault_may_strike_late_and_a_few_times(server: SandboxServer) -> None:
    server.faults.add("http_500", host="brugwacht.*", after=1, times=2)
    answers = [exchange(server, OFFERS).split(b" ", 2)[1] for _ in range(4)]
    assert answers == [b"200", b"500", b"500", b"200"]


def test_a_redirect_to_a_login_leads_to_one(server: SandboxServer) -> None:
    server.faults.add("login_redirect", host="brugwacht.*")
    assert b"Location: https://login.example/sso" in exchange(server, OFFERS)
    assert b'type="password"' in exchange(server, "https://login.example/sso")


def test_an_unknown_kind_is_refused(server: SandboxServer) -> None:
    with pytest.raises(KeyError):
        server.faults.add("gremlins")


def test_a_hanging_response_does_not_keep_the_server_alive(world: World) -> None:
    with SandboxServer(world) as server:
        server.faults.add("hang", host="brugwacht.*")
        assert exchange(server, OFFERS, patience=0.2) == b"<timeout>"
