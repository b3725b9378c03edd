"""The registry: every source by name, with its card, its passport and, unless refused, its spider.

Reading it starts nothing: no reactor, no crawl, no request.
"""

from __future__ import annotations

import difflib
import importlib
import inspect
import pkgutil
from dataclasses import dataclass
from datetime import date
from functools import cache

import crawlers.sources
from crawlers.boards import Board, BoardsFileError, UnknownBoardError, board_named, boards_of, known_boards
from crawlers.guards import unsafe_target
from crawlers.passport import NO_PASSPORT, REFUSED, Objection, Passport, objection
from crawlers.posting_spider import PostingSpider
from crawlers.recognise import refused_at
from crawlers.refused import refused_sources
from crawlers.secret import secret
from models.run import SourceCard


class UnknownSourceError(ValueError):
    """A name that is no source; the message names it and its nearest neighbours."""


@dataclass(frozen=True, slots=True)
class Source:
    """One publisher: what may be done with it, and how it is crawled."""

    card: SourceCard
    passport: Passport
    spider: type[PostingSpider] | None = None
    """None for a source that may not be crawled."""

    @property
    def name(self) -> str:
        """Its name in commands, records and addresses."""
        return self.card.name

    @property
    def refused(self) -> bool:
        """Whether it may not be crawled at all, or not before an agreement, which its credentials prove."""
        signed = self.passport.agreement is not None and secret(self.passport.agreement) is not None
        return self.spider is None or (self.card.status in REFUSED and not signed)

    def objection(self, today: date) -> Objection | None:
        """Return why it may not run today, by its passport and the keys in the environment, or None."""
        needed = (*self.passport.keys, self.passport.agreement or "")
        keys = frozenset(name for name in needed if name and secret(name) is not None)
        return objection(self.card, self.passport, today=today, keys=keys)

    @property
    def single_list(self) -> bool:
        """Whether it has one list and therefore no boards to name."""
        return self.spider is not None and self.spider.single_list

    @property
    def boards(self) -> tuple[Board, ...]:
        """What a run without named boards crawls."""
        if self.spider is None:
            return ()
        if self.single_list or self.spider.own_boards:
            return tuple(Board(source=self.name, token=name, status="ok") for name in self.spider.own_boards or ("",))
        return boards_of(self.name)

    def board(self, token: str) -> Board:
        """Return the board of that token, known or not; raises `UnknownBoardError` where it can have none such."""
        if token and self.single_list:
            raise UnknownBoardError(f"{self.name} is one list and has no board {token!r}: write {self.name}")
        if self.spider is not None and self.spider.own_boards and token not in self.spider.own_boards:
            known = ", ".join(self.spider.own_boards)
            raise UnknownBoardError(f"{token!r} is no board of {self.name}; there are: {known}")
        found = board_named(self.name, token)
        if other := self.stranger_at(found.url or found.origin):
            raise UnknownBoardError(
                f"{token!r} is no board of {self.name}: it belongs to {other}, which is not crawled"
            )
        return found

    def refuses_address(self, url: str) -> str | None:
        """Return why an address may not be asked under this source's passport, whoever asks for it; None if it may."""
        if reason := unsafe_target(url):
            return reason
        other = self.stranger_at(url)
        return None if other is None else f"it belongs to {other}, which is not crawled"

    def stranger_at(self, url: str) -> str | None:
        """Return the refused source that an address belongs to, unless it is the interface that this one documents."""
        return None if url.startswith(self.passport.documented_api) else refused_at(url)


@cache
def all_sources() -> tuple[Source, ...]:
    """Return every source, those that can be crawled first, each group by name.

    Raises `BoardsFileError` when a row of boards belongs to none of them, or stands on the site of one that refuses.
    """
    crawled = [Source(spider.card, getattr(spider, "passport", NO_PASSPORT), spider) for spider in _spiders()]
    refused = [Source(card, passport) for card, passport in refused_sources()]
    found = tuple(sorted(crawled, key=lambda s: s.name)) + tuple(sorted(refused, key=lambda s: s.name))
    strangers = [board for board in known_boards() if board.source not in {item.name for item in found}]
    if strangers:
        raise BoardsFileError(f"board {strangers[0].token!r} belongs to {strangers[0].source!r}, which is no source")
    owner = {item.name: item for item in found}
    for board in known_boards():
        if other := owner[board.source].stranger_at(board.url or board.origin):
            raise BoardsFileError(f"board {board.token!r} of {board.source} belongs to {other}, which is not crawled")
    return found


def source(name: str) -> Source:
    """Return the source of that name; raises `UnknownSourceError`."""
    for candidate in all_sources():
        if candidate.name == name:
            return candidate
    names = [candidate.name for candidate in all_sources()]
    near = difflib.get_close_matches(name, names, n=1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    raise UnknownSourceError(f"{name!r} is no source; {meant}there are: {', '.join(names)}")


def _spiders() -> list[type[PostingSpider]]:
    found = []
    for module in pkgutil.iter_modules(crawlers.sources.__path__):
        loaded = importlib.import_module(f"crawlers.sources.{module.name}")
        found += [
            member
            for member in vars(loaded).values()
            if inspect.isclass(member) and issubclass(member, PostingSpider) and member.__module__ == loaded.__name__
        ]
    return found
