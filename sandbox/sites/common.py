"""What several families share: finding an ad, words for contracts and dates, RSS, and paging."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import date
from html import escape

from models.vocabulary import Contract, EmploymentType, WorkMode
from sandbox.ads import Ad
from sandbox.reference import slugged
from sandbox.web import Response, at, xml_response

ENGLISH_KIND = {
    EmploymentType.FULL_TIME: "Full-time",
    EmploymentType.PART_TIME: "Part-time",
    EmploymentType.CONTRACTOR: "Contract",
    EmploymentType.INTERN: "Internship",
}
FRENCH_CONTRACT = {
    Contract.EMPLOYEE: "Contractuel",
    Contract.FREELANCE: "Indépendant",
    Contract.TEMPORARY: "Mission temporaire",
    Contract.INTERNSHIP: "Stage",
    Contract.STUDENT: "Étudiant",
}
MODE = {WorkMode.HYBRID: "hybrid", WorkMode.REMOTE: "remote", WorkMode.ONSITE: "on-site", None: "unspecified"}


def found(ads: Iterable[Ad], wanted: str, name: Callable[[Ad], str] = lambda ad: ad.identifier) -> Ad | None:
    """Return the ad that goes by a name."""
    return next((ad for ad in ads if name(ad) == wanted), None)


def newest_first(ads: Iterable[Ad]) -> list[Ad]:
    """Return the ads as a list shows them that puts the newest on top."""
    return sorted(ads, key=lambda ad: ad.posted, reverse=True)


def guid(ad: Ad) -> str:
    """Return the ad's universally unique identifier."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{ad.source}/{ad.board}/{ad.identifier}"))


def slug(ad: Ad) -> str:
    """Return the title as a part of an address."""
    return slugged(ad.title)


def rss_date(day: date) -> str:
    """Return a moment as RSS writes it."""
    return f"{at(day):%a, %d %b %Y %H:%M:%S} +0100"


def rss(title: str, link: str, items: Iterable[str], *, names: str = "") -> Response:
    """Return an RSS 2.0 feed of ready-made items."""
    head = f"<title>{escape(title)}</title><description>Jobs</description><link>{escape(link)}</link>"
    text = f'<rss version="2.0"{names}>\n<channel>{head}\n{"".join(items)}</channel>\n</rss>'
    return xml_response(text, content_type="application/rss+xml; charset=utf-8")


def element(name: str, text: str | None) -> str:
    """Return an XML element, or an empty text where there is nothing to say."""
    return f"<{name}>{escape(text, quote=False)}</{name}>" if text is not None else ""


def whole(text: str | None, default: int) -> int:
    """Return a number from a query, the default where there is none."""
    return int(text) if text and text.isdigit() else default


def code(ad: Ad, letters: str, digits: int) -> str:
    """Return the site's own number for an ad, such as ``JR104211``."""
    return f"{letters}{int(ad.identifier) % 10**digits:0{digits}d}"


def requisition(ad: Ad, letters: str) -> str:
    """Return the employer's number for the opening, such as ``REQ21731``; every ad of it has the same."""
    return letters + "".join(filter(str.isdigit, ad.vacancy.reference))


def halves(html: str) -> tuple[str, str]:
    """Part a description between two blocks, near its middle."""
    middle = html.rfind("\n<", 0, int(len(html) * 0.6))
    return (html, "") if middle < 0 else (html[:middle], html[middle + 1 :])
