"""What happened to each posting and page of a board → its `BoardLedger`, with outcome and cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from crawlers.trouble import REFUSALS, WALLS, Trouble
from models.run import BoardLedger
from models.vocabulary import Basis, Cause, Outcome

ENOUGH = 0.98
"""Least share of the declared postings that a complete run collects (reliability rule, closing safety)."""

MOST_REJECTED = 0.2
"""Above this share of unreadable postings the source has changed its shape."""

SEVERITY = (
    Outcome.BLOCKED,
    Outcome.BROKEN,
    Outcome.PARTIAL,
    Outcome.TRUNCATED,
    Outcome.SKIPPED,
    Outcome.EMPTY_CONFIRMED,
    Outcome.COMPLETE,
)
"""Worst first."""

UNREADABLE = frozenset({"no title", "no identifier", "bad identifier"})
"""Reasons that speak of the source's shape; all others are ours, such as ``reserved for civil servants``."""

GONE = "gone"
"""Listed, but its own page says that it is over: a finding, not a failure."""

MOST_GONE = 0.5
FEW = 3
"""Above this share, of more than a few, it is rather the pages' addresses that have changed."""

_WRITTEN = frozenset({"fetched", "unchanged"})
"""Fates of which a record is in the landing zone."""
WRITE_FAILED = "write_failed"
STOPS = {
    "closespider_timeout": Trouble(Cause.TIME_LIMIT, "the run reached its time limit"),
    "memusage_exceeded": Trouble(Cause.MEMORY_LIMIT, "the run reached its memory limit"),
    WRITE_FAILED: Trouble(Cause.WRITE_FAILED, "what came could not be written down"),
    "shutdown": Trouble(Cause.CANCELLED, "the run was told to stop"),
    "cancelled": Trouble(Cause.CANCELLED, "the run was told to stop"),
}
"""Scrapy's reasons to finish other than ``finished``, as causes."""


@dataclass(slots=True)
class Books:
    """The open books of one board; `close` balances them.

    Every list page that is asked for must end in `page_done` or `page_failed`, every posting that is listed in exactly
    one of fetched, unchanged, rejected and failed. What is still open at the end failed.
    """

    board: str
    declared: int | None = None
    pages_open: int = 0
    empty_confirmed: bool = False
    proof: str = ""
    """What showed that the rest of the list is as it was and need not be read; empty for a walk."""
    page_troubles: list[Trouble] = field(default_factory=list)
    caps: list[Trouble] = field(default_factory=list)
    fates: dict[str, str | None] = field(default_factory=dict)
    """Identifier → what became of it; None while it is open."""
    details: dict[str, str] = field(default_factory=dict)
    """Cause or reason → one example of the value behind it."""

    def list_posting(self, identifier: str) -> bool:
        """Note a posting that a list names; return whether it is new to this run."""
        if identifier in self.fates:
            return False
        self.fates[identifier] = None
        return True

    def fetched(self, identifier: str) -> None:
        """Note that the posting was written."""
        self.fates[identifier] = "fetched"

    def was_fetched(self, identifier: str) -> bool:
        """Say whether the posting was written in this run."""
        return self.fates.get(identifier) == "fetched"

    def unchanged(self, identifier: str) -> None:
        """Note that the posting was recognised as unchanged and not fetched again."""
        self.fates[identifier] = "unchanged"

    def rejected(self, identifier: str, reason: str, detail: str = "") -> None:
        """Note that the posting could not become a record, and why."""
        self.fates[identifier] = f"rejected:{reason}"
        self.details.setdefault(reason, detail or identifier)

    def failed(self, identifier: str, trouble: Trouble) -> None:
        """Note that the posting's own page could not be had, and why."""
        self.fates[identifier] = f"failed:{trouble.cause}"
        self.details.setdefault(str(trouble.cause), trouble.detail)

    def keep_landed(self, identifiers: Collection[str]) -> None:
        """Open the postings again that were written and are not among those that reached the disk."""
        for identifier, fate in self.fates.items():
            if fate in _WRITTEN and identifier not in identifiers:
                self.fates[identifier] = None

    def page_asked(self) -> None:
        """Note one more list page under way."""
        self.pages_open += 1

    def page_done(self) -> None:
        """Note a list page that was read, and whose end or successor is known for certain."""
        self.pages_open -= 1

    def page_failed(self, trouble: Trouble) -> None:
        """Note a list page that could not be had or read: it is never taken for the last one."""
        self.pages_open -= 1
        self.page_troubles.append(trouble)

    def capped(self, cause: Cause, detail: str) -> None:
        """Note that a limit of ours, not the source, ended the list."""
        if all(cap.cause != cause for cap in self.caps):
            self.caps.append(Trouble(cause, detail))

    def declares(self, total: int) -> None:
        """Note a total stated by the source; when pages disagree the largest counts."""
        self.declared = max(total, self.declared or 0)

    def close(self, finish_reason: str, *, holds_all: bool = True) -> BoardLedger:
        """Balance the books. ``holds_all`` is False for recordings of which only a part was kept."""
        stopped = STOPS.get(finish_reason)
        left_open = stopped or (
            self.page_troubles[-1] if self.page_troubles else Trouble(Cause.CANCELLED, "unfinished")
        )
        for identifier in [identifier for identifier, fate in self.fates.items() if fate is None]:
            self.failed(identifier, left_open)
        if self.pages_open > 0 or (stopped is None and finish_reason != "finished"):
            self.page_troubles.append(stopped or Trouble(Cause.CRASHED, f"the run ended as {finish_reason!r}"))
        counts = Counter(fate.partition(":")[0] for fate in self.fates.values() if fate)
        outcome, trouble = self._verdict(stopped)
        if not holds_all and outcome in {Outcome.COMPLETE, Outcome.EMPTY_CONFIRMED, Outcome.TRUNCATED}:
            outcome, trouble = Outcome.PARTIAL, Trouble(Cause.SAMPLE, "the recording holds a part of the board")
        return BoardLedger(
            board=self.board,
            declared=self.declared,
            listed=len(self.fates),
            fetched=counts["fetched"],
            unchanged=counts["unchanged"],
            rejected=self._tally("rejected:"),
            failed=self._tally("failed:"),
            outcome=outcome,
            cause=trouble.cause,
            detail=trouble.detail or None,
            basis=Basis.PROBE if self.proof else Basis.WALK,
        )

    def _tally(self, prefix: str) -> dict[str, int]:
        return dict(
            Counter(fate.removeprefix(prefix) for fate in self.fates.values() if fate and fate.startswith(prefix))
        )

    def _verdict(self, stopped: Trouble | None) -> tuple[Outcome, Trouble]:
        failed, rejected = self._tally("failed:"), self._tally("rejected:")
        listed, have = len(self.fates), len(self.fates) - sum(failed.values())
        for trouble in (*self.page_troubles, *(Trouble(Cause(cause), self.details.get(cause, "")) for cause in failed)):
            if trouble.cause in WALLS or trouble.cause is Cause.ROBOTS_UNREACHABLE:
                return Outcome.BLOCKED, trouble
            if trouble.cause in REFUSALS:
                return (Outcome.PARTIAL if have else Outcome.SKIPPED), trouble
        if stopped is not None:
            limit = stopped.cause in {Cause.TIME_LIMIT, Cause.MEMORY_LIMIT, Cause.WRITE_FAILED}
            return (Outcome.TRUNCATED if limit else Outcome.PARTIAL), stopped
        if self.page_troubles:
            return (Outcome.PARTIAL if have else Outcome.BROKEN), self.page_troubles[0]
        if self.caps:
            return Outcome.TRUNCATED, self.caps[0]
        if not listed:
            return self._nothing_listed()
        return self._listed_but(failed, rejected, listed, have)

    def _nothing_listed(self) -> tuple[Outcome, Trouble]:
        if self.declared:
            return Outcome.BROKEN, Trouble(Cause.DECLARED_MISMATCH, f"0 listed of {self.declared} declared")
        if self.empty_confirmed:
            return Outcome.EMPTY_CONFIRMED, Trouble(Cause.EMPTY_CONFIRMED, "the source itself says that it has none")
        return Outcome.BROKEN, Trouble(Cause.EMPTY_UNCONFIRMED, "no posting, and no sign that this is meant")

    def _listed_but(
        self, failed: dict[str, int], rejected: dict[str, int], listed: int, have: int
    ) -> tuple[Outcome, Trouble]:
        unreadable = {reason: count for reason, count in rejected.items() if reason in UNREADABLE}
        if (trouble := self._mostly_gone(rejected.get(GONE, 0))) is not None:
            return (Outcome.PARTIAL if self._had() else Outcome.BROKEN), trouble
        if sum(unreadable.values()) == listed:
            reason = max(unreadable, key=lambda name: unreadable[name])
            return Outcome.BROKEN, Trouble(Cause.SELECTOR_EMPTY, f"all {listed} rejected: {reason}")
        if have == 0:
            cause = max(failed, key=lambda name: failed[name])
            return Outcome.BROKEN, Trouble(Cause(cause), self.details.get(cause, ""))
        if have < ENOUGH * listed:
            cause = max(failed, key=lambda name: failed[name])
            return Outcome.PARTIAL, Trouble(Cause(cause), f"{listed - have} of {listed}: {self.details.get(cause, '')}")
        if self.declared and listed < ENOUGH * self.declared:
            return Outcome.PARTIAL, Trouble(Cause.DECLARED_MISMATCH, f"{listed} listed of {self.declared} declared")
        if sum(unreadable.values()) > MOST_REJECTED * listed:
            return Outcome.PARTIAL, Trouble(Cause.SCHEMA_CHANGED, f"{sum(unreadable.values())} of {listed} rejected")
        return Outcome.COMPLETE, Trouble(Cause.FINISHED, self.proof)

    def _had(self) -> int:
        return sum(fate in _WRITTEN for fate in self.fates.values())

    def _mostly_gone(self, gone: int) -> Trouble | None:
        """Return the trouble when most listed postings are gone, or there are no others."""
        listed = len(self.fates)
        if gone and (not self._had() or (gone > FEW and gone > MOST_GONE * listed)):
            return Trouble(Cause.HTTP_4XX, f"{gone} of {listed} listed postings answer 404 or 410")
        return None


def worst(ledgers: tuple[BoardLedger, ...]) -> BoardLedger | None:
    """Return the board whose outcome speaks for the run; None without boards."""
    return min(ledgers, key=lambda ledger: SEVERITY.index(ledger.outcome), default=None)
