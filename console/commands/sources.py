"""The registry of sources: who may be collected, on what ground, and how it went."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table

from console.settings import Settings
from crawlers.source import all_sources
from pipeline.search.runs import recent_runs


@click.group("sources", invoke_without_command=True, short_help="The registry: status, boards, last outcome, reasons.")
@click.pass_context
def sources_command(context: click.Context) -> None:
    """Show every source with its legal status, its boards, its last outcome, and why a refused one is refused.

    \b
    Example:
      belfry sources
    """
    if context.invoked_subcommand is not None:
        return
    last = {run.source: run for run in reversed(recent_runs(Settings.from_environment().engine(), limit=500))}
    table = Table(title="sources", title_justify="left")
    for heading in ("source", "status", "boards", "last outcome", "review due", "reading"):
        table.add_column(heading, justify="right" if heading == "boards" else "left", overflow="fold")
    for item in all_sources():
        run = last.get(item.name)
        table.add_row(
            item.name,
            item.card.status.value,
            str(len(item.boards)) if not item.refused else "-",
            f"{run.outcome} ({run.cause})" if run else "-",
            item.passport.review_due.isoformat(),
            item.passport.reading,
        )
    Console(width=None if Console().is_terminal else 150).print(table)
