"""The board's web application."""

from __future__ import annotations

from fastapi import FastAPI
from sqlalchemy import Engine


def board_app(engine: Engine) -> FastAPI:
    """Return the application."""
    del engine
    return FastAPI()
