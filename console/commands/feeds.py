"""The feeds and files that the board hands out, and the operator's word when one of them fell."""

from __future__ import annotations

import click

from board.feed_guard import published_feeds, release_feed
from console.errors import WrongValueError
from console.parameters import author
from console.settings import Settings, now


@click.command("feeds", short_help="What each feed held when last published; release one that fell.")
@click.argument("feed", required=False, metavar="[FEED]")
@click.option("--down-to", type=click.IntRange(0), metavar="N", help="Allow FEED to fall to N entries, once.")
def feeds_command(feed: str | None, down_to: int | None) -> None:
    """List how many entries each feed had, or let FEED fall.

    A feed that would lose more than 30 % of its entries, and ten of them, is held until it is released here.

    \b
    Example:
      belfry feeds market:backend-developer:bruges --down-to 12
    """
    engine = Settings.from_environment().engine()
    if (feed is None) != (down_to is None):
        raise WrongValueError("to release a feed, name it and give --down-to")
    if feed is None or down_to is None:
        for item in published_feeds(engine):
            released = "" if item.released_to is None else f"  may fall to {item.released_to}: {item.released_by}"
            click.echo(f"{item.count:7}  {item.feed}  {item.at:%Y-%m-%d %H:%M} UTC{released}")
        return
    if not release_feed(engine, feed, down_to=down_to, by=author(), now=now()):
        known = ", ".join(item.feed for item in published_feeds(engine)) or "none yet"
        raise WrongValueError(f"{feed!r} was never published; published: {known}")
    click.echo(f"{feed} may fall to {down_to} entries, once")
