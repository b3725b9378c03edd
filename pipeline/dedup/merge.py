"""The postings of one vacancy in, one merged view out, and for every field the posting it came from.

Survivorship is declared in `RULES`: fields that belong together are taken from one posting, the best by the rule among
those that state them. Nothing is computed, averaged or joined, so every value can be shown where it was published.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from models.posting import BaseSalary, JobPosting
from models.vocabulary import OrganizationKind, PlacePrecision, SourceKind
from pipeline.dedup.sketch import plain
from pipeline.dedup.words import title_words

TRUST: tuple[SourceKind, ...] = (
    SourceKind.EMPLOYER,
    SourceKind.PUBLIC_SERVICE,
    SourceKind.AGGREGATOR,
    SourceKind.AGENCY,
)
"""Whose word counts first."""
COMPLETE = 0.6
"""A text at least this long, compared with the longest, and not cut, is complete."""
_CUT = ("…", "...", "[...]", "[…]")
_FINEST = tuple(PlacePrecision)
_HIRES = (
    OrganizationKind.EMPLOYER,
    OrganizationKind.CONSULTANCY,
    OrganizationKind.UNKNOWN,
    OrganizationKind.INTERMEDIARY,
    OrganizationKind.AGENCY,
)


class Member(NamedTuple):
    """One posting of a vacancy."""

    posting: JobPosting
    kind: SourceKind


Rank = Callable[[Member], Any]
"""How good a member is by a rule: the least is the best; equals are decided by trust."""


class Rule(NamedTuple):
    """Fields that are taken from one posting: the best that states the first of them."""

    fields: tuple[str, ...]
    rank: Rank


def _any(_: Member) -> int:
    return 0


def _employer_before_agency(member: Member) -> tuple[int, bool]:
    organization = member.posting.hiring_organization
    assert organization is not None
    return _HIRES.index(organization.kind), organization.enterprise_number is None


def _finest_place(member: Member) -> int:
    return min(_FINEST.index(place.precision) for place in member.posting.places)


def _stated_before_derived(member: Member) -> bool:
    return not title_words(member.posting.title_raw).levels


def _stated_before_estimated(member: Member) -> tuple[bool, bool]:
    salary = member.posting.base_salary or BaseSalary(estimated=True)
    return salary.estimated, salary.unit is None


def _earliest(member: Member) -> date:
    return member.posting.date_posted or date.max


def _latest_end(member: Member) -> int:
    return -(member.posting.valid_through or date.min).toordinal()


def _latest_read(member: Member) -> float:
    return -(member.posting.fetched_at or datetime.min.replace(tzinfo=UTC)).timestamp()


TEXT = ("description", "title", "title_raw", "excerpt", "redactions", "in_language", "attribution")
"""The words shown: from one posting, so that title and text are one language and the credit is the right one."""
FROM_TEXT = (
    ("required_languages",),
    ("skills",),
    ("benefits",),
    ("experience_years_min",),
    ("work_mode", "office_days"),
    ("contract",),
    ("employment_types",),
)
"""What is read from a text: from the posting whose text is shown where that one states it."""
RULES: tuple[Rule, ...] = (
    Rule(("key", "url"), _any),
    Rule(("role", "role_evidence", "isco_code", "esco_uri"), _any),
    Rule(("seniority", "seniority_evidence"), _stated_before_derived),
    Rule(("hiring_organization",), _employer_before_agency),
    Rule(("places",), _finest_place),
    Rule(("base_salary",), _stated_before_estimated),
    Rule(("date_posted",), _earliest),
    Rule(("valid_through",), _latest_end),
    Rule(("external_reference",), _any),
    Rule(("fetched_at", "run_id"), _latest_read),
)
"""All else; `TEXT` and `FROM_TEXT` follow the best text."""


def merge(members: Sequence[Member | tuple[JobPosting, SourceKind]]) -> tuple[JobPosting, dict[str, str]]:
    """Return the merged view of ``members`` and, for every field that has a value, the text of its posting's key.

    The order of ``members`` does not matter. Raises `ValueError` when there is none.
    """
    ranked = sorted((Member(*member) for member in members), key=_trust)
    if not ranked:
        raise ValueError("a vacancy needs a posting")
    if len(ranked) == 1:
        return _alone(ranked[0].posting)
    shown = best_text(ranked)
    rules = (
        Rule(TEXT, lambda member: member is not shown),
        *RULES,
        *(Rule(names, lambda member: member is not shown) for names in FROM_TEXT),
    )
    values: dict[str, Any] = {}
    provenance: dict[str, str] = {}
    for rule in rules:
        chosen = _chosen(rule, ranked) or (shown if rule.fields == TEXT else None)
        if chosen is not None:
            for name in rule.fields:
                value = values[name] = getattr(chosen.posting, name)
                if not _empty(value):
                    provenance[name] = str(chosen.posting.key)
    return _without_settled_issues(replace(ranked[0].posting, **values)), provenance


_MERGED = (*TEXT, *(name for rule in RULES for name in rule.fields), *(name for names in FROM_TEXT for name in names))


def merged_record(
    merged: JobPosting, provenance: Mapping[str, str], records: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """Return ``merged``, with its ``provenance``, as JSON, put together from that of the postings it is made of.

    ``records`` are theirs, by the text of the key. Equal to ``merged.to_json()``, and much quicker.
    """
    record = dict(records[str(merged.key)])
    for name in _MERGED:
        value = records[provenance[name]].get(name) if name in provenance else None
        if value is None:
            value = [] if getattr(merged, name) == () else None
        record[name] = value
    if len(record["issues"]) != len(merged.issues):
        record["issues"] = [issue.to_json() for issue in merged.issues]
    return record


def rule_of(field: str) -> str:
    """Return, in words, by which rule the merged value of a field is chosen."""
    if field in TEXT:
        return "the most trusted complete text"
    if any(field in names for names in FROM_TEXT):
        return "the ad whose text is shown"
    rank = next((rule.rank for rule in RULES if field in rule.fields), _any)
    return "the most trusted source" if rank is _any else getattr(rank, "__name__", "").strip("_").replace("_", " ")


def _alone(posting: JobPosting) -> tuple[JobPosting, dict[str, str]]:
    key = str(posting.key)
    stated = {name: key for name in _MERGED if not _empty(getattr(posting, name))}
    return _without_settled_issues(posting), stated


def _without_settled_issues(merged: JobPosting) -> JobPosting:
    unread = tuple(issue for issue in merged.issues if _empty(getattr(merged, issue.field, None)))
    return merged if unread == merged.issues else replace(merged, issues=unread)


def best_text(members: Sequence[Member]) -> Member:
    """Return the member whose text is shown: the most trusted complete one, else the longest."""
    longest = max(_length(member) for member in members)

    def rank(member: Member) -> tuple[Any, ...]:
        complete = bool(longest) and _length(member) >= COMPLETE * longest and not _is_cut(member)
        return not complete, 0 if complete else -_length(member), _trust(member)

    return min(members, key=rank)


def _chosen(rule: Rule, ranked: Sequence[Member]) -> Member | None:
    stating = [member for member in ranked if not _empty(getattr(member.posting, rule.fields[0]))]
    return min(stating, key=rule.rank, default=None)


def _trust(member: Member) -> tuple[int, date, str]:
    return TRUST.index(member.kind), _earliest(member), str(member.posting.key)


def _empty(value: object) -> bool:
    return value is None or value == ()


def _length(member: Member) -> int:
    return len(member.posting.description or "")


def _is_cut(member: Member) -> bool:
    return plain((member.posting.description or "")[-200:]).rstrip().endswith(_CUT)
