"""Three small sources of our own, one for each way to read a list, on which the shared rules are shown."""

from __future__ import annotations

import re

from crawlers.api_spider import ApiSpider
from crawlers.declare import employers, mapping
from crawlers.listing_spider import ListingSpider
from crawlers.sitemap_spider import SitemapSpider
from tests.crawlers.small_web import passport

HOST = "https://jobs.windvaan.be"


class Listed(ApiSpider):
    """A JSON list in pages of ten, each posting with its own page."""

    card = employers("windvaan", "Windvaan")
    passport = passport()
    single_list = True
    one_bucket = False
    items_path, total_path, page_size = "jobs", "total", 10
    page_url = HOST + "/api?start={start}"
    detail_url, detail_map = HOST + "/api/{identifier}", mapping(title="title", description="text")
    field_map = mapping(identifier="id", title="title")
    max_pages = 20


class OneList(ApiSpider):
    """A JSON list in one answer."""

    card = employers("kompas", "Kompas")
    passport = passport()
    single_list = True
    list_url = HOST + "/all"
    items_path = "jobs"
    field_map = mapping(identifier="id", title="title", description="text")


class Mapped(SitemapSpider):
    """Sitemaps and marked pages."""

    card = employers("sextant", "Sextant")
    passport = passport()
    vendor_host = "jobs.windvaan.be"
    sitemap_paths = ("/sitemap.xml",)
    job_path = re.compile(r"/job/\d+$")


class Carded(ListingSpider):
    """Cards on numbered pages."""

    card = employers("logboek", "Logboek")
    passport = passport()
    single_list = True
    list_url = HOST + "/vacatures?p={page}"
    cards = "li.kaart"
    card_fields = mapping(url="a::attr(href)", title="a::text")
    detail_fields = mapping(description=".tekst")
