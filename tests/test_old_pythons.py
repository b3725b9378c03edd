"""What the oldest supported Python does wrongly is not asked of it: Debian 12 comes with 3.11.2."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("board", "console", "crawlers", "models", "pipeline", "sandbox", "scheduler.py")
POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+")
"""``(...)*+``: until 3.11.4 such a group keeps what its last, failed round took (CPython issue 106052)."""
IN_A_SET = re.compile(r"(?<!\\)\[\^?\]?(?:\\.|[^\]\\])*\]")


def texts(path: Path) -> Iterator[str]:
    """Yield every text that may be a pattern: the string constants of a module, or a whole table."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        yield source
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def sources() -> list[Path]:
    """Return the modules and the tables of phrases."""
    rooms = [ROOT / room for room in ROOMS]
    modules = [path for room in rooms for path in ([room] if room.is_file() else sorted(room.rglob("*.py")))]
    return modules + sorted((ROOT / "pipeline/reference/data").glob("*.csv"))


def has_possessive_group(text: str) -> bool:
    """Return whether ``text`` holds a possessive quantifier behind a group."""
    return POSSESSIVE_GROUP.search(IN_A_SET.sub("[]", text)) is not None


@pytest.mark.parametrize(
    ("pattern", "has"),
    [(r"(?:a|b)*+", True), (r"(a){0,3}+", True), (r"[()*+]", False), (r"(?>(?:a|b)*)", False), (r"\)*+a++", False)],
)
def test_a_possessive_group_is_known(pattern: str, has: bool) -> None:
    assert has_possessive_group(pattern) is has


def test_no_pattern_has_a_possessive_group() -> None:
    found = [path.relative_to(ROOT) for path in sources() for text in texts(path) if has_possessive_group(text)]
    assert not found, f"write an atomic group, (?>(?:…)*), instead of a possessive one in {found}"
