"""Le Forem's open data on ODWB: facts without a text, as one JSON export or as pages of records.

``GET https://www.odwb.be/api/explore/v2.1/catalog/datasets/offres-d-emploi-forem/exports/json``; the licence and its
attribution stand in the description of the data set, one step up.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from models.vocabulary import Contract, EmploymentType
from sandbox.ads import Ad
from sandbox.reference import Town
from sandbox.web import Request, Response, json_response, number, style
from sandbox.world import Night

SOURCE = "forem"
HOST = "www.odwb.be"
DATASET = "/api/explore/v2.1/catalog/datasets/offres-d-emploi-forem"
ATTRIBUTION = "Le Forem - Offres d'emploi, CC BY-SA 4.0, via ODWB"
_SINCE = re.compile(r"datedebutdiffusion\s*>=?\s*date'(\d{4}-\d\d-\d\d)'")
_REGIONS = {"V": "RÉGION FLAMANDE", "W": "RÉGION WALLONNE", "B": "RÉGION DE BRUXELLES-CAPITALE"}
_NUTS = {"V": "BE2", "W": "BE3", "B": "BE1"}
_CONTRACTS = {
    Contract.EMPLOYEE: "Durée indéterminée",
    Contract.FREELANCE: "Contrat collaboration indépendant",
    Contract.TEMPORARY: "Durée déterminée",
    Contract.INTERNSHIP: "Stage",
    Contract.STUDENT: "Étudiant",
}
_LANGUAGES = {"nl": "Néerlandais", "fr": "Français", "en": "Anglais", "de": "Allemand"}
_ORIGINS = ("Forem", "Jobat", "VDAB", "Actiris", "StepStone BE")


def hosts(board: str) -> tuple[str, ...]:
    """One data set on one host."""
    return (HOST,)


def start_url(board: str) -> str:
    """Return the address of the export, which is one document."""
    return f"https://{HOST}{DATASET}/exports/json"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the description, the export and the records, all with the same filter on the first day."""
    if request.path == DATASET:
        metas = {
            "default": {"title": "Offres d'emploi du Forem", "license": "CC BY-SA 4.0", "attributions": [ATTRIBUTION]}
        }
        return json_response({"dataset_id": "offres-d-emploi-forem", "metas": metas})
    since = _SINCE.search(request.query.get("where", ""))
    first = date.fromisoformat(since[1]) if since else date.min
    rows = [row(ad) for ad in night.board(SOURCE, board) if ad.posted >= first]
    if request.path == f"{DATASET}/exports/json":
        return json_response(rows)
    if request.path == f"{DATASET}/records":
        start, limit = (int(request.query.get(name, "0") or 0) for name in ("offset", "limit"))
        if limit > 100 or start + limit > 10_000:
            return json_response({"error_code": "InvalidRESTParameterError", "message": "limit"}, status=400)
        return json_response({"total_count": len(rows), "results": rows[start : start + (limit or 10)]})
    return None


def row(ad: Ad) -> dict[str, Any]:
    """One offer: places in capitals and in French, no text, no pay."""
    vacancy = ad.vacancy
    part_time = vacancy.employment_type is EmploymentType.PART_TIME
    codes = [language.code for language in vacancy.languages]
    return {
        "numerooffreforem": ad.identifier,
        "titreoffre": f"{ad.title} (H/F/X)" if "H/F" not in ad.title and "m/v" not in ad.title.lower() else ad.title,
        "nombrepostes": 1,
        "lieuxtravaillocalite": [town.name("fr").upper() for town in ad.towns],
        "lieuxtravailregion": ["Belgique", _REGIONS[ad.towns[0].region], *_province(ad.towns[0])],
        "lieuxtravailcodepostal": [town.postal_code for town in ad.towns],
        "lieuxtravailregionnuts": ["BE", _NUTS[ad.towns[0].region]],
        "lieuxtravailgeo": [{"lat": town.latitude, "lon": town.longitude} for town in ad.towns],
        "typecontrat": _CONTRACTS[vacancy.contract],
        "nomemployeur": (ad.employer or "").upper() if style(ad.identifier, 3) else ad.employer,
        "regimetravail": "Temps partiel" if part_time else "Temps plein",
        "niveauxetudes": ["Bachelier"] if vacancy.role else [],
        "langues": [_LANGUAGES[code] for code in codes],
        "languescodeiso2": codes,
        "experiencerequise": f"{vacancy.years} ans" if vacancy.years is not None else None,
        "permisdeconduire": [],
        "secteurs": ["Programmation, conseil et autres activités informatiques"] if vacancy.role else [],
        "metier": vacancy.work.profession("fr"),
        "metiercodedimeco": f"{number(vacancy.work.name) % 90_000 + 10_000}",
        "source": _ORIGINS[style(ad.identifier, len(_ORIGINS), salt="origin")],
        "referenceexterne": ad.reference,
        "url": f"https://www.leforem.be/recherche-offres/offre-detail/{ad.identifier}",
        "datedebutdiffusion": ad.posted.isoformat(),
        "datefindiffusion": ad.valid_through.isoformat() if ad.valid_through else None,
    }


def _province(town: Town) -> list[str]:
    return [f"PROVINCE DE {town.province['fr'].upper()}"] if town.province["fr"] else []
