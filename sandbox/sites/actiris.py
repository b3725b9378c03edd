"""Actiris: two sitemaps by language with old addresses among the new, and server-rendered pages."""

from __future__ import annotations

from datetime import timedelta
from html import escape

from models.vocabulary import Contract, EmploymentType
from sandbox.ads import Ad
from sandbox.sites.common import found
from sandbox.web import Request, Response, html_response, page, urlset
from sandbox.world import Night

SOURCE = "actiris"
HOST = "www.actiris.brussels"
SITEMAPS = tuple(f"https://{HOST}/sitemapoffers-{language}.xml" for language in ("nl", "fr"))
_PATHS = {"nl": "/nl/burgers/jobadvertentie/", "fr": "/fr/citoyens/detail-offre-d-emploi/"}
_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
_WORDS = {
    "nl": ("Referentie", "Gecreëerd op", "Plaats", "Arbeidstijd", "Voltijds", "Deeltijds", "Naam van de werkgever"),
    "fr": ("Référence", "Créée le", "Lieu", "Temps de travail", "Temps plein", "Temps partiel", "Nom de l'employeur"),
}
_CONTRACTS = {Contract.EMPLOYEE: "CDI", Contract.TEMPORARY: "CDD", Contract.INTERNSHIP: "Stage"}


def hosts(board: str) -> tuple[str, ...]:
    """Return the one host."""
    return (HOST,)


def start_url(board: str) -> str:
    """Return the address of the sitemap in Dutch."""
    return SITEMAPS[0]


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the sitemaps and the offers they name; the old ones they still name are gone."""
    ads = night.board(SOURCE, board)
    for language, path in _PATHS.items():
        told = [ad for ad in ads if spoken(ad) == language]
        if request.path == f"/sitemapoffers-{language}.xml":
            old = [
                (f"https://{HOST}{path}?reference={5_100_000 + age}", night.day - timedelta(200 + age * 90))
                for age in range(8)
            ]
            new = [(f"https://{HOST}{path}?reference={ad.identifier}", ad.updated) for ad in told]
            return urlset([*new, *old])
        if request.path == path:
            ad = found(told, request.query.get("reference", ""))
            return (
                html_response(page(f"{ad.title} - Ref. {ad.identifier} | Actiris", _offer(ad), language=language))
                if ad
                else None
            )
    return None


def spoken(ad: Ad) -> str:
    """Return the language of the site under which an ad stands; what is in English stands under French."""
    return "nl" if ad.language == "nl" else "fr"


def _offer(ad: Ad) -> str:
    language = spoken(ad)
    reference, created, place, time, full, part, employer = _WORDS[language]
    town = ad.towns[0]
    kind = part if ad.vacancy.employment_type is EmploymentType.PART_TIME else full
    contract = _CONTRACTS.get(ad.vacancy.contract, "CDI")
    day = f"{ad.posted.day:02d} {_MONTHS[language][ad.posted.month - 1]} {ad.posted.year}"
    facts = "".join(
        f'<li class="d-flex"><i class="icon-{icon} pt-2"></i>'
        f'<span class="text"><span>{label} :</span> {text}</span></li>\n'
        for icon, label, text in (
            ("place", place, f"{town.postal_code} - {town.name(language)}"),
            ("clock", time, kind),
            ("support", "Type contract", contract),
        )
    )
    return (
        f'<main id="main-content" class="gtm-offer" data-gtmRef="{ad.identifier}" data-gtmCountry="Belgi&#235;" '
        f'data-gtmType="Hrxml" data-gtmContractType="{contract}">\n'
        f'<div class="bloc-title"><h1>{escape(ad.title)}</h1></div>\n'
        f'<p class="state"><span>{reference} {ad.identifier}</span> |\n{created} {day} </p>\n'
        f'<ul class="picto">{facts}</ul>\n<div class="bloc-emploi__text">{ad.html}</div>\n'
        f'<table class="bloc-emploi__table"><tr><td>{employer}</td><td></td>'
        f"<td><div>{escape(ad.employer or '')}</div></td></tr></table>\n</main>"
    )
