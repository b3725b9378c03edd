"""Published words in, the parts that linking compares out: title words, levels, stacks and place names.

The lists stand in ``data/*.csv``. They are only as fine as linking needs: what a title or place *means* is read by
``pipeline.normalize``; here two spellings must come out alike, also where no reader knows them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.normalize.text import fold

DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[a-z0-9][a-z0-9+#]*(?:\.(?:net|js)\b)?|\.net\b")
_GENDER = re.compile(r"\b[mvfhwdxi](?:\s?[/|\-.·]\s?[mvfhwdxi])+\b")
_REFERENCE = re.compile(r"\b(?:[a-z]{1,5}[-_ ]?\d{4,10}|\d{5,10})\b")
_ENDING = re.compile(r"(?:[·.\-(/](?:e|euse|rice|trice|se|in|ne|le)s?\)?)(?=\W|$)")
_LEGAL = frozenset(
    """nv sa bv bvba srl sprl vzw asbl cv cvba scrl scs comm vof snc gmbh ag inc ltd llc plc limited corporation corp
    holding group groep groupe company co international belgium belgie belgique benelux nederland netherlands
    """.split()
)
_LINE = re.compile(
    r"\b(?:(?P<one>1|eerste|first|premiere)|(?P<two>2|tweede|second|deuxieme|seconde)|(?P<three>3|derde|third|troisieme))"
    r"(?:st|nd|rd|e|de|ste|er|re|eme)?[ -]?(?:lijns?|line|ligne|level|niveau)(?=[ -]|\b)"
)
_TITLE_LIMIT = 300
_REMEMBERED = 8192
"""Titles and names whose words are remembered: ads of one market repeat each other."""


_LEVEL_OF_LINE = {"one": "1", "two": "2", "three": "3"}
"""Which line of support, as a level: ``tweede lijn``, ``2nd line`` …"""


@cache
def table(name: str) -> Mapping[str, str]:
    """Return the first two columns of ``data/name.csv`` as a mapping."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return {row[0]: row[1] for row in rows if row}


@cache
def place_names() -> Mapping[str, tuple[str, str]]:
    """Return folded place name → (kind, id) for countries, the Dutch provinces, and towns with two names."""
    with (DATA / "place_names.csv").open(encoding="utf-8", newline="") as lines:
        return {row["name"]: (row["kind"], row["id"]) for row in csv.DictReader(lines)}


def words(text: str) -> list[str]:
    """Return the folded words of ``text``; ``c++``, ``c#`` and ``.net`` stay whole."""
    return _WORD.findall(fold(text))


class TitleWords(NamedTuple):
    """A title taken apart."""

    core: tuple[str, ...]
    """What the work is: words in order, without levels, gender tags, articles and slogans."""
    levels: frozenset[str]
    """Levels that the words state; several in ``junior/medior``."""
    stacks: frozenset[str]
    """Families of technology named, of which one opening asks one: ``java``, ``dotnet``, ``php`` …"""


@lru_cache(maxsize=_REMEMBERED)
def title_words(title: str) -> TitleWords:
    """Return the words of ``title``; the core is never empty unless ``title`` has no word."""
    level_of, stack_of, noise = table("level_words"), table("stacks"), table("title_noise")
    folded = _REFERENCE.sub(" ", fold(title[:_TITLE_LIMIT]))
    folded = _ENDING.sub("", _GENDER.sub(" ", folded)).replace("full time", "fulltime")
    folded = _LINE.sub(lambda line: f" {_LEVEL_OF_LINE[line.lastgroup or '']} ", folded)
    found = _WORD.findall(folded)
    core = [word for word in found if word not in level_of and word not in noise]
    return TitleWords(
        core=tuple(dict.fromkeys(core or found)),
        levels=frozenset(level_of[word] for word in found if word in level_of),
        stacks=frozenset(stack_of[word] for word in found if word in stack_of),
    )


def title_reference(title: str) -> str:
    """Return the requisition number that stands in ``title``, e.g. ``sc42285``, or nothing."""
    found = _REFERENCE.search(fold(title[:_TITLE_LIMIT]))
    return re.sub(r"\W", "", found.group()) if found else ""


@lru_cache(maxsize=_REMEMBERED)
def employer_words(name: str) -> tuple[str, ...]:
    """Return the telling words of an organization's name, without legal forms and ``Group``; at least one word."""
    found = words(name)
    return tuple(word for word in found if word not in _LEGAL) or tuple(found)


class Spot(NamedTuple):
    """Where the work is, as far as known; an empty text is unknown. Codes for Belgium, folded names elsewhere."""

    country: str = ""
    region: str = ""
    province: str = ""
    town: str = ""
    part: str = ""
    """The part of the town that is named, e.g. a former municipality; empty for the whole town."""


def spot_of_text(text: str) -> Spot | None:
    """Return the place that ``text`` names, read by its commas; ``None`` when it names none.

    >>> spot_of_text("The Hague, South Holland, Netherlands")
    Spot(country='NL', region='', province='NL-ZH', town='den haag', part='')
    """
    country = region = province = town = ""
    chunks = [" ".join(part.split()) for part in re.split(r"[,;()]", fold(text[:200]))]
    chunks = [chunk for chunk in chunks if chunk]
    for position, chunk in enumerate(chunks):
        kind, identity = place_names().get(chunk, ("", ""))
        if kind == "country" and (len(chunk) > 2 or position == len(chunks) - 1):
            country = identity
        elif kind == "province":
            province = identity
        elif kind == "region":
            region = identity
        elif kind == "town":
            town = town or identity
        elif not kind and not town:
            town = re.sub(r"^[\d\s]+|[\d\s]+$|^(?:b|be|nl)-?\d+\s*|^gemeente ", "", chunk).replace("-", " ").strip()
    spot = Spot(country=country, region=region, province=province, town=town)
    return spot if any(spot) else None
