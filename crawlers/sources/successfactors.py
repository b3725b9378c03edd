"""SAP SuccessFactors Career Site Builder: the host's sitemap, then microdata on each job page."""

import re

from scrapy.http import TextResponse

from crawlers.declare import REVIEWED, employers
from crawlers.fields import Fields
from crawlers.passport import Passport
from crawlers.sitemap_spider import SitemapSpider


class SuccessFactors(SitemapSpider):
    """A board is a careers host. Dates are Java's, addresses one text such as ``Mortsel, BE``."""

    card = employers("successfactors", "SAP SuccessFactors", closes_after=3)
    passport = Passport(
        reading="Public careers sites with sitemaps for robots; /services/ is closed by robots.txt and is not used.",
        terms_url="https://www.sap.com/about/legal/terms-of-use.html",
        reviewed_on=REVIEWED,
    )
    sitemap_paths = ("/sitemap.xml",)
    job_path = re.compile(r"/job/[^?#]{0,300}/\d{4,}/?$")

    def identifier_at(self, url: str) -> str:
        """Return the number at the end of the address; slug and language may change."""
        found = re.search(r"/(\d{4,})/?(?:[?#]|$)", url)
        return found[1] if found else super().identifier_at(url)

    def amend(self, fields: Fields, response: TextResponse) -> None:
        """Take the page's language from its apply button."""
        fields.setdefault("in_language", response.css("a.apply::attr(lang), [itemprop=title]::attr(lang)").get())
