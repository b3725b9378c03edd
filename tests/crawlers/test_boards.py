"""An operator's own file of boards, and the gateway that may be asked instead of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from crawlers.boards import EXTRA_BOARDS, BoardsFileError, known_boards
from crawlers.guards import is_local_server
from crawlers.sources.vdab import SERVICE


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"source,board\nrecruitee,\n", "line 2: 'recruitee' names no board"),
        (b"source,board,url\nrecruitee,acme,javascript:x\n", "'javascript:x' is no web address"),
        (b"source,token\nrecruitee,acme\n", "the column 'board' is missing"),
        (b"\xd0\xff\x00", "is no CSV file in UTF-8"),
        (None, "No such file"),
    ],
)
def test_an_operators_file_of_boards_that_cannot_be_used_is_named(content, named, tmp_path, monkeypatch):
    path = tmp_path / "boards.csv"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv(EXTRA_BOARDS, str(path))
    with pytest.raises(BoardsFileError, match=re.escape(named)):
        known_boards.__wrapped__()


def test_an_operators_row_takes_the_place_of_ours(tmp_path, monkeypatch):
    ours = next(board for board in known_boards() if board.source == "recruitee")
    path = tmp_path / "boards.csv"
    path.write_text(f"source,board,url,employer\nrecruitee,{ours.token},https://jobs.example,Ours NV\n")
    monkeypatch.setenv(EXTRA_BOARDS, str(path))
    found = [board for board in known_boards.__wrapped__() if (board.source, board.token) == ("recruitee", ours.token)]
    assert [board.employer for board in found] == ["Ours NV"]


def test_a_source_that_is_one_whole_needs_no_board(tmp_path, monkeypatch):
    path = tmp_path / "boards.csv"
    path.write_text("source,board,url\nforem,,https://forem.example/jobs.json\n")
    monkeypatch.setenv(EXTRA_BOARDS, str(path))
    assert known_boards.__wrapped__()[0].url == "https://forem.example/jobs.json"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("recruite,acme,", "board 'acme' belongs to 'recruite', which is no source"),
        ("jsonld,www.ictjob.be,", "board 'www.ictjob.be' of jsonld belongs to ictjob, which is not crawled"),
        ("jsonld,acme,https://jobs.jobat.be/", "board 'acme' of jsonld belongs to jobat, which is not crawled"),
    ],
)
def test_a_row_of_no_source_or_of_one_that_refuses_is_named(row, said, tmp_path):
    path = tmp_path / "boards.csv"
    path.write_text(f"source,board,url\n{row}\n")
    program = "from crawlers.source import all_sources; all_sources()"
    done = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, EXTRA_BOARDS: str(path)}, capture_output=True, check=False
    )
    assert said in done.stderr.decode()


def test_a_row_may_stand_at_the_interface_that_its_source_documents(tmp_path):
    path = tmp_path / "boards.csv"
    path.write_text(f"source,board,url\nvdab,,{SERVICE}?aantal=200\n")
    program = "from crawlers.source import all_sources; all_sources()"
    subprocess.run([sys.executable, "-c", program], env={**os.environ, EXTRA_BOARDS: str(path)}, check=True)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8001", True),
        ("http://localhost:8001/", True),
        ("https://[::1]:8001", True),
        ("http://jobs.example", False),
        ("http://127.0.0.1:x", False),
        ("http://127.0.0.1.example", False),
        ("ftp://127.0.0.1", False),
        ("127.0.0.1:8001", False),
        ("http://127.0.0.1:8001/path", False),
    ],
)
def test_a_gateway_is_a_server_on_this_machine(url, local):
    assert is_local_server(url) is local
