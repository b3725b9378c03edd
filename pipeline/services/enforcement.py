"""What has landed, rewritten as the tombstones demand: by a takedown everywhere, by a crawl in its own run."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable
from pathlib import Path

import orjson
from sqlalchemy import Engine

from models.record import RecordError
from models.run import EVIDENCE_FOLDER, MANIFEST_NAME, PART_PREFIX, SEEN_PREFIX, Evidence
from models.store.engine import reading
from models.store.requests import Requests
from pipeline.landing import LandedRun, landed_runs, whole_lines
from pipeline.services.health import HELD
from pipeline.services.tombstones import Stones


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

    Evidence that speaks of either goes as a whole.
    """
    if not stones:
        return 0

    def change(line: bytes) -> bytes | None:
        try:
            data = orjson.loads(line)
        except orjson.JSONDecodeError:
            return line
        if not isinstance(data, dict):
            return line
        key = ":".join(str(data.get(name) or "") for name in ("source", "board", "identifier"))
        if stones.forbid(key, data.get("url"), data.get("hiring_organization")):
            return None
        clean = stones.scrub(data)
        return line if clean == data else orjson.dumps(clean)

    for path in evidence_of(run, stones):
        path.unlink()
    return _rewrite(run.folder, change)


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
    return f"{found.url}\n{body}"


def _rewrite(folder: Path, change: Callable[[bytes], bytes | None]) -> int:
    touched = 0
    counts: dict[str, int] = {}
    for path in sorted([*folder.glob(f"{PART_PREFIX}*"), *folder.glob(f"{SEEN_PREFIX}*")]):
        before = list(whole_lines(path))
        after = [change(line) for line in before]
        different = sum(old != new for old, new in zip(before, after, strict=True))
        if not different:
            continue
        touched += different
        kept = [line for line in after if line is not None]
        partial = path.with_name(f".{path.name}.rewriting")  # a name that nobody takes for landed lines
        partial.write_bytes(gzip.compress(b"".join(line + b"\n" for line in kept)))
        partial.replace(path)
        counts[path.name] = len(kept)
    manifest = folder / MANIFEST_NAME
    if counts and manifest.is_file():
        data = orjson.loads(manifest.read_bytes())
        data["files"] = {**data.get("files", {}), **counts}
        partial = manifest.with_name(MANIFEST_NAME + ".rewriting")
        partial.write_bytes(orjson.dumps(data, option=orjson.OPT_INDENT_2))
        partial.replace(manifest)
    return touched
