"""Infrabel's open data set of vacancies: a table with labels, one row for each place of a job, no text."""

from __future__ import annotations

import csv
import io

from sandbox.ads import Ad
from sandbox.reference import Town
from sandbox.sites.common import FRENCH_CONTRACT
from sandbox.web import Request, Response, json_response
from sandbox.world import Night

SOURCE = "infrabel"
HOST = "opendata.infrabel.be"
DATASET = "/api/explore/v2.1/catalog/datasets/joblistinfrabel"
_COLUMNS = (
    "Job title FR;Job title NL;Job Id;Language role;Type;Apply;Publication date;Address;Postal code;Municipality;"
    "Geo Punt;Street name;Number;Province"
).split(";")


def hosts(board: str) -> tuple[str, ...]:
    """Return the one host."""
    return (HOST,)


def start_url(board: str) -> str:
    """Return the address of the export as a table."""
    return f"https://{HOST}{DATASET}/exports/csv?delimiter=%3B&use_labels=true"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the table, and the same as records."""
    rows = [_row(ad, town) for ad in night.board(SOURCE, board) for town in ad.towns]
    if request.path == f"{DATASET}/exports/csv":
        text = io.StringIO()
        writer = csv.DictWriter(text, _COLUMNS, delimiter=";", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
        return Response(("\ufeff" + text.getvalue()).encode(), "text/csv; charset=utf-8")
    if request.path == f"{DATASET}/records":
        return json_response({"total_count": len(rows), "results": rows[:100]})
    return None


def _row(ad: Ad, town: Town) -> dict[str, str]:
    return {
        "Job title FR": ad.title if ad.language == "fr" else "",
        "Job title NL": ad.title if ad.language != "fr" else "",
        "Job Id": ad.identifier,
        "Language role": "FR" if ad.language == "fr" else "NL",
        "Type": FRENCH_CONTRACT[ad.vacancy.contract],
        "Apply": f"https://{HOST}/apply/{ad.identifier}",
        "Publication date": ad.posted.isoformat(),
        "Address": f"Stationsplein 1, {town.postal_code} {town.local_name}",
        "Postal code": town.postal_code,
        "Municipality": town.local_name,
        "Geo Punt": f"{town.latitude}, {town.longitude}",
        "Street name": "Stationsplein",
        "Number": "1",
        "Province": town.province["nl"] or "Brussel",
    }
