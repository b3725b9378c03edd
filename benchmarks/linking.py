"""How well and how fast postings are linked, beside plain baselines on the same postings in one run.

    python -m benchmarks.linking --size 10000 --seed 11

The postings are the sandbox's strata, whose truth is known. Printed: pairwise precision and recall overall, recall per
stratum (the kind of copy), precision per stratum (of the pairs that touch it), the largest cluster beside the truth's,
and postings a second of process time, normalizing left out. Baselines: rapidfuzz titles within one employer, MinHash
LSH on five-word shingles, and Splink on DuckDB (``uv sync --group bench``). A table of all stands at the end.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import combinations

from rapidfuzz import fuzz

from models.posting import JobPosting
from pipeline.dedup.features import features
from pipeline.dedup.stream import link_all
from pipeline.normalize import normalize
from pipeline.normalize.text import html_to_text
from sandbox.strata import LabelledPosting, postings

AS_OF = date(2026, 11, 23)
Labels = dict[int, str]
Row = tuple[LabelledPosting, JobPosting]


def ours(rows: Sequence[Row]) -> Labels:
    """The project's own linking."""
    pairs = ((read.key, features(read, place_texts=item.raw.job_locations)) for item, read in rows)
    return {number: label for number, (_, label) in enumerate(link_all(pairs))}


def titles_within_employer(rows: Sequence[Row]) -> Labels:
    """Titles of one employer that resemble each other by 90 or more."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, (_, read) in enumerate(rows):
        groups[read.hiring_organization.key if read.hiring_organization else f"?{number}"].append(number)
    found = ((a, b) for group in groups.values() for a, b in combinations(group[:400], 2))
    return joined(len(rows), (p for p in found if fuzz.token_set_ratio(rows[p[0]][1].title, rows[p[1]][1].title) >= 90))


def minhash(rows: Sequence[Row]) -> Labels:
    """MinHash LSH at 0.5 on five-word shingles of the text."""
    from datasketch import MinHash, MinHashLSH  # only in the group "bench"

    index = MinHashLSH(threshold=0.5, num_perm=64)
    links: list[tuple[int, int]] = []
    for number, (_, read) in enumerate(rows):
        words = re.findall(r"\w+", html_to_text(read.description or "").lower())
        sketch = MinHash(num_perm=64)
        sketch.update_batch([" ".join(words[at : at + 5]).encode() for at in range(max(1, len(words) - 4))])
        links.extend((int(other), number) for other in index.query(sketch))
        index.insert(str(number), sketch)
    return joined(len(rows), links)


def splink(rows: Sequence[Row]) -> Labels:
    """Splink, trained on these very postings."""
    from benchmarks.splink_baseline import splink_labels  # only in the group "bench"

    return splink_labels([features(read, place_texts=item.raw.job_locations) for item, read in rows])


def joined(size: int, links: Iterator[tuple[int, int]] | list[tuple[int, int]]) -> Labels:
    """Return connected components of ``links``."""
    root = list(range(size))

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for a, b in links:
        root[find(a)] = find(b)
    return {number: str(find(number)) for number in range(size)}


def pairs_of(labels: Labels) -> set[tuple[int, int]]:
    """Return every pair that stands together."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, label in labels.items():
        groups[label].append(number)
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def report(name: str, rows: Sequence[Row], link: Callable[[Sequence[Row]], Labels]) -> str:
    """Link ``rows`` by ``link`` and print what came of it; return a line of the table."""
    started = time.process_time()
    labels = link(rows)
    seconds = time.process_time() - started
    truth = pairs_of({number: item.vacancy for number, (item, _) in enumerate(rows)})
    found = pairs_of(labels)
    right = found & truth
    largest = max(Counter(labels.values()).values())
    largest_true = max(Counter(item.vacancy for item, _ in rows).values())
    precision, recall = len(right) / max(1, len(found)), len(right) / max(1, len(truth))
    print(
        f"\n{name}: precision {precision:.3f} recall {recall:.3f} pairs {len(found)} of {len(truth)} "
        f"largest {largest} (truth {largest_true}) {len(rows) / seconds:,.0f} postings/s"
    )
    strata = sorted({item.stratum for item, _ in rows})
    for stratum in strata:
        inside = {number for number, (item, _) in enumerate(rows) if item.stratum == stratum}
        due = [pair for pair in truth if pair[0] in inside]
        given = [pair for pair in found if pair[0] in inside or pair[1] in inside]
        hit = sum(pair in right for pair in due)
        good = sum(pair in right for pair in given)
        rates = f"precision {good / max(1, len(given)):.3f}  recall {hit / max(1, len(due)):.3f}"
        print(f"  {stratum:18s} {rates}  pairs {len(due)}")
    return f"{name:32s} {precision:9.3f} {recall:7.3f} {largest:8d} {len(rows) / seconds:11,.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--only-ours", action="store_true")
    options = parser.parse_args()
    rows = [(item, normalize(item.raw, as_of=AS_OF)) for item in postings(options.size, options.seed)]
    print(f"{len(rows)} postings, seed {options.seed}")
    table = [report("belfry", rows, ours)]
    if not options.only_ours:
        table.append(report("rapidfuzz titles within employer", rows, titles_within_employer))
        for name, baseline in (("MinHash LSH 0.5", minhash), ("Splink 0.95", splink)):
            try:
                table.append(report(name, rows, baseline))
            except ModuleNotFoundError as error:
                print(f"\n{name} was not run: {error} (uv sync --group bench)")
    print(f"\n{'method':32s} {'precision':>9s} {'recall':>7s} {'largest':>8s} {'postings/s':>11s}", *table, sep="\n")


if __name__ == "__main__":
    main()
