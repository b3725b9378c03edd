"""How many of 24 injected faults are stopped before publication, and how many clean nights are held for nothing.

    python -m benchmarks.desk_gate --clean 30

Stopped means that the night changed nothing for the worse, whatever the desk said: no ad of the source was closed, no
copy became a vacancy, and no value of a known ad was replaced by the fault's; or that the fault did no harm at all.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import select

from models.posting import JobPosting
from models.store.engine import reading
from models.store.tables import posting
from pipeline.services.health import facts
from sandbox.server import SandboxServer
from tests.console.nights import SimulatedNights, ill

FAULTS: Mapping[str, str] = {
    "empty_selector": "recruitee",
    "pay_times_twelve": "recruitee",
    "pay_gone": "recruitee",
    "day_month_swapped": "recruitee",
    "dates_in_future": "recruitee",
    "euro_sign_lost": "jsonld",
    "agency_address": "recruitee",
    "places_gone": "recruitee",
    "titles_gone": "recruitee",
    "languages_mixed": "recruitee",
    "mojibake": "recruitee",
    "duplicate_burst": "recruitee",
    "half_feed": "recruitee",
    "closure_storm": "greenhouse",
    "empty_board": "greenhouse",
    "soft_404": "jsonld",
    "consent_page": "jsonld",
    "http_403": "greenhouse",
    "http_500": "greenhouse",
    "renamed_field": "greenhouse",
    "html_for_json": "greenhouse",
    "cut_body": "recruitee",
    "robots_disallow": "jsonld",
    "robots_changed": "jsonld",
}
SOURCES = ("recruitee", "greenhouse", "jsonld")
TOLERATED = 0.10
"""Share of a source's ads that may change in an ordinary night: the sandbox changes about 3 %."""


def main() -> None:
    """Run the nights and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clean", type=int, default=30)
    parser.add_argument("--boards", type=int, default=4)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        count = 3 + len(FAULTS) + asked.clean
        nights = SimulatedNights(Path(folder), count, sources=SOURCES, boards=asked.boards)
        with SandboxServer(nights.world, night=0) as sandbox:
            for _ in range(3):
                nights.night(sandbox)
            stopped = sum(_stopped(nights, sandbox, fault, at) for fault, at in FAULTS.items())
            print(f"{stopped} of {len(FAULTS)} faults stopped", flush=True)
            held = 0
            for number in range(asked.clean):
                screen = nights.night(sandbox)
                held += screen.verdict != "yes"
                print(f"clean {number + 1}: {screen.verdict} {sorted(map(str, ill(screen)))}", flush=True)
            print(f"{held} of {asked.clean} clean nights held", flush=True)


def _stopped(nights: SimulatedNights, sandbox: SandboxServer, fault: str, at: str) -> bool:
    before = _ads(nights, at)
    screen = nights.night(sandbox, fault=fault, at=at, advance=False)
    after = _ads(nights, at)
    gone = len(before.keys() - after.keys())
    new = len(after.keys() - before.keys())
    changed = sum(before[key] != after[key] for key in before.keys() & after.keys())
    stopped = max(gone, new, changed) <= TOLERATED * len(before)
    print(
        f"{'stopped' if stopped else 'PASSED '} {fault:18} {at:10} of {len(before)}: gone {gone} new {new} "
        f"changed {changed}; {screen.verdict}: {sorted(map(str, ill(screen)))}",
        flush=True,
    )
    return stopped


def _ads(nights: SimulatedNights, source: str) -> dict[str, object]:
    with reading(nights.engine) as connection:
        rows = connection.execute(
            select(posting.c.record).where(posting.c.source == source, posting.c.status == "active")
        ).scalars()
        return {str((read := JobPosting.from_json(row)).key): facts(read) for row in rows}


if __name__ == "__main__":
    main()
