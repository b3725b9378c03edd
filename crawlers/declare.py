"""The words in which a source declares itself, so that its file says only what is its own."""

from __future__ import annotations

from datetime import date

from models.run import SourceCard
from models.vocabulary import LegalStatus, Rights, SourceKind

REVIEWED = date(2026, 11, 23)
"""The day on which a person read terms and robots rules as described in each passport's reading."""


def mapping(**paths: str) -> dict[str, str]:
    """Return a field map: RawPosting's field, or a name for ``extra`` → path or selector in the source's own shape."""
    return paths


def employers(
    name: str,
    title: str,
    *,
    status: LegalStatus = LegalStatus.TOLERATED,
    homepage: str | None = None,
    closes_after: int = 1,
) -> SourceCard:
    """Return the card of a system on which employers publish their own vacancies: excerpts, the employer's own word."""
    return SourceCard(
        name=name,
        title=title,
        kind=SourceKind.EMPLOYER,
        status=status,
        rights=Rights.EXCERPT,
        homepage=homepage,
        closes_after=closes_after,
    )


def public_service(
    name: str, title: str, *, homepage: str, status: LegalStatus = LegalStatus.TOLERATED, closes_after: int = 3
) -> SourceCard:
    """Return the card of a public employment service or authority."""
    return SourceCard(
        name=name,
        title=title,
        kind=SourceKind.PUBLIC_SERVICE,
        status=status,
        rights=Rights.EXCERPT,
        homepage=homepage,
        closes_after=closes_after,
    )


def open_data(name: str, title: str, attribution: str, homepage: str) -> SourceCard:
    """Return the card of a public data set under an open licence: it may be passed on with its attribution."""
    return SourceCard(
        name=name,
        title=title,
        kind=SourceKind.PUBLIC_SERVICE,
        status=LegalStatus.OPEN,
        rights=Rights.FULL,
        resyndicate=True,
        attribution=attribution,
        homepage=homepage,
        closes_after=1,
    )


def aggregator(name: str, title: str, attribution: str, homepage: str) -> SourceCard:
    """Return the card of another job board that lets its ads be shown as facts with a link, for those with a key."""
    return SourceCard(
        name=name,
        title=title,
        kind=SourceKind.AGGREGATOR,
        status=LegalStatus.KEY,
        rights=Rights.FACTS,
        attribution=attribution,
        homepage=homepage,
    )
