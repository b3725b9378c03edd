"""Faults in a publisher's own data: the ads of a night and the request go in, wrong ads come out.

Only the ads of the host that is asked are touched, so that a fault at one site leaves the others as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.vocabulary import UnitText
from sandbox.ads import Ad
from sandbox.chance import dice
from sandbox.reference import towns
from sandbox.web import Request
from sandbox.writer import html, parts

Ads = tuple[Ad, ...]
Change = Callable[[Ads, Request], Ads]
_calls = iter(range(1 << 62))


def _at_host(change: Callable[[Ads], Ads]) -> Change:
    def changed(ads: Ads, request: Request) -> Ads:
        from sandbox.sites import routes, shares_host  # the routes need the whole world's modules

        family, board = routes()[request.host]
        shared = shares_host(request.host)

        def mine(ad: Ad) -> bool:
            if ad.source != family.SOURCE:
                return False
            return ad.board == board or (shared and (not ad.board or f"/{ad.board}/" in f"{request.path}/"))

        return (*(ad for ad in ads if not mine(ad)), *change(tuple(ad for ad in ads if mine(ad))))

    return changed


def _each(change: Callable[[Ad], Ad]) -> Change:
    return _at_host(lambda ads: tuple(change(ad) for ad in ads))


def _swapped(day: date) -> date:
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


def _retold(ad: Ad, factor: Decimal) -> Ad:
    pay = ad.vacancy.pay
    if pay is None or pay.unit is not UnitText.MONTH:
        return ad
    low, high = (amount * factor if amount is not None else None for amount in (pay.min, pay.max))
    vacancy = replace(ad.vacancy, pay=replace(pay, min=low, max=high))
    return replace(ad, vacancy=vacancy, html=html(parts(vacancy, ad.language, ad.towns[0]), vacancy.plan.layout))


def _payless(ad: Ad) -> Ad:
    plan = ad.vacancy.plan
    offer = tuple(line for line in plan.offer if not line.section.startswith("pay."))
    vacancy = replace(ad.vacancy, plan=replace(plan, offer=offer), pay=None)
    told = html(parts(vacancy, ad.language, ad.towns[0]), plan.layout)
    return replace(ad, vacancy=vacancy, html=told, shows_pay=False)


def _shuffled(ads: Ads) -> Ads:
    order = list(ads)
    dice("order", next(_calls)).shuffle(order)
    return tuple(order)


every_second = _at_host(lambda ads: ads[::2])
a_twentieth = _at_host(lambda ads: ads[::20])
none = _at_host(lambda _: ())
twice = _at_host(lambda ads: tuple(ad for ad in ads for _ in range(2)))
thrice = _at_host(
    lambda ads: tuple(
        replace(ad, identifier=f"{ad.identifier}{number}" if number else ad.identifier)
        for ad in ads
        for number in range(3)
    )
)
shuffled = _at_host(_shuffled)
texts_shifted = _at_host(
    lambda ads: tuple(replace(ad, html=other.html) for ad, other in zip(ads, (*ads[1:], *ads[:1]), strict=True))
)
at_one_address = _at_host(lambda ads: tuple(replace(ad, towns=ads[0].towns) for ad in ads))
in_brussels = _each(lambda ad: replace(ad, towns=(towns()["brussel"],)))
without_text = _each(lambda ad: replace(ad, html=""))
named_after_employer = _each(lambda ad: replace(ad, title=ad.employer or "Vacature"))
pay_times_twelve = _each(lambda ad: _retold(ad, Decimal(12)))
without_pay = _each(_payless)
without_euro = _each(lambda ad: replace(ad, html=re.sub(r"€|EUR|\beuros?\b", "", ad.html), shows_pay=False))
day_month_swapped = _each(lambda ad: replace(ad, posted=_swapped(ad.posted)))
a_year_later = _each(lambda ad: replace(ad, posted=date.fromordinal(ad.posted.toordinal() + 365)))
