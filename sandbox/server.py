"""Serves the small Belgium over loopback HTTP: real addresses go in, answers in each family's wire format come out.

A client sends every request to this server and names the address it wants in the header ``X-Belfry-Url``; without the
header, the Host header and the path count. Unknown hosts answer 502, as a proxy without a route would.

    with SandboxServer(World(seed=7), night=1) as server:
        ...            # crawl through server.url
        server.night = 2

Alone: ``python -m sandbox.server --port 0 --night 1 --seed 7``.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import sys
import threading
from dataclasses import dataclass, replace
from datetime import date
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from sandbox import fault_pages as pages
from sandbox.faults import Faults, Kind, Wire, send_badly
from sandbox.robots import robots
from sandbox.sites import routes, shares_host, sitemaps
from sandbox.web import Request, Response, at, http_date, not_found
from sandbox.world import FIRST_DAY, Night, World

URL_HEADER = "X-Belfry-Url"
_MAX_BODY = 1 << 20


@dataclass(frozen=True, slots=True)
class Seen:
    """One request that the server answered."""

    night: int
    method: str
    url: str
    status: int
    bytes: int
    user_agent: str


class SandboxServer:
    """A running sandbox; a context manager that stops it and frees the port."""

    def __init__(self, world: World, *, night: int = 1, port: int = 0, faults: Faults | None = None) -> None:
        self.world = world
        self.night = night
        self.faults = faults or Faults()
        self.validators = True
        """Whether answers carry ETag and Last-Modified, by which a client may ask whether they have changed."""
        self.log: list[Seen] = []
        self._altered: dict[tuple[object, ...], Night] = {}
        self._http = _Http(("127.0.0.1", port), self)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        """Address of the server itself."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop serving; hanging requests are let go."""
        self.faults.release()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def answer(self, request: Request) -> tuple[Response, Wire]:
        """Return the answer to one request and how it must be sent."""
        night = self.night
        kinds = self.faults.matching(request, night)
        for kind in kinds:
            request = kind.request(request)
        route = routes().get(request.host)
        if request.host == pages.LOGIN_HOST:
            return (not_found() if request.path == "/robots.txt" else pages.login(request, not_found())), Wire()
        if route is None:
            return Response(b"no such host in the sandbox\n", "text/plain", 502), Wire()
        family, board = route
        shown = self._shown(kinds, night, request)
        if request.path == "/robots.txt":
            response = robots(request.host, sitemaps(family.SOURCE, board)) or not_found()
        else:
            response = family.answer(request, shown, board) or not_found()
        for kind in kinds:
            response = kind.response(request, response)
        return response, next((kind.wire for kind in kinds if kind.wire is not None), Wire())

    def _shown(self, kinds: tuple[Kind, ...], night: int, request: Request) -> Night:
        """Return what is published, altered by the faults in the data; the altered state is kept for later requests."""
        changes = tuple(kind for kind in kinds if kind.ads)
        shown = self.world.night(night)
        if not changes:
            return shown
        meant = request.path if shares_host(request.host) else ""
        key = (tuple(kind.name for kind in changes), night, request.host, meant)
        if key not in self._altered or any(kind.name == "shuffled_order" for kind in changes):
            for kind in changes:
                assert kind.ads
                shown = Night(shown.number, shown.day, kind.ads(shown.ads, request))
            self._altered[key] = shown
        return self._altered[key]


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], sandbox: SandboxServer) -> None:
        self.sandbox = sandbox
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over a client that went away; show anything else."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Http
    timeout = 30
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer GET."""
        self._serve()

    def do_HEAD(self) -> None:
        """Answer HEAD: the headers of GET without a body."""
        self._serve()

    def do_POST(self) -> None:
        """Answer POST."""
        self._serve()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Keep quiet: the sandbox has its own log."""

    def _serve(self) -> None:
        sandbox = self.server.sandbox
        request = self._request()
        response, wire = sandbox.answer(request)
        response = conditional(request, response) if sandbox.validators else response
        body, headers = packed(request, response)
        sent = b"" if request.method == "HEAD" or response.status == 304 else body
        seen = Seen(
            sandbox.night, request.method, request.url, response.status, len(sent), self.headers.get("User-Agent", "")
        )
        sandbox.log.append(seen)
        if wire.is_honest:
            self._send(response.status, headers, sent, len(body))
        else:
            self.close_connection = True
            send_badly(self.connection, wire, response.status, headers, sent, sandbox.faults.released)

    def _send(self, status: int, headers: dict[str, str], body: bytes, length: int) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        if body:
            self.wfile.write(body)

    def _request(self) -> Request:
        length = min(int(self.headers.get("Content-Length") or 0), _MAX_BODY)
        body = self.rfile.read(length) if length else b""
        headers = {name.lower(): value for name, value in self.headers.items()}
        url = headers.get(URL_HEADER.lower())
        if url is None:
            url = self.path if "://" in self.path else f"https://{headers.get('host', 'localhost')}{self.path}"
        return Request(self.command, url, headers, body)


def conditional(request: Request, response: Response) -> Response:
    """Add ETag and Last-Modified, and answer 304 to a client that has this very page."""
    if response.status != 200 or request.method == "POST":
        return response
    tag = f'"{hashlib.blake2b(response.body, digest_size=10).hexdigest()}"'
    headers = {**response.headers, "ETag": tag}
    if response.modified:
        headers["Last-Modified"] = http_date(response.modified)
    asked, since = request.headers.get("if-none-match"), request.headers.get("if-modified-since")
    known = tag in asked if asked else bool(since and response.modified and _not_after(response.modified, since))
    if known:
        return replace(response, headers=headers, status=304, body=b"")
    return replace(response, headers=headers)


def _not_after(modified: date, since: str) -> bool:
    try:
        return at(modified, 4, 0) <= parsedate_to_datetime(since)
    except (ValueError, TypeError):
        return False


def packed(request: Request, response: Response) -> tuple[bytes, dict[str, str]]:
    """Return the body as sent, gzipped for whoever takes that, and the headers that go with it."""
    headers = {"Content-Type": response.content_type, **response.headers}
    body = response.body
    if "gzip" in request.headers.get("accept-encoding", "") and len(body) > 400 and "Content-Encoding" not in headers:
        body = gzip.compress(body, compresslevel=3, mtime=0)
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return body, headers


def main(arguments: list[str] | None = None) -> None:
    """Serve until interrupted; the first line printed is the address."""
    parser = argparse.ArgumentParser(
        prog="python -m sandbox.server", description="Serve a small Belgium over loopback."
    )
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--night", type=int, default=1, help="which night's state to serve, from 1")
    parser.add_argument("--nights", type=int, default=3, help="how many nights the world has")
    parser.add_argument("--seed", type=int, default=7, help="another seed is another country")
    parser.add_argument("--first-day", type=date.fromisoformat, default=FIRST_DAY, help="date of night 1")
    chosen = parser.parse_args(arguments)
    world = World(chosen.seed, nights=max(chosen.nights, chosen.night), first_day=chosen.first_day)
    with SandboxServer(world, night=chosen.night, port=chosen.port) as server:
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            sys.stdout.write("stopped\n")


if __name__ == "__main__":
    main()
