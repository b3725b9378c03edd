"""What one piece of a place text turned out to be: the record between reading the pieces and choosing their meaning."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from pipeline.reference.places_names import NamedArea, Toponym


class Kind(Enum):
    """What a segment turned out to be."""

    TOPONYM = auto()
    AREA = auto()
    COUNTRY = auto()
    FOREIGN = auto()
    POSTAL_CODE = auto()
    DETAIL = auto()
    """A street, a building, an office: no place name."""
    WIDER = auto()
    UNNAMED = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a place text, read by itself; homonyms are not settled yet."""

    text: str
    kind: Kind
    toponyms: tuple[Toponym, ...] = ()
    """What bears the name; beside an ``area``, the lesser homonyms (Limbourg, beside the province of Limburg)."""
    area: NamedArea | None = None
    country: str | None = None
    """Of a country or a foreign place; beside ``toponyms`` or ``area``, the country of a homonym abroad."""
    postal_code: str | None = None
    opens: bool = False
    """An alternative to what stands before, not a part of its description."""
    bracketed: bool = False
    decides: bool = False
    """ "Work in Lisbon": this is the place of work, whatever else is named."""
    around: bool = False
    """The text names a region round a town."""
    named_after: bool = False
    """The town is part of the name of an institution, which may stand elsewhere: Haven van Antwerpen, Kallo."""
