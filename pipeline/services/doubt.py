"""Pairs that the rules are unsure of, in the order in which a person's time is best spent on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from models.raw import PostingKey
from models.store.engine import reading
from models.store.links import Links, StoredLink
from models.vacancy import LinkEvidence
from pipeline.dedup.model import MODEL
from pipeline.services.link import DOUBT

NEAREST = 2000
"""Pairs that are looked at; more than a person settles in half a year."""

Kind = tuple[frozenset[str], frozenset[tuple[str, str]], str | None]
"""What makes two pairs alike: the sources, how each comparison came out, and the veto."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """A pair that no operator has settled."""

    pair: LinkEvidence
    ads: int
    """Open ads in the one or two vacancies that a verdict touches: what visitors see twice, or wrongly as one."""
    alike: int
    """How many other such pairs there are that the rules cannot tell from this one."""

    @property
    def distance(self) -> float:
        """How far the pair is from the threshold, in log-odds; 0 is a coin's toss."""
        return abs(self.pair.weight - self.pair.threshold)


def doubts(engine: Engine) -> list[Doubt]:
    """Return the unsettled pairs of open ads: the most uncertain first, of those within one log-odd the most seen."""
    found = _unsettled(engine)
    kinds = Counter(_kind(pair) for pair, _ in found)
    ranked = [Doubt(pair=pair, ads=ads, alike=kinds[_kind(pair)] - 1) for pair, ads in found]
    return sorted(ranked, key=lambda item: (int(item.distance), -item.ads, item.distance, str(item.pair.a)))


def doubtful_pairs(engine: Engine, *, limit: int) -> list[LinkEvidence]:
    """Return the first of them."""
    return [item.pair for item in doubts(engine)[:limit]]


def pairs_like(engine: Engine, a: PostingKey, b: PostingKey) -> list[LinkEvidence]:
    """Return the unsettled pairs that the rules cannot tell from the pair of ``a`` and ``b``, that pair first."""
    pairs = [item.pair for item in doubts(engine)]
    mine = next((pair for pair in pairs if {pair.a, pair.b} == {a, b}), None)
    if mine is None:
        return []
    return [mine, *(pair for pair in pairs if pair is not mine and _kind(pair) == _kind(mine))]


def _kind(pair: LinkEvidence) -> Kind:
    came_out = frozenset((line.name, line.level) for line in pair.comparisons)
    return frozenset((pair.a.source, pair.b.source)), came_out, pair.veto


def _unsettled(engine: Engine) -> Sequence[tuple[LinkEvidence, int]]:
    with reading(engine) as connection:
        links = Links(connection)
        settled = {(item.a, item.b) for item in links.verdicts()}
        near = links.doubtful(low=MODEL.threshold - DOUBT, high=MODEL.threshold + DOUBT, limit=NEAREST + len(settled))
        pairs = [link for link in near if tuple(sorted((str(link.evidence.a), str(link.evidence.b)))) not in settled]
        open_ads = _open_ads(links, pairs)
    return [(link.evidence, ads) for link, ads in zip(pairs, open_ads, strict=True) if ads]


def _open_ads(links: Links, pairs: Collection[StoredLink]) -> list[int]:
    """Return for each pair how many open ads stand in its vacancies; 0 when one of the pair is closed."""
    homes = links.open_homes({number for link in pairs for number in (link.a, link.b)})
    sizes = links.open_sizes(set(homes.values()))
    return [
        sum(sizes[home] for home in {homes[link.a], homes[link.b]}) if link.a in homes and link.b in homes else 0
        for link in pairs
    ]
