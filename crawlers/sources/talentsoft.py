"""Talentsoft (Cegid): the careers site's RSS, the whole board in one document."""

import re
from collections.abc import Mapping
from typing import Any

from crawlers.declare import REVIEWED, employers, mapping
from crawlers.feed_spider import FeedSpider
from crawlers.fields import Fields, unescaped
from crawlers.passport import Passport

REFERENCE = re.compile(r"^((?=[^\s-]*\d)[\w/.-]{2,30}?)\s+-\s+(\S.*)$", re.DOTALL)


class Talentsoft(FeedSpider):
    """A board is a host. A title begins with the requisition's reference."""

    card = employers("talentsoft", "Talentsoft (Cegid)")
    passport = Passport(
        reading="The feed is offered to readers on the careers pages; robots.txt is obeyed per host.",
        terms_url="https://www.cegid.com/en/legal-notice/",
        reviewed_on=REVIEWED,
    )
    one_bucket = False
    list_url = "{origin}/handlers/offerRss.ashx?LCID=1036"
    field_map = mapping(
        url="link", title="title", description="description", date_posted="pubDate", occupation="category", guid="guid"
    )

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Part the reference from the title; name the posting by the number in its address."""
        fields["description"] = unescaped(item.get("description"))
        if found := REFERENCE.match(str(item.get("title") or "").strip()):
            fields["external_reference"], fields["title"] = found.groups()
        numbered = re.search(r"(?:idOffre=|[-_/])(\d+)(?:\.aspx)?(?:[?&#]|$)", str(item.get("link") or ""))
        fields["identifier"] = numbered[1] if numbered else fields.get("guid") or fields.get("url")
