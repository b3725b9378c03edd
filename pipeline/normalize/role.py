"""A title, and where needed its text, in; the role it asks for out.

The grammar of a title: a *head* (developer, analyst, beheerder …) with *domains* (backend, data, SAP …) around it.
``roles_grid.csv`` says which role a domain makes of a head; some terms name a role, or another trade, by themselves.
Where a title names several jobs, the first one that can be told decides. Words of the description only break
"software developer" and heads without a domain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.vocabulary import Role
from pipeline.normalize.reading import Reading, unread
from pipeline.normalize.role_grid import Outcome, read_bare, read_head
from pipeline.normalize.role_terms import Term, terms_of
from pipeline.normalize.role_text import addressed_as, read_discipline, read_open_head
from pipeline.normalize.text import Prose

_STRONG = frozenset(["head", "role", "trade"])
# Data about sales and marketing is data work; everything else that names them is not IT.
_DATA = frozenset(["data", "analytics", "bi", "data-science", "data-engineering"])
_NICHES = frozenset(["general-technology", "quantitative"])
_NICHE_WORDS = ("quantitative", "research", "scientific")
_DEVELOPERS = frozenset(role.value for role in Role if role.value.endswith("-developer"))
_WEB = frozenset([Role.BACKEND_DEVELOPER, Role.FRONTEND_DEVELOPER, Role.FULL_STACK_DEVELOPER])


@dataclass(frozen=True, slots=True)
class _Decision:
    role: Role | None
    evidence: str


def read_role(title: str, prose: Prose) -> Reading[Role]:
    """Return the role that ``title`` asks for; ``prose`` (the description) only decides between open readings.

    ``None`` with evidence: no IT job, and the words that say so. ``None`` with an issue: a title that no rule knows.
    """
    terms = terms_of(title)
    decision = _decide(terms)
    if decision is None:
        found = _as_addressed(prose) or read_open_head(terms, prose)
        if found is None:
            return Reading(issues=(unread("role", title, "unknown_title"),))
        return Reading(value=found[0], evidence=found[1])
    if decision.role is Role.SOFTWARE_DEVELOPER and prose.text:
        found = read_discipline(prose)
        if found is not None and not (found[0] in _WEB and _names_a_niche(terms)):
            return Reading(value=found[0], evidence=f"{decision.evidence}; in the text: {found[1]}")
    return Reading(value=decision.role, evidence=decision.evidence)


def _as_addressed(prose: Prose) -> tuple[Role, str] | None:
    """Return the first role that the text gives its reader in so many words; a mere topic is none."""
    for phrase in addressed_as(prose):
        terms = terms_of(phrase)
        decision = _decide(terms) if any(term.meaning.kind in ("head", "role") for term in terms) else None
        if decision is not None and decision.role is not None:
            return decision.role, f"in the text: as {decision.evidence}"
    return None


def _names_a_niche(terms: Sequence[Term]) -> bool:
    """Tell whether a title of software development names what it is about: "quantitative", "Mendix", "research"."""
    return any(term.meaning.value in _NICHES or term.text.startswith(_NICHE_WORDS) for term in terms)


def _decide(terms: Sequence[Term]) -> _Decision | None:
    outcomes = [
        (term.segment, outcome)
        for place, term in enumerate(terms)
        if term.meaning.kind in _STRONG
        and (outcome := read_head(terms, place)) is not None
        and not (outcome.words == term.text and _named_again(terms, place))
    ]
    never = next((term for term in terms if term.meaning.kind == "never"), None)
    if never is not None and not any(outcome.role and segment < never.segment for segment, outcome in outcomes):
        return _Decision(None, f"no IT job: {never.text}")
    if outcomes:
        return _decided([outcome for _, outcome in outcomes])
    commercial = _commercial(terms)
    if commercial is not None:
        return _Decision(None, f"no IT job: {commercial.text}")
    for place, term in enumerate(terms):
        if term.meaning.kind == "weak" and (outcome := read_head(terms, place)) is not None:
            return _decided([outcome])
    bare = read_bare(terms)
    return _decided([bare]) if bare is not None else None


def _named_again(terms: Sequence[Term], place: int) -> bool:
    """Tell whether the next head is the same one anew: one job, "développeuse / développeur backend".

    Terms such as "développeur front" name head and discipline in one.
    """
    head = terms[place].meaning
    following = next((term.meaning for term in terms[place + 1 :] if term.meaning.kind in _STRONG), None)
    if following is not None and following.kind == "role" and head.value == "developer":
        return following.value in _DEVELOPERS
    return following == head


def _commercial(terms: Sequence[Term]) -> Term | None:
    """Return the commercial word that takes a title without a strong head out of IT; data about it stays in."""
    for term in terms:
        if term.meaning.value in _DATA:
            return None
        if term.meaning.kind == "commercial" and (term.text == "sales" or not _names_data(terms)):
            return term
    return None


def _names_data(terms: Sequence[Term]) -> bool:
    return any(term.meaning.value in _DATA for term in terms)


def _decided(outcomes: Sequence[Outcome]) -> _Decision:
    telling = [outcome for outcome in outcomes if not outcome.generic]
    if any(outcome.role for outcome in telling):
        outcomes = telling
    first = outcomes[0]
    if first.role is None:
        return _Decision(None, f"no IT job: {first.words}")
    others = dict.fromkeys(other.words for other in outcomes[1:] if other.role not in (None, first.role))
    if not others:
        return _Decision(first.role, first.words)
    return _Decision(first.role, f"{first.words}; named first, before {', '.join(others)}")
