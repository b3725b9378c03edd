"""An employer's published name in, its display name, key, kind and enterprise number out."""

from __future__ import annotations

from functools import lru_cache

from models.posting import Organization
from models.vocabulary import OrganizationKind
from pipeline.normalize.enterprise_number import read_enterprise_number
from pipeline.normalize.organization_kind import kind_of
from pipeline.normalize.organization_name import display_name, is_withheld, organization_key, split_intermediary
from pipeline.normalize.reading import Reading, unread

_MAY_HIRE = frozenset([OrganizationKind.UNKNOWN, OrganizationKind.EMPLOYER])

__all__ = ["organization_key", "read_organization"]


def read_organization(name: str | None, *, enterprise_number: str | None = None) -> Reading[Organization]:
    """Return the organization behind ``name``; ``None`` when there is none or it only says that it is withheld.

    "Acme (via Editx)" is Acme. An enterprise number whose check digits are wrong is left out and an issue.
    """
    return _read(name or "", enterprise_number)


@lru_cache(maxsize=8192)
def _read(name: str, enterprise_number: str | None) -> Reading[Organization]:
    number = read_enterprise_number(enterprise_number) if enterprise_number else None
    issues = (
        (unread("hiring_organization", enterprise_number, "not_an_enterprise_number"),)
        if enterprise_number and enterprise_number.strip() and number is None
        else ()
    )
    employer, through = split_intermediary(display_name(name))
    if not employer or is_withheld(employer):
        return Reading(evidence="withheld" if employer else None, issues=issues)
    key = organization_key(employer)
    if not key:
        return Reading(issues=(*issues, unread("hiring_organization", name, "no_name")))
    kind, evidence = kind_of(employer, key)
    if through and kind in _MAY_HIRE:
        kind, evidence = OrganizationKind.EMPLOYER, f"via {through}"
    return Reading(
        value=Organization(name=employer, key=key, kind=kind, enterprise_number=number),
        evidence=evidence,
        issues=issues,
    )
