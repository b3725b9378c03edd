"""Second thoughts at the desk: taking back what the audit tells, and calling an odd number real."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from console.settings import now
from models.raw import RawPosting
from models.store.engine import reading
from models.store.tables import link_verdict, posting
from models.store.unit_of_work import UnitOfWork
from models.vocabulary import PostingStatus
from pipeline.search.ledger import audit_lines
from pipeline.search.morning import morning, night_of
from pipeline.search.moved import Number
from pipeline.services.calendar import business_day
from pipeline.services.closing import held_closings
from pipeline.services.control import paused_sources
from pipeline.services.health import inspect, keep_health
from pipeline.services.ingest import ingest
from pipeline.services.link import link
from pipeline.services.publication import publish
from tests.console.conftest import Visitor
from tests.landing_writer import land, raw


def take_back_newest(operator: Visitor) -> str:
    """Press the topmost button of the audit and return what the desk says."""
    pressed = re.search(r"/desk(/audit/\d+/undo)", operator.get("/audit").text)
    assert pressed, "nothing can be taken back"
    answer = operator.post(pressed.group(1))
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_a_pause_is_taken_back_once(operator: Visitor) -> None:
    operator.post("/sources/lever/pause", reason="terms under review")
    assert "lever+is+resumed" in take_back_newest(operator)
    assert paused_sources(operator.engine) == {}
    assert operator.post("/audit/1/undo").status_code == 404
    assert "/undo" not in operator.get("/audit").text


def test_a_resuming_is_taken_back_with_the_reason_of_the_pause(operator: Visitor) -> None:
    operator.post("/sources/lever/pause", reason="terms under review")
    operator.post("/sources/lever/resume")
    assert "lever+is+paused+again" in take_back_newest(operator)
    assert paused_sources(operator.engine) == {"lever": "terms under review (desk:operator)"}


def test_a_verdict_is_taken_back_from_the_audit(operator: Visitor) -> None:
    ads = [raw("1"), raw("2", "Data engineer")]
    ingest(operator.engine, land(operator.settings.landing, "20261123T020000-recruitee", now(), ads), now=now())
    link(operator.engine, now=now())
    first, second = (str(ad.key) for ad in ads)
    operator.post("/duplicates", a=first, b=second, verdict="same")
    assert _verdicts(operator) == ["same"]
    assert "1+verdict+taken+back" in take_back_newest(operator)
    assert _verdicts(operator) == []
    assert [line.action for line in audit_lines(operator.engine)] == ["undo", "pair same"]


def test_released_closings_are_opened_again_and_no_others(operator: Visitor) -> None:
    ads = [raw(str(n), f"Backend developer {n}") for n in range(4)]
    ingest(operator.engine, land(operator.settings.landing, "20261123T020000-recruitee", now(), ads), now=now())
    with reading(operator.engine) as connection:
        numbers = list(connection.execute(select(posting.c.id).order_by(posting.c.id)).scalars())
    with UnitOfWork(operator.engine) as unit:
        unit.postings.close(numbers[:1], PostingStatus.WITHDRAWN, run_id="night", at=now())
        unit.runs.hold("night", "recruitee", "acme", numbers[2:], ["too many"], now())
        unit.commit()
    (held,) = held_closings(operator.engine)
    operator.post(f"/held/{held.id}/release")
    assert _open(operator) == numbers[1:2]
    assert "2+ads+are+open+again" in take_back_newest(operator)
    assert _open(operator) == numbers[1:]


def test_a_line_that_tells_of_nothing_undoable_has_no_button(operator: Visitor) -> None:
    operator.post("/requests", kind="url", value="https://acme.example/1", reason="asked")
    operator.post("/requests/1/refuse", why="it is ours")
    assert "/undo" not in operator.get("/audit").text
    assert operator.post("/audit/1/undo").status_code == 404
    assert operator.post("/audit/99/undo").status_code == 404


def test_an_odd_number_of_ads_is_called_real_and_does_not_return(operator: Visitor) -> None:
    tonight = now()
    for back, ads in ((2, 40), (1, 40), (0, 10)):
        _night(operator, tonight - timedelta(days=back), ads)
    assert "volume_drop" in operator.get("/").text
    assert _odd(operator, tonight + timedelta(days=1), 9) == ["volume_drop"]
    assert operator.post("/odd/recruitee", day=business_day(tonight).isoformat()).status_code == 303
    assert "volume_drop" not in operator.get("/").text
    assert _odd(operator, tonight + timedelta(days=1), 9) == []
    assert _odd(operator, tonight + timedelta(days=1), 90) == ["volume_rise"]
    assert _odd(operator, tonight + timedelta(days=1), 3) == ["volume_drop"]

    take_back_newest(operator)
    assert "volume_drop" in operator.get("/").text
    assert _odd(operator, tonight + timedelta(days=1), 9) == ["volume_drop"]


def test_a_figure_that_moved_is_called_real_and_disappears(operator: Visitor) -> None:
    engine, today = operator.engine, night_of(now())
    for back, value in ((1, 10), (0, 40)):
        night = morning(engine, today - timedelta(days=back))
        publish(engine, night, by="test", now=now(), numbers={"backend, Brugge: open": Number(value=value, n=value)})
    assert "10 → 40" in operator.get("/").text
    assert operator.post("/odd", figure="backend, Brugge: open").status_code == 303
    assert "10 → 40" not in operator.get("/").text
    take_back_newest(operator)
    assert "10 → 40" in operator.get("/").text


@pytest.mark.parametrize(("path", "fields"), [("/odd", {"figure": "none"}), ("/odd/lever", {"day": "2026-11-03"})])
def test_a_number_that_nobody_asked_about_is_not_called_real(
    operator: Visitor, path: str, fields: dict[str, str]
) -> None:
    assert operator.post(path, **fields).status_code == 404
    assert audit_lines(operator.engine) == []


def _night(operator: Visitor, at: datetime, ads: int) -> None:
    run = land(operator.settings.landing, f"{at:%Y%m%dT%H%M%S}-recruitee", at, _ads(ads))
    keep_health(operator.engine, inspect(operator.engine, run), business_day(at))
    ingest(operator.engine, run, now=at)


def _odd(operator: Visitor, at: datetime, ads: int) -> list[str]:
    landing = operator.settings.var / f"probe-{ads}-{len(audit_lines(operator.engine))}"
    run = land(landing, f"{at:%Y%m%dT%H%M%S}-recruitee", at, _ads(ads))
    return [check.cause for check in inspect(operator.engine, run).checks if check.name == "volume"]


def _ads(count: int) -> list[RawPosting]:
    return [raw(str(n), f"Backend developer {n}") for n in range(count)]


def _verdicts(operator: Visitor) -> list[str]:
    with reading(operator.engine) as connection:
        return list(connection.execute(select(link_verdict.c.verdict)).scalars())


def _open(operator: Visitor) -> list[int]:
    active = select(posting.c.id).where(posting.c.status == PostingStatus.ACTIVE.value).order_by(posting.c.id)
    with reading(operator.engine) as connection:
        return list(connection.execute(active).scalars())
