"""A crawl is judged by its own memory, not by that of the process that started it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from scrapy.utils.test import get_crawler

from crawlers import memory
from crawlers.memory import OwnMemory

MEBIBYTE = 1024 * 1024
MEASURE = """
import resource
from scrapy.utils.test import get_crawler
from crawlers.memory import OwnMemory
print(OwnMemory(get_crawler()).get_virtual_size(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


@pytest.mark.skipif(not memory.STATUS.exists(), reason="only Linux hands the peak down")
def test_the_child_of_a_large_process_is_not_large():
    large = b"x" * (600 * MEBIBYTE)
    printed = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True).stdout
    own, inherited = map(int, printed.split())
    assert own < 300 * MEBIBYTE < len(large) <= inherited


def test_without_proc_the_peak_counts(tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "STATUS", tmp_path / "status")
    extension = OwnMemory(get_crawler())
    peak = extension.resource.getrusage(extension.resource.RUSAGE_SELF).ru_maxrss
    assert extension.get_virtual_size() >= peak > 0
