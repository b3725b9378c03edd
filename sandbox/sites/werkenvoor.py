"""Federal jobs: one Drupal list on two hosts, cards in both languages, some reserved for civil servants."""

from __future__ import annotations

from html import escape

from sandbox.ads import Ad
from sandbox.sites.common import FRENCH_CONTRACT, found, newest_first, slug, whole
from sandbox.web import Request, Response, html_response, page
from sandbox.world import Night

SOURCE = "werkenvoor"
_SIZE = 20
_LETTERS = {"nl": "ang", "fr": "afg"}
_NAMES = {"nl": "Néerlandais", "fr": "Français", "en": "Anglais"}


def hosts(board: str) -> tuple[str, ...]:
    """Return the hosts of both languages."""
    return ("travaillerpour.be", "werkenvoor.be")


def start_url(board: str) -> str:
    """Return the address of the list's first page."""
    return "https://travaillerpour.be/fr/jobs?page=0&sort_bef_combine=publicationdate_DESC"


def identifier(ad: Ad) -> str:
    """Return the reference, which differs between the languages of one job."""
    return f"{_LETTERS.get(ad.language, 'xft')}{int(ad.identifier) % 100_000:05d}"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the list by page and the page of each job."""
    ads = newest_first(night.board(SOURCE, board))
    if request.path in ("/fr/jobs", "/nl/jobs"):
        first = whole(request.query.get("page"), 0) * _SIZE
        cards = [*map(_card, ads), *(_reserved(night.number, place) for place in range(2))]
        rows = "".join(f"<li>{card}</li>\n" for card in cards[first : first + _SIZE])
        count = f'<span class="source-summary-count">\n      {len(cards)} offres d\'emploi  </span>'
        return html_response(page("Jobs", f'{count}<div class="view__content"><ol>{rows}</ol></div>', language="fr"))
    ad = found(ads, request.path.rpartition("/")[2], _name)
    return html_response(page(ad.title, _job(ad), language=ad.language)) if ad else None


def _name(ad: Ad) -> str:
    return f"{identifier(ad)}-{slug(ad)}"


def _card(ad: Ad) -> str:
    return _teaser(
        f"/fr/jobs/{_name(ad)}", ad.language, ad.title, ad.employer or "", FRENCH_CONTRACT[ad.vacancy.contract], ""
    )


def _reserved(night: int, place: int) -> str:
    box = '<div class="white-box">Réservé aux fonctionnaires</div>'
    return _teaser(
        f"/fr/jobs/mfg{night:02d}{place:03d}-attache",
        "fr",
        "Attaché (mobilité fédérale)",
        "SPF Exemple",
        "Statutaire",
        box,
    )


def _teaser(path: str, language: str, title: str, employer: str, contract: str, box: str) -> str:
    return (
        '<article class="node node--type-job node--view-mode-teaser with-langcode"><span class="node__langcode">'
        f'<span class="label">Langue</span><abbr title="{_NAMES.get(language, "Français")}">{language}</abbr></span>'
        f'<header class="node__title"><h3><a href="{path}" lang="{language}"><span>{escape(title)}</span></a></h3>'
        '</header><div class="node__content"><div content="1" class="field field--name-field-job-openvacancies">1<span>'
        f'poste</span></div><div class="organization-wrapper">\n      {escape(employer)}    </div>{box}'
        f'<div class="field field--name-field-job-contracttype field__item">{contract}</div></div>'
        '<button class="jobFavorite" data-job="{&quot;id&quot;:&quot;42117&quot;}"></button></article>'
    )


def _job(ad: Ad) -> str:
    towns = "".join(
        f'<div class="field field--name-field-job-location">{town.name(ad.language)}</div>' for town in ad.towns
    )
    end = ad.valid_through.isoformat() if ad.valid_through else ""
    return (
        f'<article class="node node--type-job node--view-mode-full" lang="{ad.language}">'
        f"<h1><span>{escape(ad.title)}</span></h1>"
        '<div class="field field--name-field-job-publicationdate">'
        f'<time datetime="{ad.posted.isoformat()}T12:00:00Z"></time></div>'
        f'<div class="field field--name-field-job-enddate"><time datetime="{end}"></time></div>{towns}'
        f'<div class="field field--name-field-job-content field--type-text-long">{ad.html}</div></article>'
    )
