"""The registry → docs/SOURCES.md: ``python -m crawlers.source_docs`` writes it, a test compares it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from crawlers.boards import boards_of
from crawlers.night_cost import night_cost, nights_table
from crawlers.passport import REFUSED, Passport
from crawlers.source import Source, all_sources

DOCUMENT = Path(__file__).parents[1] / "docs" / "SOURCES.md"

_HEAD = """# Sources

Generated from the registry by `python -m crawlers.source_docs`; do not edit by hand.

Every source has a passport: what its terms and robots.txt are known to allow, with the day of that reading. Whoever
runs a crawl confirms the readings before switching a source on, and again when they are due. A source whose
passport is missing, overdue or contradicted by a fresh robots.txt does not run. No capture of a robots.txt came with
the readings, so its hash is learnt: each run's manifest names the hash of every file that was obeyed, the next run
compares, and a change that closes what is crawled ends it as `skipped` (`robots_changed`).

`docs/ADDING_A_SOURCE.md` says how to add a source. Statuses: *open* (open licence or documented
public feed), *tolerated* (public pages, robots allowed), *key* (needs an API key), *permission* (needs an agreement),
*blocked* (terms or robots forbid it).
"""


_BOARDS = """`crawlers/boards.csv` names {count} boards with evidence, {numbered} of them with the enterprise number
of their employer: a number whose check digits hold and which stands beside the employer's name in two public places,
or on its own pages. The others are not known, and are left empty.
"""


def sources_document() -> str:
    """Return the whole document."""
    crawled = [source for source in all_sources() if source.spider is not None]
    refused = [source for source in all_sources() if source.spider is None]
    boards = [board for source in crawled for board in boards_of(source.name)]
    parts = [
        _HEAD,
        _BOARDS.format(count=len(boards), numbered=sum(board.enterprise_number is not None for board in boards)),
        f"## Crawled ({len(crawled)})\n",
        *_table(crawled),
        *nights_table([source.spider for source in crawled if source.spider is not None]),
        "\n## Passports\n",
        *(line for source in crawled for line in _passport(source)),
        f"## Refused ({len(refused)})\n",
        "| source | status | why |\n|---|---|---|",
        *(
            f"| {source.card.title} (`{source.name}`) | {source.card.status} | {source.passport.reading} |"
            for source in refused
        ),
    ]
    return "\n".join(parts) + "\n"


def _table(sources: list[Source]) -> Iterator[str]:
    yield "| source | publisher | kind | status | shown | boards | closes after |"
    yield "|---|---|---|---|---|---|---|"
    for source in sources:
        card = source.card
        boards = "one list" if source.single_list else str(len(source.boards))
        runs = "1 run" if card.closes_after == 1 else f"{card.closes_after} runs"
        yield f"| `{card.name}` | {card.title} | {card.kind} | {card.status} | {card.rights} | {boards} | {runs} |"


def _passport(source: Source) -> Iterator[str]:
    card, passport = source.card, source.passport
    yield f"### {card.title} (`{card.name}`)\n"
    yield f"{(source.spider.__doc__ or '').strip() if source.spider else ''}\n"
    yield f"- Reading of {passport.reviewed_on}, due again on {passport.review_due}: {passport.reading}"
    if passport.terms_url:
        yield f"- Terms: <{passport.terms_url}>"
    if card.attribution:
        yield f"- Attribution: {card.attribution}; may be passed on: {'yes' if card.resyndicate else 'no'}"
    if passport.keys:
        yield f"- Keys in the environment: {', '.join(f'`{key}`' for key in passport.keys)}"
    if source.spider is not None:
        yield f"- A night without change: {night_cost(source.spider)}."
    yield f"- robots.txt: {_snapshot(passport)}"
    mining = (
        "reserved" if passport.reserves_mining else "no reservation known; header, page and tdmrep.json are read anew"
    )
    yield f"- Text and data mining: {mining}."
    if card.status in REFUSED:
        yield f"- Off until `{passport.agreement}` is set."
    yield f"- At least {passport.rate:g} s between requests. Personal data: {passport.personal_data}\n"


def _snapshot(passport: Passport) -> str:
    read = "; ".join(f"{host} was read as SHA-256 `{digest}`" for host, digest in passport.robots_sha256.items())
    learnt = "its hash is learnt at the first crawl of each host"
    documented = f"does not close {', '.join(passport.documented_api)}, which is documented for machines; "
    return f"{documented if passport.documented_api else ''}{read or learnt}."


if __name__ == "__main__":
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(sources_document(), encoding="utf-8")
