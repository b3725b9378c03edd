"""JSON Schemas of what the API answers, for its OpenAPI description; the tests hold every answer against them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from models.vocabulary import (
    Benefit,
    Contract,
    EmploymentType,
    OrganizationKind,
    Rights,
    Role,
    Seniority,
    VacancyStatus,
    WorkMode,
)
from pipeline.search.changes import KINDS

Schema = dict[str, Any]


def ref(name: str) -> Schema:
    """Return a reference to one of `SCHEMAS`."""
    return {"$ref": f"#/components/schemas/{name}"}


def _object(required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    return {"type": "object", "required": list(required), "properties": {**required, **(optional or {})}}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _enum(values: Sequence[str]) -> Schema:
    return {"type": "string", "enum": [str(value) for value in values]}


def _or_null(schema: Schema) -> Schema:
    if "type" in schema and "enum" not in schema and isinstance(schema["type"], str):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
FLAG: Schema = {"type": "boolean"}
TIME: Schema = {"type": "string", "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}
ANYTHING: Schema = {"type": "object"}
VACANCY_ID: Schema = {"type": "string", "pattern": "^vac_[0-9a-z]{26}$"}

_PLACE = _object(
    {"country": _or_null(TEXT), "precision": TEXT},
    {
        "nis_code": _or_null(TEXT),
        "municipality": _or_null(TEXT),
        "postal_code": _or_null(TEXT),
        "latitude": _or_null(NUMBER),
        "longitude": _or_null(NUMBER),
    },
)
_PAY = _object(
    {"min": _or_null(NUMBER), "max": _or_null(NUMBER), "period": _or_null(TEXT), "currency": _or_null(TEXT)},
    {"gross": _or_null(FLAG), "months": _or_null(NUMBER), "gross_month_min": _or_null(NUMBER)},
)
_VACANCY_FIELDS: Mapping[str, Schema] = {
    "status": _enum(tuple(VacancyStatus)),
    "reason": _or_null(TEXT),
    "title": TEXT,
    "title_raw": TEXT,
    "role": _or_null(_enum(tuple(Role))),
    "level": _or_null(_enum(tuple(Seniority))),
    "employer": _or_null(_object({"key": TEXT, "name": TEXT, "kind": _enum(tuple(OrganizationKind))})),
    "places": _list(_PLACE),
    "work": _object({"mode": _or_null(_enum(tuple(WorkMode))), "office_days": _or_null(WHOLE)}),
    "contract": _or_null(_enum(tuple(Contract))),
    "employment_types": _list(_enum(tuple(EmploymentType))),
    "pay": _or_null(_PAY),
    "benefits_mentioned": _list(_enum(tuple(Benefit))),
    "languages": _list(_object({"code": TEXT, "required": FLAG})),
    "skills": _list(_object({"slug": TEXT, "name": TEXT, "kind": TEXT, "required": _or_null(FLAG)})),
    "in_language": _or_null(TEXT),
    "posted_at": _or_null(DAY),
    "valid_through": _or_null(DAY),
    "first_seen_at": TIME,
    "last_confirmed_at": TIME,
    "closed_at": _or_null(TIME),
    "apply_url": _or_null(TEXT),
    "rights": _enum(tuple(Rights)),
    "excerpt": _or_null(TEXT),
    "description": _or_null(TEXT),
    "attributions": _list(TEXT),
    "sources": _list(_object({"id": TEXT, "board": TEXT, "native_id": TEXT})),
    "seq": WHOLE,
    "distance_km": _or_null(NUMBER),
}
_RECEIPT = _object(
    {
        "n": WHOLE,
        "employers": WHOLE,
        "window_from": DAY,
        "window_to": DAY,
        "scope": ANYTHING,
        "path": _list(ANYTHING),
        "reason": TEXT,
        "basis": TEXT,
        "method": TEXT,
        "computed_at": TIME,
        "evidence": TEXT,
    }
)
_SHARE = _object({"k": WHOLE, "n": WHOLE, "low": NUMBER, "high": NUMBER, "receipt": ref("Receipt"), "evidence": TEXT})
_COUNTS = _object({"open_now": WHOLE, "nearby": WHOLE, "remote": WHOLE, "new_7": WHOLE, "new_365": WHOLE})

SCHEMAS: Mapping[str, Schema] = {
    "Problem": _object(
        {"type": TEXT, "title": TEXT, "status": WHOLE, "detail": TEXT},
        {"nearest": _or_null(TEXT), "parameter": TEXT},
    ),
    "Vacancy": _object({"id": VACANCY_ID}, _VACANCY_FIELDS),
    "VacancyPage": _object(
        {
            "total": WHOLE,
            "items": _list(ref("Vacancy")),
            "facets": {"type": "object", "additionalProperties": _list(ref("FacetValue"))},
            "next_cursor": _or_null(TEXT),
            "dataset_version": TEXT,
            "seq": WHOLE,
        }
    ),
    "FacetValue": _object({"value": TEXT, "count": WHOLE, "selected": FLAG}),
    "Receipt": _RECEIPT,
    "Share": _SHARE,
    "Counts": _COUNTS,
    "Market": _object(
        {
            "role": _or_null(TEXT),
            "city": _or_null(TEXT),
            "scope": ANYTHING,
            "counts": ref("Counts"),
            "freshness": ANYTHING,
            "pay": _list(_object({"level": _or_null(TEXT), "receipt": _or_null(ref("Receipt"))})),
            "pay_stated": _or_null(ref("Share")),
            "demand": _object({"weeks": _list({"type": "array"}), "new_365": WHOLE, "receipt": ref("Receipt")}),
            "skills": _list(_object({"slug": TEXT, "share": ref("Share")})),
            "tools": _list(_object({"slug": TEXT, "share": ref("Share")})),
            "languages": _list(_object({"code": TEXT, "required": ref("Share")})),
            "employers": _object({"rows": _list(ANYTHING), "receipt": ref("Receipt")}),
            "curated": {"type": "object", "additionalProperties": _list(ref("Fact"))},
            "indexable": FLAG,
            "dataset_version": TEXT,
            "sequence": WHOLE,
        }
    ),
    "Fact": _object({"text": TEXT, "source": TEXT, "url": TEXT, "read_on": DAY, "expires_on": DAY}),
    "MarketList": _object(
        {"markets": _list(_object({"role": _or_null(TEXT), "city": _or_null(TEXT), "counts": ref("Counts")}))}
    ),
    "Statistics": _object({"market": ANYTHING, "dataset_version": TEXT}),
    "City": _object({"slug": TEXT, "nis": TEXT, "names": ANYTHING, "counts": ref("Counts")}),
    "Role": _object({"slug": TEXT, "isco_code": TEXT, "counts": ref("Counts")}),
    "Employer": _object({"key": TEXT, "name": TEXT, "kind": TEXT, "open_now": WHOLE, "vacancies": WHOLE}),
    "Skill": _object({"slug": TEXT, "name": TEXT, "kind": TEXT, "open_now": WHOLE, "vacancies": WHOLE}),
    "Suggestion": _object({"type": TEXT, "value": TEXT, "label": TEXT, "query": TEXT}),
    "Event": _object(
        {"seq": WHOLE, "type": _enum(KINDS), "id": TEXT, "at": TIME},
        {"vacancy": ref("Vacancy"), "reason": _or_null(TEXT), "into": TEXT, "changed": _list(TEXT)},
    ),
    "ChangePage": _object(
        {"events": _list(ref("Event")), "next_cursor": TEXT, "has_more": FLAG, "head": WHOLE},
    ),
    "Manifest": _object(
        {
            "dataset_version": TEXT,
            "seq": WHOLE,
            "rows": WHOLE,
            "created_at": TIME,
            "schema": TEXT,
            "files": _list(_object({"format": TEXT, "url": TEXT, "bytes": WHOLE, "sha256": TEXT})),
        }
    ),
    "SourceNote": _object({"source": TEXT, "title": TEXT, "url": _or_null(TEXT), "rights": TEXT, "status": TEXT}),
    "ReportReceipt": _object({"id": TEXT, "state": TEXT}),
    "Webhook": _object(
        {"id": TEXT, "url": TEXT, "types": _list(TEXT), "role": _or_null(TEXT), "city": _or_null(TEXT), "seq": WHOLE},
        {"secret": TEXT, "token": TEXT, "disabled": _or_null(TEXT)},
    ),
    "Delivery": _object(
        {"id": TEXT, "first": WHOLE, "last": WHOLE, "state": TEXT, "attempts": WHOLE, "at": TIME},
        {"status": _or_null(WHOLE), "error": _or_null(TEXT), "next_at": _or_null(TIME)},
    ),
    "Status": _object({"dataset_version": TEXT, "seq": WHOLE, "sources": _list(ANYTHING), "counts": ref("Counts")}),
    "Health": _object({"status": TEXT, "dataset_version": TEXT, "seq": WHOLE}),
}


def envelope(name: str, items: str) -> Schema:
    """Return the schema of a list that is wrapped in an object, under ``name``."""
    return _object({name: _list(ref(items))})
