"""Twenty nights in the sandbox, nine with a fault: the verdict is right each time, and the cause names the fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from sandbox.server import SandboxServer
from tests.console.nights import SimulatedNights, ill

NIGHTS = 20
FAULTS: dict[int, tuple[str, str, str, str | None]] = {
    3: ("pay_gone", "recruitee", "field_lost", "pay"),
    5: ("consent_page", "jsonld", "consent_page", None),
    6: ("http_403", "greenhouse", "blocked_wall", None),
    # A month's pay that is a year's is refused as implausible, and therefore missing.
    8: ("pay_times_twelve", "recruitee", "field_lost", "pay"),
    10: ("half_feed", "greenhouse", "volume_drop", None),
    12: ("duplicate_burst", "recruitee", "duplicate_burst", "identifier"),
    # Titles are gone from the list, so that nothing can be read.
    14: ("renamed_field", "greenhouse", "selector_empty", None),
    16: ("agency_address", "recruitee", "field_changed", "place"),
    18: ("dates_in_future", "recruitee", "dates_in_future", "date_posted"),
}
"""Night → fault, source, and the cause and suspect field that the desk must name."""


@pytest.mark.slow
def test_the_verdict_is_right_on_twenty_nights(tmp_path: Path) -> None:
    nights = SimulatedNights(tmp_path, NIGHTS)
    said: dict[int, tuple[str, object]] = {}
    with SandboxServer(nights.world, night=0) as sandbox:
        for number in range(1, NIGHTS + 1):
            fault, at, *_ = FAULTS.get(number, (None, ""))
            screen = nights.night(sandbox, fault=fault, at=at)
            said[number] = (screen.verdict, ill(screen))
    expected = {
        number: ("part", {FAULTS[number][1:]}) if number in FAULTS else ("yes", set())
        for number in range(1, NIGHTS + 1)
    }
    assert said == expected
