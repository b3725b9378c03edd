from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from pipeline.dedup.features import features
from pipeline.dedup.stream import link_all
from pipeline.normalize import normalize
from tests.pipeline.dedup.market_pairs import MARKET
from tests.pipeline.dedup.pairs import PAIRS, Pair


def linked(pair: Pair, as_of: date) -> bool:
    """Say whether two raw lines, read alone, become one vacancy."""
    ads = ((raw.key, features(normalize(raw, as_of=as_of), place_texts=raw.job_locations)) for raw in (pair.a, pair.b))
    return len({vacancy for _, vacancy in link_all(ads)}) == 1


@pytest.mark.parametrize("pairs", [PAIRS, MARKET], ids=["traps", "market"])
def test_the_traps_of_the_market_are_told_apart(pairs: Sequence[Pair], as_of: date) -> None:
    found = [(pair, linked(pair, as_of)) for pair in pairs]
    wrong = [pair.relation for pair, together in found if together and pair.label == "different"]
    missed = [pair.relation for pair, together in found if not together and pair.label == "same"]
    same = sum(pair.label == "same" for pair in pairs)
    assert len(pairs) - same > 30
    assert same > 30
    assert not wrong
    # Missed are an unknown agency's copies that keep no passage of the text: town, tools and years are too little.
    assert len(missed) <= 0.05 * same, missed
