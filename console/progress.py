"""Showing how far a command is: bars on a terminal, nothing elsewhere (results are lines of their own)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Event, Thread
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from crawlers.progress import CrawlProgress

_EVERY = 0.5
"""Seconds between two looks at the crawls under way."""


class Bar:
    """A counter that moves; on standard error, so that results can be piped."""

    def __init__(self, label: str, total: int | None = None) -> None:
        self._progress = _progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self._task = self._progress.add_task(label, total=total)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def add(self, count: int = 1) -> None:
        """Move the bar by ``count``."""
        self._progress.advance(self._task, count)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()


class Rate(ProgressColumn):
    """Postings in a second, as far as there are any."""

    def render(self, task: Task) -> Text:
        """Return the column of one crawl."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "", style="dim")


class CrawlBars:
    """A bar for each crawl under way: postings settled of those expected, rate, time remaining, requests."""

    def __init__(self) -> None:
        self._progress = _progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            Rate(),
            TimeRemainingColumn(),
            TextColumn("[dim]{task.fields[requests]} requests"),
        )
        self._looks: dict[TaskID, Callable[[], CrawlProgress | None]] = {}
        self._over = Event()
        self._watch = Thread(target=self._look, name="crawl bars", daemon=True)

    def __enter__(self) -> Self:
        self._progress.start()
        if not self._progress.disable:
            self._watch.start()
        return self

    def begin(self, label: str, look: Callable[[], CrawlProgress | None]) -> TaskID:
        """Add a bar that asks ``look`` how far its crawl is."""
        task = self._progress.add_task(label, total=None, requests=0)
        self._looks[task] = look
        return task

    def end(self, task: TaskID) -> None:
        """Take a bar away: its crawl has a line of its own now."""
        self._looks.pop(task, None)
        self._progress.remove_task(task)

    def _look(self) -> None:
        while not self._over.wait(_EVERY):
            for task, look in list(self._looks.items()):
                told = look()
                if told is not None and task in self._looks:
                    self._progress.update(
                        task, completed=told.settled, total=told.expected or None, requests=told.requests
                    )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        if self._watch.is_alive():
            self._watch.join()
        self._progress.stop()


def _progress(*columns: ProgressColumn) -> Progress:
    return Progress(
        *columns,
        console=Console(file=sys.stderr),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),  # results that are piped away stay on their way
        disable=not sys.stderr.isatty(),
    )
