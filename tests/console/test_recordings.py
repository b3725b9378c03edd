"""The main job on real input: saved responses of the first families, crawled, read, linked and shown."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from board.app import board_app
from models.store.engine import open_engine
from models.store.tables import posting, vacancy
from tests.console.test_filters import run

FIRST_FAMILIES = ("recruitee", "greenhouse", "successfactors", "forem")


@pytest.mark.shared
def test_the_real_captures_reach_the_board(shared: Path, tmp_path: Path) -> None:
    recordings = shared / "samples" / "recordings.csv"
    status, out, err = run("crawl", "--recordings", str(recordings), *FIRST_FAMILIES, var=tmp_path)
    assert status == 0, err
    assert all("partial" in line for line in out.splitlines()), "a capture holds a part of its board"
    assert run("ingest", var=tmp_path)[0] == 0
    assert run("link", var=tmp_path)[0] == 0
    engine = open_engine(f"sqlite:///{tmp_path}/belfry.sqlite3")
    with engine.connect() as connection:
        counted = connection.execute(select(posting.c.source, func.count()).group_by(posting.c.source))
        titles = connection.execute(select(vacancy.c.title)).scalars().all()
    counts = {row[0]: row[1] for row in counted}
    assert counts == {"recruitee": 3, "greenhouse": 6, "successfactors": 1, "forem": 1}
    assert any(title.startswith("Domain Architect") for title in titles)
    found = TestClient(board_app(engine, snapshots=tmp_path)).get("/en/search?q=architect")
    assert "Domain Architect" in found.text
    engine.dispose()


@pytest.mark.parametrize(
    ("listed", "arguments", "named"),
    [
        ("source,board,method,url\n", (), "'file' is missing"),
        ("source,board,method,url,file\nlever,acme,GET,https://api.lever.co/,gone.json\n", (), "line 2: 'gone.json'"),
        ("source,board,method,url,file\n", ("lever",), "holds nothing of lever"),
        ("source,board,method,url,file\n", (), "nothing to crawl"),
    ],
)
def test_recordings_that_cannot_be_played_are_named_before_anything_starts(
    listed: str, arguments: tuple[str, ...], named: str, tmp_path: Path
) -> None:
    recordings = tmp_path / "recordings.csv"
    recordings.write_text(listed, encoding="utf-8")
    status, out, err = run("crawl", "--recordings", str(recordings), *arguments, var=tmp_path)
    assert (status, out) == (2, "")
    assert named in err.replace("there is no file ", "")
    assert err.count("\n") == 1
