"""The ads of the sandbox as a faultless crawl would land them: an `Ad` goes in, a `RawPosting` comes out.

For tests and benchmarks that need postings and no crawl. Places, dates and pay are written the way the families differ.
"""

from __future__ import annotations

import orjson

from models.raw import RawPosting
from models.vocabulary import Contract, EmploymentType, WorkMode
from sandbox.ads import Ad
from sandbox.reference import Town
from sandbox.web import style

_WITHOUT_TEXT = ("forem",)
_FREELANCE = {"nl": "Freelance", "fr": "Indépendant", "en": "Freelance", "de": "Freiberuflich"}


def raw_posting(ad: Ad) -> RawPosting:
    """Return what a crawl of the ad's source would have written."""
    textless = ad.source in _WITHOUT_TEXT
    form = style(ad.board or ad.source, 4, salt="raw")
    vacancy = ad.vacancy
    return RawPosting(
        source=ad.source,
        board=ad.board,
        identifier=ad.identifier,
        url=f"https://{ad.board or ad.source}.example/{ad.identifier}",
        title=ad.title,
        description=None if textless else ad.html,
        hiring_organization=ad.employer,
        job_locations=tuple(_place(town, ad.language, 4 if textless else form) for town in ad.towns),
        date_posted=ad.posted.isoformat(),
        valid_through=ad.valid_through.isoformat() if ad.valid_through else None,
        employment_types=(_employment(vacancy.contract, vacancy.employment_type, ad.language),),
        base_salary=_salary(ad) if ad.shows_pay and not textless else None,
        in_language=ad.language if form else None,
        remote="hybrid" if vacancy.work_mode is WorkMode.HYBRID and form == 2 else None,
        external_reference=ad.reference,
    )


def _place(town: Town, language: str, form: int) -> str:
    if form == 0:
        return f"{town.postal_code} {town.local_name}"
    if form == 1:
        return f"{town.local_name}, BE"
    if form == 2:
        return f"{town.name('en')}, Belgium"
    if form == 3:
        return town.name(language)
    return town.name("fr").upper()


def _employment(contract: Contract, kind: EmploymentType, language: str) -> str:
    return _FREELANCE[language] if contract is Contract.FREELANCE else kind.value


def _salary(ad: Ad) -> str | None:
    pay = ad.vacancy.pay
    if pay is None:
        return None
    low, high = (float(amount) if amount is not None else None for amount in (pay.min, pay.max))
    value = {"minValue": low, "maxValue": high, "unitText": pay.unit.value}
    return orjson.dumps({"@type": "MonetaryAmount", "currency": "EUR", "value": value}).decode()
