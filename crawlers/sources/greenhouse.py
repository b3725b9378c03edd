"""Greenhouse job boards: a documented public list with the whole ad in it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from crawlers.api_spider import ApiSpider, mapping
from crawlers.fields import Fields, dig, unescaped
from crawlers.passport import Passport
from models.run import SourceCard
from models.vocabulary import LegalStatus, Rights, SourceKind


class Greenhouse(ApiSpider):
    """One answer a board. Two posts may share a requisition, one for each location: they stay two postings."""

    card = SourceCard(
        name="greenhouse",
        title="Greenhouse",
        kind=SourceKind.EMPLOYER,
        status=LegalStatus.OPEN,
        rights=Rights.EXCERPT,
        homepage="https://www.greenhouse.com",
        closes_after=1,
    )
    passport = Passport(
        reading="'Job Board data is publicly available, so authentication is not required for any GET endpoints.' "
        "robots.txt closes /embed/ only.",
        terms_url="https://developers.greenhouse.io/job-board.html",
        documented_api=("https://boards-api.greenhouse.io/v1/boards/",),
        reviewed_on=date(2026, 11, 23),
    )
    list_url = "https://boards-api.greenhouse.io/v1/boards/{token}/jobs?content=true"
    items_path = "jobs"
    total_path = "meta.total"
    field_map = mapping(
        identifier="id",
        url="absolute_url",
        title="title",
        hiring_organization="company_name",
        date_posted="first_published",
        valid_through="application_deadline",
        in_language="language",
        external_reference="requisition_id",
        base_salary="pay_input_ranges",
        department="departments[].name",
        office="offices[].name",
        changed_at="updated_at",
    )

    def _confirms(self, total: int | None) -> bool:
        return total in (0, None)

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Unescape the content once; split the location text, which may hold several places."""
        fields["description"] = unescaped(item.get("content"))
        named = dig(item, "location.name")
        fields["job_locations"] = [name.strip() for name in named.split(";")] if isinstance(named, str) else None
