"""What an operator taught the readers: aliases listed, tried, made and taken back."""

from __future__ import annotations

import click

from console.errors import WrongValueError
from console.parameters import author
from console.settings import Settings, now
from pipeline.services.aliases import (
    Alias,
    AliasError,
    AliasPreview,
    NoSuchAliasError,
    add_alias,
    alias_rules,
    preview_alias,
    undo_alias,
)


@click.group("aliases", invoke_without_command=True, short_help="Teach the readers a text that they cannot read.")
@click.pass_context
def aliases_command(context: click.Context) -> None:
    """List the aliases in force, newest first.

    \b
    Example:
      belfry aliases
      belfry aliases add places Brugge-Zeehaven Brugge --dry-run
      belfry aliases undo 3
    """
    if context.invoked_subcommand is not None:
        return
    standing = [rule for rule in alias_rules(Settings.from_environment().engine()) if rule.undone_at is None]
    for rule in standing:
        click.echo(
            f"{rule.id}  {rule.field}: {rule.text!r} is read as {rule.meaning!r} ({rule.author}, {rule.at:%Y-%m-%d})"
        )
    if not standing:
        click.echo("nothing has been taught")


@aliases_command.command("add")
@click.argument("field")
@click.argument("text")
@click.argument("meaning")
@click.option("--dry-run", is_flag=True, help="Only say what it would change and break.")
def add_command(field: str, text: str, meaning: str, dry_run: bool) -> None:
    """Read MEANING wherever FIELD says TEXT, in what has landed and in every later crawl.

    \b
    Example:
      belfry aliases add places Brugge-Zeehaven Brugge --dry-run
    """
    settings = Settings.from_environment()
    engine, alias = settings.engine(), Alias(field=field, text=text, meaning=meaning)
    try:
        if dry_run:
            _say(preview_alias(engine, settings.landing, alias))
            return
        report = add_alias(engine, settings.landing, alias, by=author(), now=now())
    except AliasError as error:
        raise WrongValueError(str(error)) from error
    click.echo(f"{report.changed} postings read otherwise")


@aliases_command.command("undo")
@click.argument("number", type=int)
def undo_command(number: int) -> None:
    """Take an alias back, and read again what it spoke of.

    \b
    Example:
      belfry aliases undo 3
    """
    settings = Settings.from_environment()
    try:
        report = undo_alias(settings.engine(), settings.landing, number, by=author(), now=now())
    except NoSuchAliasError as error:
        raise WrongValueError(str(error)) from error
    click.echo(f"{report.changed} postings read otherwise")


def _say(told: AliasPreview) -> None:
    effect = told.effect
    click.echo(f"{told.alias.meaning!r} is read as {told.meaning_read_as}")
    click.echo(f"{effect.changed} postings of {effect.vacancies} vacancies would change")
    for name, count in sorted(effect.fields.items(), key=lambda item: (-item[1], item[0])):
        click.echo(f"  {name}: {count}")
    click.echo(f"{len(told.broken)} known-good examples would break")
    for item in told.broken:
        click.echo(f"  {item.example.field} {item.example.text!r}: {item.example.value} -> {item.now}")
