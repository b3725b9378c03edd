"""A wall is recognised by its structure, an ad that speaks of cookies and captchas is not one."""

from __future__ import annotations

import time

import pytest

from crawlers.page_kind import PageKind, page_kind


def page(title: str, body: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"


AD = "<p>" + "Wij zoeken iemand die graag rekent en rustig uitlegt wat hij deed. " * 30 + "</p>"

WALLS = [
    (PageKind.CHALLENGE, page("Just a moment...", "<noscript>Enable JavaScript and cookies</noscript>")),
    (PageKind.CHALLENGE, page("Een ogenblik geduld…", "<div id='cf-chl-widget'></div>")),
    (PageKind.CHALLENGE, page("Un instant…")),
    (PageKind.CHALLENGE, page("Nur einen Moment…")),
    (PageKind.CHALLENGE, page("Attention Required! | Cloudflare")),
    (PageKind.CHALLENGE, page("Access Denied", "<p>Reference #18.2d</p>")),
    (PageKind.CHALLENGE, page("Access to this page has been denied.", "<div id='px-captcha'></div>")),
    (PageKind.CHALLENGE, page("jobs.example", "<script src='https://ct.captcha-delivery.com/c.js'></script>")),
    (PageKind.CHALLENGE, page("", "<script>window.awsWafCookieDomainList = [];</script>")),
    (PageKind.CHALLENGE, page("", "<iframe src='/_Incapsula_Resource?x=1'></iframe>")),
    (PageKind.CHALLENGE, page("Toegang geweigerd")),
    (PageKind.CHALLENGE, page("Accès refusé")),
    (PageKind.CHALLENGE, page("403 Forbidden", "<center>nginx</center>")),
    (PageKind.CHALLENGE, page("Pardon Our Interruption")),
    (PageKind.CHALLENGE, page("Bevestig dat je een mens bent")),
    (
        PageKind.CONSENT,
        page("Voordat je verdergaat naar de site", "<form action='https://consent.google.be/save'></form>"),
    ),
    (PageKind.CONSENT, page("Before you continue", "<form class='consent-form'></form>")),
    (PageKind.CONSENT, page("Avant de continuer")),
    (PageKind.CONSENT, page("Bevor Sie fortfahren")),
    (PageKind.CONSENT, page("Uw privacy is belangrijk")),
    (PageKind.CONSENT, page("Cookietoestemming", "<div id='didomi-notice'>Akkoord en sluiten</div>")),
    (PageKind.CONSENT, page("Jobs", "<div id='onetrust-consent-sdk'>Accept all</div>")),
    (PageKind.LOGIN, page("Aanmelden", "<form><input name=u><input type='password'></form>")),
    (PageKind.LOGIN, page("Sign in", '<form><input type="password"></form>')),
    (PageKind.LOGIN, page("Se connecter", "<form><input type=password></form>")),
    (PageKind.LOGIN, page("Log in to continue", "<form><input type='password'></form>")),
    (PageKind.MAINTENANCE, page("Onderhoud", "<p>We zijn zo terug.</p>")),
    (PageKind.MAINTENANCE, page("Site en maintenance")),
    (PageKind.MAINTENANCE, page("Service Unavailable")),
]

CONTENT = [
    page("Frontend developer cookiebanners", AD + "<p>Je bouwt consent-banners en cookiewalls.</p>"),
    page("Security engineer: captcha en bot-detectie", "<p>Je bestrijdt bots met captcha.</p>"),
    page("Onderhoudstechnicus", "<p>Onderhoud van kranen.</p>" + AD),
    page("Login-specialist IAM", "<p>Je maakt inloggen veilig.</p>"),
    page("Access control engineer", "<p>Toegang geweigerd? Jij lost het op.</p>"),
    page(
        "Data engineer",
        AD + "<div id='onetrust-consent-sdk'></div><script src='/cdn-cgi/challenge-platform/s.js'></script>",
    ),
    page(
        "Vacature",
        "<div id='didomi-notice'></div><script type='application/ld+json'>{\"@type\": \"JobPosting\"}</script>",
    ),
    page("Just a moment... of rest: wellness coach", AD * 4),
    page("Security check medewerker luchthaven"),
    page("Maintenance engineer"),
    page("Maintenance Engineer | Havenbedrijf"),
    page("Jobs", "<p>Geen vacatures op dit moment.</p>"),
    page("Mijn profiel", "<input type='password'>" + AD),
    "",
    "{}",
]


@pytest.mark.parametrize(("kind", "text"), WALLS)
def test_a_wall_is_recognised(kind, text):
    assert page_kind(text) is kind


@pytest.mark.parametrize("text", CONTENT)
def test_content_is_content(text):
    assert page_kind(text) is PageKind.CONTENT


def test_the_sources_own_marker_outweighs_every_sign():
    assert page_kind(WALLS[0][1], has_markers=True) is PageKind.CONTENT


@pytest.mark.parametrize("piece", ["<script ", "<", "<form ", "<input ", "<title>", "<style>", "consent-", "<!--"])
def test_hostile_pages_cost_little(piece):
    began = time.process_time()
    page_kind(piece * 100_000)
    assert time.process_time() - began < 0.3
