"""Takedowns and the rights of persons: find, erase, take down."""

from __future__ import annotations

import click

from console.errors import WrongValueError
from console.parameters import author
from console.settings import Settings, now
from pipeline.services.takedown import KINDS, Effect, carry_out, find_person, receive


@click.group("privacy", short_help="Find and erase a person; take down an address or an employer.")
def privacy_command() -> None:
    """Answer the requests of persons and publishers.

    \b
    Example:
      belfry privacy find "Firstname Lastname"
    """


@privacy_command.command("find")
@click.argument("who")
def find_command(who: str) -> None:
    """Say where WHO, a full name or an e-mail address, stands: postings, landed lines, dead letters, requests.

    \b
    Example:
      belfry privacy find someone@example.org
    """
    settings = Settings.from_environment()
    try:
        found = find_person(settings.engine(), settings.landing, who)
    except ValueError as error:
        raise WrongValueError(str(error)) from error
    for key in found.postings:
        click.echo(f"posting {key}")
    for line in found.landing:
        click.echo(f"landed  {line}")
    for number in found.requests:
        click.echo(f"request {number}")
    if found.dead_letters:
        click.echo(f"{found.dead_letters} dead letters")
    if not (found.postings or found.landing or found.requests or found.dead_letters):
        click.echo("nothing is kept")


@privacy_command.command("erase")
@click.argument("who")
@click.option("--reason", default="data subject's request", show_default=True)
def erase_command(who: str, reason: str) -> None:
    """Remove WHO from everything that is kept, and from everything that later crawls bring.

    \b
    Example:
      belfry privacy erase "Firstname Lastname"
    """
    _say(_take_down("person", who, reason))


@privacy_command.command("takedown")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("value")
@click.option("--reason", required=True, help="Who asked, and why.")
def takedown_command(kind: str, value: str, reason: str) -> None:
    """Take down an address, an employer or a person, now and for good.

    \b
    Example:
      belfry privacy takedown url https://jobs.example/42 --reason "asked by the publisher"
    """
    _say(_take_down(kind, value, reason))


def _take_down(kind: str, value: str, reason: str) -> Effect:
    settings = Settings.from_environment()
    engine = settings.engine()
    try:
        number = receive(engine, kind, value, reason=reason, now=now(), by=author())
    except ValueError as error:
        raise WrongValueError(str(error)) from error
    return carry_out(engine, number, settings.landing, by=author(), now=now(), snapshots=settings.var / "snapshots")


def _say(effect: Effect) -> None:
    click.echo(
        f"{effect.postings} postings, {len(effect.vacancies)} vacancies, {effect.landing_lines} landed lines, "
        f"{effect.dead_letters} dead letters, {effect.snapshots} snapshots"
    )
