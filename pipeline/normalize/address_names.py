"""A text and an e-mail address in it in, the spans where the name stands that the address spells out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.normalize.name_runs import may_name
from pipeline.normalize.text import places_of
from pipeline.reference.organizations import first_names, is_known_organization

Span = tuple[int, int]

_MANY = 80
_NEAR = 200
"""Characters from an address within which a name stands that no list knows."""
_PARTS_AN_ADDRESS = re.compile(r"[._+-]+")
_LONGEST_LOCAL = 64
_SHORTEST_SPELLED = 3
# What a name has between its letters and an address has not: "Van den Berghe", "D'Hondt", "Saint-Amand".
_NOT_SPELLED = frozenset(" -'")
_BEFORE_A_WORD = " \n>("


def names_spelled(text: str, folded: str, position: int) -> Iterator[Span]:
    """Yield where the name stands that the e-mail address at ``position`` spells: "Inès Van Hove" of ines.vanhove@.

    Where neither part is known as a first name it must stand close by; an address of a function is nobody's.
    """
    local, at, domain = folded[position : position + _LONGEST_LOCAL].partition("@")
    if not at:
        return
    first, *others = _PARTS_AN_ADDRESS.split(local)
    if local in first_names():
        # "Evy" of evy@bakery.be, "Jan Vermassen" of jan@vermassen.be.
        others = [domain.partition(".")[0]]
        yield from _alone(text, folded, local)
    last = "".join(others)
    if not (first.isalpha() and last.isalpha() and len(last) >= _SHORTEST_SPELLED):
        return
    written = _written_out(text, folded, first, last) or _written_out(text, folded, last, first)
    if not written or not all(map(may_name, (first, *others))) or is_known_organization(f"{first} {last}"):
        return
    known = not first_names().isdisjoint((first, last))
    yield from (span for span in written if known or abs(span[0] - position) <= _NEAR)


def _alone(text: str, folded: str, name: str) -> Iterator[Span]:
    """Yield where ``name`` stands as a word with a capital."""
    for start in islice(places_of(folded, name), _MANY):
        stop = start + len(name)
        beside = folded[start - 1 : start] + folded[stop : stop + 1]
        if text[start].isupper() and not any(sign.isalnum() or sign in "-@." for sign in beside.rstrip(".")):
            yield start, stop


def _written_out(text: str, folded: str, one: str, other: str) -> list[Span]:
    """Return where two names, with capitals, stand beside each other; of the first the initial is enough."""
    if len(one) > 1:
        places = [(start, start + len(one)) for start in islice(places_of(folded, f"{one} "), _MANY)]
    else:
        gaps = islice(places_of(folded, f" {other[0]}"), _MANY)
        places = [(max(folded.rfind(sign, 0, gap) for sign in _BEFORE_A_WORD) + 1, gap) for gap in gaps]
    return [
        (start, stop)
        for start, gap in places
        if text[start].isupper() and folded[start] == one[0] and not folded[start - 1 : start].isalnum()
        if (stop := _end_of_spelled(folded, gap, other)) and not text[gap:stop].islower()
    ]


def _end_of_spelled(folded: str, start: int, letters: str) -> int | None:
    """Return where the word or words end that ``letters`` spell, if they stand at ``start``."""
    stop = start
    for letter in letters:
        while (sign := folded[stop : stop + 1]) in _NOT_SPELLED:
            stop += 1
        if sign != letter:
            return None
        stop += 1
    return None if folded[stop : stop + 1].isalnum() else stop
