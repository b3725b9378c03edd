"""A head and the terms around it in, the role they make together out: the rules behind ``roles_grid.csv``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.vocabulary import Role
from pipeline.normalize.role_fields import (
    IT_HEADS,
    first_field,
    has_field,
    other_follows,
    outside_sectors,
    overruled,
    overruled_behind,
    saved,
    unshared,
)
from pipeline.normalize.role_scope import GENERIC_TIER, Scope, best, domain_of, packaged_in, scope_of, tier
from pipeline.normalize.role_terms import Term
from pipeline.reference.roles import domains
from pipeline.reference.skills import all_aliases

# What an open title ("software engineer - …") may still become by a word behind its head.
_REFINES = frozenset(
    """backend frontend full-stack mobile embedded plc game devops machine-learning data-engineering erp cloud
    server-technology client-technology script general-technology quantitative""".split()
)
_SIDES = frozenset(["backend", "frontend", "full-stack", "mobile", "embedded"])
_GENERIC = frozenset(["software", "programming", "web", "application", "technical"])
# Grades of banks, which manage nobody: "VP Java Developer".
_BANK_GRADES = frozenset(["vp", "avp", "svp", "vice president"])
# Phrases that other trades use too: a field of theirs beside one takes it out of IT, unless IT is named as well.
_SHARED_PHRASES = frozenset(
    [
        "gestionnaire reseau",
        "gestionnaire de reseau",
        "gestionnaire de reseaux",
        "ingenieur reseau",
        "ingenieur reseaux",
        "ingenieur systeme",
        "ingenieur systemes",
        "helpdesk",
        "help desk",
        "helpdeskagent",
        "agent helpdesk",
        "servicedesk",
        "service desk",
        "technical support",
        "supporttechnicus",
        "supporttechnieker",
        "supporttechniker",
        "support technicus",
        "support technieker",
        "support techniker",
        "support technician",
        "support technicien",
        "technicien de support",
        "technische support",
        "support technique",
        "engineering manager",
        "head of engineering",
        "director of engineering",
        "engineering director",
        "directeur engineering",
        "product designer",
        "product designers",
        "product design lead",
    ]
)
# Names of teams of engineers, and what their products are for, that are words of other trades elsewhere.
_TEAMS = frozenset("growth payments media content social community learning sante advertising".split())


@dataclass(frozen=True, slots=True)
class Outcome:
    """A role, or ``None`` for another trade, and the words that said so."""

    role: Role | None
    words: str
    generic: bool = False
    """Said of whoever works in IT, or of technicians of any kind: another job in the title says more."""


def read_head(terms: Sequence[Term], place: int) -> Outcome | None:
    """Return what the job term at ``place`` says with the terms around it; ``None`` when that stays open."""
    term = terms[place]
    kind, value = term.meaning.kind, term.meaning.value
    if kind == "trade":
        return Outcome(None, term.text)
    if kind == "role":
        return _read_role(terms, place)
    scope = scope_of(terms, place)
    if term.text in _BANK_GRADES and any(other.meaning.kind in ("head", "role") for other in terms[place + 1 :]):
        return None
    if value == "lead":
        return _read_lead(scope, term)
    if value == "techlead":
        return _read_lead(scope, term) or _read_tech_lead(scope, term)
    if value in ("staff", "service"):
        return _read_staff(scope, term)
    if value == "informatics":
        return _read_informatics(scope, term)
    if value == "solutions":
        return _read_scope(_without_products(scope), term, "engineer")
    return _read_scope(scope, term, value)


def _read_role(terms: Sequence[Term], place: int) -> Outcome:
    term = terms[place]
    if term.meaning.value == Role.SOFTWARE_DEVELOPER:
        return _refined(terms, place)
    if term.text in _SHARED_PHRASES:
        scope = scope_of(terms, place)
        around = [*scope.left, *scope.right]
        if not scope.right and place + 1 < len(terms) and terms[place + 1].segment == term.segment:
            around += scope_of(terms, place + 1).right  # the end of the same job: "technical support | engineer pumps"
        field = first_field([other for other in outside_sectors(unshared(around)) if other.text not in _TEAMS])
        named = any(other.meaning.kind == "domain" and other.meaning.value != "technical" for other in around)
        if field is not None and not named:
            return Outcome(None, _joined([field, term]))
    return Outcome(Role(term.meaning.value), term.text)


def read_bare(terms: Sequence[Term]) -> Outcome | None:
    """Return what a title without any head says: a discipline by its name, or another trade by its field."""
    if any(term.meaning.kind == "head" for term in terms):
        return _other_trade(terms)
    named = [term for term in terms if term.meaning.kind == "domain"]
    for term in sorted(named, key=lambda term: (tier(term), term.meaning.value == "it")):
        role = domain_of(term).roles.get("bare")
        if role is not None and not (tier(term) == GENERIC_TIER and has_field(unshared(terms))):
            return Outcome(role, term.text)
    return _other_trade(terms)


def _other_trade(terms: Sequence[Term]) -> Outcome | None:
    field = first_field(terms)
    return Outcome(None, field.text) if field is not None else None


def _read_scope(scope: Scope, head: Term, name: str) -> Outcome | None:
    """Apply the rules in their order: domain before the head, field before it, domain behind it, field behind it."""
    near, packaged = best(scope.left, name), packaged_in(scope.right, name)
    if packaged is not None and near is not None and near.meaning.value != "erp":
        near = None
    field = first_field(scope.left)
    if near is not None and overruled(near, scope, name):
        return Outcome(None, _joined([field or first_field(scope.right), head]))
    if near is None and field is not None and name not in IT_HEADS and not saved(field, scope, name):
        return Outcome(None, _joined([field, head]))
    if near is None and name not in IT_HEADS and other_follows(scope, head, name):
        return Outcome(None, _joined([head, scope.right[0]]))
    if name == "manager" and any(term.meaning.kind == "commercial" for term in scope.left):
        return Outcome(None, _joined([field, head]))
    both = _both_sides(scope, near)
    if both is not None and name in ("developer", "engineer"):
        return Outcome(Role.FULL_STACK_DEVELOPER, _joined([*both, head]))
    behind = None if near else best(scope.right, name)
    if behind is not None and name not in IT_HEADS and overruled_behind(behind, scope):
        return Outcome(None, _joined([head, behind, first_field(scope.right)]))
    chosen = _refinement(scope, near, name) or near or behind or best(scope.before, name)
    if chosen is not None:
        return Outcome(domain_of(chosen).roles[name], _joined([chosen, head]))
    field = field or first_field(scope.right)
    if field is not None:
        return Outcome(None, _joined([field, head]))
    if name == "technician":
        return Outcome(None, head.text, generic=True)
    alone = domains()["none"].roles.get(name)
    return Outcome(alone, head.text) if alone is not None else None


def _read_lead(scope: Scope, head: Term) -> Outcome | None:
    around = [*scope.left, *scope.right, *scope.before]
    for side in (scope.left, scope.right, scope.before):
        for term in sorted((term for term in side if term.meaning.kind == "domain"), key=tier):
            roles = domain_of(term).roles
            role = roles.get("lead") or roles.get("bare") or roles.get("developer") or roles.get("engineer")
            open_to_others = has_field(around) or head.text == "coach"
            if role is not None and not (tier(term) == GENERIC_TIER and open_to_others):
                return Outcome(role, _joined([term, head]))
    return None


def _read_tech_lead(scope: Scope, head: Term) -> Outcome | None:
    field = first_field(outside_sectors([*scope.left, *scope.right, *scope.before]))
    return Outcome(Role.SOFTWARE_DEVELOPER, head.text) if field is None else Outcome(None, _joined([field, head]))


def _read_staff(scope: Scope, head: Term) -> Outcome | None:
    """Read an employee, an officer, an assistant: IT only where nothing but IT is named."""
    around = [*scope.left, *scope.right, *scope.before]
    field = first_field(around)
    if field is not None:
        return Outcome(None, _joined([field, head]))
    chosen = best(around, head.meaning.value)
    if chosen is not None:
        return Outcome(domain_of(chosen).roles[head.meaning.value], _joined([chosen, head]))
    return Outcome(None, head.text) if head.meaning.value == "service" else None


def _read_informatics(scope: Scope, head: Term) -> Outcome:
    """Read "informaticien", "informaticus": an engineer of the part of IT that is named, else one who supports."""
    around = [term for term in (*scope.left, *scope.right) if tier(term) < GENERIC_TIER]
    chosen = best(around, "engineer")
    if chosen is None:
        return Outcome(Role.IT_SUPPORT, head.text, generic=True)
    return Outcome(domain_of(chosen).roles["engineer"], _joined([chosen, head]), generic=True)


def _without_products(scope: Scope) -> Scope:
    """Return ``scope`` without names of products: who sells them has "solutions engineers", in sales, as well."""
    left, right, before = (
        [term for term in side if term.text not in all_aliases()] for side in (scope.left, scope.right, scope.before)
    )
    return Scope(left=left, right=right, before=before)


def _refined(terms: Sequence[Term], place: int) -> Outcome:
    """Return a phrase that means software developer, or what the discipline or technology around it makes of it."""
    scope, head = scope_of(terms, place), terms[place]
    both = _both_sides(scope, None)
    if both is not None:
        return Outcome(Role.FULL_STACK_DEVELOPER, _joined([*both, head]))
    near = best([term for term in scope.left if tier(term) < GENERIC_TIER], "developer")
    chosen = near or _refinement(scope, None, "developer")
    if chosen is None:
        return Outcome(Role.SOFTWARE_DEVELOPER, head.text)
    return Outcome(domain_of(chosen).roles["developer"], _joined([chosen, head]))


def _refinement(scope: Scope, near: Term | None, head: str) -> Term | None:
    """Return the domain behind the head that says more than the one before it: "software engineer (Java)"."""
    if head not in ("developer", "engineer", "tester") or (near is None and head != "developer"):
        return None
    allowed = _REFINES if near is None or tier(near) == GENERIC_TIER else _SIDES
    behind = [term for term in scope.right if term.meaning.value in allowed and not _is_a_tool(term)]
    found = best(behind, head)
    return found if found is not None and (near is None or tier(found) < tier(near)) else None


def _is_a_tool(term: Term) -> bool:
    """Tell whether a package is only what the work is done with, or for: "software engineer with SAP"."""
    return term.led and term.meaning.value == "erp"


def _both_sides(scope: Scope, near: Term | None) -> tuple[Term, Term] | None:
    """Return the words for server and browser where a title names both with the same weight: "Java / Angular"."""
    around = [*reversed(scope.left), *scope.right]
    for server, client in (("backend", "frontend"), ("server-technology", "client-technology")):
        if near is not None and near.meaning.value not in {server, client, *_GENERIC}:
            continue
        one = next((term for term in around if term.meaning.value == server), None)
        other = next((term for term in around if term.meaning.value == client), None)
        disciplined = server == "server-technology" and any(tier(term) == 1 for term in around)
        if one is not None and other is not None and not disciplined:
            return one, other
    return None


def _joined(terms: Sequence[Term | None]) -> str:
    return " ".join(term.text for term in terms if term is not None)
