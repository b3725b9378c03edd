"""The registry: every source by name, with its card, its passport and, unless refused, its spider.

Reading it starts nothing: no reactor, no crawl, no request.
"""

from __future__ import annotations

import difflib
import importlib
import inspect
import pkgutil
from dataclasses import dataclass
from functools import cache

import crawlers.sources
from crawlers.boards import Board, boards_of
from crawlers.passport import NO_PASSPORT, REFUSED, Passport
from crawlers.posting_spider import PostingSpider
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


@cache
def all_sources() -> tuple[Source, ...]:
    """Return every source, those that can be crawled first, each group by name."""
    crawled = [Source(spider.card, getattr(spider, "passport", NO_PASSPORT), spider) for spider in _spiders()]
    refused = [Source(card, passport) for card, passport in refused_sources()]
    return tuple(sorted(crawled, key=lambda s: s.name)) + tuple(sorted(refused, key=lambda s: s.name))


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
