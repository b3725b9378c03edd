"""What is installed and how it is started: the units, the image's recipe, and the package they install."""

from __future__ import annotations

import configparser
import fnmatch
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from console.cli import COMMANDS
from crawlers.supervisor import GRACE
from tests.conftest import could_not

ROOT = Path(__file__).resolve().parents[1]
UNITS = sorted((ROOT / "deploy").glob("*.service"))
CONTAINERFILE = (ROOT / "deploy" / "Containerfile").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
INSTALLED = "/opt/belfry/.venv/bin/belfry"


def service(unit: Path) -> dict[str, str]:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names have capitals
    parser.read(unit)
    return dict(parser["Service"])


@contextmanager
def started(*arguments: str, var: Path, says: str) -> Iterator[subprocess.Popen[str]]:
    """Start ``belfry`` and wait until it has said ``says``."""
    with subprocess.Popen(
        [sys.executable, "-u", "-c", "from console.cli import main; main()", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        env={**os.environ, "BELFRY_VAR": str(var)},
    ) as child:
        assert child.stdout is not None
        assert any(says in line for line in child.stdout), f"it ended before it said {says!r}"
        yield child


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_what_the_image_installs_and_may_write_where_it_keeps_things(unit: Path) -> None:
    told = service(unit)
    program, command, *rest = shlex.split(told["ExecStart"])
    assert (program, command in COMMANDS, rest) == (INSTALLED, True, [])
    assert told["Environment"] == f"BELFRY_VAR=/var/lib/{told['StateDirectory']}"
    assert told["User"] != "root"
    assert int(told["TimeoutStopSec"]) > GRACE, "a crawl has a minute to end cleanly"
    assert told["KillMode"] == "mixed", "the scheduler ends its crawls; what is left of them is killed"


def test_systemd_has_nothing_to_say_against_the_units(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        could_not(pytestconfig, "UNIT TESTS", "there is no systemd-analyze")
    for unit in UNITS:
        here = unit.read_text().replace(INSTALLED, sys.executable).replace("/opt/belfry", str(ROOT))
        (tmp_path / unit.name).write_text(here.replace("User=belfry", "User=root"))
    copies = sorted(map(str, tmp_path.iterdir()))
    done = subprocess.run([str(verify), "verify", *copies], capture_output=True, text=True, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if "belfry" in line]) == (0, [])


def test_the_image_runs_the_command_of_the_project_as_a_user_of_its_own() -> None:
    last = dict(line.split(maxsplit=1) for line in CONTAINERFILE.splitlines() if line and line[0] not in "# ")
    assert last["ENTRYPOINT"] == '["belfry"]'
    assert PROJECT["project"]["scripts"]["belfry"] == "console.cli:main"
    assert last["CMD"].strip('["]') in COMMANDS
    assert last["USER"] == "belfry"
    assert last["VOLUME"] in last["ENV"]
    assert Path(INSTALLED).parent.as_posix() in last["ENV"]
    assert re.search(rf"^COPY --from=build {Path(INSTALLED).parents[1]} ", CONTAINERFILE, re.MULTILINE)
    minor = re.search(r"python:3\.(\d+)-slim", CONTAINERFILE)
    assert minor
    assert int(minor.group(1)) >= int(PROJECT["project"]["requires-python"].rpartition(".")[2])
    for used in ("deploy/Containerfile", "uv.lock", "pyproject.toml"):
        assert (ROOT / used).is_file()


def test_an_installed_belfry_has_every_module_and_every_file_of_its_rooms() -> None:
    told = PROJECT["tool"]["setuptools"]
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True)
    rooms = {name.partition(".")[0] for name in told["packages"]}
    missing = []
    for file in map(Path, listed.stdout.decode().splitlines()):
        if file.parts[0] not in rooms or file.name == ".gitignore":
            continue
        if file.suffix == ".py":
            known = ".".join(file.parent.parts) in told["packages"]
        else:
            inside = "/".join(file.parts[1:])
            patterns = told["package-data"].get(file.parts[0], [])
            known = any(fnmatch.fnmatch(inside, pattern.replace("**/", "*")) for pattern in patterns)
        missing += [] if known else [str(file)]
    assert missing == []


def test_the_server_starts_as_the_unit_does_and_ends_when_told(tmp_path: Path) -> None:
    with started("serve", "--port", "0", var=tmp_path, says="http://127.0.0.1:") as child:
        child.send_signal(signal.SIGTERM)
        assert child.wait(timeout=60) in (0, -signal.SIGTERM)


def test_the_timetable_starts_as_the_unit_does_and_ends_when_told(tmp_path: Path) -> None:
    nowhere = ("--source", "lever", "--gateway", "http://127.0.0.1:9")
    with started("schedule", *nowhere, var=tmp_path, says="sources have their turn") as child:
        child.send_signal(signal.SIGTERM)
        assert child.wait(timeout=90) == 0
