"""What all tests share: the folder of labelled rows, if it is there, and a fixed day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of labelled rows and captures that stands beside a maintainer's checkout."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not here: labelled rows and captures are not part of the project")
    return SHARED


@pytest.fixture
def as_of() -> date:
    """The day on which every example was read."""
    return date(2026, 11, 23)
