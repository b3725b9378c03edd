"""The runbook has every cause, whole, and the operator's document says the same."""

from __future__ import annotations

from models.vocabulary import Cause
from pipeline.services.health_rules import Finding
from pipeline.services.runbook import DOCUMENT, entry_of, renewed, runbook


def test_every_cause_stands_in_the_runbook_once_and_whole() -> None:
    entries = [entry for chapter in runbook() for entry in chapter.entries]
    assert sorted(entry.cause for entry in entries) == sorted(item.value for item in (*Cause, *Finding))
    for entry in entries:
        assert entry_of(entry.cause) == entry
        assert all(text.endswith(".") and len(text) > 10 for text in (entry.means, entry.tell, entry.do, entry.over))


def test_the_operators_document_has_the_runbook() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    assert document == renewed(document), "run: python -m pipeline.services.runbook"
