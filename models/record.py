"""Records to JSON and back, by their type hints: one rule for every record of the house."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from typing import Any, Self, Union

JSON = None | bool | int | float | str | list[Any] | dict[str, Any]


class RecordError(ValueError):
    """A JSON value that is no such record; the message names the field and the value."""


class Record:
    """A frozen dataclass that goes to JSON and comes back equal.

    ``to_json`` gives plain JSON values: enums by value, dates in ISO 8601, decimals as numbers, tuples as lists.
    ``from_json`` accepts what ``to_json`` gave; absent and null fields take their default, unknown names are ignored
    so that an older program reads a newer file. Raises `RecordError` on a missing required field or a value of
    another type.
    """

    def to_json(self) -> dict[str, Any]:
        """Return the record as a JSON object, fields in the order of declaration."""
        return json_with(self, {})

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Build the record from a JSON object; see the class for what is accepted."""
        if not isinstance(data, Mapping):
            raise RecordError(f"{cls.__name__}: expected a JSON object, got {_shown(data)}")
        values: dict[str, Any] = {}
        for name, plain, read, where, required in _readers_of(cls):
            value = data.get(name)
            if type(value) is plain:
                values[name] = value
            elif value is not None:
                values[name] = read(value, where)
            elif required:
                if name not in data:
                    raise RecordError(f"{cls.__name__}: the required field {name!r} is missing")
                values[name] = read(value, where)
        return cls(**values)


def json_with(record: Record, ready: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``record`` as a JSON object, but for the fields in ``ready``, which are JSON already."""
    # Every stored posting comes by here, and most of its fields are plain already: those are taken all at once.
    names, values_of, compound = _shape_of(type(record))
    plain = dict(zip(names, values_of(record), strict=True))
    for name in compound:
        plain[name] = ready[name] if name in ready else _plain(plain[name])
    return plain


_ATOMS = frozenset([type(None), bool, int, float, str])
_Shape = tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]], tuple[str, ...]]
"""A record's field names, what gets the values of all of them, and the names whose values may not be plain."""
_SHAPES: dict[Any, _Shape] = {}


def _shape_of(cls: Any) -> _Shape:
    if cls not in _SHAPES:
        _SHAPES[cls] = _shape(cls)
    return _SHAPES[cls]


def _shape(cls: Any) -> _Shape:
    hints = typing.get_type_hints(cls)
    names = tuple(field.name for field in dataclasses.fields(cls))
    compound = tuple(name for name in names if not _alternatives(hints[name]) <= _ATOMS)
    return names, _values_of(names), compound


def _values_of(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


def _alternatives(hint: Any) -> set[Any]:
    return set(typing.get_args(hint)) if typing.get_origin(hint) in (Union, types.UnionType) else {hint}


def _plain(value: Any) -> JSON:
    return typing.cast("JSON", _writer_of(type(value))(value))


_WRITERS: dict[type, Callable[[Any], Any]] = {}


def _writer_of(kind: type) -> Callable[[Any], Any]:
    if kind not in _WRITERS:
        _WRITERS[kind] = _writer(kind)
    return _WRITERS[kind]


def _writer(kind: type) -> Callable[[Any], Any]:
    if kind in _ATOMS or issubclass(kind, (int, float)):
        return lambda value: value
    if issubclass(kind, Enum):
        return attrgetter("_value_")
    if issubclass(kind, str):
        return lambda value: value
    if issubclass(kind, Decimal):
        return lambda value: int(value) if value == value.to_integral_value() else float(value)
    if issubclass(kind, Record):
        return kind.to_json
    if issubclass(kind, (tuple, list, frozenset)):
        return lambda value: [_plain(item) for item in value]
    if issubclass(kind, Mapping):
        return lambda value: {str(key): _plain(item) for key, item in value.items()}
    if issubclass(kind, (date, datetime)):
        return lambda value: value.isoformat()
    raise TypeError(f"a record cannot hold a value of the type {kind.__name__}")


_Reader = Callable[[Any, str], Any]


_Field = tuple[str, type, _Reader, str, bool]
"""Its name, the type whose values stay as they are, the reader of others, where it stands for an error message, and
whether it must be there."""
_FIELDS: dict[Any, list[_Field]] = {}


def _readers_of(cls: Any) -> list[_Field]:
    if cls not in _FIELDS:
        _FIELDS[cls] = _fields(cls)
    return _FIELDS[cls]


def _fields(cls: Any) -> list[_Field]:
    hints = typing.get_type_hints(cls)
    return [
        (
            field.name,
            _plain_type(hints[field.name]),
            _reader(hints[field.name]),
            f"{cls.__name__}.{field.name}",
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(cls)
    ]


class _Nothing:
    """The type of no value."""


def _plain_type(hint: Any) -> type:
    kinds = _alternatives(hint) - {type(None)}
    return next(iter(kinds)) if len(kinds) == 1 and kinds <= _ATOMS else _Nothing


def _reader(hint: Any) -> _Reader:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, types.UnionType):
        inner = [_reader(argument) for argument in arguments if argument is not type(None)]
        return _optional(inner[0]) if len(inner) == 1 else _anything
    if origin is tuple:
        return _tuple_of(_reader(arguments[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_of(_reader(arguments[1]))
    if isinstance(hint, type):
        return _scalar(hint)
    return _anything


def _anything(value: Any, _where: str) -> Any:
    return value


def _optional(inner: _Reader) -> _Reader:
    return lambda value, where: None if value is None else inner(value, where)


def _tuple_of(inner: _Reader) -> _Reader:
    def read(value: Any, where: str) -> tuple[Any, ...]:
        if not isinstance(value, (list, tuple)):
            raise RecordError(f"{where}: expected a list, got {_shown(value)}")
        return tuple([inner(item, where) for item in value])

    return read


def _mapping_of(inner: _Reader) -> _Reader:
    def read(value: Any, where: str) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise RecordError(f"{where}: expected an object, got {_shown(value)}")
        return {str(key): inner(item, where) for key, item in value.items()}

    return read


def _scalar(kind: type) -> _Reader:
    convert = _CONVERTERS.get(kind)
    if convert is None and issubclass(kind, Record):
        return lambda value, _where: kind.from_json(value)
    if convert is None and issubclass(kind, Enum):
        convert = {member.value: member for member in kind}.__getitem__

    as_it_is = kind in _ATOMS

    def read(value: Any, where: str) -> Any:
        if convert is None or (as_it_is and type(value) is kind):
            return value
        try:
            return convert(value)
        except (LookupError, ValueError, TypeError, ArithmeticError, RecursionError) as error:
            allowed = f"; allowed: {', '.join(str(m.value) for m in kind)}" if issubclass(kind, Enum) else ""
            raise RecordError(f"{where}: {_shown(value)} is no {kind.__name__}{allowed}") from error

    return read


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise TypeError


def _whole(value: Any) -> int:
    if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
        raise TypeError
    return int(value)


def _real(value: Any) -> float:
    if isinstance(value, bool):
        raise TypeError
    return float(value)


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise TypeError


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool):
        raise TypeError
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError
    return number


_CONVERTERS: dict[type, Callable[[Any], Any]] = {
    str: _text,
    int: _whole,
    float: _real,
    bool: _flag,
    Decimal: _decimal,
    date: lambda value: date.fromisoformat(value),
    datetime: lambda value: datetime.fromisoformat(value),
}


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
