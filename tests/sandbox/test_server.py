"""The server: real addresses, conditional requests, compression, robots.txt, nights, and a log of what was asked."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING

import pytest

from sandbox.server import SandboxServer, main
from sandbox.world import World

if TYPE_CHECKING:
    from tests.sandbox.conftest import Client

OFFERS = "https://kantelwerk.recruitee.com/api/offers/"


def test_every_board_answers_at_its_start(client: Client, world: World) -> None:
    for board in world.boards():
        answer = client.get(board.url)
        # These two want a key first.
        assert answer.status == (401 if board.source in ("adzuna", "vdab") else 200), board
        assert answer.body


def test_an_unchanged_page_costs_nothing(client: Client) -> None:
    first = client.get(OFFERS)
    again = client.get(OFFERS, If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    since = client.get(OFFERS, If_Modified_Since=first.headers["Last-Modified"])
    assert since.status == 304
    assert client.get(OFFERS, If_None_Match='"other"').status == 200


def test_gzip_for_whoever_takes_it(client: Client) -> None:
    plain, packed = client.get(OFFERS), client.get(OFFERS, Accept_Encoding="gzip, deflate")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "Content-Encoding" not in plain.headers


def test_head_has_the_headers_and_no_body(client: Client) -> None:
    whole, head = client.get(OFFERS), client.get(OFFERS, method="HEAD")
    assert head.body == b""
    assert head.headers["Content-Length"] == str(len(whole.body))
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_an_unknown_host_has_no_route(client: Client) -> None:
    assert client.get("https://elsewhere.example/").status == 502
    assert client.get("https://kantelwerk.recruitee.com/nothing").status == 404


def test_robots_files_differ_and_name_the_sitemap(client: Client, world: World) -> None:
    hosts = [board.board for board in world.boards() if board.source == "jsonld"]
    files = [client.get(f"https://{host}/robots.txt") for host in hosts]
    assert {answer.status for answer in files} == {200, 404}
    texts = [answer.body.decode() for answer in files if answer.status == 200]
    assert any("Crawl-delay" in text for text in texts)
    assert any(re.search(r"Disallow: /\w", text) for text in texts)
    assert all("Sitemap: https://" in text for text in texts)


def test_the_log_holds_what_was_asked(server: SandboxServer, client: Client) -> None:
    client.get(OFFERS, User_Agent="probe/1")
    seen = server.log[-1]
    assert (seen.method, seen.url, seen.status, seen.user_agent, seen.night) == ("GET", OFFERS, 200, "probe/1", 1)


def test_the_night_selects_the_state(server: SandboxServer, client: Client, world: World) -> None:
    for night in (1, 2, 3):
        server.night = night
        for board in [board for board in world.boards() if board.source == "recruitee"]:
            offers = json.loads(client.get(board.url).body)["offers"]
            expected = {ad.identifier for ad in world.night(night).board("recruitee", board.board)}
            assert {str(offer["id"]) for offer in offers} == expected


def test_sitemaps_lead_to_every_ad_and_only_to_pages_that_exist(client: Client, world: World) -> None:
    for board in [board for board in world.boards() if board.source in ("jsonld", "successfactors")]:
        pages, todo = {}, [board.url]
        while todo:
            address = todo.pop()
            answer = client.get(address)
            assert answer.status == 200, address
            pages[address] = answer.body.decode()
            todo += re.findall(r"<loc>(.*?)</loc>", pages[address])
        ads = world.night(1).board(board.source, board.board)
        assert sum("JobPosting" in page for page in pages.values()) == len(ads)


def test_the_command_line_refuses_a_night_that_is_no_number() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--night", "tonight"])
    assert ended.value.code == 2
