"""A text in, the runs of capitalised words in it out, with the ends of its sentences and lines."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.normalize.phrase_data import rows
from pipeline.normalize.text import fold
from pipeline.reference.organizations import first_names

PLACEHOLDER = "[…]"
"""Stands where something was removed: it reads as a gap in any language, and no rule takes it for contact data."""

TITLES = frozenset(
    "prof dr ir ing drs dhr mevr mvr mw mme mlle mr mrs ms m heer mevrouw meneer madame monsieur mademoiselle"
    " herr herrn frau".split()
)
"""Courtesy titles and degrees, folded, that make the word behind them a name."""
_BLOCKS = frozenset(f"<{slash}{tag}>" for tag in "p ul ol li h2 h3 h4 br".split() for slash in ("", "/"))
# Ordinary words, of small letters alone, figures and the signs that end nothing are most of a text: the matcher tells
# them from all else.
_TOKEN = re.compile(
    r"(?P<ordinary>[a-zà-öø-ÿ]++(?:['’][a-zà-öø-ÿ]++)?(?![\w'’.]|-\w)|[^\s\w<\[.?!;•]|\d+)"
    r"|[^\W\d_][\w'’]*+(?:(?:-(?=\w)|\.(?=[A-Z]))[\w'’]*+)*\.?|<[^<>]*>|\[[^\]\n]{0,12}\]|[^\s\w]|\n"
)
_ENDS = frozenset((*".?!;•\n", PLACEHOLDER))
_PARTICLES = frozenset(
    "van de den der ter ten te von zu zur du des le la el al ben bin da dos di del della d' l' t' 't vd v.d.".split()
)
# Behind these any word is a family name, also one that else names a thing: "van der Meer", "van den Dienst".
_FAMILY_PARTICLES = frozenset("der den ter ten".split())
# Capitalised words near a contact phrase that name a function, a firm, a street or a thing, never a person.
_NOT_A_NAME = frozenset(row["word"] for row in rows("not_a_name.csv"))
_ENDINGS_OF_NO_NAME = (
    "manager",
    "management",
    "adviseur",
    "ologist",
    "ologe",
    "medewerker",
    "hoofd",
    "ingenieur",
    "leider",
    "coordinator",
    "verantwoordelijke",
    "straat",
    "laan",
    "steenweg",
    "plein",
)
_ABBREVIATED = re.compile(r"(?:prof|dr|ir|ing|drs|dhr|mevr|mvr|mw|mr|mrs|ms|mme|m|[a-z])\.")


class Run(NamedTuple):
    """Capitalised words that follow each other; without words, the end of a sentence or of a line."""

    start: int = 0
    stop: int = 0
    words: Sequence[str] = ()
    titled: bool = False
    """Whether a courtesy title precedes."""
    gap: int = 0
    """Words skipped since the run before."""
    of_line: bool = False
    """Whether what ends is only a line."""
    removed: bool = False
    """Whether this is no run at all but the gap where a name was removed before."""


def runs(text: str, begin: int, end: int, *, farthest: int = sys.maxsize) -> Iterator[Run]:
    """Yield the runs of capitalised words of ``text``, and the ends of its sentences and lines.

    A block tag is the end of a line, any other tag is nothing. More than ``farthest`` words without a run end it all.
    """
    words: list[str] = []
    start = stop = gap = 0
    titled = of_family = False
    for token in _TOKEN.finditer(text, begin, end):
        word = token[0]
        if token.lastgroup and not words and word not in TITLES:
            titled = False
            gap += word[0].isalpha()
            if gap > farthest:
                return
            continue
        if word[0] == "<" and len(word) > 1:
            if word not in _BLOCKS:
                continue
            word = "\n"
        plain = fold(word)
        bare = plain.rstrip(".")
        last = word[-1] == "." and len(bare) > 1
        # An initial is part of the title: "Mme Y. Poncelet".
        if not words and (bare in TITLES or (titled and len(bare) == 1 and word[0].isupper())):
            titled = True
            continue
        named = word[0].isupper() and (words or len(bare) > 1) and (of_family or may_name(bare))
        if named:
            start = start if words else token.start()
            stop = token.end() - last
            words.append(bare)
        of_family = bool(words) and plain in _FAMILY_PARTICLES
        if (named and len(words) < 5 and not last) or (words and plain in _PARTICLES):
            continue
        if words:
            yield Run(start, stop, words, titled, gap)
            words, gap = [], 0
        titled = False
        gap += not named and word[0].isalpha()
        if word in _ENDS or (last and not _ABBREVIATED.fullmatch(plain)):
            yield Run(gap=gap, of_line=word == "\n", removed=word == PLACEHOLDER)
    if words:
        yield Run(start, stop, words, titled, gap)


def may_name(word: str) -> bool:
    """Return whether ``word``, folded, may be part of a person's name: it names no function, firm or thing."""
    if word in _NOT_A_NAME or (word in _PARTICLES and word not in first_names()) or word.endswith(_ENDINGS_OF_NO_NAME):
        return False
    return "-" not in word or _NOT_A_NAME.isdisjoint(word.split("-"))
