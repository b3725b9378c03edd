from __future__ import annotations

from datetime import date

from pipeline.dedup.features import features
from pipeline.dedup.stream import link_all
from pipeline.normalize import normalize
from tests.pipeline.dedup.pairs import PAIRS, Pair


def linked(pair: Pair, as_of: date) -> bool:
    """Say whether two raw lines, read alone, become one vacancy."""
    ads = ((raw.key, features(normalize(raw, as_of=as_of), place_texts=raw.job_locations)) for raw in (pair.a, pair.b))
    return len({vacancy for _, vacancy in link_all(ads)}) == 1


def test_the_traps_of_the_market_are_told_apart(as_of: date) -> None:
    found = [(pair, linked(pair, as_of)) for pair in PAIRS]
    wrong = [pair.relation for pair, together in found if together and pair.label == "different"]
    missed = [pair.relation for pair, together in found if not together and pair.label == "same"]
    same = sum(pair.label == "same" for pair in PAIRS)
    assert len(PAIRS) - same > 30
    assert same > 30
    assert not wrong
    assert len(missed) <= 0.05 * same, missed
