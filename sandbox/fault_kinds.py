"""The catalogue of faults."""

from __future__ import annotations

from functools import cache

from sandbox.faults import Kind


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by name."""
    return {}
