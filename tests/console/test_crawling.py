"""``belfry crawl`` as an operator calls it: one run however many ask, a clean stop, nothing lost."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from console.commands.crawl import crawl_command
from console.errors import CommandError, NeedsAPersonError, WrongValueError
from console.settings import Settings
from crawlers.supervisor import GRACE
from models.store.engine import reading
from models.store.leases import Leases
from pipeline.landing import landed_runs
from pipeline.services.calendar import business_day
from pipeline.services.control import pause
from pipeline.services.ingest import ingest
from pipeline.services.leases import HEARTBEAT, LEASE
from tests.console.test_filters import ROOT, run
from tests.crawlers.small_web import Answer, Asked, SmallWeb

OFFERS = "https://torenwacht.recruitee.com/api/offers/"
BOARD = "recruitee:torenwacht"
WHOLE = "lever"
"""A source of few boards, of which the small web knows none: a whole crawl of it is short."""


NEEDS_A_PERSON = 3
NEED_A_LOOK = "belfry: 1 of 1 runs need a look: lever\n"


def offer(number: int) -> dict[str, object]:
    return {
        "id": number,
        "slug": f"klokkenist-{number}",
        "careers_url": f"https://torenwacht.recruitee.com/o/klokkenist-{number}",
        "title": f"Backend developer {number}",
        "description": "<p>We build the software of carillons.</p>",
        "company_name": "Torenwacht",
        "locations": [{"city": "Brugge", "postal_code": "8000", "country_code": "BE"}],
    }


@pytest.fixture
def web() -> Iterator[SmallWeb]:
    small = SmallWeb()
    small.put(OFFERS, Answer(json.dumps({"offers": [offer(n) for n in range(60)]}), kind="application/json"))
    yield small
    small.close()


@pytest.fixture
def belfry(web: SmallWeb, tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start ``belfry crawl`` on the small web; what a failed test leaves running is ended and reaped."""
    with ExitStack() as children:

        def start(*arguments: str, stderr: int = subprocess.PIPE) -> subprocess.Popen[str]:
            code = "from console.cli import main; main()"
            child = subprocess.Popen(
                [sys.executable, "-c", code, "crawl", *arguments, f"--gateway={web.address}"],
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
                cwd=ROOT,
                env={**os.environ, "BELFRY_VAR": str(tmp_path), "TERM": "xterm", "COLUMNS": "120"},
            )
            children.enter_context(child)  # closes its pipes and waits for it …
            children.callback(child.kill)  # … once it has been told to go
            return child

        yield start


@contextmanager
def opened(var: Path) -> Iterator[Engine]:
    engine = Settings(var=var, database_url=f"sqlite:///{var}/belfry.sqlite3").engine()
    try:
        yield engine
    finally:
        engine.dispose()


def jobs(var: Path) -> list[tuple[str, str, str]]:
    with opened(var) as engine, reading(engine) as connection:
        found = Leases(connection).jobs(since=business_day(datetime.now(UTC)))
    return sorted((job.key.kind, job.key.subject, job.state) for job in found)


def wait_until(true: Callable[[], object]) -> None:
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


def hang(web: SmallWeb) -> threading.Event:
    """Let a second board never answer until the returned event is set."""
    let_go = threading.Event()

    def silent(_asked: Asked) -> Answer:
        let_go.wait(60)
        return Answer(status=503)

    web.put("https://stilte.recruitee.com/api/offers/", silent)
    return let_go


def test_two_commands_at_once_make_one_run_and_a_day_has_one(belfry, tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    both = [belfry(WHOLE) for _ in range(2)]
    said = [child.communicate(timeout=120) for child in both]
    assert sorted(child.returncode for child in both) == [0, NEEDS_A_PERSON], "one crawled, and found nothing"
    assert len(landed_runs(tmp_path / "landing")) == 1
    assert sum("is left alone" in err for _, err in said) == 1
    again = belfry(WHOLE)
    _, err = again.communicate(timeout=60)
    assert "crawled today already" in err
    assert "--again" in err
    assert belfry(WHOLE, "--again").communicate(timeout=60)[1] == NEED_A_LOOK
    assert len(landed_runs(tmp_path / "landing")) == 2
    assert jobs(tmp_path) == [("crawl", WHOLE, "done")] * 2


@pytest.mark.parametrize("how", [("--sample=20",), ("--whole",), (f"--url={OFFERS}",), ("--dry-run",)])
def test_a_board_is_crawled_in_every_way_and_takes_no_turn(belfry, tmp_path: Path, how: tuple[str, ...]) -> None:
    out, err = belfry(BOARD, *how).communicate(timeout=60)
    assert out.startswith("recruitee: ")
    assert err == ""
    assert ("would be 60 new" in out) == ("--dry-run" in how)
    assert len(landed_runs(tmp_path / "landing")) == ("--dry-run" not in how)
    assert jobs(tmp_path) == [("extra", "recruitee", "done")]


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_stops_cleanly_and_keeps_what_has_landed(belfry, web, tmp_path: Path, told: signal.Signals) -> None:
    let_go = hang(web)
    child = belfry(BOARD, "recruitee:stilte")
    wait_until(lambda: "https://stilte.recruitee.com/api/offers/" in web.urls())
    wait_until(lambda: list(tmp_path.glob("landing/*/*/part-*")))
    child.send_signal(told)
    assert child.stderr is not None
    assert child.stderr.readline() == "belfry: stopping; what has landed is kept\n"
    wait_until(lambda: any("SIGTERM" in log.read_text() for log in tmp_path.glob("log/*.log")))
    let_go.set()
    out, err = child.communicate(timeout=100)
    assert child.returncode == 130
    assert err.strip() == "belfry: stopped"
    assert "cancelled" in out
    (run,) = landed_runs(tmp_path / "landing")
    assert sum(1 for _ in run.postings()) == 60
    manifest = run.manifest()
    assert manifest is not None
    assert manifest.cause == "cancelled"
    assert jobs(tmp_path) == [("extra", "recruitee", "cancelled")]


def test_a_crawl_ends_with_who_started_it_and_keeps_what_has_landed(belfry, web, tmp_path: Path) -> None:
    let_go = hang(web)
    child = belfry(BOARD, "recruitee:stilte")
    wait_until(lambda: "https://stilte.recruitee.com/api/offers/" in web.urls())
    wait_until(lambda: list(tmp_path.glob("landing/*/*/part-*")))
    child.kill()
    child.wait()
    wait_until(lambda: any("what started this crawl is gone" in log.read_text() for log in tmp_path.glob("log/*.log")))
    let_go.set()
    (run,) = landed_runs(tmp_path / "landing")
    wait_until(lambda: not run.running)
    assert sum(1 for _ in run.postings()) == 60
    manifest = run.manifest()
    assert manifest is not None
    assert (manifest.outcome, manifest.cause) == ("partial", "cancelled")
    with opened(tmp_path) as engine:
        report = ingest(engine, run, now=datetime.now(UTC))
        assert (report.outcome, report.total("withdrawn")) == ("partial", 0)


def test_a_crawl_that_will_not_end_is_killed_before_the_next_may_begin(tmp_path: Path) -> None:
    deaf = """
        import os, signal, time
        from crawlers.supervisor import end_with_parent
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        end_with_parent(grace=0.5)
        print(os.getpid(), flush=True)
        time.sleep(600)
    """
    log = tmp_path / "deaf.log"
    starter = f"""
        import sys
        from pathlib import Path
        from crawlers.supervisor import supervise
        supervise([sys.executable, "-c", {dedent(deaf)!r}], log=Path({str(log)!r}))
    """
    with subprocess.Popen([sys.executable, "-c", dedent(starter)], cwd=ROOT) as parent:
        wait_until(lambda: log.exists() and log.read_text().endswith("\n"))
        parent.kill()
    crawl = int(log.read_text().split()[0])
    wait_until(lambda: is_gone(crawl))
    assert timedelta(seconds=GRACE) < LEASE - HEARTBEAT


def is_gone(process: int) -> bool:
    """Tell whether a process has ended, also where nobody has asked how."""
    try:
        return "State:\tZ" in Path(f"/proc/{process}/status").read_text() or os.kill(process, 0) is not None
    except (ProcessLookupError, FileNotFoundError):
        return True


def test_a_paused_source_is_left_alone(belfry, tmp_path: Path) -> None:
    with opened(tmp_path) as engine:
        pause(engine, WHOLE, reason="terms under review", by="an", now=datetime.now(UTC))
    out, err = belfry(WHOLE).communicate(timeout=60)
    assert (out, err) == ("", f"belfry: {WHOLE} is left alone: paused: terms under review (an)\n")
    assert landed_runs(tmp_path / "landing") == []


def test_a_terminal_sees_counts_and_requests_move(belfry, web, tmp_path: Path) -> None:
    let_go = hang(web)
    mine, theirs = pty.openpty()
    child = belfry(BOARD, "recruitee:stilte", stderr=theirs)
    os.close(theirs)
    wait_until(lambda: list(tmp_path.glob("landing/*/*/progress.json")))
    time.sleep(1.5)
    let_go.set()
    shown = b""
    try:
        while chunk := os.read(mine, 65536):
            shown += chunk
    except OSError:  # the terminal's other end is closed
        pass
    out, _ = child.communicate(timeout=100)
    assert b"60/60" in shown
    assert b"requests" in shown
    assert out.startswith("recruitee: ")
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("answer", "outcome", "status"),
    [
        (Answer(json.dumps({"offers": [offer(1)]}), kind="application/json"), "complete", 0),
        (Answer("<html>We have moved.</html>"), "broken", NEEDS_A_PERSON),
        (Answer("Go away", status=403), "blocked", NEEDS_A_PERSON),
    ],
    ids=["complete", "broken", "blocked"],
)
@pytest.mark.parametrize("how", [(), ("--dry-run",)], ids=["for real", "dry"])
def test_the_exit_status_says_whether_a_person_must_look(  # type: ignore[no-untyped-def]
    belfry, web: SmallWeb, answer: Answer, outcome: str, status: int, how: tuple[str, ...]
) -> None:
    web.put(OFFERS, answer)
    child = belfry(BOARD, *how)
    out, err = child.communicate(timeout=60)
    assert out.startswith(f"recruitee: {outcome} (")
    assert child.returncode == status
    assert err == ("belfry: 1 of 1 runs need a look: recruitee\n" if status else "")


def test_a_night_that_deserves_a_look_says_so_once(web: SmallWeb, tmp_path: Path) -> None:
    night = ("schedule", "--once", "--source", WHOLE, "--gateway", web.address)
    status, out, err = run(*night, var=tmp_path)
    assert (status, out.splitlines()[0]) == (NEEDS_A_PERSON, "1 of 1 sources crawled; see 'belfry runs'")
    assert "belfry: 1 of 1 sources failed; yesterday's ads stay." in err
    assert run(*night, var=tmp_path)[0] == 0, "nothing was left to do"


def test_the_table_of_exit_statuses_is_that_of_the_help() -> None:
    told = CliRunner().invoke(crawl_command, ["--help"]).output.partition("Exit status:")[2].partition("Example:")[0]
    described = {int(number) for number in re.findall(r"^ +(\d+) ", told, re.MULTILINE)}
    table = (ROOT / "docs" / "OPERATIONS.md").read_text().partition("## Exit status")[2].partition("\n## ")[0]
    listed = {int(number) for number in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    kinds = (CommandError, WrongValueError, NeedsAPersonError)
    assert {kind.exit_code for kind in kinds} | {0, 70, 130} == described
    assert described | {141} == listed
