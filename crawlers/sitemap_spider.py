"""Sitemaps → addresses of posting pages with their lastmod → schema.org JobPostings on those pages."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import ClassVar
from urllib.parse import urljoin

import lxml.etree
from scrapy import Request
from scrapy.http import Response, TextResponse

from crawlers.boards import Board
from crawlers.fields import Fields
from crawlers.guards import OversizedBodyError, TruncatedBodyError, decoded
from crawlers.markup import tree_of, xml_of
from crawlers.pages import Listed, Page
from crawlers.posting_spider import PostingSpider
from crawlers.structured_data import fields_in, fields_in_json
from crawlers.transport import plain_url
from crawlers.trouble import Trouble
from models.vocabulary import Cause

MAX_DEPTH = 3
"""Sitemap indexes inside sitemap indexes that are followed."""

JOB_PATH = re.compile(
    r"/(?:[a-z-]{0,40}-)?(?:jobs?|vacatures?|vacanc(?:y|ies)|vacant|offres?|emplois?|postes?|stellen\w{0,20}|careers?"
    r"|carrieres?|werkenbij|openings?|positions?|jobadvert\w{0,10}|job-?detail\w{0,3}|o)(?:-[a-z-]{0,40})?[/?][^/?#]",
    re.IGNORECASE,
)
"""Addresses that look like one posting: a word for jobs, and something after it."""

_TRACKING = re.compile(r"[?&](?:utm_\w+|source|ref|gclid|fbclid)=[^&#]*", re.IGNORECASE)


class SitemapSpider(PostingSpider):
    """Reads a host's sitemaps and the postings they name. lastmod tells a later run which pages changed."""

    one_bucket: ClassVar[bool] = False
    job_path: ClassVar[re.Pattern[str]] = JOB_PATH
    relevant_for: ClassVar[timedelta | None] = None
    """Age of lastmod beyond which an address is taken for an archive and not listed."""
    sitemap_paths: ClassVar[tuple[str, ...]] = ()
    """Where the sitemaps stand; empty: robots.txt names them, else ``/sitemap.xml``."""

    def list_requests(self, board: Board) -> Iterable[Request]:
        """Ask for the declared sitemaps, or for robots.txt, which names them."""
        if board.url.endswith((".xml", ".xml.gz")):
            yield Request(board.url)
            return
        for path in self.sitemap_paths or ("/robots.txt",):
            yield Request(self.origin(board) + path)

    def read_list(self, response: TextResponse, board: Board) -> Page:
        """Read robots.txt, a sitemap index or a sitemap."""
        if response.url.endswith("/robots.txt"):
            named = re.findall(
                r"^\s{0,20}sitemap\s{0,5}:\s{0,5}(\S{1,2000})", response.text, re.IGNORECASE | re.MULTILINE
            )
            maps = [urljoin(response.url, address) for address in named] or [f"{self.origin(board)}/sitemap.xml"]
            return Page([], following=[Request(address, meta={"depth_of_map": 1}) for address in dict.fromkeys(maps)])
        root = xml_of(_body(response, self.max_bytes), response.url)
        kind = lxml.etree.QName(root).localname
        if kind == "sitemapindex":
            return self._index(root, response)
        if kind != "urlset":
            raise Trouble(Cause.NOT_XML, f"<{kind}> where a sitemap was due at {response.url}")
        return Page(list(self._entries(root)), ended="whole sitemap")

    def _index(self, root: lxml.etree._Element, response: TextResponse) -> Page:
        depth = int(response.request.meta.get("depth_of_map", 1)) if response.request else 1
        if depth >= MAX_DEPTH:
            raise Trouble(Cause.TRUNCATED_PAGES, f"sitemap indexes nested deeper than {MAX_DEPTH} at {response.url}")
        maps = [Request(url, meta={"depth_of_map": depth + 1}) for url, _ in _locations(root) if self.wants_map(url)]
        return Page([], following=maps, ended="whole index")

    def _entries(self, root: lxml.etree._Element) -> Iterator[Listed]:
        for url, lastmod in _locations(root):
            if self.job_path.search(url):
                fields: Fields = {"identifier": self.identifier_at(url), "url": url}
                if not self._too_old(lastmod):
                    yield Listed(fields, Request(url), stamp=lastmod)

    def wants_map(self, url: str) -> bool:
        """Whether a sitemap named in an index may hold postings."""
        return True

    def _too_old(self, lastmod: str | None) -> bool:
        if self.relevant_for is None or lastmod is None:
            return False
        return lastmod[:10] < (self.started_at - self.relevant_for).date().isoformat()

    def identifier_at(self, url: str) -> str:
        """Return the address without tracking parameters."""
        return _TRACKING.sub("", plain_url(url)).rstrip("?&")

    def is_detail(self, response: TextResponse) -> bool:
        """Take every page for a posting that is neither robots.txt nor XML."""
        head = response.body[:500].lstrip()
        return not response.url.endswith("/robots.txt") and not head.startswith(
            (b"<?xml", b"<urlset", b"<sitemapindex")
        )

    def read_detail(self, response: TextResponse, listed: Fields, board: Board) -> Iterable[Fields]:
        """Read the JobPostings of the page; the first takes the page's address as its identifier."""
        head = response.body[:100].lstrip()
        if head.startswith((b"{", b"[")):
            found = list(fields_in_json(response.json(), response.url))
        else:
            found = fields_in(tree_of(response), response.url)
        for number, fields in enumerate(found):
            own = fields.pop("identifier", None)
            if own is not None:
                fields["external_reference"] = own
            fields["identifier"] = (
                listed.get("identifier") if number == 0 else f"{listed.get('identifier')}#{own or number}"
            )
            self.amend(fields, response)
            yield fields

    def amend(self, fields: Fields, response: TextResponse) -> None:
        """Repair what the source's markup gets wrong."""


def _locations(root: lxml.etree._Element) -> Iterator[tuple[str, str | None]]:
    for entry in root:
        url = lastmod = None
        for child in entry.iterchildren("{*}loc", "{*}lastmod"):
            name = lxml.etree.QName(child).localname
            if name == "loc" and child.text:
                url = child.text.strip()
            elif name == "lastmod" and child.text:
                lastmod = child.text.strip()
        if url:
            yield url, lastmod


def _body(response: Response, limit: int) -> bytes:
    if not response.body.startswith(b"\x1f\x8b"):
        return response.body
    try:
        return decoded(response.body, ["gzip"], limit)
    except (TruncatedBodyError, OversizedBodyError, gzip.BadGzipFile) as error:
        raise Trouble(Cause.TRUNCATED_BODY, f"{error} at {response.url}") from error
