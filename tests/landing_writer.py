"""Landed runs, made for tests in the layout of ``models.run``."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from models.raw import RawPosting
from models.run import PAGES_PREFIX, BoardLedger, RunManifest, SourceCard, StoredPage
from models.vocabulary import Basis, Cause, LegalStatus, Outcome, Rights, SourceKind
from pipeline.landing import LandedRun


def raw(identifier: str, title: str = "Backend developer", **fields: Any) -> RawPosting:
    """Return a small posting of the board ``acme``."""
    defaults = {"source": "recruitee", "board": "acme", "hiring_organization": "Acme NV", "job_locations": ("Brugge",)}
    return RawPosting(**{**defaults, "identifier": identifier, "title": title, **fields})


def store_pages(run: LandedRun, *pages: StoredPage) -> Path:
    """Write the answers from which postings of a run were read, and return the file."""
    path = run.folder / f"{PAGES_PREFIX}00001.jsonl.gz"
    path.write_bytes(gzip.compress(b"".join(orjson.dumps(page.to_json()) + b"\n" for page in pages)))
    return path


def land(
    root: Path,
    run_id: str,
    started_at: datetime,
    postings: Sequence[RawPosting | dict[str, Any] | str],
    *,
    seen: Sequence[str] = (),
    outcome: Outcome = Outcome.COMPLETE,
    cause: Cause = Cause.FINISHED,
    declared: int | None = None,
    closes_after: int = 1,
    basis: Basis = Basis.WALK,
    rejected: dict[str, int] | None = None,
    manifest: bool = True,
) -> LandedRun:
    """Write a run of the board ``acme`` and return it."""
    folder = root / "recruitee" / run_id
    folder.mkdir(parents=True)
    lines = [
        item.encode() if isinstance(item, str) else orjson.dumps(item if isinstance(item, dict) else item.to_json())
        for item in postings
    ]
    (folder / "part-00001.jsonl.gz").write_bytes(gzip.compress(b"".join(line + b"\n" for line in lines)))
    sightings = [orjson.dumps({"source": "recruitee", "board": "acme", "identifier": item}) + b"\n" for item in seen]
    if sightings:
        (folder / "seen-00001.jsonl.gz").write_bytes(gzip.compress(b"".join(sightings)))
    ledger = BoardLedger(
        board="acme",
        declared=declared,
        listed=len(postings) + len(seen) + sum((rejected or {}).values()),
        fetched=len(postings),
        unchanged=len(seen),
        rejected=rejected or {},
        outcome=outcome,
        cause=cause,
        basis=basis,
    )
    record = RunManifest(
        run_id=run_id,
        card=SourceCard(
            name="recruitee",
            title="Recruitee",
            kind=SourceKind.EMPLOYER,
            status=LegalStatus.OPEN,
            rights=Rights.EXCERPT,
            closes_after=closes_after,
        ),
        started_at=started_at,
        ended_at=started_at,
        outcome=outcome,
        cause=cause,
        boards=(ledger,),
        files={"part-00001.jsonl.gz": len(lines)} | ({"seen-00001.jsonl.gz": len(sightings)} if sightings else {}),
    )
    if manifest:
        (folder / "manifest.json").write_bytes(orjson.dumps(record.to_json()))
    return LandedRun(folder)
