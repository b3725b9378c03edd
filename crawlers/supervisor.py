"""A child process → how it ended, within its limits: a spider that hangs, leaks or crashes takes nothing else along."""

from __future__ import annotations

import logging
import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread

from models.vocabulary import Cause

TIME_LIMIT = 4 * 3600
"""Seconds that one crawl may take; it closes itself then, and is killed `GRACE` seconds later."""
GRACE = 60
MEMORY_LIMIT = 2 * 1024**3
"""Bytes of address space beyond which allocations of the child fail."""
LIFELINE = "CRAWL_LIFELINE"
"""Tells a child, by its environment, that its standard input comes to an end when its supervisor does."""
_POLL = 0.2

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ChildEnd:
    """How a child process ended."""

    status: int
    """Its exit status; negative for the signal that ended it."""
    seconds: float
    cause: Cause | None = None
    """`Cause.TIME_LIMIT` or `Cause.CANCELLED` when we ended it, `Cause.CRASHED` when it ended itself badly."""


def supervise(
    command: Sequence[str],
    *,
    log: Path,
    time_limit: float = TIME_LIMIT,
    grace: float = GRACE,
    memory_limit: int = MEMORY_LIMIT,
    cancelled: Callable[[], bool] = lambda: False,
) -> ChildEnd:
    """Run ``command`` in a process group of its own, its output appended to ``log``; never leaves the group behind.

    After ``time_limit`` + ``grace`` seconds, or when ``cancelled`` says so, the group is asked to stop and, a moment
    later, killed. A child that calls `end_with_parent` is not left behind by a supervisor that is killed itself.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment[LIFELINE] = "stdin"
    with log.open("ab") as output:
        child = subprocess.Popen(  # noqa: S603  # an argument list that the registry made, never a shell
            command,
            stdin=subprocess.PIPE,  # nothing is ever written: the system closes it when we are gone, however we went
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_AS, (memory_limit, memory_limit)),
        )
        cause: Cause | None = None
        try:
            while child.poll() is None:
                if time.monotonic() - started > time_limit + grace:
                    cause = Cause.TIME_LIMIT
                elif cancelled():
                    cause = Cause.CANCELLED
                if cause is not None:
                    _end(child, patience=grace if cause is Cause.CANCELLED else 5)
                    break
                time.sleep(_POLL)
        finally:
            _kill_group(child.pid)
            child.communicate()
    if cause is None and child.returncode not in (0, 2):
        cause = Cause.CRASHED
    return ChildEnd(status=child.returncode, seconds=time.monotonic() - started, cause=cause)


def end_with_parent(*, grace: float = GRACE) -> None:
    """Let this process, a child of `supervise`, be asked to stop when its parent has died.

    ``grace`` seconds later, which is before the parent's lease runs out, its group is killed. A process that was
    started otherwise goes on as it is.
    """
    if os.environ.pop(LIFELINE, None) is not None:
        Thread(target=_follow_parent, args=(grace,), name="lifeline", daemon=True).start()


def _follow_parent(grace: float) -> None:
    while os.read(0, 1):
        pass
    logger.warning("what started this crawl is gone: it stops")
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(grace)
    _kill_group(os.getpgrp())


def _end(child: subprocess.Popen[bytes], *, patience: float) -> None:
    _signal_group(child.pid, signal.SIGTERM)
    try:
        child.wait(timeout=patience)
    except subprocess.TimeoutExpired:
        _kill_group(child.pid)


def _kill_group(group: int) -> None:
    _signal_group(group, signal.SIGKILL)


def _signal_group(group: int, number: signal.Signals) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return
