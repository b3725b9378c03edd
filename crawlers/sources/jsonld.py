"""Any careers site that publishes sitemaps and schema.org JobPostings."""

from crawlers.declare import REVIEWED, employers
from crawlers.passport import Passport
from crawlers.sitemap_spider import SitemapSpider


class JSONLD(SitemapSpider):
    """A board is a host; robots.txt leads to its sitemaps, JSON-LD or microdata holds the ads."""

    card = employers("jsonld", "Employers' own sites", closes_after=3)
    passport = Passport(
        reading="Employers mark their own vacancies up for machines; robots.txt and reservations are obeyed per host.",
        terms_url="https://schema.org/JobPosting",
        reviewed_on=REVIEWED,
    )
