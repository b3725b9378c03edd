"""Landing files: bounded, whole line by line, one folder a run; which run's memory comes next."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawlers import landing
from crawlers.known import Known
from crawlers.runner import latest_known
from crawlers.source import source
from models.raw import RawPosting, Sighting
from models.run import RunManifest
from models.vocabulary import Cause, Outcome

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


def posting(number: int, **more) -> RawPosting:
    return RawPosting(source="s", identifier=str(number), title=f"Titel {number}", **more)


def test_files_are_bounded_and_named_in_order(tmp_path, monkeypatch):
    monkeypatch.setattr(landing, "LINES_PER_FILE", 3)
    folder = landing.RunFolder(tmp_path, "s", "r")
    for number in range(7):
        folder.add(posting(number))
    folder.add(Sighting(source="s", identifier="x"))
    assert folder.close() == {
        "part-00001.jsonl.gz": 3,
        "part-00002.jsonl.gz": 3,
        "part-00003.jsonl.gz": 1,
        "seen-00001.jsonl.gz": 1,
    }
    assert sorted(path.name for path in folder.path.glob("*.jsonl.gz*")) == [
        "part-00001.jsonl.gz",
        "part-00002.jsonl.gz",
        "part-00003.jsonl.gz",
        "seen-00001.jsonl.gz",
    ]
    assert [p.identifier for p in landing.read_postings(folder.path)] == [str(n) for n in range(7)]
    assert [s.identifier for s in landing.read_sightings(folder.path)] == ["x"]


def test_a_file_is_bounded_in_bytes_too(tmp_path, monkeypatch):
    monkeypatch.setattr(landing, "BYTES_PER_FILE", 1000)
    folder = landing.RunFolder(tmp_path, "s", "r")
    for number in range(4):
        folder.add(posting(number, description="x" * 600))
    assert len(folder.close()) == 4


@pytest.mark.parametrize("keep", [0.0, 0.3, 0.7, 0.95, 1.0])
def test_the_whole_lines_of_a_cut_file_can_be_read(keep, tmp_path):
    folder = landing.RunFolder(tmp_path, "s", "r")
    for number in range(100):
        folder.add(posting(number, description=f"{number} " * 50))
    folder.close()
    whole = folder.path / "part-00001.jsonl.gz"
    body = whole.read_bytes()
    whole.unlink()
    (folder.path / "part-00001.jsonl.gz.partial").write_bytes(body[: int(len(body) * keep)])
    read = [p.identifier for p in landing.read_postings(folder.path)]
    assert read == [str(n) for n in range(len(read))]
    assert len(read) >= int(100 * keep) - 25


def test_a_lone_surrogate_survives_the_landing(tmp_path):
    folder = landing.RunFolder(tmp_path, "s", "r")
    folder.add(RawPosting(source="s", identifier="1", title="a\ud800b"))
    folder.close()
    assert [p.title for p in landing.read_postings(folder.path)] == ["a\ud800b"]


def test_a_run_folder_is_never_used_twice(tmp_path):
    landing.RunFolder(tmp_path, "s", "r")
    with pytest.raises(FileExistsError):
        landing.RunFolder(tmp_path, "s", "r")


def test_the_latest_run_that_ended_is_remembered(tmp_path):
    card = source("recruitee").card
    for run, outcome in (("1", Outcome.COMPLETE), ("2", Outcome.PARTIAL), ("3", None)):
        folder = landing.RunFolder(tmp_path, "recruitee", run)
        Known().write(folder.path / "known.jsonl.gz")
        if outcome:
            made = RunManifest(
                run_id=run, card=card, started_at=NOW, ended_at=NOW, outcome=outcome, cause=Cause.FINISHED
            )
            folder.write_manifest(made)
    assert latest_known(tmp_path, "recruitee") == tmp_path / "recruitee" / "2" / "known.jsonl.gz"
    assert latest_known(tmp_path, "lever") is None


def test_a_run_of_a_time_to_come_is_older_than_any_other(tmp_path):
    runs = ["20261125T031500.000000Z-lever", "20261126T031500.000000Z-lever", "20280101T031500.000000Z-lever"]
    for run in runs:
        folder = tmp_path / "lever" / run
        folder.mkdir(parents=True)
        for name in ("manifest.json", "known.jsonl.gz"):
            (folder / name).write_text("")
    tonight = datetime(2026, 11, 27, 3, 15, tzinfo=UTC)
    for left in (runs[1], runs[0], runs[2]):
        found = latest_known(tmp_path, "lever", now=tonight)
        assert found == tmp_path / "lever" / left / "known.jsonl.gz"
        found.unlink()
    assert latest_known(tmp_path, "lever", now=tonight) is None
