"""Personio: ``GET https://{slug}.jobs.personio.de/xml?language=en``; one document, offices without a country."""

from __future__ import annotations

from models.vocabulary import Contract, EmploymentType
from sandbox.ads import Ad
from sandbox.sites.common import element, found, halves
from sandbox.web import Request, Response, at, html_response, page, xml_response
from sandbox.world import Night

SOURCE = "personio"
_KINDS = {Contract.FREELANCE: "freelance", Contract.INTERNSHIP: "intern", Contract.TEMPORARY: "temporary"}
_YEARS = ((1, "lt-1"), (2, "1-2"), (5, "2-5"), (7, "5-7"), (10, "7-10"), (99, "10-15"))


def hosts(board: str) -> tuple[str, ...]:
    """Return the employer's host, under both of the vendor's domains."""
    return (f"{board}.jobs.personio.de", f"{board}.jobs.personio.com")


def start_url(board: str) -> str:
    """Return the address of the list in English."""
    return f"https://{board}.jobs.personio.de/xml?language=en"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the list and the page of each position."""
    ads = night.board(SOURCE, board)
    if request.path == "/xml":
        return xml_response(f"<workzag-jobs>\n{''.join(_position(ad) for ad in ads)}</workzag-jobs>")
    ad = found(ads, request.path, lambda one: f"/job/{one.identifier}")
    return html_response(page(ad.title, ad.html, language=ad.language)) if ad else None


def _position(ad: Ad) -> str:
    first, *others = [town.local_name for town in ad.towns]
    offices = "".join(element("office", name) for name in others)
    texts = "".join(
        f"<jobDescription><name>{name}</name><value><![CDATA[{text}]]></value></jobDescription>"
        for name, text in zip(("About", "Your profile"), halves(ad.html), strict=True)
        if text
    )
    years = ad.vacancy.years
    part_time = ad.vacancy.employment_type is EmploymentType.PART_TIME
    return (
        f"<position>{element('id', ad.identifier)}{element('subcompany', ad.employer)}{element('office', first)}"
        f"<additionalOffices>{offices}</additionalOffices>{element('department', 'Product and Tech')}"
        f"{element('recruitingCategory', 'Engineering')}{element('name', ad.title)}"
        f"<jobDescriptions>{texts}</jobDescriptions>"
        f"{element('employmentType', _KINDS.get(ad.vacancy.contract, 'permanent'))}"
        f"{element('seniority', 'experienced' if years is None or years > 2 else 'entry-level')}"
        f"{element('schedule', 'part-time' if part_time else 'full-time')}"
        f"{element('yearsOfExperience', next(text for most, text in _YEARS if years <= most) if years else None)}"
        f"{element('occupationCategory', 'it_software' if ad.vacancy.role else None)}"
        f"{element('createdAt', f'{at(ad.posted):%Y-%m-%dT%H:%M:%S}+00:00')}</position>\n"
    )
