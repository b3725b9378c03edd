"""Serving the board and the operator's desk: one process, one port on loopback unless told otherwise."""

from __future__ import annotations

import click
import uvicorn

from board.app import board_app
from console.auth import OpenHostError, require_safe_host
from console.desk import desk_app
from console.errors import WrongValueError
from console.settings import Settings


def serve(settings: Settings, *, host: str = "127.0.0.1", port: int = 8000, page: str = "/en") -> None:
    """Serve what the database of ``settings`` holds until stopped, and say where ``page`` and the desk are.

    Raises `WrongValueError` for an address beyond this machine while the desk has no account.
    """
    engine = settings.engine()
    try:
        require_safe_host(engine, host)
    except OpenHostError as error:
        raise WrongValueError(str(error)) from error
    app = board_app(engine, snapshots=settings.var / "snapshots")
    app.mount("/desk", desk_app(engine, settings))
    address = f"http://{host}:{port}"
    click.echo(f"\nBackend developer jobs in Bruges: {address}{page}\nOperator's desk: {address}/desk/\n(Ctrl-C stops)")
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False)
