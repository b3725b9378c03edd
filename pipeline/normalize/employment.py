"""Employment words in, schema.org employment types and the legal shape of the work out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from models.posting import Issue
from models.vocabulary import Contract, EmploymentType
from pipeline.normalize.alternatives import hastened
from pipeline.normalize.phrase_data import load_phrases, rows
from pipeline.normalize.phrases import Hit, PhraseTable, phrase
from pipeline.normalize.reading import unread
from pipeline.normalize.text import Prose, fold

_TEXT_PHRASES = PhraseTable(load_phrases("contract_phrases.csv", Contract))

# What a field may say. All rules are tried on one text; of the contracts that match, the first of the file counts, so
# that "interim met optie vast werk" is temporary and "stage (bepaalde duur)" an internship.
_FIELD_RULES = tuple(
    (
        re.compile(rf"(?:\b|_)(?:{row['words']})(?:\b|_)"),
        tuple(map(EmploymentType, row["types"].split())),
        Contract(row["contract"]) if row["contract"] else None,
    )
    for row in rows("employment_field_rules.csv")
)
_TITLE_RULES = tuple(
    (re.compile(hastened(row["words"])), Contract(row["contract"])) for row in rows("contract_titles.csv")
)

# Lines like "Soort dienstverband: freelance", which sites add from the employer's own form.
_LABELS = PhraseTable(
    phrase(
        stem,
        None,
        ahead + r"(?: ?:| [–-] |(?<=type)\s{1,3}|\s(?=arbeidsovereenkomst|(?:vaste|tijdelijke) aanstelling)) ?",
    )
    for stem, ahead in (
        ("dienstverband", "dienstverband"),
        ("contract", r"contract ?(?:type|vorm|soort|duration)?"),
        ("contrat", "contrat"),
        ("employment type", "employment type"),
        ("type of employment", "type of employment"),
        ("type d'emploi", "type d'emploi"),
        ("job type", "job types?"),
        ("position type", "position type"),
        ("type baan", "type baan"),
        ("vertragsart", "vertragsart"),
        ("beschaftigungsart", "beschaftigungsart"),
        ("aanstelling", "aanstelling"),
        ("regular/temporary", "regular/temporary"),
        ("statuut", "statuut"),
        ("statut", "statut"),
    )
)
_LONGEST_FIELD = 200

_SOUGHT = re.compile(r"\b(?:zoek(?:t|en)?|looking for|(?:re)?cherch(?:e|ons|ent)|suchen)\b[^.;:\n]{0,24}\Z")
_MONTHS = re.compile(r"[\w-] ?(?:maand|month|mois|monat|weken|week|semaine|woche)")


@dataclass(frozen=True, slots=True)
class EmploymentReading:
    """How the work is offered, and what could not be read."""

    types: tuple[EmploymentType, ...] = ()
    contract: Contract | None = None
    issues: tuple[Issue, ...] = ()


def read_employment(texts: tuple[str, ...], *, title: str, prose: Prose) -> EmploymentReading:
    """Return the employment types and the contract: from the field, else the title, else the description.

    The types come from the field alone. A field that names several contracts ("CDI, freelance") leaves the contract
    open and is an issue, unless they are one offer: temporary work with a permanent job in view is temporary.
    """
    types: dict[EmploymentType, None] = {}
    contracts: dict[Contract, None] = {}
    issues: list[Issue] = []
    for text in texts:
        found_types, contract, known = _field(text[:_LONGEST_FIELD])
        types.update(dict.fromkeys(found_types))
        if contract is not None:
            contracts[contract] = None
        if not known and text.strip():
            issues.append(unread("employment_types", text, "unknown_employment_type"))
    if len(contracts) > 1:
        issues.append(unread("contract", ", ".join(texts), "several_contracts: " + ", ".join(sorted(contracts))))
        return EmploymentReading(types=tuple(types), issues=tuple(issues))
    contract = next(iter(contracts), None) or _title_contract(title) or _text_contract(prose)
    return EmploymentReading(types=tuple(types), contract=contract, issues=tuple(issues))


@lru_cache(maxsize=1024)
def _field(text: str) -> tuple[tuple[EmploymentType, ...], Contract | None, bool]:
    """Return the types and the contract that one text of the field says, and whether it says anything."""
    folded = fold(text)
    types: list[EmploymentType] = []
    contracts: list[Contract] = []
    known = False
    for pattern, found_types, contract in _FIELD_RULES:
        if pattern.search(folded):
            known = True
            types += (kind for kind in found_types if not (kind is EmploymentType.OTHER and types))
            if contract is not None:
                contracts.append(contract)
    return tuple(types), _one_of(contracts), known


_OPEN_CHOICES = (
    {Contract.FREELANCE, Contract.EMPLOYEE},
    {Contract.INTERNSHIP, Contract.EMPLOYEE},
)


def _one_of(contracts: list[Contract]) -> Contract | None:
    """Return the first of ``contracts``; none when they are a choice between an employee and somebody else."""
    return None if set(contracts) in _OPEN_CHOICES else next(iter(contracts), None)


def _title_contract(title: str) -> Contract | None:
    folded = fold(title[:300])
    return next((contract for pattern, contract in _TITLE_RULES if pattern.search(folded)), None)


def _text_contract(prose: Prose) -> Contract | None:
    """Return the contract that the description offers: what a label says, else the phrases, unless they disagree."""
    for label in _LABELS.find(prose):
        _, contract, _ = _field(prose.folded[label.end : label.end + 90].lstrip("\n").split("\n", 1)[0])
        if contract is not None:
            return contract
    hits = _without_lists(_TEXT_PHRASES.find(prose), prose.folded)
    said = {hit.label for hit in hits}
    if said == {Contract.TEMPORARY, Contract.EMPLOYEE}:
        return Contract.TEMPORARY if _leads_to(hits) else None
    if not _is_about_an_internship(hits, prose.folded):
        said.discard(Contract.INTERNSHIP)
    for contract in (Contract.STUDENT, Contract.INTERNSHIP):
        if contract in said and Contract.EMPLOYEE not in said:
            return contract
    return said.pop() if len(said) == 1 else None


def _is_about_an_internship(hits: list[Hit[Contract]], folded: str) -> bool:
    """Return whether an internship is the subject: one mention may be another's, unless sought or with its months."""
    internships = [hit for hit in hits if hit.label is Contract.INTERNSHIP]
    return len(internships) > 1 or any(
        _MONTHS.search(folded, max(0, hit.start - len("12-month hands-on ")), hit.end)
        or _SOUGHT.search(folded, max(0, hit.start - len("looking for an enthusiastic second ")), hit.start)
        for hit in internships
    )


def _without_lists(hits: list[Hit[Contract]], folded: str) -> list[Hit[Contract]]:
    """Return ``hits`` without those that stand in an enumeration of contracts, as an agency tells what it does."""
    listed: set[int] = set()
    for index, (one, other) in enumerate(pairwise(hits)):
        between = folded[one.end : other.start]
        if (
            one.label is not other.label
            and len(between) <= 12
            and between.strip(" ,/|&-") in {"", "of", "or", "ou", "en", "et", "and"}
        ):
            listed.update((index, index + 1))
    return [hit for index, hit in enumerate(hits) if index not in listed]


def _leads_to(hits: list[Hit[Contract]]) -> bool:
    """Return whether the temporary contract comes first and the permanent one right after it."""
    return any(
        one.label is Contract.TEMPORARY and other.label is Contract.EMPLOYEE and other.start - one.end < 120
        for one, other in pairwise(hits)
    )
