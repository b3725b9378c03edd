"""``belfry why``, ``split``, ``merge`` and ``unsure`` as an operator types them."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from console.parameters import author
from models.store.engine import open_engine
from pipeline.search.ledger import audit_lines
from pipeline.services.ingest import ingest
from pipeline.services.link import link
from tests.console.test_filters import run
from tests.landing_writer import land, raw

BAKERY = (
    "<p>You keep the ordering system of ninety bakeries going: Java services with Spring Boot, PostgreSQL, and a queue "
    "that must be empty before the ovens are lit at three. You test what you write, show it to the bakers on Thursday "
    "and take one early shift a month, so that you know what a late order means to those who knead.</p>"
)
LEDGER = (
    "<p>In the ledger team you write Kotlin that books each cent twice, explain it to the auditors in spring and sleep "
    "well because the tests are older than the code. The team is four people, one of whom is at the bank.</p>"
)
OURS, COPY, OTHER = "recruitee:acme:1", "recruitee:copy:9", "recruitee:acme:2"


@pytest.fixture
def var(sqlite_url: str, tmp_path: Path, now: datetime) -> Path:
    """A folder whose database holds an ad, its copy, and an ad for another job."""
    engine = open_engine(sqlite_url)
    ads = [
        raw("1", "Java developer", description=BAKERY),
        raw("2", "Kotlin developer", description=LEDGER),
    ]
    copy = [raw("9", "Java developer", board="copy", description=BAKERY)]
    for name, landed in (("r1", ads), ("r2", copy)):
        ingest(engine, land(tmp_path / "landed", name, now, landed), now=now)
    link(engine, now=now)
    engine.dispose()
    return tmp_path


def homes(why: str) -> list[str]:
    """Return the vacancies that ``belfry why`` says the two ads are stored in."""
    return re.findall(r"vac_\w+", why.rsplit("stored in", 1)[1])


def test_why_prints_a_waterfall_that_adds_up(var: Path) -> None:
    status, out, err = run("why", OURS, COPY, var=var)
    assert (status, err) == (0, "")
    steps = re.findall(r"([+-]\d+\.\d\d)  +([+-]\d+\.\d\d)", out)
    *falling, (weight, threshold) = [(float(step), float(total)) for step, total in steps]
    assert len(falling) > 12
    assert falling[-1][1] == pytest.approx(sum(step for step, _ in falling), abs=0.1) == pytest.approx(weight, abs=0.1)
    assert weight >= threshold
    assert "one vacancy by linkage" in out
    assert len(set(homes(out))) == 1


def test_a_verdict_is_carried_out_survives_a_rebuild_and_is_taken_back(var: Path) -> None:
    assert "0 merged, 1 split" in run("split", OURS, COPY, "--note", "two tills", var=var)[1]
    assert run("link", "--rebuild", var=var)[0] == 0
    why = run("why", OURS, COPY, var=var)[1]
    assert "said: different" in why
    assert len(set(homes(why))) == 2
    assert run("unsure", OURS, COPY, "--take-back", var=var)[0] == 0
    assert len(set(homes(run("why", OURS, COPY, var=var)[1]))) == 1


def test_an_operator_merges_what_the_rules_keep_apart(var: Path) -> None:
    assert len(set(homes(run("why", OURS, OTHER, var=var)[1]))) == 2
    assert "1 merged, 0 split" in run("merge", OURS, OTHER, var=var)[1]
    assert len(set(homes(run("why", COPY, OTHER, var=var)[1]))) == 1


def test_split_of_a_vacancy_proposes_its_weakest_link_and_changes_nothing(var: Path) -> None:
    vacancy = homes(run("why", OURS, COPY, var=var)[1])[0]
    status, out, _ = run("split", vacancy, var=var)
    assert status == 0
    assert re.search(rf"split there with: belfry split ({OURS} {COPY}|{COPY} {OURS})", out)
    assert len(set(homes(run("why", OURS, COPY, var=var)[1]))) == 1


def test_each_verdict_of_the_command_line_has_its_line_in_the_audit(var: Path, sqlite_url: str) -> None:
    for words in (("split", OURS, COPY), ("merge", OURS, OTHER), ("unsure", COPY, OTHER)):
        assert run(*words, var=var)[0] == 0
    assert run("unsure", COPY, OTHER, "--take-back", var=var)[0] == 0
    assert "no verdict" in run("unsure", COPY, OTHER, "--take-back", var=var)[1]
    engine = open_engine(sqlite_url)
    lines = audit_lines(engine)
    engine.dispose()
    assert [(line.action, line.subject) for line in reversed(lines)] == [
        ("pair different", f"{OURS} | {COPY}"),
        ("pair same", f"{OURS} | {OTHER}"),
        ("pair unsure", f"{COPY} | {OTHER}"),
        ("pair undo", f"{COPY} | {OTHER}"),
    ]
    assert {line.author for line in lines} == {author()}
