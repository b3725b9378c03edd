"""Odoo's recruitment website: a paged list of cards, then microdata on each job page."""

import re

from crawlers.declare import REVIEWED, employers, mapping
from crawlers.listing_spider import ListingSpider
from crawlers.passport import Passport


class Odoo(ListingSpider):
    """A board is a host. Twelve cards a page; a page beyond the last shows the last one again."""

    card = employers("odoo", "Odoo websites", homepage="https://www.odoo.com", closes_after=3)
    passport = Passport(
        reading="Employers' own websites with marked-up job pages; robots.txt is obeyed per host.",
        terms_url="https://www.odoo.com/documentation/user/applications/hr/recruitment.html",
        reviewed_on=REVIEWED,
    )
    one_bucket = False
    list_url = "{origin}/jobs?page={page}"
    first_page, page_size = 1, 12
    cards = ".card:has(a[href*='/jobs/'] h3), a.card[href*='/jobs/'], a[href*='/jobs/']:has(h3)"
    pager = ".pagination .page-link::text"
    frame = "#wrap, main"
    empty_sign = ".o_website_hr_recruitment_no_job, #jobs_grid .oe_no_jobs, .o_jobs_empty"
    card_fields = mapping(
        url="a[href*='/jobs/']::attr(href) | ::attr(href)",
        title="h3 span::text | h3::text",
        job_locations="[itemprop=address] span::text, .o_job_infos span::text",
        department=".o_job_department::text",
    )
    detail_frame = "[itemtype*='schema.org/JobPosting']"
    detail_fields = mapping(description="#job_description, .o_job_description, [itemprop=description]")

    def identifier_at(self, url: str) -> str:
        """Return the slug of the job, whose end is its number."""
        found = re.search(r"/jobs/(?:detail/)?([^/?#]+)", url)
        return found[1] if found else super().identifier_at(url)
