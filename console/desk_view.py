"""What every page of the desk shares: templates, who is asking, and the check that a form is ours."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from sqlalchemy import Engine
from starlette.exceptions import HTTPException

from console.auth import may
from console.settings import Settings
from models.store.accounts import Session
from pipeline.services.calendar import BRUSSELS

COOKIE = "belfry_desk"
MARKS = {"good": ("ok", "●"), "warn": ("look", "▲"), "bad": ("broken", "■"), "held": ("held", "◆"), "": ("no run", "○")}
"""State → word and shape: colour never speaks alone."""


def _templates() -> Environment:
    folder = Path(__file__).with_name("templates") / "desk"
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "clock": lambda moment: moment.astimezone(BRUSSELS).strftime("%H:%M"),
        "moment": _moment,
        "count": lambda number: f"{number:,}",
        "duration": _duration,
        "code": _code,
        "path": lambda text: quote(text, ""),
    }
    environment.globals |= {"marks": MARKS}
    return environment


def _code(text: str) -> Markup:
    """Return a text with what stands between backticks as code."""
    parts = [str(escape(part)) for part in text.split("`")]
    return Markup("".join(f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts)))  # noqa: S704  # each part is escaped above


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def _moment(value: datetime | date | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, datetime):
        return value.astimezone(BRUSSELS).strftime("%a %d %b %H:%M")
    return value.strftime("%a %d %b")


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk's surroundings."""

    engine: Engine
    settings: Settings
    templates: Environment = field(default_factory=_templates)

    def base(self, request: Request) -> str:
        """Return where the desk is mounted, e.g. ``/desk``."""
        return str(request.scope.get("root_path", "")).rstrip("/")

    def page(self, request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
        """Return a page."""
        session: Session | None = getattr(request.state, "session", None)
        shared: Mapping[str, Any] = {
            "base": self.base(request),
            "session": session,
            "can_act": session is not None and may(session, "operator"),
            "said": request.query_params.get("said", "")[:300],
            "here": request.url.path.removeprefix(self.base(request)),
            "address": str(request.url.remove_query_params("said").replace(scheme="", netloc="")),
            "refresh": 0,
        }
        return HTMLResponse(self.templates.get_template(template).render({**shared, **values}), status_code=status)

    def back(self, request: Request, path: str, said: str = "") -> Response:
        """Return to a page, with a sentence about what was done."""
        query = f"?{urlencode({'said': said})}" if said else ""
        return RedirectResponse(f"{self.base(request)}{path}{query}", status_code=303)

    def must_be(self, request: Request, role: str) -> Session:
        """Return who asks. Raises a 403 unless the role is included."""
        session: Session | None = getattr(request.state, "session", None)
        if session is None or not may(session, role):
            raise HTTPException(403, f"Only {role}s may do this.")
        return session

    def acting(self, request: Request, csrf: str, role: str = "operator") -> str:
        """Return the author's name for the audit. Raises a 403 for a form that is not from this session."""
        session = self.must_be(request, role)
        if not secrets.compare_digest(csrf.encode(), session.csrf.encode()):
            raise HTTPException(403, "This form is not from your session. Go back, reload the page and try again.")
        return f"desk:{session.account}"


def shown(value: Any) -> str:
    """Return a value of a record as a person reads it."""
    if value in (None, [], {}, ()):
        return "–"
    if isinstance(value, Mapping):
        for name in ("municipality", "name", "text"):
            if value.get(name):
                return str(value[name])
        if value.get("code"):
            told = [value["code"], value.get("level"), "required" if value.get("required") else None]
            return " ".join(str(item) for item in told if item)
        return ", ".join(f"{name} {item}" for name, item in value.items() if item not in (None, [], {}))
    if isinstance(value, (list, tuple)):
        return "; ".join(map(shown, value))
    return str(value)
