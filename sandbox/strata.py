"""Postings by the hundred thousand with known truth, to train linking and to judge it: a stream, never a pile.

    for posting in postings(100_000, seed=7):
        posting.raw, posting.vacancy, posting.stratum

Ten kinds of relation, each its own stratum, besides plain single ads and reposts. All postings of one family carry its
stratum, so that a pair belongs to a stratum when either of its postings does. Copies lie up to some thousand postings
apart. Different vacancies are made hard to tell apart on purpose: one employer pastes the same lines about itself into
all its ads, and twins share the whole text but for the town, the level or the stack.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from models.raw import RawPosting
from sandbox.ads import Placement, Stratum, write
from sandbox.chance import dice, draw, pick, some
from sandbox.invent import vacancy
from sandbox.raw import raw_posting
from sandbox.reference import Employer, Town, domains, slugged, towns
from sandbox.twins import city_twins, level_twins, stack_twins
from sandbox.vacancy import Vacancy

WINDOW = 4_000
"""How far apart the copies of one vacancy may lie in the stream."""
FIRST_DAY, DAYS = date(2026, 3, 2), 240
STRATA: dict[Stratum, int] = {
    Stratum.ORIGINAL: 24,
    Stratum.EXACT: 7,
    Stratum.CROSS_POSTED: 10,
    Stratum.TRUNCATED: 8,
    Stratum.REWORDED: 9,
    Stratum.AGENCY: 9,
    Stratum.PER_CITY: 7,
    Stratum.SENIORITY_TWIN: 6,
    Stratum.STACK_TWIN: 6,
    Stratum.TRANSLATED: 8,
    Stratum.EMPLOYER_MISSING: 5,
    Stratum.REPOST: 6,
}
_ONSETS = "Brug Kade Linde Meer Wester Noord Zand Vlier Heide Donk Berk Steen Molen Vaart Kroon Zwaan Haag Veld".split()
_ENDINGS = "soft data werk tech lab lijn net hof bouw zorg kracht ware link punt loop huis veer gard".split()
_MIDDLES = ("", "en", "er", "el", "a", "o")
_TRADES = {
    "employer": "Systems Solutions Partners Digital Analytics Foods Logistics Energy Care Media Lab Works Studio Tools",
    "agency": "Recruitment Selection Interim Talent",
    "aggregator": "Jobs Vacatures Emploi",
}
_FORMS = ("", "", " NV", " BV", " Group", " Belgium", " SA", " SRL", " & Co")
_SOURCES = ("recruitee", "greenhouse", "jsonld", "successfactors", "teamtailor", "workable", "odoo")
_REGION_LANGUAGES = {
    "V": (("nl",), ("nl", "en"), ("nl", "fr")),
    "W": (("fr",), ("fr", "en")),
    "B": (("fr", "nl", "en"),),
}


class LabelledPosting(NamedTuple):
    """A posting with the vacancy it is for, and the kind of family it comes from."""

    raw: RawPosting
    vacancy: str
    stratum: str


def postings(n: int, seed: int) -> Iterator[LabelledPosting]:
    """Yield exactly ``n`` postings; equal arguments give equal streams, and memory does not grow with ``n``."""
    rolls = dice("strata", seed)
    country = _Country(seed, n)
    waiting: list[LabelledPosting] = []
    given = family = 0
    while given < n:
        while len(waiting) < WINDOW:
            day = FIRST_DAY + timedelta(days=min(given, n) * DAYS // max(n, 1))
            waiting += country.family(rolls, family, day)
            family += 1
        place = int(rolls.random() * len(waiting))
        waiting[place], waiting[-1] = waiting[-1], waiting[place]
        yield waiting.pop()
        given += 1


class _Country:
    """As many invented employers as the number of postings asks for, and families of ads of their vacancies."""

    def __init__(self, seed: int, n: int) -> None:
        self._seed = seed
        self._size = max(40, n // 55)
        self._agencies = max(12, n // 4_000)
        self._strata = tuple(STRATA)
        self._weights = tuple(STRATA.values())
        self._count = 0

    def family(self, rolls: random.Random, number: int, day: date) -> list[LabelledPosting]:
        """Invent a vacancy, or twins, and all their ads."""
        stratum = draw(rolls, self._strata, self._weights)
        # The power makes a few employers large and most of them small.
        employer = invented(self._seed, "employer", int(self._size * rolls.random() ** 1.5))
        first = vacancy(rolls, f"s{self._seed}-{number}", employer)
        twins = self._twins(rolls, stratum, first)
        if twins:
            ads = [ad for one in (first, *twins) for ad in self._twin_ads(rolls, stratum, one, day)]
        else:
            ads = self._copies(rolls, stratum, first, day)
        # A family that could not be made as drawn is a single ad.
        label = stratum if len(ads) > 1 else Stratum.ORIGINAL
        return [LabelledPosting(raw, one.identifier, label.value) for raw, one in ads]

    def _twins(self, rolls: random.Random, stratum: Stratum, first: Vacancy) -> list[Vacancy]:
        if stratum is Stratum.PER_CITY:
            return city_twins(rolls, first)
        if stratum is Stratum.SENIORITY_TWIN:
            return level_twins(rolls, first)
        return stack_twins(rolls, first) if stratum is Stratum.STACK_TWIN else []

    def _twin_ads(
        self, rolls: random.Random, stratum: Stratum, one: Vacancy, day: date
    ) -> list[tuple[RawPosting, Vacancy]]:
        ads = [self._ad(rolls, one, stratum, one.employer, day)]
        if rolls.random() < 0.3:
            copy = pick(rolls, (Stratum.EXACT, Stratum.CROSS_POSTED, Stratum.TRUNCATED))
            ads.append(self._ad(rolls, one, copy, self._aggregator(rolls), day + timedelta(days=2)))
        return ads

    def _copies(
        self, rolls: random.Random, stratum: Stratum, one: Vacancy, day: date
    ) -> list[tuple[RawPosting, Vacancy]]:
        ads = [self._ad(rolls, one, Stratum.ORIGINAL, one.employer, day)]
        later = day + timedelta(days=int(rolls.random() * 6))
        if stratum is Stratum.TRANSLATED:
            others = [language for language in ("nl", "fr", "en") if language != one.employer.languages[0]]
            told = others[: 1 + (rolls.random() < 0.5)]
            ads += [self._ad(rolls, one, stratum, one.employer, later, language=language) for language in told]
        elif stratum is Stratum.AGENCY:
            agencies = [self._agency(rolls) for _ in range(1 + (rolls.random() < 0.25))]
            ads += [self._ad(rolls, one, stratum, agency, later) for agency in agencies]
        elif stratum is Stratum.REPOST:
            ads.append(self._ad(rolls, one, stratum, one.employer, day + timedelta(days=20 + int(rolls.random() * 60))))
        elif stratum in (
            Stratum.EXACT,
            Stratum.CROSS_POSTED,
            Stratum.TRUNCATED,
            Stratum.REWORDED,
            Stratum.EMPLOYER_MISSING,
        ):
            times = 1 + (rolls.random() < 0.3)
            ads += [self._ad(rolls, one, stratum, self._aggregator(rolls), later) for _ in range(times)]
        return ads

    def _agency(self, rolls: random.Random) -> Employer:
        return invented(self._seed, "agency", int(self._agencies * rolls.random()))

    def _aggregator(self, rolls: random.Random) -> Employer:
        return invented(self._seed, "aggregator", int(6 * rolls.random()))

    def _ad(
        self,
        rolls: random.Random,
        one: Vacancy,
        stratum: Stratum,
        publisher: Employer,
        day: date,
        *,
        language: str | None = None,
    ) -> tuple[RawPosting, Vacancy]:
        self._count += 1
        # The public service takes part of the cross-posted ads, without their text.
        facts_only = stratum is Stratum.CROSS_POSTED and rolls.random() < 0.4
        placement = Placement(
            source="forem" if facts_only else publisher.source,
            board="" if facts_only else publisher.board,
            identifier=str(self._count),
            publisher=publisher,
            stratum=stratum,
            language=language or one.employer.languages[0],
            seed=int(rolls.random() * (1 << 30)),
            first=1,
        )
        return raw_posting(write(one, placement, posted=day, updated=day)), one


@lru_cache(maxsize=20_000)
def invented(seed: int, trade: str, number: int) -> Employer:
    """Return the employer, agency or aggregator of a number, always the same for one seed."""
    rolls = dice(seed, trade, number)
    name = f"{_name(trade, number)}{pick(rolls, _FORMS)}"
    kinds = ("product", "sme", "bank", "public", "consultancy", "staffing")
    kind = draw(rolls, kinds, (30, 30, 5, 8, 20, 7)) if trade == "employer" else "staffing"
    seats = _seats(rolls)
    return Employer(
        name=name,
        kind=kind,
        domain=pick(rolls, tuple(domains())[:-2]),
        towns=seats,
        languages=pick(rolls, _REGION_LANGUAGES[seats[0].region]),
        source=pick(rolls, _SOURCES) if trade == "employer" else "jsonld",
        board=f"{slugged(name)}-{number}",
        founded=1900 + int(rolls.random() * 120),
        staff=10 + int(rolls.random() ** 3 * 4_000),
        weight=1,
    )


def _name(trade: str, number: int) -> str:
    """Return a name that no other number of the trade has, up to some ten thousands: digits of mixed radix."""
    trades = _TRADES[trade].split()
    rest = (number + 1_009 * len(trade)) * 7_919 % (len(_ONSETS) * len(_MIDDLES) * len(_ENDINGS) * len(trades))
    rest, onset = divmod(rest, len(_ONSETS))
    rest, ending = divmod(rest, len(_ENDINGS))
    kind, middle = divmod(rest, len(_MIDDLES))
    return f"{_ONSETS[onset]}{_MIDDLES[middle]}{_ENDINGS[ending]} {trades[kind]}"


def _seats(rolls: random.Random) -> tuple[Town, ...]:
    """One to three towns of one region, the large ones more often."""
    region = draw(rolls, ("V", "W", "B"), (62, 25, 13))
    there = [town for town in towns().values() if town.region == region]
    weights = [5 if town.key in _LARGE else 1 for town in there]
    first = draw(rolls, there, weights)
    others = [town for town in some(rolls, there, 2) if town.nis_code != first.nis_code]
    return (first, *others[: int(rolls.random() * 3)])


_LARGE = (
    "antwerpen",
    "gent",
    "brugge",
    "leuven",
    "kortrijk",
    "hasselt",
    "mechelen",
    "luik",
    "namen",
    "charleroi",
    "brussel",
)


def main() -> None:
    """Print a stream as JSON Lines, as ``pipeline.dedup.train`` reads it."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--size", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    for item in postings(options.size, options.seed):
        print(json.dumps({"vacancy": item.vacancy, "posting": item.raw.to_json()}))  # noqa: T201  # its output


if __name__ == "__main__":
    main()
