"""The documents say what is there: their links lead somewhere, their commands exist, the examples in code hold."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import pipeline.normalize
from console.cli import cli

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_exists(document: Path) -> None:
    named = set(re.findall(r"(?:^ {4}|`)belfry ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE))
    assert named - set(cli.list_commands(None)) == set()  # type: ignore[arg-type]  # the tour needs no context


@pytest.mark.parametrize(
    "name", [f"pipeline.normalize.{module.name}" for module in pkgutil.iter_modules(pipeline.normalize.__path__)]
)
def test_the_examples_of_a_reader_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
