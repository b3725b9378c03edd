"""What was taken down stays down: tombstones in, the verdict on an ad or a text out.

A person's name or address is never kept: the stone holds the number of its words and their hash, and every run of as
many words in a text is compared with it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from pipeline.normalize.organization import organization_key
from pipeline.normalize.text import fold

REMOVED = "[removed]"
# An address begins where its run of characters does: tried anywhere inside, a long row of dots would cost its square.
_WORD = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\w+(?:[-'’]\w+)*")
_TRACKING = re.compile(r"^(utm_|ref$|source$|gclid$|fbclid$)")


@dataclass(frozen=True, slots=True)
class Stones:
    """The tombstones in force."""

    keys: frozenset[str] = frozenset()
    urls: frozenset[str] = frozenset()
    employers: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    lengths: tuple[int, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, stones: Mapping[str, frozenset[str]]) -> Stones:
        """Return them from what the database keeps: kind → values."""
        persons = stones.get("person", frozenset())
        return cls(
            keys=stones.get("key", frozenset()),
            urls=stones.get("url", frozenset()),
            employers=stones.get("employer", frozenset()),
            persons=persons,
            lengths=tuple(sorted({int(stone.partition(":")[0]) for stone in persons}, reverse=True)),
        )

    def __bool__(self) -> bool:
        return bool(self.keys or self.urls or self.employers or self.persons)

    def forbid(self, key: str, url: str | None, employer: str | None) -> bool:
        """Say whether an ad must not be kept; ``employer`` is the name or the key of the organization."""
        if key in self.keys or (url and plain_url(url) in self.urls):
            return True
        return bool(self.employers and employer and organization_key(employer) in self.employers)

    def speak_of(self, text: str) -> bool:
        """Say whether a text may hold what was taken down: rather once too often, for what can be done without."""
        plain = fold(text)
        return any(stone in plain for stone in (*self.urls, *self.employers)) or self._scrubbed(text) != text

    def scrub(self, value: Any) -> Any:
        """Return a text, or all texts of a JSON value, without the persons that asked to be forgotten."""
        if isinstance(value, str):
            return self._scrubbed(value)
        if isinstance(value, Mapping):
            return {name: self.scrub(item) for name, item in value.items()}
        return [self.scrub(item) for item in value] if isinstance(value, (list, tuple)) else value

    def _scrubbed(self, text: str) -> str:
        if not self.persons or not text:
            return text
        words = [(match.start(), match.end(), _folded(match.group())) for match in _WORD.finditer(text)]
        plain = [word for _, _, word in words]
        pieces: list[str] = []
        at, number = 0, 0
        while number < len(words):
            length = next(
                (
                    size
                    for size in self.lengths
                    if number + size <= len(words) and _stone(tuple(plain[number : number + size])) in self.persons
                ),
                0,
            )
            if length:
                pieces += [text[at : words[number][0]], REMOVED]
                at = words[number + length - 1][1]
            number += length or 1
        return "".join([*pieces, text[at:]])


def stone_of(kind: str, value: str) -> str:
    """Return what the tombstone of a request says. Raises `ValueError` for a value that would forbid everything."""
    if kind == "url":
        stone = _address(value)
    elif kind == "employer":
        stone = organization_key(value)
    else:
        words = tuple(fold(word) for word in _WORD.findall(value))
        if len(words) < 2 and "@" not in value:
            raise ValueError(f"{value!r} is one word: name a person by first and last name, or by e-mail address")
        stone = _stone(words)
    if not stone:
        raise ValueError(f"{value!r} names nothing that could be taken down")
    return stone


def _address(value: str) -> str:
    """Return the plain address; with no scheme, what stands before the first slash is the host."""
    plain = plain_url(value if "://" in value else f"https://{value.strip()}")
    if "." not in plain.partition("/")[0] and "vac_" not in plain:  # the page of a vacancy may be ours, on any host
        raise ValueError(f"{value!r} is no address such as https://jobs.example/42")
    return plain


def plain_url(url: str) -> str:
    """Return an address without what does not change the page: scheme, www, fragment, tracking, last slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    host = (parts.netloc or "").lower().removeprefix("www.")
    kept = [item for item in parts.query.split("&") if item and not _TRACKING.match(item.partition("=")[0])]
    return host + parts.path.rstrip("/") + (f"?{'&'.join(sorted(kept))}" if kept else "")


# The pages of a site are mostly the same words: remembering them makes reading ten thousand pages bearable.
_folded = lru_cache(1 << 16)(fold)


@lru_cache(1 << 16)
def _stone(words: tuple[str, ...]) -> str:
    return f"{len(words)}:{hashlib.sha256(' '.join(words).encode()).hexdigest()}"
