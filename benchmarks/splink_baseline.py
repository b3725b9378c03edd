"""The same postings linked by Splink, as its documentation advises: blocking rules, u by sampling, m by EM, clusters.

Splink sees what a user of it would give: title, employer, town, day, and samples of the text's passages and
technologies as arrays. Two postings are one from a match probability of `THRESHOLD` on.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import pyarrow as pa
import splink.comparison_library as compare
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

from pipeline.dedup.features import Features

THRESHOLD = 0.95


def splink_labels(postings: Sequence[Features]) -> dict[int, str]:
    """Return position → cluster."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    linker = Linker(DuckDBAPI().register(_table(postings)), _settings(), log_level=logging.ERROR)
    same = [block_on("employer", "title", "town"), block_on("title", "town", "posted")]
    linker.training.estimate_probability_two_random_records_match(same, recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("employer", "title"), block_on("town", "passage")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1.0)
    pairs = linker.inference.predict(threshold_match_probability=THRESHOLD)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, THRESHOLD)
    return {int(row["unique_id"]): str(row["cluster_id"]) for row in clusters.as_record_list()}


def _settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("employer", "town"),
            block_on("employer", "head"),
            block_on("town", "head"),
            block_on("town", "passage"),
        ],
        comparisons=[
            compare.JaroWinklerAtThresholds("title", [0.95, 0.85]),
            compare.JaroWinklerAtThresholds("employer", [0.95]),
            compare.ExactMatch("town"),
            compare.ArrayIntersectAtSizes("passages", [40, 20, 8, 2]),
            compare.ArrayIntersectAtSizes("skills", [4, 2, 1]),
            compare.ExactMatch("seniority"),
        ],
    )


def _table(postings: Sequence[Features]) -> pa.Table:
    def text(words: Sequence[str]) -> str | None:
        return " ".join(words) or None

    return pa.table(
        {
            "unique_id": pa.array(range(len(postings))),
            "title": pa.array([text(one.title) for one in postings]),
            "head": pa.array([max(sorted(one.title), key=len, default=None) for one in postings]),
            "employer": pa.array([text(one.employer) for one in postings]),
            "town": pa.array([text([spot.town for spot in one.spots[:1]]) for one in postings]),
            "seniority": pa.array([one.seniority or None for one in postings]),
            "posted": pa.array([one.posted for one in postings]),
            "passage": pa.array([one.text.shingles[0] if one.text.shingles else None for one in postings], pa.uint64()),
            "passages": pa.array([list(one.text.shingles) or None for one in postings], pa.list_(pa.uint64())),
            "skills": pa.array([list(one.skills) or None for one in postings], pa.list_(pa.uint32())),
        }
    )
