"""A small web on loopback, and what one crawl of it left behind."""

from __future__ import annotations

import gzip
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from crawlers.passport import Passport
from models.raw import RawPosting, Sighting
from models.run import BoardLedger, RunManifest

PAGES = Path(__file__).with_name("pages")


@dataclass
class Answer:
    """What the small web says to one request."""

    body: bytes | str = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    cut: int | None = None
    """Bytes after which the connection is closed, although Content-Length promised all."""

    @property
    def bytes(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass
class Asked:
    """One request that reached the small web."""

    method: str
    url: str
    at: float
    headers: Mapping[str, str]
    body: bytes = b""


class SmallWeb:
    """Serves answers by real address through a gateway, and remembers what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer | Callable[[Asked], Answer]]] = {}
        self.asked: list[Asked] = []
        self._turns: dict[str, int] = defaultdict(int)
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # one packet an answer: two would wait 40 ms for each other

            def do_GET(self) -> None:
                web._serve(self)

            do_POST = do_GET  # noqa: N815  # the library's name

            def log_message(self, *_args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def put(self, url: str, *answers: Answer | Callable[[Asked], Answer]) -> None:
        """Answer the address with these, in turn, the last one for ever."""
        self.answers[url] = list(answers)

    def urls(self, *, rules: bool = False) -> list[str]:
        """Return the addresses that were asked, without those of robots rules."""
        return [a.url for a in self.asked if rules or not a.url.endswith(("/robots.txt", "/tdmrep.json"))]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        url = handler.headers.get("X-Belfry-Url", "")
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        asked = Asked(handler.command, url, time.monotonic(), dict(handler.headers), body)
        self.asked.append(asked)
        answers = self.answers.get(url) or [Answer(status=404)]
        answer = answers[min(self._turns[url], len(answers) - 1)]
        self._turns[url] += 1
        if not isinstance(answer, Answer):
            answer = answer(asked)
        if answer.etag and asked.headers.get("If-None-Match") == answer.etag:
            answer = Answer(status=304, etag=answer.etag)
        self._send(handler, answer)

    @staticmethod
    def _send(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
        handler.send_response(answer.status)
        headers = {"Content-Type": answer.kind, "Date": formatdate(usegmt=True), **answer.headers}
        if answer.etag:
            headers["ETag"] = answer.etag
        for name, value in headers.items():
            handler.send_header(name, value)
        if answer.status != 304:
            handler.send_header("Content-Length", headers.get("X-Length", str(len(answer.bytes))))
        handler.end_headers()
        handler.wfile.write(answer.bytes[: answer.cut] if answer.cut is not None else answer.bytes)
        handler.wfile.flush()
        if answer.cut is not None:
            handler.close_connection = True


@dataclass
class Crawled:
    """What one crawl left behind."""

    folder: Path
    manifest: RunManifest
    postings: list[RawPosting]
    sightings: list[Sighting]

    @property
    def ledger(self) -> BoardLedger:
        (only,) = self.manifest.boards
        return only

    @property
    def verdict(self) -> tuple[str, str]:
        """Outcome and cause of the only board; its books must balance."""
        assert self.ledger.balance == 0
        return str(self.ledger.outcome), str(self.ledger.cause)

    @property
    def known(self) -> Path:
        return self.folder / "known.jsonl.gz"


def gzipped(text: str | bytes) -> bytes:
    return gzip.compress(text.encode() if isinstance(text, str) else text)


def passport(**changes: Any) -> Passport:
    return Passport(**{"reading": "ours", "reviewed_on": date(2026, 11, 1), **changes})
