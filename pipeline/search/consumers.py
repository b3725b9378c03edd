"""Who is told of changes, and how far behind each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from models.store.board_notes import BoardNotes, Delivery, Webhook
from models.store.engine import reading
from pipeline.search.changes import head

LAST = 20
"""Messages of each that are shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Consumer:
    """One webhook."""

    webhook: Webhook
    behind: int
    """Events that happened since the last one a message was written for, whether it asks for their kind or not."""
    disabled: bool
    """Whether its newest settled message was given up: nothing more is sent until somebody sends that one again."""
    deliveries: Sequence[Delivery]
    """Newest first."""

    @property
    def waiting(self) -> int:
        """Messages that are written and not yet taken."""
        return sum(item.state == "waiting" for item in self.deliveries)

    @property
    def is_well(self) -> bool:
        """Whether everything that was written has been taken at the first attempt, or soon will be."""
        return not self.disabled and not any(item.state == "waiting" and item.attempts for item in self.deliveries)


def consumers(engine: Engine) -> list[Consumer]:
    """Return all webhooks, those in trouble first, then the oldest."""
    newest = head(engine)
    with reading(engine) as connection:
        notes = BoardNotes(connection)
        disabled = notes.disabled_webhooks()
        found = [
            Consumer(
                webhook=item,
                behind=max(0, newest - item.sequence),
                disabled=item.id in disabled,
                deliveries=notes.deliveries(item.id, limit=LAST),
            )
            for item in notes.webhooks()
        ]
    return sorted(found, key=lambda consumer: consumer.is_well)
