"""The address of a careers page → which system stands behind it, as a proposed row of boards.csv."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawlers.boards import Board, known_boards
from crawlers.guards import unsafe_target

_TENANT = r"((?!(?:www|app|api|docs|help|support|status|blog|info|jobs|apply)\.)[a-z0-9][a-z0-9-]{0,80})"
"""A customer's name before a vendor's domain, or behind it; not one of the vendor's own hosts."""
_EMBEDDED = r"embed/job_(?:board|app)(?:/js)?\?(?:[^#]{0,200}&)?for="
_LOCALE = r"(?:[a-z]{2}(?:-[A-Za-z]{2})?/)?"
_NUMBER, _SITE = r"(?P<number>wd\d{1,3})", r"(?P<site>[\w-]{1,80})"
_WORKDAY = rf"(?P<tenant>{_TENANT})\.{_NUMBER}"


class UnrecognisedError(ValueError):
    """An address that can be no careers page; the message names it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A board that an address seems to belong to."""

    board: Board
    reason: str
    certain: bool
    """Whether the address alone shows the system; if not, ``sources check`` must find postings first."""
    refused: bool = False
    """Whether the system may not be crawled."""
    whole: bool = False
    """Whether the source is one list, crawled as it is: it needs no row."""


def _token(source: str, found: re.Match[str]) -> Board:
    return Board(source=source, token=found[1], status="verify")


def _host(source: str, found: re.Match[str]) -> Board:
    return Board(source=source, token=found[1], url=f"https://{found[1]}", status="verify")


def _workday(source: str, found: re.Match[str]) -> Board:
    tenant, number, site = found["tenant"], found["number"], found["site"]
    origin = f"https://{tenant}.{number}.myworkdayjobs.com"
    return Board(source=source, token=f"{tenant}/{site}", url=f"{origin}/{site}", status="verify")


def _oracle(source: str, found: re.Match[str]) -> Board:
    return Board(source=source, token=f"{found[1]}/{found[2]}", url=f"https://{found[1]}", status="verify")


def _european_lever(source: str, found: re.Match[str]) -> Board:
    return Board(source=source, token=found[1], url="https://api.eu.lever.co", status="verify")


def _guid(source: str, found: re.Match[str]) -> Board:
    address = f"https://jobpage.cvwarehouse.com/?companyGuid={found[1]}&lang=nl-BE"
    return Board(source=source, token=found[1], url=address, status="verify")


_SYSTEMS: tuple[tuple[str, str, Callable[[str, re.Match[str]], Board]], ...] = (
    ("recruitee", rf"{_TENANT}\.recruitee\.com", _token),
    (
        "greenhouse",
        rf"(?:job-)?boards(?:-api)?(?:\.eu)?\.greenhouse\.io/(?:v1/boards/|{_EMBEDDED})?(?!embed/){_TENANT}",
        _token,
    ),
    ("lever", rf"(?:jobs|api)\.eu\.lever\.co/(?:v0/postings/)?{_TENANT}", _european_lever),
    ("lever", rf"(?:jobs|api)\.lever\.co/(?:v0/postings/)?{_TENANT}", _token),
    ("ashby", r"(?:jobs|api)\.ashbyhq\.com/(?:posting-api/job-board/)?([\w.%-]{1,80})", _token),
    ("teamtailor", rf"{_TENANT}\.teamtailor\.com", _token),
    ("teamtailor", r"([a-z0-9-]{1,80}\.(?:na|au|eu)\.teamtailor\.com)", _host),
    ("personio", rf"{_TENANT}\.jobs\.personio\.de", _token),
    ("personio", r"([a-z0-9-]{1,80}\.jobs\.personio\.com)", _token),
    ("workable", rf"apply\.workable\.com/(?:api/v\d/(?:widget/)?accounts/)?{_TENANT}", _token),
    ("workable", rf"{_TENANT}\.workable\.com", _token),
    ("workday", rf"{_WORKDAY}\.myworkdayjobs\.com/{_LOCALE}(?!wday/){_SITE}", _workday),
    ("workday", rf"{_WORKDAY}\.myworkdayjobs\.com/wday/cxs/[\w-]{{1,80}}/{_SITE}", _workday),
    ("workday", rf"{_NUMBER}\.myworkdaysite\.com/{_LOCALE}recruiting/(?P<tenant>{_TENANT})/{_SITE}", _workday),
    ("oracle", rf"([\w.-]{{1,80}})/hcmUI/CandidateExperience/{_LOCALE}sites/([\w-]{{1,80}})", _oracle),
    ("oracle", r"([\w.-]{1,80})/hcmRestApi/[^#]{1,300}[;,=]siteNumber=([\w-]{1,80})", _oracle),
    ("jobtoolz", rf"{_TENANT}\.jobtoolz\.com", _token),
    ("cvwarehouse", r"jobpage\.cvwarehouse\.com/\?[^#]{0,200}[cC]ompanyGuid=([\w-]{36})", _guid),
    ("cvwarehouse", r"([a-z0-9-]{1,80}\.cvw\.io)", _token),
    ("bamboohr", rf"{_TENANT}\.bamboohr\.com", _token),
    ("breezy", rf"{_TENANT}\.breezy\.hr", _token),
    ("join", rf"join\.com/companies/{_TENANT}", _token),
    ("dvinci", rf"{_TENANT}\.dvinci-hr\.com", _token),
    ("softgarden", rf"{_TENANT}\.(?:softgarden\.io|career\.softgarden\.de)", _token),
    ("successfactors", r"([\w.-]{1,80})/(?:job|go)/[^?#]{1,300}/\d{4,}/?", _host),
    ("successfactors", r"([\w.-]{1,80})/talentcommunity/", _host),
    ("successfactors", r"([\w.-]{1,80})/search/\?[^#]{0,200}(?:createNewAlert|locationsearch|startrow)=", _host),
    ("talentsoft", r"([\w.-]{1,80})/(?:handlers/offerRss\.ashx|offre-de-emploi/|job/list-of-jobs\.aspx)", _host),
    ("phenom", r"([\w.-]{1,80})/[a-z]{2,8}/[a-z]{2}/(?:search-results|job/)", _host),
    ("odoo", r"([\w.-]{1,80})/jobs/(?:detail|apply)/", _host),
    ("odoo", r"([\w-]{1,80}\.odoo\.com)/jobs", _host),
    ("recruitee", rf"([\w.-]{{1,80}})/(?:{_LOCALE}o/[\w-]{{3,200}}|api/offers)/?(?:[?#]|$)", _host),
    ("teamtailor", rf"([\w.-]{{1,80}})/{_LOCALE}(?:jobs/\d{{4,9}}-[\w-]{{3,200}}|jobs\.rss|jobs\.json)", _host),
    ("jibe", r"([\w.-]{1,80})/(?:api/jobs|jobs(?:/\d{2,9})?/?\?[^#]{0,200}lang=[a-z]{2}-[a-z]{2})", _host),
)
"""System, the pattern of its addresses without their scheme, and how a board is made of it; first match wins."""

_WHOLE = (
    (r"(?:www\.)?(?:werkenvoor|travaillerpour)\.be", "werkenvoor"),
    (r"(?:www\.)?vlaanderen\.be/(?:werken-voor-vlaanderen|vacatures?)", "vlaanderen"),
    (r"(?:www\.)?talent\.brussels", "talent_brussels"),
    (r"(?:www\.)?werkenbijbrugge\.be", "brugge"),
    (r"(?:www\.)?actiris\.brussels", "actiris"),
    (r"(?:www\.)?leforem\.be|[\w.-]{3,80}/(?:explore|api)/[^?#]{0,80}offres-d-emploi-forem", "forem"),
    (r"opendata\.infrabel\.be", "infrabel"),
    (r"(?:www|api)\.adzuna\.(?:be|com)", "adzuna"),
)
"""Addresses, without their scheme, of sources that are one list."""

_REFUSED = {
    "smartrecruiters.com": "smartrecruiters",
    "icims.com": "icims",
    "linkedin.com": "linkedin",
    "indeed.com": "indeed",
    "stepstone.be": "stepstone",
    "jobat.be": "jobat",
    "vacature.com": "vacature",
    "ictjob.be": "ictjob",
    "references.be": "references",
    "glassdoor.com": "glassdoor",
    "glassdoor.be": "glassdoor",
    "welcometothejungle.com": "wttj",
    "vdab.be": "vdab-site",
    "eures.europa.eu": "eures",
    "europa.eu/eures": "eures",
}


def recognise(url: str) -> Proposal:
    """Return the board that a careers page's address belongs to, ``jsonld`` on its host when no system shows.

    Raises `UnrecognisedError` for what is no public http(s) address.
    """
    address = url if "://" in url else f"https://{url}"
    if reason := unsafe_target(address):
        raise UnrecognisedError(f"{url!r} is no address of a careers page: {reason}")
    parts = urlsplit(address)
    host = parts.hostname or ""
    bare = host + (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _refused(address, host) or _one_list(bare) or _system(bare, host) or _unknown(host)


def refused_at(url: str) -> str | None:
    """Return the source that stands at an address and may not be crawled; None where there is none."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    for refused, name in _REFUSED.items():
        domain, _, path = refused.partition("/")
        if (host == domain or host.endswith(f".{domain}")) and (parts.path or "/").startswith(f"/{path}"):
            return name
    return None


def _refused(address: str, host: str) -> Proposal | None:
    if (name := refused_at(address)) is None:
        return None
    board = Board(source=name, token=host.removeprefix("www."), url=address, status="refused")
    return Proposal(board, f"{name} may not be crawled", certain=True, refused=True)


def _one_list(bare: str) -> Proposal | None:
    for pattern, source in _WHOLE:
        if re.match(rf"(?:{pattern})(?![\w.-])", bare):
            one = Board(source=source, token="", status="ok")
            return Proposal(one, f"the address is one of {source}, which is one list", certain=True, whole=True)
    return None


def _system(bare: str, host: str) -> Proposal | None:
    listed = _listed_at(host)
    for source, pattern, made in _SYSTEMS:
        found = re.match(pattern, bare) or re.match(pattern, bare.removeprefix("www."))
        if found and (listed is None or made is not _host):
            return Proposal(made(source, found), f"the address is one of {source}", certain=True)
    return None if listed is None else Proposal(listed, "boards.csv names a board on this host", certain=True)


def _unknown(host: str) -> Proposal:
    board = Board(source="jsonld", token=host, url=f"https://{host}", status="verify")
    return Proposal(board, "no known system shows in the address; its sitemap may name JobPostings", certain=False)


def _listed_at(host: str) -> Board | None:
    """Return the one board of boards.csv on a host of its own; None where there is none, or several share the host."""
    there = [board for board in known_boards() if board.url and urlsplit(board.url).hostname == host]
    return there[0] if len(there) == 1 else None
