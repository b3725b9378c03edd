"""Values as a source wrote them → the text fields of a RawPosting, without interpreting any."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from models.raw import RawPosting
from models.record import RecordError

Fields = dict[str, Any]
"""RawPosting's fields by name, values still of any JSON type; names it does not have go to ``extra``."""

PLURAL = frozenset({"job_locations", "employment_types", "skills"})
SINGULAR = frozenset(RawPosting.__dataclass_fields__) - PLURAL - {"extra", "fetched_at", "run_id", "source", "board"}

_ESCAPED_TAG = re.compile(r"&lt;\s{0,3}/?[a-zA-Z][^&<>]{0,200}(?:&gt;|&quot;|&#)")
_UNSAFE_IN_KEYS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def dig(data: Any, path: str) -> Any:
    """Return the value at a path such as ``location.name`` or ``offices[].name``; None where it leads nowhere.

    ``a|b`` gives the first of two paths that leads to something. ``[]`` spreads over a list and gives a list.
    """
    for alternative in path.split("|"):
        found = _follow(data, alternative.split("."))
        if found not in (None, "", [], {}):
            return found
    return None


def _follow(data: Any, steps: list[str]) -> Any:
    for position, step in enumerate(steps):
        name, spread = (step[:-2], True) if step.endswith("[]") else (step, False)
        if name:
            data = data.get(name) if isinstance(data, Mapping) else None
        if spread:
            if not isinstance(data, list):
                return None
            rest = steps[position + 1 :]
            return [value for item in data if (value := _follow(item, rest) if rest else item) is not None]
    return data


def text_of(value: Any) -> str | None:
    """Return one text for a scalar; None for nothing, blank text, and for structures."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, str) and value.strip():
        return str(value)
    return None


def as_list(value: Any) -> list[Any]:
    """Return the values of what came once, often or not at all."""
    if value in (None, ""):
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def texts_of(value: Any) -> tuple[str, ...]:
    """Return the texts of a scalar or a list, each once, in order."""
    return tuple(dict.fromkeys(text.strip() for item in as_list(value) if (text := text_of(item)) is not None))


def place(
    *, street: Any = None, postal_code: Any = None, city: Any = None, region: Any = None, country: Any = None
) -> str | None:
    """Return an address as one text, e.g. ``Markt 1, 8000 Brugge, West-Vlaanderen, BE``; None when nothing is known."""
    town = " ".join(text.strip() for part in (postal_code, city) if (text := text_of(part)))
    parts = [text.strip() for part in (street, town, region, country) if (text := text_of(part))]
    return ", ".join(dict.fromkeys(parts)) or None


def place_at(data: Any, **paths: str) -> str | None:
    """Return the address whose parts stand at the paths in an object; see `place` for the parts' names."""
    return place(**{part: dig(data, path) for part, path in paths.items()})


def paragraphs(*parts: Any) -> str | None:
    """Return several texts of one ad as one, in order, without empty or repeated ones."""
    texts = [text.strip() for part in parts if (text := text_of(part))]
    return "\n".join(dict.fromkeys(texts)) or None


def sections(pairs: Iterable[tuple[Any, Any]]) -> str | None:
    """Return titled parts of an ad as HTML; a part without text is left out, a title is escaped."""
    blocks = []
    for title, body in pairs:
        if text := text_of(body):
            heading = text_of(title)
            blocks.append(f"<h3>{html.escape(heading.strip())}</h3>\n{text.strip()}" if heading else text.strip())
    return "\n".join(blocks) or None


def unescaped(text: Any) -> Any:
    """Unescape HTML once when its tags came escaped, as Greenhouse and many JSON-LD blocks send it."""
    if not isinstance(text, str) or "&lt;" not in text:
        return text
    before_tag = text.find("<")
    if before_tag >= 0 and re.match(r"</?[a-zA-Z]", text[before_tag : before_tag + 3]):
        return text
    return html.unescape(text) if _ESCAPED_TAG.search(text) else text


def moment(epoch: Any, *, milliseconds: bool = False) -> str | None:
    """Return an epoch number as ISO 8601 text in UTC; None for anything else or out of range."""
    if isinstance(epoch, bool) or not isinstance(epoch, (int, float)):
        return text_of(epoch)
    try:
        return datetime.fromtimestamp(epoch / 1000 if milliseconds else epoch, tz=UTC).isoformat()
    except (OverflowError, OSError, ValueError):
        return None


def structure(value: Any) -> str | None:
    """Return a text as it is, and a structure as JSON text, with its empty members left out."""
    if isinstance(value, (Mapping, list)):
        kept = _without_empty(value)
        return json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else None
    return text_of(value)


def _without_empty(value: Any) -> Any:
    if isinstance(value, Mapping):
        cleaned = {str(key): _without_empty(item) for key, item in value.items()}
        return {key: item for key, item in cleaned.items() if item not in (None, "", [], {})}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value


def fingerprint(*values: Any) -> str:
    """Return a short digest that changes when any of the values changes."""
    packed = json.dumps(values, default=str, sort_keys=True)
    return hashlib.blake2b(packed.encode(), digest_size=12).hexdigest()


def clean_key(value: Any) -> str | None:
    """Return an identifier without surrounding space; None when empty, too long or with hidden characters."""
    text = (text_of(value) or "").strip()
    return text if text and len(text) <= 500 and not _UNSAFE_IN_KEYS.search(text) else None


def raw_posting(
    source: str, board: str, fields: Fields, *, fetched_at: datetime | None, run_id: str | None
) -> RawPosting:
    """Return the posting; raises `RecordError` whose text is the reason, e.g. ``no title``."""
    identifier, title = clean_key(fields.get("identifier")), text_of(fields.get("title"))
    if identifier is None:
        raise RecordError("no identifier" if text_of(fields.get("identifier")) is None else "bad identifier")
    if title is None:
        raise RecordError("no title")
    singular = {name: structure(value) for name, value in fields.items() if name in SINGULAR}
    plural = {name: texts_of(value) for name, value in fields.items() if name in PLURAL}
    return RawPosting(
        **{**singular, **plural, "identifier": identifier, "title": title},  # type: ignore[arg-type]
        source=source,
        board=board,
        extra=dict(_extras(fields)),
        fetched_at=fetched_at,
        run_id=run_id,
    )


def _extras(fields: Fields) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        if name not in SINGULAR and name not in PLURAL:
            text = ", ".join(texts_of(value)) if isinstance(value, (list, tuple)) else structure(value)
            if text:
                yield name, text
