"""VDAB's open service for vacancies, version 4: a token by OAuth 2, pages by row, employers behind intermediaries."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from models.vocabulary import Contract, EmploymentType, UnitText
from sandbox.ads import Ad
from sandbox.sites.common import found, whole
from sandbox.web import Request, Response, at, json_response, number
from sandbox.world import Night

SOURCE = "vdab"
HOST = "api.vdab.be"
LOGIN = "op-derden.vdab.be"
SERVICE = "/services/openservices/vacatures/v4.2.0/vacatures"
TOKEN = "sandbox-token"  # noqa: S105 - of a make-believe country
_CONTRACTS = {
    Contract.EMPLOYEE: "Vaste job",
    Contract.TEMPORARY: "Tijdelijke job",
    Contract.FREELANCE: "Zelfstandige activiteit",
}


def hosts(board: str) -> tuple[str, ...]:
    """Return the host of the service and the host that gives tokens."""
    return (HOST, LOGIN)


def start_url(board: str) -> str:
    """Return the address of the first page."""
    return f"https://{HOST}{SERVICE}?aantal=200&vanaf=0"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Give a token to every client but ``wrong``; serve pages and single vacancies to whoever shows it."""
    if request.host == LOGIN:
        form = {name: values[-1] for name, values in parse_qs(request.body.decode("utf-8", "replace")).items()}
        known = form.get("grant_type") == "client_credentials" and form.get("client_secret", "wrong") != "wrong"
        if request.path != "/isam/sps/oauth/oauth20/token" or not known:
            return json_response({"error": "invalid_client"}, status=401)
        return json_response({"access_token": TOKEN, "token_type": "bearer", "expires_in": 900})
    if request.headers.get("authorization") != f"Bearer {TOKEN}" or not request.headers.get("x-ibm-client-id"):
        return json_response({"httpCode": "401", "httpMessage": "Unauthorized"}, status=401)
    ads = night.board(SOURCE, board)
    if request.path == SERVICE:
        size, first = min(whole(request.query.get("aantal"), 10), 200), whole(request.query.get("vanaf"), 0)
        return json_response({"totaal": len(ads), "vacatures": [_vacancy(ad) for ad in ads[first : first + size]]})
    ad = found(ads, request.path.removeprefix(f"{SERVICE}/"))
    return json_response(_vacancy(ad)) if ad else json_response({"httpCode": "404"}, status=404)


def _vacancy(ad: Ad) -> dict[str, Any]:
    vacancy, town = ad.vacancy, ad.towns[0]
    delivered = number(ad.identifier) % 4 == 0
    pay = vacancy.pay if vacancy.pay and vacancy.pay.unit is UnitText.MONTH and ad.shows_pay else None
    return {
        "vacatureReferentie": {"vdabReferentie": ad.identifier, "externeReferentie": ad.reference},
        "status": "GEPUBLICEERD",
        "publicatieDatum": f"{at(ad.posted):%Y-%m-%dT%H:%M:%SZ}",
        "depublicatieDatum": ad.valid_through.isoformat() if ad.valid_through else None,
        "functie": {
            "functieTitel": ad.title,
            "omschrijving": ad.html,
            "beroepsprofiel": {"label": vacancy.work.profession("nl")},
        },
        "arbeidsovereenkomst": {
            "arbeidsContract": _CONTRACTS.get(vacancy.contract, "Vaste job"),
            "arbeidsRegime": "Deeltijds" if vacancy.employment_type is EmploymentType.PART_TIME else "Voltijds",
            "minimumBrutoLoon": float(pay.min) if pay and pay.min else None,
            "maximumBrutoLoon": float(pay.max) if pay and pay.max else None,
        },
        "tewerkstellingsadres": {
            "postcode": town.postal_code,
            "gemeente": town.name("nl"),
            "provincie": town.province["nl"],
            "locatie": {"latitude": town.latitude, "longitude": town.longitude},
        },
        "leverancier": {
            "naam": "Jobklok" if delivered else ad.employer,
            "type": "INTERMEDIAIREN" if delivered else "WERKGEVER",
        },
        "profiel": {"vereisten": "", "opdrachtgever": {"naam": ad.employer} if delivered else None},
        "dubbels": {"parentId": None, "dubbelIds": []},
    }
