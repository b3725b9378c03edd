"""A posting in, the few facts that linking compares out: small enough to store beside every posting.

What the readers could not tell is read again from the words, roughly: linking must work for an ad without role,
employer key or Belgian place.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import orjson

from models.posting import BaseSalary, JobPosting, Place
from models.vocabulary import OrganizationKind, PlacePrecision
from pipeline.dedup.sketch import NO_TEXT, Sketch, hash64, sketch, small_hash
from pipeline.dedup.words import Spot, employer_words, spot_of_text, title_reference, title_words
from pipeline.normalize.text import fold

FORMAT = 1
"""Version of `Features.to_bytes`; features of another version must be derived anew."""
_HEAD = struct.Struct("<BHBBBBIQQQ")
_MANY = 40
_PLACES = 12
_BETWEEN = frozenset([OrganizationKind.AGENCY, OrganizationKind.INTERMEDIARY])
_PARTS = frozenset([PlacePrecision.ADDRESS, PlacePrecision.POSTAL_CODE, PlacePrecision.SUBMUNICIPALITY])
_PLACE_FIELDS = frozenset(["places", "place", "job_locations"])


class Features(NamedTuple):
    """What linking knows of one posting; equal postings give equal features."""

    source: int
    """Hash of the source's name."""
    board: int
    """Hash of source and board; 0 where the source has no boards."""
    title: tuple[str, ...] = ()
    """The title's words without levels, gender tags and slogans."""
    levels: frozenset[str] = frozenset()
    """Levels that the title's words state."""
    stacks: frozenset[str] = frozenset()
    """Exclusive families of technology in the title."""
    role: str = ""
    seniority: str = ""
    """As read from words or stated years."""
    employer: tuple[str, ...] = ()
    """Words of the organization's name; empty where it is withheld."""
    employer_key: str = ""
    between: bool = False
    """True when the organization is an agency or another go-between, so that the employer may be hidden."""
    spots: tuple[Spot, ...] = ()
    reference: str = ""
    pay: tuple[float | None, float | None, str] | None = None
    """Least, most, and the unit (``MONTH`` also where a monthly figure could be derived); stated pay only."""
    years: int | None = None
    languages: tuple[str, ...] = ()
    """Spoken languages that the work asks for."""
    posted: int | None = None
    """Day of posting, as an ordinal."""
    closed: int | None = None
    """Day on which its source withdrew it; ``None`` while open."""
    contract: str = ""
    in_language: str = ""
    skills: tuple[int, ...] = ()
    """Hashes of the technologies named."""
    text: Sketch = NO_TEXT

    def to_bytes(self) -> bytes:
        """Return the features packed, about 700 bytes for a posting with a long text."""
        facts = orjson.dumps(self[2:-2], default=_plain)
        text = self.text
        sizes = (len(text.shingles), len(text.words), len(text.numbers), len(self.skills))
        head = _HEAD.pack(FORMAT, len(facts), *sizes, text.length, text.digest, self.source, self.board)
        return head + struct.pack(_layout(*sizes), *text.shingles, *text.words, *text.numbers, *self.skills) + facts

    @classmethod
    def from_bytes(cls, packed: bytes) -> Features:
        """Return the features packed in ``packed``; raises `ValueError` when another version packed them."""
        if not packed or packed[0] != FORMAT:
            raise ValueError(f"features of format {packed[:1].hex() or 'none'}, not {FORMAT}")
        _, size, shingles, words, numbers, skills, length, digest, source, board = _HEAD.unpack_from(packed)
        hashes = struct.unpack_from(_layout(shingles, words, numbers, skills), packed, _HEAD.size)
        # Some ten thousand are read for every thousand linked: unpacked by name, without a table of converters.
        title, levels, stacks, role, seniority, employer, key, between, spots, reference, pay, *rest = orjson.loads(
            packed[len(packed) - size :]
        )
        years, languages, posted, closed, contract, in_language = rest
        at_numbers = shingles + words
        at_skills = at_numbers + numbers
        return cls(
            source, board, tuple(title), frozenset(levels), frozenset(stacks), role, seniority, tuple(employer), key,
            between, tuple(map(Spot._make, spots)), reference, pay and tuple(pay), years, tuple(languages),
            posted, closed, contract, in_language, hashes[at_skills:],
            Sketch(hashes[:shingles], hashes[shingles:at_numbers], length, digest, hashes[at_numbers:at_skills]),
        )  # fmt: skip


def _plain(value: Any) -> list[Any]:
    return sorted(value) if isinstance(value, frozenset) else list(value)


def _layout(shingles: int, words: int, numbers: int, skills: int) -> str:
    return f"<{shingles}Q{words}I{numbers}I{skills}I"


def features(posting: JobPosting, *, place_texts: Sequence[str] = (), closed: date | None = None) -> Features:
    """Return what linking knows of ``posting``.

    ``place_texts`` are the places as published (`RawPosting.job_locations`); they tell where the work is when no
    reader knew the place. ``closed`` is the day on which the source withdrew it.
    """
    organization = posting.hiring_organization
    words = title_words(posting.title or posting.title_raw)
    raw_words = title_words(posting.title_raw)
    key = posting.key
    return Features(
        source=hash64(key.source),
        board=hash64(f"{key.source}\n{key.board}") if key.board else 0,
        title=words.core[:_MANY],
        levels=words.levels | raw_words.levels,
        stacks=words.stacks | raw_words.stacks,
        role=str(posting.role or ""),
        seniority=str(posting.seniority or ""),
        employer=employer_words(organization.name)[:12] if organization else (),
        employer_key=(organization.key or organization.name).casefold() if organization else "",
        between=bool(organization and organization.kind in _BETWEEN),
        spots=_spots(posting, place_texts),
        reference=_reference(posting) or title_reference(posting.title_raw),
        pay=_pay(posting.base_salary),
        years=posting.experience_years_min,
        languages=tuple(sorted({language.code for language in posting.required_languages})),
        posted=posting.date_posted.toordinal() if posting.date_posted else None,
        closed=closed.toordinal() if closed else None,
        contract=str(posting.contract or ""),
        in_language=posting.in_language or "",
        skills=tuple(sorted({small_hash(skill.slug) for skill in posting.skills})[:_MANY]),
        text=sketch(posting.description),
    )


def _reference(posting: JobPosting) -> str:
    """Return the employer's requisition number; a site's own number for the ad says nothing about the opening."""
    number = _bare(posting.external_reference)
    return "" if number and number in _bare(posting.key.identifier) else number


def _bare(text: str | None) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text[-200:])) if text else ""


def _spots(posting: JobPosting, texts: Sequence[str]) -> tuple[Spot, ...]:
    spots = [_spot_of_place(place) for place in posting.places]
    if not any(spot.town or spot.province or spot.region for spot in spots):
        unread = [issue.text for issue in posting.issues if issue.field in _PLACE_FIELDS]
        spots = [spot for text in (texts or unread) if (spot := spot_of_text(text))] or spots
    return tuple(dict.fromkeys(spots))[:_PLACES]


def _spot_of_place(place: Place) -> Spot:
    town = place.nis_code or fold(place.municipality or "")
    if not town and place.evidence and place.country != "BE" and place.precision == PlacePrecision.COUNTRY:
        # A foreign place is read as its country; its words stand in the evidence, before the rule.
        named = spot_of_text(place.evidence.split(": ")[0])
        return named._replace(country=named.country or place.country or "") if named else Spot(place.country or "")
    return Spot(place.country or "", place.region or "", place.province or "", town, _part(place))


def _part(place: Place) -> str:
    name = fold((place.evidence or "").split(": ")[0]) if place.precision in _PARTS else ""
    return "" if name == fold(place.municipality or "") else name


def _pay(salary: BaseSalary | None) -> tuple[float | None, float | None, str] | None:
    if salary is None or salary.estimated:
        return None
    if salary.gross_month_min is not None or salary.gross_month_max is not None:
        return _number(salary.gross_month_min), _number(salary.gross_month_max), "MONTH"
    if salary.min is None and salary.max is None:
        return None
    return _number(salary.min), _number(salary.max), str(salary.unit or "")


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
