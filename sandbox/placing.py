"""Decides where a vacancy is advertised: its own board, public services, aggregators, agencies, other languages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sandbox.ads import Placement, Stratum
from sandbox.chance import dice, draw
from sandbox.reference import Employer, employers
from sandbox.vacancy import Vacancy

if TYPE_CHECKING:
    from sandbox.world import Opening

_FOREM_SHARE = {"W": 0.8, "B": 0.55, "V": 0.35}
_TRANSLATED_SHARE = {"public": 0.45, "bank": 0.4, "consultancy": 0.3}
_AGGREGATED = (Stratum.CROSS_POSTED, Stratum.TRUNCATED, Stratum.REWORDED, Stratum.EMPLOYER_MISSING)
_ALWAYS_BILINGUAL = ("werkenvoor", "talent_brussels", "infrabel")


class Placer:
    """Places the openings of one world; numbers of ads are unique within it."""

    def __init__(self, seed: int, nights: int) -> None:
        self._seed = seed
        self._nights = nights
        self._count = 0
        self._agencies = [employer for employer in employers() if employer.kind == "staffing"]
        self._aggregators = [employer for employer in employers() if employer.kind == "aggregator"]

    def placements(self, opening: Opening) -> list[Placement]:
        """All ads of an opening, over all nights."""
        vacancy = opening.versions[1]
        rolls = dice(self._seed, "places", vacancy.identifier)
        return [*self._own(rolls, opening, vacancy), *self._copies(rolls, opening, vacancy)]

    def lag(self, placement: Placement) -> int:
        """Nights by which a copy outlives the original: the employer's own board none, others one or none."""
        return placement.seed % 2 if placement.board != placement.publisher.board or _is_copy(placement) else 0

    def _own(self, rolls: random.Random, opening: Opening, vacancy: Vacancy) -> Iterator[Placement]:
        employer = vacancy.employer
        first, *others = employer.languages
        language = first if rolls.random() < 0.75 or not others else rolls.choice(others)
        night = opening.opened
        reposted = rolls.randrange(2, 40)
        if night < reposted <= self._nights and opening.closes is None:
            yield self._at(rolls, employer, employer, opening.stratum, language, night, last=reposted - 1)
            yield self._at(rolls, employer, employer, Stratum.REPOST, language, reposted)
        else:
            yield self._at(rolls, employer, employer, opening.stratum, language, night)
        share = 1.0 if employer.source in _ALWAYS_BILINGUAL else _TRANSLATED_SHARE.get(employer.kind, 0.2)
        if others and rolls.random() < share:
            other = next(one for one in employer.languages if one != language)
            yield self._at(rolls, employer, employer, Stratum.TRANSLATED, other, night)

    def _copies(self, rolls: random.Random, opening: Opening, vacancy: Vacancy) -> Iterator[Placement]:
        employer = vacancy.employer
        night = opening.opened if opening.opened == 1 else opening.opened + rolls.randrange(2)
        region = vacancy.towns[0].region
        language = employer.languages[0]
        if rolls.random() < _FOREM_SHARE[region]:
            shown = language if language != "en" else ("fr" if "fr" in employer.languages else "en")
            yield self._shared(rolls, "forem", employer, Stratum.CROSS_POSTED, shown, night)
        if region == "B" and rolls.random() < 0.35:
            yield self._shared(rolls, "actiris", employer, Stratum.CROSS_POSTED, language, night)
        if region == "V" and rolls.random() < 0.3:
            yield self._shared(rolls, "vdab", employer, Stratum.CROSS_POSTED, "nl", night)
        if rolls.random() < 0.08 and vacancy.role:
            yield self._shared(rolls, "adzuna", employer, Stratum.TRUNCATED, language, night)
        if rolls.random() < 0.22 and employer.kind != "aggregator":
            aggregator = rolls.choice(self._aggregators)
            stratum = draw(rolls, _AGGREGATED, (4, 3, 3, 1))
            yield self._at(rolls, aggregator, aggregator, stratum, language, night)
        if rolls.random() < 0.1 and employer.kind not in ("staffing", "public") and vacancy.role and language != "de":
            agency = self._agency(rolls, language)
            yield self._at(rolls, agency, agency, Stratum.AGENCY, language, night)

    def _agency(self, rolls: random.Random, language: str) -> Employer:
        return rolls.choice([agency for agency in self._agencies if language in agency.languages] or self._agencies)

    def _at(
        self,
        rolls: random.Random,
        site: Employer,
        publisher: Employer,
        stratum: Stratum,
        language: str,
        first: int,
        *,
        last: int | None = None,
    ) -> Placement:
        return Placement(
            source=site.source,
            board=site.board,
            identifier=self._number(site.source),
            publisher=publisher,
            stratum=stratum,
            language=language,
            seed=rolls.randrange(1 << 30),
            first=first,
            last=last,
        )

    def _shared(
        self, rolls: random.Random, source: str, publisher: Employer, stratum: Stratum, language: str, first: int
    ) -> Placement:
        return Placement(
            source=source,
            board="",
            identifier=self._number(source),
            publisher=publisher,
            stratum=stratum,
            language=language,
            seed=rolls.randrange(1 << 30),
            first=first,
        )

    def _number(self, source: str) -> str:
        """Return a number that no other ad of this world has; long ones where the source uses long ones."""
        self._count += 1
        number = 1_000_000 + self._count * 7_919 % 8_999_993
        return str(number + 1_390_000_000) if source == "successfactors" else str(number)


def _is_copy(placement: Placement) -> bool:
    return placement.stratum in (*_AGGREGATED, Stratum.AGENCY)
