"""What follows a night's linking: a snapshot, and the webhooks told. For the scheduler and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from board.api_changes import change_filter, change_page_json
from board.api_context import ApiContext
from board.snapshots import forget_old, write_snapshot
from board.webhooks import Send, deliver
from pipeline.search.catalogue import Catalogue


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
    return Published(manifest["dataset_version"], manifest["rows"], messages, forget_old(snapshots, now=now))


def tell_webhooks(catalogue: Catalogue, snapshots: Path, *, public_url: str = "", send: Send | None = None) -> int:
    """Send what is new, and try again what failed; return the messages sent. Call it every minute."""
    context = ApiContext(catalogue=catalogue, snapshots=snapshots, public_url=public_url)
    return deliver(catalogue, page_json=partial(change_page_json, context), filter_of=change_filter, send=send)
