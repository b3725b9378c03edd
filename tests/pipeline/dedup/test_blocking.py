from __future__ import annotations

from pipeline.dedup.blocking import CANDIDATES, LIST_CAP, best_candidates, block_on, weighted_keys
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


def test_a_list_at_the_cap_hardly_counts_and_candidates_are_bounded() -> None:
    capped = list(range(100, 100 + LIST_CAP))
    found = best_candidates({1: 60.0, 2: 3.0}, {1: capped, 2: [7, 8, 9]}, own=0)
    assert found[:3] == [7, 8, 9]
    assert len(found) == CANDIDATES


def test_what_shares_only_crowded_keys_is_no_candidate() -> None:
    crowd = list(range(100, 100 + LIST_CAP))
    assert best_candidates({1: 3.0, 2: 3.0, 3: 3.0}, {1: crowd, 2: crowd, 3: crowd[:3]}, own=0) == crowd[:3]


def test_every_rule_of_the_model_can_give_a_key() -> None:
    ad = known(role="backend-developer", external_reference="REQ-1")
    for rule in MODEL.blocking:
        if not {"all skills", "pay"} & set(rule.fields):
            assert weighted_keys((rule,), ad), rule
