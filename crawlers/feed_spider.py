"""XML feeds (RSS, Personio's list): elements become objects, which are then read like a JSON list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import lxml.etree
from scrapy.http import TextResponse

from crawlers.api_spider import ApiSpider, dig_list
from crawlers.markup import xml_of
from crawlers.trouble import Trouble
from models.vocabulary import Cause


class FeedSpider(ApiSpider):
    """Reads lists in XML; names are those of the elements, without their namespace.

    A feed without items is empty by its own word: it was read to its end.
    """

    root: ClassVar[str] = "rss"
    """Name of the document's first element; another document is no feed of this source."""
    items_path: ClassVar[str] = "channel.item"

    def parse_answer(self, response: TextResponse) -> Any:
        """Return the document as an object; raises `Trouble` when it is none."""
        root = xml_of(response.body, response.url)
        if lxml.etree.QName(root).localname != self.root:
            raise Trouble(Cause.SCHEMA_CHANGED, f"<{root.tag}> where <{self.root}> was due")
        return as_object(root)

    def items(self, data: Any) -> list[Mapping[str, Any]]:
        """Return the items; a feed may have none, or a single one."""
        *way, last = self.items_path.split(".")
        parent = data
        for step in way:
            parent = parent.get(step) if isinstance(parent, Mapping) else None
            if parent is None:
                raise Trouble(Cause.SCHEMA_CHANGED, f"no <{step}> in the feed")
        found = parent.get(last) if isinstance(parent, Mapping) else None
        return dig_list(found if isinstance(found, list) else [] if found is None else [found], "") or []


def as_object(element: lxml.etree._Element) -> Any:
    """Return an element as text when it has no children, else as an object; repeated children become a list."""
    children = [child for child in element if isinstance(child.tag, str)]
    if not children:
        return "".join(str(text) for text in element.itertext())
    found: dict[str, Any] = {}
    for child in children:
        name, value = lxml.etree.QName(child).localname, as_object(child)
        if name not in found:
            found[name] = value
        elif isinstance(found[name], list):
            found[name].append(value)
        else:
            found[name] = [found[name], value]
    return found
