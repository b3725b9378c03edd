"""Client credentials → an access token → pages that are asked for with it (OAuth 2, RFC 6749 section 4.4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import TextResponse

from crawlers.api_spider import ApiSpider, json_of
from crawlers.boards import Board
from crawlers.pages import Page, site_at
from crawlers.secret import hide, secret
from crawlers.trouble import Trouble
from models.vocabulary import Cause


class ClientCredentials(ApiSpider):
    """Mixed into a paged API spider: the passport's two keys are the client's name and secret."""

    token_url: ClassVar[str]
    client_header: ClassVar[str | None] = None
    """Header in which the service wants the client's name besides the token."""
    token = ""

    def list_requests(self, board: Board) -> Iterable[Request]:
        """Ask for an access token first."""
        name, word = (secret(key) or "" for key in self.passport.keys)
        form = {"grant_type": "client_credentials", "client_id": name, "client_secret": word}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        yield Request(self.token_url, method="POST", body=urlencode(form), headers=headers)

    def read_list(self, response: TextResponse, board: Board) -> Page:
        """Take the token, or read a page that was asked for with it."""
        if response.url != self.token_url:
            return super().read_list(response, board)
        self.token = str(json_of(response).get("access_token") or "")
        if not self.token:
            raise Trouble(Cause.KEY_REJECTED, f"no access_token from {site_at(self.token_url)}")
        hide(self.token)
        return Page([], following=[self._page(board, 0)])

    def signed(self, request: Request) -> Request:
        """Put the token on, once there is one."""
        if self.token:
            request.headers["Authorization"] = f"Bearer {self.token}"
            if self.client_header:
                request.headers[self.client_header] = secret(self.passport.keys[0]) or ""
        return request
