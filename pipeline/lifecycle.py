"""The life of a posting and of a vacancy: what appearing, missing and time mean.

Whether anything may be closed is `pipeline.quality`'s to say.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from models.posting import KnownPosting
from models.raw import PostingKey
from models.vocabulary import PostingStatus, VacancyStatus

UNCONFIRMED_AFTER = timedelta(hours=48)
"""Unseen for so long without a good run: shown, labelled, out of the counts."""
LEAVES_LISTS_AFTER = timedelta(days=7)
"""Unseen for so long: no longer listed."""
CLOSED_AFTER = timedelta(days=90)
"""Unseen for so long: closed, reason ``max_age``."""
UNDO_WITHIN = timedelta(days=30)
"""Every closing can be undone for so long."""
REPOST_WITHIN = timedelta(days=120)
"""An ad that returns within so long after it was closed is a repost of the same opening, not a second one."""


class Arrival(StrEnum):
    """What the appearance of one posting in a run means."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REOPENED = "reopened"
    IGNORED = "ignored"
    """Redacted for good, or a later run has spoken already."""


def arrival(known: KnownPosting | None, content_hash: str | None, *, seen_at: datetime) -> Arrival:
    """Say what it means that a run of ``seen_at`` shows a posting.

    ``content_hash`` is ``None`` when the posting was seen in a list and not fetched again. A posting whose own end
    date has passed is not reopened by still standing in the list.
    """
    if known is None:
        return Arrival.NEW
    if known.status is PostingStatus.REDACTED or (known.last_confirmed and seen_at < known.last_confirmed):
        return Arrival.IGNORED
    changed = content_hash is not None and content_hash != known.content_hash
    if known.status is not PostingStatus.ACTIVE and (changed or not has_ended(known, seen_at.date())):
        return Arrival.REOPENED
    return Arrival.CHANGED if changed else Arrival.UNCHANGED


@dataclass(frozen=True, slots=True)
class Departures:
    """What a run did not show of one board's active postings."""

    missing: tuple[KnownPosting, ...] = ()
    """Not seen; their count of misses rises if the run is complete."""
    withdrawn: tuple[KnownPosting, ...] = ()
    """Missing often enough to be closed, if the gate agrees."""


def departures(
    active: Iterable[KnownPosting], seen: Container[PostingKey], *, complete: bool, closes_after: int
) -> Departures:
    """Return which of a board's ``active`` postings a run did not show, and which of them may be gone.

    ``closes_after`` is the number of complete runs in a row, this one included, that must have missed a posting. An
    incomplete run raises no count and withdraws nothing.
    """
    missing = tuple(posting for posting in active if posting.key not in seen)
    withdrawn = tuple(posting for posting in missing if complete and posting.misses + 1 >= closes_after)
    return Departures(missing=missing, withdrawn=withdrawn)


def has_ended(posting: KnownPosting, today: date) -> bool:
    """Say whether the end date that the ad itself states has passed."""
    return posting.valid_through is not None and posting.valid_through < today


def vacancy_status(
    statuses: tuple[PostingStatus, ...], *, last_confirmed: datetime, now: datetime
) -> tuple[VacancyStatus, str | None]:
    """Return the status of a vacancy with postings in these ``statuses``, and the reason when it is closed.

    One active posting keeps it open; unseen for `UNCONFIRMED_AFTER` it is unconfirmed, for `CLOSED_AFTER` closed.
    """
    if PostingStatus.ACTIVE in statuses:
        unseen = now - last_confirmed
        if unseen >= CLOSED_AFTER:
            return VacancyStatus.CLOSED, "max_age"
        return (VacancyStatus.UNCONFIRMED if unseen >= UNCONFIRMED_AFTER else VacancyStatus.ACTIVE), None
    if PostingStatus.REDACTED in statuses:
        return VacancyStatus.CLOSED, "redacted"
    if PostingStatus.CLOSED_MAX_AGE in statuses:
        return VacancyStatus.CLOSED, "max_age"
    if PostingStatus.EXPIRED in statuses:
        return VacancyStatus.CLOSED, "expired"
    return VacancyStatus.CLOSED, "withdrawn"
