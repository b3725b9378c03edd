"""JobPosting markup of a vacancy page after Google's rules, and the checker that holds markup and page together.

Only where the source's rights are ``full`` and the vacancy is open; only what the ad states: never an estimate, no
invented end date, no ``directApply`` (people apply elsewhere). Rules: developers.google.com/search/docs, "Job posting
(JobPosting) structured data".
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from models.posting import BaseSalary, JobPosting, Place
from models.vocabulary import Rights, UnitText, VacancyStatus, WorkMode
from pipeline.reference.places import provinces, regions
from pipeline.search.records import Hit

REQUIRED = ("title", "description", "datePosted", "hiringOrganization", "jobLocation")
_ALLOWED = frozenset(
    {
        "@context", "@type", "title", "description", "datePosted", "validThrough", "identifier", "employmentType",
        "hiringOrganization", "jobLocation", "jobLocationType", "applicantLocationRequirements", "baseSalary", "url",
        "experienceRequirements", "industry", "inLanguage",
    }
)  # fmt: skip
_UNITS = frozenset(unit.value for unit in UnitText)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TAG = re.compile(r"<[^<>]{0,300}>")


def job_posting(hit: Hit) -> dict[str, Any] | None:
    """Return the markup of an open vacancy, or ``None`` where it must not stand.

    ``None`` for closed vacancies, sources without full rights, and ads that lack what Google requires: the full text,
    the employer's own date, an employer, and a place (or, for fully remote work, the country).
    """
    item, view = hit.vacancy, hit.vacancy.posting
    open_now = item.status is not VacancyStatus.CLOSED
    if not open_now or hit.rights is not Rights.FULL or not view.description or not view.date_posted:
        return None
    organization, places = view.hiring_organization, [_place(place) for place in view.places if place.country]
    remote = view.work_mode is WorkMode.REMOTE
    if organization is None or not places:
        return None
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": view.title,
        "description": view.description,
        "datePosted": view.date_posted.isoformat(),
        "hiringOrganization": {"@type": "Organization", "name": organization.name},
        "jobLocation": places if len(places) > 1 else places[0],
    }
    if remote:
        found["jobLocationType"] = "TELECOMMUTE"
        found["applicantLocationRequirements"] = _countries(view)
    found |= _optional(view, organization.name)
    return found


def job_posting_script(hit: Hit) -> str:
    """Return the markup as the content of a ``script`` element; empty where none must stand."""
    found = job_posting(hit)
    if found is None:
        return ""
    # A text may hold "</script>"; JSON lets the sign be written as an escape.
    return json.dumps(found, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")


def _optional(view: JobPosting, employer: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if view.valid_through:
        found["validThrough"] = view.valid_through.isoformat()
    if view.employment_types:
        kinds = [kind.value for kind in view.employment_types]
        found["employmentType"] = kinds if len(kinds) > 1 else kinds[0]
    if view.external_reference:
        found["identifier"] = {"@type": "PropertyValue", "name": employer, "value": view.external_reference}
    if view.in_language:
        found["inLanguage"] = view.in_language
    if view.experience_years_min:
        months = {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": view.experience_years_min * 12}
        found["experienceRequirements"] = months
    salary = _salary(view.base_salary)
    return found | ({"baseSalary": salary} if salary else {})


def _salary(salary: BaseSalary | None) -> dict[str, Any] | None:
    if salary is None or salary.estimated or salary.unit is None or salary.currency is None:
        return None
    plain = salary.to_json()
    low, high = plain["min"], plain["max"]
    if low is None and high is None:
        return None
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": salary.unit.value}
    if low == high:
        value["value"] = low
    else:
        value |= {name: figure for name, figure in (("minValue", low), ("maxValue", high)) if figure is not None}
    return {"@type": "MonetaryAmount", "currency": salary.currency, "value": value}


def _place(place: Place) -> dict[str, Any]:
    area = provinces().get(place.province or "") or regions().get(place.region or "")
    language = "fr" if place.region == "03000" else "nl"
    address = {
        "addressLocality": place.municipality,
        "postalCode": place.postal_code,
        "addressRegion": area.names[language] if area else None,
        "addressCountry": place.country,
    }
    stated = {name: value for name, value in address.items() if value}
    return {"@type": "Place", "address": {"@type": "PostalAddress", **stated}}


def _countries(view: JobPosting) -> Any:
    found = [{"@type": "Country", "name": code} for code in dict.fromkeys(p.country for p in view.places if p.country)]
    return found if len(found) > 1 else found[0]


def check_job_posting(data: Mapping[str, Any], visible_text: str) -> list[str]:
    """Return what is wrong with markup on a page that shows ``visible_text``; nothing when all is well.

    Checks the rules of the module's docstring, and that every fact a reader could see is on the page too: figures,
    names, places and days. White space and HTML do not count.
    """
    wrong = [f"{name} is missing" for name in REQUIRED if not data.get(name)]
    wrong += [f"{name} does not belong in the markup" for name in data if name not in _ALLOWED]
    if data.get("@type") != "JobPosting":
        wrong.append("it is no JobPosting")
    wrong += [f"{name} {data[name]!r} is no day" for name in ("datePosted", "validThrough") if not _is_day(data, name)]
    if _plain(str(data.get("description", ""))) == _plain(str(data.get("title", ""))):
        wrong.append("description only repeats the title")
    if data.get("jobLocationType") == "TELECOMMUTE" and "applicantLocationRequirements" not in data:
        wrong.append("remote work needs applicantLocationRequirements")
    wrong += _wrong_pay(data.get("baseSalary"))
    shown = _digits_joined(_plain(visible_text))
    wrong += [f"{name} {value!r} is not on the page" for name, value in _facts(data) if not _stands(value, shown)]
    return wrong


def _is_day(data: Mapping[str, Any], name: str) -> bool:
    return name not in data or (bool(_DAY.fullmatch(str(data[name]))) and _parses(str(data[name])))


def _parses(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _wrong_pay(pay: Any) -> Iterator[str]:
    if pay is None:
        return
    value = pay.get("value", {})
    figures = [value[name] for name in ("value", "minValue", "maxValue") if name in value]
    if not figures or any(not isinstance(figure, (int, float)) or figure <= 0 for figure in figures):
        yield "baseSalary has no figure"
    if value.get("unitText") not in _UNITS:
        yield f"baseSalary is per {value.get('unitText')!r}"
    if not re.fullmatch(r"[A-Z]{3}", str(pay.get("currency"))):
        yield f"baseSalary is in {pay.get('currency')!r}"
    if "minValue" in value and "maxValue" in value and value["minValue"] > value["maxValue"]:
        yield "baseSalary has its bounds turned round"


def _facts(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "title", str(data.get("title", ""))
    yield "hiringOrganization", str((data.get("hiringOrganization") or {}).get("name", ""))
    yield "description", _plain(str(data.get("description", "")))
    places = data.get("jobLocation") or []
    for place in places if isinstance(places, list) else [places]:
        for name in ("addressLocality", "postalCode"):
            if name in place.get("address", {}):
                yield name, str(place["address"][name])
    value = (data.get("baseSalary") or {}).get("value", {})
    for name in ("value", "minValue", "maxValue"):
        if name in value:
            yield "baseSalary", str(value[name])
    for name in ("datePosted", "validThrough"):
        if name in data:
            yield name, str(data[name])


def _stands(value: str, shown: str) -> bool:
    if _DAY.fullmatch(value):
        # A page may write the day in its own language: 3 november 2026.
        written = rf"\b0?{int(value[8:])}\b\D{{0,12}}\b(0?{int(value[5:7])}\b\D{{1,3}})?{value[:4]}\b"
        return value in shown or re.search(written, shown) is not None
    return _digits_joined(_plain(value)) in shown


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def _digits_joined(text: str) -> str:
    """Return ``text`` with thousands written together: pages group digits, markup does not."""
    return re.sub(r"(?<=\d)[.,\u00a0\u202f' ](?=\d{3}(?!\d))", "", text)
