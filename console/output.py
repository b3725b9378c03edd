"""Tables on the terminal, and in files that they are written to."""

from __future__ import annotations

from rich.console import Console


def console_of(width: int) -> Console:
    """Return a console as wide as the terminal, or ``width`` columns wide where there is none."""
    found = Console()
    return found if found.is_terminal else Console(width=width)
