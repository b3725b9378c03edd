"""A head and the terms around it in, the role they make together out: the rules behind ``roles_grid.csv``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.vocabulary import Role
from pipeline.normalize.role_terms import Term
from pipeline.reference.roles import Domain, domains
from pipeline.reference.skills import all_aliases

_JOBS = frozenset(["head", "role", "trade", "weak"])
_OTHER = frozenset(["field", "commercial"])
GENERIC_TIER = 4
# What an open title ("software engineer - …") may still become by a word behind its head.
_REFINES = frozenset(
    """backend frontend full-stack mobile embedded plc game devops machine-learning data-engineering erp cloud
    server-technology client-technology script general-technology quantitative""".split()
)
_SIDES = frozenset(["backend", "frontend", "full-stack", "mobile", "embedded"])
_GENERIC = frozenset(["software", "web", "application", "technical"])
# Heads of IT titles that stay IT titles when a word of another trade stands before them.
_IT_HEADS = frozenset(["developer", "project", "product"])
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
# Names of teams of engineers that are words of other trades elsewhere.
_TEAMS = frozenset(["growth", "payments"])
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
    mechatronics mechatronica instrumentation instrumentatie propulsion avionics""".split()
)
# Fields that IT shares, and hours of work: they leave IT words their meaning.
_SHARED_FIELDS = frozenset(
    """service services operations project projects business product quality process rd research
    night shift nacht ploeg ploegen nachtploeg dagploeg dagdienst weekend equipe equipes""".split()
) | {"r d"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A role, or ``None`` for another trade, and the words that said so."""

    role: Role | None
    words: str
    generic: bool = False
    """Said of whoever works in IT, or of technicians of any kind: another job in the title says more."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """The terms around one head: before it, nearest first, and behind it, up to the neighbouring jobs."""

    left: list[Term]
    right: list[Term]
    before: list[Term]


def read_head(terms: Sequence[Term], place: int) -> Outcome | None:
    """Return what the job term at ``place`` says with the terms around it; ``None`` when that stays open."""
    term = terms[place]
    kind, value = term.meaning.kind, term.meaning.value
    if kind == "trade":
        return Outcome(None, term.text)
    if kind == "role":
        return _read_role(terms, place)
    scope = _scope(terms, place)
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
        scope = _scope(terms, place)
        around = [*scope.left, *scope.right]
        field = _first_field([other for other in _outside_sectors(_unshared(around)) if other.text not in _TEAMS])
        if field is not None and not any(other.meaning.kind == "domain" for other in around):
            return Outcome(None, _joined([field, term]))
    return Outcome(Role(term.meaning.value), term.text)


def read_bare(terms: Sequence[Term]) -> Outcome | None:
    """Return what a title without any head says: a discipline by its name, or another trade by its field."""
    if any(term.meaning.kind == "head" for term in terms):
        return _other_trade(terms)
    named = [term for term in terms if term.meaning.kind == "domain"]
    for term in sorted(named, key=lambda term: (_tier(term), term.meaning.value == "it")):
        role = _domain(term).roles.get("bare")
        if role is not None and not (_tier(term) == GENERIC_TIER and _has_field(_unshared(terms))):
            return Outcome(role, term.text)
    return _other_trade(terms)


def _other_trade(terms: Sequence[Term]) -> Outcome | None:
    field = _first_field(terms)
    return Outcome(None, field.text) if field is not None else None


def _read_scope(scope: _Scope, head: Term, name: str) -> Outcome | None:
    """Apply the rules in their order: domain before the head, field before it, domain behind it, field behind it."""
    near, packaged = _best(scope.left, name), _packaged(scope.right, name)
    if packaged is not None and near is not None and near.meaning.value != "erp":
        near = None
    field = _first_field(scope.left)
    if near is not None and _overruled(near, scope, name):
        return Outcome(None, _joined([field or _first_field(scope.right), head]))
    if near is None and field is not None and name not in _IT_HEADS and not _saved(field, scope, name):
        return Outcome(None, _joined([field, head]))
    if near is None and name not in _IT_HEADS and _other_follows(scope, head, name):
        return Outcome(None, _joined([head, scope.right[0]]))
    if name == "manager" and any(term.meaning.kind == "commercial" for term in scope.left):
        return Outcome(None, _joined([field, head]))
    both = _both_sides(scope, near)
    if both is not None and name in ("developer", "engineer"):
        return Outcome(Role.FULL_STACK_DEVELOPER, _joined([*both, head]))
    behind = None if near else _best(scope.right, name)
    if behind is not None and name not in _IT_HEADS and _overruled_behind(behind, scope):
        return Outcome(None, _joined([head, behind, _first_field(scope.right)]))
    chosen = _refinement(scope, near, name) or near or behind or _best(scope.before, name)
    if chosen is not None:
        return Outcome(_domain(chosen).roles[name], _joined([chosen, head]))
    field = field or _first_field(scope.right)
    if field is not None:
        return Outcome(None, _joined([field, head]))
    if name == "technician":
        return Outcome(None, head.text, generic=True)
    alone = domains()["none"].roles.get(name)
    return Outcome(alone, head.text) if alone is not None else None


def _read_lead(scope: _Scope, head: Term) -> Outcome | None:
    around = [*scope.left, *scope.right, *scope.before]
    for side in (scope.left, scope.right, scope.before):
        for term in sorted((term for term in side if term.meaning.kind == "domain"), key=_tier):
            roles = _domain(term).roles
            role = roles.get("lead") or roles.get("bare") or roles.get("developer") or roles.get("engineer")
            if role is not None and not (_tier(term) == GENERIC_TIER and _has_field(around)):
                return Outcome(role, _joined([term, head]))
    return None


def _read_tech_lead(scope: _Scope, head: Term) -> Outcome | None:
    field = _first_field(_outside_sectors([*scope.left, *scope.right, *scope.before]))
    return Outcome(Role.SOFTWARE_DEVELOPER, head.text) if field is None else Outcome(None, _joined([field, head]))


def _read_staff(scope: _Scope, head: Term) -> Outcome | None:
    """Read an employee, an officer, an assistant: IT only where nothing but IT is named."""
    around = [*scope.left, *scope.right, *scope.before]
    field = _first_field(around)
    if field is not None:
        return Outcome(None, _joined([field, head]))
    chosen = _best(around, head.meaning.value)
    if chosen is not None:
        return Outcome(_domain(chosen).roles[head.meaning.value], _joined([chosen, head]))
    return Outcome(None, head.text) if head.meaning.value == "service" else None


def _read_informatics(scope: _Scope, head: Term) -> Outcome:
    """Read "informaticien", "informaticus": an engineer of the part of IT that is named, else one who supports."""
    around = [term for term in (*scope.left, *scope.right) if _tier(term) < GENERIC_TIER]
    chosen = _best(around, "engineer")
    if chosen is None:
        return Outcome(Role.IT_SUPPORT, head.text, generic=True)
    return Outcome(_domain(chosen).roles["engineer"], _joined([chosen, head]), generic=True)


def _without_products(scope: _Scope) -> _Scope:
    """Return ``scope`` without names of products: who sells them has "solutions engineers", in sales, as well."""
    left, right, before = (
        [term for term in side if term.text not in all_aliases()] for side in (scope.left, scope.right, scope.before)
    )
    return _Scope(left=left, right=right, before=before)


def _refined(terms: Sequence[Term], place: int) -> Outcome:
    """Return a phrase that means software developer, or what the discipline or technology around it makes of it."""
    scope, head = _scope(terms, place), terms[place]
    both = _both_sides(scope, None)
    if both is not None:
        return Outcome(Role.FULL_STACK_DEVELOPER, _joined([*both, head]))
    near = _best([term for term in scope.left if _tier(term) < GENERIC_TIER], "developer")
    chosen = near or _refinement(scope, None, "developer")
    if chosen is None:
        return Outcome(Role.SOFTWARE_DEVELOPER, head.text)
    return Outcome(_domain(chosen).roles["developer"], _joined([chosen, head]))


def _scope(terms: Sequence[Term], place: int) -> _Scope:
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
    return _Scope(left=left, right=right, before=before)


def _domain(term: Term) -> Domain:
    return domains()[term.meaning.value]


def _tier(term: Term) -> int:
    return _domain(term).tier if term.meaning.kind == "domain" else GENERIC_TIER + 1


def _best(side: Sequence[Term], head: str) -> Term | None:
    """Return the most telling domain of ``side`` that makes a role of ``head``; of equals, the nearest."""
    able = [term for term in side if term.meaning.kind == "domain" and head in _domain(term).roles]
    return _packaged(able, head) or (min(able, key=_tier) if able else None)


def _packaged(side: Sequence[Term], head: str) -> Term | None:
    """Return the package that a consultant is one of: whatever else is named says for which of its users."""
    return next((term for term in side if term.meaning.value == "erp"), None) if head == "consultant" else None


def _is_other(term: Term) -> bool:
    return term.meaning.kind in _OTHER


def _first_field(side: Sequence[Term]) -> Term | None:
    return next((term for term in side if _is_other(term)), None)


def _unshared(terms: Sequence[Term]) -> list[Term]:
    return [term for term in terms if term.text not in _SHARED_FIELDS]


def _has_field(terms: Sequence[Term]) -> bool:
    return _first_field(terms) is not None


def _overruled(near: Term, scope: _Scope, head: str) -> bool:
    """Tell whether a word of another trade takes ``near`` out of IT: "transformer test engineer"."""
    if head == "developer":
        return False
    domain = _domain(near)
    left = scope.left if domain.yields == "both" else _unshared(scope.left)
    if domain.yields and _has_field(left if domain.tier > 1 else _outside_sectors(left)):
        return True
    if _overruled_behind(near, scope):
        return True
    if domain.yields == "both":
        return False
    if domain.tier != GENERIC_TIER or domain.name == "software" or head in _IT_HEADS or head == "architect":
        return False
    nearest = next(term for term in _unshared(scope.left) if term is near or _is_other(term))
    return nearest is not near


def _overruled_behind(domain: Term, scope: _Scope) -> bool:
    """Tell whether a word of another trade behind the head says of what kind ``domain`` is: "réseau gaz et eau"."""
    yields = _domain(domain).yields
    if yields not in ("both", "around"):
        return False
    if domain.meaning.value == "system" and any(term.text in _MACHINES for term in scope.right):
        return True
    right = [term for term in _outside_sectors(scope.right) if term.segment == domain.segment]
    if domain.meaning.value == "application" and domain in right:
        right = right[right.index(domain) :]  # "klinische applicaties" are those of a clinic
    if domain.meaning.value in ("test", "qa"):
        right = [term for term in right if not term.text.startswith("automati")]
    return _has_field(right if yields == "both" else _unshared(right))


def _outside_sectors(terms: Sequence[Term]) -> list[Term]:
    return [term for term in terms if term.text not in _SECTORS]


def _other_follows(scope: _Scope, head: Term, name: str) -> bool:
    """Tell whether a word of another trade follows the head at once, as in French: "ingénieur commercial IT"."""
    follower = scope.right[0] if scope.right else None
    if follower is None or follower.segment != head.segment or not _is_other(follower):
        return False
    if len(scope.right) > 1 and scope.right[1].meaning.value == "application":
        return False  # "beheerder klinische applicaties": of a clinic's applications
    behind = _best(scope.right, name)
    return follower.text not in _SHARED_FIELDS and (behind is None or _tier(behind) > 1)


def _saved(field: Term, scope: _Scope, head: str) -> bool:
    """Tell whether IT words behind the head outweigh a field that IT shares: "R&D engineer artificial intelligence"."""
    behind = _best(scope.right, head)
    if _packaged(scope.right, head) is not None and field.text in _SECTORS:
        return True
    if behind is None or field.text not in _SHARED_FIELDS:
        return False
    return _tier(behind) == 1 or behind.meaning.value == "software"


def _refinement(scope: _Scope, near: Term | None, head: str) -> Term | None:
    """Return the domain behind the head that says more than the one before it: "software engineer (Java)"."""
    if head not in ("developer", "engineer", "tester") or (near is None and head != "developer"):
        return None
    allowed = _REFINES if near is None or _tier(near) == GENERIC_TIER else _SIDES
    behind = [term for term in scope.right if term.meaning.value in allowed]
    found = _best(behind, head)
    return found if found is not None and (near is None or _tier(found) < _tier(near)) else None


def _both_sides(scope: _Scope, near: Term | None) -> tuple[Term, Term] | None:
    """Return the words for server and browser where a title names both with the same weight: "Java / Angular"."""
    around = [*reversed(scope.left), *scope.right]
    for server, client in (("backend", "frontend"), ("server-technology", "client-technology")):
        if near is not None and near.meaning.value not in {server, client, *_GENERIC}:
            continue
        one = next((term for term in around if term.meaning.value == server), None)
        other = next((term for term in around if term.meaning.value == client), None)
        disciplined = server == "server-technology" and any(_tier(term) == 1 for term in around)
        if one is not None and other is not None and not disciplined:
            return one, other
    return None


def _joined(terms: Sequence[Term | None]) -> str:
    return " ".join(term.text for term in terms if term is not None)
