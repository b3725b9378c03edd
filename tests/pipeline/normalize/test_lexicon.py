"""One pass over a text finds for every reader what a scan by that reader alone would find."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline.normalize
from models.vocabulary import Contract, EmploymentType
from pipeline.normalize import language_cues
from pipeline.normalize.contact_names import _TRIGGERS
from pipeline.normalize.lexicon import _SHARING, Stems, longest
from pipeline.normalize.organization_kind import Sign
from pipeline.normalize.phrase_data import load_phrases
from pipeline.normalize.phrases import Hit, Phrase, PhraseTable
from pipeline.normalize.text import Prose, html_to_text
from pipeline.normalize.work_mode import Says
from sandbox.strata import postings

assert pipeline.normalize.normalize, "importing it is what makes every reader share its stems"

ADS = [Prose.of(html_to_text(ad.raw.description or "")) for ad in postings(120, 31)]
SENTENCES = [
    Prose.of(row["text"])
    for name in ("facts.csv", "hours.csv", "placements.csv")
    for row in csv.DictReader(Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines())
]
STEMS = sorted({stem for reader in _SHARING for stem in reader.texts})
PHRASES: dict[str, Sequence[Phrase[object]]] = {
    "contract": load_phrases("contract_phrases.csv", Contract),
    "hours": load_phrases("employment_hours.csv", EmploymentType),
    "placement": load_phrases("placement_phrases.csv", Sign),
    "signs of placing": load_phrases("placement_signs.csv", Sign),
    "work mode": load_phrases("work_mode_phrases.csv", Says),
    "wishes": load_phrases("skills_wishes.csv", str),
    "contact": [entry for of_one_stem in _TRIGGERS._phrases for entry in of_one_stem],
}


def scanned(stems: Stems, folded: str) -> list[tuple[int, int, int]]:
    """Return the places of ``stems`` as a plain search finds them, one stem after the other."""
    return sorted(
        (number, place.start(), place.start() + len(stem))
        for number, stem in enumerate(stems.texts, stems.first)
        for place in re.finditer(f"(?={re.escape(stem)})", folded)
    )


@given(st.lists(st.sampled_from([*STEMS, "É", "🚀", "İ", "\n", " ", "x"]), max_size=40).map("".join))
def test_each_reader_finds_its_own_stems_in_the_shared_pass(text: str) -> None:
    prose = Prose.of(text)
    for reader in _SHARING:
        places = reader.places(prose)
        assert sorted(places) == scanned(reader, prose.folded)
        assert [end for _, _, end in places] == sorted(end for _, _, end in places)


def test_the_first_and_longest_of_overlapping_places_is_taken() -> None:
    prose = Prose.of("Work from home, thuiswerk")
    stems = Stems(("work", "home", "work from home", "thuis", "uiswerk"))
    assert [prose.folded[start:end] for _, start, end in longest(stems.places(prose))] == ["work from home", "thuis"]


def by_patterns_alone(patterns: Iterable[tuple[re.Pattern[str], Phrase[object]]], folded: str) -> set[Hit[object]]:
    """Return the hits when each pattern is tried at every letter, whether its stem stands there or not."""
    hits: set[Hit[object]] = set()
    for anywhere, entry in patterns:
        for place in anywhere.finditer(folded):
            start = place.start()
            ahead = entry.ahead.match(folded, start)
            before = folded[max(0, start - 60) : start]
            wanted = entry.behind is None or entry.behind.search(before)
            refused = entry.never_behind is not None and entry.never_behind.search(before)
            if ahead and wanted and not refused:
                hits.add(Hit(start, ahead.end(), entry.label))
    return hits


@pytest.mark.parametrize("reader", PHRASES)
def test_no_pattern_matches_where_its_stem_is_absent(reader: str) -> None:
    phrases = PHRASES[reader]
    table = PhraseTable(phrases, stems=Stems)
    # Ads hold what ads hold; the stems themselves put every pattern to the test.
    texts = [*ADS, *SENTENCES, *(Prose.of(f"{entry.stem} a, {entry.stem}s: {entry.stem}") for entry in phrases)]
    found = [set(table.find(prose)) for prose in texts]
    # Made ready here: a table holds more patterns than the cache of `re`, which would make each anew for every text.
    patterns = [(re.compile(f"(?={entry.ahead.pattern})"), entry) for entry in phrases]
    assert found == [by_patterns_alone(patterns, prose.folded) for prose in texts]
    assert sum(map(len, found)) > len(phrases) / 2


def test_no_level_stands_where_its_stem_is_absent() -> None:
    stems = Stems(language_cues.LEVEL_STEMS)
    texts = [*ADS, *(Prose.of(f"Nederlands {stem}, {stem}x en Frans ({stem})") for stem in stems.texts)]
    levels = [(prose, level.span()) for prose in texts for level in language_cues.ANY_LEVEL.finditer(prose.folded)]
    assert all(span in {(start, end) for _, start, end in stems.places(prose)} for prose, span in levels)
    assert len(levels) > len(stems.texts)
