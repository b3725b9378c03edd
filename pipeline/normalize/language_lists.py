"""A text in, the names of languages in it out, what stands between them, and what one of a list has of the others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.normalize import language_cues as cue
from pipeline.normalize.language_mention import LanguageMention, clause_around
from pipeline.normalize.language_names import LANGUAGE_NAMES
from pipeline.normalize.lexicon import SharedStems, longest
from pipeline.normalize.text import Prose

_MOST_MENTIONS = 200
_LONGEST_LIST_GAP = 32
"""Characters between two languages of one list."""
_NAMES = SharedStems(LANGUAGE_NAMES)
_CODES = tuple(LANGUAGE_NAMES.values())


class Name(NamedTuple):
    """One place where a text names a language."""

    code: str
    start: int
    end: int
    first: int
    """Where its clause begins."""
    last: int
    """Where its clause ends."""


class Gap(NamedTuple):
    """What stands between one name and the next."""

    text: str = ""
    is_list: bool = False
    """Whether there are only words that stand between the languages of a list."""
    one_list: bool = False
    """Whether it is so, and no level stands there that would be of the first alone."""
    joined: bool = False
    """Whether it is so, and a word as "and" joins the two."""


_APART = Gap()


def find_names(prose: Prose) -> list[Name]:
    """Return the names of languages in ``prose``, in order; at most `_MOST_MENTIONS`."""
    folded, text = prose.folded, prose.text
    found: list[Name] = []
    for number, start, end in longest(_NAMES.places(prose)):
        if start and folded[start - 1].isalnum() and not (text[start].isupper() and text[start - 1].islower()):
            continue
        if folded[end : end + 1].isalnum() and not (text[end].isupper() and text[end - 1].islower()):
            continue
        # "polish" and "thai food" aside, English and Dutch write languages with a capital; only French and Dutch
        # do not always.
        if folded[start:end] in ("polish", "lets", "thai", "pools") and not text[start].isupper():
            continue
        found.append(Name(_CODES[number - _NAMES.first], start, end, *clause_around(folded, start, end)))
        if len(found) >= _MOST_MENTIONS:
            break
    return found


def gaps_behind(names: Sequence[Name], folded: str) -> list[Gap]:
    """Return what stands behind each of ``names`` before the next; behind the last stands nothing of a list."""
    return [*(_gap(folded, one, other) for one, other in pairwise(names)), _APART]


def _gap(folded: str, one: Name, other: Name) -> Gap:
    if other.start - one.end > _LONGEST_LIST_GAP:
        return _APART
    text = folded[one.end : other.start]
    if cue.LIST_GAP.fullmatch(text) is None:
        return _APART
    one_list, joined = cue.OWN_LEVEL.search(text) is None, cue.CONJUNCTION.match(text) is not None
    return Gap(text, is_list=True, one_list=one_list, joined=joined)


def described(
    names: Sequence[Name], gaps: Sequence[Gap], mentions: Sequence[LanguageMention | None], folded: str
) -> set[int]:
    """Return the mentions that a later one of their list makes adjectives: "German, French and Dutch hospitals"."""
    found: set[int] = set()
    for index in range(len(names) - 2, -1, -1):
        gap, following = gaps[index], index + 1
        # "Dutch and English-taught programmes": what the last of a pair describes, the first describes too.
        of_pair = gap.joined and (mentions[following] is None or following in found)
        if (of_pair and _describes(names[following], folded)) or (gap.one_list and following in found):
            found.add(index)
    return found


def _describes(name: Name, folded: str) -> bool:
    return bool(cue.ADJECTIVE.match(folded, name.end) or cue.OF_A_TEXT_AFTER.match(folded, name.end))


def passed_on(
    names: Sequence[Name], gaps: Sequence[Gap], mentions: Sequence[LanguageMention | None], folded: str
) -> list[int]:
    """Return the mentions that share a neighbour's welcome: "ideally Dutch or French", "Dutch or French is a plus"."""
    shared: list[int] = []
    if all(mention is None or mention.required for mention in mentions):
        return shared
    for step in (1, -1):
        welcome = False
        for index in range(len(mentions))[::step]:
            mention = mentions[index]
            if mention is None:
                welcome = False
            elif not mention.required:
                welcome = step == -1 or bool(cue.WELCOME_BEFORE.search(_words_before(names[index], folded)))
            elif welcome and (gaps[index - 1].is_list if step == 1 else _passes_back(names, gaps, index, folded)):
                shared.append(index)
            else:
                welcome = False
    return shared


def _passes_back(names: Sequence[Name], gaps: Sequence[Gap], index: int, folded: str) -> bool:
    """Tell whether what the next name is called a name is called too, for which a comma alone is not enough."""
    name, gap = names[index], gaps[index]
    if not gap.is_list:
        return False
    if gap.text == " " and names[index + 1].code == name.code:
        return True
    if folded.endswith("kenntnisse", name.start, name.end):
        return False
    return gap.joined or cue.SUCH_AS.search(_words_before(name, folded)) is not None


def _words_before(name: Name, folded: str) -> str:
    return folded[max(0, name.start - 90) : name.start]
