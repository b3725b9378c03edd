"""A head of a title and its terms in, those around it out, and which part of IT among them tells most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.normalize.role_terms import Term
from pipeline.reference.roles import Domain, domains

_JOBS = frozenset(["head", "role", "trade", "weak"])
GENERIC_TIER = 4
"""The tier of words that other trades use too."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The terms around one head: before it, nearest first, and behind it, up to the neighbouring jobs."""

    left: list[Term]
    right: list[Term]
    before: list[Term]


def scope_of(terms: Sequence[Term], place: int) -> Scope:
    """Return the terms around the one at ``place``; those that describe the employer are left out."""
    head = terms[place]
    left: list[Term] = []
    for start in range(place - 1, -1, -1):
        term = terms[start]
        if term.segment != head.segment or term.meaning.kind in _JOBS - {"weak"}:
            break
        left.append(term)
    employer = {term.segment for term in terms if term.meaning.kind == "company"} - {head.segment}
    right: list[Term] = []
    for term in terms[place + 1 :]:
        if term.meaning.kind in _JOBS - {"weak"}:
            break
        if term.segment not in employer:
            right.append(term)
    before = [term for term in terms[: place - len(left)] if term.segment not in employer]
    return Scope(left=left, right=right, before=before)


def domain_of(term: Term) -> Domain:
    """Return the part of IT that ``term``, a domain, stands for."""
    return domains()[term.meaning.value]


def tier(term: Term) -> int:
    """Return how little a term tells: that of its domain, or one more than the most general of these."""
    return domain_of(term).tier if term.meaning.kind == "domain" else GENERIC_TIER + 1


def best(side: Sequence[Term], head: str) -> Term | None:
    """Return the most telling domain of ``side`` that makes a role of ``head``; of equals, the nearest."""
    able = [term for term in side if term.meaning.kind == "domain" and head in domain_of(term).roles]
    return packaged_in(able, head) or (min(able, key=tier) if able else None)


def packaged_in(side: Sequence[Term], head: str) -> Term | None:
    """Return the package that a consultant is one of: whatever else is named says for which of its users."""
    return next((term for term in side if term.meaning.value == "erp"), None) if head == "consultant" else None
