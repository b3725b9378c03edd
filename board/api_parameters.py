"""Query parameters, declared once: read strictly from a request, and described in OpenAPI from the same lines."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.datastructures import QueryParams

from board.api_problems import ProblemError, unknown_parameter, unknown_value

MAX_TEXT = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    """One query parameter."""

    name: str
    about: str
    kind: str = "text"
    """``text``, ``integer``, ``number``, ``date`` or ``flag``."""
    values: Callable[[], Sequence[str]] | None = None
    """The closed list of its values."""
    meant: Callable[[str], str | None] = lambda _: None
    """What a value in other words stands for, to be named when it is refused."""
    many: bool = False
    """Whether it may be given several times, or with values parted by commas."""
    least: float | None = None
    most: float | None = None
    default: Any = None
    required: bool = False
    pattern: str | None = None
    example: Any = None

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        kinds: dict[str, dict[str, Any]] = {
            "text": {"type": "string", "maxLength": MAX_TEXT},
            "integer": {"type": "integer"},
            "number": {"type": "number"},
            "date": {"type": "string", "format": "date"},
            "flag": {"type": "boolean"},
        }
        one = kinds[self.kind]
        if self.values is not None:
            one = {"type": "string", "enum": list(self.values())}
        if self.pattern:
            one = {**one, "pattern": self.pattern}
        if self.least is not None:
            one = {**one, "minimum": self.least}
        if self.most is not None:
            one = {**one, "maximum": self.most}
        if self.default is not None and not self.many:
            one = {**one, "default": self.default}
        return {"type": "array", "items": one, "minItems": 1} if self.many else one

    def described(self) -> dict[str, Any]:
        """Return it as an OpenAPI parameter."""
        found: dict[str, Any] = {
            "name": self.name,
            "in": "query",
            "required": self.required,
            "description": self.about,
            "schema": self.schema(),
        }
        if self.many:
            found |= {"style": "form", "explode": False}
        if self.example is not None:
            found["example"] = self.example
        return found


def read_parameters(query: QueryParams, parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Return name → value for every parameter, defaults filled in.

    Raises `ProblemError` (400) on a name that is not among ``parameters``, a value that is not of its kind or list, a
    single-valued parameter given twice, and a required one left out.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in query:
        if name not in known:
            raise unknown_parameter(name, known)
    return {parameter.name: _value(parameter, query.getlist(parameter.name)) for parameter in parameters}


def _value(parameter: Parameter, given: Sequence[str]) -> Any:
    if not given:
        if parameter.required:
            raise ProblemError("missing-parameter", 400, "Missing parameter", f"{parameter.name} is required")
        return parameter.default if parameter.default is not None else () if parameter.many else None
    if parameter.many:
        texts = [text for value in given for text in value.split(",")]
        return tuple(dict.fromkeys(_one(parameter, text) for text in texts))
    if len(given) > 1:
        raise unknown_value(parameter.name, ", ".join(given)[:MAX_TEXT], why="is more than one value")
    return _one(parameter, given[0])


def _one(parameter: Parameter, text: str) -> Any:
    if len(text) > MAX_TEXT and parameter.kind == "text":
        raise unknown_value(parameter.name, text[:40] + "…", why=f"is longer than {MAX_TEXT} characters")
    if parameter.values is not None:
        known = parameter.values()
        if text not in known:
            raise unknown_value(parameter.name, text, known, meant=parameter.meant(text))
        return text
    if parameter.pattern and not re.fullmatch(parameter.pattern, text):
        raise unknown_value(parameter.name, text[:80], why=f"does not look like {parameter.pattern}")
    try:
        value = _READ[parameter.kind](text)
    except ValueError as error:
        raise unknown_value(parameter.name, text[:80], why=f"is no {parameter.kind}") from error
    low = parameter.least is not None and value < parameter.least
    high = parameter.most is not None and value > parameter.most
    if low or high:
        raise unknown_value(parameter.name, text[:80], why=_bounds(parameter))
    return value


def _bounds(parameter: Parameter) -> str:
    if parameter.most is None:
        return f"must be at least {parameter.least}"
    return f"must lie between {parameter.least} and {parameter.most}"


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value) or "_" in text or text != text.strip():
        raise ValueError(text)
    return value


def _integer(text: str) -> int:
    if not text.removeprefix("-").isascii() or not text.removeprefix("-").isdigit() or len(text) > 18:
        raise ValueError(text)
    return int(text)


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


def _date(text: str) -> date:
    if len(text) != 10:
        raise ValueError(text)
    return date.fromisoformat(text)


_READ: Mapping[str, Callable[[str], Any]] = {
    "text": str,
    "integer": _integer,
    "number": _number,
    "date": _date,
    "flag": _flag,
}
