"""Employment words in, schema.org employment types and the legal shape of the work out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from models.posting import Issue
from models.vocabulary import Contract, EmploymentType
from pipeline.normalize.alternatives import gathered
from pipeline.normalize.clock_hours import read_clock_hours
from pipeline.normalize.contract_offers import offered_contract
from pipeline.normalize.phrase_data import load_phrases, rows
from pipeline.normalize.phrases import PhraseTable, phrase
from pipeline.normalize.reading import unread
from pipeline.normalize.text import Prose, fold, once_a_text
from pipeline.normalize.working_hours import read_working_hours

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
    (re.compile(gathered(row["words"])), Contract(row["contract"])) for row in rows("contract_titles.csv")
)
_ANY_TITLE_RULE = re.compile(gathered("|".join(row["words"] for row in rows("contract_titles.csv"))))

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
        ("aanstelling", "aanstelling(?:svorm)?"),
        ("tewerkstelling", "tewerkstelling(?:svorm|stype|sregime)?"),
        ("type d'engagement", "type d'engagement"),
        ("regime", "regime(?: de travail| horaire)?"),
        ("temps de travail", "temps de travail"),
        ("working hours", "working hours"),
        ("working time", "working time"),
        ("arbeitszeit", "arbeitszeit(?:modell)?"),
        ("horaire", "horaire"),
        ("uurrooster", "uurrooster"),
        ("jobtype", "jobtype"),
        ("work schedule", "work schedule"),
        ("regular/temporary", "regular/temporary"),
        ("statuut", "statuut"),
        ("statut", "statut"),
    )
)
_LONGEST_FIELD = 200
_Said = tuple[tuple[EmploymentType, ...], Contract | None, bool]
"""The types and the contract that a text of the field, or behind a label, says, and whether it says anything."""

_HOURLY = frozenset([EmploymentType.FULL_TIME, EmploymentType.PART_TIME])
_TYPE_OF = {
    Contract.INTERNSHIP: EmploymentType.INTERN,
    Contract.FREELANCE: EmploymentType.CONTRACTOR,
    Contract.TEMPORARY: EmploymentType.TEMPORARY,
}
_TITLE_HOURS = (
    (
        EmploymentType.FULL_TIME,
        re.compile(
            gathered(r"\b(?:full[- ]?time\b|voltijds?e?\b|temps[- ]plein\b|vollzeit\b|100 ?%|(?:38|40) ?(?:u|h|uur)\b)")
        ),
    ),
    (
        EmploymentType.PART_TIME,
        re.compile(
            gathered(
                r"\b(?:part[- ]?time\b|deeltijds?e?\b|temps[- ]partiel\b|mi-temps\b|halftijds?e?\b|teilzeit\b"
                r"|4/5(?:e|de)?\b"
                r"|(?:4|5|6|7|8|9)[05] ?%|(?:1[0-9]|2[0-9]|3[0-2])(?:-\d\d)? ?(?:u|h|uur)\b)"
            )
        ),
    ),
)
# The table leaves out what only scales an offer: "25 days for a full-time contract", "op basis van een voltijdse job".
_HOURS = PhraseTable(load_phrases("employment_hours.csv", EmploymentType))

# "Horaire : 5h30-14h" is when, not how long.
_CLOCK = re.compile(r"\d{1,2} ?[hu:](?:\d\d)? ?(?:-|a|tot|to|bis|/|et) ?\d{1,2} ?[hu:](?:\d\d)?")


@dataclass(frozen=True, slots=True)
class EmploymentReading:
    """How the work is offered, and what could not be read."""

    types: tuple[EmploymentType, ...] = ()
    contract: Contract | None = None
    issues: tuple[Issue, ...] = ()


def read_employment(texts: tuple[str, ...], *, title: str, prose: Prose) -> EmploymentReading:
    """Return the employment types and the contract: from the field, else the title, else the description.

    Where the field gives no type, the title ("80%", "parttime"), a label such as "Soort dienstverband: fulltime", or
    what is said of the job itself ("a full-time position", "38 hours a week", "Monday to Friday from 9 to 5") does;
    "on a full-time basis" only scales holidays and pay, and gives none. An internship, freelance and temporary work are
    types of their own. A field that names several contracts ("CDI, freelance") leaves the contract open and is an
    issue, unless they are one offer: temporary work with a permanent job in view is temporary.
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
    return EmploymentReading(
        types=tuple(types) or _text_types(title, prose, contract), contract=contract, issues=tuple(issues)
    )


def _text_types(title: str, prose: Prose, contract: Contract | None) -> tuple[EmploymentType, ...]:
    """Return the types that the ad's own words give: of the title, else of a label, else of what the job is called."""
    folded = fold(title[:_LONGEST_FIELD])
    hours = [kind for kind, pattern in _TITLE_HOURS if pattern.search(folded)]
    if not hours:
        hours = [kind for kinds, _, _ in _labelled(prose) for kind in kinds if kind in _HOURLY]
    if not hours:
        hours = [hit.label for hit in _HOURS.find(prose)]
        hours += read_working_hours(prose)
        hours += read_clock_hours(prose)
    kinds = [_TYPE_OF[contract]] if contract in _TYPE_OF else []
    return tuple(dict.fromkeys(kinds + [kind for kind in hours if kind in _HOURLY]))


@once_a_text
def _labelled(prose: Prose) -> list[_Said]:
    """Return what the description says behind each label, on its line or alone on the next."""
    texts = (prose.folded[label.end : label.end + 90].lstrip("\n") for label in _LABELS.find(prose))
    return [_field(_CLOCK.sub("", text.split("\n", 1)[0])) for text in texts]


@lru_cache(maxsize=1024)
def _field(text: str) -> _Said:
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
    if not _ANY_TITLE_RULE.search(folded):
        return None
    return next((contract for pattern, contract in _TITLE_RULES if pattern.search(folded)), None)


def _text_contract(prose: Prose) -> Contract | None:
    """Return the contract that the description offers: what a label says, else the phrases, unless they disagree."""
    for _, contract, _ in _labelled(prose):
        if contract is not None:
            return contract
    return offered_contract(_TEXT_PHRASES.find(prose), prose.folded)
