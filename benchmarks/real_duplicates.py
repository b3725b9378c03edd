"""Linking on real ads that nobody labelled, judged by what their publishing says of them.

    python -m benchmarks.real_duplicates ../shared/data/raw/nl_jobspy_2024_2025/postings.jsonl.gz

The file is JSON Lines as JobSpy writes them: ads of three sites, so that one opening stands on several. Two kinds of
pairs are sure enough to count without reading them, by plain word sets and not by the project's readers:

- *cross-posted*: two sites, one employer, title and town, nine tenths of the words, posted within 45 days: one opening;
- *siblings*: one site, one employer, posted within 45 days, titles that hardly share a word, texts that are not equal:
  two openings.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from models.posting import JobPosting
from models.raw import PostingKey, RawPosting
from pipeline.dedup.features import features
from pipeline.dedup.stream import link_all
from pipeline.evaluation.duplicates import raw_posting
from pipeline.normalize import normalize

AS_OF = date(2026, 11, 23)
DAYS = 45
LEAST_TEXT = 600
"""Characters of a text from which on two texts can be told to be one."""
_SUFFIX = re.compile(r" (?:b v|bv|nv|n v|international|group|nederland|netherlands)\b.*")


class Ad(NamedTuple):
    """One row, as far as its publishing tells pairs."""

    key: PostingKey
    site: str
    title: str
    town: str
    words: frozenset[str]
    posted: date


def read_ads(path: Path) -> Iterator[tuple[RawPosting, str, Ad | None]]:
    """Yield each row as a posting, with its employer and what is known of it; None for rows that tell too little."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            names = {"url": "job_url", "salary_min": "min_amount", "salary_max": "max_amount"}
            raw = raw_posting(row | {ours: row.get(theirs) for ours, theirs in names.items()})
            employer = _SUFFIX.sub("", " ".join(re.findall(r"\w+", str(row["company"] or "").lower())))
            yield raw, employer, _ad(raw, row)


def _ad(raw: RawPosting, row: dict[str, str | None]) -> Ad | None:
    text = row.get("description") or ""
    if not row.get("date_posted") or len(text) < LEAST_TEXT:
        return None
    town = str(row["location"] or "").lower().replace(",", " ").split(" ")[0]
    words = frozenset(re.findall(r"\w{3,}", text.lower()))
    return Ad(raw.key, raw.source, raw.title.lower(), town, words, date.fromisoformat(str(row["date_posted"])))


def kind_of(a: Ad, b: Ad) -> str | None:
    """Return ``cross-posted`` or ``siblings`` for a pair of one employer that is surely either."""
    if abs((a.posted - b.posted).days) > DAYS:
        return None
    alike = len(a.words & b.words) / max(1, len(a.words | b.words))
    titles = fuzz.token_sort_ratio(a.title, b.title)
    if a.site != b.site:
        return "cross-posted" if titles >= 95 and alike >= 0.9 and a.town == b.town else None
    apart = titles < 60 and fuzz.token_set_ratio(a.title, b.title) < 70
    return "siblings" if apart and alike < 0.97 else None


def main() -> None:
    """Print how many pairs of each kind stand in one vacancy."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="JSON Lines, compressed by gzip")
    path = parser.parse_args().file
    if not path.exists():
        raise SystemExit(f"{path} is not there: nothing was measured")
    read: list[tuple[JobPosting, tuple[str, ...]]] = []
    employers: dict[str, list[Ad]] = defaultdict(list)
    for raw, employer, ad in read_ads(path):
        read.append((normalize(raw, as_of=AS_OF), raw.job_locations))
        if ad is not None and employer:
            employers[employer].append(ad)
    vacancy = dict(link_all((posting.key, features(posting, place_texts=places)) for posting, places in read))
    joined: dict[str, list[bool]] = defaultdict(list)
    for ads in employers.values():
        for a, b in combinations(ads, 2):
            if kind := kind_of(a, b):
                joined[kind].append(vacancy[a.key] == vacancy[b.key])
    print(f"{len(vacancy)} ads in {len(set(vacancy.values()))} vacancies")
    print(f"cross-posted pairs joined: {sum(joined['cross-posted'])} of {len(joined['cross-posted'])}")
    print(f"pairs of siblings joined:  {sum(joined['siblings'])} of {len(joined['siblings'])}")


if __name__ == "__main__":
    main()
