"""What is known of organizations: legal forms, who recruits for others, who only passes ads on, and first names.

Legal forms follow the Belgian Companies and Associations Code (WVV/CSA 2019) with the forms it replaced, and those of
neighbours. The kinds are public knowledge: Belgian staffing and search firms, consultancies, job boards, the public
employment services, and employers that place their ads on a board of their own. Names stand in the form of
`pipeline.normalize.organization.organization_key`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from models.vocabulary import OrganizationKind

_DATA = files("pipeline.reference") / "data"


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((_DATA / name).read_text(encoding="utf-8").splitlines()))


@cache
def legal_forms(*, before_name: bool = False) -> tuple[str, ...]:
    """Return the legal forms as written without full stops, longest first; or those that also stand before a name."""
    forms = {row["form"] for row in _rows("legal_forms.csv") if not before_name or row["before"] == "yes"}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@cache
def organization_kinds() -> Mapping[str, OrganizationKind]:
    """Return name, folded and without legal form → kind, for those who place ads for others."""
    return {row["name"]: OrganizationKind(row["kind"]) for row in _rows("organizations.csv")}


@cache
def employers() -> frozenset[str]:
    """Return the names, folded and without legal form, of Belgian employers known to hire for themselves."""
    return frozenset(row["name"] for row in _rows("employers.csv"))


@cache
def first_names() -> frozenset[str]:
    """Return first names common in Belgium and its surroundings, folded; names that are also words are left out."""
    return frozenset(row["name"] for row in _rows("first_names.csv"))


@cache
def named_after_persons() -> frozenset[str]:
    """Return the names, folded, that firms, brands, hospitals, schools and prizes have from persons."""
    return frozenset(row["name"] for row in _rows("named_after_persons.csv"))


@cache
def first_words_of_organizations() -> frozenset[str]:
    """Return the words that the known names of organizations begin with: a quick answer for most other names."""
    return frozenset(name.split()[0] for name in (*organization_kinds(), *employers(), *named_after_persons()))


def known_kind(key: str) -> OrganizationKind | None:
    """Return the kind of the organization whose key is ``key``, or begins with a known name and a branch.

    >>> known_kind("randstad roeselare office")
    <OrganizationKind.AGENCY: 'agency'>
    """
    kinds = organization_kinds()
    words = key.split()
    for length in range(min(len(words), 5), 0, -1):
        kind = kinds.get(" ".join(words[:length]))
        if kind is not None and (length == len(words) or length > 1 or words[0] not in _ALSO_WORDS):
            return kind
    return None


def is_branch_of_employer(key: str) -> bool:
    """Return whether ``key`` begins with the name of a known employer, as its branches and divisions do.

    >>> is_branch_of_employer("dhl supply chain zellik"), is_branch_of_employer("swift agency")
    (True, False)
    """
    words = key.split()
    return any(
        " ".join(words[:length]) in employers() and (length > 1 or words[0] not in _ALSO_WORDS_OF_EMPLOYERS)
        for length in range(min(len(words) - 1, 5), 0, -1)
    )


def is_known_organization(name: str) -> bool:
    """Return whether ``name``, folded, is or begins with the name of a known agency, consultancy or job board."""
    return known_kind(name) is not None


# Names that other names begin with: alone they are the firm, before another word they may be anything.
_ALSO_WORDS = frozenset("accent kelly ae ey adg asap brunel hudson dxc cgi indeed monster malt ormit lab".split())
_ALSO_WORDS_OF_EMPLOYERS = frozenset(
    """orange swift cowboy lijn ing axa iba tec zas 3e isabel signpost henchman bp lg hp dow intel meta apple visa wise
    uber oracle sap elastic jumbo gamma boni metro merck nike ns cm action base essent asm shell touring veritas cadence
    lighthouse spie bolt niko dana msd abb iss ups gls dpd zf elia ores resa idewe helan vives pxl imec vib nato essers
    acerta securex partena""".split()
)
