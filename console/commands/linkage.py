"""Why two ads are one vacancy, and an operator's word on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from console.errors import WrongValueError
from console.parameters import author
from console.settings import Settings, now
from models.raw import PostingKey
from models.record import RecordError
from models.vacancy import LinkEvidence
from pipeline.services.doubt import doubtful_pairs
from pipeline.services.verdicts import (
    UnknownPostingError,
    UnknownVacancyError,
    explain_pair,
    judge,
    take_back,
    weak_edge,
)

_PAIR = """A and B are postings, written source:board:identifier."""


class _Key(click.ParamType[PostingKey]):
    name = "posting"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> PostingKey:
        try:
            return value if isinstance(value, PostingKey) else PostingKey.parse(str(value))
        except RecordError as error:
            self.fail(str(error), param, ctx)


_KEY = _Key()


def _pair(command: Callable[..., None]) -> Callable[..., None]:
    return click.argument("a", type=_KEY)(click.argument("b", type=_KEY)(command))


def show(evidence: LinkEvidence) -> None:
    """Print the waterfall of one pair."""
    click.echo(f"{evidence.a}  and  {evidence.b}")
    total = 0.0
    for line in evidence.comparisons:
        total += line.weight
        bar = ("+" if line.weight >= 0 else "-") * min(30, round(abs(line.weight) * 3))
        click.echo(f"  {line.name:22s} {line.level:26s} {line.weight:+7.2f}  {total:+7.2f}  {bar}")
    click.echo(f"  {'weight':22s} {'threshold':26s} {evidence.weight:+7.2f}  {evidence.threshold:+7.2f}")
    if evidence.veto:
        click.echo(f"  forbidden: {evidence.veto}")
    click.echo(f"  {'one vacancy' if evidence.linked else 'two vacancies'} by {evidence.rule}")


@click.command("why", short_help="Why two ads are, or are not, one vacancy.")
@_pair
def why_command(a: PostingKey, b: PostingKey) -> None:
    """Print what was compared between A and B, what each comparison weighs, and what follows.

    A and B are postings, written source:board:identifier.

    \b
    Example:
      belfry why recruitee:acme:17 forem::2030588
    """
    try:
        account = explain_pair(Settings.from_environment().engine(), a, b)
    except UnknownPostingError as error:
        raise WrongValueError(str(error)) from error
    show(account.evidence)
    if account.verdict:
        click.echo(f"  operator {account.verdict.author} said: {account.verdict.verdict}")
    click.echo(f"  stored in: {account.vacancy_a or 'no vacancy'} and {account.vacancy_b or 'no vacancy'}")


def _say(a: PostingKey, b: PostingKey, verdict: str, note: str | None) -> None:
    try:
        report = judge(Settings.from_environment().engine(), a, b, verdict, by=author(), now=now(), note=note)
    except UnknownPostingError as error:
        raise WrongValueError(str(error)) from error
    click.echo(f"{a} and {b}: {verdict}; {report.merged} merged, {report.split} split")


_NOTE = click.option("--note", help="Why, for whoever reads the ledger.")


@click.command("merge", short_help="Say that two ads are one vacancy.")
@_pair
@_NOTE
def merge_command(a: PostingKey, b: PostingKey, note: str | None) -> None:
    """Say that A and B are one vacancy; the verdict survives every rebuild.

    \b
    Example:
      belfry merge recruitee:acme:17 forem::2030588 --note "same requisition"
    """
    _say(a, b, "same", note)


@click.command("split", short_help="Say that two ads are two vacancies.")
@click.argument("parts", nargs=-1, required=True, metavar="A B | VACANCY")
@_NOTE
def split_command(parts: tuple[str, ...], note: str | None) -> None:
    """Say that the postings A and B are two vacancies; the verdict survives every rebuild.

    With a VACANCY alone nothing is changed: shown is the weakest link that holds it together, with the two parts that
    a split there would leave and the command that makes it.

    \b
    Example:
      belfry split vac_01m1dnyc5s7zzvb2w1m1f5fz3h
      belfry split greenhouse:acme:1 greenhouse:acme:2
    """
    if len(parts) == 1:
        _propose(parts[0])
        return
    if len(parts) != 2:
        raise WrongValueError(f"a split is of two postings, {len(parts)} given")
    a, b = (_KEY.convert(part, None, None) for part in parts)
    _say(a, b, "different", note)


def _propose(vacancy_id: str) -> None:
    try:
        weak = weak_edge(Settings.from_environment().engine(), vacancy_id)
    except UnknownVacancyError as error:
        raise WrongValueError(str(error)) from error
    if weak is None:
        click.echo(f"{vacancy_id} is held together by no link of two postings: there is nothing to split")
        return
    show(weak.evidence)
    for side in (weak.one, weak.other):
        click.echo(f"  one part: {', '.join(map(str, side))}")
    click.echo(f"split there with: belfry split {weak.evidence.a} {weak.evidence.b}")


@click.command("unsure", short_help="The most doubtful pairs; set one aside or take a verdict back.")
@click.argument("pair", nargs=-1, type=_KEY)
@click.option("--limit", type=click.IntRange(1, 500), default=10, show_default=True)
@click.option("--take-back", "back", is_flag=True, help="Forget the verdict on the pair.")
def unsure_command(pair: tuple[PostingKey, ...], limit: int, back: bool) -> None:
    """List the most uncertain pairs, the most seen first; with a pair A B, note that it cannot be told.

    \b
    Example:
      belfry unsure --limit 5
      belfry unsure recruitee:acme:17 forem::2030588
      belfry unsure recruitee:acme:17 forem::2030588 --take-back
    """
    if back and not pair:
        raise WrongValueError("--take-back needs the pair whose verdict it forgets")
    engine = Settings.from_environment().engine()
    if not pair:
        for evidence in doubtful_pairs(engine, limit=limit):
            show(evidence)
            click.echo("")
        return
    if len(pair) != 2:
        raise WrongValueError(f"a pair is two postings, {len(pair)} given")
    if back:
        try:
            found = take_back(engine, *pair, by=author(), now=now())
        except UnknownPostingError as error:
            raise WrongValueError(str(error)) from error
        click.echo("taken back" if found else "there was no verdict on this pair")
        return
    _say(*pair, "unsure", None)
