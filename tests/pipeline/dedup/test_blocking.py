from __future__ import annotations

from pipeline.dedup.blocking import CANDIDATES, PROMISE, best_candidates, block_on, weighted_keys
from pipeline.dedup.model import MODEL
from pipeline.dedup.stream import keys_of

from .examples import DEPOT, known


def test_keys_fit_a_signed_database_column_and_stand_once() -> None:
    keys = keys_of(known("Senior Java developer", places=("Gent", "Brugge")))
    assert len(keys) == len(set(keys))
    assert 10 <= len(keys) <= 40
    assert all(-(2**63) <= key < 2**63 for key in keys)


def test_a_missing_field_gives_no_key() -> None:
    rules = (block_on("employer", "reference", weight=1.0),)
    assert not weighted_keys(rules, known())
    assert len(weighted_keys(rules, known(external_reference="REQ-1"))) == 1


def test_copies_share_a_key_whatever_one_side_hides() -> None:
    ad = known()
    for copy in (
        known("Backend engineer", employer="Snelwerk", places=()),
        known("Java developer (m/v/x)", description=None, employer="Kaailijn NV"),
        known("Java developer", description=DEPOT[:400], employer=None),
    ):
        assert set(keys_of(ad)) & set(keys_of(copy))


def test_candidates_under_short_and_telling_lists_come_first() -> None:
    keys = {1: 1.0, 2: 1.0, 3: 5.0}
    lists = {1: [10, 11, 12, 13], 2: [12], 3: [14, 99]}
    assert best_candidates(keys, lists, own=99) == [14, 12]


def test_candidates_are_bounded_by_number_and_by_promise() -> None:
    many = list(range(100, 130))
    assert best_candidates({1: 60.0}, {1: many}, own=0) == many[:CANDIDATES]
    assert best_candidates({1: PROMISE - 0.01}, {1: [7]}, own=0) == []
    assert best_candidates({1: 8.0, 2: 0.7}, {1: [7], 2: [8]}, own=0) == [7], "beside a copy it is none"
    assert best_candidates({2: 0.7}, {2: [8]}, own=0) == [8]


def test_every_rule_of_the_model_can_give_a_key() -> None:
    ad = known(role="backend-developer", external_reference="REQ-1")
    for rule in MODEL.blocking:
        if not {"all skills", "pay"} & set(rule.fields):
            assert weighted_keys((rule,), ad), rule
