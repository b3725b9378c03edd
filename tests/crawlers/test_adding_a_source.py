"""Every example of docs/ADDING_A_SOURCE.md works as it stands there."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
from pathlib import Path

import pytest

from crawlers.boards import Board, boards_of, known_boards
from crawlers.posting_spider import PostingSpider
from tests.crawlers.test_sources import plain

LADDER = Path(__file__).parents[2] / "docs" / "ADDING_A_SOURCE.md"
EXAMPLE = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
FILES = dict(EXAMPLE.findall(LADDER.read_text(encoding="utf-8")))
SOURCES = sorted(Path(name).stem for name in FILES if name.endswith(".py"))
READ = {
    "vlaskaai": {"Backend developer": ["Brugge"]},
    "zwinduin": {"Data engineer": ["Gent"], "Développeur": ["Namur"]},
    "lissewege": {"GIS-ontwikkelaar": ["Zeebrugge"]},
}
"""What each example reads: title → places."""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """The files of the document, where it says that they stand."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def spider_in(path: Path) -> type[PostingSpider]:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return next(
        member
        for member in vars(module).values()
        if isinstance(member, type) and issubclass(member, PostingSpider) and member.__module__ == path.stem
    )


def test_every_example_is_known_here() -> None:
    assert set(SOURCES) == set(READ)


@pytest.mark.parametrize("name", SOURCES)
def test_an_example_reads_its_pages(name: str, written: Path, crawl) -> None:
    pages = written / "tests/crawlers/pages" / name
    recordings = pages / "recordings.csv"
    token = next(csv.DictReader(recordings.read_text(encoding="utf-8").splitlines()))["board"]
    host = f"https://{token}" if "." in token else ""
    spider = spider_in(written / f"crawlers/sources/{name}.py")
    run = crawl(spider, recordings=recordings, boards=[Board(source=name, token=token, url=host)])
    assert run.verdict == ("complete", "finished")
    assert {posting.title: list(posting.job_locations) for posting in run.postings} == READ[name]
    expected = pages / "expected.json"
    if expected.exists():
        assert [plain(posting) for posting in run.postings] == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SOURCES)
def test_an_example_is_as_short_as_a_source_must_be(name: str) -> None:
    assert len(FILES[f"crawlers/sources/{name}.py"].splitlines()) <= 60


def test_the_example_rows_are_rows_of_boards(
    written: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("BELFRY_BOARDS", str(written / "boards.csv"))
    known_boards.cache_clear()
    request.addfinalizer(known_boards.cache_clear)
    assert "acme" in {board.token for board in boards_of("recruitee")}
    assert "https://jobs.acme.example" in {board.url for board in boards_of("jsonld")}
