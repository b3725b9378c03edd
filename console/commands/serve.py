"""Serve: the board, the API and the operator's desk."""

from __future__ import annotations

import click

from console.serving import listening, serve
from console.settings import Settings


@click.command("serve", short_help="Serve the board, its API and feeds, and the operator's desk.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve_command(host: str, port: int) -> None:
    """Serve what the database holds.

    \b
    Example:
      belfry serve --port 8080
    """
    with listening(port, host) as listener:
        serve(Settings.from_environment(), listener)
