"""A piece of a place text in, the name it is, or the names of towns among its words, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.normalize.place_areas import is_seat, made_round
from pipeline.normalize.place_segment import Kind, Segment
from pipeline.normalize.place_words import INSTITUTIONS, LOCATIVES, PARTICLES, REGION_WORDS
from pipeline.reference.places_key import place_key
from pipeline.reference.places_names import (
    area,
    arrondissement_of,
    country,
    country_codes,
    foreign_area,
    foreign_place,
    toponyms,
)

_LUXEMBOURG = "80000"
LETTER_CODES = {
    "B": "BE",
    "F": "FR",
    "D": "DE",
    "L": "LU",
    "UK": "GB",
    "BEL": "BE",
    "NLD": "NL",
    "FRA": "FR",
    "DEU": "DE",
}
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_SAINT = re.compile(r"(?<=\w)-((?:Sint|Saint|Sainte|Sankt|Notre)-\w+)", re.IGNORECASE)
_CONJUNCTIONS = frozenset("en of et ou and or und oder".split())
_SIDES = frozenset("noord zuid oost west nord sud est ouest north south east centrum centre stad ville".split())
_NAMED_AFTER_TOWNS = frozenset("uz az ku uc chu chr universiteit universite university hogeschool".split())
_PORTS = ("haven van ", "port of ", "port d")
_LONGEST_NAME = 6  # words


@lru_cache(maxsize=8_192)
def exact(text: str) -> tuple[Segment, ...]:
    """Read a whole segment as one name: of a country, a municipality or a part of one, an area, a place abroad."""
    key = place_key(text)
    if text in country_codes() or text in LETTER_CODES:
        return (Segment(text, Kind.COUNTRY, country=LETTER_CODES.get(text, text)),)
    if code := country(key) or foreign_area(key):
        return (Segment(text, Kind.COUNTRY, country=code),)
    named, wide, abroad = toponyms(key), area(key), foreign_place(key)
    if wide and wide.code == _LUXEMBOURG:
        return (Segment(text, Kind.AREA, area=wide, country="LU"),)
    if wide and not is_seat(named, wide):
        return (Segment(text, Kind.AREA, area=wide, toponyms=named),)
    if named:
        return (Segment(text, Kind.TOPONYM, toponyms=named, country=abroad, named_after=key.startswith(_PORTS)),)
    if abroad:
        return (Segment(text, Kind.FOREIGN, country=abroad),)
    if (wide := arrondissement_of(key)) is not None:
        return (Segment(text, Kind.AREA, area=wide),)
    return ()


def scanned(text: str) -> tuple[Segment, ...]:
    """Find names of municipalities, or of places abroad, among other words: Vilvoorde Cargovil, Antwerp Tower."""
    words = [word[0] for word in _WORDS.finditer(text)][: 4 * _LONGEST_NAME]
    keys = [place_key(word) for word in words]
    found: list[Segment] = []
    spans: list[tuple[int, int]] = []
    start = 0
    while start < len(words):
        short = start == 0 and text.startswith(f"{words[0]}-")
        for end in range(min(len(words), start + _LONGEST_NAME), start, -1):
            if segment := _known(" ".join(words[start:end]), " ".join(keys[start:end]), short=short):
                found.append(_behind(keys[:start], segment, first=not found))
                spans.append((start, end))
                start = end - 1
                break
        start += 1
    for start, end in spans:
        keys[start:end] = [""] * (end - start)
    if any(_is_part_of_a_name(keys, start, end) for start, end in spans) or _bears_a_saint(text, found):
        return ()
    if any(_is_quarter_abroad(segment, text, keys[end:]) for segment, (_, end) in zip(found, spans, strict=True)):
        return ()
    if not REGION_WORDS.isdisjoint(keys):
        found = [made_round(segment) if segment.kind is Kind.TOPONYM else segment for segment in found]
    return tuple(_without_saints(found))


def _behind(before: Sequence[str], segment: Segment, *, first: bool) -> Segment:
    """Mark a name that "and" joins to the one before it, or that an institution bears: UZ Gent, Université de Liège."""
    word = before[-1] if before else ""
    bearer = before[-2] if word == "de" and len(before) > 1 else word
    joins, named_after = not first and word in _CONJUNCTIONS, bearer in _NAMED_AFTER_TOWNS
    return replace(segment, opens=joins, named_after=named_after) if joins or named_after else segment


def _is_part_of_a_name(rest: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a particle ties the name to its neighbours: Bergen op Zoom, not "werf in Gent", "CHU de Liège".

    ``rest`` are the words of the text with those of known names empty.
    """
    before = rest[start - 1] if start else ""
    if end < len(rest) and rest[end] in PARTICLES and not _joins(rest, end):
        return True
    if start > 1 and _joins(rest, start - 1):
        return False
    if before not in PARTICLES or before in LOCATIVES:
        return False
    return start < 2 or rest[start - 2] not in INSTITUTIONS


def _bears_a_saint(text: str, found: Sequence[Segment]) -> bool:
    """Tell whether the name of a saint is joined to a name that does not bear it: Aye-Saint-Luc, Villers-Notre-Dame."""
    saint = _SAINT.search(text)
    if saint is None:
        return False
    whose, which = text[: saint.start()], place_key(saint[1])
    return not any(whose.endswith(one.text) for one in found) or not any(which in place_key(one.text) for one in found)


def _is_quarter_abroad(segment: Segment, text: str, behind: Sequence[str]) -> bool:
    """Tell whether an unknown word makes a name one of a homonym abroad: Essen-Kettwig, not Aalst-Noord."""
    if segment.kind is not Kind.TOPONYM or segment.country is None or f"{segment.text}-" not in text:
        return False
    return bool(behind) and behind[0] not in {"", *_SIDES}


def _joins(rest: Sequence[str], index: int) -> bool:
    """Tell whether the particle at ``index`` is "and" between two names: Gent en Brussel."""
    return rest[index] in _CONJUNCTIONS and index + 1 < len(rest) and not rest[index - 1] and not rest[index + 1]


def _without_saints(found: Sequence[Segment]) -> list[Segment]:
    """Leave out a part of another municipality beside a whole one: AZ Sint-Jan Brugge bears the name of its saint."""
    whole = {t.nis for segment in found for t in segment.toponyms if t.rank < 2}
    return [
        segment
        for segment in found
        if not whole or not segment.toponyms or any(t.rank < 2 or t.nis in whole for t in segment.toponyms)
    ]


def _known(text: str, key: str, *, short: bool) -> Segment | None:
    """Return the town of a name of four letters or more; ``short``: of three, as in "Mol-Achterbos"."""
    named, wide = toponyms(key), area(key)
    if wide and not is_seat(named, wide):
        return Segment(text, Kind.AREA, area=wide, toponyms=named) if named else None
    rank = 3 if len(key) >= 6 else 2 if len(key) >= 4 else 0 if short and len(key) == 3 else -1
    if any(toponym.rank <= rank for toponym in named):
        return Segment(text, Kind.TOPONYM, toponyms=named, country=foreign_place(key))
    if code := foreign_place(key):
        return Segment(text, Kind.FOREIGN, country=code)
    return None
