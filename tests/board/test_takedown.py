"""What was taken down leaves every surface of the board at once, and whoever keeps a copy is told."""

from __future__ import annotations

import gzip
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from fastapi.testclient import TestClient
from lxml import etree
from sqlalchemy import Engine

from board.app import board_on
from board.publishing import publish, tell_webhooks
from board.webhooks import register
from models.store.board_notes import BoardNotes
from models.store.engine import reading
from pipeline.search.catalogue import Catalogue
from pipeline.services.ingest import ingest
from pipeline.services.link import link
from pipeline.services.takedown import carry_out, receive
from tests.landing_writer import land, raw

URL = "https://acme.example/jobs/1"


@pytest.fixture
def client(engine: Engine, tmp_path: Path, now: datetime) -> TestClient:
    """A board with two vacancies, a snapshot of both, and somebody who is told of changes."""
    ads = [
        raw("1", "Backend developer", url=URL),
        raw("2", "Java developer", url="https://acme.example/jobs/2", hiring_organization="Beta BV"),
    ]
    catalogue = Catalogue(engine, clock=lambda: now, check_every=0)
    app = board_on(catalogue, snapshots=tmp_path / "snapshots", public_url="http://board.example")
    client = TestClient(app, base_url="http://board.example")
    ingest(engine, land(tmp_path / "landing", "20261123T020000-recruitee", now, ads), now=now)
    link(engine, now=now)
    return client


def _events(client: TestClient, since: int) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = client.get(f"/v1/changes?since={since}").json()["events"]
    return events


def test_everything_that_is_published_follows_a_takedown(
    client: TestClient, engine: Engine, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("board.webhooks.refuse_private", lambda _: None)
    catalogue, folder = Catalogue(engine, clock=lambda: now, check_every=0), tmp_path / "snapshots"
    sent: list[dict[str, Any]] = []

    def send(_url: str, body: bytes, _headers: object) -> int:
        sent.extend(orjson.loads(body)["data"]["events"])
        return 204

    hook = register(catalogue, "https://copy.example/", types=(), role=None, city=None, sequence=0)
    items = {item["apply_url"]: item["id"] for item in client.get("/v1/vacancies").json()["items"]}
    gone, stays = items[URL], items["https://acme.example/jobs/2"]
    publish(catalogue, folder, send=send)
    assert [event["vacancy"]["apply_url"] for event in sent if event["id"] == gone] == [URL]
    manifest = client.get("/v1/snapshots/latest.json").json()
    sent.clear()

    number = receive(engine, "url", URL, reason="the publisher asks", now=now)
    carry_out(engine, number, tmp_path / "landing", by="an", now=now, snapshots=folder)

    told = [event for event in _events(client, manifest["seq"]) if event["id"] == gone]
    assert (told[0]["type"], told[0]["reason"], told[0]["fields"]) == ("redact", "takedown", ["*"])
    assert all("vacancy" not in event for event in told), "drop your copy"
    tell_webhooks(catalogue, folder, send=send)
    assert [event for event in sent if event["id"] == gone] == told
    with reading(engine) as connection:
        kept = BoardNotes(connection).deliveries(hook.webhook.id if hook else "")
    assert len(kept) == 2
    assert not any(URL in message.body for message in kept), "what was sent before is not kept either"

    assert client.get(f"/v1/vacancies/{gone}").status_code == 410
    assert [item["id"] for item in client.get("/v1/vacancies").json()["items"]] == [stays]
    assert client.get("/v1/snapshots").json() == {"snapshots": []}, "the one that held it is gone"
    fresh = client.get("/v1/snapshots/latest.ndjson.gz").content
    assert [orjson.loads(line)["id"] for line in gzip.decompress(fresh).splitlines()] == [stays]
    atom = etree.fromstring(client.get("/feeds/search.atom").content)
    assert not any(str(item.text).endswith(gone) for item in atom.iter("{*}id"))
    assert any(str(item.get("ref")).endswith(gone) for item in atom.iter("{*}deleted-entry")), "readers drop it"
    for address in ("/sitemap.xml", "/feeds/partner.xml", "/en/search", "/feeds/search.json", "/feeds/search.rss"):
        assert URL not in client.get(address).text, address
