"""A head and the terms around it in, whether a word of another trade takes it out of IT out."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalize.role_scope import GENERIC_TIER, Scope, best, domain_of, packaged_in, tier
from pipeline.normalize.role_terms import Term

_OTHER = frozenset(["field", "commercial"])
# Heads of IT titles that stay IT titles when a word of another trade stands before them.
IT_HEADS = frozenset(["developer", "project", "product"])
# Sectors that software is tested and run for: behind a domain they say for whom, not another trade.
_SECTORS = frozenset(
    """insurance insurances verzekeringen assurance assurances banking finance financial hr payroll pension pensioen
    credit treasury trading retail zorg care health gezondheid onderwijs""".split()
) | {"human resources"}
# What engineers of systems other than computers build: it says so wherever it stands in a title.
_MACHINES = frozenset(
    """railway rail signalling spoor spoorweg spoorwegen spoorwegsignalisatie spoorsignalisatie ferroviaire aerospace
    automotive vehicle vehicule voertuig hvac hydraulic hydraulics hydraulica hydraulique mechanical mechanisch
    mecanique electrical elektrisch electrique thermal optical optics rf battery nuclear nucleair marine offshore
    mechatronics mechatronica instrumentation instrumentatie propulsion avionics aircraft vliegtuigen helicopters
    helikopters ships vessels schepen irrigation irrigatie elevators wastewater waterzuivering afvalwater""".split()
) | {"water treatment", "traitement des eaux", "eaux usees"}
# Who is joined in a network that is no cable: those words say so wherever they stand in a title.
_MEMBERS = frozenset(
    """dealers distributors distributeurs resellers franchises franchisees franchisenemers agences partnerorganisaties
    leveranciers suppliers carriers zorgverleners zorgaanbieders huisartsen accueillantes onthaalouders gastgezinnen
    partenaires fournisseurs prestataires transporteurs concessionnaires revendeurs verkooppunten medecins verdelers
    wederverkopers""".split()
) | {"healthcare providers", "care providers", "points de vente", "medecins generalistes"}
_SOFTWARE = frozenset(["software", "programming"])
# Fields that IT shares, and hours of work: they leave IT words their meaning.
_SHARED_FIELDS = frozenset(
    """service services operations project projects business product quality process rd research
    night shift nacht ploeg ploegen nachtploeg dagploeg dagdienst weekend equipe equipes""".split()
) | {"r d"}


def _is_other(term: Term) -> bool:
    return term.meaning.kind in _OTHER


def first_field(side: Sequence[Term]) -> Term | None:
    """Return the first word of another trade in ``side``."""
    return next((term for term in side if _is_other(term)), None)


def unshared(terms: Sequence[Term]) -> list[Term]:
    """Return ``terms`` without words of other trades that IT shares."""
    return [term for term in terms if term.text not in _SHARED_FIELDS]


def has_field(terms: Sequence[Term]) -> bool:
    """Tell whether a word of another trade is among ``terms``."""
    return first_field(terms) is not None


def outside_sectors(terms: Sequence[Term]) -> list[Term]:
    """Return ``terms`` without the sectors that IT works for."""
    return [term for term in terms if term.text not in _SECTORS]


def overruled(near: Term, scope: Scope, head: str) -> bool:
    """Tell whether a word of another trade takes ``near`` out of IT: "transformer test engineer"."""
    if head == "developer":
        return False
    domain = domain_of(near)
    left = scope.left if domain.yields == "both" else unshared(scope.left)
    if domain.yields and has_field(left if domain.tier > 1 else outside_sectors(left)):
        return True
    if overruled_behind(near, scope):
        return True
    if domain.yields == "both":
        return False
    if domain.tier != GENERIC_TIER or domain.name in _SOFTWARE or head in IT_HEADS or head == "architect":
        return False
    nearest = next(term for term in unshared(scope.left) if term is near or _is_other(term))
    return nearest is not near


def overruled_behind(domain: Term, scope: Scope) -> bool:
    """Tell whether a word of another trade behind the head says of what kind ``domain`` is: "réseau gaz et eau"."""
    yields = domain_of(domain).yields
    if yields not in ("both", "around"):
        return False
    told = {"system": _MACHINES, "network": _MEMBERS}.get(domain.meaning.value)
    if told and any(term.text in told for term in scope.right):
        return True
    right = [term for term in outside_sectors(scope.right) if term.segment == domain.segment]
    if domain.meaning.value == "application" and domain in right:
        right = right[right.index(domain) :]  # "klinische applicaties" are those of a clinic
    if domain.meaning.value in ("test", "qa"):
        right = [term for term in right if not term.text.startswith("automati")]
    return has_field(right if yields == "both" else unshared(right))


def other_follows(scope: Scope, head: Term, name: str) -> bool:
    """Tell whether a word of another trade follows the head at once, as in French: "ingénieur commercial IT"."""
    follower = scope.right[0] if scope.right else None
    if follower is None or follower.segment != head.segment or not _is_other(follower):
        return False
    if len(scope.right) > 1 and scope.right[1].meaning.value == "application":
        return False  # "beheerder klinische applicaties": of a clinic's applications
    behind = best(scope.right, name)
    return follower.text not in _SHARED_FIELDS and (behind is None or tier(behind) > 1)


def saved(field: Term, scope: Scope, head: str) -> bool:
    """Tell whether IT words behind the head outweigh a field that IT shares: "R&D engineer artificial intelligence"."""
    behind = best(scope.right, head)
    if packaged_in(scope.right, head) is not None and field.text in _SECTORS:
        return True
    if behind is None or field.text not in _SHARED_FIELDS:
        return False
    return tier(behind) == 1 or behind.meaning.value in _SOFTWARE
