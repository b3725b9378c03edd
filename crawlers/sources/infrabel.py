"""Infrabel, the railway infrastructure manager: its open data set of vacancies, as CSV with the columns' labels."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from scrapy.http import TextResponse

from crawlers.api_spider import ApiSpider
from crawlers.declare import REVIEWED, mapping, open_data
from crawlers.fields import Fields, place_at
from crawlers.passport import Passport
from crawlers.trouble import Trouble
from models.vocabulary import Cause

DATASET = "https://opendata.infrabel.be/api/explore/v2.1/catalog/datasets/joblistinfrabel"


class Infrabel(ApiSpider):
    """One row for each place of a job; titles in French and Dutch, the job's language role says which is meant."""

    card = open_data("infrabel", "Infrabel", "Infrabel Open Data", "https://opendata.infrabel.be")
    passport = Passport(
        reading="Open data set, also named on the European data portal; the portal documents the export for machines.",
        terms_url="https://opendata.infrabel.be/explore/dataset/joblistinfrabel/",
        documented_api=(DATASET,),
        reviewed_on=REVIEWED,
    )
    single_list, empty_list_confirms = True, False
    list_url = f"{DATASET}/exports/csv?delimiter=%3B&use_labels=true"
    field_map = mapping(
        identifier="Job Id",
        url="Apply",
        date_posted="Publication date",
        employment_types="Type",
        language_role="Language role",
    )

    def parse_answer(self, response: TextResponse) -> Any:
        """Read the table and join the rows of each job."""
        rows = list(csv.DictReader(io.StringIO(response.text.lstrip("\ufeff")), delimiter=";"))
        if rows and "Job Id" not in rows[0]:
            raise Trouble(Cause.SCHEMA_CHANGED, "no column 'Job Id'")
        if rows and None in rows[-1].values():
            raise Trouble(Cause.TRUNCATED_BODY, f"the table ends in the middle of line {len(rows) + 1}")
        joined: dict[str, dict[str, Any]] = {}
        for row in rows:
            joined.setdefault(row["Job Id"], {**row, "rows": []})["rows"].append(row)
        return list(joined.values())

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Choose the title in the job's language; take a place from each row."""
        french, dutch = item.get("Job title FR"), item.get("Job title NL")
        is_french = str(item.get("Language role") or "").upper().startswith("FR")
        fields["title"] = (french or dutch) if is_french else (dutch or french)
        fields["in_language"] = "fr" if fields["title"] == french else "nl"
        fields["hiring_organization"] = "Infrabel"
        parts = {"postal_code": "Postal code", "city": "Municipality", "region": "Province"}
        fields["job_locations"] = [place_at(row, **parts) for row in item["rows"]]
