"""Serving: the port, and the address under which the world finds what is served."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from console.errors import WrongValueError
from console.serving import listening
from console.settings import Settings


def test_a_port_in_use_is_named_with_another_to_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(WrongValueError, match=rf"port {port}: Address already in use; try --port {port + 1}"):
            listening(port)


def test_port_nought_is_any_free_port() -> None:
    with listening(0) as listener:
        assert listener.getsockname()[1] > 0


@contextmanager
def served(var: Path, **environment: str) -> Iterator[str]:
    """Serve an empty board as a person does; give where it says it stands."""
    command = [str(Path(sys.executable).with_name("belfry")), "serve", "--port", "0"]
    process = subprocess.Popen(command, env={"BELFRY_VAR": str(var), **environment}, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        said = next(line for line in process.stdout if "Bruges" in line)
        yield re.search(r"http://[\d.:]+", said)[0]  # type: ignore[index]  # it says where
    finally:
        process.terminate()
        process.communicate(timeout=60)


def _sitemap_of(address: str) -> str:
    with urlopen(f"{address}/robots.txt", timeout=60) as answer:
        robots: str = answer.read().decode()
    return robots.partition("Sitemap: ")[2].split()[0]


def test_addresses_begin_where_the_board_is_served(tmp_path: Path) -> None:
    with served(tmp_path) as address:
        assert _sitemap_of(address) == f"{address}/sitemap.xml"


def test_the_desk_stands_where_the_command_says(tmp_path: Path) -> None:
    with served(tmp_path) as address, urlopen(f"{address}/desk/", timeout=60) as answer:
        assert (answer.status, answer.url) == (200, f"{address}/desk/login")


def test_a_public_address_goes_before_the_one_behind_the_proxy(tmp_path: Path) -> None:
    with served(tmp_path, BELFRY_PUBLIC_URL="https://jobs.example/") as address:
        assert _sitemap_of(address) == "https://jobs.example/sitemap.xml"


@pytest.mark.parametrize(
    "given", ["jobs.example", "ftp://jobs.example", "https://", "http://a b", "https://x.example?q"]
)
@pytest.mark.parametrize("name", ["BELFRY_PUBLIC_URL", "BELFRY_CONTACT_URL"])
def test_a_web_address_that_is_none_is_named(name: str, given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, given)
    with pytest.raises(WrongValueError, match=re.escape(f"{name} {given!r}")):
        Settings.from_environment()
