"""boards.csv: enough boards, each once, each with its evidence and numbers that hold."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from crawlers.boards import BOARDS_FILE, Board, UnknownBoardError, board_named, boards_of, known_boards
from crawlers.guards import unsafe_target
from crawlers.source import all_sources, source


def test_there_are_at_least_a_hundred_and_fifty_usable_boards_each_known_once():
    usable = [board for one in all_sources() for board in boards_of(one.name)]
    assert len(usable) >= 150
    with BOARDS_FILE.open(encoding="utf-8", newline="") as lines:
        keys = [(row["source"], row["board"]) for row in csv.DictReader(lines)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("board", known_boards(), ids=lambda board: f"{board.source}:{board.token}")
def test_a_board_belongs_to_a_source_and_can_be_asked(board):
    spider = source(board.source).spider
    assert spider is not None
    assert board.employer
    assert board.checked is not None
    date.fromisoformat(board.checked)
    assert board.status in {"ok", "likely", "verify"}
    assert board_named(board.source, board.token) == board
    requests = list(spider().list_requests(board))
    assert requests
    assert [unsafe_target(request.url) for request in requests] == [None] * len(requests)


@pytest.mark.parametrize("token", ["a b", "x;rm", "../etc", "`id`", "$(id)", "a\nb", "x" * 301, '"'])
def test_text_that_can_be_no_token_is_refused(token):
    with pytest.raises(UnknownBoardError):
        board_named("recruitee", token)


def test_enterprise_numbers_have_their_check_digits():
    numbers = {board.employer: board.enterprise_number for board in known_boards() if board.enterprise_number}
    assert len(numbers) >= 20
    for employer, number in numbers.items():
        assert len(number) == 10, employer
        assert 97 - int(number[:8]) % 97 == int(number[8:]), employer
    assert len(set(numbers.values())) == len(numbers)


def test_a_subsidiary_on_a_groups_board_does_not_get_the_groups_number():
    board = Board(source="recruitee", token="kaai", employer="Kaai", enterprise_number="0403227515")
    spider = source("recruitee").spider()
    named = {"identifier": "1", "title": "Kraanman"}
    assert spider.posting(named, board).extra["enterprise_number"] == "0403227515"
    assert "enterprise_number" in spider.posting({**named, "hiring_organization": "Kaai NV"}, board).extra
    assert "enterprise_number" not in spider.posting({**named, "hiring_organization": "Dok Haven"}, board).extra


WITHOUT_A_BOARD = {
    "ULB": "the host of its board is not known",
    "Crelan": "Beehire: no format is evidenced",
    "BNP Paribas Fortis": "Taleo: not verified by a second source",
    "UZ Leuven": "Taleo: not verified by a second source",
    "Cegeka": "its list needs JavaScript",
    "Vlaanderen connect.": "in the list of the source vlaanderen",
    "Stad Brugge": "the source brugge",
}


@pytest.mark.shared
def test_every_employer_with_evidence_has_a_board_or_a_reason(shared):
    """employers.csv names systems loosely; a board counts when its employer or its token is there."""
    known = [(board.employer or "").casefold() for board in known_boards()]
    addresses = " ".join(f"{board.token} {board.url}" for board in known_boards()).casefold()
    with (shared / "data" / "employers.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["status"] in {"ok", "likely"}]
    lost = {
        row["company"]
        for row in rows
        if row["company"].casefold() not in known
        and row["company"].partition(" (")[0].casefold() not in known
        and row["token_or_url"].removeprefix("https://").rstrip("/").casefold() not in addresses
    }
    assert lost <= set(WITHOUT_A_BOARD)
    west = "brugge bruges zedelgem ostend torhout kortrijk zwevegem izegem".split()
    near = {row["company"] for row in rows if any(town in row["city"].casefold() for town in west)}
    assert len(near) >= 9
    assert near - lost | {"Stad Brugge", "Cegeka"} >= near


def test_west_flanders_is_there():
    employers = {board.employer for board in known_boards()}
    assert {
        "Barco",
        "delaware",
        "Vandelanotte",
        "CNH Industrial Belgium",
        "NHV Group",
        "Tordale",
        "Bekaert",
        "Televic",
    } <= employers
    assert source("brugge").single_list
