"""The pages on an invented market: an application, a client, the addresses of every template, links of a page."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

import uvicorn
from fastapi import FastAPI
from sqlalchemy import Engine, select
from starlette.middleware.gzip import GZipMiddleware

from board.addresses import market_path
from board.app import ADDRESSES
from board.feeds import feeds_router
from board.pages import add_pages
from models.store.tables import posting, vacancy
from models.vocabulary import Role, VacancyStatus
from pipeline.search.catalogue import Catalogue
from pipeline.search.records import SearchQuery
from tests.pipeline.search.world import NOW

LANGUAGES = ("nl", "fr", "en", "de")
BRUGES = {
    "nl": "/nl/jobs/backend-developer/brugge",
    "fr": "/fr/jobs/developpeur-backend/bruges",
    "en": "/en/jobs/backend-developer/bruges",
    "de": "/de/jobs/backend-entwickler/bruegge",
}
HIRING = {
    "nl": "/nl/hiring/backend-developers-in-brugge",
    "fr": "/fr/hiring/developpeurs-backend-a-bruges",
    "en": "/en/hiring/backend-developers-in-bruges",
    "de": "/de/hiring/backend-entwickler-in-bruegge",
}
EMPTY = {language: market_path(language, Role.GAME_DEVELOPER, "mons") for language in LANGUAGES}


def application(catalogue: Catalogue) -> FastAPI:
    """The pages and the feeds of a catalogue, with its clock."""
    app = FastAPI(openapi_url=None)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.include_router(feeds_router(catalogue, public_url="http://testserver", addresses=ADDRESSES))
    add_pages(app, catalogue)
    return app


def vacancies(catalogue: Catalogue) -> dict[str, str]:
    """One vacancy of every sort: rights and state → identifier."""
    found: dict[str, str] = {}
    for hit in catalogue.search(SearchQuery(limit=200)).hits:
        found.setdefault(f"{hit.rights.value}", hit.vacancy.id)
        if hit.sources > 1:
            found.setdefault("merged", hit.vacancy.id)
    for hit in catalogue.search(SearchQuery(statuses=(VacancyStatus.CLOSED,), limit=200)).hits:
        found.setdefault("closed", hit.vacancy.id)
    return found


def addresses(catalogue: Catalogue, language: str) -> dict[str, str]:
    """Every template in every state → its address in ``language``."""
    pages = {
        "market": BRUGES[language],
        "hiring": HIRING[language],
        "empty": EMPTY[language],
        "filtered": f"{BRUGES[language]}?remote=hybrid&language=not_stated&posted=30&radius_km=25",
        "search": f"/{language}/search?q=java",
        "nothing": f"/{language}/search?q=zzzzzz",
        "no such place": f"/{language}/search?place=Nowhere",
        "home": f"/{language}/",
        "method": f"/{language}/method",
        "data": f"/{language}/data",
        "status": f"/{language}/status",
        "report": f"/{language}/report?page=/",
        "robot": f"/about-our-robot?ui={language}",
        "missing": f"/{language}/jobs/nobody/nowhere",
        "unknown vacancy": f"/{language}/vacancy/vac_{'0' * 26}",
    }
    return pages | {
        f"vacancy {sort}": f"/{language}/vacancy/{number}?ui={language}"
        for sort, number in vacancies(catalogue).items()
    }


def keep_ads(engine: Engine) -> None:
    """Write one ad behind every vacancy, as ingestion leaves it."""
    with engine.begin() as connection:
        for row in connection.execute(select(vacancy.c.id, vacancy.c.record)).all():
            view = row.record["posting"]
            connection.execute(
                posting.insert().values(
                    source=view["key"]["source"],
                    board=view["key"]["board"],
                    identifier=view["key"]["identifier"],
                    content_hash="",
                    record={**view, "url": f"https://jobs.example/{row.id}"},
                    status="active",
                    first_seen=NOW,
                    last_confirmed=NOW,
                    seen_run="run",
                    misses=0,
                    stage="done",
                    vacancy_id=row.id,
                )
            )


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.alternates: dict[str, str] = {}
        self.tags: list[str] = []
        self.canonical = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        if tag == "link" and values.get("hreflang"):
            self.alternates[str(values["hreflang"])] = str(values["href"])
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical = str(values["href"])


def parsed(html: str) -> _Links:
    """The links, alternates and tags of a page."""
    reader = _Links()
    reader.feed(html)
    return reader


def visible(html: str) -> str:
    """The text of a page."""
    body = re.sub(r"<(script|style).*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The application on a free port of loopback."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)
