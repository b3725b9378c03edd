"""What a person found out about a source before it was switched on, and whether that still holds today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.record import Record
from models.run import SourceCard
from models.vocabulary import Cause, LegalStatus

REVIEW_EVERY = timedelta(days=180)
"""How long a reading of terms and robots.txt may be relied on."""

NO_CONTACTS = "Contact persons are dropped: no field of ours holds them, and descriptions are scrubbed before storage."

REFUSED = frozenset({LegalStatus.BLOCKED, LegalStatus.PERMISSION})


@dataclass(frozen=True, kw_only=True, slots=True)
class Passport(Record):
    """The legal and technical permission to collect one source; `SourceCard` says what may be shown of it."""

    reading: str
    """What terms and robots.txt say, in a sentence or two, and for a refused source the reason of the refusal."""
    terms_url: str | None = None
    rate: float = 3.0
    """Least seconds between two requests to the publisher, whatever its robots.txt allows."""
    nights: int = 1
    """Nights from one crawl to the next. After 48 hours without one the board calls an ad unconfirmed."""
    reserves_mining: bool = False
    """Whether the publisher reserves text and data mining by machine-readable means (Directive 2019/790, art. 4)."""
    robots_sha256: Mapping[str, str] = field(default_factory=dict)
    """Host → SHA-256 of the robots.txt that a person read. Where a host is not named, the file under which it was last
    crawled counts, which a run hands to the next one. A change that closes what is asked for stops the source."""
    documented_api: tuple[str, ...] = ()
    """Address prefixes that the publisher documents for machines; a generic robots rule does not close these."""
    agreement: str | None = None
    """Environment variable whose presence says that a required agreement was signed."""
    keys: tuple[str, ...] = ()
    """Environment variables without which the source cannot be asked."""
    personal_data: str = NO_CONTACTS
    reviewed_on: date

    @property
    def review_due(self) -> date:
        """The last day on which this passport may be relied on."""
        return self.reviewed_on + REVIEW_EVERY


NO_PASSPORT = Passport(reading="Nobody has read its terms and robots.txt.", reviewed_on=date.min)
"""Stands for the passport of a source that has none."""


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a source may not run now."""

    cause: Cause
    detail: str


def objection(
    card: SourceCard, passport: Passport, *, today: date, keys: frozenset[str] = frozenset()
) -> Objection | None:
    """Return the reason against running the source today, or None.

    ``keys`` names the environment variables that are set. A refused source stays refused whatever its dates say.
    """
    if passport is NO_PASSPORT:
        return Objection(Cause.PASSPORT_MISSING, f"{card.name} has no passport")
    signed = passport.agreement is not None and passport.agreement in keys
    if card.status in REFUSED and not signed:
        return Objection(Cause.REFUSED, passport.reading)
    if passport.reserves_mining:
        return Objection(Cause.TDM_RESERVED, f"{card.title} reserves text and data mining")
    if today > passport.review_due:
        return Objection(Cause.PASSPORT_OVERDUE, f"the review of {card.name} was due on {passport.review_due}")
    missing = [name for name in passport.keys if name not in keys]
    if missing:
        return Objection(Cause.KEY_MISSING, f"{card.name} needs {' and '.join(missing)} in the environment")
    return None
