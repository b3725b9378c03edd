"""The documents say what is there: their links lead somewhere, their commands exist, the examples in code hold."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import click
import pytest

import pipeline.normalize
from console.cli import cli

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []


SPEAKS_OF_COMMANDS = [*DOCUMENTS, ROOT / "pipeline" / "services" / "data" / "runbook.toml"]


@pytest.mark.parametrize("document", SPEAKS_OF_COMMANDS, ids=lambda path: path.name)
def test_every_command_exists_with_the_options_it_is_shown_with(document: Path) -> None:
    shown = re.findall(
        r"(?:^ {4}|`)(?:\./dev )?belfry ([^`\n|<#]+)", document.read_text(encoding="utf-8"), re.MULTILINE
    )
    for line in shown:
        command: click.Command = cli
        words = line.split()
        while isinstance(command, click.Group) and words and re.fullmatch("[a-z]+", words[0]):
            found = command.get_command(click.Context(command), words.pop(0))
            assert found is not None, f"belfry {line}"
            command = found
        options = {
            option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)
        } | {"--help", "--version"}
        assert {word.strip("[]()") for word in words if word.lstrip("[(").startswith("--")} <= options, f"belfry {line}"


BETWEEN_PROCESSES = {
    "BELFRY_SOURCE",
    "BELFRY_GATEWAY",
    "BELFRY_RECORDINGS",
    "BELFRY_ROBOTS_CACHE",
    "BELFRY_ADAPTIVE_DELAY",
}
"""Settings of a crawl that no operator sets."""


def test_operators_are_told_of_every_variable() -> None:
    rooms = ("board", "console", "crawlers", "models", "pipeline")
    code = "".join(path.read_text(encoding="utf-8") for room in rooms for path in (ROOT / room).rglob("*.py"))
    read = set(re.findall(r'"(BELFRY_[A-Z_]+)"', code)) - BETWEEN_PROCESSES
    told = (ROOT / "docs" / "OPERATIONS.md").read_text(encoding="utf-8")
    assert {name for name in read if name not in told} == set()


@pytest.mark.parametrize(
    "name", [f"pipeline.normalize.{module.name}" for module in pkgutil.iter_modules(pipeline.normalize.__path__)]
)
def test_the_examples_of_a_reader_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
