"""JSON lists: where the postings stand in an answer and what their members are called → fields."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import orjson
from scrapy import Request
from scrapy.http import TextResponse

from crawlers.boards import Board
from crawlers.fields import Fields, dig
from crawlers.markup import first_posting
from crawlers.pages import Listed, Page
from crawlers.posting_spider import PostingSpider
from crawlers.trouble import Trouble
from models.vocabulary import Cause


def json_of(response: TextResponse) -> Any:
    """Return the JSON value of an answer; raises `Trouble` with what came instead."""
    with contextlib.suppress(orjson.JSONDecodeError):
        return orjson.loads(response.body)
    try:  # a lone surrogate or a control character in one text must not cost the whole list
        return json.loads(response.text, strict=False)
    except (ValueError, RecursionError) as error:
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
    """Address of a posting for people, with ``{identifier}`` or ``{item[name]}``; for lists that give none."""
    total_path: ClassVar[str | None] = None
    field_map: ClassVar[Mapping[str, str]] = {}
    """RawPosting's field, or a name for ``extra`` → path in the posting; see `fields.dig`."""
    page_url: ClassVar[str] = ""
    """Address of a page with ``{start}``, the number of its first row, ``{number}``, counted from 1, ``{size}``."""
    detail_url: ClassVar[str] = ""
    """Address of a posting's own JSON, with ``{identifier}`` and ``{url}`` of the list besides the board's names."""
    detail_path: ClassVar[str] = ""
    """Path to the posting in its own JSON."""
    detail_map: ClassVar[Mapping[str, str]] = {}
    marked_detail: ClassVar[bool] = False
    """Whether the page at the list's ``url`` is to be read for its JobPosting."""
    empty_list_confirms: ClassVar[bool] = True
    """Whether an empty list is the source's own word; False where an unknown board gives one too."""

    def list_requests(self, board: Board) -> Iterable[Request]:
        """Ask for the list, or for its first page."""
        if self.page_size is None:
            yield Request(self.address(self.list_url, board))
        else:
            yield self._page(board, 0)

    def probe_request(self, board: Board) -> Request:
        """Return the request for the newest postings: fewer than a whole page of them, where that will do."""
        return super().probe_request(board) if self.probe_size is None else self._page(board, 0, size=self.probe_size)

    def page_request(self, board: Board, start: int, size: int) -> Request:
        """Return the request for the page of ``size`` postings that begins with row ``start``."""
        return Request(self.address(self.page_url, board, start=start, number=-(-start // size) + 1, size=size))

    def items(self, data: Any) -> list[Mapping[str, Any]]:
        """Return the postings of an answer; raises `Trouble` when they are not where they were."""
        found = dig_list(data, self.items_path)
        if found is None:
            raise Trouble(Cause.SCHEMA_CHANGED, f"no list at {self.items_path or 'the top'!r}")
        return found

    def read_list(self, response: TextResponse, board: Board) -> Page:
        """Read one answer of the list."""
        data = self.parse_answer(response)
        items = self.items(data)
        total = dig_total(data, self.total_path)
        listed = [self.listed(item, board) for item in items]
        if self.page_size is None:
            return Page(listed, ended="one answer", declared=total, empty=not items and self.confirms(total))
        meta = response.request.meta if response.request else {}
        start, stated = int(meta.get("start", 0)), meta.get("total")
        return self._paged(listed, start, stated if start and stated is not None else total, board)

    def parse_answer(self, response: TextResponse) -> Any:
        """Return the value of an answer; raises `Trouble` when it is none."""
        return json_of(response)

    def _paged(self, listed: list[Listed], start: int, total: int | None, board: Board) -> Page:
        reached = start + len(listed)
        if not listed or (total is not None and reached >= total):
            empty = start == 0 and not listed and self.confirms(total)
            return Page(listed, ended="total reached" if listed else "empty page", declared=total, empty=empty)
        return Page(listed, following=[self._page(board, reached, total)], declared=total)

    def _page(self, board: Board, start: int, total: int | None = None, size: int | None = None) -> Request:
        """Ask for a page; the total goes along, because some systems state it on the first page only."""
        request = self.page_request(board, start, size or self.page_size or 1)
        return request.replace(meta={**request.meta, "start": start, "total": total})

    def confirms(self, total: int | None) -> bool:
        """Whether an empty list with this total is the source's own word that it has no postings."""
        return total == 0 if self.total_path else self.empty_list_confirms

    def listed(self, item: Mapping[str, Any], board: Board) -> Listed:
        """Return one posting of the list."""
        fields = self.fields(item, board)
        rejected = self.rejects(item)
        detail = None if rejected else self.detail_request(fields, board)
        return Listed(fields, detail, stamp=self.stamp(item), rejected=rejected)

    def stamp(self, item: Mapping[str, Any]) -> Any:
        """Return what changes when the posting changes; by default all that the list says of it."""
        return item

    def fields(self, item: Mapping[str, Any], board: Board) -> Fields:
        """Return the fields that the map finds, amended."""
        fields: Fields = {name: dig(item, path) for name, path in self.field_map.items()}
        if self.posting_url and not fields.get("url"):
            fields["url"] = self.address(self.posting_url, board, identifier=fields.get("identifier"), item=item)
        self.amend(fields, item)
        return {name: value for name, value in fields.items() if value is not None}

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Add to the fields what a map cannot say."""

    def rejects(self, item: Mapping[str, Any]) -> str | None:
        """Return why an item is no posting, or None."""
        return None

    def detail_request(self, fields: Fields, board: Board) -> Request | None:
        """Return how to ask for what the list leaves out; None when it leaves out nothing."""
        if self.detail_url:
            words = {name: fields.get(name) for name in ("identifier", "url")}
            return Request(self.address(self.detail_url, board, **words))
        return Request(str(fields["url"])) if self.marked_detail else None

    def read_detail(self, response: TextResponse, listed: Fields, board: Board) -> Iterable[Fields]:
        """Read the JobPosting of the posting's page, or its own JSON through the detail map."""
        if self.marked_detail:
            fields = first_posting(response)
        else:
            data = json_of(response)
            item = dig(data, self.detail_path) if self.detail_path else data
            if not isinstance(item, Mapping):
                raise Trouble(Cause.SCHEMA_CHANGED, f"no object at {self.detail_path!r}")
            fields = {name: dig(item, path) for name, path in self.detail_map.items()}
            self.amend_detail(fields, data)
        kept = {name: value for name, value in fields.items() if value not in (None, "", [], ())}
        yield {**kept, "identifier": listed.get("identifier")}

    def amend_detail(self, fields: Fields, data: Any) -> None:
        """Add to the fields what a map cannot say; ``data`` is the whole answer."""

    def is_detail(self, response: TextResponse) -> bool:
        """Take an answer without the list for a posting's own, where the source has such."""
        try:
            self.items(self.parse_answer(response))
        except Trouble:
            return bool(self.detail_url or self.marked_detail)
        return False

    def address(self, template: str, board: Board, **words: object) -> str:
        """Fill a template with the board's names and further words."""
        names = {
            "token": board.token,
            "host": board.host,
            "site": board.site,
            "tenant": board.host.partition(".")[0],
            "origin": self.origin(board),
        }
        return template.format(**names, **words)


def dig_list(data: Any, path: str) -> list[Mapping[str, Any]] | None:
    """Return the list of objects at a path, also an empty one; None when there is no list.

    What is no object becomes an empty one: a posting that cannot be read is rejected by name, not passed over.
    """
    data = _walk(data, path)
    return [item if isinstance(item, Mapping) else {} for item in data] if isinstance(data, list) else None


def dig_total(data: Any, path: str | None) -> int | None:
    """Return the total that an answer states; None when it states none."""
    total = None if path is None else _walk(data, path)
    return total if isinstance(total, int) and not isinstance(total, bool) and total >= 0 else None


def _walk(data: Any, path: str) -> Any:
    """Return what stands at a path of names and of positions in lists, also something empty; see `fields.dig`."""
    for step in filter(None, path.split(".")):
        if isinstance(data, list) and step.isdigit():
            data = data[int(step)] if int(step) < len(data) else None
        else:
            data = data.get(step) if isinstance(data, Mapping) else None
    return data
