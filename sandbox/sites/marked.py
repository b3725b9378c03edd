"""Pages with schema.org JobPosting: an ad and its address go in, JSON-LD in many shapes or microdata comes out.

Each board has its own habits, fixed by its name: how structured data is nested, whether the organization is an object
or a text, whether employmentType is a list, whether the description is escaped once more.
"""

from __future__ import annotations

from html import escape
from typing import Any

import orjson

from models.vocabulary import WorkMode
from sandbox.ads import Ad
from sandbox.reference import Town
from sandbox.web import page, style


def document(ad: Ad, url: str) -> str:
    """Return the page of one ad, in the habit of its host."""
    if style(ad.board, 6, salt="form") == 0:
        return page(ad.title, _microdata(ad), language=ad.language)
    crumbs = {"@type": "BreadcrumbList", "itemListElement": []}
    data: Any = posting(ad, url)
    shape = style(ad.board, 4, salt="shape")
    if shape == 1:
        data = {"@context": "https://schema.org", "@graph": [crumbs, {"@type": "Organization", "name": ad.board}, data]}
    elif shape == 2:
        data = [{"@context": "https://schema.org", **crumbs}, data]
    elif shape == 3:
        data = {"@context": "https://schema.org", "@type": "WebPage", "name": ad.title, "mainEntity": data}
    return page(ad.title, f"<h1>{escape(ad.title)}</h1>\n{ad.html}", language=ad.language, head=script(data))


def script(data: Any) -> str:
    """Return the element that holds JSON-LD in a page's head."""
    text = orjson.dumps(data).decode().replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>\n'


def posting(ad: Ad, url: str) -> dict[str, Any]:
    """Return the JobPosting of one ad."""
    board, vacancy = ad.board, ad.vacancy
    kind = vacancy.employment_type.value
    fields: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": ["JobPosting"] if style(board, 5, salt="type") == 0 else "JobPosting",
        "title": ad.title,
        "description": escape(ad.html) if style(board, 4, salt="escaped") == 0 else ad.html,
        "identifier": {"@type": "PropertyValue", "name": board, "value": ad.identifier},
        "url": url,
        "datePosted": ad.posted.isoformat() + ("T08:30:00+01:00" if style(board, 2, salt="time") else ""),
        "employmentType": [kind] if style(board, 2, salt="list") else kind,
        "inLanguage": ad.language,
    }
    if ad.employer:
        plain = style(board, 4, salt="organization") == 0
        fields["hiringOrganization"] = ad.employer if plain else {"@type": "Organization", "name": ad.employer}
    places = [_place(town, style(board, 3, salt="address")) for town in ad.towns]
    fields["jobLocation"] = places if len(places) > 1 or style(board, 3, salt="places") == 0 else places[0]
    if ad.valid_through:
        fields["validThrough"] = f"{ad.valid_through.isoformat()}T23:59:59+01:00"
    if vacancy.work_mode is WorkMode.REMOTE:
        fields["jobLocationType"] = "TELECOMMUTE"
        fields["applicantLocationRequirements"] = {"@type": "Country", "name": "BE"}
    if salary := _salary(ad):
        fields["baseSalary"] = salary
    return fields


def _place(town: Town, form: int) -> dict[str, Any]:
    address: dict[str, Any] = {"@type": "PostalAddress", "addressLocality": town.local_name, "addressCountry": "BE"}
    if form > 0:
        address["postalCode"] = town.postal_code
    if form > 1:
        address |= {"streetAddress": "Stationsstraat 12", "addressRegion": town.province["nl"] or "Brussel"}
        address["addressCountry"] = {"@type": "Country", "name": "België"}
    return {"@type": "Place", "address": address}


def _salary(ad: Ad) -> dict[str, Any] | None:
    pay = ad.vacancy.pay
    if pay is None or not ad.shows_pay:
        return None
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": pay.unit.value}
    if pay.min is not None and pay.min == pay.max:
        value["value"] = float(pay.min)
    else:
        value |= {"minValue": float(pay.min)} if pay.min is not None else {}
        value |= {"maxValue": float(pay.max)} if pay.max is not None else {}
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": value}


def _microdata(ad: Ad) -> str:
    town = ad.towns[0]
    organization = f'<span itemprop="name">{escape(ad.employer)}</span>' if ad.employer else ""
    return (
        '<article itemscope itemtype="https://schema.org/JobPosting">\n'
        f'<h1 itemprop="title">{escape(ad.title)}</h1>\n'
        f'<meta itemprop="datePosted" content="{ad.posted.isoformat()}">'
        f'<meta itemprop="employmentType" content="{ad.vacancy.employment_type.value}">'
        f'<meta itemprop="identifier" content="{ad.identifier}">\n'
        f'<div itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization">{organization}</div>\n'
        '<div itemprop="jobLocation" itemscope itemtype="https://schema.org/Place">'
        '<span itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">'
        f'<span itemprop="postalCode">{town.postal_code}</span> '
        f'<span itemprop="addressLocality">{town.local_name}</span>'
        '<meta itemprop="addressCountry" content="BE"></span></div>\n'
        f'<div itemprop="description">{ad.html}</div>\n</article>'
    )
