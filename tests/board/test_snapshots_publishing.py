"""What follows a night's linking."""

from __future__ import annotations

from pathlib import Path

from board.publishing import publish
from pipeline.search.catalogue import Catalogue


def test_publishing_twice_adds_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    folder = tmp_path / "snapshots"
    first = publish(catalogue, folder)
    assert first.rows > 500
    assert publish(catalogue, folder) == first
    assert len(list(folder.iterdir())) == 1
