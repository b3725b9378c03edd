"""A text in, the languages that it asks a person to speak out, each with level and whether it is a must.

A language name is a requirement when the words around it speak of speaking ("vloeiend", "maîtrise", "command of")
and the
word after it does not make it an adjective of something else ("Nederlandse markt", "Dutch courses").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
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


def find_language_demands(prose: Prose) -> Iterator[LanguageMention]:
    """Yield the languages that ``prose`` asks for, in order; one may come more than once."""
    yield from languages_by_code(prose)
    yield from work.national_languages(prose)
    names = _names(prose)
    if not names:
        return
    folded = prose.folded
    welcome = nice_sections(prose)
    mentions: list[tuple[_Name, LanguageMention | None]] = []
    listed = 0
    for index, name in enumerate(names):
        # "Excellent French and English": what stands before a list is said of each of it.
        listed = listed if index and _in_one_list(names[index - 1], name, folded) else name.start
        following = names[index + 1].start if index + 1 < len(names) else len(folded)
        required = _is_required(prose, name, listed, following)
        read = None if required is None else LanguageMention(name.code, required, _level(names, index, prose))
        mentions.append((name, read))
    described_too: set[int] = set()
    for index in range(len(mentions) - 2, -1, -1):
        # "Dutch and English-taught programmes": what the last of a pair describes, the first describes too.
        last = names[index + 1]
        described = mentions[index + 1][1] is None and bool(
            cue.ADJECTIVE.match(folded, last.end) or cue.OF_A_TEXT_AFTER.match(folded, last.end)
        )
        # "German, French and Dutch hospitals": of a list, so do all.
        if (described and _joined(names[index], last, folded)) or (
            index + 1 in described_too and _in_one_list(names[index], last, folded)
        ):
            described_too.add(index)
            mentions[index] = names[index], None
    for index in _passed_on(mentions, folded):
        name, mention = mentions[index]
        if mention:
            mentions[index] = name, mention._replace(required=False)
    for name, mention in mentions:
        if mention:
            yield mention._replace(required=False) if within(welcome, name.start) else mention


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
        found.append(_Name(_CODES[number - _NAMES.first], start, end))
        if len(found) >= _MOST_MENTIONS:
            break
    return found


def _is_required(prose: Prose, name: _Name, listed: int, following: int) -> bool | None:
    """Return whether the language that ``name`` names is a must, else only welcome; ``None`` if it is not asked for."""
    folded = prose.folded
    first, last = clause_around(folded, name.start, name.end)
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
    if cue.OF_A_TEXT_AFTER.match(near_after) or _is_not_needed(folded, name.end, following):
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


def _is_not_needed(folded: str, end: int, following: int) -> bool:
    """Tell whether the language that ends at ``end`` is called not needed, and not the next: "in English (Dutch …)".

    What is said behind a list is said of each of it. "A plus, but not required" is welcome.
    """
    listed = following - end <= _LONGEST_LIST_GAP and cue.LIST_GAP.fullmatch(folded, end, following) is not None
    reach = end + 90 if listed and "(" not in folded[end:following] else following
    denied = cue.NOT_NEEDED_AFTER.match(folded, end, reach)
    if denied is None or cue.WELCOME_AFTER.search(denied["before"]):
        return False
    return cue.STILL_WELCOME.match(folded, denied.end(), reach + cue.LEVEL_REACH) is None


def _in_welcome_brackets(before: str, folded: str, end: int) -> bool:
    """Tell whether a list in brackets is called welcome: "(Dutch, French and German are a bonus)", "(…) is a plus"."""
    ahead = cue.BRACKETS_AHEAD.match(folded, end, end + 100)
    if ahead is None or not cue.INSIDE_BRACKETS.search(before):
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


def _level(names: list[_Name], index: int, prose: Prose) -> str | None:
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
    apart = (
        index and cue.OWN_VERB.match(folded, names[index].end) and not _joined(names[index - 1], names[index], folded)
    )
    while first and not apart and _in_one_list(names[first - 1], names[first], folded):
        first -= 1
    while last + 1 < len(names) and _joined(names[last], names[last + 1], folded):
        last += 1
    own, of_list = _behind(names, index, folded), _behind(names, last, folded)
    if last > index and not of_list.startswith((" (", "(")):
        own = own.strip() or of_list
    return _stated_level(own) or _stated_level(_ahead_of(names, first, folded))


def _behind(names: list[_Name], index: int, folded: str) -> str:
    """Return the words behind a language that may be of it: to its clause's end, or to what begins the next."""
    begin = names[index].end
    _, end = clause_around(folded, names[index].start, begin)
    if index + 1 == len(names) or names[index + 1].start > end:
        return cue.OTHERS.split(folded[begin : min(end, begin + cue.LEVEL_REACH)], maxsplit=1)[0]
    return cue.OWN_ENDS.split(folded[begin : min(names[index + 1].start, begin + cue.LEVEL_REACH)], maxsplit=1)[0]


def _ahead_of(names: list[_Name], index: int, folded: str) -> str:
    """Return the words before a language that may be of it: from its clause's begin, or from behind the last."""
    end = names[index].start
    begin, _ = clause_around(folded, end, names[index].end)
    if index and names[index - 1].end > begin:
        return cue.OWN_BEGINS.split(folded[names[index - 1].end : end])[-1]
    return folded[max(begin, end - cue.LEVEL_REACH) : end]


def _stated_level(words: str) -> str | None:
    stated = cue.LEVEL.search(words)
    if stated:
        return stated[1].upper()
    return next((level for pattern, level in cue.WORDED_LEVELS if pattern.search(words)), None)


def _in_one_list(one: _Name, other: _Name, folded: str) -> bool:
    gap = folded[one.end : other.start]
    return len(gap) <= _LONGEST_LIST_GAP and bool(cue.LIST_GAP.fullmatch(gap)) and not cue.OWN_LEVEL.search(gap)


def _joined(one: _Name, other: _Name, folded: str) -> bool:
    gap = folded[one.end : other.start]
    return len(gap) <= _LONGEST_LIST_GAP and bool(cue.LIST_GAP.fullmatch(gap)) and bool(cue.CONJUNCTION.search(gap))


def _passed_on(mentions: list[tuple[_Name, LanguageMention | None]], folded: str) -> list[int]:
    """Return the mentions that share a neighbour's welcome: "ideally Dutch or French", "Dutch or French is a plus"."""
    shared: list[int] = []
    if all(mention is None or mention.required for _, mention in mentions):
        return shared
    for step in (1, -1):
        order = range(len(mentions)) if step == 1 else range(len(mentions) - 1, -1, -1)
        welcome = False
        for index in order:
            name, mention = mentions[index]
            before = folded[max(0, name.start - 90) : name.start]
            joined = False
            if 0 <= index - step < len(mentions):
                other = mentions[index - step][0]
                gap = folded[min(name.end, other.end) : max(name.start, other.start)]
                joined = len(gap) <= _LONGEST_LIST_GAP and bool(cue.LIST_GAP.fullmatch(gap))
                # "Fluent in English, Dutch is a plus": a comma alone does not pass a plus back.
                same = gap == " " and other.code == name.code
                of_all = bool(cue.CONJUNCTION.search(gap) or cue.SUCH_AS.search(before))
                of_all = of_all and not folded.endswith("kenntnisse", name.start, name.end)
                joined = joined and (step == 1 or same or of_all)
            if mention is None:
                welcome = False
            elif not mention.required:
                welcome = step == -1 or bool(cue.WELCOME_BEFORE.search(before))
            elif welcome and joined:
                shared.append(index)
            else:
                welcome = False
    return shared
