"""What has landed, rewritten as the tombstones demand: by a takedown everywhere, by a crawl in its own run."""

from __future__ import annotations

import base64
import gzip
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from html import unescape
from pathlib import Path

import orjson
from sqlalchemy import Engine

from models.record import RecordError
from models.run import EVIDENCE_FOLDER, MANIFEST_NAME, PAGES_PREFIX, PART_PREFIX, PARTIAL_SUFFIX, SEEN_PREFIX, Evidence
from models.store.engine import reading
from models.store.requests import Requests
from pipeline.landing import BadLine, LandedRun, landed_runs, whole_lines
from pipeline.services.held import HELD
from pipeline.services.tombstones import Stones

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def enforce(engine: Engine, landing: Path) -> int:
    """Rewrite what has landed, held runs included, as the tombstones demand; return how many lines that touched."""
    stones = standing_stones(engine)
    if not stones:
        return 0
    runs = [*landed_runs(landing), *landed_runs(landing.parent / HELD)]
    return sum(enforce_run(run, stones) for run in runs if not run.running)


def standing_stones(engine: Engine) -> Stones:
    """Return the tombstones in force."""
    with reading(engine) as connection:
        return Stones.of(Requests(connection).stones())


def enforce_run(run: LandedRun, stones: Stones) -> int:
    """Rewrite one landed run: forbidden ads leave it, forgotten persons leave its texts; return the lines touched.

    Pages and evidence that speak of either go as a whole.
    """
    if not stones:
        return 0
    gone: set[str] = set()

    def change(line: bytes) -> bytes | None:
        try:
            data = orjson.loads(line)
        except orjson.JSONDecodeError:
            return line
        if not isinstance(data, dict):
            return line
        key = ":".join(str(data.get(name) or "") for name in ("source", "board", "identifier"))
        if stones.forbid(key, data.get("url"), data.get("hiring_organization")):
            gone.add(key)
            return None
        clean = stones.scrub(data)
        return line if clean == data else orjson.dumps(clean)

    for path in evidence_of(run, stones):
        path.unlink()
    touched, taken = _rewrite([*run.folder.glob(f"{PART_PREFIX}*"), *run.folder.glob(f"{SEEN_PREFIX}*")], change)
    _recount(run, taken)
    forbidden = {(file, line) for file, line in pages_of(run, stones, gone)}
    numbers: Counter[str] = Counter()

    def keep(file: str, line: bytes) -> bytes | None:
        numbers[file] += 1
        return None if (file, numbers[file]) in forbidden else line

    for path in sorted(run.folder.glob(f"{PAGES_PREFIX}*")) if forbidden else ():
        _rewrite([path], partial(keep, path.name.removesuffix(PARTIAL_SUFFIX)))
    return touched


def pages_of(run: LandedRun, stones: Stones, gone: Collection[str] = ()) -> list[tuple[str, int]]:
    """Return the stored pages of a run, as file and line, that speak of what the tombstones forbid.

    ``gone`` holds the keys of ads that are forbidden for another reason than their key.
    """
    found = []
    for file, number, page in run.pages():
        if isinstance(page, BadLine):
            forbidden = stones.speak_of(page.text)
        else:
            keys = [f"{run.source}:{page.board}:{identifier}" for identifier in page.postings]
            forbidden = any(key in gone or stones.forbid(key, page.url, None) for key in keys)
            forbidden = forbidden or stones.speak_of(f"{page.url}\n{_plain(page.body)}")
        if forbidden:
            found.append((file, number))
    return found


def evidence_of(run: LandedRun, stones: Stones) -> list[Path]:
    """Return the pieces of evidence of a run that speak of what the tombstones forbid."""
    files = sorted((run.folder / EVIDENCE_FOLDER).glob("*.json"))
    return [path for path in files if stones.speak_of(_words_of(path))]


def _words_of(path: Path) -> str:
    """Return the address and the text of a piece of evidence; of one that cannot be read, all of it."""
    raw = path.read_bytes()
    try:
        found = Evidence.from_json(orjson.loads(raw))
    except (orjson.JSONDecodeError, RecordError):
        return raw.decode("utf-8", "replace")
    body = found.body if found.is_text else base64.b64decode(found.body).decode("utf-8", "replace")
    return f"{found.url}\n{_plain(body)}"


def _plain(body: str) -> str:
    """Return a text with its escapes, of HTML and of JSON, as the letters that they stand for."""
    return unescape(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), body))


def _rewrite(files: Sequence[Path], change: Callable[[bytes], bytes | None]) -> tuple[int, dict[str, int]]:
    """Rewrite compressed lines; return how many were touched, and the lines that left each file."""
    touched = 0
    gone: dict[str, int] = {}
    for path in sorted(files):
        before = list(whole_lines(path))
        after = [change(line) for line in before]
        different = sum(old != new for old, new in zip(before, after, strict=True))
        if not different:
            continue
        touched += different
        kept = [line for line in after if line is not None]
        _replace(path, gzip.compress(b"".join(line + b"\n" for line in kept)))
        gone[path.name.removesuffix(PARTIAL_SUFFIX)] = len(before) - len(kept)
    return touched, gone


def _recount(run: LandedRun, taken: Mapping[str, int]) -> None:
    manifest = run.manifest()
    if manifest is not None and any(taken.values()):
        files = {name: lines - taken.get(name, 0) for name, lines in manifest.files.items()}
        rewritten = orjson.dumps({**manifest.to_json(), "files": files}, option=orjson.OPT_INDENT_2)
        _replace(run.folder / MANIFEST_NAME, rewritten)


def _replace(path: Path, content: bytes) -> None:
    partial_file = path.with_name(f".{path.name}.rewriting")  # a name that nobody takes for landed lines
    partial_file.write_bytes(content)
    partial_file.replace(path)
