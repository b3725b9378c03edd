"""A small Belgium: a seed goes in; employers, openings, their ads on every board and the truth come out, by night.

    world = World(seed=7)
    world.boards()         # the rows of a boards.csv
    world.night(1).ads     # what all boards list on the first night
    world.truth(1)         # per vacancy: the facts, the ads, and whether it is open

The first night is full of openings of all ages; each later night some appear, change, close, reopen and are reposted.
Nights after the last one made are like the last.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from models.raw import PostingKey
from models.vocabulary import Contract
from sandbox.ads import Ad, Placement, Stratum, write
from sandbox.chance import dice
from sandbox.invent import plan, vacancy
from sandbox.placing import Placer
from sandbox.reference import Employer, employers
from sandbox.twins import twins
from sandbox.vacancy import Vacancy

FIRST_DAY = date(2026, 11, 23)
NEW_SHARE, CLOSED_SHARE, CHANGED_SHARE, REPOSTED_SHARE, REOPENED_SHARE = 0.03, 0.03, 0.03, 0.012, 0.25


@dataclass(frozen=True, slots=True)
class Board:
    """One list of ads that can be crawled, as a row of ``boards.csv`` names it."""

    source: str
    board: str
    url: str
    employer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is so about one vacancy on one night."""

    vacancy: Vacancy
    open: bool
    opened: int
    """Night on which it first stood on the employer's own board."""
    closes: int | None
    """First night on which the employer's own board no longer lists it; ``None`` while that lies ahead."""
    postings: Mapping[PostingKey, Ad]
    """Its ads of tonight by key."""


@dataclass(slots=True, kw_only=True)
class Opening:
    """The life of one vacancy over the nights."""

    versions: dict[int, Vacancy]
    """Night → what is so from that night on."""
    opened: int
    closes: int | None = None
    reopens: int | None = None
    posted: date
    stratum: Stratum = Stratum.ORIGINAL
    placements: list[Placement] = field(default_factory=list)

    def as_of(self, night: int) -> tuple[int, Vacancy]:
        """Return the version in force and the night it came in."""
        since = max((first for first in self.versions if first <= night), default=min(self.versions))
        return since, self.versions[since]

    def is_open(self, night: int) -> bool:
        """Whether the employer's own board lists it."""
        if night < self.opened or (self.closes is not None and night >= self.closes):
            return self.reopens is not None and night >= self.reopens
        return True


class Night:
    """Everything that is published on one night."""

    def __init__(self, number: int, day: date, ads: tuple[Ad, ...]) -> None:
        self.number = number
        self.day = day
        self.ads = ads

    @cached_property
    def _by_board(self) -> dict[tuple[str, str], tuple[Ad, ...]]:
        lists: dict[tuple[str, str], list[Ad]] = defaultdict(list)
        for ad in self.ads:
            lists[ad.source, ad.board].append(ad)
        return {key: tuple(found) for key, found in lists.items()}

    def board(self, source: str, board: str = "") -> tuple[Ad, ...]:
        """Return the ads on one list, in a fixed order."""
        return self._by_board.get((source, board), ())


class World:
    """The whole make-believe country; equal seeds make equal worlds."""

    def __init__(self, seed: int = 7, *, nights: int = 3, first_day: date = FIRST_DAY, scale: float = 1.15) -> None:
        self.seed = seed
        self.nights = nights
        self.first_day = first_day
        self._placer = Placer(seed, nights)
        self._nights: dict[int, Night] = {}
        self._written: dict[tuple[str, str, str, int], Ad] = {}
        self.openings: tuple[Opening, ...] = tuple(self._peopled(scale))

    @property
    def employers(self) -> tuple[Employer, ...]:
        """Everybody who runs a board."""
        return employers()

    def boards(self) -> tuple[Board, ...]:
        """Every list that the server serves, as rows of ``boards.csv``."""
        from sandbox.sites import boards, start_url  # the sites know the addresses, and they import this module

        names = {(one.source, one.board): one.name for one in employers() if one.board}
        return tuple(
            Board(source, board, start_url(source, board), names.get((source, board), "")) for source, board in boards()
        )

    def day(self, night: int) -> date:
        """Return the date of a night; nights count from 1."""
        return self.first_day + timedelta(days=night - 1)

    def night(self, number: int) -> Night:
        """Return what is published on a night."""
        if number not in self._nights:
            ads = tuple(ad for opening in self.openings for ad in self._ads(opening, min(number, self.nights)))
            self._nights[number] = Night(number, self.day(number), ads)
        return self._nights[number]

    def truth(self, night: int) -> tuple[Truth, ...]:
        """Return the truth about every vacancy that has opened by a night."""
        from sandbox.sites import key  # as above

        ads: dict[str, dict[PostingKey, Ad]] = defaultdict(dict)
        for ad in self.night(night).ads:
            ads[ad.vacancy.identifier][key(ad)] = ad
        return tuple(
            Truth(
                vacancy=(found := opening.as_of(night)[1]),
                open=opening.is_open(night),
                opened=opening.opened,
                closes=opening.closes if opening.closes is not None and opening.closes <= night else None,
                postings=ads[found.identifier],
            )
            for opening in self.openings
            if opening.opened <= night
        )

    def _ads(self, opening: Opening, night: int) -> list[Ad]:
        since, version = opening.as_of(night)
        listed = []
        for placement in opening.placements:
            lag = self._placer.lag(placement)
            past = placement.last is not None and night > placement.last
            if night < placement.first or past or not opening.is_open(max(opening.opened, night - lag)):
                continue
            written = placement.source, placement.board, placement.identifier, since
            if written not in self._written:
                first_day = self.day(placement.first) if placement.first > 1 else opening.posted
                updated = first_day if since == 1 else max(first_day, self.day(since))
                self._written[written] = write(version, placement, posted=first_day, updated=updated)
            listed.append(self._written[written])
        return listed

    def _peopled(self, scale: float) -> list[Opening]:
        openings: list[Opening] = []
        for employer in employers():
            rolls = dice(self.seed, "employer", employer.name)
            count = round(employer.weight * scale)
            for number in range(count):
                openings += self._opened(rolls, employer, f"{employer.slug}-{number:03d}", night=1)
            for night in range(2, self.nights + 1):
                for number in range(_chances(rolls, count * NEW_SHARE)):
                    openings += self._opened(rolls, employer, f"{employer.slug}-n{night}-{number}", night=night)
        for opening in openings:
            self._live(opening)
            opening.placements = self._placer.placements(opening)
        return openings

    def _opened(self, rolls: random.Random, employer: Employer, name: str, *, night: int) -> list[Opening]:
        first = vacancy(rolls, name, employer)
        day = self.day(night)
        posted = day if night > 1 else day - timedelta(days=min(int(rolls.expovariate(1 / 16)), 75))
        family = [(first, Stratum.ORIGINAL), *twins(rolls, first)]
        return [Opening(versions={1: one}, opened=night, posted=posted, stratum=stratum) for one, stratum in family]

    def _live(self, opening: Opening) -> None:
        """Decide what happens to an opening in the nights after it opened."""
        rolls = dice(self.seed, "life", opening.versions[1].identifier)
        for night in range(opening.opened + 1, self.nights + 1):
            if opening.closes is None and rolls.random() < CLOSED_SHARE:
                opening.closes = night
                if rolls.random() < REOPENED_SHARE and night < self.nights:
                    opening.reopens = night + 1
            elif opening.closes is None and rolls.random() < CHANGED_SHARE:
                opening.versions[night] = _changed(rolls, opening.as_of(night)[1])


def _changed(rolls: random.Random, before: Vacancy) -> Vacancy:
    """Edit an ad as employers do: ask fewer years, or write the offer or the tasks anew."""
    if before.years is not None and before.years > 1 and rolls.random() < 0.4:
        return replace(before, years=before.years - 1)
    anew = plan(rolls, before)
    if before.contract is Contract.EMPLOYEE and rolls.random() < 0.5:
        return replace(before, plan=replace(before.plan, offer=anew.offer))
    return replace(before, plan=replace(before.plan, tasks=anew.tasks, closing=anew.closing))


def _chances(rolls: random.Random, mean: float) -> int:
    """Return a whole number whose mean is the given one."""
    return int(mean) + (rolls.random() < mean % 1)
