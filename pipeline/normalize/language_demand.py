"""A text in, the languages that it asks a person to speak out, each with level and whether it is a must.

A language name is a requirement when the words around it speak of speaking ("vloeiend", "maîtrise", "command of") and
the word after it does not make it an adjective of something else ("Nederlandse markt", "Dutch courses").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.normalize import language_cues as cue
from pipeline.normalize import language_work as work
from pipeline.normalize.language_codes import languages_by_code
from pipeline.normalize.language_levels import level_of
from pipeline.normalize.language_lists import Gap, Name, described, find_names, gaps_behind, passed_on
from pipeline.normalize.language_mention import LanguageMention
from pipeline.normalize.skill_sections import nice_sections, within
from pipeline.normalize.text import Prose

_LONGEST_HEAD = 60
_LONGEST_QUALITY = 30
_ANSWER = 40
"""Characters behind a question that may call what it asks welcome: "Spreek je ook Duits? Dat is een troef!"."""


def find_language_demands(prose: Prose) -> Iterator[LanguageMention]:
    """Yield the languages that ``prose`` asks for, in order; one may come more than once."""
    yield from languages_by_code(prose)
    yield from work.national_languages(prose)
    names = find_names(prose)
    if not names:
        return
    gaps = gaps_behind(names, prose.folded)
    mentions = _mentions(names, gaps, prose)
    for index in described(names, gaps, mentions, prose.folded):
        mentions[index] = None
    welcome, shared = nice_sections(prose), passed_on(names, gaps, mentions, prose.folded)
    for index, mention in enumerate(mentions):
        if mention:
            is_welcome = index in shared or within(welcome, names[index].start)
            yield mention._replace(required=False) if is_welcome else mention


def _mentions(names: Sequence[Name], gaps: Sequence[Gap], prose: Prose) -> list[LanguageMention | None]:
    """Return what is said of each name, ``None`` where the language is not asked for."""
    mentions: list[LanguageMention | None] = []
    listed = 0
    for index, name in enumerate(names):
        # "Excellent French and English": what stands before a list is said of each of it.
        listed = listed if gaps[index - 1].one_list else name.start
        following = names[index + 1].start if index + 1 < len(names) else len(prose.folded)
        required = _is_required(prose, name, listed, following, gaps[index])
        level = None if required is None else level_of(names, gaps, index, prose)
        mentions.append(None if required is None else LanguageMention(name.code, required, level))
    return mentions


def _is_required(prose: Prose, name: Name, listed: int, following: int, gap: Gap) -> bool | None:
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


def _is_the_language(prose: Prose, name: Name, before: str, last: int) -> bool:
    # Dutch bends an adjective here, "in het Franse kantoor": a bare name is the language, whatever follows.
    if cue.FOLLOWING.match(prose.folded, name.end, last) or (
        before.endswith("in het ") and not prose.folded.endswith("e", name.start, name.end)
    ):
        return True
    # Flattened texts lose their full stops: "fluent in English Currently pursuing", "EnglishWe offer".
    next_letter = prose.text[name.end : name.end + 2].strip()[:1]
    return next_letter.isupper() and bool(cue.SPEAKING_BEFORE.search(before))


def _is_of_who_is_sought(folded: str, name: Name, before: str, after: str) -> bool:
    """Tell whether the name describes the person sought: "een Franstalige medewerker", no "Franstalige klanten"."""
    return (
        folded.endswith(cue.SPEAKER_ENDINGS, name.start, name.end)
        and cue.WHO_IS_SOUGHT.match(after) is not None
        and cue.SOUGHT.search(before) is not None
    )


def _is_not_needed(folded: str, end: int, following: int, gap: Gap) -> bool:
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
