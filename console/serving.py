"""Serving the board: one process, one port on loopback unless told otherwise."""

from __future__ import annotations

import click
import uvicorn
from sqlalchemy import Engine

from board.app import board_app


def serve(engine: Engine, *, host: str = "127.0.0.1", port: int = 8000, page: str = "/") -> None:
    """Serve the board of ``engine`` until stopped, and say where ``page`` is."""
    click.echo(f"\nBackend developer jobs in Bruges: http://{host}:{port}{page}\n(Ctrl-C stops)")
    uvicorn.run(board_app(engine), host=host, port=port, log_level="warning", access_log=False)
