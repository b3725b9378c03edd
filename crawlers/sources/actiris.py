"""Actiris, the Brussels employment service: sitemaps by lastmod, then server-rendered pages."""

import re
from collections.abc import Iterable
from datetime import timedelta

from scrapy.http import TextResponse

from crawlers.boards import Board
from crawlers.declare import REVIEWED, mapping, public_service
from crawlers.fields import Fields
from crawlers.listing_spider import pick
from crawlers.passport import Passport
from crawlers.sitemap_spider import SitemapSpider


class Actiris(SitemapSpider):
    """One offer stands in two languages under one reference: the first seen counts. Old entries stay listed."""

    card = public_service("actiris", "Actiris", homepage="https://www.actiris.brussels")
    passport = Passport(
        reading="robots.txt names the sitemaps of offers and closes /media/ only. The JSON interface of the search is "
        "meant for the site's own pages: unused. The number in a logo's address is the delivering account's.",
        terms_url="https://www.actiris.brussels/nl/burgers/gebruiksvoorwaarden/",
        reviewed_on=REVIEWED,
    )
    single_list = True
    vendor_host = "www.actiris.brussels"
    sitemap_paths = tuple(f"/sitemapoffers-{language}.xml" for language in ("nl", "fr"))
    job_path = re.compile(r"[?&]reference=\d+")
    relevant_for = timedelta(days=90)
    selectors = mapping(
        title=".bloc-title h1::text",
        description=".bloc-emploi__text",
        date_posted="p.state::text",
        job_locations="li:has(.icon-place) span.text::text",
        employment_types="li:has(.icon-clock) span.text::text, li:has(.icon-support) span.text::text",
        occupation="li:has(.icon-objectif) span.text::text",
        hiring_organization="tr:contains('werkgever') td + td div::text, tr:contains('employeur') td + td div::text",
        in_language="html::attr(lang)",
    )

    def identifier_at(self, url: str) -> str:
        """Return the offer's reference."""
        found = re.search(r"[?&]reference=(\d+)", url)
        return found[1] if found else super().identifier_at(url)

    def read_detail(self, response: TextResponse, listed: Fields, board: Board) -> Iterable[Fields]:
        """Read one offer; the creation date stands after its label."""
        fields = pick(response, self.selectors)
        if response.css("main[data-gtmref]") and fields.get("title"):
            dated = re.search(r"\d.*", " ".join(response.css("p.state::text").getall()))
            yield {**fields, "url": response.url, "date_posted": dated[0].strip() if dated else None}
