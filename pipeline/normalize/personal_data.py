"""A text with contact data of persons in, the same without them and their number out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np

from pipeline.normalize.address_names import Span
from pipeline.normalize.contact_names import name_spans
from pipeline.normalize.name_runs import PLACEHOLDER
from pipeline.normalize.phone_numbers import phone_spans
from pipeline.normalize.text import Prose, places_of, units

_EMAIL_TAIL = re.compile(r"@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_EMAIL_HEAD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._%+-")
_DISGUISED_EMAIL = re.compile(
    r"[\w.+-]{1,64} ?[\[(] ?(?:at|@|apenstaartje|arobase) ?[\])] ?[\w-]{1,63}"
    r"(?:(?:\.| ?[\[(] ?(?:dot|punt|point) ?[\])] ?)[\w-]{1,63}){1,4}"
)
_DISGUISES = ("at", "@", "apenst", "arob", " at", " @", " apenst", " arob")
# Nine digits, as the shortest phone number has, with nothing but such signs between them.
_LEAST = 8
"""Digits behind the first one."""
_FARTHEST = 27
"""Characters from one digit to the next."""
_LONG_NUMBER = re.compile(rf"[0-9](?:[\s()./\\–-]{{0,{_FARTHEST - 1}}}[0-9]){{{_LEAST},}}")
_TEN = np.uint16(10)
_PROFILE = re.compile(r"linkedin\.com/in/[^\s<>\"'),;]{1,120}|wa\.me/\+?\d{6,15}")
_NATIONAL_NUMBER = re.compile(r"[0-9](?<![\d.,/-]\d)\d[. ]?\d\d[. ]?\d\d[- ./]{0,3}\d{3}[. -]?\d\d(?![\d/])")
_MASKED = re.compile(r"\[(?:e-?mail|tel|telefoon|phone|mail)(?: protected)?\]")
_TAG = re.compile(r"<[^<>]*>")
_SEVERAL = re.compile(r"\[…\](?:[ ,;/|()&.:-]{1,4}(?:of|or|ou|en|and|et|via|op|at)?[ (]{0,2}\[…\])+")


def redact(text: str) -> tuple[str, int]:
    """Return ``text`` without names in contact phrases, e-mail addresses and phone numbers, and how many there were.

    ``text`` may be plain or the markup that `pipeline.normalize.markup.safe_html` gives; tags inside a removed span
    stay, so that what was well nested is so after.
    """
    spans = _spans(text)
    if not spans:
        return text, 0
    removed = _with(text, spans, lambda start, end: PLACEHOLDER + "".join(_TAG.findall(text, start, end)))
    return _SEVERAL.sub(PLACEHOLDER, removed), len(spans)


def _spans(text: str) -> list[Span]:
    prose = Prose.of(text)
    folded = prose.folded
    spans = [*_emails(folded), *_numbers(prose.text, folded)]
    if "linkedin.com/in/" in folded or "wa.me/" in folded:
        spans += (found.span() for found in _PROFILE.finditer(folded))
    # Some sources mask addresses themselves; the name before the mask is still there.
    masked = [found.span() for found in _MASKED.finditer(folded)] if "[" in folded else []
    return _merged([*spans, *name_spans(prose, tuple(sorted([*spans, *masked])))])


def _numbers(text: str, folded: str) -> Iterator[Span]:
    """Yield the spans of national register numbers and, apart from those, of phone numbers."""
    stretches = _long_numbers(text)
    national = [
        found.span()
        for begin, end in stretches
        for found in _NATIONAL_NUMBER.finditer(text, begin, end + 1)
        if _is_national_number(found[0])
    ]
    yield from national
    # In their stead as many dots, so that places stay.
    others = _with(text, national, lambda start, end: "…" * (end - start)) if national else text
    for begin, end in stretches:
        yield from phone_spans(others, folded, begin, end)


def _long_numbers(text: str) -> list[Span]:
    """Return the spans of nine and more digits with nothing but `_LONG_NUMBER`'s signs between them."""
    numbers = units(text)
    if len(numbers) != len(text):
        return [stretch.span() for stretch in _LONG_NUMBER.finditer(text)]
    digits = (numbers - ord("0") < _TEN).nonzero()[0]
    found: list[Span] = []
    first = 0
    # Only digits close to each other are looked at: most of a text is none.
    for last in [*(digits[1:] - digits[:-1] > _FARTHEST).nonzero()[0].tolist(), len(digits) - 1]:
        if last - first >= _LEAST:
            near = _LONG_NUMBER.finditer(text, int(digits[first]), int(digits[last]) + 1)
            found += (stretch.span() for stretch in near)
        first = last + 1
    return found


def _with(text: str, spans: list[Span], instead: Callable[[int, int], str]) -> str:
    """Return ``text`` with what ``instead`` gives for each of ``spans``, which are ordered and apart, in its place."""
    pieces: list[str] = []
    position = 0
    for start, end in spans:
        pieces += (text[position:start], instead(start, end))
        position = end
    return "".join([*pieces, text[position:]])


def _emails(folded: str) -> Iterator[Span]:
    at = folded.find("@")
    while at >= 0:
        start = at
        while start > 0 and folded[start - 1] in _EMAIL_HEAD and at - start < 64:
            start -= 1
        tail = _EMAIL_TAIL.match(folded, at) if start < at else None
        if tail:
            yield start, tail.end()
        at = folded.find("@", tail.end() if tail else at + 1)
    if any(folded.startswith(_DISGUISES, place + 1) for bracket in "([" for place in places_of(folded, bracket)):
        yield from (found.span() for found in _DISGUISED_EMAIL.finditer(folded))


def _is_national_number(text: str) -> bool:
    """Return whether ``text`` is a Belgian national register number: its last two digits check the other nine."""
    digits = "".join(filter(str.isdigit, text))
    body, check = int(digits[:9]), int(digits[9:])
    month, day = int(digits[2:4]) % 20, int(digits[4:6])
    return month <= 12 and day <= 31 and check in {97 - body % 97, 97 - (2_000_000_000 + body) % 97}


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
