"""The people who may use the desk."""

from __future__ import annotations

import sys

import click

from console.auth import ROLES, WeakPasswordError, accounts_of, add_account, remove_account
from console.errors import WrongValueError
from console.parameters import author
from console.settings import Settings, now


@click.group("users", invoke_without_command=True, short_help="Who may use the operator's desk.")
@click.pass_context
def users_command(context: click.Context) -> None:
    """List the accounts of the desk, or add, change and remove one.

    \b
    Example:
      belfry users add an --role operator
    """
    if context.invoked_subcommand is None:
        for name, role in accounts_of(Settings.from_environment().engine()):
            click.echo(f"{role:9} {name}")


@users_command.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="viewer", show_default=True)
@click.option("--password", help="Asked for when it is not given; other users of this machine can see what is given.")
def add_command(name: str, role: str, password: str | None) -> None:
    """Add NAME, or give it a new password and role; sessions of that name end.

    Without a terminal the password is the first line of the input.

    \b
    Example:
      belfry users add an --role operator
      belfry users add an --role operator < password.txt
    """
    password = _asked_password() if password is None else password
    try:
        add_account(Settings.from_environment().engine(), name, password, role, by=author(), now=now())
    except WeakPasswordError as error:
        raise WrongValueError(str(error)) from error
    click.echo(f"{name} is {role}")


def _asked_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


@users_command.command("remove")
@click.argument("name")
def remove_command(name: str) -> None:
    """Remove NAME; its sessions end at once.

    \b
    Example:
      belfry users remove an
    """
    if not remove_account(Settings.from_environment().engine(), name, by=author(), now=now()):
        raise WrongValueError(f"there is no account {name!r}")
    click.echo(f"{name} is removed")
