"""Werken voor Vlaanderen: the Flemish government's vacancies, from the search of its own site."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import JsonRequest

from crawlers.api_spider import ApiSpider
from crawlers.boards import Board
from crawlers.declare import REVIEWED, mapping, public_service
from crawlers.fields import Fields, dig, moment
from crawlers.passport import Passport

SITE = "https://www.vlaanderen.be"
FILTER = {
    "contentType": {"IN": ["Job"]},
    "visibility": {"hub": "cc0f4502-9afd-42cf-b71f-31e43937d855"},
    "collectionFilters": {"contentSubtypeData__sources": {"IN": ["VO"]}, "contentSubtypeData__internal": {"EQ": False}},
}


class Vlaanderen(ApiSpider):
    """``offset`` counts pages, not rows. The employer is the administration, not the Flemish government."""

    card = public_service("vlaanderen", "Werken voor Vlaanderen", homepage=f"{SITE}/werken-voor-vlaanderen")
    passport = Passport(
        reading="Undocumented search of a public site: tolerated, small, once a night; robots.txt is obeyed.",
        terms_url=f"{SITE}/disclaimer",
        reviewed_on=REVIEWED,
    )
    single_list = asks_by_post = True
    items_path, total_path, page_size, probe_size = "items", "totalItems", 50, 2
    newest_first = "by publicationDate, as the request asks, and their totalItems counts what is listed"
    field_map = mapping(
        title="displayTitle",
        description="description.raw|description",
        hiring_organization="hiringOrganization",
        job_locations="embeddedLocations[].name|embeddedLocations[].city|embeddedLocations",
        occupation="domain",
        education="degreeLevel.name",
    )

    def page_request(self, board: Board, start: int, size: int) -> Request:
        """Ask for one page of vacancies that outsiders may apply for."""
        asked = {
            "page": {"offset": -(-start // size), "limit": size},
            "filter": FILTER,
            "orderBy": {"publicationDate": "DESC"},
            "resolverContext": {"language": "nl", "revision": "default"},
        }
        return JsonRequest(f"{SITE}/api/overview-search", data=asked)

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Name the posting by its address; the end date counts seconds."""
        fields["url"] = urljoin(SITE, str(dig(item, "link.url|link") or ""))
        fields["identifier"] = dig(item, "id|uuid") or fields["url"].rstrip("/").rpartition("/")[2]
        fields["valid_through"] = moment(item.get("validThroughDate"))
