"""Passports and the registry: what lets a source run, and the document that is made of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

import crawlers.run
from crawlers.passport import NO_PASSPORT, REVIEW_EVERY, objection
from crawlers.source import UnknownSourceError, source
from crawlers.source_docs import DOCUMENT, sources_document
from models.vocabulary import LegalStatus
from tests.crawlers.small_web import passport

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "more", "day", "keys", "cause"),
    [
        (LegalStatus.OPEN, {}, NOW.date(), (), None),
        (LegalStatus.TOLERATED, {}, date(2026, 11, 1) + REVIEW_EVERY, (), None),
        (LegalStatus.OPEN, {}, date(2026, 11, 2) + REVIEW_EVERY, (), "passport_overdue"),
        (LegalStatus.BLOCKED, {}, NOW.date(), (), "refused"),
        (LegalStatus.BLOCKED, {}, date(2040, 1, 1), (), "refused"),
        (LegalStatus.PERMISSION, {"agreement": "A"}, NOW.date(), (), "refused"),
        (LegalStatus.PERMISSION, {"agreement": "A"}, NOW.date(), ("A",), None),
        (LegalStatus.KEY, {"keys": ("K",)}, NOW.date(), (), "key_missing"),
        (LegalStatus.KEY, {"keys": ("K",)}, NOW.date(), ("K",), None),
        (LegalStatus.OPEN, {"reserves_mining": True}, NOW.date(), (), "tdm_reserved"),
    ],
)
def test_a_source_runs_only_with_a_passport_that_holds(status, more, day, keys, cause):
    from crawlers.declare import employers

    against = objection(employers("x", "X", status=status), passport(**more), today=day, keys=frozenset(keys))
    assert (against.cause if against else None) == cause


def test_without_a_passport_nothing_runs():
    against = objection(source("lever").card, NO_PASSPORT, today=NOW.date())
    assert against is not None
    assert against.cause == "passport_missing"


def test_an_unknown_source_is_named_with_those_there_are():
    with pytest.raises(UnknownSourceError, match=r"'actris' is no source; did you mean 'actiris'\? there are: "):
        source("actris")


def test_the_generated_list_of_sources_is_up_to_date():
    assert DOCUMENT.read_text(encoding="utf-8") == sources_document(), "run: python -m crawlers.source_docs"


def test_no_passport_opens_the_pages_of_a_source_that_refuses(tmp_path, capsys):
    lever, vdab = source("lever"), source("vdab")
    assert lever.refuses_address("https://jobs.lever.co/acme/1") is None
    assert (
        lever.refuses_address("https://be.linkedin.com/jobs/view/1") == "it belongs to linkedin, which is not crawled"
    )
    assert lever.refuses_address("http://127.0.0.1/") is not None
    assert vdab.refuses_address("https://api.vdab.be/services/openservices/vacatures/v4.2.0/vacatures/1") is None
    assert vdab.refuses_address("https://www.vdab.be/rest/vindeenjob/v4/vacatures/1") is not None
    page = "https://www.indeed.com/viewjob?jk=1"
    assert crawlers.run.main(["lever", f"--landing={tmp_path}", "--run-id=1", f"--only-url={page}"]) == 2
    assert page in capsys.readouterr().err
    assert not (tmp_path / "lever").exists()
