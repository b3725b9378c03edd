"""A crawl that the desk starts, in a process of its own: ``python -m console.desk_worker SOURCE --by NAME …``.

The arguments are a list made from checked values, never a shell's; the lease makes sure that two of them are one run.
"""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from console.errors import NeedsAPersonError
from console.nightly import Nightly
from console.settings import Settings, now
from console.turn import CrawlWish
from crawlers.source import Source, source
from pipeline.services.calendar import business_day
from pipeline.services.link import link

WAYS = ("changed", "whole", "sample", "url", "dry-run")
SAMPLE = 20


class NotTriggeredError(ValueError):
    """The crawl was not started, with the reason."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trigger:
    """What a person asks for at the desk."""

    source: str
    board: str = ""
    """One board of the source; empty for all of them."""
    way: str = "changed"
    url: str = ""
    again: bool = False

    def checked(self) -> Source:
        """Return the source.

        Raises `UnknownSourceError`, `UnknownBoardError`, or `NotTriggeredError` for a wish that is not allowed.
        """
        wanted = source(self.source)
        if wanted.refused:
            raise NotTriggeredError(f"{wanted.name} may not be crawled: {wanted.passport.reading}")
        if self.board:
            wanted.board(self.board)
        if self.way not in WAYS:
            raise NotTriggeredError(f"{self.way!r} is no way to crawl; allowed: {', '.join(WAYS)}")
        if self.way == "url":
            reason = wanted.refuses_address(self.url)
            if reason:
                raise NotTriggeredError(f"{self.url!r} is not allowed: {reason}")
        return wanted


def start(settings: Settings, trigger: Trigger, *, by: str, gateway: str | None = None) -> Path:
    """Start the crawl in a process of its own and return its log. Raises as `Trigger.checked`."""
    wanted = trigger.checked()
    log = settings.var / "log" / f"desk-{now():%Y%m%dT%H%M%S%f}-{wanted.name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "console.desk_worker", wanted.name, f"--way={trigger.way}", f"--by={by}"]
    command += [f"--board={trigger.board}"] if trigger.board else []
    command += [f"--url={trigger.url}"] if trigger.way == "url" else []
    command += ["--again"] if trigger.again else []
    command += [f"--gateway={gateway}"] if gateway else []
    with log.open("ab") as output:
        subprocess.Popen(  # noqa: S603  # a list of checked values, never a shell
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
    return log


def main(arguments: Sequence[str] | None = None) -> int:
    """Crawl as asked and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m console.desk_worker", description=__doc__)
    parser.add_argument("source")
    parser.add_argument("--way", choices=WAYS, default="changed")
    parser.add_argument("--board", default="")
    parser.add_argument("--url", default="")
    parser.add_argument("--by", required=True)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--gateway")
    asked = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    for chatty in ("alembic", "apscheduler"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    settings = Settings.from_environment()
    engine = settings.engine()
    name = Trigger(source=asked.source, board=asked.board, way=asked.way, url=asked.url).checked().name
    if asked.way == "dry-run":
        from console.crawling import CrawlRequest, run_crawl  # only this way needs it

        target = f"{name}:{asked.board}" if asked.board else name
        request = CrawlRequest(targets=(target,), dry_run=True, gateway=asked.gateway, by=asked.by)
        try:
            run_crawl(settings, request)
        except NeedsAPersonError as error:
            logging.getLogger("belfry.night").warning("%s", error)
            return error.exit_code
        return 0
    wish = CrawlWish(
        boards=[asked.board] if asked.board else [],
        extra=bool(asked.board),
        gateway=asked.gateway,
        changed_only=asked.way == "changed",
        sample=SAMPLE if asked.way == "sample" else None,
        only_url=asked.url if asked.way == "url" else None,
    )
    work = Nightly(settings=settings, engine=engine, clock=now, by=asked.by, wish=wish)
    if work.crawl(name, business_day(now()), again=asked.again) is None:
        logging.getLogger("belfry.night").info("%s was not crawled: done today, under way, or paused", name)
        return 1
    link(engine, now=now())
    return 0


if __name__ == "__main__":
    sys.exit(main())
