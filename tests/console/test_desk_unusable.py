"""The desk on a database that cannot be used: every form answers 503 and says why to those who may mend it."""

from __future__ import annotations

import pytest

from pipeline.search.ledger import audit_lines
from pipeline.services.control import paused_sources
from tests.console.conftest import Visitor
from tests.unusable import TRIES, UNUSABLE, no_database

WHY = {"only read": "readonly database", "full": "database or disk is full", "locked": "database is locked"}


@pytest.mark.parametrize("way", UNUSABLE)
def test_an_act_that_cannot_be_kept_is_told_so(operator: Visitor, way: str) -> None:
    csrf = operator.csrf()
    with UNUSABLE[way](operator.engine):
        for sent in range(TRIES if way == "full" else 1):
            answer = operator.post("/sources/lever/pause", csrf=csrf, reason=f"{sent} " + "again " * 45)
            if answer.status_code != 303:
                break
    assert answer.status_code == 503
    assert "Nothing was kept" in answer.text
    assert WHY[way] in answer.text
    assert answer.headers["retry-after"] == "120"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert len(audit_lines(operator.engine)) == sent
    assert bool(paused_sources(operator.engine)) == bool(sent)


@pytest.mark.parametrize("way", ["only read", "locked"])
def test_nobody_logs_in_where_no_session_can_be_kept(visitor: Visitor, way: str) -> None:
    with UNUSABLE[way](visitor.engine):
        answer = visitor.log_in("operator")
    assert answer.status_code == 503
    assert "The database cannot be used just now." in answer.text
    assert str(visitor.engine.url.database) not in answer.text


def test_a_page_without_a_database_says_so(operator: Visitor) -> None:
    no_database(operator.engine)
    answer = operator.get("/")
    assert answer.status_code == 503
    assert str(operator.engine.url.database) not in answer.text
