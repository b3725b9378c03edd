"""The real captures beside the checkout are read with the fields that they hold."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from crawlers.boards import Board
from crawlers.extract import extract
from crawlers.run import recorded_board

pytestmark = pytest.mark.shared

# family → (boards, postings, fields that every posting of the captures has)
ATS = {"url", "job_locations", "date_posted"}
FAMILIES = {
    "recruitee": (1, 3, ATS | {"description", "hiring_organization", "remote", "employment_types"}),
    "greenhouse": (2, 6, ATS | {"description", "hiring_organization", "in_language", "external_reference"}),
    "forem": (1, 1, {"url", "hiring_organization", "job_locations"}),
    "successfactors": (1, 1, ATS | {"description", "hiring_organization", "in_language"}),
    "lever": (1, 2, ATS | {"description", "employment_types", "remote"}),
    "ashby": (1, 2, ATS | {"description", "employment_types", "remote"}),
    "workable": (2, 4, ATS | {"hiring_organization", "employment_types"}),
    "teamtailor": (2, 3, ATS | {"hiring_organization"}),
    "personio": (1, 1, ATS | {"hiring_organization", "employment_types"}),
    "workday": (1, 3, {"url"}),
    "oracle": (1, 2, ATS),
    "actiris": (1, 1, ATS | {"description", "hiring_organization", "employment_types", "in_language"}),
    "talent_brussels": (1, 5, {"url", "hiring_organization"}),
    "werkenvoor": (1, 2, {"url", "hiring_organization", "employment_types", "in_language"}),
    "bamboohr": (1, 2, {"url", "job_locations", "employment_types"}),
    "phenom": (1, 2, ATS | {"description", "employment_types", "in_language", "external_reference"}),
}


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_is_crawled_from_its_captures(name, shared, crawl):
    boards, postings, fields = FAMILIES[name]
    recordings = shared / "samples" / "recordings.csv"
    tokens = {row["board"] for row in csv.DictReader(recordings.read_text().splitlines()) if row["source"] == name}
    run = crawl(
        name, recordings=recordings, boards=[recorded_board(name, token, recordings) for token in sorted(tokens)]
    )
    assert len(run.manifest.boards) == boards
    assert len(run.postings) == postings
    assert run.manifest.outcome == "partial", "a recording of a part of a board is never complete"
    for posting in run.postings:
        assert {field for field in fields if not getattr(posting, field)} == set()


def test_a_job_posting_named_after_an_intermediary_has_no_employer(shared):
    body = (shared / "samples" / "jsonld" / "vdab_71780743_jobPosting_string.json").read_bytes()
    (posting,) = extract("jsonld", body, url="https://www.vdab.be/vindeenjob/vacatures/71780743")
    assert posting.hiring_organization is None
    assert posting.extra["intermediary"] == "Jobat"
    assert posting.title
    assert posting.description
    assert posting.job_locations == ("Vlaams-Brabant, BE",)
    assert posting.employment_types == ("FULL_TIME",)
    assert posting.date_posted == "2025-08-23T09:30:54Z"


def test_escaped_html_of_greenhouse_is_unescaped_once(shared):
    path = shared / "samples" / "greenhouse" / "collibra_jobs.4-of-board.trimmed.json"
    raw = {str(job["id"]): job["content"] for job in json.loads(path.read_text())["jobs"]}
    for posting in extract(
        "greenhouse", path.read_bytes(), url="https://boards-api.greenhouse.io/v1/boards/collibra/jobs"
    ):
        assert posting.description is not None
        assert posting.description.startswith("<"), "tags are tags"
        assert "&lt;" in raw[posting.identifier][:10]
        assert ("&amp;amp;" in raw[posting.identifier]) == ("&amp;" in posting.description), (
            "its text keeps its entities"
        )


def test_a_java_date_stays_as_published(shared):
    path = next((shared / "samples" / "successfactors").glob("*.html"))
    (posting,) = extract("successfactors", path.read_bytes(), url="https://careers.agfa.com/job/x/1385533033/")
    assert posting.date_posted == "Fri Aug 14 02:00:00 UTC 2026"
    assert posting.identifier == "1385533033"


def test_every_recording_of_the_list_is_there(shared):
    folder = shared / "samples"
    for row in csv.DictReader((folder / "recordings.csv").read_text().splitlines()):
        assert (Path(folder) / row["file"]).is_file()
        Board(source=row["source"], token=row["board"])
