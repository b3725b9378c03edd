"""Aliases: seen before they are made, read by ever after, and taken back without a trace."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.posting import JobPosting
from models.raw import PostingKey
from models.store.unit_of_work import UnitOfWork
from pipeline.evaluation.known_good import known_good, reading_of
from pipeline.normalize.aliases import HEARD, Alias
from pipeline.search.gaps import gaps
from pipeline.search.ledger import audit_lines
from pipeline.services import ingest as ingest_module
from pipeline.services.aliases import (
    AliasError,
    NoSuchAliasError,
    add_alias,
    alias_rules,
    preview_alias,
    undo_alias,
)
from pipeline.services.ingest import ingest
from pipeline.services.link import link
from pipeline.services.rederive import rederive
from pipeline.services.taught import standing_aliases
from tests.landing_writer import land, raw

HARBOUR = Alias(field="places", text="Klokkenwijk", meaning="Brugge")


@pytest.fixture
def landing(engine: Engine, tmp_path: Path, now: datetime) -> Path:
    ads = [raw(str(n), f"Backend developer {n}", job_locations=("Klokkenwijk",)) for n in range(3)]
    ingest(engine, land(tmp_path, "20261123T020000-recruitee", now, [*ads, raw("9")]), now=now)
    link(engine, now=now)
    return tmp_path


def stored(engine: Engine, number: str) -> JobPosting:
    key = PostingKey(source="recruitee", board="acme", identifier=number)
    with UnitOfWork(engine) as unit:
        return unit.postings.records([unit.postings.known([key])[key].id]).popitem()[1]


def places(engine: Engine, number: str) -> list[str | None]:
    return [place.municipality for place in stored(engine, number).places]


def test_a_preview_says_what_would_change_and_changes_nothing(engine: Engine, landing: Path) -> None:
    told = preview_alias(engine, landing, HARBOUR)
    assert (told.effect.changed, told.effect.vacancies, told.effect.fields["places"]) == (3, 3, 3)
    assert told.meaning_read_as == "31005"
    assert told.broken == ()
    assert [item.before for item in told.effect.examples if item.field == "places"] == [[], [], []]
    assert places(engine, "1") == []
    assert alias_rules(engine) == []
    assert audit_lines(engine) == []


def test_a_preview_names_the_known_good_examples_that_it_would_break(engine: Engine, landing: Path) -> None:
    told = preview_alias(engine, landing, Alias(field="role", text="developer", meaning="helpdesk agent"))
    assert told.effect.changed == 4
    broken = {item.example.text: item.now for item in told.broken}
    assert len(broken) > 10
    assert all("developer" in text.lower() for text in broken)
    assert set(broken.values()) & {"it-support"}


def test_an_alias_reaches_the_past_and_the_future_and_can_be_taken_back(
    engine: Engine, landing: Path, now: datetime
) -> None:
    assert add_alias(engine, landing, HARBOUR, by="an", now=now).changed == 3
    assert [places(engine, str(n)) for n in range(3)] == [["Brugge"]] * 3
    assert gaps(engine, field="places") == []
    later = now + timedelta(days=1)
    fresh = [raw("20", "Data engineer", job_locations=("KLOKKENWIJK",))]
    ingest(engine, land(landing, "20261124T020000-recruitee", later, fresh), now=later)
    assert places(engine, "20") == ["Brugge"]
    assert rederive(engine, landing).changed == 0, "reading everything again keeps what was taught"
    (rule,) = alias_rules(engine)
    assert (rule.author, rule.at, rule.undone_at) == ("an", now, None)
    assert standing_aliases(engine).version == 1
    assert undo_alias(engine, landing, rule.id, by="bob", now=later).changed == 4
    assert places(engine, "20") == []
    assert standing_aliases(engine).version == 2
    assert [line.action for line in audit_lines(engine)] == ["undo alias", "add alias"]
    with pytest.raises(NoSuchAliasError):
        undo_alias(engine, landing, rule.id, by="bob", now=later)


def test_what_is_shown_stays_as_published(engine: Engine, landing: Path, now: datetime) -> None:
    add_alias(engine, landing, Alias(field="role", text="Backend", meaning="Frontend"), by="an", now=now)
    assert (stored(engine, "1").role, stored(engine, "1").title) == ("frontend-developer", "Backend developer 1")


@pytest.mark.parametrize(
    ("alias", "reason"),
    [
        (Alias(field="title", text="x", meaning="y"), "cannot be taught"),
        (Alias(field="places", text=" \x00", meaning="Gent"), "1 to 200"),
        (Alias(field="places", text="x" * 201, meaning="Gent"), "1 to 200"),
        (Alias(field="places", text="GENT", meaning="Gent"), "the same"),
        (Alias(field="places", text="Zzyzx", meaning="Zzyzy"), "not read as places either"),
        (HARBOUR, "has a rule already"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(
    engine: Engine, landing: Path, now: datetime, alias: Alias, reason: str
) -> None:
    add_alias(engine, landing, HARBOUR, by="an", now=now)
    with pytest.raises(AliasError, match=reason):
        preview_alias(engine, landing, alias)
    with pytest.raises(AliasError, match=reason):
        add_alias(engine, landing, alias, by="an", now=now)


def test_a_rule_made_while_a_batch_is_read_reaches_that_batch(
    engine: Engine, landing: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = ingest_module.standing_aliases

    def and_then_somebody_teaches(asked: Engine) -> object:
        before = ask(asked)
        if not alias_rules(engine):
            add_alias(engine, landing, HARBOUR, by="an", now=now)
        return before

    monkeypatch.setattr(ingest_module, "standing_aliases", and_then_somebody_teaches)
    fresh = [raw("30", "Data engineer", job_locations=("Klokkenwijk",))]
    ingest(engine, land(landing, "20261124T020000-recruitee", now, fresh), now=now)
    assert places(engine, "30") == ["Brugge"]


@pytest.mark.parametrize("field", sorted(HEARD))
def test_every_known_good_example_is_read_rightly_today(field: str) -> None:
    examples = [item for item in known_good() if item.field == field]
    assert len(examples) >= 10
    assert [item for item in examples if reading_of(field, item.text) != item.value] == []
