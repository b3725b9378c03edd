"""talent.brussels: the Brussels Region's vacancies, server-rendered."""

from crawlers.declare import REVIEWED, mapping, public_service
from crawlers.listing_spider import ListingSpider
from crawlers.passport import Passport


class TalentBrussels(ListingSpider):
    """A few dozen cards; the page after the last has no list. Requisition and organisation are missing on some."""

    card = public_service("talent_brussels", "talent.brussels", homepage="https://talent.brussels")
    passport = Passport(
        reading="Public list of the Brussels Region's vacancies; robots.txt is obeyed.",
        terms_url="https://talent.brussels/fr/mentions-legales",
        reviewed_on=REVIEWED,
    )
    single_list, page_size = True, 5
    list_url = "https://talent.brussels/fr/offres-d-emploi?page={page}"
    cards = "ul.job-list > li"
    card_fields = mapping(
        url="a.stretched-link::attr(href)",
        title="h3 .field--name-title::text",
        external_reference="p.req::text",
        hiring_organization="p.division::text | img::attr(alt)",
    )
    detail_frame = "article.node--type-job, .node--type-vacancy"
    detail_fields = mapping(
        title="h1 span::text | h1::text",
        description="article.node--type-job .node__content, .field--name-body, .node--type-vacancy .node__content",
        valid_through=".field--name-field-deadline time::attr(datetime)",
    )

    def identifier_at(self, url: str) -> str:
        """Return the organisation and the slug of the job."""
        return "/".join(url.partition("?")[0].rstrip("/").split("/")[-2:])
