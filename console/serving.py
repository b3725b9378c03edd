"""Serving the board and the operator's desk: one process, one port on loopback unless told otherwise."""

from __future__ import annotations

import socket

import click
import uvicorn
from starlette.routing import Mount

from board.app import board_app
from console.auth import OpenHostError, require_safe_host
from console.desk import desk_app
from console.errors import WrongValueError
from console.settings import Settings

BRUGES = "/en/jobs/backend-developer/bruges"
"""The page to look at first."""


def listening(port: int, host: str = "127.0.0.1") -> socket.socket:
    """Return a socket that listens there, on any free port for 0; raises `WrongValueError` when it cannot be had."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        why = str(error.strerror).partition(" (")[0]
        other = f"; try --port {port + 1}" if port else ""
        raise WrongValueError(f"cannot listen on {host}, port {port}: {why}{other}") from error


def serve(settings: Settings, listener: socket.socket) -> None:
    """Serve what the database of ``settings`` holds until stopped, and say where the Bruges page and the desk are.

    Raises `WrongValueError` for an address beyond this machine while the desk has no account.
    """
    engine = settings.engine()
    host, port = listener.getsockname()[:2]
    try:
        require_safe_host(engine, host)
    except OpenHostError as error:
        raise WrongValueError(str(error)) from error
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    app = board_app(engine, snapshots=settings.var / "snapshots", public_url=settings.public_url or address)
    # Before the board's own: to its pages, "desk" in "/desk/" is the name of a language, and of none that they know.
    app.router.routes.insert(0, Mount("/desk", desk_app(engine, settings)))
    click.echo(
        f"\nBackend developer jobs in Bruges: {address}{BRUGES}\nOperator's desk: {address}/desk/\n(Ctrl-C stops)"
    )
    uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])
