from __future__ import annotations

from contextlib import closing

from pipeline.dedup.blocking import CROWD
from pipeline.dedup.index import Entry, TemporaryIndex

from .examples import known

AD = known()


def test_what_was_added_is_found_under_its_keys() -> None:
    with closing(TemporaryIndex()) as index:
        index.add([Entry(7, {1: 1.0, -2: 1.0}, AD), Entry(9, {1: 1.0}, known("Developer"))])
        assert index.lists([1, -2, 5]) == {1: [7, 9]}
        assert index.features([7, 8]) == {7: AD}


def test_a_key_that_a_crowd_shares_gives_no_list() -> None:
    with closing(TemporaryIndex()) as index:
        index.add([Entry(number, {3: 1.0}, AD) for number in range(CROWD)])
        assert index.lists([3]) == {3: list(range(CROWD))}
        index.add([Entry(CROWD, {3: 1.0}, AD)])
        assert index.lists([3]) == {}


def test_a_posting_added_again_is_replaced() -> None:
    with closing(TemporaryIndex()) as index:
        index.add([Entry(7, {1: 1.0}, AD), Entry(8, {1: 1.0, 2: 1.0}, AD)])
        assert index.features([7])[7] == AD
        index.add([Entry(7, {2: 1.0}, known("Developer"))])
        assert index.features([7])[7] == known("Developer")
        assert index.lists([1, 2]) == {2: [7, 8]}
