"""What follows a night's linking."""

from __future__ import annotations

from pathlib import Path

from board.publishing import publish
from pipeline.search.catalogue import Catalogue


def test_publishing_twice_adds_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    first = publish(catalogue, tmp_path)
    assert first.rows > 500
    assert publish(catalogue, tmp_path) == first
    assert len(list(tmp_path.iterdir())) == 1
