"""Phenom careers sites: their sitemaps, then the JobPosting of each page or the data that the page is made from."""

import json
import re
from collections.abc import Iterable
from typing import Any

from scrapy.http import TextResponse

from crawlers.boards import Board
from crawlers.declare import REVIEWED, employers, mapping
from crawlers.fields import Fields, dig
from crawlers.passport import Passport
from crawlers.sitemap_spider import SitemapSpider


class Phenom(SitemapSpider):
    """A board is a careers host."""

    card = employers("phenom", "Phenom", homepage="https://www.phenom.com", closes_after=3)
    passport = Passport(
        reading="Public careers sites with sitemaps for robots; robots.txt is obeyed per host.",
        terms_url="https://www.phenom.com/terms-of-use",
        reviewed_on=REVIEWED,
    )
    job_path = re.compile(r"/job/[\w-]{3,60}(?:/|$)")
    words = mapping(
        identifier="jobId|reqId",
        title="title",
        description="description|ml_Description|descriptionTeaser",
        job_locations="multi_location|location|cityStateCountry",
        date_posted="postedDate|dateCreated",
        employment_types="type",
        in_language="locale",
        external_reference="reqId",
        occupation="category",
        department="department",
        url="applyUrl",
    )

    def identifier_at(self, url: str) -> str:
        """Return the number after ``/job/``; the title behind it may change."""
        found = re.search(r"/job/([\w-]+)", url)
        return found[1] if found else super().identifier_at(url)

    def read_detail(self, response: TextResponse, listed: Fields, board: Board) -> Iterable[Fields]:
        """Read the markup; without any, the object ``phApp.ddo`` that holds one job or a list of them."""
        marked = list(super().read_detail(response, listed, board))
        yield from marked or (self._fields(job) for job in _jobs(response.text))

    def _fields(self, job: Any) -> Fields:
        return {name: value for name, path in self.words.items() if (value := dig(job, path))}


def _jobs(text: str) -> list[Any]:
    found = re.search(r"phApp\.ddo\s*=\s*", text)
    data = json.JSONDecoder().raw_decode(text, found.end())[0] if found else {}
    one = dig(data, "jobDetail.data.job")
    return [one] if one else dig(data, "eagerLoadRefineSearch.data.jobs") or []
