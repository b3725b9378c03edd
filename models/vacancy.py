"""The real opening behind one or more postings, and the evidence that they are one."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from models.posting import JobPosting
from models.raw import PostingKey
from models.record import Record, json_with
from models.vocabulary import VacancyStatus

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def mint_vacancy_id() -> str:
    """Return a new id: ``vac_`` and a UUIDv7 in Crockford base 32, so that ids sort by the time they were minted."""
    number = time.time_ns() // 1_000_000 << 80 | 0x7 << 76 | secrets.randbits(76)
    number = number & ~(0b11 << 62) | 0b10 << 62
    return "vac_" + "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison(Record):
    """One line of evidence: what was compared, how it came out, what it weighs."""

    name: str
    """The comparison, e.g. ``title`` or ``text containment``."""
    level: str
    """The level it reached, e.g. ``same``, ``missing``."""
    weight: float
    """Match weight in log-odds; negative speaks against."""

    def to_json(self) -> dict[str, Any]:
        """As `Record.to_json`; there are some hundreds of lines, and every stored link has twenty."""
        return dict(_line_as_json(self))


@lru_cache(maxsize=4096)
def _line_as_json(line: Comparison) -> dict[str, Any]:
    return json_with(line, {})


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkEvidence(Record):
    """Why two postings are, or are not, one vacancy."""

    a: PostingKey
    b: PostingKey
    weight: float
    """Sum of the comparisons and the prior, in log-odds."""
    threshold: float
    comparisons: tuple[Comparison, ...] = ()
    veto: str | None = None
    """The hard rule that forbids the link, whatever the weight."""
    rule: str = ""
    """Name and version of the model that decided, or ``operator``."""

    @property
    def linked(self) -> bool:
        """Whether the pair may stand in one vacancy."""
        return self.veto is None and self.weight >= self.threshold


@dataclass(frozen=True, kw_only=True, slots=True)
class Vacancy(Record):
    """One opening: the best value of each field, with the posting it came from."""

    id: str
    """``vac_…``, minted once; a merged id stays as an alias."""
    posting: JobPosting
    """The merged view: a posting whose fields are the best of all members'."""
    provenance: Mapping[str, str] = field(default_factory=dict)
    """Field name → text of the `PostingKey` the value came from."""
    members: tuple[PostingKey, ...] = ()
    status: VacancyStatus = VacancyStatus.ACTIVE
    reason: str | None = None
    """Why it is closed."""
    first_seen: datetime
    last_confirmed: datetime
    sequence: int = 0
    """Sequence number of the last event about it."""
