"""What several commands take from the command line and from whoever types it."""

from __future__ import annotations

import getpass
import os
import re

import click


class SourceName(click.ParamType[str]):
    """The name of a source in the registry; another name is refused with the names there are."""

    name = "source"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name, or fail with the registry's own message."""
        from crawlers.source import UnknownSourceError, source  # the registry takes a moment; --help need not wait

        try:
            return source(value).name
        except UnknownSourceError as error:
            self.fail(str(error), param, ctx)


class LocalServer(click.ParamType[str]):
    """The web address of a server on this machine, with no slash at its end.

    Only here: whoever is asked through a gateway is asked without the pauses that the source would be owed.
    """

    name = "url"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address, or fail with what is allowed."""
        from crawlers.guards import is_local_server

        if not is_local_server(value):
            self.fail(f"{value!r} is no server on this machine; write it as http://127.0.0.1:8001", param, ctx)
        return value.rstrip("/")


class WebAddress(click.ParamType[str]):
    """An address with http or https and a host, which nobody is going to ask."""

    name = "url"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address, or fail with what is allowed."""
        if not re.match(r"https?://[^\s/?#]", value):
            self.fail(f"{value!r} is no web address; it begins with https:// or http://", param, ctx)
        return value


class WebPage(click.ParamType[str]):
    """The address of a page on the public web, to be asked."""

    name = "url"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address, or fail with why it may not be asked."""
        from crawlers.guards import unsafe_target

        if reason := unsafe_target(value):
            self.fail(f"{value!r} is no public web address: {reason}", param, ctx)
        return value


def author() -> str:
    """Return who types, as the audit keeps it; by number where the machine has no name for them."""
    try:
        return f"cli:{getpass.getuser()}"
    except (KeyError, OSError):
        return f"cli:{os.getuid()}"
