"""Parts of cells: the vacancies of a set that have something, by a name that anybody can ask for.

A part is ``name:value`` or ``name:value:flag``: ``skill:java``, ``skill:java:required``, ``language:en:only``,
``near:bruges``. Shares and counts are computed through these names only, so a link to one gives what was counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from models.vocabulary import OrganizationKind, WorkMode
from pipeline.market.cells import CellError
from pipeline.market.columns import Columns
from pipeline.market.moment import Moment
from pipeline.market.scopes import city_named
from pipeline.market.vocabularies import UNSTATED, Bools, Floats

NEARBY_KM = 25
NOT_STATED = "not_stated"
BETWEEN = (OrganizationKind.AGENCY, OrganizationKind.INTERMEDIARY)
"""Who places ads for somebody else."""
_NEEDS = {"": None, "required": 1, "nice": 0}


def select_part(columns: Columns, part: str, moment: Moment, kilometres: Callable[[str], Floats]) -> Bools:
    """Return which rows have ``part``; ``kilometres`` tells how far each row is from a city.

    Raises `CellError` on a text that names none.
    """
    name, _, value = part.partition(":")
    if name == "near":
        return _near(columns, value, kilometres)
    if name not in _PARTS:
        raise CellError(f"{part!r} is no part; a part is near: or {': or '.join(_PARTS)}: and a value")
    found: Bools = _PARTS[name](columns, value, moment)
    return found


def _skill(columns: Columns, value: str, _moment: Moment) -> Bools:
    slug, _, need = value.partition(":")
    return columns.skills.rows_with(columns.words.skill.find(slug), columns.size, _NEEDS.get(need))


def _language(columns: Columns, value: str, _moment: Moment) -> Bools:
    code, _, need = value.partition(":")
    found = columns.languages.rows_with(columns.words.language.find(code), columns.size, _NEEDS.get(need, 1))
    if need == "only":
        required = columns.languages.row[columns.languages.flag == 1]
        found &= np.bincount(required, minlength=columns.size) == 1
    return found


def _mode(columns: Columns, value: str, _moment: Moment) -> Bools:
    found: Bools = columns.mode == (UNSTATED if value == NOT_STATED else columns.words.mode.find(value))
    return found


def _office_days(columns: Columns, value: str, moment: Moment) -> Bools:
    """Return hybrid ads that state their office days (``stated``)."""
    found: Bools = _mode(columns, WorkMode.HYBRID, moment) & ((columns.office_days != UNSTATED) == (value == "stated"))
    return found


def _near(columns: Columns, value: str, kilometres: Callable[[str], Floats]) -> Bools:
    """Return what lies in the city ``value`` or within 25 km of its centre."""
    try:
        city = city_named(value)
    except KeyError as error:
        raise CellError(f"{value!r} is no city") from error
    inside = columns.areas.rows_with(columns.words.area.find(city.nis), columns.size)
    found: Bools = inside | (kilometres(value) <= NEARBY_KM)
    return found


def _source(columns: Columns, value: str, _moment: Moment) -> Bools:
    """Return what stands at any of the sources of ``value``, parted by commas."""
    found = np.zeros(columns.size, dtype=np.bool_)
    for name in value.split(","):
        found |= columns.sources.rows_with(columns.words.source.find(name), columns.size)
    return found


def _title(columns: Columns, value: str, _moment: Moment) -> Bools:
    """Return what carries the title ``value``, in capitals or not."""
    found: Bools = columns.folded_title == columns.words.folded_title.find(value.casefold())
    return found


_PARTS: Mapping[str, Callable[[Columns, str, Moment], Any]] = {
    "skill": _skill,
    "benefit": lambda columns, value, _: columns.benefits.rows_with(columns.words.benefit.find(value), columns.size),
    "language": _language,
    "mode": _mode,
    "office_days": _office_days,
    "pay": lambda columns, value, _: columns.pay_stated if value == "stated" else ~columns.pay_stated,
    "employer": lambda columns, value, _: columns.employer == columns.words.employer.find(value),
    "role": lambda columns, value, _: columns.role == columns.words.role.find(value),
    "between": lambda columns, _, __: np.isin(columns.kind, [columns.words.kind.find(kind) for kind in BETWEEN]),
    "confirmed": lambda columns, _, moment: moment.at.timestamp() - columns.last_confirmed < 24 * 3600,
    "source": _source,
    "title": _title,
}
