"""What follows a night's linking: a snapshot, and the webhooks told; and, while the board is served, every minute."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from board.api_changes import change_filter, change_page_json
from board.api_context import ApiContext
from board.snapshots import forget_old, write_snapshot
from board.webhooks import Send, deliver
from models.store.board_notes import BoardNotes
from models.store.engine import writing
from pipeline.search.catalogue import Catalogue

MESSAGES_KEPT = timedelta(days=30)
log = logging.getLogger("belfry.board")


@dataclass(frozen=True, slots=True)
class Published:
    """What was published."""

    version: str
    rows: int
    messages: int
    forgotten: int


def publish(catalogue: Catalogue, snapshots: Path, *, public_url: str = "", send: Send | None = None) -> Published:
    """Write a snapshot of what is open, forget the oldest ones, and tell the webhooks; a second call adds nothing."""
    now = catalogue.clock()
    manifest = write_snapshot(catalogue, snapshots, now=now, public_url=public_url)
    messages = tell_webhooks(catalogue, snapshots, public_url=public_url, send=send)
    with writing(catalogue.engine) as connection:
        BoardNotes(connection).forget_deliveries(now - MESSAGES_KEPT)
    return Published(manifest["dataset_version"], manifest["rows"], messages, forget_old(snapshots, now=now))


def tell_webhooks(catalogue: Catalogue, snapshots: Path, *, public_url: str = "", send: Send | None = None) -> int:
    """Send what is new, and try again what failed; return the messages sent."""
    context = ApiContext(catalogue=catalogue, snapshots=snapshots, public_url=public_url)
    return deliver(catalogue, page_json=partial(change_page_json, context), filter_of=change_filter, send=send)


@contextmanager
def telling(catalogue: Catalogue, snapshots: Path, *, public_url: str = "", every: float = 60.0) -> Iterator[None]:
    """Tell the webhooks every so many seconds, by a thread of its own, until the block ends."""
    ended = threading.Event()

    def tell() -> None:
        while not ended.wait(every):
            try:
                tell_webhooks(catalogue, snapshots, public_url=public_url)
            except Exception:
                # Whatever failed may be over in a minute, and the thread must outlive it: nobody would start it again.
                log.exception("the webhooks were not told")

    teller = threading.Thread(target=tell, name="webhooks", daemon=True)
    teller.start()
    try:
        yield
    finally:
        ended.set()
        teller.join(timeout=20)
