"""JSON lists: where the postings stand in an answer and what their members are called → fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import orjson
from scrapy import Request
from scrapy.http import TextResponse

from crawlers.boards import Board
from crawlers.fields import Fields, dig
from crawlers.pages import Listed, Page
from crawlers.posting_spider import PostingSpider
from crawlers.trouble import Trouble
from models.vocabulary import Cause


def json_of(response: TextResponse) -> Any:
    """Return the JSON value of an answer; raises `Trouble` with what came instead."""
    try:
        return orjson.loads(response.body)
    except (orjson.JSONDecodeError, RecursionError) as error:
        body = response.body.strip()
        cut = body[:1] in (b"{", b"[") and body[-1:] not in (b"}", b"]")
        raise Trouble(Cause.TRUNCATED_BODY if cut else Cause.NOT_JSON, f"{error}: {response.text[:60]!r}") from error


class ApiSpider(PostingSpider):
    """Reads lists in JSON. The usual case is three declarations: ``list_url``, ``items_path``, ``field_map``.

    A list without paging ends with its answer. A paged one declares ``page_size`` and overrides `page_request`; it ends
    when the declared total is reached or, where none is declared, with an empty page.
    """

    list_url: ClassVar[str] = ""
    """Address of the list with ``{token}``, ``{host}``, ``{site}`` or ``{origin}`` of the board in it."""
    items_path: ClassVar[str] = ""
    """Path to the list of postings; empty when the answer is that list."""
    posting_url: ClassVar[str] = ""
    """Address of a posting for people, with ``{identifier}`` besides the board's names; for lists that give none."""
    total_path: ClassVar[str | None] = None
    field_map: ClassVar[Mapping[str, str]] = {}
    """RawPosting's field, or a name for ``extra`` → path in the posting; see `fields.dig`."""
    stamp_path: ClassVar[str | None] = None
    """Path to what changes with the posting; by default all that the list says."""
    page_size: ClassVar[int | None] = None
    first_page: ClassVar[int] = 0
    empty_list_confirms: ClassVar[bool] = True
    """Whether an empty list is the source's own word; False where an unknown board gives one too."""

    def list_requests(self, board: Board) -> Iterable[Request]:
        """Ask for the list, or for its first page."""
        if self.page_size is None:
            yield Request(self.address(self.list_url, board))
        else:
            yield self._page(board, 0)

    def page_request(self, board: Board, start: int) -> Request:
        """Return the request for the page that begins with row ``start``."""
        raise NotImplementedError

    def items(self, data: Any) -> list[Mapping[str, Any]]:
        """Return the postings of an answer; raises `Trouble` when they are not where they were."""
        found = dig_list(data, self.items_path)
        if found is None:
            raise Trouble(Cause.SCHEMA_CHANGED, f"no list at {self.items_path or 'the top'!r}")
        return found

    def read_list(self, response: TextResponse, board: Board) -> Page:
        """Read one answer of the list."""
        data = json_of(response)
        items = self.items(data)
        total = dig_total(data, self.total_path)
        listed = [self.listed(item, board) for item in items]
        if self.page_size is None:
            return Page(listed, ended="one answer", declared=total, empty=not items and self._confirms(total))
        start = int(response.request.meta.get("start", 0)) if response.request else 0
        return self._paged(listed, start, total, board)

    def _paged(self, listed: list[Listed], start: int, total: int | None, board: Board) -> Page:
        reached = start + len(listed)
        if not listed or (total is not None and reached >= total):
            empty = start == 0 and not listed and self._confirms(total)
            return Page(listed, ended="total reached" if listed else "empty page", declared=total, empty=empty)
        return Page(listed, following=[self._page(board, reached)], declared=total)

    def _page(self, board: Board, start: int) -> Request:
        request = self.page_request(board, start)
        return request.replace(meta={**request.meta, "start": start}, dont_filter=True)

    def _confirms(self, total: int | None) -> bool:
        return total == 0 if self.total_path else self.empty_list_confirms

    def listed(self, item: Mapping[str, Any], board: Board) -> Listed:
        """Return one posting of the list."""
        fields = self.fields(item, board)
        stamp = dig(item, self.stamp_path) if self.stamp_path else item
        return Listed(fields, self.detail_request(item, board), stamp=stamp, rejected=self.rejects(item))

    def fields(self, item: Mapping[str, Any], board: Board) -> Fields:
        """Return the fields that the map finds, amended."""
        fields: Fields = {name: dig(item, path) for name, path in self.field_map.items()}
        if self.posting_url and not fields.get("url"):
            fields["url"] = self.address(self.posting_url, board, identifier=fields.get("identifier"))
        self.amend(fields, item)
        return {name: value for name, value in fields.items() if value is not None}

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Add to the fields what a map cannot say."""

    def rejects(self, item: Mapping[str, Any]) -> str | None:  # noqa: ARG002 - a hook
        """Return why an item is no posting, or None."""
        return None

    def detail_request(self, item: Mapping[str, Any], board: Board) -> Request | None:  # noqa: ARG002 - a hook
        """Return how to ask for what the list leaves out; None when it leaves out nothing."""
        return None

    def address(self, template: str, board: Board, **words: object) -> str:
        """Fill a template with the board's names and further words."""
        return template.format(token=board.token, host=board.host, site=board.site, origin=board.origin, **words)


def mapping(**paths: str) -> Mapping[str, str]:
    """Return a field map: RawPosting's field, or a name for ``extra`` → path in the source's own object."""
    return paths


def dig_list(data: Any, path: str) -> list[Mapping[str, Any]] | None:
    """Return the list of objects at a path, also an empty one; None when there is no list."""
    for step in filter(None, path.split(".")):
        if isinstance(data, list) and step.isdigit():
            data = data[int(step)] if int(step) < len(data) else None
        else:
            data = data.get(step) if isinstance(data, Mapping) else None
    return [item for item in data if isinstance(item, Mapping)] if isinstance(data, list) else None


def dig_total(data: Any, path: str | None) -> int | None:
    """Return the total that an answer states; None when it states none."""
    if path is None:
        return None
    for step in path.split("."):
        if isinstance(data, list) and step.isdigit():
            data = data[int(step)] if int(step) < len(data) else None
        else:
            data = data.get(step) if isinstance(data, Mapping) else None
    return data if isinstance(data, int) and not isinstance(data, bool) and data >= 0 else None
