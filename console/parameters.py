"""Kinds of command-line values that several commands take."""

from __future__ import annotations

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
