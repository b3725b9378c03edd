"""What a person reads who accepts a new board: `belfry sources check` over every family that the sandbox serves."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

import crawlers.run
from console.cli import cli
from crawlers.boards import EXTRA_BOARDS, Board, known_boards
from crawlers.coverage import EXAMPLES, REPORTED
from crawlers.supervisor import ChildEnd
from models.vocabulary import Cause
from sandbox.server import SandboxServer
from sandbox.sites import families
from sandbox.world import World
from tests.crawlers.in_sandbox import KEYS, largest_board

SAMPLE = 4
ALWAYS = {"identifier", "url", "title", "hiring_organization", "fetched_at"}
"""Fields that a posting of every family has; the employer of a board may be the one that its row names."""
LEFT_OUT = {
    "description": {"forem", "infrabel"},
    "job_locations": {"talent_brussels", "talentsoft"},
}
"""Field → families whose lists do not say it of any posting."""


def forked(command: Sequence[str], *, log: Path, cancelled: Callable[[], bool], **_limits: float) -> ChildEnd:
    """Run the crawl as the child process would, in a fork of this one: thirty interpreters would take a minute."""
    assert not cancelled()
    log.parent.mkdir(parents=True, exist_ok=True)
    child = os.fork()
    if child == 0:
        with log.open("ab") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        status = 1
        try:
            status = crawlers.run.main(command[command.index("crawlers.run") + 1 :])
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return ChildEnd(status=status, seconds=0.0, cause=Cause.CRASHED if status else None)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SandboxServer]:
    with SandboxServer(World(7), night=1) as server:
        yield server


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of one belfry, whose database is made once."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="module")
def boards(sandbox: SandboxServer) -> dict[str, Board]:
    """Return the largest board of each family."""
    return {name: largest_board(sandbox, name) for name in families()}


@pytest.fixture
def check(
    var: Path, sandbox: SandboxServer, boards: dict[str, Board], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], tuple[str, dict[str, tuple[int, int, list[str]]]]]]:
    """Check the board of a family; return the verdict, and for each field how many have it, of how many, examples."""
    rows = var / "boards.csv"
    with rows.open("w", newline="") as out:
        named = [[one.source, one.token, one.url, "Kasseien NV"] for one in boards.values() if one.token]
        csv.writer(out).writerows([["source", "board", "url", "employer"], *named])
    for name, value in {"BELFRY_VAR": str(var), EXTRA_BOARDS: str(rows)}.items():
        monkeypatch.setenv(name, value)
    for name in KEYS:
        monkeypatch.setenv(f"BELFRY_{name}", f"test-{name.lower()}")
    monkeypatch.delenv("BELFRY_DATABASE_URL", raising=False)
    monkeypatch.setattr("console.turn.supervise", forked)
    # A fork holds what this worker holds, which after a thousand tests is more than a crawl may have.
    monkeypatch.setattr("crawlers.settings.MEMUSAGE_LIMIT_MB", 0)
    known_boards.cache_clear()

    def run(name: str) -> tuple[str, dict[str, tuple[int, int, list[str]]]]:
        target = f"{name}:{boards[name].token}".removesuffix(":")
        said = CliRunner().invoke(cli, ["sources", "check", target, "--sample", str(SAMPLE), "--gateway", sandbox.url])
        assert said.exit_code == 0, said.output
        verdict, *lines = said.output.splitlines()
        read = [re.fullmatch(r"  (\S+) +(\d+)/(\d+) *(.*)", line) for line in lines]
        assert all(read), lines
        return verdict, {one[1]: (int(one[2]), int(one[3]), one[4].split(" | ")) for one in read if one}

    yield run
    known_boards.cache_clear()


@pytest.mark.parametrize("name", sorted(families()))
def test_a_check_shows_what_a_board_of_the_family_fills_in(name: str, check, boards: dict[str, Board]) -> None:
    verdict, fields = check(name)
    assert re.match(rf"{name}(:\S+)?: (complete \(finished\)|truncated \(sample: .*\)), {SAMPLE} postings$", verdict)
    assert set(REPORTED) <= set(fields)
    for field, (filled, total, examples) in fields.items():
        assert total == SAMPLE
        assert bool(filled) == bool(examples[0]), f"{field}: {filled} have it, shown is {examples}"
    assert all(fields[field][0] == SAMPLE for field in ALWAYS)
    assert len(fields["title"][2]) >= EXAMPLES, "a title may hold the sign between two examples"
    assert {field for field in LEFT_OUT if not fields[field][0]} == {
        field for field, without in LEFT_OUT.items() if name in without
    }
