"""Labelled pairs of postings in, the precision and recall of linking out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.posting import JobPosting
from models.raw import PostingKey, RawPosting
from pipeline.dedup.features import features
from pipeline.dedup.stream import link_all
from pipeline.evaluation.score import Miss, Normalize, Scores

FIELD = "same_vacancy"


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two postings that a person compared."""

    id: str
    label: str
    """``same``, ``different`` or ``unsure``."""
    relation: str
    """Why, in one word: ``repost``, ``cross_post``, ``seniority`` …"""
    ambiguous: bool
    a: RawPosting
    b: RawPosting


def read_pairs(path: Path) -> Iterator[LabelledPair]:
    """Yield the pairs of the JSON Lines file ``path``."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield LabelledPair(
                id=row["id"],
                label=row["label"],
                relation=row["relation"],
                ambiguous=str(row["ambiguous"]) == "1",
                a=raw_posting(row["a"]),
                b=raw_posting(row["b"]),
            )


def raw_posting(row: Mapping[str, Any]) -> RawPosting:
    """Return one side of a pair as its source published it."""
    text = {name: _text(row.get(name)) for name in row}
    amounts = [amount for name in ("salary_min", "salary_max") if (amount := text.get(name))]
    location = text.get("location")
    return RawPosting(
        source=text["site"] or "unknown",
        identifier=text.get("id") or text.get("url") or text["title"] or "unknown",
        url=text.get("url"),
        title=text["title"] or "-",
        description=text.get("description"),
        hiring_organization=text.get("company"),
        job_locations=(location,) if location else (),
        date_posted=text.get("date_posted"),
        base_salary=_salary(amounts, text.get("salary_interval")),
    )


def _text(value: object) -> str | None:
    text = "" if value is None else str(value).strip()
    return None if text.lower() in {"", "nan", "none", "null"} else text


def _salary(amounts: list[str], interval: str | None) -> str | None:
    return f"€ {' - '.join(dict.fromkeys(amounts))} {interval or ''}".strip() if amounts else None


def evaluate_duplicates(folder: Path, normalize: Normalize) -> Scores:
    """Return how well linking all postings of ``folder/duplicate_pairs.jsonl`` at once agrees with the labels.

    Right is a pair rightly called one vacancy; wrong, one wrongly; missed, one not found. Pairs labelled ambiguous are
    counted apart, pairs labelled unsure not at all.
    """
    pairs = list(read_pairs(folder / "duplicate_pairs.jsonl"))
    raws = {raw.key: raw for pair in pairs for raw in (pair.a, pair.b)}
    postings: dict[PostingKey, JobPosting] = {key: normalize(raw) for key, raw in raws.items()}
    vacancy = dict(
        link_all((key, features(posting, place_texts=raws[key].job_locations)) for key, posting in postings.items())
    )
    scores = Scores()
    for pair in pairs:
        if pair.label != "unsure":
            language = postings[pair.a.key].in_language or "unknown"
            _count(scores, pair, language, together=vacancy[pair.a.key] == vacancy[pair.b.key])
    return scores


def _count(scores: Scores, pair: LabelledPair, language: str, *, together: bool) -> None:
    same = pair.label == "same"
    miss = None
    if same is not together:
        miss = Miss(
            row=pair.id,
            text=f"{pair.a.title} | {pair.b.title}",
            expected=f"{pair.label} ({pair.relation})",
            got="same" if together else "different",
            ambiguous=pair.ambiguous,
        )
    scores.count(
        FIELD,
        language,
        right=int(same and together),
        wrong=int(together and not same),
        missed=int(same and not together),
        miss=miss,
        ambiguous=pair.ambiguous,
    )
