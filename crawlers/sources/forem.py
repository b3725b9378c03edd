"""Le Forem, the Walloon employment service: its open data set of vacancies, in one export."""

from collections.abc import Mapping
from typing import Any

from crawlers.api_spider import ApiSpider
from crawlers.declare import REVIEWED, mapping, open_data
from crawlers.fields import Fields, place, texts_of
from crawlers.passport import Passport

DATASET = "https://www.odwb.be/api/explore/v2.1/catalog/datasets/offres-d-emploi-forem"


class Forem(ApiSpider):
    """Structured facts without ad text or pay, Flemish and Brussels rows included; many come from other boards."""

    card = open_data("forem", "Le Forem", "Le Forem, Offres d'emploi (ODWB), CC BY-SA 4.0", "https://www.leforem.be")
    passport = Passport(
        reading="CC BY-SA 4.0: name the source, share a derived database alike; the rows stay separable. The host's "
        "generic 'Disallow: /api/' does not close the API that the publisher documents as the way to the data set. "
        "www.leforem.be closes its detail pages: they are never fetched.",
        terms_url="https://www.odwb.be/explore/dataset/offres-d-emploi-forem/",
        documented_api=(DATASET,),
        reviewed_on=REVIEWED,
    )
    single_list = True
    max_bytes = 64 * 1024 * 1024
    list_url = f"{DATASET}/exports/json"
    empty_list_confirms = False
    field_map = mapping(
        identifier="numerooffreforem",
        url="url",
        title="titreoffre",
        hiring_organization="nomemployeur",
        date_posted="datedebutdiffusion",
        valid_through="datefindiffusion",
        external_reference="referenceexterne",
        occupation="metier",
        occupation_code="metiercodedimeco",
        industry="secteurs",
        languages="langues",
        experience="experiencerequise",
        education="niveauxetudes",
        openings="nombrepostes",
        region="lieuxtravailregion",
        via="source",
    )

    def items(self, data: Any) -> list[Mapping[str, Any]]:
        """Take a single record that stands by itself for a list of one."""
        return super().items([data] if isinstance(data, Mapping) and "numerooffreforem" in data else data)

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Pair the parallel lists of towns and postal codes; join contract and working time."""
        towns, codes = item.get("lieuxtravaillocalite") or [], item.get("lieuxtravailcodepostal") or []
        pairs = zip(codes, towns, strict=True) if len(codes) == len(towns) else ((None, town) for town in towns)
        fields["job_locations"] = [place(postal_code=c, city=t) for c, t in pairs] or fields.get("region")
        fields["employment_types"] = texts_of([item.get("typecontrat"), item.get("regimetravail")])
