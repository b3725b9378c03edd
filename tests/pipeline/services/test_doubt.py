"""Pairs in doubt: the most uncertain first, of equals the most seen; settled alone, or all that are alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.raw import RawPosting
from models.store.desk import Audit
from pipeline.quality import Thresholds
from pipeline.services.closing import expire
from pipeline.services.doubt import Doubt, doubtful_pairs, doubts, pairs_like
from pipeline.services.ingest import ingest
from pipeline.services.link import link
from pipeline.services.undo import undo
from pipeline.services.verdicts import explain_pair, judge, judge_all
from tests.landing_writer import land, raw

TEXT = "<p>Je bouwt mee aan ons platform voor logistiek in Java en Spring Boot, in een team van zes.</p>"
CITIES = ("Antwerpen", "Gent", "Leuven")


def in_doubt(city: str, **changes: object) -> list[RawPosting]:
    """Two ads of one employer that may be one opening: the second is a title and a place."""
    shared: dict[str, object] = {"job_locations": (city,), "date_posted": "2026-10-16", **changes}
    title, firm = "Senior Data Scientist", f"Torenbouw {city}"
    return [
        raw(f"{city}1", title, description=TEXT.replace("zes", city), hiring_organization=firm, **shared),
        raw(f"{city}2", f"{title} - {city}", source="forem", board="", hiring_organization=firm, **shared),
    ]


@pytest.fixture
def found(engine: Engine, tmp_path: Path, now: datetime) -> list[Doubt]:
    """Three pairs alike, of which the one in Gent stands in a vacancy with a third ad."""
    ads = [ad for city in CITIES for ad in in_doubt(city)]
    ads[-1] = replace(ads[-1], valid_through="2026-12-01")
    ads.append(raw("Gent3", board="copy", **{**_words(ads[2]), "url": "https://copy.example/3"}))
    ingest(engine, land(tmp_path, "20261123T020000-recruitee", now, ads), now=now)
    link(engine, now=now)
    return doubts(engine)


def _words(ad: RawPosting) -> dict[str, object]:
    names = ("title", "description", "hiring_organization", "job_locations", "date_posted")
    return {name: getattr(ad, name) for name in names}


def names(found: list[Doubt]) -> list[tuple[str, str]]:
    return [(item.pair.a.identifier, item.pair.b.identifier) for item in found]


def test_of_equally_uncertain_pairs_the_most_seen_comes_first(found: list[Doubt]) -> None:
    assert len({item.distance for item in found}) == 1
    assert names(found) == [
        ("Gent2", "Gent1"),
        ("Gent2", "Gent3"),
        ("Antwerpen2", "Antwerpen1"),
        ("Leuven2", "Leuven1"),
    ]
    assert [item.ads for item in found] == [3, 3, 2, 2]


def test_pairs_alike_are_settled_and_taken_back_together(
    engine: Engine, found: list[Doubt], tmp_path: Path, now: datetime
) -> None:
    first = found[0].pair
    assert [item.alike for item in found] == [3, 3, 3, 3]
    alike = [(pair.a, pair.b) for pair in pairs_like(engine, first.b, first.a)]
    assert alike == [(item.pair.a, item.pair.b) for item in found]
    line = judge_all(engine, alike, "different", by="op", now=now)
    assert doubtful_pairs(engine, limit=5) == []
    assert undo(engine, tmp_path, line, by="op", now=now) == "4 verdicts taken back."
    assert names(doubts(engine)) == names(found)
    judge(engine, first.a, first.b, "unsure", by="op", now=now)
    assert len(doubts(engine)) == 3
    assert pairs_like(engine, first.a, first.b) == []


def test_a_pair_of_which_one_is_closed_is_no_question(engine: Engine, found: list[Doubt], now: datetime) -> None:
    later = now + timedelta(days=30)
    assert expire(engine, now=later, limits=Thresholds(closings_of_night=1.0)).expired == 1
    link(engine, now=later)
    assert names(doubts(engine)) == names(found)[:3]


def test_a_verdict_that_cannot_be_audited_is_not_kept(
    engine: Engine, found: list[Doubt], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> int:
        raise RuntimeError("the audit is full")

    pair = found[0].pair
    monkeypatch.setattr(Audit, "enter", broken)
    with pytest.raises(RuntimeError, match="the audit is full"):
        judge(engine, pair.a, pair.b, "different", by="op", now=now)
    assert explain_pair(engine, pair.a, pair.b).verdict is None
    assert names(doubts(engine)) == names(found)
