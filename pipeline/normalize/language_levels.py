"""The names of languages in a text in, the level that is asked of one of them out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from pipeline.normalize import language_cues as cue
from pipeline.normalize.language_lists import Gap, Name
from pipeline.normalize.lexicon import SharedStems
from pipeline.normalize.text import Prose

_LEVELS = SharedStems(cue.LEVEL_STEMS)


def level_of(names: Sequence[Name], gaps: Sequence[Gap], index: int, prose: Prose) -> str | None:
    """Return the level of a language: said behind it, else before it or before the list it stands in.

    "Dutch and English at B2" is of both; "Dutch and English (B2)" of the last alone.
    """
    folded = prose.folded
    begin, end = names[index].start - cue.FAR_LEVEL, names[index].end + cue.FAR_LEVEL
    levels = _LEVELS.places(prose)
    nearest = bisect_left(levels, begin, key=itemgetter(2))
    if nearest == len(levels) or levels[nearest][2] > end:
        return None
    if not cue.ANY_LEVEL.search(folded, max(0, begin), end):
        return None
    first = last = index
    apart = index and not gaps[index - 1].joined and cue.OWN_VERB.match(folded, names[index].end)
    while not apart and gaps[first - 1].one_list:
        first -= 1
    while gaps[last].joined:
        last += 1
    own, of_list = _behind(names, index, folded), _behind(names, last, folded)
    if last > index and not of_list.startswith((" (", "(")):
        own = own.strip() or of_list
    return _stated_level(own) or _stated_level(_ahead_of(names, first, folded))


def _behind(names: Sequence[Name], index: int, folded: str) -> str:
    """Return the words behind a language that may be of it: to its clause's end, or to what begins the next."""
    begin, end = names[index].end, names[index].last
    if index + 1 == len(names) or names[index + 1].start > end:
        return cue.OTHERS.split(folded[begin : min(end, begin + cue.LEVEL_REACH)], maxsplit=1)[0]
    return cue.OWN_ENDS.split(folded[begin : min(names[index + 1].start, begin + cue.LEVEL_REACH)], maxsplit=1)[0]


def _ahead_of(names: Sequence[Name], index: int, folded: str) -> str:
    """Return the words before a language that may be of it: from its clause's begin, or from behind the last."""
    begin, end = names[index].first, names[index].start
    if index and names[index - 1].end > begin:
        return cue.OWN_BEGINS.split(folded[names[index - 1].end : end])[-1]
    return folded[max(begin, end - cue.LEVEL_REACH) : end]


def _stated_level(words: str) -> str | None:
    stated = cue.LEVEL.search(words)
    if stated:
        return stated[1].upper()
    return next((level for pattern, level in cue.WORDED_LEVELS if pattern.search(words)), None)
