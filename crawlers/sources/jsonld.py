"""Any careers site that publishes sitemaps and schema.org JobPostings."""

from datetime import date

from crawlers.passport import Passport
from crawlers.sitemap_spider import SitemapSpider
from models.run import SourceCard
from models.vocabulary import LegalStatus, Rights, SourceKind


class JSONLD(SitemapSpider):
    """A board is a host; robots.txt leads to its sitemaps, JSON-LD or microdata holds the ads."""

    card = SourceCard(
        name="jsonld",
        title="Employers' own sites",
        kind=SourceKind.EMPLOYER,
        status=LegalStatus.TOLERATED,
        rights=Rights.EXCERPT,
    )
    passport = Passport(
        reading="Employers mark their own vacancies up for machines; robots.txt and reservations are obeyed per host.",
        terms_url="https://schema.org/JobPosting",
        reviewed_on=date(2026, 11, 23),
    )
