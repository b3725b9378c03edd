"""A crawl in this process, of a small web or of recordings."""

from __future__ import annotations

import asyncio
import csv
import ssl
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from scrapy.crawler import AsyncCrawlerRunner

from crawlers.boards import Board
from crawlers.landing import RunFolder, read_manifest, read_postings, read_sightings
from crawlers.posting_spider import Orders, PostingSpider
from crawlers.run import crawl_settings
from crawlers.source import Source, source
from sandbox.server import SandboxServer
from sandbox.world import World
from tests.crawlers.in_sandbox import KEYS
from tests.crawlers.small_web import Crawled, SmallWeb


@pytest.fixture(scope="session", autouse=True)
def no_certificates() -> Iterator[None]:
    """Spare each crawl the loading of certificates: the small web speaks plain HTTP."""
    context = ssl.create_default_context()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scrapy.core.downloader.handlers._aiohttp._make_ssl_context", lambda _settings: context)
        yield


@pytest.fixture
def web() -> Iterator[SmallWeb]:
    small = SmallWeb()
    yield small
    small.close()


@pytest.fixture(scope="session")
def shared_sandbox() -> Iterator[SandboxServer]:
    with SandboxServer(World(7), night=1) as server:
        yield server


@pytest.fixture
def sandbox(shared_sandbox: SandboxServer, monkeypatch: pytest.MonkeyPatch) -> SandboxServer:
    """Serve the first night of the sandbox without faults, with the keys that some of its sources ask for."""
    shared_sandbox.faults.clear()
    for name in KEYS:
        monkeypatch.setenv(f"BELFRY_{name}", f"test-{name.lower()}")
    return shared_sandbox


Crawl = Callable[..., Crawled]


@pytest.fixture
def crawl(tmp_path: Path) -> Crawl:
    """Crawl a source or a spider class in this process, without a reactor: against a small web, or from recordings."""
    runs = iter(range(1, 1000))

    def run(
        what: str | type[PostingSpider],
        *,
        web: SmallWeb | None = None,
        recordings: Path | None = None,
        boards: Sequence[str | Board] = ("",),
        settings: Mapping[str, Any] | None = None,
        known: Path | None = None,
        min_delay: float | None = None,
        **orders: Any,
    ) -> Crawled:
        wanted = source(what) if isinstance(what, str) else Source(what.card, what.passport, what)
        assert wanted.spider is not None
        run_id = f"run-{next(runs)}"
        folder = RunFolder(tmp_path / "landing", wanted.name, run_id)
        options = {
            "gateway": web and web.address,
            "recordings": recordings,
            "landing": tmp_path,
            "log_level": "CRITICAL",
        }
        made = crawl_settings(wanted, {**options, "min_delay": min_delay})
        # The peak of memory is that of the whole test process, which has more to carry than one crawl.
        here = {"TWISTED_REACTOR_ENABLED": False, "RETRY_TIMES": 1, "MEMUSAGE_ENABLED": False}
        made.setdict({**here, **(settings or {})}, priority="cmdline")
        named = [Board(source=wanted.name, token=b) if isinstance(b, str) else b for b in boards]
        what_to_do = Orders(run_id=run_id, folder=folder, known=known, **orders)
        spider = wanted.spider

        async def main() -> None:
            await AsyncCrawlerRunner(made).crawl(spider, boards=named, orders=what_to_do)

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            asyncio.run(main())
        manifest = read_manifest(folder.path)
        assert manifest is not None
        return Crawled(folder.path, manifest, list(read_postings(folder.path)), list(read_sightings(folder.path)))

    return run


@pytest.fixture
def record(tmp_path: Path) -> Callable[..., Path]:
    """Write a list of recordings: rows of (source, board, method, url, body or file[, complete])."""

    def write(*rows: tuple[Any, ...]) -> Path:
        path = tmp_path / "recordings.csv"
        with path.open("w", newline="") as out:
            writer = csv.writer(out)
            writer.writerow("source board method url file complete".split())
            for number, (name, board, method, url, body, *rest) in enumerate(rows):
                file = body
                if not isinstance(body, Path):
                    file = tmp_path / f"answer-{number}{'.json' if str(body).lstrip()[:1] in '{[' else '.html'}"
                    file.write_bytes(body if isinstance(body, bytes) else body.encode())
                writer.writerow([name, board, method, url, file, *(rest or ["yes"])])
        return path

    return write
