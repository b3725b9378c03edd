"""VDAB's open service for vacancies, version 4 (OAuth 2): switched off until an agreement's credentials are set."""

from collections.abc import Mapping
from typing import Any

from crawlers.api_spider import ApiSpider
from crawlers.declare import REVIEWED, mapping, public_service
from crawlers.fields import Fields, dig, paragraphs, place_at
from crawlers.oauth import ClientCredentials
from crawlers.passport import Passport
from models.vocabulary import LegalStatus

KEYS = ("BELFRY_VDAB_CLIENT_ID", "BELFRY_VDAB_CLIENT_SECRET")
SERVICE = "https://api.vdab.be/services/openservices/vacatures/v4.2.0/vacatures"


class VDAB(ClientCredentials, ApiSpider):
    """An ad delivered by an intermediary names its client separately: that one is the employer."""

    card = public_service("vdab", "VDAB", homepage="https://www.vdab.be", status=LegalStatus.PERMISSION)
    passport = Passport(
        reading="Needs a partnership agreement with VDAB; new applications are suspended. With its credentials in "
        f"{' and '.join(KEYS)} it runs.",
        terms_url="https://www.vdab.be/webservices",
        documented_api=("https://op-derden.vdab.be/isam/sps/oauth/", SERVICE),
        keys=KEYS,
        agreement=KEYS[0],
        reviewed_on=REVIEWED,
    )
    single_list = True
    token_url = "https://op-derden.vdab.be/isam/sps/oauth/oauth20/token"  # noqa: S105 - an address
    client_header = "X-IBM-Client-Id"
    page_url = SERVICE + "?aantal={size}&vanaf={start}&sorteerveld=WIJZIGINGS_DATUM"
    posting_url = "https://www.vdab.be/vindeenjob/vacatures/{identifier}"
    items_path, total_path, page_size = "vacatures", "totaal", 200
    field_map = mapping(
        identifier="vacatureReferentie.vdabReferentie|vacatureReferentie.interneReferentie",
        title="functie.functieTitel",
        date_posted="publicatieDatum",
        valid_through="depublicatieDatum",
        external_reference="vacatureReferentie.externeReferentie",
        occupation="functie.beroepsprofiel.label",
        experience="functie.beroepsprofiel.ervaring",
        duplicate_of="dubbels.parentId",
        via="leverancier.naam",
    )

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Take employer, place, pay and kinds of contract from their objects."""
        between = str(dig(item, "leverancier.type") or "").upper() == "INTERMEDIAIREN"
        employer = dig(item, "profiel.opdrachtgever") or ({} if between else dig(item, "leverancier") or {})
        fields["hiring_organization"] = employer.get("naam")
        fields["enterprise_number"] = dig(employer, "ondernemingsnummer|kboNummer")
        fields["job_locations"] = place_at(dig(item, "tewerkstellingsadres"), postal_code="postcode", city="gemeente")
        fields["description"] = paragraphs(dig(item, "functie.omschrijving"), dig(item, "profiel.vereisten"))
        contract = dig(item, "arbeidsovereenkomst") or {}
        fields["employment_types"] = [contract.get("arbeidsContract"), contract.get("arbeidsRegime")]
        pay = {name: contract.get(name) for name in ("minimumBrutoLoon", "maximumBrutoLoon")}
        fields["base_salary"] = pay if any(pay.values()) else None
