"""An employer's published name in, its display name, key, kind and enterprise number out."""

from __future__ import annotations

from models.posting import Organization
from pipeline.normalize.reading import Reading


def read_organization(name: str | None, *, enterprise_number: str | None = None) -> Reading[Organization]:
    """Return the organization behind ``name``; ``None`` when there is none or it only says that it is withheld."""
    del name, enterprise_number
    return Reading()


def organization_key(name: str) -> str:
    """Return one key for every spelling and legal form of ``name``: ``NV Bekaert SA`` and ``Bekaert`` are one."""
    return name
