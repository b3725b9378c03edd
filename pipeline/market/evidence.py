"""The receipt of any cell or part of one, from its name alone: how many vacancies, whose, where, when, counted how."""

from __future__ import annotations

from urllib.parse import quote, unquote

from pipeline.market.cells import Cell
from pipeline.market.receipts import Receipt
from pipeline.market.scopes import scope
from pipeline.market.study import METHOD, Study

BASIS = {
    "open": "vacancies open at the moment of computing: confirmed within 48 hours, not past their own end date",
    "listed": "vacancies in the lists: not closed, seen within seven days",
    "new": "vacancies by first appearance: the earlier of our first sight and the ad's own date; open or closed since",
    "payroll": "vacancies by first appearance, freelance ones left out",
    "pay-month": "gross EUR a month as stated by eligible ads",
    "pay-year": "gross EUR a year as stated by eligible ads",
    "day-rate": "EUR a day as stated by freelance ads",
}
"""What each kind of cell counts."""


def receipt_of(study: Study, cell: Cell, part: str = "") -> Receipt:
    """Return the receipt of the number of vacancies in ``cell``, or in a part of it. Raises `CellError`, `KeyError`."""
    rows = study.rows(cell)
    if part:
        rows = rows[study.part(part)[rows]]
    step = study.counted(scope(cell.area), rows)
    return Receipt(
        n=step.n,
        employers=step.employers,
        window_from=cell.first,
        window_to=cell.last,
        scope=step.scope,
        path=(step,),
        basis=BASIS[cell.kind] + (f"; of these {part}" if part else ""),
        method=METHOD,
        computed_at=study.moment.at,
        evidence=cell.query(part),
    )


def followed(study: Study, evidence: str) -> Receipt:
    """Return the receipt of what ``evidence``, a query string that `Cell.query` wrote, leads to. Raises `CellError`."""
    cell, _, part = evidence.removeprefix("cell=").partition("&part=")
    return receipt_of(study, Cell.parse(cell), unquote(part))


def part_of(evidence: str, part: str) -> str:
    """Return the evidence of a part of what ``evidence``, that of a whole cell, leads to."""
    return f"{evidence}&part={quote(part, safe=':,')}"
