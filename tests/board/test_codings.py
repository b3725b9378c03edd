"""ETags of plain and of compressed answers (RFC 9110, section 8.8.3.3)."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from board.app import board_on
from pipeline.search.catalogue import Catalogue

STRONG = ("/v1/vacancies", "/feeds/partner.xml", "/en/jobs/backend-developer/bruges.csv")
WEAK = "/en/jobs/backend-developer/bruges"
GZIP, PLAIN = {"Accept-Encoding": "gzip"}, {"Accept-Encoding": "identity"}


@pytest.fixture(scope="module")
def board(shared_catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The whole board, with all that stands around its routes."""
    app = board_on(shared_catalogue, snapshots=tmp_path_factory.mktemp("snapshots"), requests_a_minute=100_000)
    return TestClient(app, base_url="http://board.example")


@pytest.mark.parametrize("path", STRONG)
def test_each_coding_has_a_strong_tag_of_its_own(board: TestClient, path: str) -> None:
    packed, plain = board.get(path, headers=GZIP), board.get(path, headers=PLAIN)
    assert (packed.status_code, packed.headers.get("content-encoding")) == (200, "gzip")
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content, "one content in two codings"
    assert plain.headers["etag"].startswith('"')
    assert packed.headers["etag"] == f'{plain.headers["etag"][:-1]}-gzip"'
    assert "Accept-Encoding" in packed.headers["vary"]
    assert "Accept-Encoding" in plain.headers["vary"]
    assert board.head(path, headers=GZIP).headers["etag"] == packed.headers["etag"]


@pytest.mark.parametrize("path", STRONG)
@pytest.mark.parametrize("coding", [GZIP, PLAIN], ids=["gzip", "plain"])
def test_either_tag_is_known_and_named_back(board: TestClient, path: str, coding: dict[str, str]) -> None:
    tags = [board.get(path, headers=asked).headers["etag"] for asked in (GZIP, PLAIN)]
    for known, named in (
        *((tag, tag) for tag in tags),
        *((f'"a", W/{tag}', tag) for tag in tags),
        (", ".join(tags), tags[0] if coding is GZIP else tags[1]),
    ):
        again = board.get(path, headers={**coding, "If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", named)
        assert "Accept-Encoding" in again.headers["vary"]


@pytest.mark.parametrize("other", ['"a"', '"a-gzip"', "gzip", '-gzip"'])
def test_another_tag_is_not_known(board: TestClient, other: str) -> None:
    answer = board.get(STRONG[0], headers={**GZIP, "If-None-Match": other})
    assert (answer.status_code, answer.headers["etag"].endswith('-gzip"')) == (200, True)


def test_what_is_too_small_to_compress_keeps_its_tag(board: TestClient) -> None:
    first, second = (board.get("/v1/vacancies?limit=1&q=zzzz", headers=asked) for asked in (GZIP, PLAIN))
    assert "content-encoding" not in first.headers
    assert first.headers["etag"] == second.headers["etag"]


def test_a_weak_tag_is_of_every_coding(board: TestClient) -> None:
    packed, plain = board.get(WEAK, headers=GZIP), board.get(WEAK, headers=PLAIN)
    assert packed.headers["etag"] == plain.headers["etag"]
    assert packed.headers["etag"].startswith("W/")
    assert board.get(WEAK, headers={**PLAIN, "If-None-Match": packed.headers["etag"]}).status_code == 304
