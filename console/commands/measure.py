"""Evaluate and gaps: how well the readers and the linking do, and what they could not read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from console.output import console_of
from console.settings import Settings
from models.posting import JobPosting
from models.raw import RawPosting
from pipeline.evaluation.duplicates import evaluate_duplicates
from pipeline.evaluation.facts import evaluate_facts
from pipeline.evaluation.pay import evaluate_pay
from pipeline.evaluation.places import evaluate_places
from pipeline.evaluation.score import Score
from pipeline.evaluation.skills import evaluate_skills
from pipeline.evaluation.titles import evaluate_titles
from pipeline.normalize import normalize
from pipeline.search.gaps import gaps

_SUBJECTS = {
    "titles": evaluate_titles,
    "places": evaluate_places,
    "pay": evaluate_pay,
    "skills": evaluate_skills,
    "facts": evaluate_facts,
    "duplicates": evaluate_duplicates,
}
_AS_OF = date(2026, 11, 23)
"""The day on which the labelled rows were read; relative dates in them mean this day."""


@click.command("evaluate", short_help="Measure the readers and the linking on labelled rows.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--subject", type=click.Choice(list(_SUBJECTS)), multiple=True, help="Only these; default: all.")
@click.option("--misses", is_flag=True, help="List every miss.")
def evaluate_command(folder: Path, subject: tuple[str, ...], misses: bool) -> None:
    """Print precision and recall per field and language on the labelled rows in FOLDER.

    Rows marked ambiguous are counted apart. Reads developer_title.csv, title.csv, location.csv, salary.csv,
    skills.jsonl, facts.jsonl and duplicate_pairs.jsonl.

    \b
    Example:
      belfry evaluate labelled --subject pay --misses
    """
    console = console_of(110)

    def read(raw: RawPosting) -> JobPosting:
        return normalize(raw, as_of=_AS_OF)

    for name in subject or _SUBJECTS:
        scores = _SUBJECTS[name](folder, read).all()
        console.print(_table(name, scores))
        if misses:
            for score in scores:
                if score.language == "all":
                    _print_misses(console, score)


def _table(name: str, scores: list[Score]) -> Table:
    table = Table(title=name, title_justify="left")
    for heading in ("field", "language", "rows", "right", "wrong", "missed", "precision", "recall"):
        table.add_column(heading, justify="left" if heading in ("field", "language", "rows") else "right")
    for score in scores:
        table.add_row(
            score.field,
            score.language,
            "ambiguous" if score.ambiguous else "clear",
            str(score.right),
            str(score.wrong),
            str(score.missed),
            "-" if score.precision is None else f"{score.precision:.3f}",
            "-" if score.recall is None else f"{score.recall:.3f}",
        )
    return table


def _print_misses(console: Console, score: Score) -> None:
    for miss in score.misses:
        mark = " (ambiguous)" if miss.ambiguous else ""
        console.print(
            f"{score.field} {miss.row}{mark}: expected {miss.expected}, got {miss.got} | {miss.text[:160]}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )


@click.command("gaps", short_help="What could not be read, ranked by postings affected.")
@click.option("--field", "name", help="Only this field, e.g. role, places, base_salary, skills.")
@click.option("--limit", type=click.IntRange(1, 1000), default=30, show_default=True)
def gaps_command(name: str | None, limit: int) -> None:
    """List what the readers could not read: unknown titles, places, skills and pay phrases, most postings first.

    \b
    Example:
      belfry gaps --field places
    """
    engine = Settings.from_environment().engine()
    found = gaps(engine, field=name, limit=limit)
    for gap in found:
        click.echo(f"{gap.postings:6d}  {gap.field:22s} {gap.reason:28s} {gap.text}")
    if not found:
        others = sorted({gap.field for gap in gaps(engine, limit=1_000)})
        click.echo(f"nothing unread of {name!r}; of: {', '.join(others)}" if name and others else "nothing unread")
