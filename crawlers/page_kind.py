"""A response's status, title and body → whether it is the page we asked for or a wall in front of it.

The signs are structural: a challenge's own scripts, forms and titles. Words such as "cookie", "captcha" or "security
check" inside an ad prove nothing, so they count only in the title of a page that is short of other text.
"""

from __future__ import annotations

import re
from enum import StrEnum

from models.vocabulary import Cause

SCAN = 60_000
"""Characters of a page that are looked at: walls announce themselves early."""

SHORT = 6_000
"""A page with less visible text than this can be a wall; a posting page behind a consent banner has more, or markup."""


class PageKind(StrEnum):
    """What a response turned out to be."""

    CONTENT = "content"
    CHALLENGE = "challenge"
    CONSENT = "consent"
    LOGIN = "login"
    MAINTENANCE = "maintenance"


CAUSE_OF = {
    PageKind.CHALLENGE: Cause.BLOCKED_WALL,
    PageKind.CONSENT: Cause.CONSENT_PAGE,
    PageKind.LOGIN: Cause.LOGIN_WALL,
    PageKind.MAINTENANCE: Cause.HTTP_5XX,
}

_CHALLENGE_MARKS = re.compile(
    r"/cdn-cgi/challenge-platform/|cf-chl-|_cf_chl_opt|cf-browser-verification|challenges\.cloudflare\.com"
    r"|captcha-delivery\.com|geo\.captcha-delivery|datadome|_Incapsula_Resource|window\._pxAppId|px-captcha"
    r"|awsWafCookieDomainList|aws-waf-token|token\.awswaf\.com|/_sec/cp_challenge|ak-challenge|sec-if-cpt-container"
    r"|<form[^>]{0,300}(?:captcha|challenge)",
    re.IGNORECASE,
)
_CONSENT_MARKS = re.compile(
    r"consent\.google\.|/consent(?:-wall|-page)?[\"'?/]|didomi-notice|onetrust-consent-sdk|sp_message_container"
    r"|cmp(?:box|wall)|privacy-gate|cookiewall|consent-form",
    re.IGNORECASE,
)
_LOGIN_MARKS = re.compile(r"<input[^>]{0,300}type\s{0,3}=\s{0,3}[\"']?password", re.IGNORECASE)

_END = r"\s{0,5}(?:$|[.…!?|:,]|\s[–—-]\s)"
"""What follows a wall's title: "Onderhoud | Site" is one, "Onderhoudstechnicus" is a job."""

_CHALLENGE_TITLES = re.compile(
    r"^(?:just a moment|attention required|access denied|access to this page has been denied|are you a robot"
    r"|pardon our interruption|security check|one more step|robot check|human verification|verify you are human"
    r"|een ogenblik geduld|un instant|nur einen moment|403 forbidden|toegang geweigerd|acc[eè]s refus[eé]"
    r"|zugriff verweigert|bevestig dat je een mens bent|v[eé]rifiez que vous [eê]tes humain)" + _END,
    re.IGNORECASE,
)
_CONSENT_TITLES = re.compile(
    r"^(?:before you continue|voor(?:dat)? (?:je|u) (?:verder|doorgaat)|avant de continuer|bevor sie fortfahren"
    r"|(?:your|uw|je) privacy|cookie ?consent|cookietoestemming|(?:consentement|param[eè]tres).{0,20}cookies"
    r"|privacy ?gate|datenschutz ?einstellungen)",
    re.IGNORECASE,
)
_LOGIN_TITLES = re.compile(
    r"^(?:log ?in|sign ?in|inloggen|aanmelden|meld je aan|se connecter|connexion|identification|anmelden|einloggen)\b",
    re.IGNORECASE,
)
_MAINTENANCE_TITLES = re.compile(
    r"^(?:(?:scheduled |site )?maintenance|under maintenance|onderhoud|(?:site )?en maintenance|wartung"
    r"|service unavailable|temporarily unavailable|tijdelijk (?:niet beschikbaar|onbeschikbaar)"
    r"|momentan[eé]ment indisponible)" + _END,
    re.IGNORECASE,
)
_POSTING_MARKS = re.compile(r"schema\.org/JobPosting|\"JobPosting\"|'JobPosting'", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style|noscript)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")


def page_kind(text: str, *, has_markers: bool = False) -> PageKind:
    """Return what an HTML page is.

    ``has_markers`` says that the source's own positive marker (a card, a JobPosting) was found; such a page is content,
    whatever banner lies over it.
    """
    page = text[:SCAN]
    if has_markers or _POSTING_MARKS.search(text):
        return PageKind.CONTENT
    found = _TITLE.search(page)
    title = " ".join(found[1].split()) if found else ""
    visible = _visible_length(page)
    if visible > SHORT:
        return PageKind.CONTENT
    if _CHALLENGE_TITLES.match(title) or (_CHALLENGE_MARKS.search(page) and visible < SHORT / 3):
        return PageKind.CHALLENGE
    if _MAINTENANCE_TITLES.match(title):
        return PageKind.MAINTENANCE
    if _LOGIN_TITLES.match(title) and _LOGIN_MARKS.search(page):
        return PageKind.LOGIN
    if _CONSENT_TITLES.match(title) or (_CONSENT_MARKS.search(page) and visible < SHORT / 6):
        return PageKind.CONSENT
    return PageKind.CONTENT


def _visible_length(page: str) -> int:
    """Count the characters that a reader sees, in one pass."""
    lowered, kept, position = page.lower(), [], 0
    while found := _UNSEEN.search(lowered, position):
        kept.append(page[position : found.start()])
        end = lowered.find(f"</{found[1]}", found.end())
        if end < 0:
            position = len(page)
            break
        position = end
    kept.append(page[position:])
    return len(" ".join(_TAG.sub(" ", " ".join(kept)).split()))
