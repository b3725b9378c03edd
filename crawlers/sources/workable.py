"""Workable: the careers widget's list, one answer a board, one row for each location of a posting."""

from collections.abc import Mapping
from typing import Any

from crawlers.api_spider import ApiSpider
from crawlers.declare import REVIEWED, employers, mapping
from crawlers.fields import Fields, dig, place
from crawlers.passport import Passport
from models.vocabulary import LegalStatus


class Workable(ApiSpider):
    """Rows with one shortcode are one posting. The widget, not the paged list, whose next page never ends."""

    card = employers("workable", "Workable", status=LegalStatus.OPEN, homepage="https://www.workable.com")
    passport = Passport(
        reading="The widget interface exists to show a board on other pages; it needs no key.",
        terms_url="https://www.workable.com/terms",
        reviewed_on=REVIEWED,
    )
    list_url = "https://apply.workable.com/api/v1/widget/accounts/{token}?details=true"
    items_path = "jobs"
    field_map = mapping(
        identifier="shortcode",
        url="url",
        title="title",
        description="description",
        hiring_organization="board_name",
        date_posted="published_on|created_at",
        employment_types="employment_type",
        remote="telecommuting",
        department="department",
        experience="experience",
        education="education",
        industry="industry",
        function="function",
    )

    def items(self, data: Any) -> list[Mapping[str, Any]]:
        """Join the rows of each shortcode."""
        joined: dict[str, dict[str, Any]] = {}
        for number, row in enumerate(super().items(data)):
            one = joined.setdefault(
                str(row.get("shortcode") or number), {**row, "board_name": dig(data, "name"), "rows": []}
            )
            one["rows"].append(row)
        return list(joined.values())

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Take a place from each row; ``false`` for remote work says nothing."""
        parts = [(row.get("city"), row.get("state"), row.get("country")) for row in item["rows"]]
        fields["job_locations"] = [place(city=city, region=region, country=country) for city, region, country in parts]
        fields["remote"] = "TELECOMMUTE" if item.get("telecommuting") is True else None
