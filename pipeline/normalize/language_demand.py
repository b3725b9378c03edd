"""A text in, the languages that it asks a person to speak out, each with level and whether it is a must.

A language name is a requirement when the words around it speak of speaking ("vloeiend", "maîtrise", "command of")
and the
word after it does not make it an adjective of something else ("Nederlandse markt", "Dutch courses").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from pipeline.normalize import language_cues as cue
from pipeline.normalize import language_work as work
from pipeline.normalize.language_codes import languages_by_code
from pipeline.normalize.language_mention import LanguageMention, clause_around
from pipeline.normalize.language_names import LANGUAGE_NAMES
from pipeline.normalize.lexicon import SharedStems, longest
from pipeline.normalize.skill_demand import nice_sections, within
from pipeline.normalize.text import Prose

_MOST_MENTIONS = 200
_LONGEST_LIST_GAP = 32
"""Characters between two languages of one list."""
_LONGEST_HEAD = 60
_LONGEST_QUALITY = 30
_ANSWER = 40
"""Characters behind a question that may call what it asks welcome: "Spreek je ook Duits? Dat is een troef!"."""
_NAMES = SharedStems(LANGUAGE_NAMES)
_LEVELS = SharedStems(cue.LEVEL_STEMS)
_CODES = tuple(LANGUAGE_NAMES.values())


class _Name(NamedTuple):
    code: str
    start: int
    end: int
    first: int
    """Where its clause begins."""
    last: int
    """Where its clause ends."""


class _Gap(NamedTuple):
    """What stands between one name and the next."""

    text: str = ""
    is_list: bool = False
    """Whether there are only words that stand between the languages of a list."""
    one_list: bool = False
    """Whether it is so, and no level stands there that would be of the first alone."""
    joined: bool = False
    """Whether it is so, and a word as "and" joins the two."""


_APART = _Gap()


def find_language_demands(prose: Prose) -> Iterator[LanguageMention]:
    """Yield the languages that ``prose`` asks for, in order; one may come more than once."""
    yield from languages_by_code(prose)
    yield from work.national_languages(prose)
    names = _names(prose)
    if not names:
        return
    gaps = [*(_gap(prose.folded, one, other) for one, other in pairwise(names)), _APART]
    mentions = _mentions(names, gaps, prose)
    for index in _described(names, gaps, mentions, prose.folded):
        mentions[index] = None
    welcome, passed_on = nice_sections(prose), _passed_on(names, gaps, mentions, prose.folded)
    for index, mention in enumerate(mentions):
        if mention:
            is_welcome = index in passed_on or within(welcome, names[index].start)
            yield mention._replace(required=False) if is_welcome else mention


def _names(prose: Prose) -> list[_Name]:
    folded, text = prose.folded, prose.text
    found: list[_Name] = []
    for number, start, end in longest(_NAMES.places(prose)):
        if start and folded[start - 1].isalnum() and not (text[start].isupper() and text[start - 1].islower()):
            continue
        if folded[end : end + 1].isalnum() and not (text[end].isupper() and text[end - 1].islower()):
            continue
        # "polish" and "thai food" aside, English and Dutch write languages with a capital; only French and Dutch
        # do not always.
        if folded[start:end] in ("polish", "lets", "thai", "pools") and not text[start].isupper():
            continue
        found.append(_Name(_CODES[number - _NAMES.first], start, end, *clause_around(folded, start, end)))
        if len(found) >= _MOST_MENTIONS:
            break
    return found


def _gap(folded: str, one: _Name, other: _Name) -> _Gap:
    if other.start - one.end > _LONGEST_LIST_GAP:
        return _APART
    text = folded[one.end : other.start]
    if cue.LIST_GAP.fullmatch(text) is None:
        return _APART
    one_list, joined = cue.OWN_LEVEL.search(text) is None, cue.CONJUNCTION.match(text) is not None
    return _Gap(text, is_list=True, one_list=one_list, joined=joined)


def _mentions(names: Sequence[_Name], gaps: Sequence[_Gap], prose: Prose) -> list[LanguageMention | None]:
    """Return what is said of each name, ``None`` where the language is not asked for."""
    mentions: list[LanguageMention | None] = []
    listed = 0
    for index, name in enumerate(names):
        # "Excellent French and English": what stands before a list is said of each of it.
        listed = listed if gaps[index - 1].one_list else name.start
        following = names[index + 1].start if index + 1 < len(names) else len(prose.folded)
        required = _is_required(prose, name, listed, following, gaps[index])
        level = None if required is None else _level(names, gaps, index, prose)
        mentions.append(None if required is None else LanguageMention(name.code, required, level))
    return mentions


def _is_required(prose: Prose, name: _Name, listed: int, following: int, gap: _Gap) -> bool | None:
    """Return whether the language that ``name`` names is a must, else only welcome; ``None`` if it is not asked for."""
    folded, first, last = prose.folded, name.first, name.last
    if prose.text[name.end : name.end + 1].isupper():
        last = name.end
    before, after = folded[first : name.start], folded[name.end : last]
    near_before, near_after = before[-90:], after[:90]
    answer = work.answer_to(folded, first, name.start, last)
    if answer is not None:
        return work.asked_by(answer)
    sought = _is_of_who_is_sought(folded, name, near_before, near_after)
    if not (sought or _is_the_language(prose, name, near_before, last)):
        sought = work.is_read(near_before, near_after)
        if not sought:
            return None
    if cue.OF_A_TEXT_AFTER.match(near_after) or _is_not_needed(folded, name.end, following, gap):
        return None
    if cue.OF_A_TEXT.search(near_before[-64:]) or cue.OF_OTHERS.search(near_before):
        return None
    if work.others_do_not_speak(near_before):
        return None
    if cue.OF_US.search(near_before.rpartition(";")[2]) and not work.is_spoken_at_work(near_before, near_after):
        return None
    if not (
        sought
        or cue.SPEAKING.search(near_before)
        or cue.SPEAKING.search(near_after)
        or _under_a_heading(folded, first, last)
        or cue.QUALITY_BEFORE.search(folded[max(first, listed - _LONGEST_QUALITY) : listed])
        or work.is_worked_in(near_before, near_after)
        or cue.WELCOME_BEFORE.search(near_before)
        or _opens_an_item(before, folded[name.end : last + 1])
        or cue.A_SPEAKER.search(near_before)
        or folded.startswith("kenntnis", name.end - len("kenntnisse"))
    ):
        return None
    if cue.OF_A_FIRM.search(near_before[-_LONGEST_QUALITY:]):
        return None
    own = cue.OTHERS.split(folded[name.end : min(last, following, name.end + 90)], maxsplit=1)[0]
    return not (
        cue.WELCOME_BEFORE.search(near_before)
        or cue.WELCOME_AFTER.search(own)
        or (folded.startswith("?", last) and cue.WELCOME_AFTER.search(folded, last, last + _ANSWER))
        or _in_welcome_brackets(near_before, folded, name.end)
    )


def _is_the_language(prose: Prose, name: _Name, before: str, last: int) -> bool:
    # Dutch bends an adjective here, "in het Franse kantoor": a bare name is the language, whatever follows.
    if cue.FOLLOWING.match(prose.folded, name.end, last) or (
        before.endswith("in het ") and not prose.folded.endswith("e", name.start, name.end)
    ):
        return True
    # Flattened texts lose their full stops: "fluent in English Currently pursuing", "EnglishWe offer".
    next_letter = prose.text[name.end : name.end + 2].strip()[:1]
    return next_letter.isupper() and bool(cue.SPEAKING_BEFORE.search(before))


def _is_of_who_is_sought(folded: str, name: _Name, before: str, after: str) -> bool:
    """Tell whether the name describes the person sought: "een Franstalige medewerker", no "Franstalige klanten"."""
    return (
        folded.endswith(cue.SPEAKER_ENDINGS, name.start, name.end)
        and cue.WHO_IS_SOUGHT.match(after) is not None
        and cue.SOUGHT.search(before) is not None
    )


def _is_not_needed(folded: str, end: int, following: int, gap: _Gap) -> bool:
    """Tell whether the language that ends at ``end`` is called not needed, and not the next: "in English (Dutch …)".

    What is said behind a list is said of each of it. "A plus, but not required" is welcome.
    """
    reach = end + 90 if gap.is_list and "(" not in gap.text else following
    denied = cue.NOT_NEEDED_AFTER.match(folded, end, reach)
    if denied is None or cue.WELCOME_AFTER.search(denied["before"]):
        return False
    return cue.STILL_WELCOME.match(folded, denied.end(), reach + cue.LEVEL_REACH) is None


def _in_welcome_brackets(before: str, folded: str, end: int) -> bool:
    """Tell whether a list in brackets is called welcome: "(Dutch, French and German are a bonus)", "(…) is a plus"."""
    if "(" not in before or not cue.INSIDE_BRACKETS.search(before):
        return False
    ahead = cue.BRACKETS_AHEAD.match(folded, end, end + 100)
    if ahead is None:
        return False
    inside = folded[end : folded.find(")", end)]
    said_inside = bool(cue.SEVERAL.search(inside) and cue.WELCOME_AFTER.search(inside))
    return said_inside or bool(cue.WELCOME_AFTER.match(folded, ahead.end()))


def _under_a_heading(folded: str, first: int, last: int) -> bool:
    """Tell whether a line that holds little more than the name stands below "Talen:" or the like."""
    if last - first > 40:
        return False
    above = folded[max(0, first - 60) : first]
    return any(word in above for word in ("talen", "language", "langue", "sprachen", "taal"))


def _opens_an_item(before: str, after: str) -> bool:
    """Tell whether a line opens with the name: "Français et anglais courants", "Good English", no name alone."""
    if len(before) > _LONGEST_HEAD or cue.ITEM_HEAD.fullmatch(before) is None:
        return False
    return cue.ITEM_QUALITY.search(before) is not None or cue.ITEM_TAIL.match(after) is not None


def _level(names: Sequence[_Name], gaps: Sequence[_Gap], index: int, prose: Prose) -> str | None:
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


def _behind(names: Sequence[_Name], index: int, folded: str) -> str:
    """Return the words behind a language that may be of it: to its clause's end, or to what begins the next."""
    begin, end = names[index].end, names[index].last
    if index + 1 == len(names) or names[index + 1].start > end:
        return cue.OTHERS.split(folded[begin : min(end, begin + cue.LEVEL_REACH)], maxsplit=1)[0]
    return cue.OWN_ENDS.split(folded[begin : min(names[index + 1].start, begin + cue.LEVEL_REACH)], maxsplit=1)[0]


def _ahead_of(names: Sequence[_Name], index: int, folded: str) -> str:
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


def _described(
    names: Sequence[_Name], gaps: Sequence[_Gap], mentions: Sequence[LanguageMention | None], folded: str
) -> set[int]:
    """Return the mentions that a later one of their list makes adjectives: "German, French and Dutch hospitals"."""
    described: set[int] = set()
    for index in range(len(names) - 2, -1, -1):
        gap, following = gaps[index], index + 1
        # "Dutch and English-taught programmes": what the last of a pair describes, the first describes too.
        of_pair = gap.joined and (mentions[following] is None or following in described)
        if (of_pair and _describes(names[following], folded)) or (gap.one_list and following in described):
            described.add(index)
    return described


def _describes(name: _Name, folded: str) -> bool:
    return bool(cue.ADJECTIVE.match(folded, name.end) or cue.OF_A_TEXT_AFTER.match(folded, name.end))


def _passed_on(
    names: Sequence[_Name], gaps: Sequence[_Gap], mentions: Sequence[LanguageMention | None], folded: str
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


def _passes_back(names: Sequence[_Name], gaps: Sequence[_Gap], index: int, folded: str) -> bool:
    """Tell whether what the next name is called a name is called too, for which a comma alone is not enough."""
    name, gap = names[index], gaps[index]
    if not gap.is_list:
        return False
    if gap.text == " " and names[index + 1].code == name.code:
        return True
    if folded.endswith("kenntnisse", name.start, name.end):
        return False
    return gap.joined or cue.SUCH_AS.search(_words_before(name, folded)) is not None


def _words_before(name: _Name, folded: str) -> str:
    return folded[max(0, name.start - 90) : name.start]
