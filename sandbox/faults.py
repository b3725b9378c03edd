"""Faults to inject, each with the words that a good crawler must find for it.

A fault acts at one or more of four places: on the request (paging that lies), on the ads (the publisher's data are
wrong), on the response (a page that is not the page), on the wire (bytes that arrive badly or not at all).

    faults = Faults()
    faults.add("consent_page", host="jobs.reiebank.example", nights={2})
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from socket import SHUT_RDWR, SO_LINGER, SOL_SOCKET, socket
from struct import pack

from models.vocabulary import Cause, Outcome
from sandbox.ads import Ad
from sandbox.web import Request, Response

AdsChange = Callable[[tuple[Ad, ...], Request], tuple[Ad, ...]]
ResponseChange = Callable[[Request, Response], Response]
RequestChange = Callable[[Request], Request]


@dataclass(frozen=True, slots=True)
class Wire:
    """How the bytes of a response are sent."""

    share: float = 1.0
    """Share of the body that is sent before the connection closes."""
    pause: float = 0.0
    """Seconds before the first byte."""
    drip: float = 0.0
    """Seconds between pieces of a body sent in pieces."""
    reset: bool = False
    hang: bool = False
    silent: bool = False
    """Close without a byte."""
    garbage: bool = False
    length: int | None = None
    """Content-Length that is claimed, as a difference from the true one."""

    @property
    def is_honest(self) -> bool:
        """Whether the response is sent as it should be."""
        return self == Wire()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of fault and what should become of a run that meets it on its list."""

    name: str
    about: str
    outcome: Outcome | None = None
    """``None`` where it depends on the family or on which request is hit."""
    cause: Cause | None = None
    stopped_by: str = "crawl"
    """Who must notice: crawl (outcome and cause say so), gate (the run looks complete), nobody (harmless)."""
    request: RequestChange = field(default=lambda request: request)
    ads: AdsChange | None = None
    response: ResponseChange = field(default=lambda _, response: response)
    wire: Wire | None = None


@dataclass(slots=True)
class _Rule:
    kind: Kind
    host: str
    path: str
    nights: frozenset[int] | None
    after: int
    times: int | None
    met: int = 0

    def meets(self, request: Request, night: int) -> bool:
        """Count a matching request and say whether the fault strikes it."""
        if self.nights is not None and night not in self.nights:
            return False
        if not (fnmatchcase(request.host, self.host) and fnmatchcase(request.path, self.path)):
            return False
        self.met += 1
        return self.met > self.after and (self.times is None or self.met <= self.after + self.times)


class Faults:
    """The faults in force on a server; safe to change while it serves."""

    def __init__(self) -> None:
        self._rules: list[_Rule] = []
        self._lock = threading.Lock()
        self.released = threading.Event()

    def add(
        self,
        kind: str,
        *,
        host: str = "*",
        path: str = "*",
        nights: Collection[int] | None = None,
        after: int = 0,
        times: int | None = None,
    ) -> Kind:
        """Inject a kind of fault.

        Host and path are shell patterns; robots.txt is spared unless the path names it. The first ``after`` requests
        that match are spared, and the fault strikes ``times`` times. Raises KeyError for an unknown kind.
        """
        from sandbox.fault_kinds import kinds  # the kinds are built from the classes of this module

        found = kinds()[kind]
        if kind.startswith("robots_") and path == "*":
            path = "/robots.txt"
        rule = _Rule(found, host, path, frozenset(nights) if nights is not None else None, after, times)
        with self._lock:
            self._rules.append(rule)
        return found

    def clear(self) -> None:
        """Take every fault away."""
        with self._lock:
            self._rules.clear()

    def matching(self, request: Request, night: int) -> tuple[Kind, ...]:
        """Return the faults that strike a request."""
        spared = request.path == "/robots.txt"
        with self._lock:
            return tuple(
                rule.kind
                for rule in self._rules
                if ("robots" in rule.path or not spared) and rule.meets(request, night)
            )

    def release(self) -> None:
        """Let go of every response that hangs."""
        self.released.set()


def send_badly(
    connection: socket, wire: Wire, status: int, headers: dict[str, str], body: bytes, released: threading.Event
) -> None:
    """Send a response the way the wire says, then close the connection."""
    if wire.pause:
        released.wait(wire.pause)
    if wire.hang:
        released.wait()
    elif wire.garbage:
        connection.sendall(b"\x16\x03\x01\x02\x00 not http at all \r\n\r\n")
    elif not wire.silent and not (wire.reset and wire.share == 0):
        length = len(body) + (wire.length or 0)
        lines = [f"HTTP/1.1 {status} OK", *(f"{name}: {value}" for name, value in headers.items())]
        connection.sendall("\r\n".join([*lines, f"Content-Length: {length}", "Connection: close", "", ""]).encode())
        _send_body(connection, wire, body[: int(len(body) * wire.share)], released)
    if wire.reset:
        # Linger zero makes the kernel send RST instead of FIN.
        connection.setsockopt(SOL_SOCKET, SO_LINGER, pack("ii", 1, 0))
        connection.close()
        return
    try:
        connection.shutdown(SHUT_RDWR)
    except OSError:
        connection.close()


def _send_body(connection: socket, wire: Wire, body: bytes, released: threading.Event) -> None:
    if not wire.drip:
        connection.sendall(body)
        return
    size = max(1, len(body) // 40)
    for start in range(0, len(body), size):
        connection.sendall(body[start : start + size])
        if released.wait(wire.drip):
            return
