"""Sources that we do not crawl, and why; they stand in the registry so that asking for one gives the reason."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from crawlers.passport import Passport
from models.run import SourceCard
from models.vocabulary import LegalStatus, SourceKind

REFUSED_FILE = Path(__file__).with_name("refused.csv")


def refused_sources() -> Iterator[tuple[SourceCard, Passport]]:
    """Yield card and passport of each refused source."""
    with REFUSED_FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            card = SourceCard(
                name=row["name"],
                title=row["title"],
                kind=SourceKind(row["kind"]),
                status=LegalStatus(row["status"]),
                homepage=row["homepage"],
            )
            yield (
                card,
                Passport(
                    reading=row["reason"],
                    terms_url=row["terms_url"] or None,
                    reviewed_on=date.fromisoformat(row["reviewed_on"]),
                ),
            )
