"""What a crawl uses of the memory, measured on itself alone."""

from __future__ import annotations

import re
from pathlib import Path

from scrapy.extensions.memusage import MemoryUsage

STATUS = Path("/proc/self/status")
RESIDENT = re.compile(r"^VmRSS:\s+(\d+) kB$", re.MULTILINE)


class OwnMemory(MemoryUsage):
    """Scrapy's memory limit, on what this process holds now.

    Scrapy reads the peak of ``getrusage``, which Linux hands down through fork and exec: a crawl that a
    large process started (the schedule, the desk) would end at its first breath for its parent's memory.
    """

    def get_virtual_size(self) -> int:
        """Return the resident bytes of this process; its peak where there is no ``/proc``."""
        try:
            resident = RESIDENT.search(STATUS.read_text())
        except OSError:
            resident = None
        return int(resident[1]) * 1024 if resident else super().get_virtual_size()
