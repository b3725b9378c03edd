"""The address of a careers page → which system stands behind it, as a proposed row of boards.csv."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawlers.boards import Board
from crawlers.guards import unsafe_target

_TENANT = r"([a-z0-9][a-z0-9-]{0,80})"


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


def _token(source: str, found: re.Match[str]) -> Board:
    return Board(source=source, token=found[1], status="verify")


def _host(source: str, found: re.Match[str]) -> Board:
    return Board(source=source, token=found[1], url=f"https://{found[1]}", status="verify")


def _workday(source: str, found: re.Match[str]) -> Board:
    tenant, number, site = found[1], found[2], found[3]
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
        rf"(?:job-)?boards(?:-api)?(?:\.eu)?\.greenhouse\.io/(?:v1/boards/|embed/job_board\?for=)?{_TENANT}",
        _token,
    ),
    ("lever", rf"jobs\.eu\.lever\.co/{_TENANT}", _european_lever),
    ("lever", rf"(?:jobs|api)\.lever\.co/(?:v0/postings/)?{_TENANT}", _token),
    ("ashby", r"(?:jobs|api)\.ashbyhq\.com/(?:posting-api/job-board/)?([\w.%-]{1,80})", _token),
    ("teamtailor", rf"{_TENANT}\.teamtailor\.com", _token),
    ("personio", rf"{_TENANT}\.jobs\.personio\.de", _token),
    ("personio", rf"({_TENANT[1:-1]}\.jobs\.personio\.com)", _token),
    ("workable", rf"apply\.workable\.com/(?:api/v\d/(?:widget/)?accounts/)?{_TENANT}", _token),
    (
        "workday",
        rf"{_TENANT}\.(wd\d{{1,3}})\.myworkdayjobs\.com/(?:[a-z]{{2}}-[A-Z]{{2}}/)?(?!wday/)([\w-]{{1,80}})",
        _workday,
    ),
    ("workday", rf"{_TENANT}\.(wd\d{{1,3}})\.myworkdayjobs\.com/wday/cxs/[\w-]{{1,80}}/([\w-]{{1,80}})", _workday),
    ("oracle", r"([\w.-]{1,80}\.oraclecloud\.com)/hcmUI/CandidateExperience/[a-z-]{2,5}/sites/([\w-]{1,80})", _oracle),
    ("jobtoolz", rf"{_TENANT}\.jobtoolz\.com", _token),
    ("cvwarehouse", r"jobpage\.cvwarehouse\.com/\?[^#]{0,200}companyGuid=([\w-]{36})", _guid),
    ("cvwarehouse", rf"({_TENANT[1:-1]}\.cvw\.io)", _token),
    ("bamboohr", rf"{_TENANT}\.bamboohr\.com", _token),
    ("breezy", rf"{_TENANT}\.breezy\.hr", _token),
    ("join", rf"join\.com/companies/{_TENANT}", _token),
    ("dvinci", rf"{_TENANT}\.dvinci-hr\.com", _token),
    ("softgarden", rf"{_TENANT}\.softgarden\.io", _token),
    ("successfactors", r"([\w.-]{1,80})/(?:job|go|talentcommunity)/[^?#]{1,300}/\d{4,}/?", _host),
    ("talentsoft", r"([\w.-]{1,80})/(?:handlers/offerRss\.ashx|offre-de-emploi/|job/list-of-jobs\.aspx)", _host),
    ("phenom", r"([\w.-]{1,80})/[a-z]{2,8}/[a-z]{2}/(?:search-results|job/)", _host),
    ("odoo", r"([\w.-]{1,80})/jobs/detail/", _host),
)
"""System, the pattern of its addresses without their scheme, and how a board is made of it; first match wins."""

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
}


def recognise(url: str) -> Proposal:
    """Return the board that a careers page's address belongs to, ``jsonld`` on its host when no system shows.

    Raises `UnrecognisedError` for what is no public http(s) address.
    """
    address = url if "://" in url else f"https://{url}"
    if reason := unsafe_target(address):
        raise UnrecognisedError(f"{url!r} is no address of a careers page: {reason}")
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    for domain, name in _REFUSED.items():
        if host == domain or host.endswith(f".{domain}"):
            board = Board(source=name, token=host, url=address, status="refused")
            return Proposal(board, f"{domain} may not be crawled", certain=True, refused=True)
    bare = (parts.hostname or "") + (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    for source, pattern, made in _SYSTEMS:
        if found := re.match(pattern, bare):
            return Proposal(made(source, found), f"the address is one of {source}", certain=True)
    board = Board(source="jsonld", token=parts.hostname or "", url=f"https://{parts.hostname}", status="verify")
    return Proposal(board, "no known system shows in the address; its sitemap may name JobPostings", certain=False)
