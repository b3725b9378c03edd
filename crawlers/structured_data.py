"""A page's schema.org JobPostings, in JSON-LD or microdata → fields.

JSON-LD may nest postings in ``@graph``, in lists or inside other things, several a page; microdata comes from the
templates of Odoo and SAP SuccessFactors. Values stay as published: Java dates, numbers as text, pay as JSON text.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html
import orjson

from crawlers.fields import Fields, as_list, dig, place, text_of, texts_of, unescaped

MAX_DEPTH = 12
"""How deep a JobPosting may be nested in a JSON-LD block."""

INTERMEDIARIES = frozenset(
    "jobat.be vdab.be stepstone.be references.be vacature.com ictjob.be indeed.com linkedin.com actiris.brussels "
    "actiris.be leforem.be monster.be glassdoor.com jobsora.com adzuna.be talent.com jooble.org student.be".split()
)
"""Boards that name themselves as hiringOrganization of ads which are not theirs."""

_INTERMEDIARY_NAMES = frozenset(host.rpartition(".")[0] for host in INTERMEDIARIES) - {"talent", "student"}
# Possessive: a page may have a million spaces where one is due.
_WRAPPING = re.compile(
    r"^(?:/\*\s*+)?(?:<!\[CDATA\[|<!--)(?:\s*+\*/)?|(?:/\*\s*+)?(?:\]\]>|-->)(?:\s*+\*/)?\s*+;?\s*+$"
)
_TRAILING_COMMA = re.compile(r",(\s{0,100}[}\]])")
_ENTERPRISE = re.compile(r"(?:BE)?\s?([01]\d{3})[. ]?(\d{3})[. ]?(\d{3})", re.IGNORECASE)


def job_postings(tree: lxml.html.HtmlElement) -> list[Mapping[str, Any]]:
    """Return the JobPostings of a page, those of JSON-LD when there are any, else those of microdata."""
    scripts = tree.xpath("//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]")
    found = [posting for script in scripts for posting in postings_in(script.text_content())]
    return found or list(_microdata(tree))


def postings_in(text: str) -> Iterator[Mapping[str, Any]]:
    """Yield the JobPostings of one JSON-LD block; a block that is no JSON, even after the usual repairs, has none."""
    yield from _job_postings_of(_parsed(text), 0)


def _parsed(text: str) -> Any:
    bare = _WRAPPING.sub("", text.strip()).strip().rstrip(";")
    for attempt in (bare, _TRAILING_COMMA.sub(r"\1", bare), html.unescape(bare)):
        try:
            return orjson.loads(attempt)
        except ValueError:
            pass
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _job_postings_of(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _job_postings_of(item, depth + 1)
    elif isinstance(value, Mapping):
        if "JobPosting" in {kind.rpartition("/")[2] for kind in texts_of(value.get("@type"))}:
            yield value
            return
        for item in value.values():
            if isinstance(item, (list, Mapping)):
                yield from _job_postings_of(item, depth + 1)


# --- microdata ---


def _microdata(tree: lxml.html.HtmlElement) -> Iterator[Mapping[str, Any]]:
    for scope in tree.xpath("//*[@itemscope][contains(@itemtype, 'schema.org/JobPosting')]"):
        yield _item(scope)


def _item(scope: lxml.html.HtmlElement) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": (scope.get("itemtype") or "").rpartition("/")[2]}
    pending = list(reversed(list(scope)))
    while pending:
        element = pending.pop()
        if not isinstance(element.tag, str):
            continue
        names = (element.get("itemprop") or "").split()
        is_scope = element.get("itemscope") is not None
        for name in names:
            value = _item(element) if is_scope else _value(element, name)
            _put(found, name, value)
        if not is_scope:
            pending.extend(reversed(list(element)))
    return found


def _put(found: dict[str, Any], name: str, value: Any) -> None:
    if value in (None, "", {}):
        return
    earlier = found.get(name)
    if earlier is None:
        found[name] = value
    elif isinstance(earlier, list):
        earlier.append(value)
    else:
        found[name] = [earlier, value]


def _value(element: lxml.html.HtmlElement, name: str) -> str | None:
    for attribute in (
        ("content", "datetime", "href") if element.tag != "a" or name in {"url", "sameAs"} else ("content",)
    ):
        if (value := element.get(attribute)) is not None:
            return str(value)
    if name in {"description", "responsibilities", "qualifications", "skills", "jobBenefits"}:
        return inner_html(element)
    return " ".join(element.text_content().split())


def inner_html(element: lxml.html.HtmlElement) -> str:
    """Return the markup inside an element."""
    parts = [html.escape(element.text or "", quote=False)]
    parts += [lxml.etree.tostring(child, encoding="unicode", method="html") for child in element]
    return "".join(parts).strip()


# --- from schema.org's words to ours ---


def fields_of(posting: Mapping[str, Any], page_url: str) -> Fields:
    """Return the fields of one JobPosting. An intermediary named as employer becomes ``intermediary``."""
    fields: Fields = {
        "identifier": _identifier(posting.get("identifier")),
        "url": _address(posting.get("url"), page_url),
        "title": html.unescape(text_of(posting.get("title")) or text_of(posting.get("name")) or "") or None,
        "description": unescaped(_text(posting.get("description"))),
        "job_locations": [text for item in as_list(posting.get("jobLocation")) if (text := _place(item))],
        "date_posted": text_of(posting.get("datePosted")),
        "valid_through": text_of(posting.get("validThrough")),
        "employment_types": texts_of(posting.get("employmentType")),
        "base_salary": _first(posting.get("baseSalary")) or _first(posting.get("estimatedSalary")),
        "in_language": _name(posting.get("inLanguage")),
        "remote": text_of(_first(posting.get("jobLocationType"))),
        "skills": [name for item in as_list(posting.get("skills")) if (name := _name(item))],
    }
    fields.update(_organization(posting.get("hiringOrganization")))
    fields.update(_further(posting))
    return {name: value for name, value in fields.items() if value not in (None, "", [], ())}


def _organization(value: Any) -> Fields:
    value = _first(value)
    name = _name(value)
    if name is None:
        return {}
    site = text_of(dig(value, "sameAs|url")) if isinstance(value, Mapping) else None
    host = (urlsplit(site or "").hostname or "").removeprefix("www.")
    if host in INTERMEDIARIES or name.strip().lower().removesuffix(".be") in _INTERMEDIARY_NAMES:
        return {"intermediary": name}
    fields: Fields = {"hiring_organization": html.unescape(name), "organization_url": site}
    for text in texts_of(dig(value, "vatID|taxID|identifier.value|identifier") if isinstance(value, Mapping) else None):
        if found := _ENTERPRISE.fullmatch(text.strip()):
            fields["enterprise_number"] = "".join(found.groups())
    return fields


def _further(posting: Mapping[str, Any]) -> Fields:
    required = [name for item in as_list(posting.get("applicantLocationRequirements")) if (name := _name(item))]
    places = as_list(posting.get("jobLocation"))
    geo = places[0].get("geo") if len(places) == 1 and isinstance(places[0], Mapping) else None
    return {
        "applicant_location": required,
        "occupation": _name(_first(posting.get("occupationalCategory"))),
        "industry": _name(_first(posting.get("industry"))),
        "experience": _name(_first(posting.get("experienceRequirements"))),
        "education": _name(_first(posting.get("educationRequirements"))),
        "qualifications": _text(posting.get("qualifications")),
        "responsibilities": _text(posting.get("responsibilities")),
        "benefits": _text(posting.get("jobBenefits")),
        "work_hours": text_of(posting.get("workHours")),
        "latitude": text_of(dig(geo, "latitude")),
        "longitude": text_of(dig(geo, "longitude")),
    }


def _place(value: Any) -> str | None:
    if not isinstance(value, Mapping):
        return text_of(value)
    address = _first(value.get("address")) if "address" in value else value
    if not isinstance(address, Mapping):
        lines = (text_of(address) or text_of(value.get("name")) or "").splitlines()
        return ", ".join(line for text in lines if (line := " ".join(text.split()))) or None
    return place(
        street=_first(address.get("streetAddress")),
        postal_code=address.get("postalCode"),
        city=_name(_first(address.get("addressLocality"))),
        region=_name(_first(address.get("addressRegion"))),
        country=_name(_first(address.get("addressCountry"))),
    ) or text_of(value.get("name"))


def _identifier(value: Any) -> str | None:
    value = _first(value)
    return text_of(dig(value, "value|name|@id")) if isinstance(value, Mapping) else text_of(value)


def _name(value: Any) -> str | None:
    if isinstance(value, Mapping):
        return text_of(dig(value, "name|value|credentialCategory|monthsOfExperience|@id"))
    return text_of(value)


def _text(value: Any) -> str | None:
    return "\n".join(name for item in as_list(value) if (name := _name(item))) or None


def _address(value: Any, page_url: str) -> str:
    text = text_of(_first(value)) or page_url
    joined = urljoin(page_url, text.strip())
    return joined if urlsplit(joined).scheme in {"http", "https"} else page_url


def _first(value: Any) -> Any:
    return next(iter(value), None) if isinstance(value, list) else value


def fields_in(tree: lxml.html.HtmlElement, page_url: str) -> list[Fields]:
    """Return the fields of every JobPosting of a page."""
    return [fields_of(posting, page_url) for posting in job_postings(tree)]


def fields_in_json(data: Any, page_url: str) -> Iterable[Fields]:
    """Yield the fields of every JobPosting of a JSON-LD document that was saved by itself."""
    for posting in _job_postings_of(data, 0):
        yield fields_of(posting, page_url)
