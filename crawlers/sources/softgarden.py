"""Softgarden: the board's page names all jobs, each job's page has a JobPosting."""

import json
import re
from collections.abc import Iterable

from scrapy import Request
from scrapy.http import TextResponse

from crawlers.boards import Board
from crawlers.declare import REVIEWED, employers
from crawlers.fields import Fields
from crawlers.markup import first_posting
from crawlers.pages import Listed, Page
from crawlers.passport import Passport
from crawlers.posting_spider import PostingSpider
from crawlers.trouble import Trouble
from models.vocabulary import Cause

IDS = re.compile(r"complete_job_id_list\s*=\s*(\[[\d,\s\"']{0,100000}\])")


class Softgarden(PostingSpider):
    """robots.txt closes /api/, which is not used."""

    card = employers("softgarden", "Softgarden", homepage="https://softgarden.com", closes_after=3)
    passport = Passport(
        reading="Public boards; robots.txt closes /api/ and is obeyed per host.",
        terms_url="https://softgarden.com/en/terms/",
        reviewed_on=REVIEWED,
    )
    vendor_host = "{token}.softgarden.io"

    def list_requests(self, board: Board) -> Iterable[Request]:
        """Ask for the board's page."""
        yield Request(f"{self.origin(board)}/en/vacancies")

    def read_list(self, response: TextResponse, board: Board) -> Page:
        """Read the numbers of all jobs."""
        if (found := IDS.search(response.text)) is None:
            raise Trouble(Cause.SELECTOR_EMPTY, "no complete_job_id_list in the page")
        numbers = [str(number) for number in json.loads(found[1].replace("'", '"'))]
        pages = [(number, f"{self.origin(board)}/job/{number}") for number in numbers]
        listed = [Listed({"identifier": number, "url": url}, Request(url)) for number, url in pages]
        return Page(listed, ended="the complete list", declared=len(numbers), empty=not numbers)

    def is_detail(self, response: TextResponse) -> bool:
        """Tell a job's page by its address."""
        return "/job/" in response.url

    def identifier_at(self, url: str) -> str:
        """Return the number at the end of the address."""
        return url.rstrip("/").rpartition("/")[2]

    def read_detail(self, response: TextResponse, listed: Fields, board: Board) -> Iterable[Fields]:
        """Read the JobPosting of the page."""
        yield {**first_posting(response), "identifier": listed.get("identifier")}
