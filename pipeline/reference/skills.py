"""What is known of technologies: names, kinds and spellings in, look-up tables out.

``data/skills.csv`` lists the technologies: ``slug`` (the common English name in lower case), ``name`` (as its
makers write
it), ``kind`` and further ``aliases`` in lower case, parted by ``|``. Names were gathered from GitHub Linguist's
list of
languages, from the makers' own product names and from reading ads; names are facts.

``data/skills_context.csv`` lists the aliases that are also ordinary words, surnames or company names, and what
makes each of
them a technology. An alias may have several rows; one that holds is enough. The columns are those of `Condition`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from models.vocabulary import SkillKind

_DATA = Path(__file__).parent / "data"
_WORDS = re.compile(r"[a-z ]{6,}")


@dataclass(frozen=True, slots=True)
class Technology:
    """A technology that ads name."""

    slug: str
    """The common English name in lower case, e.g. ``c#``."""
    name: str
    """As written by its makers, e.g. ``Node.js``."""
    kind: SkillKind


class Need(StrEnum):
    """What an alias that is also an ordinary word needs around it to be read as a technology."""

    CASE = "case"
    """Nothing more than to be written as stated."""
    TECH = "tech"
    """Another technology nearby, or a word such as "developer" or "knowledge of" beside it."""
    LIST = "list"
    """To be the neighbour of another technology in a list, or a word as for `TECH`."""
    ADMIT = "admit"
    """A word such as "developer" or "knowledge of" beside it."""
    BESIDE = "beside"
    """One of the named technologies nearby."""


@dataclass(frozen=True, slots=True)
class Condition:
    """When one written form of an alias names the technology."""

    needs: Need
    beside: frozenset[str]
    """Slugs, for `Need.BESIDE`."""
    never_before: re.Pattern[str] | None
    """Folded words that forbid the reading when they stand directly before the alias."""
    never_after: re.Pattern[str] | None
    """The same, directly after it."""


@dataclass(frozen=True, slots=True)
class DemandCue:
    """Folded words that tell whether what stands around or below them is a must."""

    words: str
    nice: bool | None
    """True nice to have, False a must, ``None`` a heading of something else."""
    anywhere: bool
    """True: also in running text, where they speak for their clause; False: as a heading only ("bonus" is also
    money)."""
    ahead: bool = False
    """True: in running text they speak for what follows them alone: "Python, ideally Rust"."""
    same: bool = False
    """True: they say again what the words right before them said, of something else: "idem pour Helm"."""
    answer: bool = False
    """True: in running text they speak of the question before them alone: "Know Helm? Even better"."""
    praise: bool = False
    """True: as an answer, and only to a question that asks for something more: "Know Helm already? Great"."""
    running: bool = False
    """True: they head nothing: "You'll learn: …" tells of the job."""


@cache
def technologies() -> Mapping[str, Technology]:
    """Return every known technology by its slug."""
    return {
        row["slug"]: Technology(slug=row["slug"], name=row["name"], kind=SkillKind(row["kind"]))
        for row in _rows("skills.csv")
    }


@cache
def plain_aliases() -> Mapping[str, str]:
    """Return the slug of every spelling, in folded form, that names a technology wherever it stands."""
    conditional = {row["alias"] for row in _rows("skills_context.csv")}
    return {alias: slug for alias, slug in all_aliases().items() if alias not in conditional}


@cache
def conditional_aliases() -> Mapping[str, tuple[str, tuple[Condition, ...]]]:
    """Return slug and conditions of every written form (case counts) of a word that may be a technology."""
    slugs = all_aliases()
    found: dict[str, tuple[str, tuple[Condition, ...]]] = {}
    for row in _rows("skills_context.csv"):
        condition = Condition(
            needs=Need(row["needs"]),
            beside=frozenset(filter(None, row["beside"].split("|"))),
            never_before=_words_before(row["never_before"]),
            never_after=_words_after(row["never_after"]),
        )
        for written in row["written"].split("|"):
            slug, conditions = found.get(written, (slugs[row["alias"]], ()))
            found[written] = slug, (*conditions, condition)
    return found


@cache
def all_aliases() -> Mapping[str, str]:
    """Return the slug of every spelling in folded form; the first technology that claims a spelling keeps it."""
    found: dict[str, str] = {}
    for row in _rows("skills.csv"):
        for alias in (row["slug"], row["name"].lower()):
            for spelling in _spellings(alias):
                found.setdefault(spelling, row["slug"])
    for row in _rows("skills.csv"):
        for alias in filter(None, row["aliases"].split("|")):
            for spelling in _spellings(alias):
                found.setdefault(spelling, row["slug"])
    return found


@cache
def demand_cues() -> tuple[DemandCue, ...]:
    """Return the words by which ads part musts from nice-to-haves (``data/skills_demand.csv``), none twice."""
    nice = {"nice": True, "must": False}
    return tuple(
        DemandCue(
            words=row["words"],
            nice=nice.get(row["kind"]),
            anywhere=row["where"] in ("anywhere", "ahead", "answer", "praise"),
            ahead=row["where"] == "ahead",
            same=row["kind"] == "same",
            answer=row["where"] in ("answer", "praise"),
            praise=row["where"] == "praise",
        )
        for row in _rows("skills_demand.csv")
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _spellings(alias: str) -> Iterator[str]:
    """Yield ``alias`` and the forms that writers make of it: "nodejs", "node js"; "power-bi", "powerbi"."""
    yield alias
    if alias.endswith(".js"):
        yield alias.removesuffix(".js") + "js"
        yield alias.removesuffix(".js") + " js"
    if " " in alias and alias.count(" ") <= 2 and _WORDS.fullmatch(alias):
        yield alias.replace(" ", "-")
        yield alias.replace(" ", "")


def _words_before(words: str) -> re.Pattern[str] | None:
    return re.compile(rf"(?:(?<!\w)(?=\w)|(?!\w))(?:{_any_of(words)})[\s(,\"'-]*\Z") if words else None


def _words_after(words: str) -> re.Pattern[str] | None:
    return re.compile(rf"[\s-]*(?:{_any_of(words)})(?:(?<=\w)(?!\w)|(?<!\w))") if words else None


def _any_of(words: str) -> str:
    return "|".join(re.escape(word) for word in words.split("|"))
